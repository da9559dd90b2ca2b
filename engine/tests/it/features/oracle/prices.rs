//! The prices at which months are compared: each at its own, or all at the last that are known.

use caudal_facts::{DatedValue, Month};
use chrono::TimeDelta;
use rust_decimal::Decimal;

use super::exact::{fit, quotient};
use crate::features::ledger::Ledger;

/// How old the last figure may be.
const MAX_AGE_DAYS: i64 = 92;

/// What a month's sum is worth.
pub(super) enum Prices<'l> {
    /// What it was.
    Own,
    /// The same at the last prices known on the date of the decision, by the case's index.
    Last(&'l Ledger),
}

impl Prices<'_> {
    /// A month's sum at these prices, half-even; none without the month's index.
    pub(super) fn at(&self, month: Month, sum: Decimal) -> Option<Decimal> {
        let Self::Last(ledger) = self else {
            return fit(sum);
        };
        let (then, now) = index(ledger, month)?;
        quotient(i128::try_from(sum).ok()?.checked_mul(now)?, then)
    }

    /// The index of a month, whatever its scale, for sums that are compared with each other.
    pub(super) fn of(&self, month: Month) -> Option<i128> {
        match self {
            Self::Own => Some(1),
            Self::Last(ledger) => index(ledger, month).map(|(then, _)| then),
        }
    }
}

/// The index of a month and the last one, in millionths.
fn index(ledger: &Ledger, month: Month) -> Option<(i128, i128)> {
    let known = ledger
        .prices
        .iter()
        .filter(|figure| figure.from <= ledger.as_of);
    let now = known.clone().max_by_key(|figure| figure.from)?;
    if now.from + TimeDelta::days(MAX_AGE_DAYS) < ledger.as_of {
        return None;
    }
    let up_to_month = known.filter(|figure| Month::of(figure.from) <= month);
    let then = up_to_month.max_by_key(|figure| figure.from)?;
    let has_its_own = Month::of(then.from) == month;
    let millionths = |figure: &DatedValue| {
        let mut value = figure.value;
        value.rescale(6);
        value.mantissa()
    };
    (has_its_own || then == now).then(|| (millionths(then), millionths(now)))
}
