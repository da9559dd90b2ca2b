//! The fold: one pass over a case's movements fills a table of sums, counts and largest amounts.

mod cells;
mod months;

use super::case::CaseRows;
use super::coverage::Coverage;
use super::measure::{Series, Worth};
use super::movements::Movements;
use super::slots::{DAY_WINDOWS, Slots};
use super::tracer::Tracer;
use super::value::Cause;
use crate::exact::{Fault, fit};
pub(crate) use cells::Cells;
use months::ByMonth;

/// How many months a series is added up over: the decision's own and the twelve before it.
const MONTHS: usize = 13;

/// A case's movements, added up by class and span.
pub(crate) struct Flows {
    cells: Cells,
    /// The months of the series that were asked for.
    by_month: Vec<(Series, ByMonth)>,
    /// How many movements have no rate to the case's currency.
    pub(crate) without_rate: u32,
    /// Their rows, when somebody listens.
    pub(crate) rows_without_rate: Vec<usize>,
}

impl Flows {
    /// Adds up the movements of the wanted spans, in cells that another case may have used.
    pub(crate) fn of<T: Tracer>(
        case: &CaseRows<'_, '_>,
        coverage: &Coverage,
        movements: &Movements<'_>,
        (mut cells, wanted): (Cells, Slots),
        tracer: &mut T,
    ) -> Self {
        cells.clear();
        let mut flows = Self {
            cells,
            by_month: Vec::new(),
            without_rate: 0,
            rows_without_rate: Vec::new(),
        };
        let mut calendar = Calendar::of(case, coverage);
        for movement in &movements.all {
            let slots = calendar.slots(movement.date).and(wanted);
            if slots.is_empty() {
                continue;
            }
            let value = movement.value;
            if matches!(value, Err(Cause::NoRate | Cause::Unreadable)) {
                flows.without_rate += 1;
                if T::LISTENS {
                    flows.rows_without_rate.push(movement.row);
                }
            }
            flows.cells.add(movement.class, slots, value);
            tracer.movement(movement.row, movement.class, slots, value.ok());
        }
        flows
    }

    /// The cells, for the next case.
    pub(crate) fn into_cells(self) -> Cells {
        self.cells
    }

    /// A series in some spans.
    pub(crate) fn sum(&self, series: Series, slots: Slots) -> Result<i128, Fault> {
        let mut total = 0;
        self.cells.each(series.rows, slots, |cell| {
            total += match series.worth {
                Worth::One => i128::from(cell.count),
                _ if cell.overflowed => return Err(Fault::Overflow),
                // All of a class have one sign.
                Worth::Size => cell.sum.abs(),
                Worth::Signed | Worth::Turned => cell.sum,
            };
            Ok(())
        })?;
        Ok(if series.worth == Worth::Turned {
            -total
        } else {
            total
        })
    }

    /// A series in each month, added up once however many features reduce it.
    pub(crate) fn by_month(&mut self, series: Series) -> &ByMonth {
        let known = self.by_month.iter().position(|(known, _)| *known == series);
        let position = known.unwrap_or_else(|| {
            self.by_month.push((series, ByMonth::of(self, series)));
            self.by_month.len() - 1
        });
        &self.by_month[position].1
    }

    /// The largest amount of a series in some spans, zero without any.
    pub(crate) fn largest(&self, series: Series, slots: Slots) -> Result<i64, Fault> {
        let mut largest = 0;
        self.cells.each(series.rows, slots, |cell| {
            if cell.overflowed {
                return Err(Fault::Overflow);
            }
            largest = largest.max(cell.largest);
            Ok(())
        })?;
        fit(i128::from(largest))
    }
}

/// Which spans a day is in, for days that come in order: between two bounds all days are in the same.
struct Calendar {
    /// First days of the twelve months before the decision's own, its own, and the month after it.
    months: [i32; MONTHS + 1],
    /// The last covered day, which runs of days end with.
    last: i32,
    /// The days that are in the spans looked up last.
    run: std::ops::Range<i32>,
    slots: Slots,
}

impl Calendar {
    fn of(case: &CaseRows<'_, '_>, coverage: &Coverage) -> Self {
        Self {
            months: *case.month_starts(),
            last: coverage.to,
            run: 0..0,
            slots: Slots::default(),
        }
    }

    fn slots(&mut self, day: i32) -> Slots {
        if !self.run.contains(&day) {
            self.look_up(day);
        }
        self.slots
    }

    fn look_up(&mut self, day: i32) {
        let begun = self.months.partition_point(|first| *first <= day);
        let month = if (1..=MONTHS).contains(&begun) {
            Slots::month(MONTHS - begun)
        } else {
            Slots::default()
        };
        self.slots = month.with(Slots::ring(self.last.saturating_sub(day)));
        let ring_ends = DAY_WINDOWS
            .iter()
            .map(|days| self.last.saturating_sub(i32::from(*days)).saturating_add(1))
            .chain([self.last.saturating_add(1)]);
        let ends = self.months.iter().copied().chain(ring_ends);
        let next = ends.filter(|end| *end > day).min().unwrap_or(i32::MAX);
        self.run = day..next;
    }
}
