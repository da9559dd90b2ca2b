//! The catalogue: every feature, by name.

use std::collections::HashMap;
use std::sync::LazyLock;

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
#[derive(Debug)]
pub struct Catalogue {
    features: Vec<&'static Feature>,
    by_name: HashMap<&'static str, usize>,
}

impl Catalogue {
    /// The catalogue of this version of Caudal.
    #[must_use]
    pub fn standard() -> &'static Self {
        static STANDARD: LazyLock<Catalogue> = LazyLock::new(|| {
            let features: Vec<&'static Feature> = groups::ALL.iter().copied().flatten().collect();
            let by_name = features
                .iter()
                .enumerate()
                .map(|(position, feature)| (feature.name, position))
                .collect();
            Catalogue { features, by_name }
        });
        &STANDARD
    }

    /// The version of what features mean. A changed meaning changes it.
    #[must_use]
    pub const fn version() -> &'static str {
        "2026.11"
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
}
