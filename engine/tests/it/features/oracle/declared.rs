//! Income that is declared elsewhere: contributions, fee receipts, yearly returns.

use std::collections::BTreeMap;

use caudal_facts::facts::{Contribution, FeeReceiptMonth};
use caudal_facts::{Currency, Money, Month};
use chrono::Datelike as _;
use rust_decimal::Decimal;

use super::Outcome;
use super::exact::{self, count, fit};
use super::months::{Over, conservative};
use super::movements::home;
use super::prices::Prices;
use crate::features::ledger::Ledger;

/// A feature: its name, and what it comes to.
pub(super) type Row = (&'static str, fn(&Ledger) -> Outcome);

pub(super) const ROWS: &[Row] = &[
    ("employment.income_3m", |ledger| contributed(ledger, 3)),
    ("employment.income_6m", |ledger| contributed(ledger, 6)),
    ("employment.income_12m", |ledger| contributed(ledger, 12)),
    ("employment.income_last", |ledger| contributed(ledger, 1)),
    ("tax.declared_income_last_year", |ledger| {
        declared(ledger, 0)
    }),
    ("tax.declared_income_year_before", |ledger| {
        declared(ledger, 1)
    }),
];

/// A feature of fee receipts: its name, over how many months, of which amount, and what becomes of
/// the months.
pub(super) type FeesRow = (&'static str, i32, AmountOf, Over);

/// An amount of a month's fee receipts.
type AmountOf = fn(&FeeReceiptMonth) -> Option<Money>;

pub(super) const FEES: &[FeesRow] = &[
    ("tax.fees_monthly_6m", 6, gross, exact::mean),
    ("tax.fees_monthly_12m", 12, gross, exact::mean),
    ("tax.fees_median_12m", 12, gross, exact::median),
    ("tax.fees_conservative_12m", 12, gross, conservative),
    ("tax.fees_cv_12m", 12, gross, exact::variation),
    ("tax.fees_trend_6m", 6, gross, exact::trend),
    ("tax.fees_withheld_monthly_12m", 12, withheld, exact::mean),
];

const fn gross(month: &FeeReceiptMonth) -> Option<Money> {
    month.gross
}

const fn withheld(month: &FeeReceiptMonth) -> Option<Money> {
    month.withheld
}

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

/// The months of fee receipts, latest first, those without any among them.
pub(super) fn fees(row: &FeesRow, ledger: &Ledger, prices: &Prices<'_>) -> Outcome {
    let &(_, count, amount, over) = row;
    let current = Month::of(ledger.as_of);
    let sum = |month: Month| {
        let receipts = ledger.facts.fee_receipts.iter();
        let of_month = receipts.filter(|row| row.month == month);
        let amounts: Option<Vec<Decimal>> = of_month
            .map(|row| home(ledger, amount(row)?, ledger.as_of))
            .collect();
        prices.at(month, exact::sum(&amounts?))
    };
    let months = (1..=count).map(|back| current.plus(-back));
    let sums: Option<Vec<Decimal>> = months.map(sum).collect();
    sums.and_then(|sums| over(&sums)).into()
}

/// Line 170 of the latest return of this tax year or the one before, or of one so many years before
/// it, as listed first.
fn declared(ledger: &Ledger, back: i32) -> Outcome {
    let year = ledger.as_of.year();
    let returns = || ledger.facts.tax_returns.iter();
    let years = returns().map(|form| form.year);
    let recent = years.filter(|of| (year - 1..=year).contains(of));
    let Some(latest) = recent.max() else {
        return Outcome::None;
    };
    let mut of_year: Vec<_> = returns()
        .filter(|form| form.year == latest - back)
        .collect();
    if of_year.is_empty() {
        return Outcome::None;
    }
    of_year.sort_by_key(|form| form.provenance);
    let value = of_year.iter().find_map(|form| form.codes.get(&170));
    let money = value.and_then(|value| Money::exact(*value, Currency::Clp).ok());
    money.map(|money| Decimal::from(money.minor())).into()
}
