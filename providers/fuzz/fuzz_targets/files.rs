//! Any bytes as a file that people or a lender's system write: categories, an application, the manifest of evidence.
#![no_main]

use caudal_facts::categories::Categories;
use caudal_facts::evidence::Manifest;
use caudal_facts::{Application, Limits};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits::default();
    // Read or refused, as long as none panics.
    let _ = Application::from_json("application.json", bytes, &limits);
    let _ = Manifest::from_json("manifest.json", bytes, &limits);
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = Categories::from_toml("categories.toml", text, &limits);
    }
});
