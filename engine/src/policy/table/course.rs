//! How the answer of a table moves along one of its columns while the others stay as they are.
//!
//! The other axes are swept first, so that on each stretch of them the rows that hold are known; then the column is
//! walked from its smallest value to its largest. Missing values are in no order, and neither is `none`.

use rust_decimal::Decimal;

use super::axis::{AtomSet, Line, sweep};
use super::domain::Domain;
use super::study::{Budget, Grid, TooMuch, axes, order};
use super::{Row, Table};
use crate::policy::manifest::HitPolicy;
use crate::policy::value::Value;

/// How one result moves along a column: an example of each way, where there is one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Course {
    /// Where it is larger for a later value.
    pub(crate) rises: Option<Pair>,
    /// Where it is smaller for a later value.
    pub(crate) falls: Option<Pair>,
}

/// The answers to two values of a column, the earlier value's first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) before: Given,
    pub(crate) after: Given,
}

/// An answer, and the row that gave it; of a sum, the first of its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Given {
    pub(crate) row: Option<usize>,
    pub(crate) result: Decimal,
}

/// The column that is walked along.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Along<'w> {
    /// Its name.
    pub(crate) column: &'w str,
    /// Its words from the first to the last, where it has declared ones in an order.
    pub(crate) words: Option<&'w [String]>,
}

impl Table {
    /// How a result moves along a column; `None` where that takes too long to tell. Results that are words stand in the
    /// order of their type's.
    pub(crate) fn course(
        &self,
        domains: &[Domain],
        along: Along<'_>,
        result: usize,
        ordered: Option<&[String]>,
    ) -> Option<Course> {
        let lines: Vec<Line<'_>> = self.rows.iter().map(Row::line).collect();
        let graded = |row: &Row| grade(row.results.get(result)?, ordered);
        let results: Vec<Option<Decimal>> = self.rows.iter().map(graded).collect();
        course(&self.conditions, domains, &lines, along, self.hit, &results)
    }
}

/// How a result of rows moves along a column. `results` are those of the rows as numbers; a row without one is taken as
/// one that does not answer.
pub(crate) fn course(
    columns: &[String],
    domains: &[Domain],
    lines: &[Line<'_>],
    along: Along<'_>,
    hit: HitPolicy,
    results: &[Option<Decimal>],
) -> Option<Course> {
    let (axes, rows) = axes(columns, domains, lines);
    let place = axes.iter().position(|axis| axis.name == along.column)?;
    let mut others = order(&axes, &rows);
    others.retain(|axis| *axis != place);
    let values = along.words.map_or_else(
        || (0..axes[place].values()).collect(),
        |words| axes[place].in_order(words),
    );
    let grid = Grid {
        axes: &axes,
        rows,
        order: others,
    };
    let mut search = Search {
        grid: &grid,
        along: place,
        values,
        hit,
        results,
        found: Course::default(),
    };
    let holding: Vec<usize> = (0..lines.len())
        .filter(|row| !grid.rows[*row].is_empty())
        .collect();
    let searched = search.from(0, &holding, &mut Budget::default());
    searched.ok().map(|()| search.found)
}

/// A result as a number: yes is more than no, and a word's is its place.
fn grade(value: &Value, words: Option<&[String]>) -> Option<Decimal> {
    match (value, words) {
        (Value::Number(number), _) => Some(*number),
        (Value::Flag(flag), _) => Some(Decimal::from(u8::from(*flag))),
        (Value::Text(text), Some(words)) => {
            let place = words.iter().position(|word| **word == **text)?;
            Some(Decimal::from(place))
        }
        _ => None,
    }
}

struct Search<'s> {
    grid: &'s Grid<'s>,
    along: usize,
    /// The atoms of the column, in the order in which they are walked.
    values: Vec<u32>,
    hit: HitPolicy,
    results: &'s [Option<Decimal>],
    found: Course,
}

impl Search<'_> {
    fn from(&mut self, depth: usize, rows: &[usize], budget: &mut Budget) -> Result<(), TooMuch> {
        let both = self.found.rises.is_some() && self.found.falls.is_some();
        if both || self.is_level(rows) {
            return Ok(());
        }
        let grid = self.grid;
        let Some(axis) = grid.order.get(depth).copied() else {
            return self.walk_along(rows, budget);
        };
        let sets: Vec<&AtomSet> = rows.iter().map(|row| &grid.rows[*row].own[axis]).collect();
        let known = grid.axes[axis].known();
        sweep(&sets, known, None, |_, active| {
            budget.spend(active.len() + 1)?;
            let active: Vec<usize> = active.iter().map(|place| rows[*place]).collect();
            self.from(depth + 1, &active, budget)
        })
    }

    /// Whether rows can only give one result.
    fn is_level(&self, rows: &[usize]) -> bool {
        let Some((first, rest)) = rows.split_first() else {
            return true;
        };
        if self.hit == HitPolicy::Sum {
            return false;
        }
        let result = |row: &usize| self.results.get(*row).copied().flatten();
        rest.iter().all(|row| result(row) == result(first))
    }

    fn walk_along(&mut self, rows: &[usize], budget: &mut Budget) -> Result<(), TooMuch> {
        let grid = self.grid;
        let axis = &grid.axes[self.along];
        let own = |row: &usize| &grid.rows[*row].own[self.along];
        let sets: Vec<&AtomSet> = rows.iter().map(own).collect();
        let mut answers: Vec<Option<Given>> = vec![None; self.values.len()];
        sweep(&sets, axis.values(), None, |atoms, active| {
            budget.spend(active.len() + atoms.len())?;
            let active: Vec<usize> = active.iter().map(|place| rows[*place]).collect();
            let given = self.given(&active);
            for atom in atoms {
                if let Some(answer) = answers.get_mut(atom as usize) {
                    answer.clone_from(&given);
                }
            }
            Ok(())
        })?;
        let mut before: Option<&Given> = None;
        for atom in &self.values {
            let Some(after) = answers.get(*atom as usize).and_then(Option::as_ref) else {
                continue;
            };
            if let Some(before) = before {
                let pair = || Pair {
                    before: before.clone(),
                    after: after.clone(),
                };
                if after.result > before.result {
                    self.found.rises.get_or_insert_with(pair);
                } else if after.result < before.result {
                    self.found.falls.get_or_insert_with(pair);
                }
            }
            before = Some(after);
        }
        Ok(())
    }

    /// What rows that hold give together.
    fn given(&self, rows: &[usize]) -> Option<Given> {
        let result = |row: usize| self.results.get(row).copied().flatten();
        let row = rows.first().copied();
        let result = match self.hit {
            HitPolicy::First => result(row?)?,
            // Two rows at once are found elsewhere, and answer nothing.
            HitPolicy::Unique | HitPolicy::Rules if rows.len() == 1 => result(row?)?,
            HitPolicy::Unique | HitPolicy::Rules => return None,
            HitPolicy::Sum => {
                let mut numbers = rows.iter().map(|row| result(*row));
                numbers.try_fold(Decimal::ZERO, |sum, number| sum.checked_add(number?))?
            }
        };
        Some(Given { row, result })
    }
}
