//! Which rows of a table can be its answer, where the first row that holds answers.

use super::axis::{AtomSet, sweep};
use super::gaps::free_from;
use super::study::{Budget, Grid, TooMuch};

/// For each row, whether it answers for some values.
///
/// `missing_stops` tells what a row does for a missing value that it says nothing of: in a table it
/// cannot be told, so that no later row answers; in a scorecard later rows are still looked at.
pub(super) fn reached(
    grid: &Grid<'_>,
    missing_stops: bool,
    budget: &mut Budget,
) -> Result<Vec<bool>, TooMuch> {
    let full: Vec<AtomSet> = grid
        .order
        .iter()
        .map(|axis| AtomSet::from(0..grid.axes[*axis].size()))
        .collect();
    let stops: Vec<Vec<AtomSet>> = grid
        .rows
        .iter()
        .map(|row| {
            let axes = grid.order.iter();
            axes.map(|axis| {
                let mut set = row.own[*axis].clone();
                if let (true, Some(missing)) = (missing_stops, grid.axes[*axis].missing()) {
                    set.push(missing..missing + 1);
                }
                set
            })
            .collect()
        })
        .collect();
    let mut search = Search {
        free: stops.iter().map(|sets| free_from(sets, &full)).collect(),
        stops: &stops,
        reached: vec![false; grid.rows.len()],
        grid,
    };
    // A row that never holds may still be one that cannot be told.
    let rows: Vec<(usize, bool)> = (0..grid.rows.len())
        .map(|row| (row, !grid.rows[row].is_empty()))
        .collect();
    search.from(0, &rows, budget)?;
    Ok(search.reached)
}

struct Search<'s> {
    grid: &'s Grid<'s>,
    /// By row, then axis: where it answers or cannot be told.
    stops: &'s [Vec<AtomSet>],
    free: Vec<usize>,
    reached: Vec<bool>,
}

impl Search<'_> {
    /// `rows` in file order, each with whether it surely holds so far.
    fn from(
        &mut self,
        depth: usize,
        rows: &[(usize, bool)],
        budget: &mut Budget,
    ) -> Result<(), TooMuch> {
        let news = |(row, holds): &(usize, bool)| *holds && !self.reached[*row];
        if !rows.iter().any(news) {
            return Ok(());
        }
        // Nothing after a row that the rest of the axes does not limit can answer.
        let stop = rows.iter().position(|(row, _)| self.free[*row] <= depth);
        let rows = stop.map_or(rows, |stop| &rows[..=stop]);
        if stop == Some(0) {
            if let Some((row, true)) = rows.first() {
                self.reached[*row] = true;
            }
            return Ok(());
        }
        let Some(axis) = self.grid.order.get(depth).copied() else {
            return Ok(());
        };
        let (size, missing) = (self.grid.axes[axis].size(), self.grid.axes[axis].missing());
        let last = depth + 1 == self.grid.order.len();
        let (grid, stops) = (self.grid, self.stops);
        let sets: Vec<&AtomSet> = rows.iter().map(|(row, _)| &stops[*row][depth]).collect();
        sweep(&sets, size, missing, |atoms, active| {
            let of_missing = Some(atoms.start) == missing;
            // On the last axis only the first row matters.
            let taken = if last { 1 } else { active.len() };
            budget.spend(taken)?;
            let active: Vec<(usize, bool)> = active
                .iter()
                .take(taken)
                .filter_map(|place| rows.get(*place))
                .map(|(row, holds)| {
                    let holds_here = !of_missing || grid.rows[*row].own[axis].has(atoms.start);
                    (*row, *holds && holds_here)
                })
                .collect();
            self.from(depth + 1, &active, budget)
        })
    }
}
