//! How far values lie apart: roots that are never rounded on the way.

use std::cmp::Ordering;

use super::{Fault, MILLIONTHS, count, fit, sum};

/// The coefficient of variation, population standard deviation ÷ mean, in whole millionths.
///
/// With `n` values, their sum `S` and the sum of their squares `Q` it is √(n·Q − S²) ÷ S. The root is
/// never rounded on the way: the result is the millionth nearest to the exact number, half-even.
///
/// # Errors
/// [`Fault::DivisionByZero`] when the mean is zero; [`Fault::Overflow`] for values beyond 2⁵⁸.
///
/// # Example
/// ```
/// use caudal_engine::exact::variation;
///
/// assert_eq!(variation(&[90, 110]), Ok(100_000)); // 10 ÷ 100
/// ```
pub fn variation(values: &[i64]) -> Result<i64, Fault> {
    let total = sum(values);
    if total == 0 {
        return Err(Fault::DivisionByZero);
    }
    let rounded = root_ratio(spread(values)?, total.unsigned_abs(), MILLIONTHS)?;
    Ok(if total < 0 { -rounded } else { rounded })
}

/// The population standard deviation to the nearest unit, half-even: √(n·Q − S²) ÷ n, as in
/// [`variation`].
///
/// # Errors
/// [`Fault::DivisionByZero`] without values; [`Fault::Overflow`] for values beyond 2⁵⁸.
///
/// # Example
/// ```
/// use caudal_engine::exact::deviation;
///
/// assert_eq!(deviation(&[90, 110, 100]), Ok(8)); // 8.16
/// ```
pub fn deviation(values: &[i64]) -> Result<i64, Fault> {
    let count = count(values)?;
    root_ratio(spread(values)?, count.unsigned_abs(), 1)
}

/// n·Q − S²: never below zero.
fn spread(values: &[i64]) -> Result<u128, Fault> {
    let (total, count) = (sum(values), count(values)?);
    let mut squares: i128 = 0;
    for &value in values {
        // The square of 63 bits has 126: it cannot wrap.
        let square = i128::from(value).wrapping_mul(i128::from(value));
        squares = squares.checked_add(square).ok_or(Fault::Overflow)?;
    }
    // The same by products of 64 bits, where they do: many times as fast.
    if let (Ok(squares), Ok(total), Ok(count)) = (
        u64::try_from(squares),
        u64::try_from(total.unsigned_abs()),
        u64::try_from(count),
    ) {
        return Ok(u128::from(squares) * u128::from(count) - u128::from(total) * u128::from(total));
    }
    squares
        .checked_mul(count)
        .zip(total.checked_pow(2))
        .and_then(|(left, right)| left.checked_sub(right))
        .map(i128::unsigned_abs)
        .ok_or(Fault::Overflow)
}

/// √`square` · `scale` ÷ `divisor`, half-even, by exact products.
fn root_ratio(square: u128, divisor: u128, scale: i128) -> Result<i64, Fault> {
    let scale = scale.unsigned_abs();
    let down = rounded_down(square, divisor, scale);
    if let Some(rounded) = down.and_then(|down| nearest(down, square, divisor, scale)) {
        return fit(rounded.into());
    }
    // r is at least the result rounded when (2r + 1)·divisor reaches 2·scale·√square.
    let target = wide(square, 4 * scale.pow(2));
    let reach = |r: u64| -> Result<Ordering, Fault> {
        let side = (2 * u128::from(r) + 1)
            .checked_mul(divisor)
            .ok_or(Fault::Overflow)?;
        Ok(wide(side, side).cmp(&target))
    };
    let low = match down {
        Some(down) if reach(down)?.is_lt() => down + 1,
        Some(down) => down,
        None => least(&reach)?,
    };
    let tie_to_even = low % 2 != 0 && reach(low)?.is_eq();
    fit(i128::from(low) + i128::from(tie_to_even))
}

/// The result of [`root_ratio`] rounded down, where its square fits: the root of a whole number
/// rounded down, divided and rounded down again, is the quotient rounded down.
fn rounded_down(square: u128, divisor: u128, scale: u128) -> Option<u64> {
    let scaled = square.checked_mul(scale * scale)?;
    let root = match u64::try_from(scaled) {
        Ok(scaled) => scaled.isqrt(),
        // A root of 128 bits has 64.
        Err(_) => u64::try_from(scaled.isqrt()).ok()?,
    };
    match u64::try_from(divisor) {
        Ok(divisor) => root.checked_div(divisor),
        Err(_) => Some(0),
    }
}

/// The result of [`root_ratio`] from what it is rounded down, where every product fits 128 bits.
fn nearest(down: u64, square: u128, divisor: u128, scale: u128) -> Option<u64> {
    let target = square.checked_mul(4 * scale * scale)?;
    let divisor = u64::try_from(divisor).ok()?;
    let side = down.checked_mul(2)?.checked_add(1)?.checked_mul(divisor)?;
    let up = match (u128::from(side) * u128::from(side)).cmp(&target) {
        Ordering::Less => true,
        Ordering::Greater => false,
        Ordering::Equal => !down.is_multiple_of(2),
    };
    down.checked_add(u64::from(up))
}

/// The least number that reaches, by bisection.
fn least(reach: &impl Fn(u64) -> Result<Ordering, Fault>) -> Result<u64, Fault> {
    let mut high: u64 = 1 << 20;
    while reach(high)?.is_lt() {
        high = high
            .checked_mul(2)
            .filter(|high| *high <= 1 << 62)
            .ok_or(Fault::Overflow)?;
    }
    let mut low = 0;
    while low < high {
        let middle = low + (high - low) / 2;
        if reach(middle)?.is_lt() {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}

/// The exact product of two numbers, as its upper and lower halves.
fn wide(left: u128, right: u128) -> (u128, u128) {
    const HALF: u128 = (1 << 64) - 1;
    let (left_high, left_low) = (left >> 64, left & HALF);
    let (right_high, right_low) = (right >> 64, right & HALF);
    let low = left_low * right_low;
    let middle = left_high * right_low + (low >> 64);
    let carry = (middle & HALF) + left_low * right_high;
    (
        left_high * right_high + (middle >> 64) + (carry >> 64),
        (carry << 64) | (low & HALF),
    )
}
