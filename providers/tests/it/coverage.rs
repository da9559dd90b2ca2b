//! Every published example: what of it the wire types know, and that nothing of it is lost.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use caudal_facts::evidence::Entry;
use caudal_facts::{Facts, Source};
use caudal_providers::{Coverage, coverage};
use serde_json::{Value, json};

use crate::support::{codes, entry, enveloped, facts, status, values, why};

/// Each example's file, the call that it answers, and how many of its values are known, are only
/// kept, and are there at all; below it, the places of those that are only kept.
const EXPECTED: &str = include_str!("../data/coverage.txt");

const ACCOUNTS: &str = include_str!("../../../fixtures/open-banking-uk/v3.1.10-Accounts-1.json");
const REPORT: &str = include_str!("../../../fixtures/seeds/cirenio-report.json");
const STATEMENTS: &str =
    include_str!("../../../fixtures/open-banking-uk/v3.1.10-Statements-1.json");

/// A field that no vendor has.
const ADDED: &str = "AddedByTheVendor";

#[test]
fn the_types_know_every_documented_field_of_every_example() {
    let mut table = String::new();
    for (name, entry) in examples() {
        let call = format!("{} {}", entry.provider, entry.operation);
        write!(table, "{name:<43} {call:<24}").unwrap();
        let Some(covered) = coverage(&entry) else {
            writeln!(table, " not JSON").unwrap();
            continue;
        };
        let (known, kept, total) = (covered.known(), covered.kept(), covered.total());
        let body = body(&entry);
        assert_eq!(total, values(&body), "{name}: every value is counted once");
        writeln!(table, " {known:>4} {kept:>4} {total:>4}").unwrap();
        for (place, count) in covered.unknown_fields() {
            writeln!(table, "    {place} {count}").unwrap();
        }
    }
    assert_eq!(table, EXPECTED, "\n{table}");
}

#[test]
fn a_field_that_a_vendor_adds_is_noticed_and_changes_nothing() {
    for (name, example) in examples() {
        let Some(before) = coverage(&example) else {
            continue;
        };
        let mut body = body(&example);
        let added = add_to_every_object(&mut body);
        let with_more = entry(
            example.source,
            &example.provider,
            &example.operation,
            &body.to_string(),
        );
        let after = coverage(&with_more).unwrap();
        assert_eq!(after.known(), before.known(), "{name}");
        assert_eq!(after.kept(), before.kept() + added, "{name}");
        let places: u64 = after
            .unknown_fields()
            .filter(|(place, _)| place.ends_with(ADDED))
            .map(|(_, count)| count)
            .sum();
        assert_eq!(places, added, "{name}");
        assert_eq!(read(&with_more), read(&example), "{name}");
    }
}

#[test]
fn what_is_malformed_as_published_is_refused_by_name() {
    let mut refused = 0;
    for (name, entry) in examples() {
        if coverage(&entry).is_some() {
            continue;
        }
        refused += 1;
        let source = entry.source;
        let facts = facts("CL", vec![entry]);
        assert_eq!(status(&facts, source), "unavailable", "{name}");
        assert_eq!(why(&facts, source), "the payload is not JSON", "{name}");
        assert_eq!(codes(&facts), ["PAYLOAD_UNREADABLE"], "{name}");
    }
    assert_eq!(refused, EXPECTED.matches("not JSON").count());
}

#[test]
fn the_standards_own_errors_are_read_and_told() {
    // Links and Meta belong beside Data; in the statements' example they are inside.
    let statements = uk_example("Statements", STATEMENTS);
    let covered = coverage(&statements).unwrap();
    let unknown: Vec<_> = covered.unknown_fields().collect();
    assert_eq!(
        unknown,
        [("Data.Links.Self", 1), ("Data.Meta.TotalPages", 1)]
    );
    let answer = facts("CL", vec![statements]);
    assert_eq!(status(&answer, Source::Khipu), "complete");

    // The day before the month, where the standard has ISO 8601.
    let accounts = uk_example("Accounts", ACCOUNTS);
    assert_eq!(coverage(&accounts).unwrap().kept(), 0);
    let opened = facts("CL", vec![accounts]).accounts[0].opened_on;
    assert_eq!(opened, Some("2002-05-01".parse().unwrap()));

    // A single object where a list belongs is a list of one.
    let balance = json!({"Balance": {"AccountId": "22289", "Type": "ClosingBooked",
        "CreditDebitIndicator": "Credit", "DateTime": "2017-04-05T10:43:07+00:00",
        "Amount": {"Amount": "1230.00", "Currency": "USD"}}});
    let call = entry(Source::Khipu, "khipu", "balance", &enveloped(&balance));
    assert_eq!(coverage(&call).unwrap().kept(), 0);
    let facts = facts("CL", vec![call]);
    assert_eq!((facts.balances.len(), facts.findings.len()), (1, 0));
}

#[test]
fn other_ways_of_writing_the_same_are_known_as_well() {
    let report: Value = serde_json::from_str(REPORT).unwrap();
    let of = |body: &Value| {
        let call = entry(Source::Cirenio, "cirenio", "report", &body.to_string());
        let covered = coverage(&call).unwrap();
        (covered.known(), covered.kept())
    };
    let as_published = of(&report);
    // The document's table calls the data text.
    let mut text = report.clone();
    text["data"] = json!(report["data"].to_string());
    assert_eq!(of(&text), as_published);
    let mut no_json = report.clone();
    no_json["data"] = json!("[");
    assert_eq!(of(&no_json), (5, 1));
    // PHP writes a list so once something was taken out of it.
    let mut numbered = report.clone();
    let accounts = &mut numbered["data"]["bank"]["accounts"]["data"];
    *accounts = json!({"0": accounts[0], "3": accounts[1]});
    assert_eq!(of(&numbered), as_published);
    // The document's table writes some names with a capital.
    let mut capital = report;
    let bank = capital["data"]
        .as_object_mut()
        .unwrap()
        .remove("bank")
        .unwrap();
    capital["data"]["Bank"] = bank;
    assert_eq!(of(&capital), as_published);
}

#[test]
fn what_cannot_be_measured_or_is_not_known_is_told_apart() {
    let of = |provider: &str, operation: &str, body: &str| {
        coverage(&entry(Source::Khipu, provider, operation, body))
    };
    assert_eq!(of("khipu", "accounts", "{"), None);
    let nothing_sent = Entry {
        payload: None,
        ..entry(Source::Khipu, "khipu", "accounts", "{}")
    };
    assert_eq!(coverage(&nothing_sent), None);
    assert_eq!(of("khipu", "accounts", "{}"), Some(Coverage::default()));
    for (provider, operation) in [
        ("khipu", "horoscope"),
        ("fintoc", "accounts"),
        ("bcra", "?"),
    ] {
        let covered = of(
            provider,
            operation,
            r#"{"Status": "OK", "Data": [1, null]}"#,
        )
        .unwrap();
        assert_eq!(
            (covered.known(), covered.kept()),
            (0, 3),
            "{provider} {operation}"
        );
    }
    // An object or a list where a single value belongs is only kept.
    let covered = of(
        "khipu",
        "accounts",
        r#"{"Status": {"Word": "OK"}, "OperationId": [1]}"#,
    );
    assert_eq!(covered.unwrap().kept(), 2);
}

#[test]
fn no_place_shows_somebodys_number_or_name_and_places_have_a_limit() {
    let of = |body: &Value| {
        coverage(&entry(
            Source::Khipu,
            "khipu",
            "accounts",
            &body.to_string(),
        ))
        .unwrap()
    };
    let covered = of(&json!({"11.111.111-1": 1, "EJEMPLO CARLA": 2, "12345678": 3, "": 4}));
    let places: Vec<_> = covered.unknown_fields().map(|(place, _)| place).collect();
    let expected = [
        "<0 characters>",
        "<12 characters>",
        "<13 characters>",
        "<8 characters>",
    ];
    assert_eq!(places, expected);
    for (fields, places) in [(255, 255), (256, 256), (257, 257), (1000, 257)] {
        let names = (0..fields).map(|number| (format!("F{number}"), json!(number)));
        let covered = of(&Value::Object(names.collect()));
        assert_eq!(covered.kept(), fields, "{fields}");
        assert_eq!(covered.unknown_fields().count(), places, "{fields}");
        let listed: u64 = covered.unknown_fields().map(|(_, count)| count).sum();
        assert_eq!(listed, fields, "each value is counted in some place");
    }
}

/// Every file of the folders, in order, as the answer to the call that its name tells.
fn examples() -> Vec<(String, Entry)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [
        root.join("../fixtures/open-banking-uk"),
        root.join("../fixtures/seeds"),
        root.join("tests/data"),
    ];
    let mut files: Vec<PathBuf> = folders.iter().flat_map(|folder| files_of(folder)).collect();
    // The other samples here are those of fixtures/seeds.
    files.retain(|file| !file.starts_with(root.join("tests")) || name(file).starts_with("bcra-"));
    files
        .into_iter()
        .map(|file| (name(&file), example(&file)))
        .collect()
}

fn files_of(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn name(file: &Path) -> String {
    file.file_name().unwrap().to_str().unwrap().to_owned()
}

fn example(file: &Path) -> Entry {
    let text = fs::read_to_string(file).unwrap();
    let name = name(file);
    let stem = name.rsplit_once('.').unwrap().0;
    let (source, provider, operation) = match stem.split_once('-').unwrap() {
        ("cirenio", "job-created") => (Source::Cirenio, "cirenio", "job"),
        ("cirenio", operation) => (Source::Cirenio, "cirenio", operation),
        ("bancame", operation) => (Source::Bancame, "bancame", operation),
        ("bcra", operation) => (Source::Bcra, "bcra", operation),
        ("khipu", "error") => (Source::Khipu, "khipu", "accounts"),
        ("khipu", operation) => (Source::Khipu, "khipu", operation),
        ("v3.1.10", what) => return uk_example(what.split_once('-').unwrap().0, &text),
        other => unreachable!("no call is known for {other:?}"),
    };
    entry(source, provider, operation, &text)
}

/// An example of the standard's as Khipu would send it: with a status, and in a currency that
/// Caudal's countries have.
fn uk_example(what: &str, text: &str) -> Entry {
    let operation = match what {
        "Balances" => "balance".to_owned(),
        other => other.to_lowercase(),
    };
    let text = text.replace("GBP", "USD");
    let body = match serde_json::from_str::<Value>(&text) {
        Ok(mut body) => {
            body["Status"] = json!("OK");
            body.to_string()
        }
        Err(_) => text,
    };
    entry(Source::Khipu, "khipu", &operation, &body)
}

fn body(entry: &Entry) -> Value {
    serde_json::from_slice(entry.payload.as_ref().unwrap().bytes()).unwrap()
}

/// Adds a field to every object, and tells how many there are.
fn add_to_every_object(value: &mut Value) -> u64 {
    match value {
        Value::Array(items) => items.iter_mut().map(add_to_every_object).sum(),
        Value::Object(map) => {
            let inside: u64 = map.values_mut().map(add_to_every_object).sum();
            map.insert(ADDED.to_owned(), json!(1));
            inside + 1
        }
        _ => 0,
    }
}

/// What becomes of an answer, apart from the digest of its bytes.
fn read(call: &Entry) -> Facts {
    let country = match call.source {
        Source::Cirenio | Source::Bcra => "AR",
        _ => "CL",
    };
    let facts = facts(country, vec![call.clone()]);
    Facts {
        payloads: Vec::new(),
        ..facts
    }
}
