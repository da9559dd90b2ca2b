//! Decimal text read exactly, or not at all.

use rust_decimal::{Decimal, MathematicalOps as _};

/// A decimal number as JSON and policies write it, exponent allowed; `None` if it cannot be held
/// exactly.
///
/// # Example
/// ```
/// use caudal_facts::numeric::decimal;
///
/// assert_eq!(decimal("194000.00").unwrap().to_string(), "194000.00");
/// assert_eq!(decimal("1.5e3").unwrap().to_string(), "1500");
/// assert_eq!(decimal("0.00000000000000000000000000001"), None); // 29 decimals: no silent zero
/// ```
#[must_use]
pub fn decimal(text: &str) -> Option<Decimal> {
    let text = text.trim();
    if text.contains('_') {
        return None;
    }
    match text.find(['e', 'E']) {
        None => Decimal::from_str_exact(text).ok(),
        Some(at) => {
            let mantissa = Decimal::from_str_exact(&text[..at]).ok()?;
            let exponent: i32 = text[at + 1..].parse().ok()?;
            let factor = Decimal::TEN.checked_powu(exponent.unsigned_abs().into())?;
            if exponent >= 0 {
                mantissa.checked_mul(factor)
            } else {
                let scaled = mantissa.checked_div(factor)?;
                (scaled.checked_mul(factor)? == mantissa).then_some(scaled)
            }
            .map(|value| value.normalize())
        }
    }
}
