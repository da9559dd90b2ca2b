//! `caudal check`.

use std::fs;

use crate::support::{caudal, check, edit, run, scratch};

#[test]
fn the_shipped_policies_have_no_problems() {
    let ran = run(caudal(&["check", "rules"]));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    assert!(ran.stdout.ends_with(": no problems\n"), "{}", ran.stdout);
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
