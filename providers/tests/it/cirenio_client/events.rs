//! Callbacks and webhooks of Cirenio's: read, malformed, and never a panic.

use caudal_providers::cirenio::{JobEvent, JobEventError};
use proptest::prelude::*;

const HASH: &str = "63617e35f81fee114e9daec420a69f9a612f594bf82277e44c699d722130b55d";

#[test]
fn the_outcome_is_read_under_both_names() {
    let cases = [
        ("status=success", Some(true)),
        ("success=true", Some(true)),
        ("success=1", Some(true)),
        ("status=SUCCESS", Some(true)),
        ("status=error", Some(false)),
        ("status=failed", Some(false)),
        ("success=false", Some(false)),
        ("success=0", Some(false)),
        ("", None),
        ("status=", None),
        ("status=perhaps", None),
        ("status=ok", None),
        ("success=true&status=success", Some(true)),
        // Of two that differ neither is believed.
        ("success=true&status=error", None),
        ("success=true&status=perhaps", None),
    ];
    for (outcome, succeeded) in cases {
        for query in [
            format!("hash={HASH}&{outcome}"),
            format!("?{outcome}&hash={HASH}"),
        ] {
            let event = JobEvent::read(&query).unwrap();
            assert_eq!(event.succeeded, succeeded, "{query}");
            assert_eq!((event.hash.as_str(), event.external_id), (HASH, None));
        }
    }
}

#[test]
fn an_event_without_a_sound_hash_is_none() {
    let long = format!("hash={HASH}&more={}", "m".repeat(8 * 1024));
    let twice = format!("hash={HASH}&hash={}", HASH.replace('6', "7"));
    let not_a_hash = |length| Err(JobEventError::NotAHash { length });
    let cases = [
        (String::new(), Err(JobEventError::NoHash)),
        ("hash=".to_owned(), Err(JobEventError::NoHash)),
        ("Hash=1".to_owned(), Err(JobEventError::NoHash)),
        (format!("hash={}", &HASH[..31]), not_a_hash(31)),
        (format!("hash={}", &HASH[..32]), Ok(())),
        (format!("hash={}", &HASH[..63]), Ok(())),
        (format!("hash={HASH}{HASH}"), Ok(())),
        (format!("hash={HASH}{HASH}a"), not_a_hash(129)),
        (format!("hash=../{}", &HASH[..32]), not_a_hash(35)),
        (format!("hash={}%00", &HASH[..32]), not_a_hash(33)),
        (twice, Err(JobEventError::Twice { name: "hash" })),
        (format!("hash={HASH}&hash={HASH}"), Ok(())),
        (
            format!("hash={HASH}&external_id=1&external_id=2"),
            Err(JobEventError::Twice {
                name: "external_id",
            }),
        ),
        (
            long.clone(),
            Err(JobEventError::TooLong { bytes: long.len() }),
        ),
    ];
    for (query, expected) in cases {
        assert_eq!(
            JobEvent::read(&query).map(|_| ()),
            expected,
            "{} bytes",
            query.len()
        );
    }
}

#[test]
fn the_hash_is_in_no_print() {
    let event = JobEvent::read(&format!("hash={HASH}&external_id=A-1")).unwrap();
    let printed = format!("{event:?}");
    assert!(
        !printed.contains(HASH) && printed.contains("A-1"),
        "{printed}"
    );
    let error = JobEvent::read("hash=s3cr3t").unwrap_err();
    assert!(!format!("{error} {error:?}").contains("s3cr3t"));
}

proptest! {
    /// Whatever is sent is an event with a sound hash, or an error.
    #[test]
    fn no_query_makes_it_panic(
        query in prop_oneof![
            ".{0,200}",
            "(\\?)?((hash|status|success|external_id)=[0-9a-f%&=+ é]{0,70}&?){0,5}",
        ],
    ) {
        if let Ok(event) = JobEvent::read(&query) {
            prop_assert!((32..=128).contains(&event.hash.len()));
            prop_assert!(event.hash.bytes().all(|byte| byte.is_ascii_hexdigit()));
        }
    }
}
