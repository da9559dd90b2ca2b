//! `caudal decide --simulate`: providers, gathering and decision in one process.

use serde_json::Value;

use crate::support::{applications, caudal, root, run, scratch};

/// The arguments that decide a fixture application with simulated providers.
fn simulated(name: &str) -> Vec<String> {
    let mut arguments = crate::support::decide(name).to_vec();
    arguments.truncate(5);
    arguments.extend(["--simulate".to_owned(), "--json".to_owned()]);
    arguments
}

fn decided(arguments: &[String], more: &[&str]) -> String {
    let mut all: Vec<&str> = arguments.iter().map(String::as_str).collect();
    all.extend(more);
    let ran = run(caudal(&all));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{all:?}");
    ran.stdout
}

/// The outcome and the reasons' codes.
fn ruling(decision: &str) -> (Value, Vec<Value>) {
    let decision: Value = serde_json::from_str(decision).expect("a decision");
    let reasons = decision["reasons"].as_array().expect("reasons").clone();
    let codes = reasons.iter().map(|reason| reason["code"].clone());
    (decision["outcome"].clone(), codes.collect())
}

#[test]
fn the_same_seed_prints_the_same_bytes() {
    for name in ["ar-salaried-clean", "cl-salaried-clean"] {
        let arguments = simulated(name);
        for seed in ["0", "7"] {
            let once = decided(&arguments, &["--seed", seed]);
            // Their difference would fill the screen.
            assert!(decided(&arguments, &["--seed", seed]) == once, "{name}");
        }
        let usual = decided(&arguments, &[]);
        assert!(usual == decided(&arguments, &["--seed", "0"]), "{name}");
        assert!(usual != decided(&arguments, &["--seed", "7"]), "{name}");
    }
}

#[test]
fn fixtures_are_ruled_on_as_with_their_evidence() {
    for name in applications() {
        let with_providers = decided(&simulated(&name), &["--fixtures", "fixtures"]);
        let golden = root().join(format!("app/tests/it/goldens/decisions/{name}.json"));
        let golden = std::fs::read_to_string(golden).expect("a golden");
        assert_eq!(ruling(&with_providers), ruling(&golden), "{name}");
    }
}

#[test]
fn what_is_kept_decides_the_same() {
    for name in ["ar-bcra-down", "ar-embargo", "cl-protests-open"] {
        let kept = scratch(&format!("kept-{name}"), &[]);
        let kept = kept.to_str().expect("a path of text");
        let arguments = simulated(name);
        let with_fixtures = ["--fixtures", "fixtures", "--keep", kept];
        let first = decided(&arguments, &with_fixtures);
        // The second time nobody is asked for what came.
        assert!(decided(&arguments, &with_fixtures) == first, "{name}");
        let mut later = arguments[..5].to_vec();
        later.extend(["--evidence", kept, "--json"].map(str::to_owned));
        let later: Vec<&str> = later.iter().map(String::as_str).collect();
        let later = run(caudal(&later));
        let note = "note: the evidence is made up by a simulator: this decides about nobody\n";
        assert_eq!((later.code, later.stderr.as_str()), (0, note), "{name}");
        assert!(later.stdout == first, "{name}");
    }
}
