//! `caudal test`: policies' own cases.

use std::fs;
use std::path::Path;

use crate::support::{caudal, check, edit, root, run, scratch};

#[test]
fn the_shipped_policies_pass_their_cases() {
    let ran = run(caudal(&["test", "rules", "--coverage-min", "100"]));
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
    only_the_base(&cases);
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

#[test]
fn a_case_may_name_an_application_and_its_evidence() {
    let copy = scratch("test-evidence", &["rules"]);
    let cases = copy.join("rules/ar/consumer/cases");
    only_the_base(&cases);
    let fixtures = root().join("fixtures").display().to_string();
    let suite = format!(
        "[[case]]\nname = \"as the reports have it\"\n\
         application = \"{fixtures}/applications/ar-salaried-clean.json\"\n\
         evidence = \"{fixtures}/evidence/ar-salaried-clean\"\n\
         expect.outcome = \"approve\"\n\
         [[case]]\nname = \"the same, and a child\"\n\
         application = \"{fixtures}/applications/ar-salaried-clean.json\"\n\
         evidence = \"{fixtures}/evidence/ar-salaried-clean\"\n\
         given.applicant = {{ birth_date = 2020-01-01 }}\n\
         expect.reasons = [\"UNDER_AGE\"]\n"
    );
    fs::write(cases.join("evidence.toml"), suite).expect("written");
    let ran = run(caudal(&["test", "rules/ar/consumer"]).current_dir(&copy));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    assert!(
        ran.stdout.ends_with("2 passed, 0 failed\n"),
        "{}",
        ran.stdout
    );
}

#[test]
fn evidence_that_is_not_there_is_a_problem_of_the_case() {
    let copy = scratch("test-no-evidence", &["rules"]);
    let cases = copy.join("rules/ar/consumer/cases");
    only_the_base(&cases);
    let suite = "[[case]]\nname = \"lost\"\napplication = \"lost.json\"\nevidence = \"lost\"\n\
                 [[case]]\nname = \"half\"\nevidence = \"lost\"\n";
    fs::write(cases.join("evidence.toml"), suite).expect("written");
    let ran = run(caudal(&["test", "rules/ar/consumer"]).current_dir(&copy));
    assert_eq!(ran.code, 1, "{}", ran.stdout);
    for text in [
        "failed to read",
        "application and evidence are given together",
    ] {
        assert!(ran.stderr.contains(text), "{}", ran.stderr);
    }
}

#[test]
fn generated_cases_wait_to_be_confirmed_and_are_never_overwritten() {
    let copy = scratch("test-generate", &["rules"]);
    let arguments = ["test", "rules/ar/consumer", "--generate"];
    let ran = run(caudal(&arguments).current_dir(&copy));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    let file = copy.join("rules/ar/consumer/cases/generated.toml");
    let text = fs::read_to_string(&file).expect("written");
    let gambling = "name = \"stress.gambling_share_90d just over 0.2\"\nunconfirmed = true\n\
                    given.stress = { gambling_share_90d = 0.200001 }\n\
                    expect.outcome = \"refer\"\nexpect.reasons = [\"GAMBLING\"]\n";
    assert!(text.contains(gambling), "{text}");

    let again = run(caudal(&arguments).current_dir(&copy));
    assert_eq!(again.code, 2);
    assert!(
        again
            .stderr
            .contains("write rules/ar/consumer/cases/generated.toml")
    );
    assert_eq!(fs::read_to_string(&file).expect("still there"), text);

    let tested = run(caudal(&["test", "rules/ar/consumer"]).current_dir(&copy));
    assert_eq!(
        (tested.code, tested.stderr.as_str()),
        (0, ""),
        "{}",
        tested.stdout
    );
    assert!(
        tested.stdout.ends_with(" unconfirmed\n"),
        "{}",
        tested.stdout
    );
}

/// Removes every file of cases, so that a test's own are all.
fn only_the_base(cases: &Path) {
    for entry in fs::read_dir(cases).expect("the cases") {
        let path = entry.expect("an entry").path();
        if !path.ends_with("_good.toml") {
            fs::remove_file(path).expect("removed");
        }
    }
}
