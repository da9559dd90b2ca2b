//! `caudal decide --reference`: dated series from a folder.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{Ran, caudal, check, decide, run, scratch};

const APPLICATION: &str = "fixtures/applications/ar-salaried-clean.json";

/// A copy of the project in which the application gives no series of its own.
fn without_series(test: &str) -> std::path::PathBuf {
    let copy = scratch(
        test,
        &[
            "rules",
            "fixtures/applications",
            "fixtures/evidence/ar-salaried-clean",
            "fixtures/reference",
        ],
    );
    let file = copy.join(APPLICATION);
    let text = fs::read_to_string(&file).expect("an application");
    let mut application: Value = serde_json::from_str(&text).expect("JSON");
    application["reference"] = Value::Object(serde_json::Map::new());
    fs::write(file, application.to_string()).expect("written");
    copy
}

fn decided(copy: &Path, more: &[&str]) -> Ran {
    run(caudal(&[])
        .args(decide("ar-salaried-clean"))
        .args(more)
        .current_dir(copy))
}

#[test]
fn a_folder_stands_in_for_what_the_application_does_not_give() {
    let copy = without_series("reference-folder");
    let with = ["--json", "--reference", "fixtures/reference"];
    let (alone, given) = (decided(&copy, &["--json"]), decided(&copy, &with));
    let json = |ran: &Ran| serde_json::from_str::<Value>(&ran.stdout).expect("a decision");
    assert_eq!((alone.code, given.code), (0, 0), "{}", given.stderr);
    assert_eq!(json(&alone)["outcome"], "refer");
    assert_eq!(json(&given)["outcome"], "approve");
    assert_eq!(json(&alone)["reference"], Value::Array(Vec::new()));
    let told = serde_json::to_string_pretty(&json(&given)["reference"]).expect("JSON");
    check(&told, "reference/given.json");
    // The same inputs give the same bytes.
    assert_eq!(decided(&copy, &with).stdout, given.stdout);
}

#[test]
fn a_folder_that_cannot_be_used() {
    for (situation, file, text) in [
        (
            "misspelt-series",
            "ar.csv",
            Some("series;from;value\nusd_oficial;2026-10-20;1519,25\n"),
        ),
        (
            "wrong-cells",
            "ar.csv",
            Some("series;from;value\ncpi;01-10-2026;12431,0\ncpi;2026-09-01;12.431\n"),
        ),
        ("no-files", "ar.txt", None),
        ("not-a-folder", "", None),
    ] {
        let copy = without_series(&format!("reference-{situation}"));
        let folder = copy.join("series");
        if !file.is_empty() {
            fs::create_dir(&folder).expect("a folder");
            fs::write(folder.join(file), text.unwrap_or_default()).expect("written");
        }
        let ran = decided(&copy, &["--reference", "series"]);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{situation}");
        check(&ran.stderr, &format!("reference/{situation}.txt"));
    }
}
