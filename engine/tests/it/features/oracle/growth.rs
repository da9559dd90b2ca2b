//! How the debts that the Argentine register lists grew, at the prices of each month or at one.

use caudal_facts::Month;
use rust_decimal::Decimal;

use super::Outcome;
use super::exact::{quotient, sum};
use super::movements::home;
use super::prices::Prices;
use crate::features::ledger::Ledger;

/// The debts of the latest month against those that the history lists of six months before, less one.
pub(super) fn outcome(ledger: &Ledger, prices: &Prices<'_>) -> Outcome {
    let current = Month::of(ledger.as_of);
    let debts = |of: Month, historical: bool| -> Option<i128> {
        let rows = ledger.facts.situations.iter();
        let of_month = rows.filter(|row| row.month == of && row.historical == historical);
        let amounts: Option<Vec<Decimal>> = of_month
            .map(|row| home(ledger, row.amount?, ledger.as_of))
            .collect();
        i128::try_from(sum(&amounts?)).ok()
    };
    let rows = ledger.facts.situations.iter();
    let months = rows.filter(|row| !row.historical && row.month <= current);
    let Some(latest) = months.map(|row| row.month).max() else {
        return Outcome::None;
    };
    let before = latest.plus(-6);
    let growth = || {
        // A sum over the index of its month: both over the product of the two.
        let now = debts(latest, false)?.checked_mul(prices.of(before)?)?;
        let then = debts(before, true)?.checked_mul(prices.of(latest)?)?;
        quotient((now - then).checked_mul(1_000_000)?, then)
    };
    growth().into()
}
