//! The table that movements are added up in: a row for each class, a column for each stretch of time.

use super::calendar::{STRETCHES, Stretch};
use crate::features::measure::{CLASSES, Classes, Worth};
use crate::features::slots::Slots;
use crate::features::value::Cause;

/// What the movements of one class in one stretch come to.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    sum: i128,
    largest: u64,
    count: u32,
}

/// What the movements of one class come to, stretch by stretch.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Row {
    cells: [Cell; STRETCHES],
    /// The spans that an amount is missing from, because it does not fit.
    overflowed: Slots,
}

/// Rows by class. A case has movements of few classes, so only those have a row.
#[derive(Debug)]
pub(super) struct Cells {
    rows: Vec<Row>,
    /// The number of each class's row, from 1; 0 where it has none.
    numbers: [u8; CLASSES],
    /// The classes that have a row.
    classes: Classes,
}

impl Row {
    /// Adds what it is worth to the totals, stretch by stretch.
    pub(super) fn add_to(&self, totals: &mut [i128; STRETCHES], worth: Worth) {
        let each = totals.iter_mut().zip(&self.cells);
        match worth {
            Worth::One => each.for_each(|(total, cell)| *total += i128::from(cell.count)),
            // All of a class have one sign.
            Worth::Size => each.for_each(|(total, cell)| *total += cell.sum.abs()),
            Worth::Signed => each.for_each(|(total, cell)| *total += cell.sum),
            Worth::Turned => each.for_each(|(total, cell)| *total -= cell.sum),
        }
    }

    /// The largest amount of each stretch.
    pub(super) fn largest(&self) -> impl Iterator<Item = u64> {
        self.cells.iter().map(|cell| cell.largest)
    }

    /// The spans that it cannot be added up over.
    pub(super) fn unknown(&self, worth: Worth) -> Slots {
        match worth {
            Worth::One => Slots::default(),
            Worth::Size | Worth::Signed | Worth::Turned => self.overflowed,
        }
    }
}

impl Default for Cells {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            numbers: [0; CLASSES],
            classes: Classes::default(),
        }
    }
}

impl Cells {
    /// Empties every cell.
    pub(super) fn clear(&mut self) {
        self.rows.clear();
        self.numbers.fill(0);
        self.classes = Classes::default();
    }

    /// Adds a movement to its class in a stretch, which has this position.
    #[inline]
    pub(super) fn add(
        &mut self,
        class: usize,
        (at, stretch): (usize, &Stretch),
        value: Result<i64, Cause>,
    ) {
        if self.numbers[class] == 0 {
            self.begin(class);
        }
        let row = &mut self.rows[usize::from(self.numbers[class]) - 1];
        let cell = &mut row.cells[at];
        cell.count = cell.count.saturating_add(1);
        match value {
            Ok(value) => {
                cell.sum += i128::from(value);
                cell.largest = cell.largest.max(value.unsigned_abs());
            }
            Err(Cause::Overflow) => row.overflowed = row.overflowed.with(stretch.slots),
            Err(_) => {}
        }
    }

    /// The rows of some classes.
    pub(super) fn of(&self, classes: Classes) -> impl Iterator<Item = &Row> {
        let classes = classes.and(self.classes).iter();
        classes.map(move |class| &self.rows[usize::from(self.numbers[class]) - 1])
    }

    #[cold]
    fn begin(&mut self, class: usize) {
        self.rows.push(Row::default());
        self.numbers[class] = u8::try_from(self.rows.len()).unwrap_or_default();
        self.classes = self.classes.with(class);
    }
}
