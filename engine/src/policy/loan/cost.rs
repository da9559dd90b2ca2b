//! The total yearly cost of a loan: the internal rate of return of what is paid for what was had.

use rust_decimal::{Decimal, MathematicalOps as _, RoundingStrategy};

use super::Quote;
use crate::policy::manifest::{TotalCost, Yearly};

/// Decimals of a stated yearly figure: 0.268242 is 26.8242 %.
const DECIMALS: u32 = 6;

/// The monthly internal rate of return, unrounded.
pub(super) fn monthly(quote: &Quote) -> Option<Decimal> {
    let schedule = &quote.schedule;
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
    let monthly = monthly(quote)?;
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
/// Newton's method from above comes down on the root without overshooting it. A loan rarely costs
/// less than its own rate, so that is where it begins; otherwise at `v = 1`. `None` when it leaves a
/// decimal's range; 0 when no more is paid back than was had.
fn internal_rate(amount: Decimal, payments: &[Decimal], own_rate: Decimal) -> Option<Decimal> {
    let close_enough = Decimal::new(1, 18);
    let own = Decimal::ONE.checked_div(Decimal::ONE.checked_add(own_rate)?)?;
    let mut discount = if worth(payments, own)?.0 >= amount {
        own
    } else {
        Decimal::ONE
    };
    for _ in 0..64 {
        let (worth, slope) = worth(payments, discount)?;
        let excess = worth.checked_sub(amount)?;
        if excess <= Decimal::ZERO || slope.is_zero() {
            break;
        }
        let step = excess.checked_div(slope)?;
        discount = discount.checked_sub(step)?;
        if step < close_enough {
            break;
        }
    }
    Decimal::ONE
        .checked_div(discount)?
        .checked_sub(Decimal::ONE)
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
