//! Offers: caps that are remembered, terms withheld, limits that hold whatever the script says.

use caudal_engine::policy::{Outcome, Ruling, Value};

use super::harness::{self, InMemory, codes, load, number, rule, subject};

const LOOP: &str = "stage(\"s\");\nfor term in params.terms {\n\
    let amount = x.a.capped(\"R1\", y.b).capped(\"R2\", 5000).floor_to(100);\n\
    withhold(\"R3\", term > 6 && x.p);\n\
    offer(quote(amount, 0.02, term));\n}\n";

/// A policy whose numbers are amounts.
fn files(script: &str, more: &str) -> InMemory {
    let mut files = harness::files(script, more);
    let manifest = files.0.get_mut("policy.toml").unwrap();
    *manifest = manifest.replace("\"count\"", "\"money\"");
    files
}

fn run(script: &str, more: &str, values: &[(&str, Value)]) -> Ruling {
    rule(&load(&files(script, more)), subject(values))
}

fn given(a: &str, b: &str, p: bool) -> [(&'static str, Value); 3] {
    [
        ("x.a", number(a)),
        ("y.b", number(b)),
        ("x.p", Value::Flag(p)),
    ]
}

#[test]
fn caps_that_bound_are_an_approvals_reasons() {
    for (a, b, amount, expected) in [
        ("4000", "6000", "4000", vec![]),
        ("4000", "4000", "4000", vec![]),
        ("4000", "3999", "3900", vec!["R1"]),
        ("9000", "8000", "5000", vec!["R2"]),
        ("9000", "9000", "5000", vec!["R2"]),
    ] {
        let ruling = run(LOOP, "", &given(a, b, false));
        assert_eq!(ruling.outcome, Outcome::Approve);
        assert_eq!(ruling.offers.len(), 2);
        assert_eq!(Value::Number(ruling.offers[0].amount), number(amount));
        assert_eq!(codes(&ruling), expected, "{a} {b}");
    }
}

#[test]
fn a_withheld_term_leaves_the_others() {
    let ruling = run(LOOP, "", &given("4000", "4000", true));
    assert_eq!(ruling.outcome, Outcome::Approve);
    let terms: Vec<u32> = ruling
        .offers
        .iter()
        .map(|offer| offer.term_months)
        .collect();
    assert_eq!(terms, [6]);
    assert_eq!(ruling.withheld[0].term_months, 12);
}

#[test]
fn no_offer_left_for_known_reasons_is_what_the_policy_says() {
    let all = LOOP.replace("term > 6 && x.p", "x.p");
    for (meaning, outcome) in [("decline", Outcome::Decline), ("refer", Outcome::Refer)] {
        let mut files = files(&all, "");
        let toml = files.0.get_mut("policy.toml").unwrap();
        *toml = toml.replace("[inputs]", &format!("no_offer = \"{meaning}\"\n[inputs]"));
        let ruling = rule(&load(&files), subject(&given("4000", "4000", true)));
        assert_eq!((ruling.outcome, codes(&ruling)), (outcome, vec!["R3"]));
    }
}

#[test]
fn withholding_on_missing_data_refers_even_where_no_offer_declines() {
    let mut files = files(LOOP, "");
    let toml = files.0.get_mut("policy.toml").unwrap();
    *toml = toml.replace("[inputs]", "no_offer = \"decline\"\n[inputs]");
    let ruling = rule(
        &load(&files),
        subject(&[("x.a", number("4000")), ("y.b", number("4000"))]),
    );
    assert_eq!(ruling.outcome, Outcome::Refer);
    assert_eq!(codes(&ruling), ["DATA_MISSING(x)"]);
    // The term that no missing value touches stands as indicative.
    assert_eq!(ruling.offers.len(), 1);
}

#[test]
fn an_offer_of_something_missing_refers() {
    let ruling = run(
        LOOP,
        "",
        &[("x.a", number("4000")), ("x.p", Value::Flag(false))],
    );
    assert_eq!(ruling.outcome, Outcome::Refer);
    assert_eq!(codes(&ruling), ["DATA_MISSING(y)"]);
}

#[test]
fn nothing_offered_never_approves() {
    let ruling = run("stage(\"s\");\ndecline(\"R1\", false);\n", "", &[]);
    assert_eq!(
        (ruling.outcome, codes(&ruling)),
        (Outcome::Refer, vec!["NO_OFFER"])
    );
    // An amount of nothing is no offer either.
    let ruling = run(LOOP, "", &given("4000", "0", false));
    assert_eq!(
        (ruling.outcome, codes(&ruling)),
        (Outcome::Refer, vec!["POLICY_LIMIT(amount)"])
    );
}

#[test]
fn limits_hold_whatever_the_script_says() {
    for (limits, code) in [
        ("amount = { max = \"y.b\" }", None),
        ("amount = { max = 3999 }", Some("POLICY_LIMIT(amount)")),
        ("amount = { min = 4001 }", Some("POLICY_LIMIT(amount)")),
        ("amount = { min = 4000, max = 4000 }", None),
        ("monthly_rate = { max = 0.02 }", None),
        (
            "monthly_rate = { max = 0.0199 }",
            Some("POLICY_LIMIT(monthly_rate)"),
        ),
        ("installment = { max = 714.20 }", None),
        (
            "installment = { max = 714 }",
            Some("POLICY_LIMIT(installment)"),
        ),
        ("term_months = { one_of = \"params.terms\" }", None),
    ] {
        let more = format!("[limits]\n{limits}\n");
        let ruling = run(LOOP, &more, &given("4000", "4000", false));
        match code {
            None => assert_eq!(ruling.outcome, Outcome::Approve, "{limits}"),
            Some(code) => {
                assert_eq!(ruling.outcome, Outcome::Refer, "{limits}");
                assert_eq!(codes(&ruling), [code], "{limits}");
            }
        }
    }
    let other = LOOP.replace("quote(amount, 0.02, term)", "quote(amount, 0.02, term + 1)");
    let ruling = run(
        &other,
        "[limits]\nterm_months = { one_of = \"params.terms\" }\n",
        &given("4000", "4000", false),
    );
    assert_eq!(codes(&ruling), ["POLICY_LIMIT(term_months)"]);
    // A limit that cannot be told is not kept.
    let script = LOOP.replace("x.a.capped(\"R1\", y.b)", "(4000).capped(\"R1\", 4000)");
    let ruling = run(
        &script,
        "[limits]\namount = { max = \"y.b\" }\n",
        &[("x.p", Value::Flag(false))],
    );
    assert_eq!(codes(&ruling), ["POLICY_LIMIT(amount)"]);
}

#[test]
fn a_condition_applies_when_it_holds_and_refers_when_it_cannot_be_told() {
    let script = "stage(\"s\");\ncondition(\"R1\", x.p, #{ share: 0.5 });\ncondition(\"R2\");\n\
                  offer(quote(1000, 0.02, 12));\n";
    let conditions = |ruling: &Ruling| -> Vec<String> {
        ruling
            .conditions
            .iter()
            .map(|event| ruling.event(*event).unwrap().code.to_owned())
            .collect()
    };
    let ruling = run(script, "", &[("x.p", Value::Flag(true))]);
    assert_eq!(
        (ruling.outcome, conditions(&ruling)),
        (Outcome::Approve, vec!["R1".into(), "R2".into()])
    );
    let ruling = run(script, "", &[("x.p", Value::Flag(false))]);
    assert_eq!(
        (ruling.outcome, conditions(&ruling)),
        (Outcome::Approve, vec!["R2".into()])
    );
    assert_eq!(run(script, "", &[]).outcome, Outcome::Refer);
}

#[test]
fn samples_are_drawn_by_the_applications_id_alone() {
    // SHA-256("salt", 0x00, "case-1") begins with 0xa3…: its share of 2^64 is found by halving.
    let script = |share: &str| {
        format!(
            "stage(\"s\");\nrefer(\"R1\", sampled(\"salt\", {share}));\noffer(quote(1000, 0.02, 12));\n"
        )
    };
    let drawn = |share: &str| run(&script(share), "", &[]).outcome == Outcome::Refer;
    assert!(!drawn("0"));
    assert!(drawn("1"));
    let (mut low, mut high) = (0_u32, 10_000_u32);
    while high - low > 1 {
        let middle = u32::midpoint(low, high);
        if drawn(&format!("0.{middle:04}")) {
            high = middle;
        } else {
            low = middle;
        }
    }
    assert_eq!(
        low,
        expected_draw(),
        "the share at which the application falls in"
    );
}

/// The draw worked out apart from the engine: the first two bytes tell it to four digits.
fn expected_draw() -> u32 {
    let mut bytes = b"salt".to_vec();
    bytes.push(0);
    bytes.extend(b"case-1");
    let digest = caudal_engine::facts::evidence::Sha256Digest::of(&bytes);
    let first: [u8; 8] = digest.bytes()[..8].try_into().unwrap();
    let scaled = u128::from(u64::from_be_bytes(first)) * 10_000 / (1_u128 << 64);
    u32::try_from(scaled).unwrap()
}

#[test]
fn nobody_is_lent_more_than_they_asked_for() {
    let script = |amount: &str| format!("stage(\"s\");\noffer(quote({amount}, 0.02, 12));\n");
    let asked = [("request.amount", number("4000"))];
    for (amount, outcome) in [
        ("request.amount", Outcome::Approve),
        ("request.amount + 1", Outcome::Refer),
    ] {
        let ruling = run(&script(amount), "", &asked);
        assert_eq!(ruling.outcome, outcome, "{amount}");
    }
}
