//! Cirenio's document contradicts itself: both readings of each contradiction give the same facts.

use caudal_facts::{Facts, Source};
use serde_json::{Value, json};

use crate::support::{entry, facts, renamed, replaced};

const SAMPLE: &str = include_str!("../data/cirenio-report.json");

fn read(body: &str) -> Facts {
    facts(
        "AR",
        vec![entry(Source::Cirenio, "cirenio", "report", body)],
    )
}

/// One thing of the sample, written the other way.
fn values() -> Vec<(&'static str, &'static str, Value)> {
    let data: Value = serde_json::from_str::<Value>(SAMPLE).unwrap()["data"].clone();
    let holder = json!({"name": "X", "cuit": "20993827117", "dni": "99382711", "role": "owner"});
    let numbered = json!({
        "2": {"date": "2020-10-18", "description": "spotify p11c8979ae", "amount": 2.33,
              "currency": "USD"},
        "10": {"date": "2020-10-16", "description": "galicia segur 09329740", "amount": 36.75,
               "currency": "ARS"},
    });
    vec![
        ("data as text", "/data", json!(data.to_string())),
        ("status STORED", "/status", json!("STORED")),
        ("status done", "/status", json!("done")),
        ("external_id a number", "/external_id", json!(35_663_372)),
        ("bank id as text", "/data/bank/id", json!("1")),
        (
            "contact an object",
            "/data/bank/contact",
            json!({"phone": null}),
        ),
        (
            "yearmonth as text",
            "/data/bank/accounts/data/0/summary/0/yearmonth",
            json!("202006"),
        ),
        (
            "yearmonth dashed",
            "/data/bank/accounts/data/0/summary/0/yearmonth",
            json!("2020-06"),
        ),
        (
            "limit as text",
            "/data/bank/creditCards/data/0/limit",
            json!("128000"),
        ),
        (
            "outgoing positive",
            "/data/bank/accounts/data/0/summary/0/outgoing",
            json!(78950.69),
        ),
        (
            "Argentine writing",
            "/data/bank/accounts/data/0/transactions/0/amount",
            json!("31.733,00"),
        ),
        (
            "date only",
            "/data/bank/accounts/data/0/transactions/0/date",
            json!("2020-06-30"),
        ),
        (
            "one holder, no list",
            "/data/bank/accounts/data/0/holders",
            holder,
        ),
        (
            "a list as PHP's object",
            "/data/bank/creditCards/data/0/transactions",
            numbered,
        ),
    ]
}

/// Keys that the document writes with a capital.
const KEYS: [(&str, &str, &str); 5] = [
    ("/data/bank/accounts/data/0", "summary", "Summary"),
    ("/data/bank/accounts/data/0", "transactions", "Transactions"),
    ("/data/bank/accounts", "summary", "Summary"),
    ("/data/bank", "creditCards", "CreditCards"),
    ("/data/bank", "lendings", "Lendings"),
];

/// The sample in each other reading.
fn readings() -> Vec<(&'static str, String)> {
    let values = values().into_iter();
    let values = values.map(|(name, place, value)| (name, replaced(SAMPLE, place, value)));
    let keys = KEYS.map(|(place, from, to)| (to, renamed(SAMPLE, place, from, to)));
    values.chain(keys).collect()
}

#[test]
fn contradictions_of_the_document_are_read_either_way() {
    let expected = read(SAMPLE);
    for (situation, body) in readings() {
        let facts = read(&body);
        assert_eq!(facts.transactions, expected.transactions, "{situation}");
        assert_eq!(facts.stated_months, expected.stated_months, "{situation}");
        assert_eq!(facts.accounts, expected.accounts, "{situation}");
        assert_eq!(facts.cards, expected.cards, "{situation}");
        assert_eq!(facts.card_purchases, expected.card_purchases, "{situation}");
        assert_eq!(facts.findings, expected.findings, "{situation}");
    }
}

#[test]
fn one_account_under_two_bank_ids_is_one_account() {
    let cbu = |body: &str, cbu: &str| replaced(body, "/data/bank/accounts/data/0/cbu", json!(cbu));
    let other = |body: &str| replaced(body, "/data/bank/id", json!("other"));
    for (number, accounts) in [
        ("2850590940090418135201", 3),
        // A number that is no CBU may be another bank's.
        ("0072114930004141996337", 4),
    ] {
        let first = cbu(SAMPLE, number);
        let calls = [first.clone(), other(&first)]
            .map(|body| entry(Source::Cirenio, "cirenio", "report", &body));
        assert_eq!(
            facts("AR", calls.to_vec()).accounts.len(),
            accounts,
            "{number}"
        );
    }
}
