//! `[inputs]` and `[types]`: the lender's own data, and the policy's own words.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Kinds;
use crate::features::Riskier;
use crate::features::own::NAMESPACE;
use crate::policy::document::{Entry, Section};
use crate::policy::kind::Kind;
use crate::policy::names;

/// One datum of the lender's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputDeclaration {
    /// What it measures.
    pub kind: Kind,
    /// Spanish name.
    pub es: String,
    /// English name.
    pub en: String,
    /// Whether the lender may not know it.
    pub nullable: bool,
    /// What `none` means for it, where it can be none: "never declined".
    pub none: Option<String>,
    /// The words it may take, for text.
    pub values: Vec<String>,
    /// The smallest and largest number it may be.
    pub range: Option<(Decimal, Decimal)>,
    /// Whether it must be a whole number.
    pub whole: bool,
    /// Which way it is riskier, where one is.
    pub riskier: Option<Riskier>,
}

/// A type whose values are words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordType {
    /// The words.
    pub values: Vec<String>,
    /// What their order means, where it means something: "rising risk", "falling risk".
    pub order: Option<String>,
}

impl WordType {
    /// Which way its words are riskier, where their order says so: the later the higher.
    #[must_use]
    pub fn riskier(&self) -> Option<Riskier> {
        match self.order.as_deref()? {
            "rising risk" => Some(Riskier::Higher),
            "falling risk" => Some(Riskier::Lower),
            _ => None,
        }
    }
}

/// Namespaces that inputs may not be declared in, because they belong to something else.
const TAKEN: [&str; 5] = ["params", "reference", "source", "co", NAMESPACE];

pub(super) fn read(root: &Section<'_, '_>, kinds: Kinds<'_>) -> BTreeMap<String, InputDeclaration> {
    let Some(section) = root.section("inputs") else {
        return BTreeMap::new();
    };
    section
        .entries()
        .into_iter()
        .filter_map(|(name, entry)| {
            check_name(&name, &entry);
            Some((name, declaration(&entry, kinds)?))
        })
        .collect()
}

fn check_name(name: &str, entry: &Entry<'_, '_>) {
    let Some((namespace, rest)) = name.split_once('.') else {
        entry.report_with(
            format!("input {name:?} has no namespace"),
            "write \"customer.existing\"",
        );
        return;
    };
    for part in [namespace, rest] {
        if !entry.is_reserved(part) && !names::is_plain(part) {
            entry.report(format!(
                "{part:?} is not a name: expected lower-case letters, digits and underscores"
            ));
        }
    }
    if TAKEN.contains(&namespace) {
        entry.report(format!("namespace {namespace:?} cannot hold inputs"));
    } else if crate::features::Catalogue::standard().get(name).is_some() {
        entry.report_with(
            format!("{name:?} is a feature of the catalogue"),
            "leave it out here, or choose another name for the lender's own figure",
        );
    }
}

fn declaration(entry: &Entry<'_, '_>, kinds: Kinds<'_>) -> Option<InputDeclaration> {
    let section = entry.section()?;
    let text = |key| section.required(key).and_then(|entry| entry.string());
    let flag = |key| {
        section
            .optional(key)
            .and_then(|entry| entry.flag())
            .unwrap_or_default()
    };
    let kind = section
        .required("type")
        .and_then(|entry| kinds.read(&entry));
    let (es, en) = (text("es"), text("en"));
    let nullable = flag("nullable");
    let whole = flag("whole");
    let riskier = section
        .optional("riskier")
        .and_then(|entry| riskier(&entry));
    let declaration = InputDeclaration {
        none: section.optional("none").and_then(|entry| entry.string()),
        values: section
            .optional("values")
            .and_then(|entry| entry.strings())
            .unwrap_or_default(),
        range: section.optional("range").and_then(|entry| range(&entry)),
        kind: kind?,
        es: es?,
        en: en?,
        nullable,
        whole,
        riskier,
    };
    section.finish();
    Some(declaration)
}

/// Which way is riskier.
pub(crate) fn riskier(entry: &Entry<'_, '_>) -> Option<Riskier> {
    match entry.string()?.as_str() {
        "higher" => Some(Riskier::Higher),
        "lower" => Some(Riskier::Lower),
        word => {
            entry.report_with(
                format!("unknown direction {word:?}"),
                "known are \"higher\" and \"lower\"",
            );
            None
        }
    }
}

/// `"0..999"`.
pub(super) fn range(entry: &Entry<'_, '_>) -> Option<(Decimal, Decimal)> {
    let text = entry.string()?;
    let bounds = text.split_once("..").and_then(|(low, high)| {
        let low = caudal_facts::numeric::decimal(low)?;
        let high = caudal_facts::numeric::decimal(high)?;
        (low <= high).then_some((low, high))
    });
    if bounds.is_none() {
        entry.report_with(format!("cannot read range {text:?}"), "write \"0..999\"");
    }
    bounds
}

pub(super) fn words(root: &Section<'_, '_>) -> BTreeMap<String, WordType> {
    let Some(section) = root.section("types") else {
        return BTreeMap::new();
    };
    section
        .entries()
        .into_iter()
        .filter_map(|(name, entry)| {
            entry.is_reserved(&name);
            let section = entry.section()?;
            let values = section.required("values")?.strings()?;
            let order = section.optional("order").and_then(|entry| entry.string());
            section.finish();
            Some((name, WordType { values, order }))
        })
        .collect()
}
