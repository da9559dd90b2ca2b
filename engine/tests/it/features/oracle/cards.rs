//! Credit cards: limits and instalments in Argentina, the balances of card accounts in Chile.

use caudal_facts::facts::{AccountKind, Card, CardPurchase};
use caudal_facts::{Country, Money};
use rust_decimal::Decimal;

use super::Outcome;
use super::exact::fit;
use super::movements::home;
use crate::features::ledger::Ledger;

/// A feature: its name, and what it comes to.
pub(super) type Row = (&'static str, fn(&Ledger) -> Option<Decimal>);

pub(super) const ROWS: &[Row] = &[
    ("card.limit_total", |ledger| {
        total(ledger, |card| limit(ledger, card.limit))
    }),
    ("card.available_total", |ledger| {
        total(ledger, |card| limit(ledger, card.available))
    }),
    ("card.used", used),
    ("card.cash_advance_used", |ledger| {
        total(ledger, |card| {
            left(ledger, card.cash_advance_limit, card.cash_advance_available)
        })
    }),
    ("card.installments_next_month", |ledger| {
        charged(ledger, |left| left.min(Decimal::ONE))
    }),
    ("card.installments_to_pay", |ledger| {
        charged(ledger, |left| left)
    }),
];

fn limit(ledger: &Ledger, money: Option<Money>) -> Option<Decimal> {
    home(ledger, money?, ledger.as_of)
}

/// What of a limit is used, nothing where more is available.
fn left(ledger: &Ledger, of: Option<Money>, available: Option<Money>) -> Option<Decimal> {
    let used = limit(ledger, of)? - limit(ledger, available)?;
    Some(used.max(Decimal::ZERO))
}

fn total(ledger: &Ledger, of: impl Fn(&Card) -> Option<Decimal>) -> Option<Decimal> {
    ledger.facts.cards.iter().map(of).sum()
}

fn used(ledger: &Ledger) -> Option<Decimal> {
    if ledger.country == Country::Ar {
        return total(ledger, |card| left(ledger, card.limit, card.available));
    }
    let accounts = ledger.facts.accounts.iter();
    let cards: Vec<_> = accounts
        .filter(|account| account.kind == AccountKind::CreditCard)
        .collect();
    let owed = cards.iter().map(|account| {
        let balance = home(ledger, account.balance?, ledger.as_of)?;
        Some((-balance).max(Decimal::ZERO))
    });
    let owed: Option<Decimal> = owed.sum();
    owed.filter(|_| !cards.is_empty())
}

/// Instalments of purchases up to the decision, as many of those left as are asked for.
fn charged(ledger: &Ledger, taken: fn(Decimal) -> Decimal) -> Option<Decimal> {
    let purchases = ledger.facts.card_purchases.iter();
    let known = purchases.filter(|purchase| purchase.date <= ledger.as_of);
    known
        .map(|purchase: &CardPurchase| {
            let Some(count) = purchase.installments else {
                return Some(Decimal::ZERO);
            };
            let next = purchase.next_installment?;
            let left = Decimal::from(count) - Decimal::from(next) + Decimal::ONE;
            let amount = home(ledger, purchase.amount, ledger.as_of)?;
            Some(amount * taken(left.max(Decimal::ZERO)))
        })
        .sum()
}

/// What a row comes to.
pub(super) fn outcome(row: &Row, ledger: &Ledger) -> Outcome {
    row.1(ledger).and_then(fit).into()
}
