//! The French system's factor: the level instalment of a loan of one.

use rust_decimal::{Decimal, MathematicalOps as _};

/// `i / (1 − (1 + i)^−n)`, or `1 / n` without interest, as exact as a decimal is.
///
/// `None` for a negative rate, no term, or a power that leaves the range of a decimal.
pub(super) fn factor(rate: Decimal, term: u32) -> Option<Decimal> {
    if term == 0 || rate < Decimal::ZERO {
        return None;
    }
    if rate.is_zero() {
        return Decimal::ONE.checked_div(term.into());
    }
    let growth = Decimal::ONE.checked_add(rate)?.checked_powu(term.into())?;
    // i·g / (g − 1) keeps more digits than dividing by one minus a small reciprocal.
    rate.checked_mul(growth)?
        .checked_div(growth.checked_sub(Decimal::ONE)?)
}
