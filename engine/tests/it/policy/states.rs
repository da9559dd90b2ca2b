//! None is not missing; asking about state; answering for a missing value once.

use caudal_engine::policy::{Outcome, Ruling, Value};

use super::harness::{codes, files, load, number, rule, subject};

fn result(expression: &str, values: &[(&str, Value)]) -> Value {
    let script = format!("stage(\"s\");\nlet r = {expression};\noffer(quote(1000, 0.02, 12));\n");
    let ruling = rule(&load(&files(&script, "")), subject(values));
    ruling.result("r").unwrap().into_owned()
}

fn none() -> Value {
    Value::None("x".into())
}

fn missing() -> Value {
    Value::missing("x")
}

#[test]
fn words_about_state() {
    let known = [("x.a", number("5"))];
    let absent = [("x.a", none())];
    for (expression, given, expected) in [
        ("known(x.a)", &known[..], Value::Flag(true)),
        ("known(x.a)", &absent[..], Value::Flag(false)),
        ("known(x.a)", &[], Value::Flag(false)),
        ("is_missing(x.a)", &known[..], Value::Flag(false)),
        ("is_missing(x.a)", &absent[..], Value::Flag(false)),
        ("is_missing(x.a)", &[], Value::Flag(true)),
        ("is_none(x.a)", &known[..], Value::Flag(false)),
        ("is_none(x.a)", &absent[..], Value::Flag(true)),
        ("is_none(x.a)", &[], missing()),
        ("x.a.or(9)", &known[..], number("5")),
        ("x.a.or(9)", &[], number("9")),
        ("x.a.or(9)", &absent[..], none()),
        ("x.a.if_none(9)", &absent[..], number("9")),
        ("x.a.if_none(9)", &[], missing()),
        ("x.a + 1", &absent[..], missing()),
        ("x.a > 1", &absent[..], missing()),
        ("x.a == 1", &absent[..], missing()),
        ("min(x.a, 3)", &[], missing()),
        ("min_known(x.a, 3)", &[], number("3")),
        ("max_known(x.a, 3)", &known[..], number("5")),
        ("max_known(x.a, y.b)", &known[..], number("5")),
        ("choose(x.p, 1, 2)", &[], missing()),
        ("choose(true, 1, x.a)", &[], number("1")),
        ("between(x.a, 5, 6)", &known[..], Value::Flag(true)),
        ("between(x.a, 6, 7)", &known[..], Value::Flag(false)),
        ("between(x.a, 1, 2)", &[], missing()),
        ("one_of(x.a, [4, 5])", &known[..], Value::Flag(true)),
        ("one_of(x.a, [4, 6])", &known[..], Value::Flag(false)),
        ("one_of(x.a, [4, 6])", &[], missing()),
        ("x.a / 0", &known[..], Value::missing("division_by_zero")),
        ("1 / 3 * 3 > 0.99", &[], Value::Flag(true)),
        (
            "79228162514264337593543950335 * 2",
            &[],
            Value::missing("overflow"),
        ),
        (
            "79228162514264337593543950335 + 1",
            &[],
            Value::missing("overflow"),
        ),
        ("(7.5).floor_to(2)", &[], number("6")),
        ("(7.5).ceil_to(2)", &[], number("8")),
        ("(7).round_to(2)", &[], number("8")),
        ("(-7).round_to(2)", &[], number("-8")),
        ("(-7.5).floor_to(2)", &[], number("-8")),
        (
            "years_between(date(\"2008-02-29\"), date(\"2026-02-28\"))",
            &[],
            number("17"),
        ),
        (
            "years_between(date(\"2008-02-29\"), date(\"2026-03-01\"))",
            &[],
            number("18"),
        ),
        (
            "days_between(date(\"2026-10-01\"), as_of)",
            &[],
            number("19"),
        ),
        (
            "add_months(date(\"2026-01-31\"), 1) == date(\"2026-02-28\")",
            &[],
            Value::Flag(true),
        ),
        ("monthly_from_tna(0.6)", &[], number("0.05")),
    ] {
        let got = result(expression, given);
        let equal = match (&got, &expected) {
            (Value::Number(got), Value::Number(expected)) => got == expected,
            _ => got == expected,
        };
        assert!(
            equal,
            "{expression} with {given:?}: expected {expected:?}, got {got:?}"
        );
    }
}

fn answered(values: &[(&str, Value)]) -> Ruling {
    let script = "stage(\"s\");\n\
        let r = x.a.or_refer(\"R3\");\n\
        decline(\"R1\", r > 3);\n\
        decline(\"R2\", r + 1 > 3 && true);\n\
        offer(quote(1000, 0.02, 12));\n";
    rule(&load(&files(script, "")), subject(values))
}

#[test]
fn what_or_refer_answered_is_told_once() {
    let ruling = answered(&[]);
    assert_eq!(ruling.outcome, Outcome::Refer);
    assert_eq!(codes(&ruling), ["R3"]);
    let states: Vec<&str> = ruling.events().map(|event| event.state.name()).collect();
    assert_eq!(states, ["fired", "not_evaluated", "not_evaluated", "fired"]);
    assert_eq!(codes(&answered(&[("x.a", number("9"))])), ["R1", "R2"]);
}

#[test]
fn one_reason_for_one_silent_namespace() {
    let script = "stage(\"s\");\ndecline(\"R1\", x.a > 3);\nrefer(\"R2\", x.a > 9);\n\
                  decline(\"R3\", x.p);\noffer(quote(1000, 0.02, 12));\n";
    let ruling = rule(&load(&files(script, "")), subject(&[]));
    assert_eq!(codes(&ruling), ["DATA_MISSING(x)"]);
}

#[test]
fn a_missing_value_never_hides_another_rule() {
    let script = "stage(\"s\");\ndecline(\"R1\", x.a > 3);\ndecline(\"R2\", y.b > 3);\n\
                  offer(quote(1000, 0.02, 12));\n";
    let ruling = rule(&load(&files(script, "")), subject(&[("y.b", number("4"))]));
    assert_eq!(ruling.outcome, Outcome::Decline);
    assert_eq!(codes(&ruling), ["R2", "DATA_MISSING(x)"]);
}

#[test]
fn missing_data_may_be_given_a_default_or_decline_by_declaration() {
    let script = "stage(\"s\");\ndecline(\"R1\", x.a > 3);\noffer(quote(1000, 0.02, 12));\n";
    let default = "[missing]\n\"x.*\" = { default = 9, reason = \"test\" }\n";
    let ruling = rule(&load(&files(script, default)), subject(&[]));
    assert_eq!(codes(&ruling), ["R1"]);
    assert_eq!(ruling.defaults.get("x.a"), Some(&number("9")));
    let declines = "[missing]\n\"x.a\" = \"decline\"\n";
    let ruling = rule(&load(&files(script, declines)), subject(&[]));
    assert_eq!(ruling.outcome, Outcome::Decline);
    assert_eq!(codes(&ruling), ["DATA_MISSING(x)"]);
}

#[test]
fn exceptions_stay_visible_and_touch_only_their_reason() {
    let script = "stage(\"s\");\ndecline(\"R1\", true);\ndecline(\"R2/v\", true);\n\
                  waive(\"R1\", x.p, \"R3\");\nsoften(\"R2\", y.q, \"R3\");\n\
                  offer(quote(1000, 0.02, 12));\n";
    let policy = load(&files(script, ""));
    let flags = |p, q| [("x.p", Value::Flag(p)), ("y.q", Value::Flag(q))];
    for (p, q, outcome, expected) in [
        (false, false, Outcome::Decline, vec!["R1", "R2"]),
        (true, false, Outcome::Decline, vec!["R2"]),
        (false, true, Outcome::Decline, vec!["R1", "R2"]),
        (true, true, Outcome::Refer, vec!["R2"]),
    ] {
        let ruling = rule(&policy, subject(&flags(p, q)));
        assert_eq!(
            (ruling.outcome, codes(&ruling)),
            (outcome, expected),
            "{p} {q}"
        );
    }
    // An exception that cannot be told is not granted, and says so.
    let ruling = rule(&policy, subject(&[("y.q", Value::Flag(true))]));
    assert_eq!(codes(&ruling), ["R1", "R2", "DATA_MISSING(x)"]);
}

#[test]
fn an_exception_for_a_variant_is_for_that_variant_only() {
    let script = "stage(\"s\");\ndecline(\"R1/one\", true);\ndecline(\"R1/two\", x.p);\n\
                  waive(\"R1/one\", true, \"R3\");\noffer(quote(1000, 0.02, 12));\n";
    let policy = load(&files(script, ""));
    for (two, outcome) in [(true, Outcome::Decline), (false, Outcome::Approve)] {
        let ruling = rule(&policy, subject(&[("x.p", Value::Flag(two))]));
        assert_eq!(ruling.outcome, outcome, "{two}");
    }
    let softened = script.replace("waive", "soften");
    let ruling = rule(
        &load(&files(&softened, "")),
        subject(&[("x.p", Value::Flag(true))]),
    );
    assert_eq!(ruling.outcome, Outcome::Decline);
}

#[test]
fn waiving_the_answer_to_a_missing_value_does_not_answer_the_rules_on_it() {
    let script = "stage(\"s\");\nlet r = x.a.or_refer(\"R1\");\nwaive(\"R1\", true, \"R3\");\n\
                  decline(\"R2\", r > 3);\noffer(quote(1000, 0.02, 12));\n";
    let ruling = rule(&load(&files(script, "")), subject(&[]));
    assert_eq!(
        (ruling.outcome, codes(&ruling)),
        (Outcome::Refer, vec!["DATA_MISSING(R1)"])
    );
}

#[test]
fn an_answer_in_a_skipped_stage_answers_nothing() {
    let script = "stage(\"s\", #{ when: y.q });\nlet r = x.a.or_refer(\"R1\");\nstage(\"t\");\n\
                  decline(\"R2\", r > 3);\noffer(quote(1000, 0.02, 12));\n";
    let policy = load(&files(script, ""));
    let ruling = rule(&policy, subject(&[("y.q", Value::Flag(false))]));
    assert_eq!(
        (ruling.outcome, codes(&ruling)),
        (Outcome::Refer, vec!["DATA_MISSING(x)"])
    );
    let ruling = rule(&policy, subject(&[("y.q", Value::Flag(true))]));
    assert_eq!(codes(&ruling), ["R1"]);
}

#[test]
fn a_declaration_that_missing_data_declines_reaches_through_computations() {
    let more = "[missing]\n\"x.a\" = \"decline\"\n";
    for (rules, outcome) in [
        (
            "let r = x.a * 2;\ndecline(\"R1\", r > 3);",
            Outcome::Decline,
        ),
        (
            "fn f(n) { n * 2 }\ndecline(\"R1\", f(x.a) > 3);",
            Outcome::Decline,
        ),
        ("refer(\"R1\", x.a > 3);", Outcome::Refer),
        ("decline(\"R1\", y.b > 3);", Outcome::Refer),
    ] {
        let script = format!("stage(\"s\");\n{rules}\noffer(quote(1000, 0.02, 12));\n");
        let ruling = rule(&load(&files(&script, more)), subject(&[]));
        assert_eq!(ruling.outcome, outcome, "{rules}");
    }
}
