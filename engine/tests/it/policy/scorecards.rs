//! Scorecards: points, points lost, and values that no range covers.

use caudal_engine::policy::{Ruling, Value};

use super::harness::{codes, files, load, number, rule, subject};

const CARD: &str = "characteristic;range;points;reason\n\
    x.a;<5;60;R1\nx.a;>=5;20;R1\nx.a;missing;10;R1\n\
    n;<5;50;R2\nn;>=5;5;R2\n";

fn run(values: &[(&str, Value)]) -> Ruling {
    let script = "stage(\"s\");\nlet score = scorecard(\"c\", #{ n: y.b });\n\
                  decline(\"R3\", score.points < 400);\noffer(quote(1000, 0.02, 12));\n";
    let mut files = files(script, "[scorecards]\nc = { initial = 300 }\n");
    files
        .0
        .insert("scorecards/c.csv".to_owned(), CARD.to_owned());
    let reasons = files.0.get_mut("reasons.toml").unwrap();
    reasons.push_str("explain = \"c\"\n");
    rule(&load(&files), subject(values))
}

fn points(ruling: &Ruling) -> Value {
    ruling.result("score.points").unwrap().clone()
}

#[test]
fn points_are_the_initial_ones_and_each_characteristics() {
    for (a, b, expected) in [
        (Some("4"), "4", "410"),
        (Some("5"), "4", "370"),
        (Some("5"), "5", "325"),
        (None, "4", "360"),
    ] {
        let mut values = vec![("y.b", number(b))];
        values.extend(a.map(|a| ("x.a", number(a))));
        assert_eq!(points(&run(&values)), number(expected), "{a:?} {b}");
    }
}

#[test]
fn a_value_that_no_range_takes_leaves_the_score_missing() {
    let ruling = run(&[("x.a", number("4"))]);
    assert_eq!(codes(&ruling), ["DATA_MISSING(y)"]);
    let ruling = run(&[("x.a", Value::None("x".into())), ("y.b", number("4"))]);
    assert_eq!(codes(&ruling), ["POLICY_GAP(c)"]);
}

#[test]
fn reasons_rank_by_points_lost_against_the_best_range() {
    let ruling = run(&[("x.a", number("5")), ("y.b", number("5"))]);
    assert_eq!(codes(&ruling), ["R3"]);
    let event = ruling.events().find(|event| event.code == "R3").unwrap();
    let lost: Vec<(&str, String)> = event
        .explained_by
        .iter()
        .map(|lost| (lost.code.as_str(), lost.points.to_string()))
        .collect();
    assert_eq!(lost, [("R2", "45".to_owned()), ("R1", "40".to_owned())]);
}
