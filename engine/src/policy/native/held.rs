//! What a plan's cells hold: values, and what values are read from.

use std::sync::Arc;

use super::plan::Property;
use crate::policy::scorecard::Score;
use crate::policy::script::object::{QuoteObject, SourceObject};
use crate::policy::table::Table;
use crate::policy::value::{Causes, Value};

/// What a cell holds.
#[derive(Debug, Clone)]
pub(super) enum Held {
    /// Nothing yet.
    Vacant,
    /// A value.
    Value(Value),
    /// A number that remembers which limit made it what it is: the limit's place among the plan's codes.
    Bound(Value, Option<u32>),
    /// A row of a table, both by their numbers.
    Row(u32, u32),
    /// What the rows of a table come to.
    Sums(Arc<[Value]>),
    /// A table that has no answer.
    NoRow(Causes),
    /// A scorecard's answer.
    Score(Arc<Score>),
    /// A source.
    Source(Box<SourceObject>),
    /// A quote.
    Quote(Arc<QuoteObject>),
    /// The reasons of a score: nothing is computed from them.
    Reasons,
}

impl Held {
    /// The value, if it is one.
    pub(super) const fn value(&self) -> Option<&Value> {
        match self {
            Self::Value(value) | Self::Bound(value, _) => Some(value),
            _ => None,
        }
    }

    /// A property, as a script reads it; `None` where there is none such.
    pub(super) fn property(&self, property: Property, tables: &[Table]) -> Option<Self> {
        match (self, property) {
            (Self::Score(_), Property::Reasons) => Some(Self::Reasons),
            (Self::Source(source), Property::Answered) => {
                Some(Self::Value(source.answered.clone()))
            }
            (Self::Source(source), Property::Offered) => {
                Some(Self::Value(Value::Flag(source.offered)))
            }
            (Self::Source(source), Property::AgeDays) => Some(Self::Value(source.age_days.clone())),
            // Of what is not there, nothing is there.
            (Self::Value(Value::Missing(_)), _) => Some(self.clone()),
            (Self::Value(_), _) => None,
            _ => self.shown(Some(property), tables).map(Self::Value),
        }
    }

    /// What decisions show of it, or of a property of it.
    pub(super) fn shown(&self, property: Option<Property>, tables: &[Table]) -> Option<Value> {
        let Some(property) = property else {
            return self.value().cloned();
        };
        match (self, property) {
            (Self::Row(table, row), Property::Column(column)) => {
                let row = tables.get(*table as usize)?.rows.get(*row as usize)?;
                row.results.get(column as usize).cloned()
            }
            (Self::Sums(sums), Property::Column(column)) => sums.get(column as usize).cloned(),
            (Self::NoRow(causes), _) => Some(Value::Missing(causes.clone())),
            (Self::Score(score), Property::Points) => Some(score.points.clone()),
            (Self::Score(score), Property::Odds) => score.odds(),
            (Self::Quote(quote), Property::Figure(name)) => quote.property(name),
            // A property of something missing is missing for the same causes.
            (Self::Value(value) | Self::Bound(value, _), _) => value.lack().map(Value::Missing),
            _ => None,
        }
    }
}
