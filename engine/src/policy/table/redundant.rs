//! Rows that change no answer: without them the next row that holds says the same; and rows that are summed twice.

use std::collections::BTreeMap;

use super::axis::{AtomSet, sweep};
use super::gaps::free_from;
use super::study::{Budget, Grid, TooMuch};

/// The rows of a table whose first row answers that could be left out, each with a row that would answer in its place.
///
/// `alike` tells whether two rows give the same. A row that cannot be told counts as its own answer, for the values
/// that are missing: leaving it out changes nothing only where the next row cannot be told for the same ones.
pub(super) fn redundant(
    grid: &Grid<'_>,
    alike: &dyn Fn(usize, usize) -> bool,
    budget: &mut Budget,
) -> Result<Vec<(usize, usize)>, TooMuch> {
    let full: Vec<AtomSet> = grid
        .order
        .iter()
        .map(|axis| AtomSet::from(0..grid.axes[*axis].size()))
        .collect();
    let active: Vec<Vec<AtomSet>> = grid
        .rows
        .iter()
        .map(|row| {
            let axes = grid.order.iter();
            axes.map(|axis| row.or_unknown(grid, *axis)).collect()
        })
        .collect();
    let count = grid.rows.len();
    let mut search = Search {
        free: active.iter().map(|sets| free_from(sets, &full)).collect(),
        active: &active,
        needed: vec![false; count],
        instead: vec![None; count],
        grid,
        alike,
    };
    let rows: Vec<Row> = (0..count).map(|row| Row { row, unknown: 0 }).collect();
    search.from(0, &rows, budget)?;
    let told = (0..count).filter(|row| !search.needed[*row]);
    Ok(told
        .filter_map(|row| Some((row, search.instead[row]?)))
        .collect())
}

/// The rows that hold for exactly what an earlier row holds for and give the same, with that row.
pub(super) fn duplicated(
    grid: &Grid<'_>,
    alike: &dyn Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let mut known: BTreeMap<Vec<Vec<(u32, u32)>>, Vec<usize>> = BTreeMap::new();
    let mut told = Vec::new();
    for (index, row) in grid.rows.iter().enumerate() {
        if row.is_empty() {
            continue;
        }
        let ranges = |set: &AtomSet| set.0.iter().map(|range| (range.start, range.end)).collect();
        let before = known
            .entry(row.own.iter().map(ranges).collect())
            .or_default();
        if let Some(first) = before.iter().find(|first| alike(**first, index)) {
            told.push((index, *first));
        }
        before.push(index);
    }
    told
}

/// A row that holds so far, or cannot be told: for which axes, as bits.
#[derive(Clone, Copy)]
struct Row {
    row: usize,
    unknown: u64,
}

struct Search<'s> {
    grid: &'s Grid<'s>,
    /// By row, then axis: where it holds or cannot be told.
    active: &'s [Vec<AtomSet>],
    free: Vec<usize>,
    alike: &'s dyn Fn(usize, usize) -> bool,
    /// Rows without which some answer is another.
    needed: Vec<bool>,
    /// A row that would answer in a row's place.
    instead: Vec<Option<usize>>,
}

impl Search<'_> {
    /// `rows` in file order.
    fn from(&mut self, depth: usize, rows: &[Row], budget: &mut Budget) -> Result<(), TooMuch> {
        // Only the first two rows that are not shut out matter.
        let always = rows.iter().enumerate();
        let mut always = always.filter(|(_, row)| self.free[row.row] <= depth);
        let (first, second) = (always.next(), always.next());
        let rows = second.map_or(rows, |(second, _)| &rows[..=second]);
        let may_be_first = first.map_or(rows, |(first, _)| &rows[..=first]);
        if may_be_first.iter().all(|row| self.needed[row.row]) {
            return Ok(());
        }
        let Some(axis) = self.grid.order.get(depth).copied() else {
            self.answer(rows);
            return Ok(());
        };
        let (size, missing) = (self.grid.axes[axis].size(), self.grid.axes[axis].missing());
        let (grid, all) = (self.grid, self.active);
        let sets: Vec<&AtomSet> = rows.iter().map(|row| &all[row.row][depth]).collect();
        sweep(&sets, size, missing, |atoms, active| {
            budget.spend(active.len() + 1)?;
            let of_missing = Some(atoms.start) == missing;
            let active: Vec<Row> = active
                .iter()
                .filter_map(|place| rows.get(*place))
                .map(|row| {
                    let holds = !of_missing || grid.rows[row.row].own[axis].has(atoms.start);
                    let bit = if holds { 0 } else { 1_u64 << (axis % 64) };
                    Row {
                        unknown: row.unknown | bit,
                        ..*row
                    }
                })
                .collect();
            self.from(depth + 1, &active, budget)
        })
    }

    /// What the first row answers, held against what the next one would.
    fn answer(&mut self, rows: &[Row]) {
        let Some(first) = rows.first() else {
            return;
        };
        let same = rows.get(1).filter(|next| {
            next.unknown == first.unknown
                && (first.unknown != 0 || (self.alike)(first.row, next.row))
        });
        match same {
            None => self.needed[first.row] = true,
            Some(next) if first.unknown == 0 => {
                self.instead[first.row].get_or_insert(next.row);
            }
            Some(_) => {}
        }
    }
}
