//! The fold: one pass over a case's movements fills a table of sums, counts and largest amounts.

mod calendar;
mod cells;
mod months;

use super::case::CaseRows;
use super::coverage::Coverage;
use super::measure::Series;
use super::movements::Movements;
use super::slots::Slots;
use super::tracer::Tracer;
use super::value::Cause;
use crate::exact::{Fault, fit};
use calendar::{Calendar, STRETCHES, Times};
use cells::Cells;
use months::ByMonth;

/// How many months a series is added up over: the decision's own and the twelve before it.
pub(crate) const MONTHS: usize = 13;

/// A case's movements, added up by class and span.
#[derive(Debug, Default)]
pub(crate) struct Flows {
    calendar: Calendar,
    cells: Cells,
    /// The series that were asked for, each added up once however many features reduce it.
    totals: Vec<(Series, Totals)>,
    /// Those of them that were asked for by month.
    by_month: Vec<(Series, ByMonth)>,
    /// How many movements have no rate to the case's currency.
    pub(crate) without_rate: u32,
    /// Their rows, when somebody listens.
    pub(crate) rows_without_rate: Vec<usize>,
}

/// What a series comes to in each stretch.
#[derive(Debug)]
struct Totals {
    sums: [i128; STRETCHES],
    /// The spans that it cannot be added up over.
    overflowed: Slots,
}

impl Flows {
    /// Adds up the movements of the wanted spans, in the memory of another case that is done with.
    pub(crate) fn add_up<T: Tracer>(
        mut self,
        case: &CaseRows<'_, '_>,
        coverage: &Coverage,
        (movements, wanted): (&Movements<'_>, Slots),
        tracer: &mut T,
    ) -> Self {
        self.cells.clear();
        self.totals.clear();
        self.by_month.clear();
        self.without_rate = 0;
        self.rows_without_rate.clear();
        self.calendar.set(Times {
            months: *case.month_starts(),
            last: coverage.to,
            wanted,
        });
        let mut rest = &movements.all[..];
        for (at, stretch) in self.calendar.stretches().iter().enumerate() {
            while let [movement, later @ ..] = rest
                && movement.date < stretch.end
            {
                rest = later;
                if stretch.slots.is_empty() {
                    continue;
                }
                let value = movement.value();
                if matches!(value, Err(Cause::NoRate | Cause::Unreadable)) {
                    self.without_rate += 1;
                    if T::LISTENS {
                        self.rows_without_rate.push(movement.row);
                    }
                }
                self.cells.add(movement.class, (at, stretch), value);
                tracer.movement(movement.row, movement.class, stretch.slots, value.ok());
            }
        }
        self
    }

    /// A series in some spans.
    pub(crate) fn sum(&mut self, series: Series, slots: Slots) -> Result<i128, Fault> {
        let position = self.total(series);
        let (_, totals) = &self.totals[position];
        if totals.overflowed.meets(slots) {
            return Err(Fault::Overflow);
        }
        let sums = totals.sums.iter().zip(self.calendar.stretches());
        let wanted = sums.filter(|(_, stretch)| stretch.slots.meets(slots));
        Ok(wanted.map(|(sum, _)| sum).sum())
    }

    /// A series in each month.
    pub(crate) fn by_month(&mut self, series: Series) -> &ByMonth {
        let position = position(&self.by_month, series).unwrap_or_else(|| {
            let total = self.total(series);
            let (_, totals) = &self.totals[total];
            let by_month = ByMonth::of(totals, self.calendar.stretches());
            self.by_month.push((series, by_month));
            self.by_month.len() - 1
        });
        &self.by_month[position].1
    }

    /// The largest amount of a series in some spans, zero without any.
    pub(crate) fn largest(&self, series: Series, slots: Slots) -> Result<i64, Fault> {
        let mut largest = 0;
        for row in self.cells.of(series.rows) {
            if row.unknown(series.worth).meets(slots) {
                return Err(Fault::Overflow);
            }
            for (amount, stretch) in row.largest().zip(self.calendar.stretches()) {
                if stretch.slots.meets(slots) {
                    largest = largest.max(amount);
                }
            }
        }
        fit(i128::from(largest))
    }

    /// The position of a series' totals.
    fn total(&mut self, series: Series) -> usize {
        if let Some(position) = position(&self.totals, series) {
            return position;
        }
        let mut totals = Totals {
            sums: [0; STRETCHES],
            overflowed: Slots::default(),
        };
        for row in self.cells.of(series.rows) {
            row.add_to(&mut totals.sums, series.worth);
            totals.overflowed = totals.overflowed.with(row.unknown(series.worth));
        }
        self.totals.push((series, totals));
        self.totals.len() - 1
    }
}

/// Where something about a series is. Features that reduce one series often stand side by side, so the last
/// is looked at first.
fn position<T>(all: &[(Series, T)], series: Series) -> Option<usize> {
    all.iter().rposition(|(known, _)| *known == series)
}
