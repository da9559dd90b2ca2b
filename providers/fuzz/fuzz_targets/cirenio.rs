//! Any bytes as Cirenio's report.
#![no_main]

use caudal_facts::Source;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|payload: &[u8]| {
    caudal_providers_fuzz::argentine("cirenio", &[(Source::Cirenio, "report")], payload);
});
