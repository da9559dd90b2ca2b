//! An entry as the file has it.

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeValue, ValueDeserializer};

/// The keys of an entry. Unknown ones are reported by name before this is read.
#[derive(Deserialize)]
pub(super) struct EntryFile {
    pub id: Spanned<String>,
    pub category: Spanned<String>,
    #[serde(default)]
    pub sign: Option<Spanned<String>>,
    #[serde(default)]
    pub any: Vec<Spanned<String>>,
    #[serde(default)]
    pub none: Vec<Spanned<String>>,
    #[serde(default)]
    pub regex: Option<Spanned<String>>,
    #[serde(default)]
    pub min_amount: Option<Spanned<i64>>,
    #[serde(default)]
    pub max_amount: Option<Spanned<i64>>,
    #[serde(default)]
    pub counterparty_is_applicant: bool,
}

impl EntryFile {
    /// The names of its fields.
    pub(super) const KEYS: [&'static str; 9] = [
        "id",
        "category",
        "sign",
        "any",
        "none",
        "regex",
        "min_amount",
        "max_amount",
        "counterparty_is_applicant",
    ];

    /// Each entry is read on its own, so that one that cannot be read hides no other.
    pub(super) fn read(item: &Spanned<DeValue<'_>>) -> Result<Self, toml::de::Error> {
        Self::deserialize(ValueDeserializer::from(item.clone()))
    }
}
