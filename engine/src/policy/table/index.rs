//! Finding the rows of a large table that may hold, without looking at all of them.
//!
//! A tree over the columns: at each node one column's ranges are cut into stretches on which all of them agree, each with
//! the rows that may hold there. Rows that are left out hold for no value on the way, so the answer is the scan's.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Row;
use super::cut::{Cut, Family, Key};
use crate::policy::cell::Cell;
use crate::policy::manifest::HitPolicy;
use crate::policy::value::Value;

/// Up to so many rows are looked at one after the other.
const FEW: usize = 16;
/// How many entries an index may have for each row of its table.
const ENTRIES_PER_ROW: usize = 64;

/// A table's index; empty for small tables.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    root: Option<Node>,
}

#[derive(Debug, Clone)]
enum Node {
    Rows(Vec<u32>),
    Split {
        column: usize,
        cuts: Vec<Cut>,
        /// What lies before the first cut, between cuts, and after the last.
        parts: Vec<Node>,
        none: Box<Node>,
        missing: Box<Node>,
    },
}

/// What a row's cell may hold for.
enum Reach {
    All,
    None,
    Missing,
    Spans(Vec<(Cut, Cut)>),
}

/// The rows of each stretch of a column.
struct Parts {
    cuts: Vec<Cut>,
    rows: Vec<Vec<u32>>,
    entries: usize,
}

struct Builder {
    hit: HitPolicy,
    /// By row, then column; the last column is the date of the decision.
    reaches: Vec<Vec<Reach>>,
    /// How many entries may still be made.
    left: usize,
}

impl Index {
    pub(super) fn new(hit: HitPolicy, rows: &[Row]) -> Self {
        // Every row of a table of rules is an event of its own.
        if rows.len() <= FEW || hit == HitPolicy::Rules {
            return Self::default();
        }
        let mut builder = Builder {
            hit,
            reaches: rows.iter().map(reaches).collect(),
            left: rows.len() * ENTRIES_PER_ROW,
        };
        let columns: Vec<usize> = (0..builder.reaches.first().map_or(0, Vec::len)).collect();
        let all = (0..rows.len())
            .filter_map(|row| u32::try_from(row).ok())
            .collect();
        Self {
            root: Some(builder.node(all, &columns)),
        }
    }

    /// The rows that may hold, in file order; `None` when there is no index.
    pub(super) fn rows<V: Borrow<Value>>(&self, values: &[V], as_of: NaiveDate) -> Option<&[u32]> {
        let mut node = self.root.as_ref()?;
        loop {
            match node {
                Node::Rows(rows) => return Some(rows),
                Node::Split {
                    column,
                    cuts,
                    parts,
                    none,
                    missing,
                } => {
                    let value = values.get(*column).map(Borrow::borrow);
                    let key = match value {
                        None => Some(Key::Date(as_of)),
                        Some(value) => Key::of(value),
                    };
                    node = match (key, value) {
                        (Some(key), _) => {
                            let place = Cut::before(key);
                            parts.get(cuts.partition_point(|cut| *cut <= place))?
                        }
                        (None, Some(Value::None(_))) => none,
                        (None, _) => missing,
                    };
                }
            }
        }
    }
}

impl Builder {
    fn node(&mut self, rows: Vec<u32>, columns: &[usize]) -> Node {
        if rows.len() <= FEW {
            return Node::Rows(rows);
        }
        let mut best: Option<(usize, Parts)> = None;
        for column in columns {
            let Some(parts) = self.parts(&rows, *column, columns) else {
                continue;
            };
            // The fewer rows a stretch has on average, the better the column tells rows apart.
            let better = best.as_ref().is_none_or(|(_, known)| {
                parts.entries * known.rows.len() < known.entries * parts.rows.len()
            });
            if better {
                best = Some((*column, parts));
            }
        }
        let parted = |parts: &Parts| parts.entries < rows.len() * parts.rows.len();
        let Some((column, parts)) = best.filter(|(_, parts)| parted(parts)) else {
            return Node::Rows(rows);
        };
        self.left -= parts.entries;
        let columns: Vec<usize> = columns.iter().copied().filter(|c| *c != column).collect();
        let none = self.holding(&rows, column, |reach| {
            matches!(reach, Reach::All | Reach::None)
        });
        Node::Split {
            column,
            cuts: parts.cuts,
            parts: parts
                .rows
                .into_iter()
                .map(|rows| self.node(rows, &columns))
                .collect(),
            none: Box::new(self.node(none, &columns)),
            // No cell is false of a missing value.
            missing: Box::new(self.node(rows, &columns)),
        }
    }

    fn holding(&self, rows: &[u32], column: usize, holds: impl Fn(&Reach) -> bool) -> Vec<u32> {
        let holding = rows
            .iter()
            .filter(|row| holds(&self.reaches[**row as usize][column]));
        holding.copied().collect()
    }

    /// A column's stretches with their rows; `None` when they would be too many entries.
    fn parts(&self, rows: &[u32], column: usize, columns: &[usize]) -> Option<Parts> {
        let mut begins: BTreeMap<&Cut, Vec<u32>> = BTreeMap::new();
        let mut ends: BTreeMap<&Cut, Vec<u32>> = BTreeMap::new();
        let mut active: BTreeSet<u32> = BTreeSet::new();
        for row in rows {
            match &self.reaches[*row as usize][column] {
                Reach::All => {
                    active.insert(*row);
                }
                Reach::None | Reach::Missing => {}
                Reach::Spans(spans) => {
                    for (from, to) in spans {
                        begins.entry(from).or_default().push(*row);
                        ends.entry(to).or_default().push(*row);
                    }
                }
            }
        }
        let cuts: BTreeSet<&Cut> = begins.keys().chain(ends.keys()).copied().collect();
        let mut parts = Parts {
            cuts: cuts.iter().map(|cut| (*cut).clone()).collect(),
            rows: vec![self.listed(&active, column, columns)],
            entries: 0,
        };
        parts.entries = parts.rows.iter().map(Vec::len).sum();
        for cut in cuts {
            // One stretch of a row may begin where another ends: ends first.
            for row in ends.get(cut).into_iter().flatten() {
                active.remove(row);
            }
            active.extend(begins.get(cut).into_iter().flatten());
            let listed = self.listed(&active, column, columns);
            parts.entries += listed.len();
            parts.rows.push(listed);
            if parts.entries > self.left {
                return None;
            }
        }
        // A column without cuts has one stretch all the same.
        (parts.entries <= self.left).then_some(parts)
    }

    /// The rows of a stretch. Of a table whose first row answers, none after one that nothing else
    /// can stop.
    fn listed(&self, active: &BTreeSet<u32>, column: usize, columns: &[usize]) -> Vec<u32> {
        let mut listed = Vec::new();
        for row in active {
            listed.push(*row);
            let stops = self.hit == HitPolicy::First
                && columns.iter().all(|other| {
                    *other == column || matches!(self.reaches[*row as usize][*other], Reach::All)
                });
            if stops {
                break;
            }
        }
        listed
    }
}

fn reaches(row: &Row) -> Vec<Reach> {
    let cells = row.cells.iter().map(|cell| match cell {
        Cell::Any => Reach::All,
        Cell::None => Reach::None,
        Cell::Missing => Reach::Missing,
        other => Reach::Spans(other.spans()),
    });
    cells
        .chain([match in_force(row) {
            Some(span) => Reach::Spans(vec![span]),
            None => Reach::All,
        }])
        .collect()
}

/// The dates on which a row is in force; `None` for all.
pub(super) fn in_force(row: &Row) -> Option<(Cut, Cut)> {
    if row.from.is_none() && row.until.is_none() {
        return None;
    }
    let from = row.from.map(|from| Cut::before(Key::Date(from)));
    let until = row.until.map(|until| Cut::after(Key::Date(until)));
    Some((
        from.unwrap_or(Cut::start(Family::Date)),
        until.unwrap_or(Cut::end(Family::Date)),
    ))
}
