//! Missing values travel: one test for every operator, on both sides.

use caudal_engine::policy::{Outcome, Value};

use super::harness::{codes, files, load, number, rule, subject};

/// Runs `let r = EXPRESSION; decline("R1", condition)` and offers a loan after it.
fn ruling(condition: &str, values: &[(&str, Value)]) -> caudal_engine::policy::Ruling {
    let script =
        format!("stage(\"s\");\ndecline(\"R1\", {condition});\noffer(quote(1000, 0.02, 12));\n");
    rule(&load(&files(&script, "")), subject(values))
}

#[test]
fn a_known_condition_approves_or_declines() {
    let values = [("x.a", number("5"))];
    assert_eq!(ruling("x.a > 5", &values).outcome, Outcome::Approve);
    assert_eq!(ruling("x.a > 4", &values).outcome, Outcome::Decline);
}

#[test]
fn every_comparison_and_arithmetic_with_a_missing_side_refers() {
    for operator in ["==", "!=", "<", "<=", ">", ">="] {
        for condition in [
            format!("x.a {operator} 3"),
            format!("3 {operator} x.a"),
            format!("x.a {operator} y.b"),
        ] {
            let ruling = ruling(&condition, &[("y.b", number("3"))]);
            assert_eq!(ruling.outcome, Outcome::Refer, "{condition}");
            assert_eq!(codes(&ruling), ["DATA_MISSING(x)"], "{condition}");
        }
    }
    for operator in ["+", "-", "*", "/"] {
        for condition in [
            format!("x.a {operator} 3 > 1"),
            format!("3 {operator} x.a > 1"),
        ] {
            let ruling = ruling(&condition, &[]);
            assert_eq!(codes(&ruling), ["DATA_MISSING(x)"], "{condition}");
        }
    }
}

#[test]
fn logic_with_a_missing_side_is_three_valued() {
    let known = |flag| [("y.q", Value::Flag(flag))];
    for (condition, other, outcome) in [
        ("x.p && y.q", false, Outcome::Approve),
        ("y.q && x.p", false, Outcome::Approve),
        ("x.p && y.q", true, Outcome::Refer),
        ("y.q && x.p", true, Outcome::Refer),
        ("x.p || y.q", true, Outcome::Decline),
        ("y.q || x.p", true, Outcome::Decline),
        ("x.p || y.q", false, Outcome::Refer),
        ("y.q || x.p", false, Outcome::Refer),
        ("!x.p", true, Outcome::Refer),
        ("!x.p || y.q", true, Outcome::Decline),
    ] {
        let ruling = ruling(condition, &known(other));
        assert_eq!(ruling.outcome, outcome, "{condition} with y.q = {other}");
    }
}
