//! `caudal decide --set`, and what `--explain` says would have to change.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{caudal, check, decide, printed, run};

fn tried(name: &str, rest: &[&str]) -> crate::support::Ran {
    let arguments = decide(name);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    run(caudal(&[&arguments[..], rest].concat()))
}

#[test]
fn a_trial_says_that_it_is_one() {
    let set = [
        "--set",
        "request.amount=500000",
        "--set",
        "bureau.protests_open=2",
    ];
    let ran = tried("cl-salaried-clean", &set);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    check(&ran.stdout, "trial/cl-salaried-clean.es.txt");
    let ran = tried("cl-salaried-clean", &[&set[..], &["--json"]].concat());
    let decision: Value = serde_json::from_str(&ran.stdout).expect("a decision");
    assert_eq!(decision["outcome"], "decline");
    assert_eq!(decision["trial"][0]["name"], "bureau.protests_open");
    assert_eq!(decision["trial"][0]["was"], "0");
    assert_eq!(decision["trial"][1]["value"], "500000");
    assert_eq!(decision["features"]["bureau.protests_open"], "2");
    let own = tried("cl-salaried-clean", &["--json"]);
    let own: Value = serde_json::from_str(&own.stdout).expect("a decision");
    assert_eq!(own.get("trial"), None);
}

#[test]
fn what_cannot_be_tried_is_refused() {
    for (set, said) in [
        ("request.amount", "expected NAME=VALUE"),
        ("request.amuont=1", "did you mean \"request.amount\"?"),
        (
            "params.min_income=1",
            "the policy reads no \"params.min_income\"",
        ),
        (
            "income.verified=1",
            "known, near are income.verified_monthly_6m, ",
        ),
        ("request.amount=many", "expected a number"),
        ("applicant.pep=perhaps", "expected true or false"),
        ("applicant.birth_date=1990", "expected a date"),
        ("fraud.score=1000", "expected 0 to 999"),
        ("customer.loans_repaid=1.5", "expected a whole number"),
        (
            "customer.exposure=none",
            "nothing says what none of it means",
        ),
    ] {
        let ran = tried("cl-salaried-clean", &["--set", set]);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{set}");
        assert!(ran.stderr.contains(said), "{set}: {}", ran.stderr);
    }
}

#[test]
fn no_letter_is_written_of_a_trial() {
    let ran = tried(
        "cl-salaried-clean",
        &["--set", "request.amount=500000", "--json"],
    );
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("letter-trial.json");
    fs::write(&file, ran.stdout).expect("a written file");
    let file = file.to_str().expect("a path in UTF-8");
    let ran = run(caudal(&["letter", file, "--lender", "Empresa Ejemplo"]));
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("it is a trial"), "{}", ran.stderr);
}

/// The last section of what is printed: what would be approved, one change a line.
fn suggested(name: &str, set: &[&str]) -> Vec<String> {
    let ran = tried(name, &[set, &["--explain", "--lang", "en"]].concat());
    let (_, section) = ran
        .stdout
        .split_once("What would be approved")
        .expect("the section");
    let lines = section.lines().filter_map(|line| line.strip_prefix("  - "));
    lines.map(str::to_owned).collect()
}

#[test]
fn what_is_suggested_approves_and_a_little_less_does_not() {
    let income = "income.verified_monthly_6m";
    let low = ["--set", "income.verified_monthly_6m=450000"];
    let found = suggested("cl-salaried-clean", &low);
    let line = found.iter().find(|line| line.starts_with(income));
    let line = line.expect("a change of income");
    let (_, to) = line.rsplit_once("→ $").expect("an amount");
    let enough: i64 = to.replace(',', "").parse().expect("whole pesos");
    let outcome = |amount: i64| {
        let value = format!("{income}={amount}");
        let rest = [&low[2..], &["--set", &value, "--json"]].concat();
        let decision = tried("cl-salaried-clean", &rest).stdout;
        let decision: Value = serde_json::from_str(&decision).expect("a decision");
        decision["outcome"].as_str().expect("an outcome").to_owned()
    };
    assert_eq!(outcome(enough), "approve");
    assert_ne!(outcome(enough - 1), "approve");
}

#[test]
fn what_nobody_can_change_is_not_suggested() {
    for set in ["bureau.protests_open=2", "applicant.birth_date=2015-01-01"] {
        assert_eq!(
            suggested("cl-salaried-clean", &["--set", set]),
            Vec::<String>::new()
        );
    }
}

#[test]
fn a_search_of_pairs_that_was_cut_says_so() {
    let ran = tried("ar-over-indebted", &["--explain", "--lang", "en"]);
    let cut = "Two by two, 6 of the 14 figures that the person can change were tried";
    let words: Vec<&str> = ran.stdout.split_whitespace().collect();
    assert!(words.join(" ").contains(cut), "{}", ran.stdout);
    let low = ["--set", "income.verified_monthly_6m=450000"];
    let one = tried(
        "cl-salaried-clean",
        &[&low[..], &["--explain", "--lang", "en"]].concat(),
    );
    assert!(!one.stdout.contains("Two by two"), "{}", one.stdout);
}

#[test]
fn simulated_evidence_is_told_what_would_be_approved_too() {
    let arguments = [
        "decide",
        "--policy",
        "rules/cl/consumer",
        "--application",
        "fixtures/applications/cl-protests-open.json",
        "--simulate",
        "--seed",
        "3",
        "--explain",
        "--lang",
        "en",
    ];
    let ran = run(caudal(&arguments));
    let pair = "and income.verified_monthly_6m: ";
    assert!(ran.stdout.contains(pair), "{}{}", ran.stdout, ran.stderr);
    let cut = "figures that the person can change were tried: another pair may be smaller";
    let words: Vec<&str> = ran.stdout.split_whitespace().collect();
    assert!(words.join(" ").contains(cut), "{}", ran.stdout);
}

#[test]
fn an_approval_needs_no_change() {
    let arguments = decide("cl-salaried-clean");
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let text = printed(caudal(
        &[&arguments[..], &["--explain", "--lang", "en"]].concat(),
    ));
    assert!(!text.contains("What would be approved"));
}
