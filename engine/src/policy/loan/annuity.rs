//! What one unit owed is paid back by: the level instalment, the even part, and how it grows unpaid.

use std::cell::Cell;

use rust_decimal::{Decimal, MathematicalOps as _};

/// How debts grow, as one run works it out: an instalment, a principal and a quote of the same rate and term need the
/// same power, one after the other.
#[derive(Debug, Default)]
pub(crate) struct Powers(Cell<Option<(Decimal, u32, Decimal)>>);

/// The French system's level instalment: `i / (1 − (1 + i)^−n)`, or `1 / n` without interest, as exact
/// as a decimal is.
///
/// `None` for a negative rate, no term, or a power that leaves the range of a decimal.
pub(super) fn factor(powers: &Powers, rate: Decimal, term: u32) -> Option<Decimal> {
    if term == 0 || rate < Decimal::ZERO {
        return None;
    }
    if rate.is_zero() {
        return Decimal::ONE.checked_div(term.into());
    }
    let growth = powers.growth(rate, term)?;
    // i·g / (g − 1) keeps more digits than dividing by one minus a small reciprocal.
    rate.checked_mul(growth)?
        .checked_div(growth.checked_sub(Decimal::ONE)?)
}

/// The German system's first instalment: `1 / n + i`.
///
/// `None` for a negative rate or no term.
pub(super) fn even_part(rate: Decimal, term: u32) -> Option<Decimal> {
    if term == 0 || rate < Decimal::ZERO {
        return None;
    }
    Decimal::ONE.checked_div(term.into())?.checked_add(rate)
}

impl Powers {
    /// `(1 + i)^n`.
    pub(super) fn growth(&self, rate: Decimal, months: u32) -> Option<Decimal> {
        let of = |known: Decimal| (known, known.scale());
        if let Some((known, power, growth)) = self.0.get()
            && (of(known), power) == (of(rate), months)
        {
            return Some(growth);
        }
        let growth = Decimal::ONE
            .checked_add(rate)?
            .checked_powu(months.into())?;
        self.0.set(Some((rate, months, growth)));
        Some(growth)
    }
}
