//! What Khipu's bank operations share: amounts with their sign, and accounts named by id.

use caudal_facts::facts::{Account, AccountKind, FindingCode, Provenance};
use caudal_facts::{Currency, Money};
use serde_json::Value;

use crate::khipu::wire::Amount;
use crate::sheet::{Sheet, Trouble};
use crate::tolerant::{ListField, TextField, open_enum};

open_enum! {
    /// Which way an amount goes.
    Indicator {
        /// Money in, or a balance of zero or more.
        Credit = "Credit" | "CRDT",
        /// Money out, or a balance below zero.
        Debit = "Debit" | "DBIT",
    }
}

/// The unsigned amounts of a field that is one or a list; those that cannot be read are findings.
pub(super) fn amounts(
    sheet: &mut Sheet<'_>,
    at: Provenance,
    name: &str,
    field: &ListField<Amount>,
) -> Vec<Money> {
    let rows = match field.rows() {
        Ok(rows) => rows.unwrap_or_default(),
        Err(unread) => {
            let message = format!("{name}: {unread}");
            sheet.finding(FindingCode::ValueUnreadable, Some(at), message);
            Vec::new()
        }
    };
    let mut amounts = Vec::with_capacity(rows.len());
    for row in rows {
        let row = sheet.take(at, name, row.map(Some));
        amounts.extend(row.and_then(|row| {
            let currency = sheet.currency(at, name, &row.currency.0)?;
            sheet.money(at, name, &row.amount.0, currency)
        }));
    }
    amounts
}

/// An amount with the sign that its indicator gives.
///
/// The standard's amounts are unsigned. A minus with `Debit` says the same thing twice; a minus with
/// `Credit` says two things, and is refused.
pub(super) fn signed(
    sheet: &mut Sheet<'_>,
    at: Provenance,
    name: &str,
    indicator: &TextField,
    amount: Money,
) -> Option<Money> {
    let word = sheet.text(at, name, &indicator.0).unwrap_or_default();
    let negated = |money: Money| {
        let minor = money.minor().checked_abs()?.checked_neg()?;
        Some(Money::from_minor(minor, money.currency()))
    };
    match Indicator::of(&word) {
        Indicator::Credit if amount.minor() >= 0 => Some(amount),
        Indicator::Debit => negated(amount),
        Indicator::Credit => {
            let message = format!("{name}: a credit of {amount} is below zero");
            sheet.finding(FindingCode::ValueUnreadable, Some(at), message);
            None
        }
        Indicator::Other(_) if amount.minor() == 0 => Some(amount),
        Indicator::Other(word) => {
            sheet.unknown_word(at, &format!("{name}: CreditDebitIndicator"), &word);
            None
        }
    }
}

/// The account of an id and currency; one account may hold several currencies.
///
/// A payload may name an account that no list of accounts names: it stands with what is known.
pub(super) fn account(sheet: &mut Sheet<'_>, at: Provenance, id: &str, currency: Currency) -> u32 {
    sheet.account(format!("{id} {currency}"), || Account {
        provenance: at,
        number: id.to_owned(),
        cbu: None,
        kind: AccountKind::Other,
        currency,
        balance: None,
        holders: Vec::new(),
        covers_from: None,
        opened_on: None,
    })
}

/// The container's list must be there, even if empty.
pub(super) fn must_be_there<T>(rows: Option<T>, name: &str) -> Result<T, Trouble> {
    rows.ok_or_else(|| Trouble::unreadable(format!("the answer's data carry no list {name}")))
}

/// The row of a field that is one object, whatever else it may be.
pub(super) fn single<T: serde::de::DeserializeOwned>(
    sheet: &mut Sheet<'_>,
    at: Provenance,
    name: &str,
    field: &ListField<T>,
) -> Option<T> {
    if matches!(&field.0, Value::Array(items) if items.is_empty()) {
        return None;
    }
    let rows = sheet.take(at, name, field.rows())?;
    let first = rows.into_iter().next()?;
    sheet.take(at, name, first.map(Some))
}
