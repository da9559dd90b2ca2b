//! A person's accounts as Khipu gives them: UK Open Banking's names, with Khipu's differences.

mod statements;
mod transactions;

use caudal_facts::Country;
use chrono::{Datelike as _, NaiveDate, Weekday};
use serde_json::{Value, json};

use super::ledger::{Account, Kind};
use super::money::text;
use super::person::Person;
use super::products::Loan;

pub(crate) use statements::statements;
pub(crate) use transactions::{card_transactions, transactions};

/// `Data` of `/accounts`.
pub(crate) fn accounts(person: &Person) -> Value {
    let account = |account: &Account| {
        let (kind, description, nickname) = match account.kind {
            Kind::Current => ("CurrentAccount", "CUENTA CORRIENTE", "PRINCIPAL"),
            Kind::Savings => ("Savings", "CUENTA DE AHORRO", "AHORROS"),
            Kind::Card => ("CreditCard", "TARJETA VISA", "VISA"),
        };
        json!({
            "AccountId": account.number,
            "Status": "Enabled",
            "StatusUpdateDateTime": at(person, person.as_of, "09:58:41"),
            "Currency": account.coin.code(),
            "AccountType": "Personal",
            "AccountSubType": kind,
            "Description": description,
            "Nickname": nickname,
            "OpeningDate": account.opened,
            "Account": [{
                "SchemeName": "UK.OBIE.BBAN",
                "Identification": account.number,
                "Name": person.name,
                "SecondaryIdentification": person.printed_tax_id(),
            }],
        })
    };
    json!({ "Account": person.accounts.iter().map(account).collect::<Vec<_>>() })
}

/// `Data` of `/balance`; `None` for an account that the person does not have.
pub(crate) fn balance(person: &Person, number: &str) -> Option<Value> {
    let account = find(person, number)?;
    let closing = account.closing();
    let line = match account.kind {
        Kind::Card => Some(("Credit", account.line + closing)),
        Kind::Current if account.line > 0 => Some(("Pre-Agreed", account.line)),
        Kind::Current | Kind::Savings => None,
    };
    let balance = |kind: &str| {
        let mut balance = json!({
            "AccountId": account.number,
            "CreditDebitIndicator": indicator(closing),
            "DateTime": at(person, person.as_of, "09:59:02"),
            "Type": kind,
            "Amount": [money(account, closing)],
        });
        if let (Some((kind, amount)), Some(fields)) = (line, balance.as_object_mut()) {
            let line = json!({ "Included": false, "Type": kind, "Amount": money(account, amount) });
            fields.insert("CreditLine".to_owned(), line);
        }
        balance
    };
    Some(json!({ "Balance": [balance("ClosingBooked"), balance("InterimAvailable")] }))
}

/// `Data` of `/products/loans`. Whether the amount stands beside its currency or in an object with it
/// is not documented, so both come up.
pub(crate) fn loans(person: &Person) -> Value {
    let is_nested = person.dice("loan balances").per_mille(500);
    let coin = person.coin();
    let loan = |loan: &Loan| {
        let owed = text(loan.balance(), coin.decimals());
        let owed = if is_nested {
            json!({ "Amount": { "Amount": owed, "Currency": coin.code() } })
        } else {
            json!({ "Amount": owed, "Currency": coin.code() })
        };
        json!({ "LoanNumber": loan.number, "Balance": owed })
    };
    let own = person.loans.iter().filter(|loan| loan.lender.is_none());
    json!({ "Loan": own.map(loan).collect::<Vec<_>>() })
}

fn find<'p>(person: &'p Person, number: &str) -> Option<&'p Account> {
    person
        .accounts
        .iter()
        .find(|account| account.number == number)
}

/// Zero counts as credit.
const fn indicator(amount: i64) -> &'static str {
    if amount < 0 { "Debit" } else { "Credit" }
}

/// Without its sign, which stands in the indicator.
fn money(account: &Account, amount: i64) -> Value {
    let shown = text(amount, account.coin.decimals());
    json!({ "Amount": shown.trim_start_matches('-'), "Currency": account.coin.code() })
}

/// A local date and time with an offset that has no colon. Chile puts its clocks back on the first
/// Sunday of April and on again on the first of September; Argentina does neither.
fn at(person: &Person, date: NaiveDate, time: &str) -> String {
    let first_sunday =
        |month| NaiveDate::from_weekday_of_month_opt(date.year(), month, Weekday::Sun, 1);
    let is_winter = first_sunday(4).is_some_and(|from| from <= date)
        && first_sunday(9).is_some_and(|until| date < until);
    let offset = if person.country == Country::Cl && is_winter {
        "-0400"
    } else {
        "-0300"
    };
    format!("{date}T{time}{offset}")
}
