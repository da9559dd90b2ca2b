//! The UK standard's own examples, in Khipu's envelope: same names, other habits, some malformed.

use caudal_facts::{Facts, Source};
use serde_json::Value;

use crate::support::{entry, enveloped, facts, shown, status};

/// An example's data in Khipu's envelope. Pounds become dollars, because Caudal's countries have no
/// pounds.
fn read(operation: &str, example: &str) -> Facts {
    let example: Value = serde_json::from_str(&example.replace("GBP", "USD")).unwrap();
    let call = entry(
        Source::Khipu,
        "khipu",
        operation,
        &enveloped(&example["Data"]),
    );
    facts("CL", vec![call])
}

macro_rules! example {
    ($name:literal) => {
        include_str!(concat!(
            "../../../fixtures/open-banking-uk/v3.1.10-",
            $name,
            ".json"
        ))
    };
}

#[test]
fn accounts_with_a_date_the_other_way_round() {
    for (example, count) in [
        (example!("Accounts-1"), 2),
        (example!("Accounts-2"), 1),
        (example!("Accounts-3"), 2),
    ] {
        let facts = read("accounts", example);
        assert_eq!(facts.accounts.len(), count);
        assert_eq!(facts.findings, []);
    }
    let opened = read("accounts", example!("Accounts-1")).accounts[0].opened_on;
    assert_eq!(opened, Some("2002-05-01".parse().unwrap()));
}

#[test]
fn balances_with_an_included_credit_line() {
    let facts = read("balance", example!("Balances-1"));
    let rows: Vec<_> = facts
        .balances
        .iter()
        .map(|row| format!("{} {} {}", row.date, row.amount, shown(row.credit_line)))
        .collect();
    let expected = [
        "2017-04-05 230.00 USD 1000.00 USD",
        "2017-05-02 -57.36 USD missing",
    ];
    assert_eq!(rows, expected);
    assert_eq!(facts.findings, []);
}

#[test]
fn examples_that_are_not_json_are_refused() {
    for example in [
        example!("Balances-2"),
        example!("Balances-3"),
        example!("Balances-4"),
    ] {
        let facts = facts(
            "CL",
            vec![entry(Source::Khipu, "khipu", "balance", example)],
        );
        assert_eq!(status(&facts, Source::Khipu), "unavailable");
        assert_eq!(facts.findings.len(), 1);
    }
}

#[test]
fn statements_of_calendar_months_in_utc() {
    let facts = read("statements", example!("Statements-2"));
    let first = &facts.stated_months[0];
    assert_eq!(
        first.month.to_string(),
        "2017-08",
        "midnight in UTC is a date"
    );
    assert_eq!(shown(first.closing), "400.00 USD");
    assert_eq!(shown(first.net), "-200.00 USD");
    // In the first example one statement gives its opening balance twice, with two amounts.
    let facts = read("statements", example!("Statements-1"));
    assert_eq!(
        (facts.stated_months[1].net, facts.stated_months[1].closing),
        (None, None)
    );
    assert_eq!(facts.findings.len(), 1);
}

#[test]
fn transactions_with_signs_and_balances() {
    let facts = read("transactions", example!("Transactions-2"));
    let rows: Vec<_> = facts
        .transactions
        .iter()
        .map(|row| {
            format!(
                "{} {} {} {}",
                row.date,
                row.amount,
                shown(row.balance_after),
                row.description
            )
        })
        .collect();
    let expected = [
        "2017-04-05 10.00 USD 230.00 USD Cash from Aubrey",
        "2017-05-02 -100.00 USD -57.36 USD Paid the gas bill",
    ];
    assert_eq!(rows, expected);
    assert_eq!(
        read("transactions", example!("Transactions-1"))
            .transactions
            .len(),
        1
    );
}

#[test]
fn a_currency_that_caudal_does_not_know_is_left_out_and_said() {
    let example: Value = serde_json::from_str(example!("Transactions-2")).unwrap();
    let body = enveloped(&example["Data"]);
    let facts = facts(
        "CL",
        vec![entry(Source::Khipu, "khipu", "transactions", &body)],
    );
    assert!(facts.transactions.is_empty());
    assert_eq!(status(&facts, Source::Khipu), "partial");
    assert!(
        facts
            .findings
            .iter()
            .any(|finding| finding.message.contains("found \"GBP\""))
    );
}
