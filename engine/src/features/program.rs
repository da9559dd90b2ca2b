//! A choice of features, ready to be computed.

use caudal_facts::Country;

use super::balances;
use super::catalogue::Catalogue;
use super::feature::{Feature, Window};
use super::measure::{Block, Measure, Snapshot};
use super::needs::Needs;
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

/// What of a case some features look at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    /// The spans that movements are added up over.
    pub(crate) slots: Slots,
    /// How many of the last days there are balances of.
    pub(crate) balance_days: u16,
}

impl Wanted {
    /// Whatever any feature looks at.
    pub(crate) const ALL: Self = Self {
        slots: Slots::ALL,
        balance_days: balances::DAYS,
    };
}

/// What of a feature is looked up once and not for every case: what it needs, and where a snapshot's
/// columns stand in its table: one a filter, then the reduced one, the currency.
#[derive(Debug, Clone, Default)]
pub(crate) struct Columns {
    pub(crate) filters: Vec<usize>,
    pub(crate) reduced: Option<usize>,
    pub(crate) currency: Option<usize>,
    /// What it needs in each country.
    needs: [Needs; Country::ALL.len()],
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
            || (BALANCES.contains(&column) && self.any(is_balance))
    }

    /// What of a case must be computed for its features.
    pub(crate) fn wanted(&self) -> Wanted {
        let of_days = |feature: &Feature| {
            matches!(
                feature.measure,
                Measure::Days(..) | Measure::Share(..) | Measure::Block(_)
            )
        };
        let slots = if self.any(of_days) {
            Slots::ALL
        } else {
            Slots::MONTHS
        };
        Wanted {
            slots,
            balance_days: self.most(&balance_days),
        }
    }

    /// Whether something holds for a feature, or for one that it relates.
    fn any(&self, holds: impl Fn(&Feature) -> bool) -> bool {
        self.most(&|feature| holds(feature).into()) > 0
    }

    /// The most that a feature needs of something, or one that it relates.
    fn most(&self, needs: &impl Fn(&Feature) -> u16) -> u16 {
        let needs = self.features.iter().map(|feature| most(feature, needs));
        needs.max().unwrap_or_default()
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

const fn is_balance(feature: &Feature) -> bool {
    matches!(feature.measure, Measure::Block(Block::Balance(_)))
}

/// How many of the last days a feature reads the balances of.
fn balance_days(feature: &Feature) -> u16 {
    match feature.window {
        _ if !is_balance(feature) => 0,
        Some(Window::Days(days)) => days,
        Some(Window::Months(_)) => balances::DAYS,
        None => 1,
    }
}

fn most(feature: &Feature, needs: &impl Fn(&Feature) -> u16) -> u16 {
    match &feature.measure {
        Measure::Relation(relation) => relation
            .features()
            .map(|related| most(related, needs))
            .max()
            .unwrap_or_default(),
        _ => needs(feature),
    }
}

impl Columns {
    /// Those of a feature; it has columns only if it is a snapshot.
    pub(crate) fn of(feature: &Feature) -> Self {
        let columns = match &feature.measure {
            Measure::Snapshot(snapshot) => Self::of_snapshot(snapshot),
            _ => Self::default(),
        };
        Self {
            needs: Country::ALL.map(|country| Needs::of(feature, country)),
            ..columns
        }
    }

    /// What the feature needs in a country.
    pub(crate) const fn needs(&self, country: Country) -> Needs {
        self.needs[country as usize]
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
            ..Self::default()
        }
    }
}
