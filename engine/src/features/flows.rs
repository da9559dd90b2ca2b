//! The fold: one pass over a case's movements fills a table of sums, counts and largest amounts.

use super::case::CaseRows;
use super::coverage::{Coverage, first_day};
use super::measure::{CLASSES, Classes, Series, Worth};
use super::movements::Movements;
use super::slots::{SLOTS, Slots};
use super::tracer::Tracer;
use super::value::Cause;
use crate::exact::{Fault, fit};

/// What the movements of one class in one span of time come to.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    sum: i128,
    largest: u64,
    count: u32,
    overflowed: bool,
}

/// A case's movements, added up by class and span.
pub(crate) struct Flows {
    cells: Vec<Cell>,
    /// How many movements have no rate to the case's currency.
    pub(crate) without_rate: u32,
    /// Their rows, when somebody listens.
    pub(crate) rows_without_rate: Vec<usize>,
}

impl Flows {
    /// Adds up the movements that some span takes.
    pub(crate) fn of<T: Tracer>(
        case: &CaseRows<'_, '_>,
        coverage: &Coverage,
        movements: &Movements<'_>,
        tracer: &mut T,
    ) -> Self {
        let calendar = Calendar::of(case, coverage);
        let mut flows = Self {
            cells: vec![Cell::default(); SLOTS * CLASSES],
            without_rate: 0,
            rows_without_rate: Vec::new(),
        };
        for movement in &movements.all {
            let slots = calendar.slots(movement.date);
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
            flows.add(movement.class, slots, value);
            tracer.movement(movement.row, movement.class, slots, value.ok());
        }
        flows
    }

    fn add(&mut self, class: usize, slots: Slots, value: Result<i64, Cause>) {
        for slot in slots.iter() {
            let cell = &mut self.cells[slot * CLASSES + class];
            cell.count = cell.count.saturating_add(1);
            match value {
                Ok(value) => {
                    cell.sum += i128::from(value);
                    cell.largest = cell.largest.max(value.unsigned_abs());
                }
                Err(Cause::Overflow) => cell.overflowed = true,
                Err(_) => {}
            }
        }
    }

    /// A series in some spans.
    pub(crate) fn sum(&self, series: Series, slots: Slots) -> Result<i128, Fault> {
        let mut total = 0;
        for cell in self.cells(series.rows, slots) {
            if series.worth == Worth::One {
                total += i128::from(cell.count);
            } else if cell.overflowed {
                return Err(Fault::Overflow);
            } else if series.worth == Worth::Size {
                // All of a class have one sign.
                total += cell.sum.abs();
            } else {
                total += cell.sum;
            }
        }
        Ok(if series.worth == Worth::Turned {
            -total
        } else {
            total
        })
    }

    /// The largest amount of a series in some spans, zero without any.
    pub(crate) fn largest(&self, series: Series, slots: Slots) -> Result<i64, Fault> {
        let mut largest = 0;
        for cell in self.cells(series.rows, slots) {
            if cell.overflowed {
                return Err(Fault::Overflow);
            }
            largest = largest.max(cell.largest);
        }
        fit(i128::from(largest))
    }

    fn cells(&self, rows: Classes, slots: Slots) -> impl Iterator<Item = Cell> {
        slots
            .iter()
            .flat_map(move |slot| rows.iter().map(move |class| slot * CLASSES + class))
            .map(|place| self.cells[place])
    }
}

/// Which spans a day is in.
struct Calendar {
    /// First days of the twelve months before the decision's own, its own, and the month after it.
    months: [i32; 14],
    /// The last covered day, which runs of days end with.
    last: i32,
}

impl Calendar {
    fn of(case: &CaseRows<'_, '_>, coverage: &Coverage) -> Self {
        let mut months = [0; 14];
        for (offset, first) in (-12_i32..).zip(&mut months) {
            *first = first_day(case.month().plus(offset));
        }
        Self {
            months,
            last: coverage.to,
        }
    }

    fn slots(&self, day: i32) -> Slots {
        let begun = self.months.partition_point(|first| *first <= day);
        let month = if (1..=13).contains(&begun) {
            Slots::month(13 - begun)
        } else {
            Slots::default()
        };
        month.with(Slots::ring(self.last.saturating_sub(day)))
    }
}
