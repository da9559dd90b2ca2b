//! `caudal fetch` against simulated providers.

mod bad_input;
mod configured;
#[cfg(unix)]
mod resume;

use std::path::{Path, PathBuf};

use caudal_simulator::{Fault, Vendor};
use serde_json::Value;
use snapbox::cmd::Command;

use crate::providers::Providers;
use crate::support::{Ran, caudal, check, redacted, root, run, scratch};

/// A folder for one test that is not there yet.
fn nowhere(test: &str) -> PathBuf {
    scratch(test, &[])
}

/// The program asked to fetch for a fixture application into a folder.
fn fetch(providers: &Providers, name: &str, out: &Path) -> Command {
    caudal(&["fetch", "--simulator", &providers.address()])
        .arg("--application")
        .arg(format!("fixtures/applications/{name}.json"))
        .arg("--out")
        .arg(out)
}

/// What was printed, without what differs from run to run.
fn printed(ran: &Ran, out: &Path) -> String {
    let folder = out.to_str().expect("a path of text");
    redacted(&ran.stdout.replace(folder, "DIR"), "")
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name())
        .map(|name| name.into_string().expect("text"))
        .collect();
    names.sort();
    names
}

#[test]
fn what_is_fetched_decides_as_the_fixture_does() {
    let providers = Providers::start();
    for (name, country) in [("ar-embargo", "ar"), ("cl-bancame-only", "cl")] {
        let policy = format!("rules/{country}/consumer");
        let out = nowhere(&format!("fetch-{name}"));
        let ran = run(fetch(&providers, name, &out).args(["--policy", &policy]));
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
        let application = format!("fixtures/applications/{name}.json");
        let decided = run(
            caudal(&["decide", "--policy", &policy, "--application", &application])
                .arg("--json")
                .arg("--evidence")
                .arg(&out),
        );
        let golden = root().join(format!("app/tests/it/goldens/decisions/{name}.json"));
        let golden = std::fs::read_to_string(golden).expect("a golden");
        let outcome = |text: &str| {
            let decision: Value = serde_json::from_str(text).expect("a decision");
            decision["outcome"].clone()
        };
        assert_eq!(outcome(&decided.stdout), outcome(&golden), "{name}");
    }
}

#[test]
fn reports_of_another_date_are_pointed_out() {
    let providers = Providers::with(caudal_simulator::Settings {
        as_of: chrono::NaiveDate::from_ymd_opt(2026, 10, 21),
        ..caudal_simulator::Settings::default()
    });
    let out = nowhere("fetch-another-date");
    let ran = run(fetch(&providers, "ar-salaried-clean", &out));
    assert_eq!(ran.code, 0);
    check(&ran.stderr, "fetch/another-date.txt");
}

#[test]
fn a_second_run_asks_nobody() {
    let providers = Providers::start();
    let out = nowhere("fetch-twice");
    let twice = || run(fetch(&providers, "ar-salaried-clean", &out).args(["--source", "bcra"]));
    let first = twice();
    assert_eq!((first.code, first.stderr.as_str()), (0, ""));
    check(&printed(&first, &out), "fetch/complete.txt");
    let asked = providers.requests();
    let second = twice();
    assert_eq!((second.code, second.stderr.as_str()), (0, ""));
    check(&printed(&second, &out), "fetch/from-the-journal.txt");
    assert_eq!(providers.requests(), asked);
    assert_eq!(
        files(&out),
        [
            "bcra-cheques-rechazados.json",
            "bcra-deudas.json",
            "bcra-historicas.json",
            "case.json",
            "gather.json",
            "journal.jsonl",
            "manifest.json",
        ]
    );
}

#[test]
fn sources_asked_one_by_one_come_together() {
    let providers = Providers::start();
    let out = nowhere("fetch-one-by-one");
    for source in ["bcra", "cirenio"] {
        let ran = run(fetch(&providers, "ar-embargo", &out).args(["--source", source]));
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    }
    let manifest = std::fs::read(out.join("manifest.json")).expect("a manifest");
    let manifest: Value = serde_json::from_slice(&manifest).expect("JSON");
    let entries = manifest["entries"].as_array().expect("entries");
    let sources: Vec<&Value> = entries.iter().map(|entry| &entry["source"]).collect();
    assert_eq!(sources, ["bcra", "bcra", "bcra", "cirenio"]);
}

#[test]
fn a_source_that_came_in_part_is_a_finding() {
    let providers = Providers::start();
    providers.fail(
        Some(Vendor::Bcra),
        Some("GET /centraldedeudores/v1.0/Deudas/Historicas/:id"),
        Fault::HtmlErrorPage { status: 404 },
    );
    let out = nowhere("fetch-partial");
    let fetched = || fetch(&providers, "ar-salaried-clean", &out).args(["--source", "bcra"]);
    let ran = run(fetched().args(["--log", "error"]));
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    check(&printed(&ran, &out), "fetch/partial.txt");
    let json = run(fetched().args(["--json", "--log", "error"]));
    assert_eq!((json.code, json.stderr.as_str()), (1, ""));
    let reports: Value = serde_json::from_str(&json.stdout).expect("JSON and nothing else");
    assert_eq!(reports[0]["status"], "partial");
    let kept = std::fs::read(out.join("gather.json")).expect("kept");
    let kept: Value = serde_json::from_slice(&kept).expect("JSON");
    assert_eq!(kept["sources"], reports);
    providers.heal();
    assert_eq!(run(fetched()).code, 0);
}

#[test]
fn nothing_at_all_ends_with_3() {
    let providers = Providers::start();
    providers.fail(None, None, Fault::HtmlErrorPage { status: 404 });
    let out = nowhere("fetch-nothing");
    let ran = run(fetch(&providers, "cl-salaried-clean", &out).args(["--log", "error"]));
    assert_eq!((ran.code, ran.stderr.as_str()), (3, ""));
    // That nobody could be reached is evidence too.
    assert!(out.join("manifest.json").is_file());
}

#[test]
fn what_is_logged_names_nobody() {
    let providers = Providers::start();
    let out = nowhere("fetch-logged");
    let ran = run(fetch(&providers, "ar-salaried-clean", &out).env("CAUDAL_LOG", "debug"));
    assert_eq!(ran.code, 0);
    assert!(ran.stderr.contains("provider_call"), "{}", ran.stderr);
    let application = root().join("fixtures/applications/ar-salaried-clean.json");
    let application = std::fs::read(application).expect("a fixture");
    let application: Value = serde_json::from_slice(&application).expect("JSON");
    let tax_id = application["applicant"]["tax_id"].as_str().expect("an id");
    for shown in [tax_id.to_owned(), tax_id.replace('-', "")] {
        assert!(!ran.stderr.contains(&shown), "{}", ran.stderr);
    }
}
