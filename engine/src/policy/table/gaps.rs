//! The boxes that no row of a table covers.
//!
//! One axis after the other is swept from end to end. On each stretch the rows that hold are known, and the rest of the
//! axes is searched among them only. A stretch on which some row holds whatever the rest is, is done.

use super::axis::{AtomSet, sweep};
use super::study::{Budget, Grid, TooMuch};

/// The most boxes that are told.
const BOXES_MAX: usize = 10_000;

/// A box of the axes from some depth on.
type Partial = Vec<AtomSet>;

/// The uncovered boxes, each with a set for every axis in the grid's order of search.
pub(super) fn gaps(grid: &Grid<'_>, budget: &mut Budget) -> Result<Vec<Partial>, TooMuch> {
    // A missing value makes rows unknown and never false: what it leaves open is no gap.
    let sets: Vec<Vec<AtomSet>> = grid
        .rows
        .iter()
        .map(|row| {
            let axes = grid.order.iter();
            axes.map(|axis| row.own[*axis].below(grid.axes[*axis].known()))
                .collect()
        })
        .collect();
    let full: Vec<AtomSet> = grid
        .order
        .iter()
        .map(|axis| AtomSet::from(0..grid.axes[*axis].known()))
        .collect();
    // A column that can only be missing leaves nothing to search.
    if full.iter().any(AtomSet::is_empty) {
        return Ok(Vec::new());
    }
    let free: Vec<usize> = sets.iter().map(|sets| free_from(sets, &full)).collect();
    let rows: Vec<usize> = (0..sets.len())
        .filter(|row| !sets[*row].iter().any(AtomSet::is_empty))
        .collect();
    let search = Search {
        sets,
        full,
        free,
        ordered: grid
            .order
            .iter()
            .map(|axis| grid.axes[*axis].ordered)
            .collect(),
    };
    search.from(0, &rows, budget)
}

/// The first axis from which on a row limits nothing.
pub(super) fn free_from(sets: &[AtomSet], full: &[AtomSet]) -> usize {
    let limited = sets.iter().zip(full).rposition(|(set, full)| set != full);
    limited.map_or(0, |axis| axis + 1)
}

struct Search {
    /// By row, then axis.
    sets: Vec<Vec<AtomSet>>,
    full: Vec<AtomSet>,
    free: Vec<usize>,
    ordered: Vec<bool>,
}

impl Search {
    fn from(
        &self,
        depth: usize,
        rows: &[usize],
        budget: &mut Budget,
    ) -> Result<Vec<Partial>, TooMuch> {
        if rows.is_empty() {
            return Ok(vec![self.full[depth..].to_vec()]);
        }
        if rows.iter().any(|row| self.free[*row] <= depth) {
            return Ok(Vec::new());
        }
        let sets: Vec<&AtomSet> = rows.iter().map(|row| &self.sets[*row][depth]).collect();
        let size = self.full[depth].hull().end;
        let last = depth + 1 == self.full.len();
        let mut found: Vec<(AtomSet, Vec<Partial>)> = Vec::new();
        sweep(&sets, size, None, |atoms, active| {
            let rest = if last {
                budget.spend(1)?;
                let open = active.is_empty();
                if open { vec![Vec::new()] } else { Vec::new() }
            } else {
                budget.spend(active.len())?;
                let active: Vec<usize> = active.iter().map(|place| rows[*place]).collect();
                self.from(depth + 1, &active, budget)?
            };
            if rest.is_empty() {
                return Ok(());
            }
            let alike = found.iter_mut().rev().find(|(set, known)| {
                *known == rest && (!self.ordered[depth] || set.hull().end == atoms.start)
            });
            match alike {
                Some((set, _)) => set.push(atoms),
                None => found.push((atoms.into(), rest)),
            }
            Ok(())
        })?;
        let boxes: Vec<Partial> = found
            .into_iter()
            .flat_map(|(set, rest)| {
                rest.into_iter()
                    .map(move |rest| [vec![set.clone()], rest].concat())
            })
            .collect();
        if boxes.len() > BOXES_MAX {
            return Err(TooMuch);
        }
        Ok(boxes)
    }
}
