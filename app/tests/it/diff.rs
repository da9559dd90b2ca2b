//! `caudal diff`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{caudal, check, edit, run, scratch};

/// Chile's consumer policy as it stands, and a copy.
fn copy(test: &str) -> (PathBuf, PathBuf) {
    let folder = scratch(test, &["rules"]).join("rules/cl");
    let later = folder.join("later");
    let _ = fs::rename(folder.join("consumer"), &later);
    (PathBuf::from("rules/cl/consumer"), later)
}

fn diff(before: &Path, after: &Path, rest: &[&str]) -> crate::support::Ran {
    let [before, after] = [before, after].map(|path| path.to_str().expect("a path in UTF-8"));
    run(caudal(&[&["diff", before, after], rest].concat()))
}

/// One change of every kind.
fn change(policy: &Path) {
    let file = |name: &str| policy.join(name);
    for (name, from, to) in [
        (
            "policy.toml",
            "version      = \"2026.11.1\"",
            "version      = \"2026.12.0\"",
        ),
        (
            "policy.toml",
            "{ value = 500_000, unit",
            "{ value = 450_000, unit",
        ),
        (
            "policy.toml",
            "max_gambling           = { value = 0.20",
            "max_gambling           = { value = 0.250",
        ),
        (
            "policy.toml",
            "max_age_days = 7,  missing = \"refer\" }\nafc",
            "max_age_days = 5,  missing = \"refer\" }\nafc",
        ),
        (
            "policy.rhai",
            "refer(\"DORMANT\", data.recency_days >",
            "decline(\"DORMANT\", data.recency_days >=",
        ),
        (
            "policy.rhai",
            "refer(\"NEW_LOANS\", debt.disbursements_90d > params.max_disbursements);\n",
            "",
        ),
        (
            "policy.rhai",
            "refer(\"PEP\", applicant.pep);\n",
            "refer(\"PEP\", applicant.pep);\nrefer(\"PEP/late\", customer.days_late_now > 3);\n",
        ),
        (
            "policy.rhai",
            "let leverage      = consumer_debt / monthly_income;",
            "let leverage      = reported_debt / monthly_income;",
        ),
        (
            "policy.rhai",
            "ask: [\"cmf\", \"protests\"] }",
            "ask: [\"cmf\", \"protests\"], stop_on: \"never\" }",
        ),
        ("tables/bands.csv", "[500..540);B", "[510..540);B"),
        (
            "tables/limits.csv",
            "NEW;300000;3000000;0.40;8",
            "NEW;300000;2500000;0.4;8",
        ),
        (
            "tables/knockouts.csv",
            "any;any;any;>30;refer;PAST_ARREARS\n",
            "",
        ),
        (
            "scorecards/cashflow.csv",
            "variation;<0.10;60;UNSTABLE_INCOME",
            "variation;<0.10;70;UNSTABLE_INCOME",
        ),
        ("reasons.toml", "{age}.\"", "{age} años.\""),
        (
            "../shared/affordability.rhai",
            "fn cl_payments(",
            "fn cl_payments( ",
        ),
    ] {
        edit(&file(name), from, to);
    }
}

#[test]
fn every_change_is_told_in_words() {
    let (before, after) = copy("diff-words");
    change(&after);
    for lang in ["es", "en"] {
        let ran = diff(&before, &after, &["--lang", lang]);
        assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
        assert!(ran.stdout.lines().all(|line| line.chars().count() <= 100));
        check(&ran.stdout, &format!("diff/words.{lang}.txt"));
    }
}

#[test]
fn a_program_and_a_committee_read_the_same_changes() {
    let (before, after) = copy("diff-page");
    change(&after);
    let page = after.join("page.html");
    let file = page.to_str().expect("a path in UTF-8");
    let ran = diff(&before, &after, &["--json", "--html", file]);
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let changes = report["changes"].as_array().expect("changes");
    let page = fs::read_to_string(page).expect("a page");
    assert!(page.starts_with("<!doctype html>") && !page.contains("http"));
    assert_eq!(page.matches("<td class=\"was\">").count(), changes.len());
    let rises = changes
        .iter()
        .find(|change| change["name"] == "params.min_income");
    let rises = rises.expect("the parameter's change");
    assert_eq!(rises["before"]["es"], "$500.000");
    assert_eq!(rises["after"]["en"], "$450,000");
    assert_eq!(rises["read_by"], serde_json::json!(["INCOME_LOW"]));
}

#[test]
fn what_decides_nothing_is_no_change() {
    let (before, after) = copy("diff-same");
    for (name, from, to) in [
        (
            "policy.toml",
            "{ value = 500_000, unit",
            "{ value =  500000 , unit",
        ),
        ("policy.toml", "# Chile, consumer loan", "# Another comment"),
        ("policy.rhai", "refer(\"PEP\", applicant.pep);\n", ""),
        (
            "policy.rhai",
            "decline(\"UNDER_AGE\",",
            "refer( \"PEP\",\n  applicant.pep ); // first\ndecline(\"UNDER_AGE\",",
        ),
        (
            "tables/limits.csv",
            "NEW;300000;3000000;0.40;8",
            "NEW;300000;3000000;0,4;8.0",
        ),
    ] {
        edit(&after.join(name), from, to);
    }
    let ran = diff(&before, &after, &["--lang", "en"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    check(&ran.stdout, "diff/same.en.txt");
    let own = diff(&before, &before, &[]);
    assert_eq!(own.code, 0);
}

#[test]
fn a_policy_that_cannot_be_read_is_said_so() {
    let ran = diff(Path::new("rules/cl/consumer"), Path::new("rules"), &[]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert_eq!(
        ran.stderr,
        "error: failed to open policy rules: it holds no policy.toml\n"
    );
}

/// What a challenger gives of its own: a parameter, a row, a reason's text and a feature.
const CHALLENGER: [(&str, &str); 3] = [
    (
        "policy.toml",
        "[policy]\nid = \"cl/challenger\"\nversion = \"1\"\nextends = \"../consumer\"\n[params]\n\
         cutoff = { value = 400, unit = \"points\", reason = \"trial: a lower cutoff\" }\n",
    ),
    (
        "reasons.toml",
        "[INCOME_LOW]\nen = \"Too little income.\"\n",
    ),
    (
        "features.toml",
        "[own.fares_3m]\nes = \"Pasajes\"\nen = \"Fares\"\nunit = \"money/month\"\nwindow = \"3m\"\nreduce = \"median\"\n\
         rows = { direction = \"out\", categories = [\"transport\"] }\n",
    ),
];

#[test]
fn a_challenger_is_compared_by_what_it_is_read_as() {
    let folder = scratch("diff-challenger", &["rules"]).join("rules/cl");
    let (consumer, challenger) = (folder.join("consumer"), folder.join("challenger"));
    fs::create_dir_all(challenger.join("tables")).expect("a folder");
    for (file, text) in CHALLENGER {
        fs::write(challenger.join(file), text).expect("written");
    }
    let bands = "tables/bands.csv";
    fs::copy(consumer.join(bands), challenger.join(bands)).expect("copied");
    edit(&challenger.join(bands), "[500..540);B", "[510..540);B");
    let ran = diff(&consumer, &challenger, &["--lang", "en"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    check(&ran.stdout, "diff/challenger.txt");
    let same = diff(&challenger, &challenger, &[]);
    assert_eq!((same.code, same.stderr.as_str()), (0, ""));
}

#[test]
fn the_law_that_each_policy_is_held_against_is_compared_too() {
    let folder = scratch("diff-law", &["rules"]).join("rules/cl");
    let pack = folder.join("law/cl.toml");
    edit(&pack, "max_years         = 5", "max_years         = 50");
    edit(&pack, "\"cae\", ", "");
    let text = fs::read_to_string(folder.join("reference/tmc.csv")).expect("a table of rates");
    let last = text.lines().last().expect("a row");
    let (rest, rate) = last.rsplit_once(';').expect("cells");
    let dearer = format!("{rest};0.5");
    assert_ne!(rate, "0.5");
    edit(&folder.join("reference/tmc.csv"), last, &dearer);
    let ran = diff(
        Path::new("rules/cl/consumer"),
        &folder.join("consumer"),
        &["--lang", "en"],
    );
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    check(&ran.stdout, "diff/law.en.txt");
}
