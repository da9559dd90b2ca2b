//! Amounts in minor units: shares, sums and the exact text of a JSON number.

use serde_json::{Number, Value};

/// So many thousandths of an amount, half away from zero: 15 ‰ of 1,050 is 16.
pub(crate) fn per_mille(amount: i64, share: i64) -> i64 {
    divided(i128::from(amount) * i128::from(share), 1_000)
}

/// `numerator / denominator`, half away from zero: 5 / 2 is 3, −5 / 2 is −3.
pub(crate) fn divided(numerator: i128, denominator: i128) -> i64 {
    let magnitude = numerator.abs() * 2 + denominator.abs();
    let quotient = magnitude / (denominator.abs() * 2).max(1);
    let sign = if (numerator < 0) == (denominator < 0) {
        1
    } else {
        -1
    };
    i64::try_from(quotient * sign).unwrap_or_default()
}

/// An amount down to a multiple of `unit`: 1,234 to tens is 1,230.
pub(crate) fn floored(amount: i64, unit: i64) -> i64 {
    amount - amount.rem_euclid(unit.max(1))
}

/// An amount as decimal text: 123,450 with two decimals is `1234.50`.
pub(crate) fn text(amount: i64, decimals: u32) -> String {
    if decimals == 0 {
        return amount.to_string();
    }
    let sign = if amount < 0 { "-" } else { "" };
    let unit = 10_u64.pow(decimals);
    let (whole, part) = (amount.unsigned_abs() / unit, amount.unsigned_abs() % unit);
    let width = usize::try_from(decimals).unwrap_or_default();
    format!("{sign}{whole}.{part:0width$}")
}

/// An amount as a JSON number, without zeros at its end: `1234.5`, `1234`.
pub(crate) fn number(amount: i64, decimals: u32) -> Value {
    let text = text(amount, decimals);
    let short = if decimals == 0 {
        text.as_str()
    } else {
        text.trim_end_matches('0').trim_end_matches('.')
    };
    decimal(short)
}

/// Decimal text as a JSON number, to the digit.
pub(crate) fn decimal(text: &str) -> Value {
    text.parse::<Number>().map_or(Value::Null, Value::Number)
}

/// The equal instalment of a loan: `principal × r / (1 − (1 + r)^−n)`, the rate in millionths a
/// period, half away from zero. 2,400,000 at 15,900 over 18 periods is 154,366.
pub(crate) fn installment(principal: i64, rate: i64, periods: u32) -> i64 {
    /// Fifteen decimals keep the growth of 120 periods to the minor unit of any amount here.
    const ONE: i128 = 1_000_000_000_000_000;
    let (rate, periods) = (i128::from(rate.clamp(0, 1_000_000)), periods.clamp(1, 120));
    let growth = (0..periods).fold(ONE, |growth, _| {
        // A growth that large makes the instalment the interest, to the last unit.
        growth
            .checked_mul(1_000_000 + rate)
            .map_or(growth, |grown| grown / 1_000_000)
    });
    if growth == ONE {
        return divided(principal.into(), periods.into());
    }
    let factor = growth * 1_000_000 / (growth - ONE) * rate;
    divided(i128::from(principal) * factor, 1_000_000_000_000)
}
