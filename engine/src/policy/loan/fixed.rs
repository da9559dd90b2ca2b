//! Figures of a schedule in machine numbers: `slope · x + fixed`, rounded to a whole unit, many times faster than in
//! decimals and the same wherever it answers.
//!
//! Numbers have 78 binary places. What lies too near to half a unit for them to tell is not answered, and worked out in
//! decimals instead.

use rust_decimal::Decimal;

/// What units may come to: with as many binary places, no product leaves a `u128`.
pub(super) const UNITS_MAX: u64 = 1 << 47;

/// Binary places.
const PLACES: u32 = 78;
const ONE: u128 = 1 << PLACES;
/// So near to half a unit nothing is told. Decimals of such figures round before the tenth place of a unit at the worst.
const NEAR: u128 = ONE / 1_000_000_000;
/// Binary places that a division is given at once: what is divided stays below 2^94.
const STEP: u32 = 26;

/// A line over units. Its numbers are rounded down.
#[derive(Debug, Clone, Copy)]
pub(super) struct UnitLine {
    slope_high: u64,
    slope_low: u64,
    fixed: u128,
}

impl UnitLine {
    /// The line, unless its slope is above one or its fixed part, in units, is too large.
    pub(super) fn new(slope: Decimal, fixed: Decimal) -> Option<Self> {
        let slope = binary(slope).filter(|slope| *slope <= ONE)?;
        Some(Self {
            slope_high: u64::try_from(slope >> 64).ok()?,
            slope_low: u64::try_from(slope & u128::from(u64::MAX)).ok()?,
            fixed: binary(fixed)?,
        })
    }

    /// The nearest unit at `x`; nothing where it is too near to half a unit.
    pub(super) fn nearest(self, x: u64) -> Option<u64> {
        if x > UNITS_MAX {
            return None;
        }
        let wide = u128::from(x);
        let product =
            ((wide * u128::from(self.slope_high)) << 64) + wide * u128::from(self.slope_low);
        let shifted = product + self.fixed + ONE / 2;
        // What was rounded down takes at most `x + 1` of the last places.
        let rest = shifted & (ONE - 1);
        let sure = rest >= NEAR && rest + wide + 1 + NEAR < ONE;
        let nearest = u64::try_from(shifted >> PLACES).ok()?;
        sure.then_some(nearest)
    }
}

/// A number that is not below zero, with its binary places, rounded down.
fn binary(number: Decimal) -> Option<u128> {
    if number.is_zero() {
        return Some(0);
    }
    let mantissa = u128::try_from(number.mantissa()).ok()?;
    let scale = 10_u128.pow(number.scale());
    let mut binary = mantissa / scale;
    if binary > u128::from(UNITS_MAX) {
        return None;
    }
    let mut rest = mantissa % scale;
    for _ in 0..PLACES / STEP {
        rest <<= STEP;
        binary = (binary << STEP) | (rest / scale);
        rest %= scale;
    }
    Some(binary)
}
