//! The total yearly cost of a loan: the internal rate of return of what is paid for what was had.

mod bounds;
mod first;

use rust_decimal::{Decimal, MathematicalOps as _, RoundingStrategy};

use super::Quote;
use crate::policy::manifest::{TotalCost, Yearly};

/// Decimals of a stated yearly figure: 0.268242 is 26.8242 %.
const DECIMALS: u32 = 6;

/// The monthly internal rate of return, unrounded.
pub(super) fn monthly(quote: &Quote) -> Option<Decimal> {
    let schedule = quote.schedule().ok()?;
    let payments: Vec<Decimal> = schedule
        .installments
        .iter()
        .map(super::Installment::total)
        .collect();
    internal_rate(schedule.received, &payments, quote.monthly_rate)
}

pub(super) fn yearly(quote: &Quote) -> Option<Decimal> {
    let (TotalCost::Cae(year) | TotalCost::Cft(year)) = quote.total_cost else {
        return None;
    };
    match bounds::yearly(quote, year) {
        Some(told) => Some(told),
        None => stated(quote.total_monthly_cost()?, year),
    }
}

/// A monthly rate as it is stated for a year.
fn stated(monthly: Decimal, year: Yearly) -> Option<Decimal> {
    let yearly = match year {
        Yearly::Simple => monthly.checked_mul(Decimal::from(12))?,
        Yearly::Compound => compound(monthly)?,
    };
    Some(yearly.round_dp_with_strategy(DECIMALS, RoundingStrategy::MidpointNearestEven))
}

/// `(1 + monthly)^12 − 1`.
pub(super) fn compound(monthly: Decimal) -> Option<Decimal> {
    Decimal::ONE
        .checked_add(monthly)?
        .checked_powu(12)?
        .checked_sub(Decimal::ONE)
}

/// The monthly rate at which the payments are worth the amount.
///
/// With `v = 1 / (1 + rate)`, what the payments are worth is a rising and convex function of `v`, so
/// Newton's method from above comes down on the root without overshooting it, and each step leaves about the square of
/// what the one before left. It begins just above a root found in whole numbers; where there is none, at the loan's own
/// rate, or at `v = 1` if the loan costs less than that. `None` when it leaves a decimal's range; 0 when no more is paid
/// back than was had.
fn internal_rate(amount: Decimal, payments: &[Decimal], own_rate: Decimal) -> Option<Decimal> {
    let guess = first::discount(amount, payments, own_rate);
    let discount = match guess.map(|guess| newton(amount, payments, guess)) {
        Some(Ok(discount)) => discount,
        _ => {
            let own = Decimal::ONE.checked_div(Decimal::ONE.checked_add(own_rate)?)?;
            match newton(amount, payments, own) {
                Ok(discount) => discount,
                Err(Astray::Range) => return None,
                Err(Astray::Below) => match newton(amount, payments, Decimal::ONE) {
                    Ok(discount) => discount,
                    Err(Astray::Range) => return None,
                    Err(Astray::Below) => Decimal::ONE,
                },
            }
        }
    };
    Decimal::ONE
        .checked_div(discount)?
        .checked_sub(Decimal::ONE)
}

/// Why Newton's method does not come down on a root.
enum Astray {
    /// It began below it: the payments are worth less than the amount there.
    Below,
    /// A figure leaves a decimal's range.
    Range,
}

/// The discount factor at which the payments are worth the amount, from one at or above it.
fn newton(amount: Decimal, payments: &[Decimal], from: Decimal) -> Result<Decimal, Astray> {
    // What is left after such a step is far below the twentieth decimal.
    let close_enough = Decimal::new(1, 12);
    let mut discount = from;
    for round in 0..64 {
        let (worth, slope) = worth(payments, discount).ok_or(Astray::Range)?;
        let excess = worth.checked_sub(amount).ok_or(Astray::Range)?;
        if excess < Decimal::ZERO && round == 0 {
            return Err(Astray::Below);
        }
        if excess <= Decimal::ZERO || slope.is_zero() {
            break;
        }
        let step = excess.checked_div(slope).ok_or(Astray::Range)?;
        discount = discount.checked_sub(step).ok_or(Astray::Range)?;
        if step < close_enough {
            break;
        }
    }
    Ok(discount)
}

/// What the payments are worth today and how fast that rises with the discount factor, by Horner's
/// rule from the last payment.
fn worth(payments: &[Decimal], discount: Decimal) -> Option<(Decimal, Decimal)> {
    let start = (Decimal::ZERO, Decimal::ZERO);
    payments
        .iter()
        .rev()
        .try_fold(start, |(worth, slope), payment| {
            let at_payment = worth.checked_add(*payment)?;
            let slope = slope.checked_mul(discount)?.checked_add(at_payment)?;
            Some((at_payment.checked_mul(discount)?, slope))
        })
}
