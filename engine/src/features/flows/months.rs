//! A series month by month.

use std::ops::Deref;

use super::{Flows, MONTHS};
use crate::exact::{Fault, fit};
use crate::features::measure::Series;
use crate::features::slots::Slots;

/// A series' sum of each month, so many before the decision's own.
pub(crate) struct ByMonth {
    sums: [i64; MONTHS],
    /// The months whose sum does not fit.
    overflowed: Slots,
}

impl ByMonth {
    pub(super) fn of(flows: &Flows, series: Series) -> Self {
        let mut by_month = Self {
            sums: [0; MONTHS],
            overflowed: Slots::default(),
        };
        for (back, month) in by_month.sums.iter_mut().enumerate() {
            let slot = Slots::month(back);
            match flows.sum(series, slot).and_then(fit) {
                Ok(sum) => *month = sum,
                Err(_) => by_month.overflowed = by_month.overflowed.with(slot),
            }
        }
        by_month
    }

    /// The sums of some months, nearest first.
    pub(crate) fn over(&self, months: Slots) -> Result<Sums, Fault> {
        if self.overflowed.meets(months) {
            return Err(Fault::Overflow);
        }
        let mut picked = Sums {
            sums: [0; MONTHS],
            length: 0,
        };
        for back in months.months_back() {
            picked.sums[picked.length] = self.sums[back];
            picked.length += 1;
        }
        Ok(picked)
    }
}

/// Up to a year of sums, and the decision's own month.
pub(crate) struct Sums {
    sums: [i64; MONTHS],
    length: usize,
}

impl Deref for Sums {
    type Target = [i64];

    fn deref(&self) -> &[i64] {
        &self.sums[..self.length]
    }
}
