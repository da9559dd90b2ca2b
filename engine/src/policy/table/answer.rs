//! What a table answers for the values of its conditions, by its hit policy.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Row, Table};
use crate::policy::cell::{Cell, Holds};
use crate::policy::manifest::HitPolicy;
use crate::policy::value::{Cause, Causes, Value};

/// What a table answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The results, by column.
    Found(BTreeMap<Arc<str>, Value>),
    /// No answer, and why.
    Missing(Causes),
}

/// Which row of a table answers, or what its rows come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    /// The row of this number.
    Row(u32),
    /// The sums of the results, in their order.
    Sums(Vec<Value>),
    /// No answer, and why.
    Missing(Causes),
}

impl Table {
    /// Answers by the table's hit policy (not for rules). The values are its conditions', in order.
    ///
    /// A row that cannot be decided and could be the answer makes the answer missing with its
    /// causes; that no row holds is a gap in the policy.
    #[must_use]
    pub fn answer(&self, values: &[Value], as_of: NaiveDate) -> Answer {
        self.named(self.find(values, as_of))
    }

    /// The same answer by rows, without names.
    pub(crate) fn find<V: Borrow<Value>>(&self, values: &[V], as_of: NaiveDate) -> Found {
        match self.index.rows(values, as_of) {
            Some(rows) => {
                let rows = rows.iter().copied();
                self.among(rows, values, as_of)
            }
            None => self.among(self.numbers(), values, as_of),
        }
    }

    /// The same answer by looking at every row: what [`answer`](Self::answer) is held against.
    #[must_use]
    pub fn scan(&self, values: &[Value], as_of: NaiveDate) -> Answer {
        self.named(self.among(self.numbers(), values, as_of))
    }

    /// The lines of the rows that an answer was made of.
    pub(crate) fn answering(&self, values: &[Value], as_of: NaiveDate) -> Vec<usize> {
        let most = if self.hit == HitPolicy::First {
            1
        } else {
            usize::MAX
        };
        let holding = |row: &&Row| Self::holds(row, values, as_of) == Holds::Yes;
        let rows = self.rows.iter().filter(holding).take(most);
        rows.map(|row| row.line).collect()
    }

    /// Whether a row holds for the values of its conditions, as of a date.
    pub(crate) fn holds<V: Borrow<Value>>(row: &Row, values: &[V], as_of: NaiveDate) -> Holds {
        let in_force = row.from.is_none_or(|from| from <= as_of)
            && row.until.is_none_or(|until| as_of <= until);
        if !in_force {
            return Holds::No;
        }
        let mut unknown: Option<Causes> = None;
        for (cell, value) in row.cells.iter().zip(values) {
            match cell.holds(value.borrow()) {
                Holds::Yes => {}
                Holds::No => return Holds::No,
                Holds::Unknown(causes) => {
                    unknown =
                        Some(unknown.map_or_else(|| causes.clone(), |so_far| so_far.and(&causes)));
                }
            }
        }
        unknown.map_or(Holds::Yes, Holds::Unknown)
    }

    fn numbers(&self) -> impl Iterator<Item = u32> {
        (0..).take(self.rows.len())
    }

    /// The answer of some rows, in file order: all that may hold must be among them.
    fn among<V: Borrow<Value>>(
        &self,
        rows: impl Iterator<Item = u32>,
        values: &[V],
        as_of: NaiveDate,
    ) -> Found {
        let rows = rows.filter_map(|number| Some((number, self.rows.get(number as usize)?)));
        match self.hit {
            HitPolicy::First => self.first(rows, values, as_of),
            HitPolicy::Unique | HitPolicy::Rules => self.unique(rows, values, as_of),
            HitPolicy::Sum => self.sum(rows, values, as_of),
        }
    }

    fn first<'t, V: Borrow<Value>>(
        &self,
        rows: impl Iterator<Item = (u32, &'t Row)>,
        values: &[V],
        as_of: NaiveDate,
    ) -> Found {
        for (number, row) in rows {
            match Self::holds(row, values, as_of) {
                Holds::Yes => return Found::Row(number),
                Holds::No => {}
                Holds::Unknown(causes) => return Found::Missing(causes),
            }
        }
        self.gap()
    }

    fn unique<'t, V: Borrow<Value>>(
        &self,
        rows: impl Iterator<Item = (u32, &'t Row)>,
        values: &[V],
        as_of: NaiveDate,
    ) -> Found {
        let mut found: Option<(u32, &Row)> = None;
        let mut unknown: Vec<(&Row, Causes)> = Vec::new();
        for (number, row) in rows {
            match Self::holds(row, values, as_of) {
                Holds::Yes if found.is_some() => {
                    let cause = Cause::Overlap(Arc::clone(&self.name));
                    return Found::Missing(Causes::one(cause));
                }
                Holds::Yes => found = Some((number, row)),
                Holds::No => {}
                Holds::Unknown(causes) => unknown.push((row, causes)),
            }
        }
        // A row that says `missing` where another wants a value shuts that other row out.
        let shut_out = |row: &Row| {
            found.is_some_and(|(_, found)| {
                let mut pairs = found.cells.iter().zip(&row.cells);
                pairs.any(|(sure, other)| {
                    *sure == Cell::Missing && !matches!(other, Cell::Any | Cell::Missing)
                })
            })
        };
        let causes = unknown
            .into_iter()
            .filter(|(row, _)| !shut_out(row))
            .map(|(_, causes)| causes)
            .reduce(|so_far, causes| so_far.and(&causes));
        match (causes, found) {
            (Some(causes), _) => Found::Missing(causes),
            (None, Some((number, _))) => Found::Row(number),
            (None, None) => self.gap(),
        }
    }

    fn sum<'t, V: Borrow<Value>>(
        &self,
        rows: impl Iterator<Item = (u32, &'t Row)>,
        values: &[V],
        as_of: NaiveDate,
    ) -> Found {
        let mut sums = vec![Some(Decimal::ZERO); self.results.len()];
        for (_, row) in rows {
            match Self::holds(row, values, as_of) {
                Holds::No => {}
                Holds::Unknown(causes) => return Found::Missing(causes),
                Holds::Yes => {
                    for (sum, value) in sums.iter_mut().zip(&row.results) {
                        *sum = sum.and_then(|sum| sum.checked_add(value.number()?));
                    }
                }
            }
        }
        let sums = sums
            .into_iter()
            .map(|sum| sum.map_or_else(|| Value::missing("overflow"), Value::Number));
        Found::Sums(sums.collect())
    }

    /// An answer by the names of its results.
    fn named(&self, found: Found) -> Answer {
        let values = match found {
            Found::Row(number) => match self.rows.get(number as usize) {
                Some(row) => row.results.clone(),
                None => Vec::new(),
            },
            Found::Sums(sums) => sums,
            Found::Missing(causes) => return Answer::Missing(causes),
        };
        let names = self.results.iter().map(|(name, _)| Arc::clone(name));
        Answer::Found(names.zip(values).collect())
    }

    fn gap(&self) -> Found {
        Found::Missing(Causes::gap(Arc::clone(&self.name)))
    }
}
