//! Any bytes as banca.me's pre-loan request, with the reports that it carries.
#![no_main]

use caudal_facts::Source;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|payload: &[u8]| {
    caudal_providers_fuzz::chilean("bancame", &[(Source::Bancame, "pre-loan-request")], payload);
});
