//! Tables and scorecards that pay more risk better: found exactly when some pair of values shows it.

use caudal_engine::policy::{LoadOptions, Policy, TableAnswer, Value};
use chrono::NaiveDate;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::harness::{number, rule, subject};
use super::wrong::policy;

const FIGURES: [i64; 4] = [100, 200, 300, 400];

fn range() -> impl Strategy<Value = String> {
    let figure = || prop::sample::select(FIGURES.to_vec());
    prop_oneof![
        1 => Just("any".to_owned()),
        1 => figure().prop_map(|n| n.to_string()),
        1 => (figure(), figure()).prop_map(|(one, other)| format!("{one}|{other}")),
        3 => (figure(), prop::sample::select(vec!["<", "<=", ">", ">="]))
            .prop_map(|(n, sign)| format!("{sign}{n}")),
        2 => (figure(), 1_i64..4, any::<bool>(), any::<bool>()).prop_map(|(low, more, from, to)| {
            let (open, close) = (if from { '[' } else { '(' }, if to { ']' } else { ')' });
            format!("{open}{low}..{}{close}", low + more * 100)
        }),
    ]
}

/// Every value of the score that tells the figures apart.
fn scores() -> Vec<Value> {
    let ends = [Decimal::ZERO, Decimal::from(999)];
    let around = FIGURES
        .iter()
        .chain(&[500, 600, 700])
        .flat_map(|n| [n * 2 - 1, n * 2, n * 2 + 1].map(|half| Decimal::new(half * 5, 1)));
    let mut all: Vec<Decimal> = ends.into_iter().chain(around).collect();
    all.sort();
    all.into_iter().map(Value::Number).collect()
}

fn rows() -> impl Strategy<Value = Vec<String>> {
    let retired = prop::sample::select(vec!["any", "any", "true", "false"]);
    let segment = prop::sample::select(vec!["any", "any", "NEW", "RETURNING"]);
    let row = (range(), retired, segment, 1_i64..4)
        .prop_map(|(score, retired, segment, most)| format!("{score};{retired};{segment};{most}"));
    prop::collection::vec(row, 1..6)
}

fn lending(hit: &str, rows: &[String]) -> Option<Policy> {
    let declared =
        format!("limits = {{ hit = \"{hit}\", then = {{ most = \"money\" }} }}\n[scorecards]");
    let csv = format!(
        "when fraud.score;when applicant.retired;when customer.segment;then most\n{}\n",
        rows.join("\n")
    );
    let files = policy(
        "let most = table(\"limits\").most;\noffer(quote(request.amount.capped(\"R1\", most), 0.02, 12));",
        &[
            ("policy.toml", "[scorecards]", &declared),
            ("tables/limits.csv", "", &csv),
        ],
    );
    // Two rows at once in a `unique` table are an error of another kind.
    Policy::load("", &files, LoadOptions::default()).ok()
}

fn is_found(policy: &Policy) -> bool {
    let mut findings = policy.findings().iter();
    findings.any(|found| found.id == Some("wrong-direction"))
}

/// Whether some later answer is larger than one before it.
fn rises(answers: &[Decimal]) -> bool {
    answers.windows(2).any(|pair| pair[1] > pair[0])
}

fn most(policy: &Policy, values: &[Value]) -> Option<Decimal> {
    let as_of: NaiveDate = "2026-10-20".parse().unwrap();
    match policy.table("limits").unwrap().scan(values, as_of) {
        TableAnswer::Found(results) => results.get("most")?.number(),
        TableAnswer::Missing(_) => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_table_that_lends_more_for_more_risk_is_found_exactly_when_it_does(
        rows in rows(),
        hit in prop::sample::select(vec!["first", "first", "unique", "sum"]),
    ) {
        let Some(policy) = lending(hit, &rows) else {
            return Ok(());
        };
        let mut wrong = false;
        for retired in [true, false] {
            for segment in ["NEW", "RETURNING"] {
                let answers: Vec<Decimal> = scores()
                    .into_iter()
                    .filter_map(|score| {
                        let values = [score, Value::Flag(retired), Value::Text(segment.into())];
                        most(&policy, &values)
                    })
                    .collect();
                wrong |= rises(&answers);
            }
        }
        prop_assert_eq!(is_found(&policy), wrong, "{}: {:?}\n{:?}", hit, rows, policy.findings());
    }

    #[test]
    fn a_scorecard_that_gives_more_for_more_risk_is_found_exactly_when_it_does(
        ranges in prop::collection::vec((range(), 0_i64..4), 1..5),
    ) {
        let lines: Vec<String> = ranges
            .iter()
            .map(|(range, points)| format!("fraud.score;{range};{points};R2"))
            .collect();
        let files = policy(
            "let score = scorecard(\"card\");\noffer(quote(request.amount, 0.02, 12));",
            &[(
                "scorecards/card.csv",
                "fraud.score;<500;20;R2\nfraud.score;>=500;0;R2\n",
                &format!("{}\n", lines.join("\n")),
            )],
        );
        let policy = Policy::load("", &files, LoadOptions::default()).unwrap();
        let points: Vec<Decimal> = scores()
            .into_iter()
            .filter_map(|score| {
                let given = [("fraud.score", score), ("request.amount", number("1000"))];
                let ruling = rule(&policy, subject(&given));
                ruling.result("score.points")?.number()
            })
            .collect();
        prop_assert_eq!(is_found(&policy), rises(&points), "{:?}\n{:?}", lines, policy.findings());
    }
}
