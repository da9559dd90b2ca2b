//! `caudal check`.

use std::fs;

use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

use crate::support::{caudal, check, edit, printed, root, run, scratch};

#[test]
fn the_shipped_policies_have_no_problems() {
    for rules in ["rules/ar", "rules/cl"] {
        let ran = run(caudal(&["check", rules]));
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
        assert!(ran.stdout.ends_with(": no problems\n"), "{}", ran.stdout);
    }
}

#[test]
fn holes_in_published_models_are_told() {
    let ran = run(caudal(&["check", "rules/examples/dmn-lending"]));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    check(&ran.stdout, "check/dmn.txt");
}

#[test]
fn a_public_example_that_pays_for_debt_is_found_to_do_so() {
    check(
        &printed(caudal(&["check", "rules/examples/zen-loan-approval"])),
        "check/zen.txt",
    );
}

#[test]
fn every_problem_is_shown_with_its_source() {
    let copy = scratch("check-problems", &["rules"]);
    let policy = copy.join("rules/ar/consumer");
    edit(
        &policy.join("policy.rhai"),
        "decline(\"UNDER_AGE\"",
        "declin(\"UNDER_AGE\"",
    );
    edit(
        &policy.join("policy.rhai"),
        "data.holder_matches",
        "data.holder_maches",
    );
    fs::write(
        copy.join("rules/cl/consumer/cases/broken.toml"),
        "base = \"_good.toml\"\n\n[[case]]\nname = \"a typo\"\ngiven.reqest = { amount = 1 }\n",
    )
    .expect("written");

    let ran = run(caudal(&["check", "rules"]).current_dir(&copy));
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    check(&ran.stdout, "check/problems.txt");

    let ran = run(caudal(&["check", "rules", "--json"]).current_dir(&copy));
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    check(&hide_hashes(&ran.stdout), "check/problems.json");
}

#[test]
fn problems_are_written_as_sarif() {
    let copy = scratch("check-sarif", &["rules"]);
    edit(
        &copy.join("rules/ar/consumer/policy.rhai"),
        "data.holder_matches",
        "data.holder_maches",
    );
    let ran = run(caudal(&["check", "rules/ar/consumer", "--sarif"]).current_dir(&copy));
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    let log: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "caudal");
    let result = &run["results"][0];
    let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
    assert_eq!(
        run["tool"]["driver"]["rules"][index]["id"],
        result["ruleId"]
    );
    check(&format!("{result:#}\n"), "check/problem.sarif.json");
}

#[test]
fn warnings_fail_a_check_only_when_denied() {
    let copy = scratch("check-warnings", &["rules"]);
    edit(
        &copy.join("rules/ar/consumer/policy.toml"),
        "[params]\n",
        "[params]\nspare = { value = 1, unit = \"count\", reason = \"nothing reads it\" }\n",
    );
    for (more, code) in [(&[][..], 0), (&["--deny", "warnings"], 1)] {
        let arguments = [&["check", "rules/ar/consumer"][..], more].concat();
        let ran = run(caudal(&arguments).current_dir(&copy));
        assert_eq!((ran.code, ran.stderr.as_str()), (code, ""));
        check(&ran.stdout, "check/warning.txt");
    }
}

#[test]
fn every_kind_of_problem_is_explained() {
    check(
        &printed(caudal(&["check", "--explain"])),
        "check/explain-all.txt",
    );
    check(
        &printed(caudal(&["check", "--explain", "wrong-period"])),
        "check/explain.txt",
    );
    let ran = run(caudal(&["check", "--explain", "wrong-periods"]));
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    check(&ran.stderr, "check/explain-unknown.txt");
}

#[test]
fn the_reference_in_rules_is_what_the_program_writes() {
    let reference = root().join("rules/FINDINGS.md");
    Assert::new().action_env("SNAPSHOTS").eq(
        Data::text(printed(caudal(&["check", "--markdown"]))),
        Data::read_from(&reference, Some(DataFormat::Text)).raw(),
    );
}

/// A policy's hash changes with every edit of its rules, the golden should not.
fn hide_hashes(json: &str) -> String {
    let hidden = json
        .lines()
        .map(|line| match line.split_once("\"hash\": \"") {
            Some((indent, _)) => format!("{indent}\"hash\": \"[HASH]\","),
            None => line.to_owned(),
        });
    hidden.map(|line| line + "\n").collect()
}

#[test]
fn a_folder_without_policies_is_wrong_input() {
    let ran = run(caudal(&["check", "fixtures/applications"]));
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    check(&ran.stderr, "check/no-policy.txt");
}
