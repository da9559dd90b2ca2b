//! Pairs of rows that hold for the same values, and rows within others.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::axis::AtomSet;
use super::study::{Budget, Grid, GridRow, TooMuch};

/// The most pairs that are told.
const PAIRS_MAX: usize = 10_000;

/// The pairs of rows that can hold at once, the later row first, with what both hold for.
pub(super) fn overlaps(
    grid: &Grid<'_>,
    budget: &mut Budget,
) -> Result<Vec<(usize, usize, Vec<AtomSet>)>, TooMuch> {
    let mut rows: Vec<usize> = (0..grid.rows.len())
        .filter(|row| !grid.rows[*row].is_empty())
        .collect();
    // Rows are compared only where they meet on the axis that parts them best.
    let best = (0..grid.axes.len()).min_by_key(|axis| pairs_on(grid, &rows, *axis));
    let hull = |row: usize| best.map_or(0..1, |axis| grid.rows[row].own[axis].hull());
    rows.sort_by_key(|row| (hull(*row).start, *row));
    let mut open: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    for row in rows {
        open.retain(|other| hull(*other).end > hull(row).start);
        budget.spend(open.len() + 1)?;
        for other in &open {
            if let Some(both) = both(&grid.rows[row], &grid.rows[*other]) {
                found.push((row.max(*other), row.min(*other), both));
            }
        }
        if found.len() > PAIRS_MAX {
            return Err(TooMuch);
        }
        open.push(row);
    }
    found.sort_by_key(|(later, earlier, _)| (*later, *earlier));
    Ok(found)
}

/// The first of some other rows that holds whenever a row does.
pub(super) fn within(
    grid: &Grid<'_>,
    row: usize,
    others: impl Iterator<Item = usize>,
    budget: &mut Budget,
) -> Result<Option<usize>, TooMuch> {
    let inner = &grid.rows[row];
    for other in others {
        budget.spend(1)?;
        let mut axes = grid.rows[other].own.iter().zip(&inner.own);
        if axes.all(|(outer, inner)| outer.has_all(inner)) {
            return Ok(Some(other));
        }
    }
    Ok(None)
}

/// How many pairs of rows meet on an axis, going by their first and last atoms.
fn pairs_on(grid: &Grid<'_>, rows: &[usize], axis: usize) -> usize {
    let hulls = rows.iter().map(|row| grid.rows[*row].own[axis].hull());
    let mut hulls: Vec<(u32, u32)> = hulls.map(|hull| (hull.start, hull.end)).collect();
    hulls.sort_unstable();
    let mut ends: BinaryHeap<Reverse<u32>> = BinaryHeap::new();
    let mut pairs = 0;
    for (start, end) in hulls {
        while ends.peek().is_some_and(|Reverse(end)| *end <= start) {
            ends.pop();
        }
        pairs += ends.len();
        ends.push(Reverse(end));
    }
    pairs
}

fn both(one: &GridRow, other: &GridRow) -> Option<Vec<AtomSet>> {
    let mut sets = Vec::with_capacity(one.own.len());
    for (one, other) in one.own.iter().zip(&other.own) {
        let both = one.both(other);
        if both.is_empty() {
            return None;
        }
        sets.push(both);
    }
    Some(sets)
}
