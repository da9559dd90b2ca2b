//! Changes to parameters: each figure one step up or down.

use toml::de::{DeTable, DeValue};

use super::{Mutant, Mutation};
use crate::policy::Files;

/// The policy's declarations.
const FILE: &str = "policy.toml";

pub(super) fn mutants(files: &dyn Files) -> Vec<Mutant> {
    let Ok(text) = files.read(FILE) else {
        return Vec::new();
    };
    let Ok(document) = DeTable::parse(&text) else {
        return Vec::new();
    };
    let document = document.get_ref();
    let Some(params) = document
        .get("params")
        .and_then(|params| params.get_ref().as_table())
    else {
        return Vec::new();
    };
    let mut spans = Vec::new();
    for param in params.values() {
        let Some(value) = param
            .get_ref()
            .as_table()
            .and_then(|table| table.get("value"))
        else {
            continue;
        };
        match value.get_ref() {
            DeValue::Array(items) => spans.extend(items.iter().map(toml::Spanned::span)),
            DeValue::Integer(_) | DeValue::Float(_) => spans.push(value.span()),
            _ => {}
        }
    }
    spans.sort_by_key(|span| span.start);
    let each = spans.into_iter();
    each.flat_map(|span| Mutant::figures(Mutation::Threshold, FILE, &text, &span))
        .collect()
}
