//! Time cut into stretches, so that all days of one are in the same spans.

use super::MONTHS;
use crate::features::slots::{DAY_WINDOWS, Slots};

/// How many stretches there are at the most: what begins and ends months, runs of days and the last
/// covered day cuts time in one more.
pub(super) const STRETCHES: usize = (MONTHS + 1) + (DAY_WINDOWS.len() + 1) + 1;

/// What a calendar is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Times {
    /// First days of the twelve months before the decision's own, its own, and the month after it.
    pub(super) months: [i32; MONTHS + 1],
    /// The last covered day, which runs of days end with.
    pub(super) last: i32,
    /// The spans that are asked for.
    pub(super) wanted: Slots,
}

/// All time in order. Many cases have the same, so it is made again only for other times.
#[derive(Debug, Default)]
pub(super) struct Calendar {
    times: Option<Times>,
    stretches: Vec<Stretch>,
}

/// Days that follow each other and are in the same spans.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    /// The first day after it.
    pub(super) end: i32,
    /// The spans that it is in.
    pub(super) slots: Slots,
    /// How many months before the decision's own it is; [`MONTHS`] where it is in none.
    pub(super) month: usize,
}

impl Calendar {
    /// Makes it the calendar of these times.
    pub(super) fn set(&mut self, times: Times) {
        if self.times == Some(times) {
            return;
        }
        self.times = Some(times);
        let mut bounds = times.months.to_vec();
        if !times.wanted.without_months().is_empty() {
            let back = DAY_WINDOWS.iter().map(|days| i32::from(*days)).chain([0]);
            bounds.extend(back.map(|back| times.last.saturating_sub(back).saturating_add(1)));
        }
        bounds.sort_unstable();
        bounds.dedup();
        let starts = std::iter::once(i32::MIN).chain(bounds.iter().copied());
        let ends = bounds.iter().copied().chain(std::iter::once(i32::MAX));
        self.stretches.clear();
        self.stretches.extend(
            starts
                .zip(ends)
                .map(|(start, end)| times.stretch(start, end)),
        );
    }

    /// Its stretches, the earliest first.
    pub(super) fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }
}

impl Times {
    fn stretch(&self, start: i32, end: i32) -> Stretch {
        let begun = self.months.partition_point(|first| *first <= start);
        let back = (1..=MONTHS).contains(&begun).then(|| MONTHS - begun);
        let month = back.map_or_else(Slots::default, Slots::month);
        let ring = Slots::ring(self.last.saturating_sub(start));
        Stretch {
            end,
            slots: month.with(ring).and(self.wanted),
            month: back.unwrap_or(MONTHS),
        }
    }
}
