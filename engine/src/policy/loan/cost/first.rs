//! A first guess at the discount factor, in whole numbers: many times faster than decimals, and a little too high.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// Binary places of a discount factor.
pub(super) const PLACES: u32 = 50;
/// A discount factor of one.
pub(super) const ONE: i128 = 1 << PLACES;
/// Binary places that amounts are given besides.
pub(super) const GUARD: u32 = 20;
/// What amounts may come to, guarded: no product below leaves an `i128`.
pub(super) const MOST: i128 = 1 << 66;
/// How far above the root the guess is put: what is paid is rounded down and what is had is rounded up, so only the
/// last step can have gone too far.
const ABOVE: i128 = 1 << 9;

/// A discount factor at or a little above the one at which the payments are worth the amount; `None` where whole
/// numbers do not hold the figures.
pub(super) fn discount(
    amount: Decimal,
    payments: &[Decimal],
    own_rate: Decimal,
) -> Option<Decimal> {
    let amount = guarded(amount)?.checked_add(1)?;
    let payments: Vec<i128> = payments
        .iter()
        .map(|payment| guarded(*payment))
        .collect::<Option<_>>()?;
    let all = payments
        .iter()
        .try_fold(0_i128, |all, payment| all.checked_add(*payment))?;
    if all > MOST || all <= amount {
        return None;
    }
    let discount = descend(amount, own_rate, |discount| {
        worth(payments.iter().copied(), discount)
    })?;
    let above = discount.checked_add(ABOVE)?.min(ONE);
    Decimal::from(above).checked_div(Decimal::from(ONE))
}

/// The root from above by Newton's method, give or take the last few places; `worth` says what payments come to at a
/// discount factor and how fast that rises.
pub(super) fn descend(
    amount: i128,
    own_rate: Decimal,
    worth: impl Fn(i128) -> (i128, i128),
) -> Option<i128> {
    let own = Decimal::from(ONE)
        .checked_div(Decimal::ONE.checked_add(own_rate)?)?
        .ceil()
        .to_i128()?;
    let mut discount = if worth(own).0 >= amount { own } else { ONE };
    for _ in 0..64 {
        let (worth, slope) = worth(discount);
        let excess = worth.checked_sub(amount)?;
        if excess <= 0 || slope <= 0 {
            break;
        }
        let step = excess.checked_mul(ONE)?.checked_div(slope)?;
        if step == 0 {
            break;
        }
        discount -= step;
    }
    Some(discount)
}

/// What payments are worth today and how fast that rises with the discount factor: a little less than it is, by not
/// quite one for each payment.
pub(super) fn worth(
    payments: impl DoubleEndedIterator<Item = i128>,
    discount: i128,
) -> (i128, i128) {
    // No product wraps: payments come to at most `MOST`, so slopes to 600 times as much, and a discount factor to `ONE`.
    payments.rev().fold((0, 0), |(worth, slope), payment| {
        let at_payment: i128 = worth + payment;
        let slope: i128 = (slope.wrapping_mul(discount) >> PLACES) + at_payment;
        (at_payment.wrapping_mul(discount) >> PLACES, slope)
    })
}

/// An amount in guarded whole numbers.
fn guarded(amount: Decimal) -> Option<i128> {
    let scaled = amount.checked_mul(Decimal::from(1_u32 << GUARD))?;
    scaled
        .trunc()
        .to_i128()
        .filter(|scaled| (0..=MOST).contains(scaled))
}
