//! The catalogue: every feature, by name.

use std::collections::HashMap;
use std::sync::LazyLock;

use caudal_facts::evidence::Sha256Digest;
use sha2::{Digest as _, Sha256};

use super::feature::Feature;
use super::groups;

/// The features that Caudal knows. There is one, built once.
///
/// # Example
/// ```
/// use caudal_engine::features::{Catalogue, Unit};
///
/// let catalogue = Catalogue::standard();
/// let income = catalogue.get("income.conservative_6m").unwrap();
/// assert_eq!(income.unit, Unit::MoneyPerMonth);
/// assert_eq!(catalogue.nearest("income.conservativ_6m"), Some("income.conservative_6m"));
/// ```
#[derive(Debug, Clone)]
pub struct Catalogue {
    features: Vec<&'static Feature>,
    by_name: HashMap<&'static str, usize>,
}

impl Catalogue {
    /// The catalogue of this version of Caudal.
    #[must_use]
    pub fn standard() -> &'static Self {
        static STANDARD: LazyLock<Catalogue> =
            LazyLock::new(|| Catalogue::of(groups::all().collect()));
        &STANDARD
    }

    /// The catalogue, and after it the features that a policy declares.
    pub(crate) fn with(&self, own: &[&'static Feature]) -> Self {
        Self::of(self.iter().chain(own.iter().copied()).collect())
    }

    /// The version of what features mean: year, month, and how many times it changed in the month. A
    /// changed declaration changes it, and so does another number from an unchanged one.
    #[must_use]
    pub const fn version() -> &'static str {
        "2026.11.1"
    }

    /// A digest of what every feature is declared to be: its name, unit, sources, window, direction,
    /// whether it can be none, and how it is measured. Two catalogues with one digest declare the
    /// same; the words that describe features do not count.
    #[must_use]
    pub fn digest(&self) -> Sha256Digest {
        let mut hash = Sha256::new();
        for feature in self.iter() {
            let what = (
                feature.unit,
                feature.sources,
                feature.window,
                feature.riskier,
            );
            let can_be_none = feature.none.is_some();
            hash.update(format!(
                "{} {what:?} {can_be_none} {:?}\n",
                feature.name, feature.measure
            ));
        }
        Sha256Digest::from_bytes(hash.finalize().into())
    }

    /// The feature with this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'static Feature> {
        let position = *self.by_name.get(name)?;
        self.features.get(position).copied()
    }

    /// Every feature, group by group.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &'static Feature> + '_ {
        self.features.iter().copied()
    }

    /// The name nearest to one that is not known, if one is near: at most a third of it differs.
    #[must_use]
    pub fn nearest(&self, name: &str) -> Option<&'static str> {
        self.features
            .iter()
            .map(|feature| {
                (
                    strsim::damerau_levenshtein(feature.name, name),
                    feature.name,
                )
            })
            .min()
            .filter(|(distance, _)| distance * 3 <= name.chars().count())
            .map(|(_, nearest)| nearest)
    }

    fn of(features: Vec<&'static Feature>) -> Self {
        let by_name = features
            .iter()
            .enumerate()
            .map(|(position, feature)| (feature.name, position))
            .collect();
        Self { features, by_name }
    }
}
