//! Stated months against each other and against the movements listed.

use caudal_facts::{Facts, Source};
use serde_json::{Value, json};

use crate::support::{codes, entry, facts};

/// A Cirenio report of one account with these movements (all in October 2026) and this month.
fn read(amounts: &[&str], incoming: &Value, outgoing: &Value, delta: &Value) -> Facts {
    let movements: Vec<_> = amounts
        .iter()
        .map(|amount| json!({"date": "2026-10-05", "description": "x", "amount": amount}))
        .collect();
    let month =
        json!({"yearmonth": 202_610, "incoming": incoming, "outgoing": outgoing, "delta": delta});
    let account =
        json!({"number": "1", "currency": "ARS", "summary": [month], "transactions": movements});
    let body = json!({"status": "ready", "data": {"bank": {"accounts": {"data": [account]}}}});
    let call = entry(Source::Cirenio, "cirenio", "report", &body.to_string());
    facts("AR", vec![call])
}

#[test]
fn both_sides_of_the_tolerance() {
    let movements = ["100.00", "-40.00"];
    let exact: [&str; 0] = [];
    for (incoming, outgoing, delta, expected) in [
        (json!(100), json!(-40), json!(60), exact.as_slice()),
        // A cent either way is how floats add up.
        (json!(100.01), json!(-40), json!(60.01), &[]),
        (json!(99.99), json!(-40.01), json!(59.98), &[]),
        (
            json!(99.98),
            json!(-40),
            json!(59.98),
            &["STATED_MONTH_DIFFERS"],
        ),
        (
            json!(100),
            json!(-39.98),
            json!(60.02),
            &["STATED_MONTH_DIFFERS"],
        ),
        // More stated than listed: the list is not whole.
        (
            json!(100.02),
            json!(-40),
            json!(60.02),
            &["STATED_MONTH_PARTLY_LISTED"],
        ),
        (
            json!(100),
            json!(-40.02),
            json!(59.98),
            &["STATED_MONTH_PARTLY_LISTED"],
        ),
        (
            json!(100.02),
            json!(-39.98),
            json!(60.04),
            &["STATED_MONTH_DIFFERS"],
        ),
        // The vendor's own sums are held to the cent.
        (
            json!(100),
            json!(-40),
            json!(60.01),
            &["STATED_SUMS_DIFFER"],
        ),
        (json!(100), json!(-40), json!(-60), &["STATED_SUMS_DIFFER"]),
        // What is not stated is not compared.
        (json!(null), json!(-40), json!(7), &[]),
        (json!(100), json!(null), json!(null), &[]),
        (json!(null), json!(null), json!(60), &[]),
    ] {
        let facts = read(&movements, &incoming, &outgoing, &delta);
        assert_eq!(codes(&facts), expected, "{incoming} {outgoing} {delta}");
    }
}

#[test]
fn a_difference_is_told_with_both_figures() {
    let facts = read(&["100"], &json!(90), &json!(0), &json!(91));
    let messages: Vec<_> = facts
        .findings
        .iter()
        .map(|finding| finding.message.as_str())
        .collect();
    let expected = [
        "2026-10: 90.00 ARS in less 0.00 ARS out is 90.00 ARS, stated is 91.00 ARS: -1.00 ARS off, \
         beyond the tolerance of 0.01 ARS",
        "2026-10: stated 90.00 ARS in and 0.00 ARS out, movements listed come to 100.00 ARS in and \
         0.00 ARS out",
    ];
    assert_eq!(messages, expected);
}

#[test]
fn sums_beyond_64_bits_neither_wrap_nor_panic() {
    let most = "92233720368547758.07";
    let facts = read(
        &[most, most],
        &json!(most),
        &json!("-1"),
        &json!("-92233720368547758.07"),
    );
    assert_eq!(
        codes(&facts),
        ["STATED_MONTH_DIFFERS", "STATED_SUMS_DIFFER"]
    );
    assert!(facts.findings[0].message.contains("minor units of ARS"));
}
