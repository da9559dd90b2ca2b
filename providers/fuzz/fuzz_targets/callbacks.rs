//! Any bytes as a callback: a query, and after the first line end a body.
#![no_main]

use caudal_facts::Limits;
use caudal_providers::{Secret, bancame, cirenio, khipu};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let end = bytes.iter().position(|byte| *byte == b'\n');
    let (query, body) = bytes.split_at(end.unwrap_or(bytes.len()));
    let query = String::from_utf8_lossy(query);
    let limits = Limits::default();
    if let Ok(event) = cirenio::JobEvent::read(&query) {
        assert!(event.hash.bytes().all(|byte| byte.is_ascii_hexdigit()));
    }
    // A success is only ever what says so in a known way.
    if let Ok(event) = khipu::callback::read(&query, body, &limits)
        && event.failed.is_none()
    {
        assert!(String::from_utf8_lossy(event.body.bytes()).contains("OK"));
    }
    if let Ok(secret) = Secret::new("secret") {
        let with_secret = format!("secret=secret&{query}");
        let _ = bancame::callback::read(&query, body, &secret, &limits);
        let _ = bancame::callback::read(&with_secret, body, &secret, &limits);
    }
});
