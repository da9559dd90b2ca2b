//! How often a stream comes, and how punctually.

use crate::exact::{MILLIONTHS, ratio};

/// How often a stream comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cadence {
    /// Every 5 to 9 days.
    Weekly,
    /// Every 12 to 17 days.
    Biweekly,
    /// Every 26 to 35 days.
    Monthly,
    /// None of these, or fewer than 70 % of the intervals within 3 days of it.
    Irregular,
}

/// The intervals between a stream's days of payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rhythm {
    pub(super) cadence: Cadence,
    /// Twice the median interval, in days: whole whatever the number of intervals.
    pub(super) interval_twice: i64,
    /// 1 − median absolute deviation of the intervals ÷ their median, at least 0, in millionths.
    pub(super) regularity: i64,
}

impl Rhythm {
    /// The rhythm of days of payment, ascending and each once; `None` for fewer than three.
    pub(super) fn of(days: &[i32]) -> Option<Self> {
        let mut intervals: Vec<i64> = days
            .windows(2)
            .map(|pair| i64::from(pair[1] - pair[0]))
            .collect();
        if intervals.len() < 2 {
            return None;
        }
        let interval_twice = median_twice(&mut intervals);
        let mut off_twice: Vec<i64> = intervals
            .iter()
            .map(|interval| (2 * interval - interval_twice).abs())
            .collect();
        let near = off_twice.iter().filter(|off| **off <= 6).count();
        let cadence = match interval_twice {
            _ if near * 10 < intervals.len() * 7 => Cadence::Irregular,
            10..=18 => Cadence::Weekly,
            24..=34 => Cadence::Biweekly,
            52..=70 => Cadence::Monthly,
            _ => Cadence::Irregular,
        };
        let deviation = median_twice(&mut off_twice);
        let off = ratio(deviation.into(), i128::from(interval_twice) * 2).ok()?;
        let million = i64::try_from(MILLIONTHS).ok()?;
        Some(Self {
            cadence,
            interval_twice,
            regularity: (million - off).max(0),
        })
    }
}

/// Twice the median.
fn median_twice(values: &mut [i64]) -> i64 {
    values.sort_unstable();
    let upper = values.get(values.len() / 2).copied().unwrap_or_default();
    let lower = values
        .get(values.len().saturating_sub(1) / 2)
        .copied()
        .unwrap_or_default();
    lower + upper
}
