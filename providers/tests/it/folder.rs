//! Evidence folders: what is read, and what is refused with its file's name.

use std::fs;
use std::path::{Path, PathBuf};

use caudal_facts::Limits;
use caudal_facts::evidence::Sha256Digest;
use caudal_providers::{Error, read_folder};
use serde_json::{Value, json};

/// A new folder with this manifest and one payload `a.json` holding `{}`.
fn folder(name: &str, manifest: &Value) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("folder")
        .join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("manifest.json"), manifest.to_string()).unwrap();
    fs::write(folder.join("a.json"), "{}").unwrap();
    folder
}

fn manifest(changes: &Value) -> Value {
    let mut entry = json!({
        "source": "bcra", "provider": "bcra", "operation": "deudas", "file": "a.json",
        "obtained_at": "2026-10-20T10:00:00-03:00", "status": "complete",
        "sha256": Sha256Digest::of(b"{}").to_string()
    });
    for (key, value) in changes.as_object().unwrap() {
        entry[key] = value.clone();
    }
    json!({"version": 1, "entries": [entry]})
}

/// An error with its causes, as the program prints them.
fn told(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}

#[test]
fn a_folder_is_read_with_its_payloads() {
    let folder = folder("whole", &manifest(&json!({})));
    let evidence = read_folder(&folder, &Limits::default()).unwrap();
    let payload = evidence.entries[0].payload.as_ref().unwrap();
    assert_eq!(
        (payload.file(), payload.bytes()),
        ("a.json", b"{}".as_slice())
    );
}

#[test]
fn a_folder_that_is_not_whole_is_refused_by_name() {
    let limits = Limits::default();
    for (name, changes, fragment) in [
        ("missing", json!({"file": "b.json"}), "b.json"),
        ("digest", json!({"sha256": "00"}), "a.json has SHA-256"),
        (
            "outside",
            json!({"file": "../a.json"}),
            "not a plain file name",
        ),
        (
            "absolute",
            json!({"file": "/etc/passwd"}),
            "not a plain file name",
        ),
        (
            "source",
            json!({"source": "equifax"}),
            "unknown source \"equifax\"",
        ),
        ("status", json!({"status": "ok"}), "unknown status \"ok\""),
    ] {
        let folder = folder(name, &manifest(&changes));
        let error = read_folder(&folder, &limits).unwrap_err();
        assert!(told(&error).contains(fragment), "{name}: {}", told(&error));
        assert!(told(&error).contains(name), "{name}: {}", told(&error));
    }
    let nowhere = Path::new(env!("CARGO_TARGET_TMPDIR")).join("nowhere");
    let error = read_folder(&nowhere, &limits).unwrap_err();
    assert!(matches!(error, Error::Io { .. }), "{error}");
}

#[test]
fn sizes_are_held_before_reading() {
    let folder = folder("limits", &manifest(&json!({})));
    for (limits, fits) in [
        (
            Limits {
                payload_bytes: 2,
                ..Limits::default()
            },
            true,
        ),
        (
            Limits {
                payload_bytes: 1,
                ..Limits::default()
            },
            false,
        ),
        (
            Limits {
                manifest_bytes: 10,
                ..Limits::default()
            },
            false,
        ),
    ] {
        let read = read_folder(&folder, &limits);
        assert_eq!(read.is_ok(), fits, "{limits:?}");
        if let Err(error) = read {
            assert!(told(&error).contains("the limit is"), "{error}");
        }
    }
}
