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
    /// The months of the series that were asked for.
    by_month: Vec<(Series, ByMonth)>,
    /// How many movements have no rate to the case's currency.
    pub(crate) without_rate: u32,
    /// Their rows, when somebody listens.
    pub(crate) rows_without_rate: Vec<usize>,
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
    pub(crate) fn sum(&self, series: Series, slots: Slots) -> Result<i128, Fault> {
        let (totals, overflowed) = self.totals(series);
        if overflowed.meets(slots) {
            return Err(Fault::Overflow);
        }
        let totals = totals.iter().zip(self.calendar.stretches());
        let wanted = totals.filter(|(_, stretch)| stretch.slots.meets(slots));
        Ok(wanted.map(|(total, _)| total).sum())
    }

    /// A series in each month, added up once however many features reduce it.
    pub(crate) fn by_month(&mut self, series: Series) -> &ByMonth {
        // Features that reduce one series often stand side by side: the last that was asked for is looked at first.
        let known = self
            .by_month
            .iter()
            .rposition(|(known, _)| *known == series);
        let position = known.unwrap_or_else(|| {
            let (totals, overflowed) = self.totals(series);
            let by_month = ByMonth::of(&totals, overflowed, self.calendar.stretches());
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

    /// A series in each stretch, and the spans that it cannot be added up over.
    fn totals(&self, series: Series) -> ([i128; STRETCHES], Slots) {
        let mut totals = [0; STRETCHES];
        let mut overflowed = Slots::default();
        for row in self.cells.of(series.rows) {
            row.add_to(&mut totals, series.worth);
            overflowed = overflowed.with(row.unknown(series.worth));
        }
        (totals, overflowed)
    }
}
