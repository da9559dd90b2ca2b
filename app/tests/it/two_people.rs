//! One loan for two people: evidence of both, decided, explained, told, and refused where it would be one person's.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::providers::Providers;
use crate::support::{Ran, caudal, edit, root, run, scratch};

const POLICY: &str = "rules/examples/two-incomes";

/// Two people: the application that names both, and the folder of evidence about both.
struct Two {
    application: PathBuf,
    evidence: PathBuf,
}

/// The first of the fixtures together with the second, in a folder of one test.
fn two(test: &str, first: &str, second: &str) -> Two {
    let evidence = [first, second].map(|name| format!("fixtures/evidence/{name}"));
    let [first_evidence, second_evidence] = evidence.each_ref().map(String::as_str);
    let folder = scratch(test, &[first_evidence, second_evidence]);
    let theirs = folder.join(first_evidence).join("co");
    fs::rename(folder.join(second_evidence), &theirs).expect("a moved folder");
    let application = |name: &str| -> Value {
        let file = root().join(format!("fixtures/applications/{name}.json"));
        serde_json::from_slice(&fs::read(file).expect("a fixture")).expect("JSON")
    };
    let (mut both, other) = (application(first), application(second));
    both["co_applicant"] = json!({
        "tax_id": other["applicant"]["tax_id"],
        "inputs": { "applicant.birth_date": other["inputs"]["applicant.birth_date"] },
    });
    let file = folder.join("application.json");
    fs::write(&file, both.to_string()).expect("a written file");
    Two {
        application: file,
        evidence: folder.join(first_evidence),
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path that is text")
}

impl Two {
    fn decide(&self, policy: &str, more: &[&str]) -> Ran {
        let mut arguments = vec!["decide", "--policy", policy];
        arguments.extend(["--application", text(&self.application)]);
        arguments.extend(["--evidence", text(&self.evidence)]);
        arguments.extend(more);
        run(caudal(&arguments))
    }

    fn decided(&self, more: &[&str]) -> Value {
        let ran = self.decide(POLICY, &[&["--json"], more].concat());
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
        serde_json::from_str(&ran.stdout).expect("a decision")
    }
}

fn number(value: &Value) -> i64 {
    value.as_str().expect("a number").parse().expect("a number")
}

fn codes(decision: &Value, list: &str) -> Vec<String> {
    let reasons = decision[list].as_array().expect("a list").iter();
    let codes = reasons.map(|reason| reason["code"].as_str().expect("a code").to_owned());
    codes.collect()
}

#[test]
fn the_reports_of_both_are_read_and_kept_apart() {
    let two = two("two-decide", "cl-salaried-clean", "cl-own-transfers");
    let decision = two.decided(&[]);
    assert_eq!(decision["outcome"], "approve");
    assert_eq!(decision["requested"]["with_co_applicant"], true);
    let features = &decision["features"];
    let both = ["income.conservative_6m", "co.income.conservative_6m"];
    let [own, theirs] = both.map(|name| number(&features[name]));
    // What each is alone: the goldens of the two applications have the same figures.
    assert_eq!((own, theirs), (1_137_507, 659_690));
    assert_eq!(number(&decision["results"]["household"]), own + theirs);
    let asked = decision["sources_asked"].as_array().unwrap().iter();
    let asked: Vec<&str> = asked.filter_map(|asked| asked["source"].as_str()).collect();
    assert_eq!(asked, ["protests", "co.protests", "khipu", "co.khipu"]);
    for evidence in decision["evidence"].as_array().unwrap() {
        let is_theirs = evidence["source"].as_str().unwrap().starts_with("co.");
        for payload in evidence["payloads"].as_array().unwrap() {
            let file = payload["file"].as_str().unwrap();
            assert_eq!(file.starts_with("co/"), is_theirs, "{file}");
        }
    }
    assert_eq!(codes(&decision, "conditions"), ["CO_SIGNS"]);
    assert!(!decision["co_monthly"].as_array().unwrap().is_empty());
}

#[test]
fn alone_is_another_decision() {
    let two = two("two-alone", "cl-salaried-clean", "cl-own-transfers");
    let alone = two.decided(&["--set", "co.present=false"]);
    assert_eq!(codes(&alone, "conditions"), Vec::<String>::new());
    assert_eq!(number(&alone["results"]["household"]), 1_137_507);
    let trial = json!([{ "name": "co.present", "was": true, "value": false }]);
    assert_eq!(alone["trial"], trial);
}

#[test]
fn the_others_protests_are_weighed_and_not_disclosed() {
    let two = two("two-protests", "cl-own-transfers", "cl-protests-open");
    let decision = two.decided(&[]);
    assert_eq!(decision["outcome"], "refer");
    assert_eq!(codes(&decision, "reasons"), ["CO_PROTESTS_OPEN"]);
    // The lender sees which report it rests on; the applicant does not.
    assert_eq!(decision["reasons"][0]["source"]["name"], "co.protests");
    assert_eq!(decision["reasons_told"][0]["source"], Value::Null);
    let file = two.evidence.join("decision.json");
    fs::write(&file, decision.to_string()).expect("a written file");
    let letter = run(caudal(&[
        "letter",
        text(&file),
        "--lender",
        "Empresa Ejemplo",
    ]));
    assert_eq!((letter.code, letter.stderr.as_str()), (0, ""));
    let letter = letter
        .stdout
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(
        letter.contains("los antecedentes de quien pide el crédito con usted"),
        "{letter}"
    );
    assert!(letter.contains("También consultamos informes de quien pide el crédito con usted"));
    for never in ["co.", "protestos sin aclarar", "Fuente: Boletín"] {
        assert!(!letter.contains(never), "{never}: {letter}");
    }
}

#[test]
fn nothing_known_of_the_other_refers() {
    let two = two("two-silent", "cl-salaried-clean", "cl-own-transfers");
    fs::remove_dir_all(two.evidence.join("co")).expect("a removed folder");
    let decision = two.decided(&[]);
    assert_eq!(decision["outcome"], "refer");
    let silent = ["DATA_MISSING(co.khipu)", "DATA_MISSING(co.protests)"];
    assert_eq!(codes(&decision, "reasons"), silent);
    assert_eq!(decision["features"]["income.conservative_6m"], "1137507");
}

#[test]
fn figures_of_the_other_lead_to_their_payloads() {
    let two = two("two-explain", "cl-salaried-clean", "cl-own-transfers");
    let ran = two.decide(POLICY, &["--explain-feature", "co.income.conservative_6m"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(
        ran.stdout
            .contains("co.income.conservative_6m = CLP 659.690"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("co/khipu-transactions-1.json"),
        "{}",
        ran.stdout
    );
    assert!(
        !ran.stdout.contains(" khipu-transactions"),
        "{}",
        ran.stdout
    );
    let ran = two.decide(POLICY, &["--explain-feature", "co.income.conservativ_6m"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr
            .contains("did you mean \"co.income.conservative_6m\"?"),
        "{}",
        ran.stderr
    );
}

#[test]
fn two_are_never_decided_as_one() {
    let two = two("two-refused", "cl-salaried-clean", "cl-own-transfers");
    // By a policy that reads nothing of a co-applicant.
    let ran = two.decide("rules/cl/consumer", &[]);
    assert_eq!(ran.code, 2);
    let told = "policy cl/consumer reads nothing of one";
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
    // With evidence about somebody whom the application does not name.
    edit(&two.application, "\"co_applicant\"", "\"co_applicants\"");
    let misspelt = two.decide(POLICY, &[]);
    assert!(
        misspelt.stderr.contains("unknown field `co_applicants`"),
        "{}",
        misspelt.stderr
    );
    let one = root().join("fixtures/applications/cl-salaried-clean.json");
    fs::copy(one, &two.application).expect("a copied file");
    let ran = two.decide(POLICY, &[]);
    assert_eq!(ran.code, 2);
    let told = "it is a co-applicant's, and the application names none";
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
}

#[test]
fn an_account_of_both_counts_once() {
    let two = two("two-shared", "cl-salaried-clean", "cl-own-transfers");
    let copy = scratch("two-shared-copy", &["fixtures/evidence/cl-salaried-clean"]);
    let theirs = two.evidence.join("co");
    fs::remove_dir_all(&theirs).expect("a removed folder");
    fs::rename(copy.join("fixtures/evidence/cl-salaried-clean"), theirs).expect("a moved folder");
    let decision = two.decided(&[]);
    assert!(codes(&decision, "reasons").contains(&"DATA_MISSING(co.khipu)".to_owned()));
    let findings = decision["findings"].as_array().unwrap().iter();
    let mut theirs = findings.filter(|finding| finding["of_co_applicant"] == true);
    assert!(theirs.any(|finding| finding["code"] == "REPORT_NOT_USED"));
}

#[test]
fn a_portfolio_does_not_take_two() {
    let two = two("two-ingest", "cl-salaried-clean", "cl-own-transfers");
    let cases = two.evidence.join("cases");
    fs::create_dir_all(cases.join("applications")).expect("a folder");
    fs::create_dir_all(cases.join("evidence")).expect("a folder");
    fs::copy(&two.application, cases.join("applications/a.json")).expect("a copied file");
    let out = two.evidence.join("portfolio");
    fs::rename(two.evidence.join("co"), cases.join("evidence/a")).expect("a moved folder");
    let ran = run(caudal(&[
        "ingest",
        "--cases",
        text(&cases),
        "--categories",
        "rules/categories/cl.toml",
        "--out",
        text(&out),
    ]));
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let rejects = fs::read_to_string(out.join("rejects.jsonl")).expect("the rejects");
    let told = "failed to hold a case with a co-applicant in a shard";
    assert!(rejects.contains(told), "{rejects}");
}

#[test]
fn simulated_providers_are_asked_about_both() {
    let two = two("two-simulated", "cl-salaried-clean", "cl-own-transfers");
    let kept = two.evidence.with_file_name("kept");
    let mut arguments = vec![
        "decide",
        "--policy",
        POLICY,
        "--json",
        "--fixtures",
        "fixtures",
    ];
    arguments.extend(["--application", text(&two.application), "--simulate"]);
    arguments.extend(["--keep", text(&kept)]);
    let ran = run(caudal(&arguments));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let simulated: Value = serde_json::from_str(&ran.stdout).expect("a decision");
    // Gathered stage by stage, each from their own files, it is the decision of those files.
    let given = two.decided(&[]);
    for same in ["outcome", "results", "features", "offers", "sources_asked"] {
        assert_eq!(simulated[same], given[same], "{same}");
    }
    for folder in [kept.clone(), kept.join("co")] {
        for file in ["case.json", "journal.jsonl", "manifest.json", "gather.json"] {
            assert!(folder.join(file).is_file(), "{} {file}", folder.display());
        }
    }
    let kept = Two {
        evidence: kept,
        ..two
    };
    let mut again = kept.decide(POLICY, &["--json"]);
    again.stdout.truncate(again.stdout.trim_end().len());
    let again: Value = serde_json::from_str(&again.stdout).expect("a decision");
    assert_eq!(again, simulated);
    // The folder is of these two, in this order.
    let other = root().join("fixtures/applications/cl-own-transfers.json");
    let other = Two {
        application: other,
        evidence: kept.evidence.join("co"),
    };
    assert_eq!(other.decide("rules/cl/consumer", &[]).code, 2);
}

/// The program asked to fetch about both into a folder.
fn fetch(providers: &Providers, application: &Path, out: &Path, more: &[&str]) -> Ran {
    let address = providers.address();
    let mut arguments = vec!["fetch", "--simulator", &address];
    arguments.extend(["--application", text(application), "--out", text(out)]);
    arguments.extend(more);
    run(caudal(&arguments))
}

#[test]
fn a_fetch_asks_about_both_and_goes_on_for_both() {
    let providers = Providers::start();
    let two = two("two-fetch", "cl-salaried-clean", "cl-own-transfers");
    let out = two.evidence.with_file_name("fetched");
    let ran = fetch(&providers, &two.application, &out, &["--policy", POLICY]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    for report in ["protests", "khipu", "co.protests", "co.khipu"] {
        let line = format!("\n{report} ");
        assert!(ran.stdout.contains(&line), "{report}: {}", ran.stdout);
    }
    let fetched = Two {
        application: two.application.clone(),
        evidence: out.clone(),
    };
    let fetched = fetched.decide(POLICY, &["--json"]);
    assert!(fetched.stderr.contains("made up by a simulator"));
    let fetched: Value = serde_json::from_str(&fetched.stdout).expect("a decision");
    let given = two.decided(&[]);
    for same in ["outcome", "results", "features", "offers"] {
        assert_eq!(fetched[same], given[same], "{same}");
    }

    // Again it asks nobody; for further reports it asks about each.
    let asked = providers.requests();
    let again = fetch(&providers, &two.application, &out, &["--policy", POLICY]);
    assert_eq!((again.code, providers.requests()), (0, asked));
    let more = fetch(
        &providers,
        &two.application,
        &out,
        &["--source", "cmf", "--json"],
    );
    let reports: Value = serde_json::from_str(&more.stdout).expect("JSON");
    let names = reports.as_array().expect("a list").iter();
    let names: Vec<&str> = names
        .filter_map(|report| report["source"].as_str())
        .collect();
    assert_eq!(names, ["cmf", "co.cmf"]);

    // The folder within is of that person, and of nobody for an application of one.
    edit(&two.application, "14.444.444-2", "16.666.666-K");
    let another = fetch(&providers, &two.application, &out, &["--source", "cmf"]);
    assert_eq!(another.code, 2);
    assert!(
        another.stderr.contains("another applicant's"),
        "{}",
        another.stderr
    );
    let one = root().join("fixtures/applications/cl-salaried-clean.json");
    let alone = fetch(&providers, &one, &out, &["--source", "cmf"]);
    assert_eq!(alone.code, 2);
    assert!(
        alone.stderr.contains("the application names none"),
        "{}",
        alone.stderr
    );
    let fresh = out.with_file_name("fresh");
    let access = fetch(&providers, &one, &fresh, &["--co-access", "access.json"]);
    assert_eq!(access.code, 2);
    assert!(
        access.stderr.contains("names no co-applicant"),
        "{}",
        access.stderr
    );
}
