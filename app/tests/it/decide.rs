//! `caudal decide` on the fixtures.

use crate::support::{Ran, applications, caudal, check, decide, edit, root, run, scratch};

fn decided(name: &str, more: &[&str]) -> Ran {
    let arguments = decide(name);
    let mut arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    arguments.extend(more);
    run(caudal(&arguments))
}

/// What the program prints for a person is a golden.
fn check_printed(name: &str, more: &[&str], golden: &str) {
    let ran = decided(name, more);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{name}");
    check(&ran.stdout, golden);
    let widest = ran.stdout.lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(100), "{golden} is {widest:?} columns wide");
}

#[test]
fn the_seed_is_referred_in_spanish() {
    check_printed("ar-seed", &[], "decide/ar-seed.es.txt");
}

#[test]
fn the_seed_is_referred_in_english() {
    check_printed("ar-seed", &["--lang", "en"], "decide/ar-seed.en.txt");
}

#[test]
fn every_rule_is_explained() {
    check_printed("ar-seed", &["--explain"], "decide/ar-seed.explain.es.txt");
    check_printed(
        "ar-seed",
        &["--explain", "--lang", "en"],
        "decide/ar-seed.explain.en.txt",
    );
}

#[test]
fn an_approval_shows_its_offers_and_a_decline_its_reasons() {
    check_printed(
        "cl-salaried-clean",
        &["--lang", "en"],
        "decide/cl-salaried-clean.en.txt",
    );
    check_printed("ar-over-indebted", &[], "decide/ar-over-indebted.es.txt");
    check_printed("cl-protests-down", &[], "decide/cl-protests-down.es.txt");
}

#[test]
fn every_application_has_its_golden_decision() {
    for name in applications() {
        let ran = decided(&name, &["--json"]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{name}");
        check(&ran.stdout, &format!("decisions/{name}.json"));
    }
}

#[test]
fn a_decision_does_not_depend_on_where_its_files_are() {
    let here = decided("ar-seed", &["--json"]);
    let copy = scratch("elsewhere", &["rules"]);
    let categories = copy.join("rules/categories/ar.toml");
    let policy = copy.join("rules/ar/consumer/");
    let [application, evidence] = ["applications/ar-seed.json", "evidence/ar-seed"]
        .map(|path| root().join("fixtures").join(path));
    let there = run(caudal(&["decide", "--json"])
        .current_dir(&copy)
        .arg("--policy")
        .arg(policy)
        .arg("--application")
        .arg(application)
        .arg("--evidence")
        .arg(evidence)
        .arg("--categories")
        .arg(categories));
    assert_eq!(there.stdout, here.stdout, "{}", there.stderr);
}

#[test]
fn what_is_received_stands_below_amounts_that_costs_are_deducted_from() {
    let copy = scratch("deducted", &["rules"]);
    let contract =
        "opening_fee = 0.03\nopening_costs = \"deducted\"\nmonthly_fee = { sum = 2_500 }";
    edit(
        &copy.join("rules/ar/consumer/policy.toml"),
        "system               = \"french\"",
        contract,
    );
    let decided = |more: &[&str]| {
        let fixtures = root().join("fixtures");
        let mut command = caudal(&["decide", "--policy", "rules/ar/consumer", "--lang", "en"])
            .current_dir(&copy)
            .arg("--application")
            .arg(fixtures.join("applications/ar-salaried-clean.json"))
            .arg("--evidence")
            .arg(fixtures.join("evidence/ar-salaried-clean"));
        for argument in more {
            command = command.arg(argument);
        }
        run(command).stdout
    };
    let program = decided(&["--json"]);
    let decision: serde_json::Value = serde_json::from_str(&program).expect("a decision");
    let offer = &decision["offers"][0];
    assert!(offer["received"].is_string() && offer["monthly_fees"].is_string());
    let text = decided(&[]);
    let (_, offers) = text.split_once("Offers (ARS)").expect("offers");
    let (offers, _) = offers.split_once("\n\n").expect("offers alone");
    check(offers, "decide/deducted.en.txt");
}

#[test]
fn colours_are_for_terminals_and_those_who_force_them() {
    let forced = |variables: &[(&str, &str)]| {
        let command = variables.iter().fold(
            caudal(&[]).args(decide("ar-seed")),
            |command, (name, value)| command.env(name, value),
        );
        run(command).stdout.contains('\u{1b}')
    };
    assert!(!forced(&[]));
    assert!(forced(&[("CLICOLOR_FORCE", "1")]));
    assert!(!forced(&[("NO_COLOR", "1")]));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    use std::io::Read as _;
    use std::process::{Command, Stdio};

    let mut program = Command::new(env!("CARGO_BIN_EXE_caudal"))
        .args(["features", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut first = [0; 1];
    let mut stdout = program.stdout.take().expect("a pipe");
    stdout.read_exact(&mut first).expect("a byte");
    drop(stdout);
    let mut stderr = String::new();
    let mut messages = program.stderr.take().expect("a pipe");
    messages.read_to_string(&mut stderr).expect("text");
    let status = program.wait().expect("an end");
    assert_eq!((status.code(), stderr.as_str()), (Some(0), ""));
}
