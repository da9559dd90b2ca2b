//! `[tables]`: how decision tables are read and used.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Kinds;
use super::inputs::range;
use crate::policy::document::{Entry, Section};
use crate::policy::kind::Kind;
use crate::policy::names;

/// Which of a table's rows answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HitPolicy {
    /// The first that holds.
    First,
    /// The only one that may hold.
    Unique,
    /// All that hold, their numbers added.
    Sum,
    /// Each row is a rule of its own, with an outcome and a reason.
    Rules,
}

/// A decision table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableDeclaration {
    /// Which rows answer.
    pub hit: HitPolicy,
    /// The CSV file, relative to the policy; `tables/NAME.csv` unless said otherwise.
    pub file: String,
    /// The result columns and what they measure. Empty for rules.
    pub then: BTreeMap<String, Kind>,
    /// The smallest and largest number that a condition is given, where the policy says so.
    pub ranges: BTreeMap<String, (Decimal, Decimal)>,
}

pub(super) fn read(root: &Section<'_, '_>, kinds: Kinds<'_>) -> BTreeMap<String, TableDeclaration> {
    let Some(section) = root.section("tables") else {
        return BTreeMap::new();
    };
    section
        .entries()
        .into_iter()
        .filter_map(|(name, entry)| {
            let declaration = table(&name, &entry, kinds)?;
            Some((name, declaration))
        })
        .collect()
}

fn table(name: &str, entry: &Entry<'_, '_>, kinds: Kinds<'_>) -> Option<TableDeclaration> {
    let section = entry.section()?;
    let hit = section.required("hit").and_then(|entry| hit(&entry));
    let file = section.optional("file").map_or_else(
        || Some(format!("tables/{name}.csv")),
        |entry| entry.string(),
    );
    let then = section
        .section("then")
        .map(|section| {
            section
                .entries()
                .into_iter()
                .filter_map(|(column, entry)| {
                    entry.is_reserved(&column);
                    Some((column, kinds.read(&entry)?))
                })
                .collect()
        })
        .unwrap_or_default();
    let ranges = section.section("range").map(|section| {
        let entries = section.entries().into_iter();
        let read = entries.filter_map(|(column, entry)| Some((column, range(&entry)?)));
        read.collect()
    });
    section.finish();
    Some(TableDeclaration {
        hit: hit?,
        file: file?,
        then,
        ranges: ranges.unwrap_or_default(),
    })
}

fn hit(entry: &Entry<'_, '_>) -> Option<HitPolicy> {
    match entry.string()?.as_str() {
        "first" => Some(HitPolicy::First),
        "unique" => Some(HitPolicy::Unique),
        "sum" => Some(HitPolicy::Sum),
        "rules" => Some(HitPolicy::Rules),
        other => {
            let known = ["first", "unique", "sum", "rules"];
            entry.report_with(
                format!("unknown hit policy {other:?}"),
                names::hint(other, &known),
            );
            None
        }
    }
}
