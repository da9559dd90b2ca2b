//! Scorecards: points, points lost, and values that no range covers.

use std::fmt::Write as _;

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
    ruling.result("score.points").unwrap().into_owned()
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

/// The scorecard of the PMML standard's own text (<http://dmg.org/pmml/v4-4/Scorecard.html>): each characteristic with a
/// baseline, reasons by `pointsBelow`, and a code of its own for the attribute of 19 to 29 years.
const PMML: &str = "characteristic;range;points;reason\n\
    department;missing;-9;RC1\ndepartment;marketing;19;RC1\ndepartment;engineering;3;RC1\ndepartment;business;6;RC1\n\
    department;any;0;RC1\n\
    age;missing;-1;RC2\nage;<=18;-3;RC2\nage;(18..29];0;RC2_3\nage;(29..39];12;RC2\nage;>39;18;RC2\n\
    income;missing;5;RC3\nincome;<=1000;26;RC3\nincome;(1000..2500];5;RC3\nincome;>2500;-3;RC3\n";

#[test]
fn the_example_of_pmml_scores_and_ranks_as_published() {
    let script = "stage(\"s\");\n\
        let score = scorecard(\"c\", #{ department: z.department, age: x.a, income: y.b });\n\
        decline(\"R3\", score.points < 400);\noffer(quote(1000, 0.02, 12));\n";
    let declared = "[scorecards]\n\
        c = { reason_points = \"below\", baseline = { department = 19, age = 18, income = 10 } }\n";
    let mut files = files(script, declared);
    let toml = files.0.get_mut("policy.toml").unwrap();
    *toml = toml.replace(
        "[params]",
        "\"z.department\" = { type = \"text\", nullable = true, es = \"a\", en = \"a\" }\n[params]",
    );
    let reasons = files.0.get_mut("reasons.toml").unwrap();
    reasons.push_str("explain = \"c\"\n");
    for code in ["RC1", "RC2", "RC2_3", "RC3"] {
        writeln!(reasons, "[{code}]\nes = \"a\"\nen = \"a\"").unwrap();
    }
    files
        .0
        .insert("scorecards/c.csv".to_owned(), PMML.to_owned());
    let policy = load(&files);
    for (department, age, income, total, expected) in [
        // 16 below 19, 18 below 18, and 16 above 10, which is no reason.
        (
            Some("engineering"),
            Some("29"),
            Some("500"),
            "29",
            vec![("RC2_3", "18"), ("RC1", "16")],
        ),
        (Some("marketing"), Some("40"), Some("900"), "63", vec![]),
        (
            None,
            None,
            Some("2501"),
            "-13",
            vec![("RC1", "28"), ("RC2", "19"), ("RC3", "13")],
        ),
    ] {
        let mut values = Vec::new();
        values.extend(department.map(|text| ("z.department", Value::Text(text.into()))));
        values.extend(age.map(|age| ("x.a", number(age))));
        values.extend(income.map(|income| ("y.b", number(income))));
        let ruling = rule(&policy, subject(&values));
        assert_eq!(points(&ruling), number(total), "{department:?}");
        assert_eq!(lost(&ruling), owned(&expected), "{department:?}");
    }
}

#[test]
fn reasons_go_by_the_baseline_and_the_side_that_is_declared() {
    for (declared, expected) in [
        ("", vec![("R2", "45"), ("R1", "40")]),
        ("baseline = \"most\"", vec![("R2", "45"), ("R1", "40")]),
        ("baseline = 30", vec![("R2", "25"), ("R1", "10")]),
        ("baseline = 20", vec![("R2", "15")]),
        ("baseline = \"fewest\"", vec![]),
        ("baseline = { \"x.a\" = 60, n = 5 }", vec![("R1", "40")]),
        // Fewer points are better: what is above the fewest counts against the applicant.
        ("good = \"lower\"", vec![("R1", "10")]),
        (
            "good = \"lower\", baseline = 0",
            vec![("R1", "20"), ("R2", "5")],
        ),
        ("reason_points = \"above\"", vec![("R1", "10")]),
    ] {
        let ruling = declared_as(declared, &[("x.a", number("5")), ("y.b", number("5"))]);
        assert_eq!(lost(&ruling), owned(&expected), "{declared}");
    }
}

#[test]
fn points_stand_for_odds_that_double() {
    let scaled = "scaling = { points = 370, odds = 50, double = 20 }";
    for (declared, a, b, expected) in [
        (scaled.to_owned(), "5", "4", Some("50")),
        // 40 more points: twice doubled; 45 fewer: halved two and a quarter times, 50 / 2^2.25.
        (scaled.to_owned(), "4", "4", Some("200")),
        (scaled.to_owned(), "5", "5", Some("10.511205")),
        // Half a doubling is the square root of two.
        (
            "scaling = { points = 300, odds = 1, double = 140 }".to_owned(),
            "5",
            "4",
            Some("1.414214"),
        ),
        (
            format!("good = \"lower\", {scaled}"),
            "4",
            "4",
            Some("12.5"),
        ),
        // Further off than a decimal can tell.
        (
            "scaling = { points = 370, odds = 50, double = 0.5 }".to_owned(),
            "4",
            "4",
            None,
        ),
    ] {
        let ruling = declared_as(&declared, &[("x.a", number(a)), ("y.b", number(b))]);
        let odds = ruling.results().find(|(name, _)| *name == "odds");
        let (_, odds) = odds.unwrap();
        match expected {
            Some(expected) => assert_eq!(*odds, number(expected), "{declared} {a} {b}"),
            None => assert_eq!(*odds, Value::missing("overflow"), "{declared}"),
        }
    }
    let ruling = declared_as(scaled, &[("x.a", number("5"))]);
    let mut results = ruling.results();
    let (_, odds) = results.find(|(name, _)| *name == "odds").unwrap();
    assert!(matches!(*odds, Value::Missing(_)), "{odds:?}");
}

/// The card with more declared of it; its odds are a result where it is scaled.
fn declared_as(declared: &str, values: &[(&str, Value)]) -> Ruling {
    let odds = if declared.contains("scaling") {
        "let odds = score.odds;\n"
    } else {
        ""
    };
    let script = format!(
        "stage(\"s\");\nlet score = scorecard(\"c\", #{{ n: y.b }});\n{odds}\
         decline(\"R3\", score.points != 400);\noffer(quote(1000, 0.02, 12));\n"
    );
    let comma = if declared.is_empty() { "" } else { ", " };
    let mut files = files(
        &script,
        &format!("[scorecards]\nc = {{ initial = 300{comma}{declared} }}\n"),
    );
    files
        .0
        .insert("scorecards/c.csv".to_owned(), CARD.to_owned());
    let reasons = files.0.get_mut("reasons.toml").unwrap();
    reasons.push_str("explain = \"c\"\n");
    rule(&load(&files), subject(values))
}

fn owned(lost: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = lost.iter();
    owned
        .map(|(code, points)| ((*code).to_owned(), (*points).to_owned()))
        .collect()
}

/// The scorecard's own reasons of the decline.
fn lost(ruling: &Ruling) -> Vec<(String, String)> {
    let mut events = ruling.events();
    let event = events.find(|event| event.code == "R3").unwrap();
    let lost = event.explained_by.iter();
    lost.map(|lost| (lost.code.clone(), lost.points.to_string()))
        .collect()
}
