//! Khipu's accounts, balances and statements.

use caudal_facts::facts::{AccountKind, FindingCode};
use caudal_facts::{Facts, Source};
use serde_json::{Value, json};

use crate::support::{codes, entry, enveloped, facts, findings, shown};

fn read(operation: &str, data: &Value) -> Facts {
    facts(
        "CL",
        vec![entry(Source::Khipu, "khipu", operation, &enveloped(data))],
    )
}

#[test]
fn kinds_of_account_are_read_by_their_word() {
    for (word, kind) in [
        ("CurrentAccount", AccountKind::Current),
        ("UK.OBIE.Savings", AccountKind::Savings),
        ("Wallet", AccountKind::Wallet),
        ("ChargeCard", AccountKind::CreditCard),
        ("Mortgage", AccountKind::Loan),
        ("CuentaVista", AccountKind::Other),
    ] {
        let account = json!({"AccountId": 7, "Currency": "CLP", "AccountSubType": word});
        let facts = read("accounts", &json!({ "Account": account }));
        assert_eq!(facts.accounts[0].kind, kind, "{word}");
        let is_unknown = codes(&facts) == ["UNKNOWN_WORD"];
        assert_eq!(is_unknown, kind == AccountKind::Other, "{word}");
    }
}

#[test]
fn an_account_that_somebody_else_holds_is_found() {
    for (number, mismatch) in [("11.111.111-1", 0), ("12.531.909-2", 1), ("00021", 0)] {
        let holders = json!([{"Identification": "1", "SecondaryIdentification": number}]);
        let account = json!({"AccountId": "7", "Currency": "CLP", "Account": holders});
        let facts = read("accounts", &json!({ "Account": [account] }));
        assert_eq!(
            findings(&facts, FindingCode::HolderMismatch).len(),
            mismatch,
            "{number}"
        );
    }
}

#[test]
fn of_several_balances_for_a_date_the_booked_one_counts() {
    let balance = |kind: &str, amount: &str, line: Value| {
        json!({
            "AccountId": "1", "Type": kind, "CreditDebitIndicator": "Debit",
            "DateTime": "2026-10-20T10:00:00-0300",
            "Amount": [{"Amount": amount, "Currency": "CLP"}], "CreditLine": line
        })
    };
    let line = |kind: &str, included: Value, amount: &str| {
        json!({
            "Included": included, "Type": kind, "Amount": {"Amount": amount, "Currency": "CLP"}
        })
    };
    for (rows, expected) in [
        (
            json!([balance("InterimAvailable", "9", json!(null))]),
            "-9 CLP missing",
        ),
        (
            json!([
                balance("InterimAvailable", "9", json!(null)),
                balance("ITBD", "7", json!(null)),
                balance("Expected", "5", json!(null)),
            ]),
            "-7 CLP missing",
        ),
        (json!([balance("OpeningBooked", "9", json!(null))]), "none"),
        (json!([balance("Disponible", "9", json!(null))]), "none"),
        // A balance that includes the credit line is that much higher than the holder's own money.
        (
            json!(balance(
                "ClosingBooked",
                "9",
                line("Available", json!("SI"), "100")
            )),
            "-109 CLP 100 CLP",
        ),
        (
            json!([balance(
                "ClosingBooked",
                "9",
                json!([
                    line("Available", json!(false), "100"),
                    line("Pre-Agreed", json!(0), "500")
                ]),
            )]),
            "-9 CLP 500 CLP",
        ),
    ] {
        let facts = read("balance", &json!({ "Balance": rows }));
        let first = facts.balances.first();
        let text = first.map(|row| format!("{} {}", row.amount, shown(row.credit_line)));
        assert_eq!(text.unwrap_or("none".to_owned()), expected, "{rows}");
    }
}

#[test]
fn a_statement_of_a_calendar_month_is_a_stated_month() {
    let statement = |start: &str, end: &str, amounts: Value| {
        json!([{
            "AccountId": "1", "StartDateTime": start, "EndDateTime": end, "StatementAmount": amounts
        }])
    };
    let amount = |kind: &str, indicator: &str, amount: &str| {
        json!({"Type": kind, "CreditDebitIndicator": indicator,
               "Amount": {"Amount": amount, "Currency": "CLP"}})
    };
    let amounts = json!([
        amount("UK.OBIE.PreviousClosingBalance", "Debit", "100"),
        amount("TotalCredits", "Credit", "900"),
        amount("TotalDebits", "Debit", "300"),
        amount("ClosingBalance", "Credit", "500"),
        amount("CreditLimit", "Credit", "999999"),
    ]);
    let whole = statement(
        "2026-02-01T00:00:00-0300",
        "2026-02-28T23:59:59-0300",
        amounts.clone(),
    );
    let facts = read("statements", &json!({ "Statement": whole }));
    let month = &facts.stated_months[0];
    let figures = [month.inflow, month.outflow, month.net, month.closing].map(shown);
    assert_eq!(figures, ["900 CLP", "300 CLP", "600 CLP", "500 CLP"]);

    // Any other period still gives the balance at its end and where the account is covered from.
    let part = statement("2026-02-01", "2026-02-27", amounts);
    let facts = read("statements", &json!({ "Statement": part }));
    assert!(facts.stated_months.is_empty());
    assert_eq!(facts.balances[0].date.to_string(), "2026-02-27");
    assert_eq!(
        facts.accounts[0].covers_from,
        Some("2026-02-01".parse().unwrap())
    );

    // A figure that stands twice with two amounts says nothing.
    let twice = json!([
        amount("ClosingBalance", "Credit", "1"),
        amount("ClosingBalance", "Credit", "2")
    ]);
    let twice = statement("2026-02-01", "2026-02-28", twice);
    let facts = read("statements", &json!({ "Statement": twice }));
    assert_eq!(facts.stated_months[0].closing, None);
    assert_eq!(codes(&facts), ["VALUE_UNREADABLE"]);
}
