//! The table that movements are added up in: a cell for each class and span.

use crate::features::measure::{CLASSES, Classes};
use crate::features::slots::{SLOTS, Slots};
use crate::features::value::Cause;

/// What the movements of one class in one span of time come to.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cell {
    pub(super) sum: i128,
    pub(super) largest: u64,
    pub(super) count: u32,
    pub(super) overflowed: bool,
}

/// Cells by span and class, none until movements are added up. A case fills few of them, so which are filled is kept: only these are
/// read, and only these are emptied for the next case.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    cells: Vec<Cell>,
    filled: [Classes; SLOTS],
}

impl Cells {
    /// Empties every cell.
    pub(super) fn clear(&mut self) {
        self.cells.resize(SLOTS * CLASSES, Cell::default());
        for (slot, filled) in self.filled.iter_mut().enumerate() {
            for class in std::mem::take(filled).iter() {
                self.cells[slot * CLASSES + class] = Cell::default();
            }
        }
    }

    /// Adds a movement to the cells of its class in these spans.
    pub(super) fn add(&mut self, class: usize, slots: Slots, value: Result<i64, Cause>) {
        for slot in slots.iter() {
            self.filled[slot] = self.filled[slot].with(class);
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

    /// Calls `visit` on the filled cells of some classes in some spans.
    pub(super) fn each<'c, F>(
        &'c self,
        rows: Classes,
        slots: Slots,
        mut visit: impl FnMut(&'c Cell) -> Result<(), F>,
    ) -> Result<(), F> {
        for slot in slots.iter() {
            for class in rows.and(self.filled[slot]).iter() {
                visit(&self.cells[slot * CLASSES + class])?;
            }
        }
        Ok(())
    }
}
