//! A first guess at the discount factor, in whole numbers: many times faster than decimals, and a little too high.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// Binary places of a discount factor.
const PLACES: u32 = 50;
/// Binary places that amounts are given besides.
const GUARD: u32 = 20;
/// What amounts may come to, guarded: no product below leaves an `i128`.
const MOST: i128 = 1 << 66;
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
    let one = 1_i128 << PLACES;
    let own = Decimal::from(one)
        .checked_div(Decimal::ONE.checked_add(own_rate)?)?
        .ceil()
        .to_i128()?;
    let mut discount = if worth(&payments, own).0 >= amount {
        own
    } else {
        one
    };
    for _ in 0..64 {
        let (worth, slope) = worth(&payments, discount);
        let excess = worth.checked_sub(amount)?;
        if excess <= 0 || slope <= 0 {
            break;
        }
        let step = excess.checked_mul(one)?.checked_div(slope)?;
        if step == 0 {
            break;
        }
        discount -= step;
    }
    let above = discount.checked_add(ABOVE)?.min(one);
    Decimal::from(above).checked_div(Decimal::from(one))
}

/// What the payments are worth today and how fast that rises with the discount factor.
fn worth(payments: &[i128], discount: i128) -> (i128, i128) {
    payments
        .iter()
        .rev()
        .fold((0, 0), |(worth, slope), payment| {
            let at_payment = worth + payment;
            let slope = ((slope * discount) >> PLACES) + at_payment;
            ((at_payment * discount) >> PLACES, slope)
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
