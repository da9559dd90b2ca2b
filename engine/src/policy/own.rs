//! `features.toml`: a policy's own features, declared in the catalogue's form.
//!
//! What is read here becomes a [`Feature`] like any other, and after this nothing knows the difference.

mod declared;
mod words;

use super::document::{Layer, Places, Problems};
use crate::features::Feature;
use crate::features::own::NAMESPACE;
use declared::{Declared, Known, Own};

/// The file.
pub(crate) const FILE: &str = "features.toml";

/// How many features a policy may declare.
const FEATURES_MAX: usize = 200;

/// A policy's own features.
#[derive(Debug, Default)]
pub(crate) struct OwnFeatures {
    /// In the order of the file.
    pub(crate) features: Vec<&'static Feature>,
    /// Where their names stand.
    pub(crate) places: Places,
}

impl OwnFeatures {
    /// Reads the file, and those of the policies that it extends, the nearest first.
    pub(crate) fn from_layers(layers: &[Layer], problems: &Problems) -> Self {
        let Some(tables) = Layer::parse_all(layers, problems) else {
            return Self::default();
        };
        let root = Layer::section(layers, &tables, problems);
        let entries = match root.section(NAMESPACE) {
            Some(section) => section.entries(),
            None => Vec::new(),
        };
        root.finish();
        if let Some((_, entry)) = entries.get(FEATURES_MAX) {
            let message = format!("a policy declares at most {FEATURES_MAX} features");
            entry.report(message);
        }
        let declared: Vec<(String, Option<Declared<'_, '_>>)> = entries
            .iter()
            .take(FEATURES_MAX)
            .map(|(name, entry)| (format!("{NAMESPACE}.{name}"), Declared::read(name, entry)))
            .collect();
        Self {
            features: features(&declared),
            places: Layer::places(layers, &tables),
        }
    }
}

/// Every feature of the declarations, in their order: first those that count movements, of which the others may be ratios.
fn features(declared: &[(String, Option<Declared<'_, '_>>)]) -> Vec<&'static Feature> {
    let known: Known = declared
        .iter()
        .map(|(name, declared)| {
            let own = declared.as_ref().map_or(Own::Unreadable, Declared::counted);
            (name.clone(), own)
        })
        .collect();
    let all = declared
        .iter()
        .filter_map(|(name, declared)| match known.get(name)? {
            Own::Counted(feature) => Some(*feature),
            Own::Ratio => declared.as_ref()?.related(&known),
            Own::Unreadable => None,
        });
    all.collect()
}
