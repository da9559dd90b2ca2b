//! Khipu's loans and card purchases, and how its operations are named.

use caudal_facts::Source;
use caudal_facts::evidence::Entry;
use caudal_facts::facts::Section;
use serde_json::{Value, json};

use crate::support::{at, codes, entry, enveloped, facts, shown, status};

const MONDAY: &str = "2026-11-02T10:00:00-03:00";
const TUESDAY: &str = "2026-11-03T10:00:00-03:00";

fn call(source: Source, operation: &str, data: &Value) -> Entry {
    entry(source, "khipu", operation, &enveloped(data))
}

fn loans(rows: &Value) -> Entry {
    call(Source::Khipu, "loans", &json!({ "Loan": rows }))
}

fn purchase(changes: &Value) -> Value {
    let mut row = json!({
        "AccountId": "tc1", "Status": "Pending", "CreditDebitIndicator": "Debit",
        "BookingDateTime": "2026-10-05T00:00:00-0300", "TransactionInformation": "SUPERMERCADO",
        "Amount": {"Amount": 25990, "Currency": "CLP"}
    });
    for (key, value) in changes.as_object().unwrap() {
        row[key] = value.clone();
    }
    row
}

fn purchases(operation: &str, rows: &[Value]) -> Entry {
    call(Source::Khipu, operation, &json!({ "Transaction": rows }))
}

#[test]
fn a_loan_is_known_by_its_number_and_what_is_owed() {
    let amount = json!({"Amount": "1.250.000", "Currency": "CLP"});
    for (situation, balance, expected, found) in [
        ("beside its currency", amount.clone(), "1250000 CLP", vec![]),
        (
            "an object of its own",
            json!({ "Amount": amount }),
            "1250000 CLP",
            vec![],
        ),
        ("a list", json!([amount]), "1250000 CLP", vec![]),
        (
            "nothing owed",
            json!({"Amount": 0, "Currency": "CLP"}),
            "0 CLP",
            vec![],
        ),
        (
            "below zero",
            json!({"Amount": -1, "Currency": "CLP"}),
            "missing",
            vec!["VALUE_UNREADABLE"],
        ),
        (
            "in no known currency",
            json!({"Amount": 1, "Currency": "GBP"}),
            "missing",
            vec!["VALUE_UNREADABLE"],
        ),
        (
            "text",
            json!("1250000"),
            "missing",
            vec!["VALUE_UNREADABLE"],
        ),
        ("not sent", json!(null), "missing", vec![]),
    ] {
        let facts = facts(
            "CL",
            vec![loans(&json!([{"LoanNumber": "9", "Balance": balance}]))],
        );
        assert_eq!(facts.loans.len(), 1, "{situation}");
        assert_eq!(facts.loans[0].number, "9", "{situation}");
        assert_eq!(shown(facts.loans[0].outstanding), expected, "{situation}");
        assert_eq!(facts.loans[0].next_installment_amount, None, "{situation}");
        assert_eq!(codes(&facts), found, "{situation}");
        assert!(facts.has(Section::Loans), "{situation}");
    }
}

#[test]
fn loans_are_none_only_when_the_list_is_there() {
    let none = facts("CL", vec![loans(&json!([]))]);
    assert!(none.has(Section::Loans) && none.loans.is_empty());
    let lacking = facts("CL", vec![call(Source::Khipu, "loans", &json!({}))]);
    assert!(!lacking.has(Section::Loans));
    assert_eq!(codes(&lacking), ["PAYLOAD_UNREADABLE"]);
}

#[test]
fn a_loan_that_two_calls_name_is_one_and_the_later_call_counts() {
    let row = |number: &str, amount: u32| json!({"LoanNumber": number, "Balance": {"Amount": amount, "Currency": "CLP"}});
    let earlier = at(
        MONDAY,
        loans(&json!([row("1", 10), row("", 20), row("2", 30)])),
    );
    let later = at(TUESDAY, loans(&json!([row("1", 9), row("", 20)])));
    let facts = facts("CL", vec![later, earlier]);
    let mut owed: Vec<_> = facts
        .loans
        .iter()
        .map(|row| shown(row.outstanding))
        .collect();
    owed.sort();
    assert_eq!(owed, ["20 CLP", "20 CLP", "30 CLP", "9 CLP"]);
}

#[test]
fn a_card_purchase_is_what_it_charges() {
    let once = json!({"InstalmentsNumber": 1, "CurrentInstalmentNumber": 1});
    let thrice = json!({"InstalmentsNumber": "3", "CurrentInstalmentNumber": "1"});
    for (situation, changes, expected, found) in [
        ("not billed yet", json!({}), Some("25990 CLP"), vec![]),
        (
            "billed",
            json!({"Status": "Booked"}),
            Some("25990 CLP"),
            vec![],
        ),
        (
            "in one instalment",
            json!({ "Instalment": once }),
            Some("25990 CLP"),
            vec![],
        ),
        (
            "in three",
            json!({ "Instalment": thrice }),
            None,
            vec!["VALUE_UNREADABLE"],
        ),
        (
            "a payment or refund",
            json!({"CreditDebitIndicator": "Credit"}),
            None,
            vec!["VALUE_UNREADABLE"],
        ),
        (
            "rejected",
            json!({"Status": "Rejected"}),
            None,
            vec!["NOT_BOOKED"],
        ),
        (
            "of no known status",
            json!({"Status": "Dreamt"}),
            None,
            vec!["UNKNOWN_WORD", "VALUE_UNREADABLE"],
        ),
        (
            "of no known card",
            json!({"AccountId": null}),
            None,
            vec!["VALUE_UNREADABLE"],
        ),
        (
            "of no known day",
            json!({"BookingDateTime": null}),
            None,
            vec!["VALUE_UNREADABLE"],
        ),
    ] {
        for operation in ["unbilled-transactions", "billed-transactions"] {
            let facts = facts("CL", vec![purchases(operation, &[purchase(&changes)])]);
            let charged: Vec<_> = facts
                .card_purchases
                .iter()
                .map(|row| shown(Some(row.amount)))
                .collect();
            let expected: Vec<_> = expected.into_iter().collect();
            assert_eq!(charged, expected, "{situation}");
            assert_eq!(codes(&facts), found, "{situation}");
            assert!(facts.transactions.is_empty(), "{situation}");
        }
    }
}

#[test]
fn purchases_of_several_calls_are_on_one_card_and_stand_once() {
    let (bread, milk) = (json!({}), json!({"TransactionInformation": "LECHE"}));
    let twice = [purchase(&bread), purchase(&bread), purchase(&milk)];
    let calls = vec![
        at(MONDAY, purchases("unbilled-transactions", &twice)),
        at(
            TUESDAY,
            purchases("unbilled-transactions", &[purchase(&bread)]),
        ),
        at(
            TUESDAY,
            purchases(
                "billed-transactions",
                &[purchase(&json!({"AccountId": "tc2"}))],
            ),
        ),
    ];
    let facts = facts("CL", calls);
    let cards: Vec<_> = facts.cards.iter().map(|row| row.number.as_str()).collect();
    assert_eq!(cards, ["tc1", "tc2"]);
    let mut listed: Vec<_> = facts
        .card_purchases
        .iter()
        .map(|row| (row.card, row.description.as_str()))
        .collect();
    listed.sort_unstable();
    let expected = [
        (0, "LECHE"),
        (0, "SUPERMERCADO"),
        (0, "SUPERMERCADO"),
        (1, "SUPERMERCADO"),
    ];
    assert_eq!(listed, expected);
    // A call without purchases does not say that there is no card.
    let none = crate::support::facts("CL", vec![purchases("unbilled-transactions", &[])]);
    assert!(!none.has(Section::Cards));
    assert_eq!(status(&none, Source::Khipu), "complete");
}

#[test]
fn an_operation_is_known_by_the_last_part_of_its_path() {
    let row = purchase(&json!({"Status": "Booked"}));
    let purchases = json!({ "Transaction": [row] });
    for (operation, data, rows) in [
        ("current/balances", json!({"Balance": []}), 0),
        ("booked/month/LCY/statements", json!({"Statement": []}), 0),
        ("products/loans", json!({"Loan": []}), 0),
        ("credit-card/unbilled-transactions", purchases.clone(), 1),
        ("booked/range/transactions/card-purchases", purchases, 1),
    ] {
        let facts = facts("CL", vec![call(Source::Khipu, operation, &data)]);
        assert_eq!(status(&facts, Source::Khipu), "complete", "{operation}");
        assert_eq!(facts.card_purchases.len(), rows, "{operation}");
    }
    let nameless = call(Source::Khipu, "accounts/", &json!({"Account": []}));
    assert_eq!(codes(&facts("CL", vec![nameless])), ["PAYLOAD_UNREADABLE"]);
}
