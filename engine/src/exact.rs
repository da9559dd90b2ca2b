//! Exact integer statistics of money: every division names its rounding, and no result wraps.
//!
//! Amounts are counts of a currency's smallest unit, sums are `i128`, and a result that leaves `i64`
//! is [`Fault::Overflow`]. All rounding here is half-even: a result exactly between two units goes
//! to the even one, so that errors do not pile up in one direction.

mod spread;

pub use spread::{deviation, variation};

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
    let upper = values.len() / 2;
    let lower = values.len().checked_sub(1).ok_or(Fault::DivisionByZero)? / 2;
    // A year's months need no memory of their own.
    let mut months = [0; 12];
    let mut longer = Vec::new();
    let sorted = match months.get_mut(..values.len()) {
        Some(months) => {
            sort_few(values, months);
            months
        }
        None => {
            longer.extend_from_slice(values);
            longer.sort_unstable();
            &mut longer[..]
        }
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

/// Sorts few values: each is carried up past those before it that are smaller. It compares more often than it needs to and never
/// branches on a value, which nobody could foretell.
fn sort_few(values: &[i64], sorted: &mut [i64]) {
    for (length, &value) in values.iter().enumerate() {
        let mut carried = value;
        for held in &mut sorted[..length] {
            (*held, carried) = (carried.min(*held), carried.max(*held));
        }
        sorted[length] = carried;
    }
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
