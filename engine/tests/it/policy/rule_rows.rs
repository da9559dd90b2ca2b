//! Rows of tables of rules: one can never fire exactly when the check says so.

use std::collections::BTreeMap;

use caudal_engine::policy::{LoadOptions, Policy, Value};
use proptest::prelude::*;

use super::harness::{number, rule, subject};
use super::wrong::policy;

const FIGURES: [&str; 4] = ["200", "400", "600", "800"];

fn score() -> impl Strategy<Value = String> {
    let figure = || prop::sample::select(FIGURES.to_vec());
    prop_oneof![
        2 => Just("any".to_owned()),
        1 => Just("missing".to_owned()),
        1 => figure().prop_map(str::to_owned),
        1 => (figure(), figure()).prop_map(|(one, other)| format!("{one}|{other}")),
        4 => (figure(), prop::sample::select(vec!["<", "<=", ">", ">="]))
            .prop_map(|(n, sign)| format!("{sign}{n}")),
    ]
}

/// Rows over the score twice, so that cells can exclude each other.
fn table() -> impl Strategy<Value = Vec<String>> {
    let retired = prop::sample::select(vec!["any", "true", "false", "missing"]);
    let days = prop::sample::select(vec!["any", "any", "none", "missing", "<30", ">=30"]);
    let outcome = prop::sample::select(vec!["decline", "refer"]);
    let row = (score(), score(), retired, days, outcome);
    prop::collection::vec(row, 1..4).prop_map(|rows| {
        let lines = rows.into_iter().enumerate();
        lines
            .map(|(n, (one, other, retired, days, outcome))| {
                format!("{one};{other};{retired};{days};{outcome};R3/{n}")
            })
            .collect()
    })
}

fn cases() -> Vec<Vec<(&'static str, Value)>> {
    let mut scores: Vec<Option<Value>> = vec![None];
    for figure in ["0", "200", "400", "600", "800", "999"] {
        scores.push(Some(number(figure)));
        scores.extend(["100", "300", "500", "700", "900"].map(|n| Some(number(n))));
    }
    let flags = [None, Some(Value::Flag(true)), Some(Value::Flag(false))];
    let never = Value::None("history".into());
    let days = [None, Some(never), Some(number("20")), Some(number("30"))];
    let mut cases = Vec::new();
    for score in &scores {
        for flag in &flags {
            for day in &days {
                let given = [
                    ("fraud.score", score),
                    ("applicant.retired", flag),
                    ("history.days", day),
                ];
                let given = given.into_iter();
                cases.push(
                    given
                        .filter_map(|(name, value)| Some((name, value.clone()?)))
                        .collect(),
                );
            }
        }
    }
    cases
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(50))]

    #[test]
    fn a_row_that_never_fires_is_told(rows in table(), before in prop::sample::select(vec![
        "true", "fraud.score > 400", "fraud.score < 600 && applicant.retired", "is_missing(fraud.score)",
    ]), verb in prop::sample::select(vec!["decline", "refer"])) {
        let script = format!(
            "{verb}(\"R1\", {before});\nstage(\"two\");\nrules(\"knockouts\", #{{ risk: fraud.score }});"
        );
        let table = format!(
            "when risk;when fraud.score;when applicant.retired;when history.days;then outcome;then reason\n{}\n",
            rows.join("\n")
        );
        let whole = "when customer.segment;when fraud.score;then outcome;then reason\nNEW;>=900;refer;R3\n";
        let files = policy(&script, &[("tables/knockouts.csv", whole, &table)]);
        let policy = Policy::load("", &files, LoadOptions::default()).unwrap();
        let mut fired: BTreeMap<usize, bool> = BTreeMap::new();
        for case in cases() {
            for event in rule(&policy, subject(&case)).events() {
                if event.file.ends_with("knockouts.csv") {
                    *fired.entry(event.place.line).or_default() |= event.state.name() == "fired";
                }
            }
        }
        for n in 0..rows.len() {
            let fires = fired.get(&(n + 2)).copied().unwrap_or_default();
            let told = policy.findings().iter().any(|found| {
                found.line == n + 2
                    && found.file.ends_with("knockouts.csv")
                    && matches!(found.id, Some("never-fires" | "unreachable-row"))
            });
            prop_assert_eq!(told, !fires, "row {}: {}\n{}\n{:?}", n, script, table, policy.findings());
        }
    }
}
