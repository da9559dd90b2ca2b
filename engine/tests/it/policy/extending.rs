//! A policy that extends another gives only what differs.

use caudal_engine::policy::{Files, LoadOptions, Outcome, Policy};

use super::harness::{InMemory, codes, load, number, rule, subject};

const BASE: &str = r#"
[policy]
id = "base"
version = "1"
country = "any"
currency = "USD"
use = ["../shared/twice.rhai"]
reasons_told = 2
approved = ["somebody"]
[inputs]
"x.a" = { type = "count", es = "a", en = "a" }
[params]
cutoff = { value = 10, unit = "count", reason = "base" }
floor = { value = 1, unit = "count", reason = "base" }
[tables]
bands = { hit = "unique", then = { band = "text" } }
"#;

const SCRIPT: &str = r#"stage("s");
decline("LOW", twice(x.a) < params.cutoff);
refer("FLOOR", x.a < params.floor);
refer("BAND", table("bands").band == "B");
"#;

const REASONS: &str = "[FLOOR]\nes = \"piso\"\nen = \"floor\"\n[LOW]\nes = \"bajo\"\nen = \"low\"\n\
                       [BAND]\nes = \"banda\"\nen = \"band\"\n";

const CHALLENGER: &str = r#"
[policy]
id = "challenger"
version = "1-b"
extends = "../base"
"#;

/// A base, and a challenger that gives these files.
fn challenger(manifest: &str, own: &[(&str, &str)]) -> InMemory {
    let mut files = InMemory::default();
    for (path, text) in [
        ("policy.toml", &*format!("{CHALLENGER}{manifest}")),
        ("../base/policy.toml", BASE),
        ("../base/policy.rhai", SCRIPT),
        ("../base/reasons.toml", REASONS),
        (
            "../base/tables/bands.csv",
            "when x.a;then band\n<50;A\n>=50;B\n",
        ),
        ("../shared/twice.rhai", "fn twice(n) { n * 2 }"),
    ]
    .iter()
    .chain(own)
    {
        files.0.insert((*path).to_owned(), (*text).to_owned());
    }
    files
}

fn decided(files: &InMemory, a: &str) -> (Outcome, Vec<String>) {
    let ruling = rule(&load(files), subject(&[("x.a", number(a))]));
    let codes = codes(&ruling).into_iter().map(str::to_owned).collect();
    (ruling.outcome, codes)
}

#[test]
fn what_a_challenger_does_not_give_is_the_bases() {
    let same = challenger("", &[]);
    assert_eq!(decided(&same, "4").1, ["LOW"]);
    assert_eq!(decided(&same, "60").1, ["BAND"]);
    let policy = load(&same);
    let manifest = policy.manifest();
    assert_eq!(manifest.id, "challenger");
    assert_eq!(manifest.reasons_told, 2);
    assert!(
        manifest.approved.is_empty(),
        "a signature is never inherited"
    );
}

#[test]
fn a_key_a_file_and_a_text_replace_the_bases() {
    let cutoff = "[params]\ncutoff = { value = 6, unit = \"count\", reason = \"trial\" }\n";
    assert_eq!(decided(&challenger(cutoff, &[]), "4").1, ["NO_OFFER"]);
    let table = [("tables/bands.csv", "when x.a;then band\nany;B\n")];
    assert_eq!(decided(&challenger("", &table), "6").1, ["BAND"]);
    let script = [(
        "policy.rhai",
        "stage(\"s\");\nrefer(\"LOW\", x.a < params.cutoff + params.floor);\n",
    )];
    assert_eq!(decided(&challenger("", &script), "10").1, ["LOW"]);
    let text = [("reasons.toml", "[LOW]\nen = \"lower\"\n")];
    let policy = load(&challenger("", &text));
    let (_, low) = policy.reasons().get("LOW").unwrap();
    assert_eq!((low.es.as_str(), low.en.as_str()), ("bajo", "lower"));
}

#[test]
fn reasons_keep_the_bases_order_and_new_ones_come_after() {
    let own = [(
        "reasons.toml",
        "[NEW]\nes = \"n\"\nen = \"n\"\n[LOW]\nen = \"lower\"\n",
    )];
    let policy = load(&challenger("", &own));
    let order: Vec<&str> = policy.reasons().codes().collect();
    assert_eq!(order, ["FLOOR", "LOW", "BAND", "NEW"]);
}

#[test]
fn the_hash_is_over_everything_that_is_read() {
    let hash = |files: &InMemory| load(files).hash();
    let files = challenger("", &[]);
    let read: Vec<String> = load(&files).files().keys().cloned().collect();
    assert_eq!(
        read,
        [
            "../base/policy.rhai",
            "../base/policy.toml",
            "../base/reasons.toml",
            "../base/tables/bands.csv",
            "../shared/twice.rhai",
            "policy.toml",
        ]
    );
    for path in &read {
        let mut changed = files.clone();
        // No file of the three kinds minds an empty line.
        let comment = "\n";
        changed.0.get_mut(path).unwrap().push_str(comment);
        assert_ne!(hash(&changed), hash(&files), "{path}");
    }
}

#[test]
fn what_is_wrong_is_told_in_the_file_that_it_stands_in() {
    let problems = |files: &InMemory| -> Vec<String> {
        let problems = Policy::load("", files, LoadOptions::default()).unwrap_err();
        problems.iter().map(ToString::to_string).collect()
    };
    for (situation, manifest, own, expected) in [
        (
            "a key that nothing reads, in the challenger",
            "trafic = 1\n",
            None,
            "policy.toml:6:1: unknown key \"trafic\" in policy",
        ),
        (
            "a key that nothing reads, in the base",
            "",
            Some((
                "../base/reasons.toml",
                "[LOW]\nes = \"b\"\nen = \"l\"\nsay = 1\n",
            )),
            "../base/reasons.toml:4:1: unknown key \"say\" in LOW",
        ),
        (
            "a base that is not there",
            "",
            Some((
                "policy.toml",
                "[policy]\nid = \"c\"\nversion = \"1\"\nextends = \"../bas\"\n",
            )),
            "../bas/policy.toml: no such file",
        ),
        (
            "a name of its own that is missing",
            "",
            Some((
                "policy.toml",
                "[policy]\nid = \"c\"\nextends = \"../base\"\n",
            )),
            "policy.toml:1:2: policy.version is missing",
        ),
        (
            "a circle by another name",
            "",
            Some((
                "../base/policy.toml",
                "[policy]\nextends = \"../challenger\"\n",
            )),
            "../challenger/policy.toml: no such file",
        ),
        (
            "a circle",
            "",
            Some(("../base/policy.toml", "[policy]\nextends = \".\"\n")),
            "../base/policy.toml:2:11: policy.extends \".\" leads round in a circle or too far",
        ),
        (
            "a rule of the base that a parameter's absence breaks",
            "",
            Some((
                "../base/policy.rhai",
                "stage(\"s\");\nrefer(\"LOW\", x.a < params.cut);\n",
            )),
            "../base/policy.rhai:2:20: unknown parameter \"cut\"",
        ),
    ] {
        let own: Vec<_> = own.into_iter().collect();
        let found = problems(&challenger(manifest, &own));
        assert!(
            found.iter().any(|problem| problem.starts_with(expected)),
            "{situation}: {found:#?}"
        );
    }
}

#[test]
fn a_row_of_policies_that_never_ends_is_refused() {
    struct Endless;
    impl Files for Endless {
        fn read(&self, path: &str) -> Result<String, String> {
            Ok(if path.ends_with("policy.toml") {
                "[policy]\nid = \"a\"\nversion = \"1\"\nextends = \"deeper\"\n".to_owned()
            } else {
                String::new()
            })
        }
    }
    let problems = Policy::load("", &Endless, LoadOptions::default()).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert!(problems[0].to_string().contains("in a circle or too far"));
}
