//! Which rows a feature's number came from: the computation itself tells, when somebody listens.

use chrono::NaiveDate;

use super::measure::{Series, Worth};
use super::price_index::IndexPair;
use super::slots::Slots;
use crate::frames::Table;

/// Listens to a computation.
pub(crate) trait Tracer {
    /// Whether anything is kept; where not, the calls below compile to nothing.
    const LISTENS: bool;

    /// A movement went to the cells of its class in these slots, with an amount in the case's
    /// currency or only counted.
    fn movement(&mut self, row: usize, class: usize, slots: Slots, value: Option<i64>);

    /// A feature read the cells of a series in these slots.
    fn cells(&mut self, feature: usize, series: Series, slots: Slots);

    /// A feature read a row.
    fn row(&mut self, feature: usize, table: Table, row: usize);

    /// A feature brought the amounts of a month to the last prices known.
    fn index(&mut self, feature: usize, pair: IndexPair);

    /// A feature reduced a number, among others, to its own.
    fn number(&mut self, feature: usize, of: NumberOf, number: i64);
}

/// What a number that a feature reduced is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberOf {
    /// One row.
    Row(RowRef),
    /// The end of one day.
    Day(NaiveDate),
    /// One day, as it is counted.
    DayThatCounts(NaiveDate),
}

/// Nobody listens.
pub(crate) struct NoTrace;

impl Tracer for NoTrace {
    const LISTENS: bool = false;

    fn movement(&mut self, _: usize, _: usize, _: Slots, _: Option<i64>) {}

    fn cells(&mut self, _: usize, _: Series, _: Slots) {}

    fn row(&mut self, _: usize, _: Table, _: usize) {}

    fn index(&mut self, _: usize, _: IndexPair) {}

    fn number(&mut self, _: usize, _: NumberOf, _: i64) {}
}

/// A row that a feature read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowRef {
    /// The table.
    pub table: Table,
    /// The row's position in it, from 0. Its `payload` and `row` columns say where it was read.
    pub row: usize,
}

/// Keeps every row, and for what each feature read it.
pub(crate) struct RowTrace {
    movements: Vec<Movement>,
    heard: Vec<Heard>,
}

/// What one feature read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Heard {
    pub(crate) rows: Vec<RowRef>,
    /// The series that it read, in the order that it did, and in which slots.
    pub(crate) series: Vec<(Series, Slots)>,
    pub(crate) numbers: Vec<(NumberOf, i64)>,
    /// The indexes that its amounts were brought to the last prices by.
    pub(crate) indexes: Vec<IndexPair>,
}

/// A movement as the fold added it up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Movement {
    pub(crate) row: usize,
    pub(crate) slots: Slots,
    class: usize,
    value: Option<i64>,
}

impl Movement {
    /// What it is worth in a series; `None` when it is not of it, or has no amount.
    pub(crate) fn worth(&self, series: Series) -> Option<i128> {
        if !series.rows.has(self.class) {
            return None;
        }
        match series.worth {
            Worth::One => Some(1),
            Worth::Signed => self.value.map(i128::from),
            Worth::Turned => self.value.map(|value| -i128::from(value)),
            Worth::Size => self.value.map(|value| i128::from(value).abs()),
        }
    }
}

impl RowTrace {
    pub(crate) fn new(features: usize) -> Self {
        Self {
            movements: Vec::new(),
            heard: vec![Heard::default(); features],
        }
    }

    /// What each feature read, its rows sorted, each once; and every movement.
    pub(crate) fn finish(mut self) -> (Vec<Heard>, Vec<Movement>) {
        for heard in &mut self.heard {
            heard.rows.sort_unstable();
            heard.rows.dedup();
        }
        (self.heard, self.movements)
    }
}

impl Tracer for RowTrace {
    const LISTENS: bool = true;

    fn movement(&mut self, row: usize, class: usize, slots: Slots, value: Option<i64>) {
        self.movements.push(Movement {
            row,
            slots,
            class,
            value,
        });
    }

    fn cells(&mut self, feature: usize, series: Series, slots: Slots) {
        let counts =
            |movement: &&Movement| movement.slots.meets(slots) && movement.worth(series).is_some();
        let read = self.movements.iter().filter(counts);
        if let Some(heard) = self.heard.get_mut(feature) {
            heard.rows.extend(read.map(|movement| RowRef {
                table: Table::Transactions,
                row: movement.row,
            }));
            heard.series.push((series, slots));
        }
    }

    fn row(&mut self, feature: usize, table: Table, row: usize) {
        if let Some(heard) = self.heard.get_mut(feature) {
            heard.rows.push(RowRef { table, row });
        }
    }

    fn index(&mut self, feature: usize, pair: IndexPair) {
        if let Some(heard) = self.heard.get_mut(feature) {
            heard.indexes.push(pair);
        }
    }

    fn number(&mut self, feature: usize, of: NumberOf, number: i64) {
        if let Some(heard) = self.heard.get_mut(feature) {
            heard.numbers.push((of, number));
        }
    }
}
