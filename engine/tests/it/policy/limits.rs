//! Offers and limits: where the check warns of none, no offer ever goes past one.

use caudal_engine::policy::{LoadOptions, Policy, Value};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use super::harness::{codes, number, rule, subject};
use super::wrong::policy;

const LIMITS: &str = "[limits]\namount = { min = 50_000, max = 500_000 }\nmonthly_rate = { max = \"params.max_rate\" }\n\
    term_months = { one_of = \"params.terms\" }\n";

fn amount() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "request.amount",
        "customer.exposure",
        "400_000",
        "600_000",
        "params.min_amount",
    ]);
    leaf.prop_map(str::to_owned)
        .prop_recursive(2, 6, 2, |inner| {
            let pair = || (inner.clone(), inner.clone());
            prop_oneof![
                3 => pair().prop_map(|(a, b)| format!("min({a}, {b})")),
                1 => pair().prop_map(|(a, b)| format!("max({a}, {b})")),
                2 => pair().prop_map(|(a, b)| format!("choose(applicant.retired, {a}, {b})")),
                2 => inner.clone().prop_map(|a| format!("({a}).floor_to(10_000)")),
                1 => inner.clone().prop_map(|a| format!("({a}).ceil_to(10_000)")),
                1 => inner.prop_map(|a| format!("({a} * 0.5)")),
            ]
        })
}

fn rate() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "0.02",
        "0.04",
        "params.max_rate",
        "monthly_from_tna(params.tna)",
        "monthly_from_tna(params.tna) * 1.6",
        "monthly_from_tea(params.tea)",
        "table(\"bands\", #{ points: fraud.score }).rate",
        "table(\"bands\", #{ points: fraud.score }).rate * 1.5",
        "customer.exposure / request.amount * 0.03",
    ])
}

fn script() -> impl Strategy<Value = String> {
    let held = prop::sample::select(vec![
        "",
        "withhold(\"R1\", amount > 500_000);",
        "withhold(\"R1\", amount > 500_000 || amount < 50_000);",
        "withhold(\"R1\", amount < 50_000 || rate > params.max_rate);",
        "withhold(\"R1\", !between(amount, 50_000, 500_000));",
    ]);
    let capped = prop::sample::select(vec![
        "min(request.amount, given)",
        "min(request.amount, given)",
        "given",
    ]);
    let term = prop::sample::select(vec!["term", "term", "18", "request.term_months"]);
    (amount(), capped, rate(), held, term).prop_map(|(given, amount, rate, held, term)| {
        format!(
            "let given = {given};\nlet amount = {amount};\nlet rate = {rate};\n\
             for term in params.terms {{ {held} offer(quote(amount, rate, {term})); }}"
        )
    })
}

fn cases() -> Vec<Vec<(&'static str, Value)>> {
    let mut cases = Vec::new();
    for asked in [
        "40_000", "50_000", "450_000", "500_000", "505_000", "900_000",
    ] {
        for other in ["0", "49_999", "500_001", "1_200_000"] {
            for score in ["10", "30", "499", "999"] {
                for retired in [true, false] {
                    cases.push(vec![
                        ("request.amount", number(&asked.replace('_', ""))),
                        ("request.term_months", number("12")),
                        ("customer.exposure", number(&other.replace('_', ""))),
                        ("fraud.score", number(score)),
                        ("applicant.retired", Value::Flag(retired)),
                    ]);
                }
            }
        }
    }
    cases
}

#[test]
fn an_offer_goes_past_a_limit_only_where_the_check_warns_of_it() {
    let mut runner = TestRunner::deterministic();
    let (mut warned, mut kept) = (0, 0);
    for _ in 0..400 {
        let script = script().new_tree(&mut runner).unwrap().current();
        let files = policy(&script, &[("policy.toml", "", LIMITS)]);
        // Two kinds of figures that meet are an error of another kind.
        let Ok(policy) = Policy::load("", &files, LoadOptions::default()) else {
            continue;
        };
        let told = policy
            .findings()
            .iter()
            .any(|found| matches!(found.id, Some("offer-above-limit" | "offer-above-request")));
        if told {
            warned += 1;
            continue;
        }
        kept += 1;
        for case in cases() {
            let ruling = rule(&policy, subject(&case));
            let past = codes(&ruling)
                .iter()
                .any(|code| code.starts_with("POLICY_LIMIT"));
            assert!(!past, "{script}\n{case:?}\n{:?}", policy.findings());
        }
    }
    assert!(warned > 20 && kept > 10, "{warned} warned, {kept} kept");
}
