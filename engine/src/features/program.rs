//! A choice of features, ready to be computed.

use super::catalogue::Catalogue;
use super::feature::Feature;
use super::measure::{Block, Measure, Snapshot};
use super::slots::Slots;
use crate::frames::Table;

/// The columns of movements that every sum and stream rests on.
const MOVEMENTS: [&str; 8] = [
    "case",
    "account",
    "date",
    "amount",
    "currency",
    "category",
    "other_side",
    "thirteenth",
];

/// Those that only daily balances read.
const BALANCES: [&str; 3] = ["payload", "row", "balance_after"];

/// A name that the catalogue does not have. The text fits after "failed to …".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("find feature {name:?}{}", hint(*nearest))]
pub struct UnknownFeature {
    /// The name as given.
    pub name: String,
    /// The nearest name there is.
    pub nearest: Option<&'static str>,
}

fn hint(nearest: Option<&'static str>) -> String {
    nearest.map_or_else(String::new, |name| {
        format!("\n  hint: did you mean {name}?")
    })
}

/// The features that one policy reads, in the order that it names them.
///
/// A feature is computed once however often it is named.
#[derive(Debug, Clone)]
pub struct Program {
    features: Vec<&'static Feature>,
    columns: Vec<Columns>,
}

/// Where a snapshot's columns stand in its table: one a filter, then the reduced one, the currency.
#[derive(Debug, Clone, Default)]
pub(crate) struct Columns {
    pub(crate) filters: Vec<usize>,
    pub(crate) reduced: Option<usize>,
    pub(crate) currency: Option<usize>,
}

impl Program {
    /// The features with these names.
    ///
    /// # Errors
    /// Every name that the catalogue does not have.
    pub fn compile(catalogue: &Catalogue, names: &[&str]) -> Result<Self, Vec<UnknownFeature>> {
        let mut features: Vec<&'static Feature> = Vec::with_capacity(names.len());
        let mut unknown = Vec::new();
        for name in names {
            match catalogue.get(name) {
                Some(feature) if features.iter().any(|known| known.name == feature.name) => {}
                Some(feature) => features.push(feature),
                None => unknown.push(UnknownFeature {
                    name: (*name).to_owned(),
                    nearest: catalogue.nearest(name),
                }),
            }
        }
        if unknown.is_empty() {
            Ok(Self::of(features))
        } else {
            Err(unknown)
        }
    }

    /// Every feature of the catalogue.
    #[must_use]
    pub fn all(catalogue: &Catalogue) -> Self {
        Self::of(catalogue.iter().collect())
    }

    /// The names, in order.
    #[must_use]
    pub fn names(&self) -> impl ExactSizeIterator<Item = &'static str> + '_ {
        self.features.iter().map(|feature| feature.name)
    }

    /// The features, in order.
    #[must_use]
    pub fn features(&self) -> &[&'static Feature] {
        &self.features
    }

    /// Whether a column of a table takes part in some feature, or in what every feature rests on.
    #[must_use]
    pub fn reads(&self, table: Table, column: &str) -> bool {
        table != Table::Transactions
            || MOVEMENTS.contains(&column)
            || (BALANCES.contains(&column)
                && self.any(|measure| matches!(measure, Measure::Block(Block::Balance(_)))))
    }

    /// The spans that movements must be added up over.
    pub(crate) fn spans(&self) -> Slots {
        let of_days = |measure: &Measure| {
            matches!(
                measure,
                Measure::Days(..) | Measure::Share(..) | Measure::Block(_)
            )
        };
        if self.any(of_days) {
            Slots::ALL
        } else {
            Slots::MONTHS
        }
    }

    /// Whether something holds for the measure of a feature, or of one that it relates.
    fn any(&self, holds: impl Fn(&Measure) -> bool) -> bool {
        self.features
            .iter()
            .any(|feature| holds_for(feature, &holds))
    }

    /// The features, each with the columns of its snapshot.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static Feature, &Columns)> + '_ {
        self.features.iter().copied().zip(&self.columns)
    }

    fn of(features: Vec<&'static Feature>) -> Self {
        let columns = features
            .iter()
            .map(|feature| Columns::of(feature))
            .collect();
        Self { features, columns }
    }
}

fn holds_for(feature: &Feature, holds: &impl Fn(&Measure) -> bool) -> bool {
    match &feature.measure {
        Measure::Relation(relation) => relation.features().any(|related| holds_for(related, holds)),
        measure => holds(measure),
    }
}

impl Columns {
    /// The columns of a feature; none unless it is a snapshot.
    pub(crate) fn of(feature: &Feature) -> Self {
        match &feature.measure {
            Measure::Snapshot(snapshot) => Self::of_snapshot(snapshot),
            _ => Self::default(),
        }
    }

    fn of_snapshot(snapshot: &Snapshot) -> Self {
        let position = |column| snapshot.table.position(column);
        // A column that is not there has no position: reading it is an error, not a zero.
        let required = |column| position(column).unwrap_or(usize::MAX);
        Self {
            filters: snapshot
                .filters
                .iter()
                .map(|filter| required(filter.column()))
                .collect(),
            reduced: snapshot.reduce.column().map(required),
            currency: position("currency"),
        }
    }
}
