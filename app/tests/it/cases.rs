//! `caudal test`: policies' own cases.

use std::fs;

use crate::support::{caudal, check, edit, run, scratch};

#[test]
fn the_shipped_policies_pass_their_cases() {
    let ran = run(caudal(&["test", "rules", "--coverage-min", "70"]));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    assert!(
        ran.stdout.ends_with(" passed, 0 failed\n"),
        "{}",
        ran.stdout
    );
}

/// Three cases of the shipped base: one passes, two do not.
const SUITE: &str = r#"base = "_good.toml"

[[case]]
name = "a clean file"
expect.outcome = "approve"

[[case]]
name = "a clean file that should not be one"
expect.outcome = "decline"
expect.reasons = ["UNDER_AGE"]

[[case]]
name = "the day before a birthday"
given.applicant = { birth_date = 2008-10-21 }
expect.outcome = "approve"
"#;

#[test]
fn a_failing_case_tells_what_differs() {
    let copy = scratch("test-fails", &["rules"]);
    let cases = copy.join("rules/ar/consumer/cases");
    for entry in fs::read_dir(&cases).expect("the cases") {
        let path = entry.expect("an entry").path();
        if !path.ends_with("_good.toml") {
            fs::remove_file(path).expect("removed");
        }
    }
    fs::write(cases.join("three.toml"), SUITE).expect("written");
    let ran = run(caudal(&["test", "rules/ar/consumer"]).current_dir(&copy));
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    check(&ran.stdout, "test/fails.txt");
}

#[test]
fn coverage_names_the_rules_that_no_case_fires() {
    let copy = scratch("test-coverage", &["rules"]);
    let script = copy.join("rules/ar/consumer/policy.rhai");
    let age = "decline(\"UNDER_AGE\",";
    edit(
        &script,
        age,
        "decline(\"UNDER_AGE/never\", 1 > 2);\ndecline(\"UNDER_AGE\",",
    );
    let ran = run(caudal(&["test", "rules/ar/consumer", "--coverage"]).current_dir(&copy));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    let line = ran
        .stdout
        .lines()
        .find(|line| line.contains("UNDER_AGE/never"));
    assert!(
        line.is_some_and(|line| line.ends_with("no case fires it")),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_policy_that_cannot_be_loaded_fails_the_run() {
    let copy = scratch("test-broken", &["rules"]);
    edit(
        &copy.join("rules/ar/consumer/policy.rhai"),
        "data.holder_matches",
        "data.holder_maches",
    );
    let ran = run(caudal(&["test", "rules/ar"]).current_dir(&copy));
    assert_eq!(ran.code, 1);
    check(&ran.stdout, "test/broken.stdout.txt");
    check(&ran.stderr, "test/broken.stderr.txt");
}

#[test]
fn a_policy_without_cases_fails_the_run() {
    let copy = scratch("test-empty", &["rules"]);
    fs::remove_dir_all(copy.join("rules/ar/consumer/cases")).expect("removed");
    let ran = run(caudal(&["test", "rules/ar"]).current_dir(&copy));
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    check(&ran.stdout, "test/empty.txt");
}

#[test]
fn coverage_under_the_minimum_fails_the_run_and_is_written_for_others() {
    let copy = scratch("test-minimum", &["rules"]);
    let age = "decline(\"UNDER_AGE\",";
    edit(
        &copy.join("rules/ar/consumer/policy.rhai"),
        age,
        "decline(\"UNDER_AGE/never\", 1 > 2);\ndecline(\"UNDER_AGE\",",
    );
    let arguments = [
        "test",
        "rules/ar/consumer",
        "--coverage-min",
        "100",
        "--lcov",
        "coverage.info",
        "--html",
        "coverage.html",
    ];
    let ran = run(caudal(&arguments).current_dir(&copy));
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""), "{}", ran.stdout);
    assert!(
        ran.stdout.contains("% are covered, asked for 100 %"),
        "{}",
        ran.stdout
    );
    let lcov = fs::read_to_string(copy.join("coverage.info")).expect("written");
    assert!(
        lcov.starts_with("TN:\nSF:rules/ar/consumer/policy.rhai\n"),
        "{lcov}"
    );
    // Line 7: the rule that never fires, and its condition that never holds.
    let never = "BRDA:7,0,0,0\nBRDA:7,0,1,1";
    assert!(lcov.contains(never), "{lcov}");
    let page = fs::read_to_string(copy.join("coverage.html")).expect("written");
    assert!(page.contains("<p class=\"lacks\">UNDER_AGE/never: no case fires it</p>"));
    assert!(page.contains("decline(&quot;UNDER_AGE/never&quot;, 1 &gt; 2);"));
}

#[test]
fn changes_that_no_case_notices_fail_the_run() {
    let copy = scratch("test-mutate", &["rules"]);
    let cases = copy.join("rules/ar/consumer/cases");
    for entry in fs::read_dir(&cases).expect("the cases") {
        let path = entry.expect("an entry").path();
        if !path.ends_with("_good.toml") && !path.ends_with("application.toml") {
            fs::remove_file(path).expect("removed");
        }
    }
    let ran = run(caudal(&["test", "rules/ar/consumer", "--mutate"]).current_dir(&copy));
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""), "{}", ran.stdout);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    let line = |start: &str| {
        lines
            .iter()
            .find(|line| line.trim_start().starts_with(start))
    };
    // A threshold that these cases hold on both sides, and one that none of them comes near.
    assert_eq!(line("policy.rhai:7:"), None, "{}", ran.stdout);
    let gambling = line("policy.rhai:50:60").expect("a change that is not noticed");
    assert!(gambling.ends_with("> as >="), "{gambling}");
    assert!(ran.stdout.contains("changes that no case notices"));
}
