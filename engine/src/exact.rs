//! Exact integer statistics of money: every division names its rounding, and no result wraps.
//!
//! Amounts are counts of a currency's smallest unit, sums are `i128`, and a result that leaves `i64`
//! is [`Fault::Overflow`]. All rounding here is half-even: a result exactly between two units goes
//! to the even one, so that errors do not pile up in one direction.

/// One million: ratios are kept as whole millionths.
pub const MILLIONTHS: i128 = 1_000_000;

/// Why a computation has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A result, or a step towards it, does not fit its integer.
    Overflow,
    /// A division by zero, or a statistic of no values.
    DivisionByZero,
}

/// `value` as an `i64`.
///
/// # Errors
/// [`Fault::Overflow`] when it does not fit.
pub fn fit(value: i128) -> Result<i64, Fault> {
    i64::try_from(value).map_err(|_| Fault::Overflow)
}

/// `numerator / denominator` to the nearest whole number, half-even.
///
/// # Errors
/// [`Fault::DivisionByZero`]; [`Fault::Overflow`] when the quotient does not fit an `i128`.
///
/// # Example
/// ```
/// use caudal_engine::exact::divide;
///
/// assert_eq!(divide(5, 2), Ok(2)); // half goes to the even one …
/// assert_eq!(divide(7, 2), Ok(4));
/// assert_eq!(divide(-5, 2), Ok(-2)); // … below zero too
/// ```
pub fn divide(numerator: i128, denominator: i128) -> Result<i128, Fault> {
    if denominator == 0 {
        return Err(Fault::DivisionByZero);
    }
    // The same in one machine division, where it fits: many times as fast.
    if let (Ok(numerator), Ok(denominator)) = (i64::try_from(numerator), i64::try_from(denominator))
        && denominator > 0
    {
        let (down, rest) = (
            numerator.div_euclid(denominator),
            numerator.rem_euclid(denominator),
        );
        let up = match rest.cmp(&(denominator - rest)) {
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Equal => down % 2 != 0,
        };
        return Ok(i128::from(down) + i128::from(up));
    }
    let down = numerator
        .checked_div_euclid(denominator)
        .ok_or(Fault::Overflow)?;
    let rest = numerator.rem_euclid(denominator).unsigned_abs();
    let to_next = denominator.unsigned_abs() - rest;
    let up = match rest.cmp(&to_next) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => down % 2 != 0,
    };
    let step = if denominator > 0 { 1 } else { -1 };
    down.checked_add(i128::from(up) * step)
        .ok_or(Fault::Overflow)
}

/// The arithmetic mean to the nearest unit, half-even.
///
/// # Errors
/// [`Fault::DivisionByZero`] without values; [`Fault::Overflow`].
pub fn mean(values: &[i64]) -> Result<i64, Fault> {
    fit(divide(sum(values), count(values)?)?)
}

/// The middle value, or the half-even mean of the two in the middle.
///
/// # Errors
/// [`Fault::DivisionByZero`] without values.
///
/// # Example
/// ```
/// use caudal_engine::exact::median;
///
/// assert_eq!(median(&[30, 10, 20]), Ok(20));
/// assert_eq!(median(&[10, 40, 25, 30]), Ok(28)); // 27.5, to the even unit
/// ```
pub fn median(values: &[i64]) -> Result<i64, Fault> {
    // A year's months need no memory of their own.
    let mut months = [0; 12];
    let mut longer = Vec::new();
    let sorted = match months.get_mut(..values.len()) {
        Some(months) => months,
        None => {
            longer.resize(values.len(), 0);
            &mut longer[..]
        }
    };
    sorted.copy_from_slice(values);
    sorted.sort_unstable();
    let upper = sorted.len() / 2;
    let lower = if sorted.len().is_multiple_of(2) {
        upper.checked_sub(1).ok_or(Fault::DivisionByZero)?
    } else {
        upper
    };
    fit(divide(
        i128::from(sorted[lower]) + i128::from(sorted[upper]),
        2,
    )?)
}

/// `numerator / denominator` in whole millionths, half-even.
///
/// # Errors
/// [`Fault::DivisionByZero`]; [`Fault::Overflow`].
///
/// # Example
/// ```
/// use caudal_engine::exact::ratio;
///
/// assert_eq!(ratio(2, 3), Ok(666_667));
/// ```
pub fn ratio(numerator: i128, denominator: i128) -> Result<i64, Fault> {
    let scaled = numerator.checked_mul(MILLIONTHS).ok_or(Fault::Overflow)?;
    fit(divide(scaled, denominator)?)
}

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
    let mut squares: i128 = 0;
    for &value in values {
        // The square of 63 bits has 126: it cannot wrap.
        let square = i128::from(value).wrapping_mul(i128::from(value));
        squares = squares.checked_add(square).ok_or(Fault::Overflow)?;
    }
    squares
        .checked_mul(count(values)?)
        .zip(sum(values).checked_pow(2))
        .and_then(|(left, right)| left.checked_sub(right))
        .map(i128::unsigned_abs)
        .ok_or(Fault::Overflow)
}

/// √`square` · `scale` ÷ `divisor`, half-even, by exact products.
fn root_ratio(square: u128, divisor: u128, scale: i128) -> Result<i64, Fault> {
    // r is at least the result rounded when (2r + 1)·divisor reaches 2·scale·√square.
    let target = wide(square, 4 * scale.unsigned_abs().pow(2));
    let reach = |r: u64| -> Result<std::cmp::Ordering, Fault> {
        let side = (2 * u128::from(r) + 1)
            .checked_mul(divisor)
            .ok_or(Fault::Overflow)?;
        Ok(wide(side, side).cmp(&target))
    };
    let low = match scaled_root(square, divisor, scale) {
        Some(down) if reach(down)?.is_lt() => down + 1,
        Some(down) => down,
        None => least(&reach)?,
    };
    let tie_to_even = low % 2 != 0 && reach(low)?.is_eq();
    fit(i128::from(low) + i128::from(tie_to_even))
}

/// The result of [`root_ratio`] rounded down, where its square fits: the root of a whole number
/// rounded down, divided and rounded down again, is the quotient rounded down.
fn scaled_root(square: u128, divisor: u128, scale: i128) -> Option<u64> {
    let scaled = square.checked_mul(scale.unsigned_abs().pow(2))?;
    // A root of 128 bits has 64.
    let root = u64::try_from(scaled.isqrt()).ok()?;
    match u64::try_from(divisor) {
        Ok(divisor) => root.checked_div(divisor),
        Err(_) => Some(0),
    }
}

/// The least number that reaches, by bisection.
fn least(reach: &impl Fn(u64) -> Result<std::cmp::Ordering, Fault>) -> Result<u64, Fault> {
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

fn sum(values: &[i64]) -> i128 {
    values.iter().copied().map(i128::from).sum()
}

fn count(values: &[i64]) -> Result<i128, Fault> {
    match i128::try_from(values.len()) {
        Ok(0) | Err(_) => Err(Fault::DivisionByZero),
        Ok(count) => Ok(count),
    }
}
