//! Which rows a feature's number came from: the computation itself tells, when somebody listens.

use super::measure::Classes;
use super::slots::Slots;
use crate::frames::Table;

/// Listens to a computation.
pub(crate) trait Tracer {
    /// Whether anything is kept; where not, the calls below compile to nothing.
    const LISTENS: bool;

    /// A movement went to the cells of its class in these slots, with an amount or only counted.
    fn movement(&mut self, row: usize, class: usize, slots: Slots, valued: bool);

    /// A feature read the cells of these classes in these slots.
    fn cells(&mut self, feature: usize, classes: Classes, slots: Slots, valued: bool);

    /// A feature read a row.
    fn row(&mut self, feature: usize, table: Table, row: usize);
}

/// Nobody listens.
pub(crate) struct NoTrace;

impl Tracer for NoTrace {
    const LISTENS: bool = false;

    fn movement(&mut self, _: usize, _: usize, _: Slots, _: bool) {}

    fn cells(&mut self, _: usize, _: Classes, _: Slots, _: bool) {}

    fn row(&mut self, _: usize, _: Table, _: usize) {}
}

/// A row that a feature read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowRef {
    /// The table.
    pub table: Table,
    /// The row's position in it, from 0. Its `payload` and `row` columns say where it was read.
    pub row: usize,
}

/// Keeps every row.
pub(crate) struct RowTrace {
    movements: Vec<Movement>,
    rows: Vec<Vec<RowRef>>,
}

struct Movement {
    row: usize,
    class: usize,
    slots: Slots,
    valued: bool,
}

impl RowTrace {
    pub(crate) fn new(features: usize) -> Self {
        Self {
            movements: Vec::new(),
            rows: vec![Vec::new(); features],
        }
    }

    /// The rows of each feature, sorted, each once.
    pub(crate) fn finish(mut self) -> Vec<Vec<RowRef>> {
        for rows in &mut self.rows {
            rows.sort_unstable();
            rows.dedup();
        }
        self.rows
    }
}

impl Tracer for RowTrace {
    const LISTENS: bool = true;

    fn movement(&mut self, row: usize, class: usize, slots: Slots, valued: bool) {
        self.movements.push(Movement {
            row,
            class,
            slots,
            valued,
        });
    }

    fn cells(&mut self, feature: usize, classes: Classes, slots: Slots, valued: bool) {
        let read = self.movements.iter().filter(|movement| {
            classes.has(movement.class)
                && movement.slots.meets(slots)
                && (movement.valued || !valued)
        });
        if let Some(rows) = self.rows.get_mut(feature) {
            rows.extend(read.map(|movement| RowRef {
                table: Table::Transactions,
                row: movement.row,
            }));
        }
    }

    fn row(&mut self, feature: usize, table: Table, row: usize) {
        if let Some(rows) = self.rows.get_mut(feature) {
            rows.push(RowRef { table, row });
        }
    }
}
