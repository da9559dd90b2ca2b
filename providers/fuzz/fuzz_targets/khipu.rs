//! Any bytes as Khipu's answer to each of its operations, all of them together.
#![no_main]

use caudal_facts::Source;
use libfuzzer_sys::fuzz_target;

const CALLS: [(Source, &str); 18] = [
    (Source::Khipu, "accounts"),
    (Source::Khipu, "balance"),
    (Source::Khipu, "statements"),
    (Source::Khipu, "transactions"),
    (Source::Khipu, "billed-transactions"),
    (Source::Khipu, "unbilled-transactions"),
    (Source::Khipu, "loans"),
    (Source::Cmf, "debt-report"),
    (Source::Afc, "contributions-certificate"),
    (Source::Afc, "last-credited-contribution"),
    (Source::Afc, "balance"),
    (Source::Afc, "contributed-balance"),
    (Source::Sii, "carpeta-tributaria"),
    (Source::Sii, "solicitar-credito"),
    (Source::Sii, "tax-situation"),
    (Source::Protests, "consulta-rut"),
    (Source::Protests, "publications-procedure"),
    (Source::Alimony, "debt-registry"),
];

fuzz_target!(|payload: &[u8]| {
    caudal_providers_fuzz::chilean("khipu", &CALLS, payload);
});
