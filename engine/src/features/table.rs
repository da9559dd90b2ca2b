//! Computed features: of one case, of many, and with the rows they rest on.

use std::borrow::Cow;

use polars::prelude::{
    Column, DataFrame, Int64Chunked, IntoColumn as _, NewChunkedArray as _, StringChunked,
};

use super::feature::Feature;
use super::program::Program;
use super::tracer::RowRef;
use super::value::{Cause, Value};
use crate::frames::Error;

/// The features of one case, in the order of the program.
#[derive(Debug, Clone)]
pub struct FeatureRow {
    features: Vec<(&'static Feature, Value)>,
}

impl FeatureRow {
    pub(crate) fn new(program: &Program, values: Vec<Value>) -> Self {
        Self {
            features: program.features().iter().copied().zip(values).collect(),
        }
    }

    /// The value of a feature; `None` when the program does not compute it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        let found = self
            .features
            .iter()
            .find(|(feature, _)| feature.name == name);
        found.map(|(_, value)| value)
    }

    /// Every feature with its value, in the order of the program.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&'static Feature, &Value)> + '_ {
        self.features
            .iter()
            .map(|(feature, value)| (*feature, value))
    }
}

/// Features and the rows that each rests on.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// The values, the same as without an explanation.
    pub row: FeatureRow,
    pub(crate) rows: Vec<Vec<RowRef>>,
}

impl Explanation {
    /// The rows that a feature read, sorted; `None` when the program does not compute it.
    #[must_use]
    pub fn rows_of(&self, name: &str) -> Option<&[RowRef]> {
        let position = self
            .row
            .iter()
            .position(|(feature, _)| feature.name == name)?;
        self.rows.get(position).map(Vec::as_slice)
    }
}

/// The features of many cases, sorted by case.
#[derive(Debug, Clone)]
pub struct FeatureTable {
    program: Program,
    ids: Vec<String>,
    values: Vec<Value>,
}

impl FeatureTable {
    pub(crate) fn new(program: &Program, cases: usize) -> Self {
        Self {
            program: program.clone(),
            ids: Vec::with_capacity(cases),
            values: Vec::with_capacity(cases.saturating_mul(program.features().len())),
        }
    }

    /// Adds a case. Its values, as many as the program has features, go to what this gives.
    pub(crate) fn push(&mut self, id: &str) -> &mut Vec<Value> {
        self.ids.push(id.to_owned());
        &mut self.values
    }

    /// How many cases there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no case.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The ids of the cases, in order.
    #[must_use]
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// The values of one case, in the order of the program.
    pub(crate) fn values(&self, case: usize) -> &[Value] {
        let width = self.program.features().len();
        let start = case.saturating_mul(width);
        self.values
            .get(start..start.saturating_add(width))
            .unwrap_or_default()
    }

    /// The features of one case.
    #[must_use]
    pub fn row(&self, case: usize) -> Option<FeatureRow> {
        let width = self.program.features().len();
        let start = case.checked_mul(width).filter(|_| case < self.ids.len())?;
        let values = self.values.get(start..start + width)?;
        Some(FeatureRow::new(&self.program, values.to_vec()))
    }

    /// The table as polars keeps it: `id`, and for each feature its whole number (null unless known)
    /// and, under its name with `.state`, `known`, `none` or the cause, a silent source after a colon.
    ///
    /// # Errors
    /// [`Error::Polars`].
    pub fn frame(&self) -> Result<DataFrame, Error> {
        let width = self.program.features().len();
        let mut columns = vec![Column::new("id".into(), self.ids.as_slice())];
        for (position, feature) in self.program.features().iter().enumerate() {
            let values = || self.values.iter().skip(position).step_by(width);
            let numbers = values().map(|value| match value {
                Value::Known(number) => Some(*number),
                Value::None | Value::Missing(_) => None,
            });
            let numbers = Int64Chunked::from_iter_options(feature.name.into(), numbers);
            columns.push(numbers.into_column());
            let name = format!("{}.state", feature.name).into();
            let states = values().map(|value| state(*value));
            columns.push(StringChunked::from_iter_values(name, states).into_column());
        }
        DataFrame::new(self.ids.len(), columns).map_err(|source| Error::Polars {
            table: "features",
            source,
        })
    }
}

fn state(value: Value) -> Cow<'static, str> {
    match value {
        Value::Known(_) => "known".into(),
        Value::None => "none".into(),
        Value::Missing(Cause::SourceSilent(source)) => {
            format!("{}:{source}", Cause::SourceSilent(source).name()).into()
        }
        Value::Missing(cause) => cause.name().into(),
    }
}
