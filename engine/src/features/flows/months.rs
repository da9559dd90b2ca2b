//! A series month by month.

use super::calendar::Stretch;
use super::{MONTHS, Totals};
use crate::exact::{Fault, fit};
use crate::features::slots::Slots;

/// A series' sum of each month, so many before the decision's own.
#[derive(Debug)]
pub(crate) struct ByMonth {
    sums: [i64; MONTHS],
    /// The months whose sum does not fit.
    overflowed: Slots,
}

impl ByMonth {
    pub(super) fn of(totals: &Totals, stretches: &[Stretch]) -> Self {
        // What is in no month comes after the months.
        let mut sums = [0_i128; MONTHS + 1];
        for (total, stretch) in totals.sums.iter().zip(stretches) {
            sums[stretch.month] += total;
        }
        let mut by_month = Self {
            sums: [0; MONTHS],
            overflowed: totals.overflowed,
        };
        for (back, (month, sum)) in by_month.sums.iter_mut().zip(sums).enumerate() {
            match fit(sum) {
                Ok(sum) => *month = sum,
                Err(_) => by_month.overflowed = by_month.overflowed.with(Slots::month(back)),
            }
        }
        by_month
    }

    /// The sums of some months, nearest first: as they are, or picked into `room`.
    pub(crate) fn over<'s>(
        &'s self,
        months: Slots,
        room: &'s mut [i64; MONTHS],
    ) -> Result<&'s [i64], Fault> {
        if self.overflowed.meets(months) {
            return Err(Fault::Overflow);
        }
        if let Some(sums) = months.as_run().and_then(|run| self.sums.get(run)) {
            return Ok(sums);
        }
        let mut length = 0;
        for back in months.months_back() {
            room[length] = self.sums[back];
            length += 1;
        }
        Ok(&room[..length])
    }
}
