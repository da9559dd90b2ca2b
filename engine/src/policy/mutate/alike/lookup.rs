//! Tables and scorecards: whether what was changed in them, or in what they are given, changes an answer.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::tables::{self, Given};
use super::{Fate, Pair, either};
use crate::policy::manifest::HitPolicy;
use crate::policy::mutate::values::Values;
use crate::policy::scorecard::Scorecard;
use crate::policy::table::{Shape, Table};
use crate::policy::typed::{NodeId, Of};
use crate::policy::value::Value;

impl Pair<'_> {
    /// A table, for what its columns are given.
    pub(super) fn table(&self, name: &str, columns: &[NodeId]) -> Fate {
        let (Some(one), Some(other)) = (self.before.tables.get(name), self.after.tables.get(name))
        else {
            return Fate::Differs;
        };
        if tables::same(one, other) {
            return self.same_table(one, columns);
        }
        if !self.all_same(columns) {
            return Fate::Differs;
        }
        if tables::same_conditions(one, other) {
            return match one.hit {
                HitPolicy::Unique | HitPolicy::First => Fate::Row,
                HitPolicy::Sum | HitPolicy::Rules => Fate::Differs,
            };
        }
        let given: Option<Vec<Given>> = columns
            .iter()
            .zip(&one.conditions)
            .map(|(node, column)| self.given(*node, self.declared(name, column)))
            .collect();
        if given.is_some_and(|given| tables::alike(one, other, &given)) {
            Fate::Same
        } else {
            Fate::Differs
        }
    }

    /// An unchanged table: what may differ of a column must be on the same side of every cell.
    fn same_table(&self, table: &Table, columns: &[NodeId]) -> Fate {
        let same = columns.iter().enumerate().all(|(column, node)| {
            let cells = || table.rows.iter().filter_map(|row| row.cells.get(column));
            match self.fate(*node) {
                Fate::Same => true,
                Fate::Either(pairs) => pairs.iter().all(|(one, other)| {
                    let (one, other) = (Value::Number(*one), Value::Number(*other));
                    cells().all(|cell| cell.holds(&one) == cell.holds(&other))
                }),
                Fate::Row | Fate::Differs => false,
            }
        });
        if same { Fate::Same } else { Fate::Differs }
    }

    /// A scorecard, for what its characteristics are given.
    pub(super) fn scorecard(&self, name: &str, columns: &[NodeId]) -> Fate {
        let cards = (
            self.before.scorecards.get(name),
            self.after.scorecards.get(name),
        );
        let (Some(one), Some(other)) = cards else {
            return Fate::Differs;
        };
        if !same_points(one, other) {
            return Fate::Differs;
        }
        let pairs = one.characteristics.iter().zip(&other.characteristics);
        let same = pairs.zip(columns).all(|((one, other), node)| {
            let changed = one
                .ranges
                .iter()
                .zip(&other.ranges)
                .any(|(one, other)| one.cell != other.cell);
            match self.fate(*node) {
                Fate::Same if !changed => true,
                Fate::Same => self
                    .given(*node, None)
                    .is_some_and(|given| tables::alike_ranges(one, other, &given)),
                Fate::Either(pairs) if !changed => pairs.iter().all(|(before, after)| {
                    let (before, after) = (Value::Number(*before), Value::Number(*after));
                    tables::place(one, &before) == tables::place(one, &after)
                }),
                _ => false,
            }
        });
        if same { Fate::Same } else { Fate::Differs }
    }

    /// A property of a row, a score or a quote.
    pub(super) fn property(&self, owner: NodeId, name: &str) -> Fate {
        match (self.fate(owner), &self.before.typed.node(owner).ty.of) {
            (Fate::Same, _) => Fate::Same,
            (Fate::Row, Of::Row(table)) => self.results(table, name),
            _ => Fate::Differs,
        }
    }

    /// A result of a table of which some row's results were changed.
    fn results(&self, table: &str, name: &str) -> Fate {
        let tables = (self.before.tables.get(table), self.after.tables.get(table));
        let (Some(one), Some(other)) = tables else {
            return Fate::Differs;
        };
        let Some(column) = one.results.iter().position(|(known, _)| &**known == name) else {
            return Fate::Differs;
        };
        let pairs = tables::rows(one, other).map(|(one, other)| {
            match (one.results.get(column), other.results.get(column)) {
                (Some(Value::Number(one)), Some(Value::Number(other))) => either(*one, *other),
                (one, other) if one == other => Fate::Same,
                _ => Fate::Differs,
            }
        });
        pairs.fold(Fate::Same, Fate::or)
    }

    /// The range that the policy declares for a table's column.
    pub(super) fn declared(&self, table: &str, column: &str) -> Option<(Decimal, Decimal)> {
        let declared = self.before.manifest.tables.get(table)?;
        declared.ranges.get(column).copied()
    }

    fn given(&self, node: NodeId, range: Option<(Decimal, Decimal)>) -> Option<Given> {
        let domain = self.reader.domain(node)?;
        let numbers = match domain.shape {
            Shape::Numbers { .. } | Shape::Points(_) => self.values(node),
            _ => Values::Listed(BTreeSet::new()),
        };
        Some(Given {
            numbers: match range {
                Some((least, most)) => numbers.within(least, most),
                None => numbers,
            },
            shape: domain.shape,
            none: domain.none,
            missing: domain.missing,
        })
    }
}

/// Whether two scorecards give the same points in the same places.
fn same_points(one: &Scorecard, other: &Scorecard) -> bool {
    let ranges = |card: &Scorecard| -> Vec<(String, Decimal, String)> {
        let all = card.characteristics.iter().flat_map(|characteristic| {
            let ranges = characteristic.ranges.iter();
            ranges.map(|range| {
                let name = characteristic.name.clone();
                (name, range.points, range.reason.clone())
            })
        });
        all.collect()
    };
    one.initial == other.initial && ranges(one) == ranges(other)
}
