//! `caudal letter` and `caudal publish`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{caudal, check, decide, edit, printed, run, scratch};

const LENDER: [&str; 2] = ["--lender", "Empresa Ejemplo"];

/// A fixture's decision as a file.
fn decision(test: &str, arguments: &[String]) -> PathBuf {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let json = printed(caudal(&[&arguments[..], &["--json"]].concat()));
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("letter-{test}.json"));
    fs::write(&file, json).expect("a written file");
    file
}

fn letter(file: &Path, rest: &[&str]) -> String {
    let file = file.to_str().expect("a path in UTF-8");
    printed(caudal(&[&["letter", file], &LENDER[..], rest].concat()))
}

#[test]
fn applicants_of_both_countries_are_told_every_outcome() {
    for name in [
        "ar-over-indebted",
        "ar-seed",
        "cl-protests-down",
        "cl-protests-open",
        "cl-salaried-clean",
    ] {
        let text = letter(&decision(name, &decide(name)), &[]);
        assert!(
            text.lines().all(|line| line.chars().count() <= 80),
            "{text}"
        );
        check(&text, &format!("letter/{name}.txt"));
    }
}

#[test]
fn the_page_says_what_the_text_says() {
    let name = "cl-protests-open";
    let file = decision("page", &decide(name));
    let page = file.with_extension("html");
    let text = letter(&file, &["--html", page.to_str().expect("a path in UTF-8")]);
    let page = fs::read_to_string(page).expect("a page");
    assert!(page.starts_with("<!doctype html>\n<html lang=\"es\">"));
    for said in ["No podemos darle el crédito", "artículo 17 N", "$380.000"] {
        assert!(text.contains(said) && page.contains(said), "{said}");
    }
}

#[test]
fn what_is_not_told_is_in_no_letter() {
    let folder = scratch("letter-untold", &["fixtures/applications"]);
    let application = folder.join("fixtures/applications/cl-salaried-clean.json");
    edit(&application, "\"fraud.score\": 120", "\"fraud.score\": 900");
    let mut arguments = decide("cl-salaried-clean");
    arguments[4] = application.to_str().expect("a path in UTF-8").to_owned();
    let text = letter(&decision("untold", &arguments), &[]);
    assert!(
        text.contains("No pudimos verificar los antecedentes"),
        "{text}"
    );
    for kept in ["raude", "FRAUD", "Puntaje"] {
        assert!(!text.contains(kept), "{kept}: {text}");
    }
}

#[test]
fn a_file_that_is_no_decision_is_refused_without_its_values() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("letter-wrong.json");
    fs::write(
        &file,
        "{\"application_id\": \"ejemplo\", \"as_of\": \"secreto\"}",
    )
    .expect("a file");
    let shown = file.to_str().expect("a path in UTF-8");
    let ran = run(caudal(&[&["letter", shown], &LENDER[..]].concat()));
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(
        ran.stderr
            .contains("it is not what `caudal decide --json` prints: line 1, column"),
        "{}",
        ran.stderr
    );
    assert!(!ran.stderr.contains("secreto"), "{}", ran.stderr);
}

#[test]
fn a_policys_conditions_are_published_with_its_version() {
    for country in ["ar", "cl"] {
        let policy = format!("rules/{country}/consumer");
        let text = printed(caudal(
            &[&["publish", policy.as_str()], &LENDER[..]].concat(),
        ));
        assert!(
            text.lines().all(|line| line.chars().count() <= 80),
            "{text}"
        );
        assert!(
            !text.contains("FRAUD") && !text.contains("Puntaje de fraude"),
            "{text}"
        );
        check(&text, &format!("publish/{country}.txt"));
    }
}
