//! Cards, deposits and loans, each with totals that are their sums.

use caudal_facts::add_months;
use serde_json::{Value, json};

use super::reading::Reading;
use crate::applicants::ledger::{Account, Movement};
use crate::applicants::money::{number, per_mille, text};
use crate::applicants::person::Person;
use crate::applicants::products::{Deposit, Loan};

/// Decimals of the peso.
const CENTS: u32 = 2;

/// Thousandths of a card's limit, and of what is left of it, that may be drawn as cash.
const CASH_SHARE: i64 = 400;

/// `creditCards`.
pub(super) fn cards(person: &Person, cards: &[Account], reading: &Reading) -> Value {
    let available = |card: &Account| card.line + card.closing();
    let limit: i64 = cards.iter().map(|card| card.line).sum();
    let left: i64 = cards.iter().map(available).sum();
    let cash = |of: fn(&Account) -> i64| -> i64 {
        cards
            .iter()
            .map(|card| per_mille(of(card), CASH_SHARE))
            .sum()
    };
    let (cash_limit, cash_left) = (
        cash(|card| card.line),
        cash(|card| card.line + card.closing()),
    );
    let card = |card: &Account| {
        let closing = caudal_facts::Month::of(person.as_of).last_day();
        let purchases = card
            .movements
            .iter()
            .rev()
            .filter(|movement| movement.amount < 0);
        json!({
            "number": card.number.get(12..),
            "closing": closing,
            "due": add_months(caudal_facts::Month::of(closing).first_day(), 1)
                .map(|first| first + chrono::Days::new(8)),
            "limit": number(card.line, CENTS),
            "available": number(available(card), CENTS),
            "cash_advance": number(per_mille(card.line, CASH_SHARE), CENTS),
            "available_cash_advance": number(per_mille(available(card), CASH_SHARE), CENTS),
            "brand": "VISA",
            "transactions": purchases.map(purchase).collect::<Vec<_>>(),
        })
    };
    let summary = json!([{
        "cards": reading.total(i64::try_from(cards.len()).unwrap_or_default(), 0),
        "limit": reading.total(limit, CENTS),
        "available": reading.total(left, CENTS),
        "cash_advance": reading.total(cash_limit, CENTS),
        "available_cash_advance": reading.total(cash_left, CENTS),
    }]);
    let summary = if cards.is_empty() { json!([]) } else { summary };
    json!({ "summary": summary, "data": cards.iter().map(card).collect::<Vec<_>>() })
}

fn purchase(movement: &Movement) -> Value {
    let (next, total) = movement.part.unzip();
    json!({
        "date": movement.date,
        "description": movement.text,
        "amount": number(-movement.amount, CENTS),
        "rate": null,
        "holder": "Titular",
        "next_fee_number": next,
        "total_fee_number": total,
        "currency": "ARS",
    })
}

/// `investments`.
pub(super) fn investments(person: &Person, reading: &Reading) -> Value {
    let deposits = &person.deposits;
    let capital: i64 = deposits.iter().map(|deposit| deposit.capital).sum();
    let interest: i64 = deposits.iter().map(Deposit::interest).sum();
    let summary = json!([{
        "fixed_deposits": reading.total(i64::try_from(deposits.len()).unwrap_or_default(), 0),
        "capital": reading.total(capital, CENTS),
        "interests": number(interest, CENTS),
        "total": reading.total(capital + interest, CENTS),
        "currency": "ARS",
    }]);
    let deposit = |deposit: &Deposit| {
        json!({
            "number": deposit.number,
            "constitution": deposit.from,
            "maturity": deposit.to,
            "term": deposit.days(),
            "state": "Activo",
            "capital": number(deposit.capital, CENTS),
            "rate": format!("{}%", text(deposit.rate, 2)),
            "interests": number(deposit.interest(), CENTS),
            "total": number(deposit.capital + deposit.interest(), CENTS),
            "currency": deposit.coin.code(),
            "type": "Tradicional",
            "standard_type": "Tradicional",
        })
    };
    let summary = if deposits.is_empty() {
        json!([])
    } else {
        summary
    };
    let listed: Vec<_> = deposits.iter().map(deposit).collect();
    json!({ "summary": summary, "data": { "fixedDeposits": listed } })
}

/// `lendings`: what the bank itself lent.
pub(super) fn lendings(person: &Person, reading: &Reading) -> Value {
    let own: Vec<_> = person
        .loans
        .iter()
        .filter(|loan| loan.lender.is_none())
        .collect();
    let capital: i64 = own.iter().map(|loan| loan.capital).sum();
    let balance: i64 = own.iter().map(|loan| loan.balance()).sum();
    let summary = json!([{
        "lendings": reading.total(i64::try_from(own.len()).unwrap_or_default(), 0),
        "capital": reading.total(capital, CENTS),
        "balance": reading.total(balance, CENTS),
        "currency": "ARS",
    }]);
    let lending = |loan: &&Loan| {
        json!({
            "number": loan.number,
            "capital": number(loan.capital, CENTS),
            "balance": number(loan.balance(), CENTS),
            "total_fee_number": loan.count,
            "next_fee_number": loan.paid + 1,
            "next_fee_amount": number(loan.installment(), CENTS),
            "next_fee_due": loan.next_due(person.as_of),
            "currency": "ARS",
            "type": format!("PREST PERSONAL TASA FIJA {}%", text(loan.rate * 12, 4)),
            "standard_type": "Préstamo personal",
        })
    };
    let summary = if own.is_empty() { json!([]) } else { summary };
    json!({ "summary": summary, "data": own.iter().map(lending).collect::<Vec<_>>() })
}
