//! What can be said of a table's rows together, before any case: gaps, overlaps, rows that never answer.

use std::collections::BTreeMap;

use super::axis::{AtomSet, Axis, Line};
use super::cut::Cut;
use super::domain::{Domain, Shape};
use super::index::in_force;
use super::region::Region;
use super::{Row, Table, gaps, overlaps, reach, redundant};
use crate::policy::cell::Cell;
use crate::policy::manifest::HitPolicy;

/// How many steps a search may take: enough for tens of thousands of rows in one or two dimensions.
const STEPS_MAX: usize = 4_000_000;

/// What was found in a table. Rows are told by their numbers from 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Study {
    /// Boxes for which no row holds.
    pub gaps: Vec<Region>,
    /// Pairs of rows that hold for the same values, where only one may.
    pub overlaps: Vec<Overlap>,
    /// Rows that never answer because rows before them do, with the one row that is enough for it.
    pub masked: Vec<(usize, Option<usize>)>,
    /// Rows of a table of rules that another row makes superfluous.
    pub subsumed: Vec<(usize, usize)>,
    /// Rows without which every answer is the same, with one that would answer in their place.
    pub redundant: Vec<(usize, usize)>,
    /// Rows of a sum that hold for the same and add the same as an earlier one.
    pub duplicated: Vec<(usize, usize)>,
    /// Rows that hold for nothing that their columns can be given, with the column.
    pub unreachable: Vec<(usize, String)>,
    /// Whether a search took too long and was given up.
    pub unfinished: bool,
}

/// Two rows that hold for the same values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    /// The later row.
    pub row: usize,
    /// The earlier.
    pub other: usize,
    /// What both hold for.
    pub region: Region,
}

/// How the rows of something answer together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answering {
    /// As a table does.
    Table(HitPolicy),
    /// As the ranges of a characteristic: the first, with missing values left to a row that names them.
    Ranges,
}

/// A search that would take too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooMuch;

/// The steps that a search has left.
pub(super) struct Budget(usize);

/// A table's columns as axes and its rows as boxes.
pub(super) struct Grid<'g> {
    pub(super) axes: &'g [Axis],
    pub(super) rows: Vec<GridRow>,
    /// The axes in the order in which they are searched: those that part the rows best first.
    pub(super) order: Vec<usize>,
}

/// A row as a box.
pub(super) struct GridRow {
    /// By axis: where it surely holds.
    pub(super) own: Vec<AtomSet>,
}

impl Table {
    /// What can be said of its rows, by what each of its conditions can be given.
    #[must_use]
    pub fn study(&self, domains: &[Domain]) -> Study {
        let lines: Vec<Line<'_>> = self.rows.iter().map(Row::line).collect();
        let says = |row: usize| self.rows.get(row).map(|row| self.rule(row));
        let alike = |one: usize, other: usize| self.rows[one].results == self.rows[other].results;
        let answering = Answering::Table(self.hit);
        study_lines(&self.conditions, domains, &lines, answering, says, alike)
    }
}

/// What can be said of rows together. `says` is what a row of a table of rules gives, `alike` whether two rows give the
/// same.
pub(crate) fn study_lines(
    columns: &[String],
    domains: &[Domain],
    lines: &[Line<'_>],
    answering: Answering,
    says: impl Fn(usize) -> Option<(String, String)>,
    alike: impl Fn(usize, usize) -> bool,
) -> Study {
    let (axes, rows) = axes(columns, domains, lines);
    let grid = Grid {
        order: order(&axes, &rows),
        rows,
        axes: &axes,
    };
    let mut study = Study::default();
    for (index, row) in grid.rows.iter().enumerate() {
        let empty = (0..axes.len()).find(|axis| row.empty_on(*axis));
        if let Some(axis) = empty {
            study.unreachable.push((index, axes[axis].name.clone()));
        }
    }
    let (every, only_one, in_order) = match answering {
        Answering::Table(HitPolicy::First) => (true, false, true),
        Answering::Table(HitPolicy::Unique) => (true, true, false),
        Answering::Table(HitPolicy::Sum | HitPolicy::Rules) => (false, false, false),
        Answering::Ranges => (true, true, true),
    };
    let mut searched = Ok(());
    if every {
        searched = searched.and(study.search_gaps(&grid));
    }
    if only_one {
        searched = searched.and(study.search_overlaps(&grid));
    }
    if in_order {
        let missing_stops = answering != Answering::Ranges;
        searched = searched.and(study.search_masked(&grid, missing_stops));
    }
    if answering == Answering::Table(HitPolicy::Rules) {
        searched = searched.and(study.search_subsumed(&grid, says));
    }
    match answering {
        Answering::Table(HitPolicy::First) => {
            searched = searched.and(study.search_redundant(&grid, &alike));
        }
        Answering::Table(HitPolicy::Sum) => study.duplicated = redundant::duplicated(&grid, &alike),
        _ => {}
    }
    study.unfinished = searched.is_err();
    study
}

impl Study {
    fn search_gaps(&mut self, grid: &Grid<'_>) -> Result<(), TooMuch> {
        let boxes = gaps::gaps(grid, &mut Budget::default())?;
        self.gaps = boxes.iter().map(|sets| grid.searched(sets)).collect();
        Ok(())
    }

    fn search_overlaps(&mut self, grid: &Grid<'_>) -> Result<(), TooMuch> {
        let pairs = overlaps::overlaps(grid, &mut Budget::default())?;
        let told = pairs.into_iter().map(|(row, other, sets)| Overlap {
            row,
            other,
            region: grid.region(sets.iter().enumerate()),
        });
        self.overlaps = told.collect();
        Ok(())
    }

    fn search_masked(&mut self, grid: &Grid<'_>, missing_stops: bool) -> Result<(), TooMuch> {
        let reached = reach::reached(grid, missing_stops, &mut Budget::default())?;
        let mut budget = Budget::default();
        let rows = grid.rows.iter().enumerate().zip(reached);
        self.masked = rows
            .filter(|((_, row), reached)| !reached && !row.is_empty())
            .map(|((row, _), _)| {
                // Without the one row that is enough, the finding still holds.
                let by = overlaps::within(grid, row, 0..row, &mut budget);
                (row, by.unwrap_or_default())
            })
            .collect();
        Ok(())
    }

    fn search_redundant(
        &mut self,
        grid: &Grid<'_>,
        alike: &dyn Fn(usize, usize) -> bool,
    ) -> Result<(), TooMuch> {
        self.redundant = redundant::redundant(grid, alike, &mut Budget::default())?;
        Ok(())
    }

    /// Rows that say what another says, and hold only where it does. Of two alike, the later.
    fn search_subsumed(
        &mut self,
        grid: &Grid<'_>,
        says: impl Fn(usize) -> Option<(String, String)>,
    ) -> Result<(), TooMuch> {
        let mut alike: BTreeMap<Option<(String, String)>, Vec<usize>> = BTreeMap::new();
        for (index, row) in grid.rows.iter().enumerate() {
            if !row.is_empty() {
                alike.entry(says(index)).or_default().push(index);
            }
        }
        let mut budget = Budget::default();
        for rows in alike.values() {
            for row in rows {
                let others = rows.iter().copied().filter(|other| {
                    other < row || (other > row && grid.rows[*other].own != grid.rows[*row].own)
                });
                if let Some(other) = overlaps::within(grid, *row, others, &mut budget)? {
                    self.subsumed.push((*row, other));
                }
            }
        }
        self.subsumed.sort_unstable();
        Ok(())
    }
}

/// The axes of columns, those of one name together, and the rows on them.
pub(super) fn axes(
    columns: &[String],
    domains: &[Domain],
    lines: &[Line<'_>],
) -> (Vec<Axis>, Vec<GridRow>) {
    let mut axes: Vec<Axis> = Vec::new();
    let mut own: Vec<Vec<AtomSet>> = lines.iter().map(|_| Vec::new()).collect();
    for (first, (name, domain)) in columns.iter().zip(domains).enumerate() {
        if axes.iter().any(|axis| axis.name == *name) {
            continue;
        }
        let same: Vec<usize> = (first..columns.len())
            .filter(|column| columns[*column] == *name)
            .collect();
        let all = lines.iter().flat_map(|line| cells(line, &same));
        let spans: Vec<(Cut, Cut)> = all.flat_map(Cell::spans).collect();
        let axis = Axis::new(name, &spans, domain);
        for (line, own) in lines.iter().zip(&mut own) {
            let sets = cells(line, &same).map(|cell| axis.set(cell));
            let held = sets.reduce(|one, other| one.both(&other));
            own.push(held.unwrap_or_default());
        }
        axes.push(axis);
    }
    if let Some(domain) = dates(lines) {
        let spans: Vec<(Cut, Cut)> = lines.iter().filter_map(|l| l.in_force.clone()).collect();
        let axis = Axis::new("date", &spans, &domain);
        for (line, own) in lines.iter().zip(&mut own) {
            own.push(match &line.in_force {
                Some(span) => axis.covered(std::slice::from_ref(span)),
                None => AtomSet::from(0..axis.size()),
            });
        }
        axes.push(axis);
    }
    (axes, own.into_iter().map(|own| GridRow { own }).collect())
}

/// A line's cells in some columns.
fn cells<'l>(line: &'l Line<'l>, columns: &'l [usize]) -> impl Iterator<Item = &'l Cell> {
    columns
        .iter()
        .filter_map(|column| line.cells.get(*column).copied())
}

/// The dates that a dated table speaks of: from its first day to its last. It is continued in time.
fn dates(lines: &[Line<'_>]) -> Option<Domain> {
    let spans: Vec<&(Cut, Cut)> = lines.iter().filter_map(|l| l.in_force.as_ref()).collect();
    if spans.is_empty() {
        return None;
    }
    let always = spans.len() < lines.len();
    let low = spans.iter().map(|(from, _)| from).min().filter(|_| !always);
    let high = spans.iter().map(|(_, to)| to).max().filter(|_| !always);
    Some(Domain {
        shape: Shape::Dates {
            low: low.and_then(Cut::date),
            high: high.and_then(Cut::date),
        },
        none: false,
        missing: false,
    })
}

/// The axes in the order in which they are searched: those that part the rows best first.
pub(super) fn order(axes: &[Axis], rows: &[GridRow]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..axes.len()).collect();
    let widths = |axis: usize| -> u64 {
        let rows = rows.iter();
        rows.map(|row| row.own[axis].share(axes[axis].size())).sum()
    };
    order.sort_by_cached_key(|axis| widths(*axis));
    order
}

impl Row {
    /// The row as a search sees it.
    pub(super) fn line(&self) -> Line<'_> {
        Line {
            cells: self.cells.iter().collect(),
            in_force: in_force(self),
        }
    }
}

impl Grid<'_> {
    /// A box whose sets stand in the order of search.
    fn searched(&self, sets: &[AtomSet]) -> Region {
        let mut sets: Vec<(usize, &AtomSet)> = self.order.iter().copied().zip(sets).collect();
        sets.sort_by_key(|(axis, _)| *axis);
        // What holds for every known value holds for a missing one.
        sets.retain(|(axis, set)| **set != AtomSet::from(0..self.axes[*axis].known()));
        self.region(sets.into_iter())
    }

    fn region<'s>(&self, sets: impl Iterator<Item = (usize, &'s AtomSet)>) -> Region {
        Region {
            parts: sets
                .filter_map(|(axis, set)| self.axes[axis].part(set))
                .collect(),
        }
    }
}

impl GridRow {
    /// Where it holds on an axis, or cannot be told.
    pub(super) fn or_unknown(&self, grid: &Grid<'_>, axis: usize) -> AtomSet {
        let mut set = self.own[axis].clone();
        if let Some(missing) = grid.axes[axis].missing() {
            set.push(missing..missing + 1);
        }
        set
    }

    /// Whether it holds for nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.own.iter().any(AtomSet::is_empty)
    }

    pub(super) fn empty_on(&self, axis: usize) -> bool {
        self.own.get(axis).is_some_and(AtomSet::is_empty)
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self(STEPS_MAX)
    }
}

impl Budget {
    pub(super) fn spend(&mut self, steps: usize) -> Result<(), TooMuch> {
        self.0 = self.0.checked_sub(steps).ok_or(TooMuch)?;
        Ok(())
    }
}
