//! `[params]`, `[reference]` and `[missing]`.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Kinds;
use crate::policy::document::{Entry, Section};
use crate::policy::kind::Kind;

/// A figure that the risk team sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParamDeclaration {
    /// What it measures.
    pub kind: Kind,
    /// Its value.
    pub value: ParamValue,
    /// Why it is what it is.
    pub reason: String,
}

/// A parameter's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParamValue {
    /// One number.
    Number(Decimal),
    /// A list of numbers, for a loop over terms.
    List(Vec<Decimal>),
    /// Yes or no.
    Flag(bool),
}

/// A dated series: legal maximum rate, minimum wage, price index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceDeclaration {
    /// The CSV file that gives it, relative to the policy; else the application gives it.
    pub file: Option<String>,
    /// How old a figure may be before there is none.
    pub max_age_days: Option<u32>,
    /// What it measures.
    pub kind: Kind,
}

/// What a missing feature or input means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingRule {
    /// A full name, or a namespace with `*`: `bureau.*`.
    pub pattern: String,
    /// What it means.
    pub action: MissingAction,
}

impl MissingRule {
    /// Whether the rule speaks of this name.
    #[must_use]
    pub fn matches(&self, name: &str) -> bool {
        match self.pattern.strip_suffix('*') {
            Some(prefix) => name.starts_with(prefix),
            None => self.pattern == name,
        }
    }
}

/// The three answers to missing data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MissingAction {
    /// A person looks at it. The default.
    Refer,
    /// A rule that cannot be decided for want of it declines.
    Decline,
    /// This value stands in, for this reason.
    Default {
        /// The value.
        value: ParamValue,
        /// Why it may stand in.
        reason: String,
    },
}

pub(super) fn read(root: &Section<'_, '_>, kinds: Kinds<'_>) -> BTreeMap<String, ParamDeclaration> {
    let Some(section) = root.section("params") else {
        return BTreeMap::new();
    };
    section
        .entries()
        .into_iter()
        .filter_map(|(name, entry)| {
            entry.is_reserved(&name);
            Some((name, param(&entry, kinds)?))
        })
        .collect()
}

fn param(entry: &Entry<'_, '_>, kinds: Kinds<'_>) -> Option<ParamDeclaration> {
    let section = entry.section()?;
    let kind = section
        .required("unit")
        .and_then(|entry| kinds.read(&entry));
    let value = section.required("value").and_then(|entry| {
        let value = value(&entry)?;
        listed(&entry, kind.as_ref(), &value);
        Some(value)
    });
    let reason = section.required("reason").and_then(|entry| entry.string());
    section.finish();
    Some(ParamDeclaration {
        kind: kind?,
        value: value?,
        reason: reason?,
    })
}

/// A list is what loans are offered over: one of months holds terms.
fn listed(entry: &Entry<'_, '_>, kind: Option<&Kind>, value: &ParamValue) {
    let ParamValue::List(list) = value else {
        return;
    };
    if list.is_empty() {
        entry.report_with(
            format!("{} is an empty list", entry.name),
            "nothing would ever be offered over it",
        );
    }
    let items = entry.list().unwrap_or_default();
    for (item, number) in items.iter().zip(list) {
        if kind == Some(&Kind::Months) && !(number.is_integer() && *number >= Decimal::ONE) {
            let message = format!("{} is {number}: expected whole months from 1", item.name);
            item.report(message);
        }
    }
}

fn value(entry: &Entry<'_, '_>) -> Option<ParamValue> {
    let value = entry.value.get_ref();
    if value.is_bool() {
        return entry.flag().map(ParamValue::Flag);
    }
    if value.is_array() {
        let list: Option<Vec<_>> = entry.list()?.iter().map(Entry::decimal).collect();
        return list.map(ParamValue::List);
    }
    entry.decimal().map(ParamValue::Number)
}

pub(super) fn reference(
    root: &Section<'_, '_>,
    kinds: Kinds<'_>,
) -> BTreeMap<String, ReferenceDeclaration> {
    let Some(section) = root.section("reference") else {
        return BTreeMap::new();
    };
    section
        .entries()
        .into_iter()
        .filter_map(|(name, entry)| {
            let section = entry.section()?;
            let declaration = ReferenceDeclaration {
                file: section.optional("file").and_then(|entry| entry.string()),
                max_age_days: section
                    .optional("max_age_days")
                    .and_then(|entry| entry.whole()),
                kind: section
                    .optional("unit")
                    .and_then(|entry| kinds.read(&entry))
                    .unwrap_or(Kind::Number),
            };
            section.finish();
            Some((name, declaration))
        })
        .collect()
}

pub(super) fn missing(root: &Section<'_, '_>) -> Vec<MissingRule> {
    let Some(section) = root.section("missing") else {
        return Vec::new();
    };
    section
        .entries()
        .into_iter()
        .filter_map(|(pattern, entry)| {
            let action = action(&entry)?;
            Some(MissingRule { pattern, action })
        })
        .collect()
}

fn action(entry: &Entry<'_, '_>) -> Option<MissingAction> {
    if entry.value.get_ref().is_table() {
        let section = entry.section()?;
        let value = section.required("default").and_then(|entry| value(&entry));
        let reason = section.required("reason").and_then(|entry| entry.string());
        section.finish();
        return Some(MissingAction::Default {
            value: value?,
            reason: reason?,
        });
    }
    match entry.string()?.as_str() {
        "refer" => Some(MissingAction::Refer),
        "decline" => Some(MissingAction::Decline),
        other => {
            entry.report_with(
                format!("unknown answer to missing data {other:?}"),
                "known are \"refer\", \"decline\" and { default = …, reason = \"…\" }",
            );
            None
        }
    }
}
