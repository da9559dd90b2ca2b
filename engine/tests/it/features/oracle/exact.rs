//! Plain decimal statistics, rounded half-even to the last minor unit.

use std::cmp::Ordering;

use rust_decimal::{Decimal, RoundingStrategy};

/// A number that fits 64 bits, else none: it does not wrap.
pub(crate) fn fit(number: Decimal) -> Option<Decimal> {
    let range = Decimal::from(i64::MIN)..=Decimal::from(i64::MAX);
    range.contains(&number).then_some(number)
}

pub(crate) fn sum(numbers: &[Decimal]) -> Decimal {
    numbers.iter().sum()
}

pub(crate) fn mean(numbers: &[Decimal]) -> Option<Decimal> {
    let mean = sum(numbers).checked_div(count(numbers.len()))?;
    Some(mean.round_dp_with_strategy(0, RoundingStrategy::MidpointNearestEven))
}

pub(crate) fn median(numbers: &[Decimal]) -> Option<Decimal> {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = sorted[(sorted.len() - 1) / 2];
    mean(&[lower, upper])
}

pub(crate) fn count(number: usize) -> Decimal {
    Decimal::from(u64::try_from(number).expect("small"))
}

/// The whole number nearest to a quotient, half-even; none where it does not fit.
pub(crate) fn quotient(number: i128, by: i128) -> Option<Decimal> {
    let down = number.checked_div_euclid(by)?;
    let rest = number.checked_rem_euclid(by)?;
    let up = match (rest * 2).cmp(&by.abs()) {
        Ordering::Less => 0,
        Ordering::Equal => down % 2,
        Ordering::Greater => 1,
    };
    let nearest = down + up.abs() * by.signum();
    Decimal::try_from_i128_with_scale(nearest, 0)
        .ok()
        .and_then(fit)
}

/// The population standard deviation ÷ the mean, in millionths.
pub(crate) fn variation(numbers: &[Decimal]) -> Option<Decimal> {
    spread(numbers, 6, sum(numbers))
}

/// The latest three of six months against the three before, less one, in millionths.
pub(crate) fn trend(sums: &[Decimal]) -> Option<Decimal> {
    if sums.len() != 6 {
        return None;
    }
    let of = |half: &[Decimal]| i128::try_from(sum(half)).ok();
    let (recent, before) = (of(&sums[..3])?, of(&sums[3..])?);
    quotient((recent - before).checked_mul(1_000_000)?, before)
}

/// The slope of the straight line that is nearest to six months, ÷ their mean, in millionths.
///
/// The months lie at −5, −3, … 5 half months around their middle, so that the slope a month is twice
/// Σ x·y ÷ Σ x², and Σ x² is 70.
pub(crate) fn slope(sums: &[Decimal]) -> Option<Decimal> {
    if sums.len() != 6 {
        return None;
    }
    let places = [5, 3, 1, -1, -3, -5].map(Decimal::from);
    let leaning: Decimal = places.iter().zip(sums).map(|(x, y)| x * y).sum();
    let whole = |number: Decimal| i128::try_from(number).ok();
    let rise = whole(leaning)?.checked_mul(2 * 6 * 1_000_000)?;
    quotient(rise, whole(sum(sums))?.checked_mul(70)?)
}

/// The population standard deviation.
pub(crate) fn deviation(numbers: &[Decimal]) -> Option<Decimal> {
    spread(numbers, 0, count(numbers.len()))
}

/// The population standard deviation with so many digits more, ÷ `of` and × by how many numbers
/// there are; none where it does not fit.
///
/// It is √(n·Q − S²) ÷ of. The root is taken longhand, twice over and digit by digit, so that it tells
/// on which side of a half the quotient lies.
pub(crate) fn spread(numbers: &[Decimal], digits: u32, of: Decimal) -> Option<Decimal> {
    let whole = |number: Decimal| i128::try_from(number).ok();
    let (mut square, mut total) = (0_i128, 0_i128);
    for number in numbers {
        let number = whole(*number)?;
        square = square.checked_add(number.checked_pow(2)?)?;
        total = total.checked_add(number)?;
    }
    let square = square
        .checked_mul(whole(count(numbers.len()))?)?
        .checked_sub(total.checked_pow(2)?)?
        .unsigned_abs()
        .checked_mul(4)?;
    let mut root = square.isqrt();
    let mut rest = square - root * root;
    for _ in 0..digits {
        rest = rest.checked_mul(100)?;
        let taken = |digit: &u128| (20 * root + digit) * digit;
        let digit = (0..=9).rev().find(|digit| taken(digit) <= rest)?;
        rest -= taken(&digit);
        root = 10 * root + digit;
    }
    let divisor = whole(of)?.unsigned_abs();
    let halves = root.checked_div(divisor)?;
    let is_half = halves % 2 == 1 && rest == 0 && root % divisor == 0;
    let up = if is_half {
        (halves / 2) % 2
    } else {
        halves % 2
    };
    let nearest = i128::try_from(halves / 2 + up).ok()?;
    let nearest = Decimal::try_from_i128_with_scale(nearest, 0).ok()?;
    fit(nearest)
}
