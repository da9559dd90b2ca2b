//! A statement for each month that is over.

use caudal_facts::Month;
use chrono::Days;
use serde_json::{Value, json};

use super::{at, find, indicator, money};
use crate::applicants::ledger::Account;
use crate::applicants::person::Person;

/// `Data` of `/statements`; `None` for an account that the person does not have.
pub(crate) fn statements(person: &Person, number: &str) -> Option<Value> {
    let account = find(person, number)?;
    let sums = account.months();
    let mut balance = account.opening;
    let mut found = Vec::new();
    for month in person
        .months()
        .filter(|month| month.last_day() < person.as_of)
    {
        let before = balance;
        let sums = sums.get(&month).copied().unwrap_or_default();
        balance += sums.delta();
        let amounts = [
            ("PreviousClosingBalance", before),
            ("TotalCredits", sums.incoming),
            ("TotalDebits", sums.outgoing),
            ("ClosingBalance", balance),
        ];
        found.push(statement(person, account, month, &amounts));
    }
    Some(json!({ "Statement": found }))
}

fn statement(person: &Person, account: &Account, month: Month, amounts: &[(&str, i64)]) -> Value {
    let (first, last) = (month.first_day(), month.last_day());
    let created = last.checked_add_days(Days::new(1)).unwrap_or(last);
    let id = person
        .dice(&format!("statement {} {month}", account.number))
        .hex(32);
    let amount = |(kind, amount): &(&str, i64)| {
        // What went out is a debit even where nothing did.
        let indicator = if *kind == "TotalDebits" {
            "Debit"
        } else {
            indicator(*amount)
        };
        json!({
            "CreditDebitIndicator": indicator,
            "Type": kind,
            "Amount": money(account, *amount),
        })
    };
    json!({
        "AccountId": account.number,
        "CreationDateTime": at(person, created, "03:10:00"),
        "StartDateTime": at(person, first, "00:00:00"),
        "EndDateTime": at(person, last, "23:59:59"),
        "StatementDescription": [format!("Cartola {month}")],
        "StatementId": id,
        "StatementReference": id.get(..12),
        "Type": "RegularPeriodic",
        "StatementAmount": amounts.iter().map(amount).collect::<Vec<_>>(),
    })
}
