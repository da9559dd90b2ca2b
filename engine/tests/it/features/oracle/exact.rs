//! Plain decimal statistics, rounded half-even to the last minor unit.

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

/// The population standard deviation.
pub(crate) fn deviation(numbers: &[Decimal]) -> Option<Decimal> {
    spread(numbers, 1, count(numbers.len()))
}

/// The population standard deviation times `scale` ÷ `of`, and by how many numbers unless `of` is
/// their sum; none where it does not fit.
///
/// It is √(n·Q − S²) ÷ n, and the root of a whole number tells on which side of a half it lies.
pub(crate) fn spread(numbers: &[Decimal], scale: u128, of: Decimal) -> Option<Decimal> {
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
        .unsigned_abs();
    let divisor = whole(of)?.unsigned_abs();
    let twice = square.checked_mul(scale.checked_mul(scale)?.checked_mul(4)?)?;
    let halves = (twice.checked_div(divisor.checked_pow(2)?)?).isqrt();
    let is_half = halves % 2 == 1 && halves.checked_mul(divisor)?.checked_pow(2) == Some(twice);
    let up = if is_half {
        (halves / 2) % 2
    } else {
        halves % 2
    };
    fit(Decimal::from_i128_with_scale(
        i128::try_from(halves / 2 + up).ok()?,
        0,
    ))
}
