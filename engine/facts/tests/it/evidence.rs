//! Evidence folders: what the manifest states is what the payloads are.

use caudal_facts::evidence::{Manifest, Sha256Digest, Status};
use caudal_facts::{Error, Evidence, Limits};

const PAYLOAD: &[u8] = b"{}";

fn manifest(entry: &str) -> String {
    format!("{{ \"version\": 1, \"entries\": [ {entry} ] }}")
}

fn good() -> String {
    let sha256 = Sha256Digest::of(PAYLOAD);
    format!(
        "{{ \"source\": \"cirenio\", \"provider\": \"cirenio\", \"operation\": \"report\", \
         \"file\": \"report.json\", \"obtained_at\": \"2026-10-20T10:00:00-03:00\", \
         \"status\": \"complete\", \"sha256\": \"{sha256}\" }}"
    )
}

fn assemble(text: &str) -> Result<Evidence, Error> {
    Manifest::from_json("manifest.json", text.as_bytes(), &Limits::default())?
        .assemble("manifest.json", |_| Ok::<_, Error>(PAYLOAD.to_vec()))
}

#[test]
fn a_sound_manifest_keeps_bytes_and_digest() {
    let evidence = assemble(&manifest(&good())).unwrap();
    let payload = evidence.entries[0].payload.as_ref().unwrap();
    assert_eq!(payload.bytes(), PAYLOAD);
    assert_eq!(payload.sha256(), Sha256Digest::of(PAYLOAD));
    assert_eq!(evidence.entries[0].status, Status::Complete);
}

#[test]
fn each_wrong_entry_is_named() {
    let sha256 = Sha256Digest::of(PAYLOAD).to_string();
    for (from, to, expected) in [
        (
            "\"cirenio\", \"provider\"",
            "\"cirenia\", \"provider\"",
            "entries[0]: unknown source \"cirenia\"",
        ),
        ("complete", "done", "unknown status \"done\""),
        ("complete", "partial", "status partial wants a why"),
        (
            "\"file\": \"report.json\", ",
            "",
            "status complete wants a file",
        ),
        ("report.json", "../report.json", "is not a plain file name"),
        ("report.json", "a\\\\b", "is not a plain file name"),
        (sha256.as_str(), "00", "the manifest states 00"),
        ("\"sha256\"", "\"sha\"", "unknown field `sha`"),
        ("2026-10-20T10:00:00-03:00", "yesterday", "manifest.json:1:"),
    ] {
        let text = manifest(&good().replacen(from, to, 1));
        let error = assemble(&text).unwrap_err().to_string();
        assert!(
            error.contains(expected),
            "{to}\nexpected {expected}\nfound {error}"
        );
    }
    let newer = manifest(&good()).replace("\"version\": 1", "\"version\": 2");
    let error = assemble(&newer).unwrap_err().to_string();
    assert!(
        error.contains("version is 2: this Caudal reads version 1"),
        "{error}"
    );
}

#[test]
fn digests_are_read_back_as_written() {
    let digest = Sha256Digest::of(b"abc");
    // FIPS 180-4's own example.
    assert_eq!(
        digest.to_string(),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    assert_eq!(Sha256Digest::parse(&digest.to_string()), Some(digest));
    for text in ["", "zz", &"g".repeat(64), &"é".repeat(32)] {
        assert_eq!(Sha256Digest::parse(text), None, "{text}");
    }
}
