//! Income that is declared elsewhere: contributions, fee receipts, yearly returns.

use std::collections::BTreeMap;

use caudal_facts::facts::Contribution;
use caudal_facts::{Currency, Money, Month};
use chrono::Datelike as _;
use rust_decimal::Decimal;

use super::Outcome;
use super::exact::{count, fit};
use super::movements::home;
use crate::features::ledger::Ledger;

/// A feature: its name, and what it comes to.
pub(super) type Row = (&'static str, fn(&Ledger) -> Outcome);

pub(super) const ROWS: &[Row] = &[
    ("employment.income_3m", |ledger| contributed(ledger, 3)),
    ("employment.income_last", |ledger| contributed(ledger, 1)),
    ("tax.fees_monthly_6m", |ledger| fees(ledger, 6)),
    ("tax.fees_monthly_12m", |ledger| fees(ledger, 12)),
    ("tax.declared_income_last_year", declared),
];

fn mean(total: Decimal, months: usize) -> Option<Decimal> {
    let mean = total.checked_div(count(months))?;
    fit(mean.round())
}

/// The mean of the latest contributed months of the last twelve and the decision's own.
fn contributed(ledger: &Ledger, latest: usize) -> Outcome {
    let current = Month::of(ledger.as_of);
    let mut months: BTreeMap<Month, Option<Decimal>> = BTreeMap::new();
    let known = |row: &&Contribution| (current.plus(-12)..=current).contains(&row.month);
    for row in ledger.facts.contributions.iter().filter(known) {
        let income = row.taxable_income;
        let income = income.and_then(|income| home(ledger, income, ledger.as_of));
        let month = months.entry(row.month).or_insert(Some(Decimal::ZERO));
        *month = month.zip(income).map(|(month, income)| month + income);
    }
    let latest_incomes: Option<Vec<Decimal>> = months.into_values().rev().take(latest).collect();
    match latest_incomes {
        None => Outcome::Missing,
        Some(incomes) if incomes.is_empty() => Outcome::Known(Decimal::ZERO),
        Some(incomes) if incomes.len() < latest => Outcome::Missing,
        Some(incomes) => mean(incomes.iter().sum(), latest).into(),
    }
}

/// The mean month of gross fees, a month without receipts among them.
fn fees(ledger: &Ledger, months: i32) -> Outcome {
    let current = Month::of(ledger.as_of);
    let window = current.plus(-months)..current;
    let receipts = ledger.facts.fee_receipts.iter();
    let of_window = receipts.filter(|row| window.contains(&row.month));
    let total: Option<Decimal> = of_window
        .map(|row| home(ledger, row.gross?, ledger.as_of))
        .sum();
    total
        .and_then(|total| mean(total, usize::try_from(months).expect("small")))
        .into()
}

/// Line 170 of the latest return of this tax year or the one before, as listed first.
fn declared(ledger: &Ledger) -> Outcome {
    let year = ledger.as_of.year();
    let returns = ledger.facts.tax_returns.iter();
    let recent: Vec<_> = returns
        .filter(|form| (year - 1..=year).contains(&form.year))
        .collect();
    let Some(latest) = recent.iter().map(|form| form.year).max() else {
        return Outcome::None;
    };
    let mut of_latest: Vec<_> = recent.iter().filter(|form| form.year == latest).collect();
    of_latest.sort_by_key(|form| form.provenance);
    let value = of_latest.iter().find_map(|form| form.codes.get(&170));
    let money = value.and_then(|value| Money::exact(*value, Currency::Clp).ok());
    money.map(|money| Decimal::from(money.minor())).into()
}
