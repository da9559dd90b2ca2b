//! Laws of the language, held over random rules and values.

use caudal_engine::policy::{LoadOptions, Outcome, Policy, Value};
use proptest::prelude::*;

use super::harness::{InMemory, codes, files, load, number, rule, subject};

/// Rules that read different values, known, none and missing.
const RULES: [&str; 10] = [
    "decline(\"R1\", x.a > 3);",
    "refer(\"R2\", y.b > 3);",
    "decline(\"R3\", x.p);",
    "refer(\"R1/other\", x.a / y.b > 2);",
    "decline(\"R2/other\", y.q && x.a > 1);",
    "refer(\"R3/other\", y.q || x.a > 1);",
    "waive(\"R1\", x.p, \"R3\");",
    "soften(\"R2\", y.q, \"R3\");",
    "decline(\"R3/last\", x.a.or(9) > 8);",
    "refer(\"R1/last\", is_none(y.b));",
];

fn value() -> impl Strategy<Value = Option<Value>> {
    prop_oneof![
        Just(None),
        Just(Some(Value::None("x".into()))),
        (-2_i64..12).prop_map(|n| Some(Value::Number(n.into()))),
    ]
}

fn flag() -> impl Strategy<Value = Option<Value>> {
    prop_oneof![
        Just(None),
        Just(Some(Value::None("x".into()))),
        any::<bool>().prop_map(|flag| Some(Value::Flag(flag))),
    ]
}

fn policy(rules: &[&str], optimise: bool) -> Policy {
    let script = format!(
        "stage(\"s\");\n{}\noffer(quote(1000, 0.02, 12));\n",
        rules.join("\n")
    );
    let files: InMemory = files(&script, "");
    let options = LoadOptions {
        optimise,
        ..LoadOptions::default()
    };
    Policy::load("", &files, options).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_order_of_rules_in_a_stage_changes_neither_outcome_nor_reasons(
        order in Just((0..RULES.len()).collect::<Vec<_>>()).prop_shuffle(),
        a in value(), b in value(), p in flag(), q in flag(),
    ) {
        let given: Vec<(&str, Value)> = [("x.a", a), ("y.b", b), ("x.p", p), ("y.q", q)]
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .collect();
        let shuffled: Vec<&str> = order.iter().map(|index| RULES[*index]).collect();
        let one = rule(&policy(&RULES, false), subject(&given));
        let other = rule(&policy(&shuffled, false), subject(&given));
        prop_assert_eq!(one.outcome, other.outcome);
        prop_assert_eq!(codes(&one), codes(&other));
    }

    #[test]
    fn rhais_optimisation_changes_nothing(
        a in value(), b in value(), p in flag(), q in flag(),
    ) {
        let given: Vec<(&str, Value)> = [("x.a", a), ("y.b", b), ("x.p", p), ("y.q", q)]
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .collect();
        let one = rule(&policy(&RULES, false), subject(&given));
        let other = rule(&policy(&RULES, true), subject(&given));
        prop_assert_eq!(one.outcome, other.outcome);
        prop_assert!(one.events().eq(other.events()));
    }

    #[test]
    fn a_missing_value_never_approves_what_some_value_would_decline(
        a in -2_i64..12, b in -2_i64..12, bound in -2_i64..12,
        operator in prop::sample::select(vec!["==", "!=", "<", "<=", ">", ">="]),
    ) {
        let script = format!(
            "stage(\"s\");\ndecline(\"R1\", x.a {operator} {bound} && y.b > 3);\n\
             offer(quote(1000, 0.02, 12));\n"
        );
        let policy = load(&files(&script, ""));
        let (a, b) = (number(&a.to_string()), number(&b.to_string()));
        let known = rule(&policy, subject(&[("x.a", a), ("y.b", b.clone())]));
        let missing = rule(&policy, subject(&[("y.b", b)]));
        if known.outcome == Outcome::Decline {
            prop_assert_ne!(missing.outcome, Outcome::Approve);
        }
    }
}

#[test]
fn constant_folding_does_not_divide_by_zero_at_load() {
    for optimise in [false, true] {
        let policy = policy(
            &["refer(\"R1\", 1 / 0 > 3);", "decline(\"R2\", 1/3 > 0.3);"],
            optimise,
        );
        let ruling = rule(&policy, subject(&[]));
        assert_eq!(codes(&ruling), ["R2", "DATA_MISSING(division_by_zero)"]);
    }
}
