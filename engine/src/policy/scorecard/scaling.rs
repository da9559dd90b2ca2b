//! What points stand for: odds that double every so many points.

use rust_decimal::Decimal;

use crate::policy::manifest::Scaling;
use crate::policy::value::Value;

/// The natural logarithm of two, to as many digits as a decimal holds.
const LN_2: Decimal = Decimal::from_parts(2_860_148_159, 2_180_329_217, 375_755_839, false, 28);
/// Odds are told to a millionth, as ratios are.
const DECIMALS: u32 = 6;
/// Doubled more often, or halved, a decimal holds no longer six places that are right.
const DOUBLINGS_MAX: i64 = 40;
/// Further terms of the series are below what a decimal holds.
const TERMS_MAX: u32 = 32;

impl Scaling {
    /// The odds, good to bad, that points stand for: `odds × 2^((points − base) / double)`, and with
    /// the sign turned where fewer points are better. Half-even to six decimals.
    pub(super) fn odds(&self, points: Decimal, higher_is_better: bool) -> Value {
        self.unrounded(points, higher_is_better).map_or_else(
            || Value::missing("overflow"),
            |odds| Value::Number(odds.round_dp(DECIMALS)),
        )
    }

    fn unrounded(&self, points: Decimal, higher_is_better: bool) -> Option<Decimal> {
        let above = points.checked_sub(self.points)?;
        let above = if higher_is_better { above } else { -above };
        let doublings = above.checked_div(self.double)?;
        let whole = doublings.floor();
        let odds = self.odds.checked_mul(power_of_two(doublings - whole)?)?;
        let whole = i64::try_from(whole).ok()?;
        if whole.abs() > DOUBLINGS_MAX {
            return None;
        }
        (0..whole.abs()).try_fold(odds, |odds, _| {
            if whole > 0 {
                odds.checked_mul(Decimal::TWO)
            } else {
                odds.checked_div(Decimal::TWO)
            }
        })
    }
}

/// Two to the power of a part of one, by the series of the exponential function.
fn power_of_two(part: Decimal) -> Option<Decimal> {
    let exponent = part.checked_mul(LN_2)?;
    let (mut sum, mut term) = (Decimal::ONE, Decimal::ONE);
    for n in 1..=TERMS_MAX {
        term = term.checked_mul(exponent)?.checked_div(n.into())?;
        sum = sum.checked_add(term)?;
    }
    Some(sum)
}
