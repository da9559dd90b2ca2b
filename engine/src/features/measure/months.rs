//! What becomes of a series' months.

use super::OverMonths;
use crate::exact::{Fault, deviation, mean, median, ratio, variation};

impl OverMonths {
    /// Whether it means nothing where a month of the window is not covered.
    pub(crate) const fn needs_all(self) -> bool {
        matches!(self, Self::Trend | Self::Slope | Self::Streak)
    }

    /// The months as one number; `sums` begins with the latest.
    pub(crate) fn reduce(self, sums: &[i64]) -> Result<i64, Fault> {
        let count_if = |holds: fn(&i64) -> bool| {
            let count = sums.iter().copied().filter(holds).count();
            i64::try_from(count).map_err(|_| Fault::Overflow)
        };
        match self {
            Self::Mean => mean(sums),
            Self::Median => median(sums),
            Self::Variation => variation(sums),
            Self::Deviation => deviation(sums),
            Self::Above => count_if(|sum| *sum > 0),
            Self::Below => count_if(|sum| *sum < 0),
            Self::Conservative => {
                let last = sums.first().copied().ok_or(Fault::DivisionByZero)?;
                Ok(mean(sums)?.min(median(sums)?).min(last))
            }
            Self::Trend => {
                let (recent, before) = sums.split_at(sums.len() / 2);
                ratio(total(recent) - total(before), total(before))
            }
            Self::Slope => slope(sums),
            Self::Streak => {
                let streak = sums.iter().take_while(|sum| **sum > 0).count();
                i64::try_from(streak).map_err(|_| Fault::Overflow)
            }
            Self::Least => sums.iter().copied().min().ok_or(Fault::DivisionByZero),
        }
    }
}

/// The slope of the least-squares line as a share of the mean.
///
/// With months x = 1 … n from the earliest, sums y, and S for a sum over the months, it is
/// n·(n·Sxy − Sx·Sy) ÷ ((n·Sxx − Sx²)·Sy).
fn slope(sums: &[i64]) -> Result<i64, Fault> {
    let count = i128::try_from(sums.len()).map_err(|_| Fault::Overflow)?;
    let (mut x, mut xx, mut xy, mut y) = (0_i128, 0_i128, 0_i128, 0_i128);
    for (month, sum) in (1_i128..).zip(sums.iter().rev()) {
        let sum = i128::from(*sum);
        (x, xx, xy, y) = (x + month, xx + month * month, xy + month * sum, y + sum);
    }
    ratio(
        count * (count * xy - x * y),
        (count * xx - x * x).checked_mul(y).ok_or(Fault::Overflow)?,
    )
}

fn total(sums: &[i64]) -> i128 {
    sums.iter().copied().map(i128::from).sum()
}
