//! Khipu's bank operations: the samples, movements, failures, and payloads that overlap.

use caudal_facts::Source;
use caudal_facts::categories::Category;
use caudal_facts::evidence::Entry;
use caudal_facts::facts::{AccountKind, FindingCode, Section};
use serde_json::{Value, json};

use crate::support::{at, codes, entry, enveloped, facts, findings, shown, status, why};

const ACCOUNTS: &str = include_str!("../data/khipu-accounts.json");
const BALANCE: &str = include_str!("../data/khipu-balance.json");
const STATEMENTS: &str = include_str!("../data/khipu-statements.json");
const TRANSACTIONS: &str = include_str!("../data/khipu-transactions.json");
const ERROR: &str = include_str!("../data/khipu-error.json");

fn call(operation: &str, body: &str) -> Entry {
    entry(Source::Khipu, "khipu", operation, body)
}

fn movement(changes: &Value) -> Value {
    let mut row = json!({
        "AccountId": "1", "Status": "Booked", "CreditDebitIndicator": "Credit",
        "BookingDateTime": "2026-10-05T00:00:00-0300", "TransactionInformation": "ABONO",
        "Amount": {"Amount": "1000", "Currency": "CLP"}
    });
    for (key, value) in changes.as_object().unwrap() {
        row[key] = value.clone();
    }
    row
}

fn movements(rows: &[Value]) -> String {
    enveloped(&json!({ "Transaction": rows }))
}

#[test]
fn the_samples_are_read_together() {
    let facts = facts(
        "CL",
        vec![
            call("accounts", ACCOUNTS),
            call("balance", BALANCE),
            call("statements", STATEMENTS),
            call("transactions", TRANSACTIONS),
        ],
    );
    assert_eq!(status(&facts, Source::Khipu), "complete");
    let answer = facts.answer(Source::Khipu).unwrap();
    assert_eq!(answer.payloads, [0, 1, 2, 3]);
    assert_eq!(answer.covers_from, Some("2017-06-01".parse().unwrap()));

    // The accounts' list names one account; the other payloads speak of another.
    let accounts: Vec<_> = facts
        .accounts
        .iter()
        .map(|row| (row.number.as_str(), row.kind))
        .collect();
    let expected = [
        ("005553344110", AccountKind::Current),
        ("873458", AccountKind::Other),
    ];
    assert_eq!(accounts, expected);
    assert_eq!(
        facts.accounts[0].opened_on,
        Some("2002-11-30".parse().unwrap())
    );
    assert_eq!(
        facts.accounts[1].covers_from,
        Some("2017-06-01".parse().unwrap())
    );
    assert_eq!(shown(facts.accounts[1].balance), "1500000 CLP");

    let month = &facts.stated_months[0];
    assert_eq!(
        (month.account, month.month.to_string()),
        (Some(1), "2017-06".to_owned())
    );
    assert_eq!(shown(month.closing), "1250000 CLP");
    assert_eq!(shown(month.net), "250000 CLP");
    assert_eq!(month.inflow, None);

    let balances: Vec<_> = facts
        .balances
        .iter()
        .map(|row| format!("{} {} {}", row.date, row.amount, shown(row.credit_line)))
        .collect();
    let expected = [
        "2017-06-30 1250000 CLP missing",
        "2017-07-21 1500000 CLP 500000 CLP",
    ];
    assert_eq!(balances, expected);

    let row = &facts.transactions[0];
    assert_eq!(
        (row.account, row.amount.to_string()),
        (1, "15000 CLP".to_owned())
    );
    assert_eq!(row.date.to_string(), "2017-07-22");
    assert_eq!(row.detail.as_deref(), Some("ACME"));
    assert_eq!(shown(row.balance_after), "1250000 CLP");
    // A credit comes from the debtor, whose RUT the sample does not give.
    let other = row.counterparty.clone().unwrap();
    assert_eq!(
        (other.tax_id, other.name.as_deref()),
        (None, Some("ACME SPA"))
    );
    assert_eq!(row.category, Category::Uncategorised);
}

#[test]
fn signs_come_from_the_indicator() {
    for (indicator, amount, expected) in [
        (json!("Credit"), "15000", "15000 CLP"),
        (json!("Debit"), "15000", "-15000 CLP"),
        (json!("UK.OBIE.Debit"), "15000", "-15000 CLP"),
        (json!("debit"), "15000", "-15000 CLP"),
        (json!("Debit"), "-15000", "-15000 CLP"),
        (json!("Credit"), "0", "0 CLP"),
        (json!("Debit"), "0", "0 CLP"),
        (json!(null), "0", "0 CLP"),
        // Both say something else, so neither is believed.
        (json!("Credit"), "-15000", "left out"),
        (json!("Abono"), "15000", "left out"),
        (json!(null), "15000", "left out"),
        (json!(7), "15000", "left out"),
    ] {
        let row = movement(&json!({
            "CreditDebitIndicator": indicator,
            "Amount": {"Amount": amount, "Currency": "CLP"}
        }));
        let facts = facts("CL", vec![call("transactions", &movements(&[row]))]);
        let read = facts.transactions.first().map(|row| row.amount.to_string());
        assert_eq!(
            read.unwrap_or("left out".to_owned()),
            expected,
            "{indicator} {amount}"
        );
        let complete = if expected == "left out" {
            "partial"
        } else {
            "complete"
        };
        assert_eq!(
            status(&facts, Source::Khipu),
            complete,
            "{indicator} {amount}"
        );
    }
}

#[test]
fn only_booked_movements_go_on() {
    let rows: Vec<_> = [
        "Booked",
        "Pending",
        "Rejected",
        "UK.OBIE.Booked",
        "Retenido",
    ]
    .map(|status| movement(&json!({ "Status": status })))
    .into();
    let facts = facts("CL", vec![call("transactions", &movements(&rows))]);
    let kept: Vec<_> = facts
        .transactions
        .iter()
        .map(|row| row.provenance.row)
        .collect();
    assert_eq!(kept, [0, 3]);
    let expected = "3 movements left out that are not booked: 1 pending, 1 rejected, 1 of unknown \
                    status";
    assert_eq!(findings(&facts, FindingCode::NotBooked), [expected]);
    assert_eq!(findings(&facts, FindingCode::UnknownWord).len(), 1);
    // What is not booked has not happened, so nothing is missing.
    assert_eq!(status(&facts, Source::Khipu), "complete");
    assert!(facts.has(Section::Accounts));
}

#[test]
fn the_other_side_is_the_debtor_of_a_credit_and_the_creditor_of_a_debit() {
    let sides = json!({
        "DebtorAccount": {"Name": "PAYER", "SecondaryIdentification": "11.111.111-1"},
        "CreditorAccount": [{"Name": "RECEIVER", "SecondaryIdentification": "12.531.909-2"}],
    });
    for (indicator, name, is_applicant) in [("Credit", "PAYER", true), ("Debit", "RECEIVER", false)]
    {
        let mut row = movement(&sides);
        row["CreditDebitIndicator"] = json!(indicator);
        let facts = facts("CL", vec![call("transactions", &movements(&[row]))]);
        let row = &facts.transactions[0];
        let other = row.counterparty.clone().unwrap();
        assert_eq!(other.name.as_deref(), Some(name));
        // Money from oneself is an own transfer, by the tax id alone.
        assert_eq!(
            row.category == Category::OwnTransfer,
            is_applicant,
            "{indicator}"
        );
    }
    // A second number that is no RUT, or has a wrong check digit, is somebody's other number.
    for number in ["00021", "11.111.111-2"] {
        let side = json!({"DebtorAccount": {"SecondaryIdentification": number}});
        let facts = facts(
            "CL",
            vec![call("transactions", &movements(&[movement(&side)]))],
        );
        assert_eq!(facts.transactions[0].counterparty, None, "{number}");
    }
}

#[test]
fn failed_operations_leave_their_source_unavailable() {
    let pending = r#"{"Status": "OK", "Data": null, "LifeSpan": 600}"#;
    let contradiction =
        r#"{"Status": "OK", "Data": {"Transaction": []}, "Error": {"Code": "E300"}}"#;
    for (body, fragment) in [
        (ERROR, "an error with \"E101\""),
        (r#"{"Status": "ERROR"}"#, "an error with no code"),
        (
            r#"{"Status": "Ana Soto"}"#,
            "text of 8 characters is not known",
        ),
        (
            r#"{"Status": "PARTIAL", "Data": {"Transaction": []}}"#,
            "\"PARTIAL\" is not known",
        ),
        (r#"{"Data": {"Transaction": []}}"#, "no status"),
        (r#"{"Status": "OK", "Data": null}"#, "no data"),
        (pending, "has not been answered"),
        (contradiction, "an error with \"E300\""),
        (r#"{"Status": "OK", "Data": {}}"#, "no list Transaction"),
        (
            r#"{"Status": "OK", "Data": {"Transaction": "x"}}"#,
            "no list Transaction",
        ),
        (
            r#"{"Status": "OK", "Data": []}"#,
            "Data: expected an object",
        ),
        ("[]", "not an object"),
        ("{", "not JSON"),
    ] {
        let facts = facts("CL", vec![call("transactions", body)]);
        assert_eq!(status(&facts, Source::Khipu), "unavailable", "{body}");
        assert!(
            why(&facts, Source::Khipu).contains(fragment),
            "{body}: {:?}",
            facts.answers
        );
        assert!(!facts.has(Section::Accounts), "{body}");
    }
    let body = enveloped(&json!({"Transaction": []})).replace(
        "\"AdditionalInformation\":null",
        "\"AdditionalInformation\":\"Data incomplete for Ana Soto\"",
    );
    let facts = facts("CL", vec![call("transactions", &body)]);
    assert_eq!(status(&facts, Source::Khipu), "partial");
    assert!(!why(&facts, Source::Khipu).contains("Ana"));
}

#[test]
fn an_operation_that_fails_makes_the_answer_partial_and_costs_no_other() {
    let facts = facts(
        "CL",
        vec![
            call("accounts", ACCOUNTS),
            call("statements", "{"),
            call("transactions", TRANSACTIONS),
        ],
    );
    assert_eq!(status(&facts, Source::Khipu), "partial");
    assert_eq!((facts.accounts.len(), facts.transactions.len()), (2, 1));
    assert_eq!(codes(&facts), ["PAYLOAD_UNREADABLE"]);
}

#[test]
fn a_list_of_accounts_alone_says_nothing_of_movements() {
    let facts = facts(
        "CL",
        vec![call("accounts", ACCOUNTS), call("balance", BALANCE)],
    );
    assert!(!facts.has(Section::Accounts));
}

#[test]
fn calls_that_overlap_count_each_movement_once() {
    let row = |id: Value, day: u32, text: &str| {
        let date = format!("2026-10-{day:02}T00:00:00-0300");
        movement(
            &json!({"TransactionId": id, "BookingDateTime": date, "TransactionInformation": text}),
        )
    };
    let coffee = || row(Value::Null, 2, "CAFE");
    let september_on = movements(&[row(json!("a"), 1, "A"), coffee(), coffee()]);
    let october_on = movements(&[
        coffee(),
        coffee(),
        row(json!("b"), 3, "B"),
        row(json!("a"), 1, "A bis"),
    ]);
    let facts = facts(
        "CL",
        vec![
            at(
                "2026-11-01T10:00:00-03:00",
                call("transactions", &september_on),
            ),
            at(
                "2026-11-02T10:00:00-03:00",
                call("transactions", &october_on),
            ),
        ],
    );
    let rows: Vec<_> = facts
        .transactions
        .iter()
        .map(|row| {
            (
                row.description.as_str(),
                row.ordinal,
                row.provenance.payload,
            )
        })
        .collect();
    // Two coffees on one day are two; the same id is one movement, as the later call words it.
    let expected = [("A bis", 0, 1), ("CAFE", 0, 1), ("CAFE", 1, 1), ("B", 0, 1)];
    assert_eq!(rows, expected);
}

#[test]
fn one_account_may_hold_several_currencies() {
    let dollars = json!({"Amount": {"Amount": "10.50", "Currency": "USD"}});
    let rows = [movement(&json!({})), movement(&dollars)];
    let facts = facts("CL", vec![call("transactions", &movements(&rows))]);
    let accounts: Vec<_> = facts
        .accounts
        .iter()
        .map(|row| (row.number.as_str(), row.currency.code()))
        .collect();
    assert_eq!(accounts, [("1", "CLP"), ("1", "USD")]);
}
