//! Laws over random inputs: nothing panics, nothing is invented, sums are exact.

use caudal_facts::evidence::Status;
use caudal_facts::{Facts, Source};
use caudal_providers::coverage;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

use crate::support::{codes, entry, facts, values};

/// Samples of every operation, with the source they answer and names that no message may carry.
const SAMPLES: [(Source, &str, &str, &str); 10] = [
    (
        Source::Cirenio,
        "cirenio",
        "report",
        include_str!("../data/cirenio-report.json"),
    ),
    (
        Source::Khipu,
        "khipu",
        "accounts",
        include_str!("../data/khipu-accounts.json"),
    ),
    (
        Source::Khipu,
        "khipu",
        "balance",
        include_str!("../data/khipu-balance.json"),
    ),
    (
        Source::Khipu,
        "khipu",
        "statements",
        include_str!("../data/khipu-statements.json"),
    ),
    (
        Source::Khipu,
        "khipu",
        "transactions",
        include_str!("../data/khipu-transactions.json"),
    ),
    (
        Source::Khipu,
        "khipu",
        "unbilled-transactions",
        include_str!("../data/khipu-transactions.json"),
    ),
    (
        Source::Khipu,
        "khipu",
        "loans",
        r#"{"Status": "OK", "Data": {"Loan": [{"LoanNumber": "9", "Type": "PEREZ",
            "Balance": {"Amount": {"Amount": "1250000", "Currency": "CLP"}}}]}}"#,
    ),
    (
        Source::Bancame,
        "bancame",
        "pre-loan-request",
        include_str!("../data/bancame-pre-loan-request.json"),
    ),
    (
        Source::Bcra,
        "bcra",
        "deudas",
        include_str!("../data/bcra-deudas.json"),
    ),
    (
        Source::Bcra,
        "bcra",
        "cheques-rechazados",
        include_str!("../data/bcra-cheques-rechazados.json"),
    ),
];

/// What a person is called and numbered in the samples.
const PERSONAL: [&str; 6] = [
    "Paola",
    "PEREZ",
    "20993827117",
    "99382711",
    "11.111.111-1",
    "paola@",
];

/// Every place of a document, as JSON pointers.
fn places(value: &Value, here: &str, places: &mut Vec<String>) {
    places.push(here.to_owned());
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                self::places(value, &format!("{here}/{key}"), places);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                self::places(value, &format!("{here}/{index}"), places);
            }
        }
        _ => {}
    }
}

/// What may stand where something else belongs.
fn intruder() -> impl Strategy<Value = Value> {
    let huge: Value = serde_json::from_str("1e999").unwrap();
    let long: Value = serde_json::from_str(&"9".repeat(60)).unwrap();
    let fixed = vec![
        Value::Null,
        json!(true),
        json!(0),
        json!(-1),
        json!(i64::MIN),
        json!(u64::MAX),
        huge,
        long,
        json!(0.1),
        json!(""),
        json!("NaN"),
        json!("-"),
        json!("1.200"),
        json!("−1.234,5"),
        json!("ñandú \u{1f600} \u{0}"),
        json!("9999-99-99T99:99:99Z"),
        json!("2026-10-20T10:00:00+25:99"),
        json!("%"),
        json!([]),
        json!({}),
        json!([[[]]]),
        json!([null, 1, "x", {}]),
        json!({"0": null, "x": [1]}),
        json!({"code": "500", "message": "Paola"}),
        json!({"error": {"code": ["Paola"]}}),
        json!({"data": {"data": {"data": {"data": []}}}}),
    ];
    prop_oneof![
        4 => select(fixed),
        1 => any::<i64>().prop_map(|number| json!(number)),
        1 => "\\PC{0,12}".prop_map(Value::String),
        1 => "[0-9.,+-]{1,12}".prop_map(Value::String),
    ]
}

fn check(facts: &Facts) {
    let keys: Vec<_> = facts
        .transactions
        .iter()
        .map(|row| (row.date, row.account, row.provenance))
        .collect();
    assert!(keys.is_sorted(), "transactions are sorted");
    let accounts = u32::try_from(facts.accounts.len()).unwrap();
    let cards = u32::try_from(facts.cards.len()).unwrap();
    let payloads = u32::try_from(facts.payloads.len()).unwrap();
    for row in &facts.transactions {
        assert!(row.account < accounts && row.provenance.payload < payloads);
        let account = &facts.accounts[usize::try_from(row.account).unwrap()];
        assert_eq!(row.amount.currency(), account.currency);
    }
    assert!(facts.balances.iter().all(|row| row.account < accounts));
    let mut months = facts.stated_months.iter().filter_map(|row| row.account);
    assert!(months.all(|account| account < accounts));
    assert!(facts.card_purchases.iter().all(|row| row.card < cards));
    let sources: Vec<_> = facts.answers.iter().map(|answer| answer.source).collect();
    assert!(sources.is_sorted_by(|a, b| a < b), "one answer a source");
    for finding in &facts.findings {
        for name in PERSONAL {
            assert!(!finding.message.contains(name), "{}", finding.message);
        }
    }
    for answer in &facts.answers {
        let why = answer.status.why().unwrap_or_default();
        assert!(PERSONAL.iter().all(|name| !why.contains(name)), "{why}");
    }
    let printed = format!("{facts:?}");
    assert!(
        !printed.contains("20993827117"),
        "a tax id is printed masked"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_payload_with_anything_anywhere_is_met(
        sample in select(SAMPLES.to_vec()),
        changes in vec((any::<Index>(), intruder(), any::<bool>()), 1..6),
    ) {
        let (source, provider, operation, body) = sample;
        let mut value: Value = serde_json::from_str(body).unwrap();
        for (index, intruder, remove) in changes {
            let mut all = Vec::new();
            places(&value, "", &mut all);
            let place = index.get(&all).clone();
            let parent = place.rsplit_once('/').map(|(parent, key)| (parent.to_owned(), key.to_owned()));
            if let (true, Some((parent, key))) = (remove, parent) {
                if let Some(Value::Object(map)) = value.pointer_mut(&parent) {
                    map.remove(&key);
                }
            } else if let Some(place) = value.pointer_mut(&place) {
                *place = intruder;
            }
        }
        let call = entry(source, provider, operation, &value.to_string());
        let country = if matches!(provider, "cirenio" | "bcra") { "AR" } else { "CL" };
        // Whatever stands where, each value is counted once.
        prop_assert_eq!(coverage(&call).unwrap().total(), values(&value));
        let facts = facts(country, vec![call.clone()]);
        check(&facts);
        // The same bytes give the same facts, and an answer to the source that was asked.
        prop_assert_eq!(&facts, &self::facts(country, vec![call]));
        let answer = facts.answer(source).unwrap();
        if let Status::Unavailable { .. } = answer.status {
            prop_assert!(facts.transactions.is_empty() && facts.situations.is_empty());
        }
    }

    #[test]
    fn bytes_that_are_anything_are_met(bytes in "\\PC{0,200}") {
        for (source, provider, operation, _) in SAMPLES {
            check(&facts("CL", vec![entry(source, provider, operation, &bytes)]));
        }
    }

    #[test]
    fn sums_are_exact(
        cents in vec(-1_000_000_000_i64..1_000_000_000, 0..60),
        forms in vec(0_u8..4, 60),
    ) {
        let movements: Vec<_> = cents.iter().zip(&forms).map(|(cents, form)| {
            json!({"date": "2026-10-05", "description": "x", "amount": written(*cents, *form)})
        }).collect();
        let sum_if = |wanted: fn(&i64) -> bool| cents.iter().copied().filter(wanted).sum::<i64>();
        let (inflow, outflow) = (sum_if(|cents| *cents > 0), sum_if(|cents| *cents < 0));
        let month = json!({"yearmonth": 202_610, "incoming": written(inflow, 0),
            "outgoing": written(outflow, 1), "delta": written(inflow + outflow, 2)});
        let account = json!({"number": "1", "currency": "ARS", "summary": [month], "transactions": movements});
        let body = json!({"status": "ready", "data": {"bank": {"accounts": {"data": [account]}}}});
        let call = entry(Source::Cirenio, "cirenio", "report", &body.to_string());
        let facts = facts("AR", vec![call]);
        let read: i64 = facts.transactions.iter().map(|row| row.amount.minor()).sum();
        prop_assert_eq!(read, inflow + outflow);
        // Every cent is there, so the report agrees with itself.
        prop_assert_eq!(codes(&facts), Vec::<&str>::new());
    }
}

/// An amount of cents as a JSON number, plain text, Argentine text or English text.
fn written(cents: i64, form: u8) -> Value {
    let sign = if cents < 0 { "-" } else { "" };
    let (whole, rest) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    let plain = format!("{sign}{whole}.{rest:02}");
    let digits = whole.to_string();
    let grouped = |mark: &str| {
        let bytes: Vec<_> = digits.bytes().rev().collect();
        let groups: Vec<_> = bytes
            .chunks(3)
            .map(|group| {
                group
                    .iter()
                    .rev()
                    .map(|digit| char::from(*digit))
                    .collect::<String>()
            })
            .collect();
        groups.into_iter().rev().collect::<Vec<_>>().join(mark)
    };
    match form {
        0 => serde_json::from_str(&plain).unwrap(),
        1 => json!(plain),
        2 => json!(format!("{sign}{},{rest:02}", grouped("."))),
        _ => json!(format!("{sign}{}.{rest:02}", grouped(","))),
    }
}
