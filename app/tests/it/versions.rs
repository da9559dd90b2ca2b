//! Challengers and versions: policies that stand beside another and give only what differs.

use std::fs;
use std::path::Path;

use crate::support::{caudal, edit, run, scratch};

/// A policy that differs from Chile's consumer loan in its dates and a cutoff.
fn version(rules: &Path, folder: &str, version: &str, dates: &str, cutoff: u32) {
    let folder = rules.join("cl/dated").join(folder);
    fs::create_dir_all(&folder).expect("a folder");
    let toml = format!(
        "[policy]\nid = \"cl/dated\"\nversion = \"{version}\"\nextends = \"../../consumer\"\n{dates}\n\
         [params]\ncutoff = {{ value = {cutoff}, unit = \"points\", reason = \"a test\" }}\n"
    );
    fs::write(folder.join("policy.toml"), toml).expect("written");
}

fn decide(copy: &Path, policy: &str) -> Result<serde_json::Value, String> {
    let ran = run(caudal(&[
        "decide",
        "--json",
        "--policy",
        policy,
        "--application",
        "fixtures/applications/cl-salaried-clean.json",
        "--evidence",
        "fixtures/evidence/cl-salaried-clean",
    ])
    .current_dir(copy));
    match ran.code {
        0 => Ok(serde_json::from_str(&ran.stdout).expect("JSON")),
        _ => Err(ran.stderr),
    }
}

#[test]
fn the_applications_date_chooses_the_version() {
    let copy = scratch("versions", &["rules", "fixtures"]);
    let rules = copy.join("rules");
    version(
        &rules,
        "old",
        "1",
        "from = 2026-01-01\nuntil = 2026-06-30",
        420,
    );
    version(
        &rules,
        "new",
        "2",
        "from = 2026-07-01\nuntil = 2030-12-31",
        999,
    );
    let chosen = decide(&copy, "rules/cl/dated").expect("decided");
    assert_eq!(chosen["policy"]["version"], "2");
    assert_eq!(chosen["policy"]["in_force"], true);
    assert_eq!(chosen["outcome"], "decline");
    let named = decide(&copy, "rules/cl/dated/old").expect("decided");
    assert_eq!(named["policy"]["version"], "1");
    assert_eq!(named["policy"]["in_force"], false);
    assert_eq!(named["outcome"], "approve");

    let new = rules.join("cl/dated/new/policy.toml");
    edit(&new, "from = 2026-07-01", "from = 2028-07-01");
    let error = decide(&copy, "rules/cl/dated").expect_err("no version");
    assert!(error.contains("none is in force on"), "{error}");
    edit(&new, "from = 2028-07-01", "from = 2026-06-30");
    let error = decide(&copy, "rules/cl/dated").expect_err("two versions");
    assert!(error.contains("are in force on the same dates"), "{error}");
    let ran = run(caudal(&["check", "rules/cl/dated"]).current_dir(&copy));
    assert_eq!(ran.code, 1);
    assert!(
        ran.stdout.contains("overlapping-versions"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_policy_anywhere_below_the_rules_is_held_against_the_law() {
    let copy = scratch("law", &["rules"]);
    let rules = copy.join("rules");
    version(&rules, "deep", "1", "", 420);
    let toml = rules.join("cl/dated/deep/policy.toml");
    edit(
        &toml,
        "[params]",
        "[inputs]\n\"applicant.nationality\" = { type = \"text\", es = \"n\", en = \"n\" }\n[params]",
    );
    let reasons =
        "[UNDER_AGE]\nes = \"{applicant.nationality}\"\nen = \"{applicant.nationality}\"\n";
    fs::write(rules.join("cl/dated/deep/reasons.toml"), reasons).expect("written");
    let ran = run(caudal(&["check", "rules/cl/dated"]).current_dir(&copy));
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.contains("prohibited-feature"), "{}", ran.stdout);
    assert!(ran.stdout.contains("Ley 20.609 art. 2"), "{}", ran.stdout);
}
