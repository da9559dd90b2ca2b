//! Any bytes as the debtors' register's answers.
#![no_main]

use caudal_facts::Source;
use libfuzzer_sys::fuzz_target;

const CALLS: [(Source, &str); 3] = [
    (Source::Bcra, "deudas"),
    (Source::Bcra, "historicas"),
    (Source::Bcra, "cheques-rechazados"),
];

fuzz_target!(|payload: &[u8]| {
    caudal_providers_fuzz::argentine("bcra", &CALLS, payload);
});
