//! What a plan's cells hold: values, and what values are read from.

use std::borrow::Cow;
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
            _ => {
                let shown = self.shown(Some(property), tables);
                shown.map(|value| Self::Value(value.into_owned()))
            }
        }
    }

    /// What decisions show of it, or of a property of it.
    pub(super) fn shown<'h>(
        &'h self,
        property: Option<Property>,
        tables: &'h [Table],
    ) -> Option<Cow<'h, Value>> {
        let Some(property) = property else {
            return self.value().map(Cow::Borrowed);
        };
        match (self, property) {
            (Self::Row(table, row), Property::Column(column)) => {
                let row = tables.get(*table as usize)?.rows.get(*row as usize)?;
                row.results.get(column as usize).map(Cow::Borrowed)
            }
            (Self::Sums(sums), Property::Column(column)) => {
                sums.get(column as usize).map(Cow::Borrowed)
            }
            (Self::NoRow(causes), _) => Some(Cow::Owned(Value::Missing(causes.clone()))),
            (Self::Score(score), Property::Points) => Some(Cow::Borrowed(&score.points)),
            (Self::Score(score), Property::Odds) => score.odds().map(Cow::Owned),
            (Self::Quote(quote), Property::Figure(name)) => quote.property(name).map(Cow::Owned),
            // A property of something missing is missing for the same causes.
            (Self::Value(value) | Self::Bound(value, _), _) => {
                value.lack().map(Value::Missing).map(Cow::Owned)
            }
            _ => None,
        }
    }
}
