//! `[sources]`: what each report costs, how old it may be, and what its silence means.

use std::collections::BTreeMap;

use caudal_facts::Source;
use rust_decimal::Decimal;

use crate::policy::document::{Entry, Section};
use crate::policy::{findings, names};

/// What a policy says of one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRule {
    /// What asking costs, in the policy's currency.
    pub cost: Option<Decimal>,
    /// How old the report may be before it counts as silent.
    pub max_age_days: Option<u32>,
    /// What silence means.
    pub silence: Silence,
}

impl Default for SourceRule {
    /// No cost, any age, and silence refers.
    fn default() -> Self {
        Self {
            cost: None,
            max_age_days: None,
            silence: Silence::Refer,
        }
    }
}

/// What it means when a source that was asked does not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// A person looks at it.
    Refer,
    /// It declines.
    Decline,
    /// The policy goes on; the source's features are none.
    GoOn,
}

pub(super) fn read(root: &Section<'_, '_>) -> BTreeMap<Source, SourceRule> {
    let Some(section) = root.section("sources") else {
        return BTreeMap::new();
    };
    let mut rules = BTreeMap::new();
    for (name, entry) in section.entries() {
        let known = Source::ALL.map(Source::name);
        let Some(source) = Source::parse(&name) else {
            let hint = names::hint(&name, &known);
            entry.report_as(
                &findings::UNKNOWN_SOURCE,
                format!("unknown source {name:?}"),
                Some(hint),
            );
            continue;
        };
        if let Some(rule) = rule(&entry) {
            rules.insert(source, rule);
        }
    }
    rules
}

fn rule(entry: &Entry<'_, '_>) -> Option<SourceRule> {
    let section = entry.section()?;
    let rule = SourceRule {
        cost: section.optional("cost").and_then(|entry| entry.decimal()),
        max_age_days: section
            .optional("max_age_days")
            .and_then(|entry| entry.whole()),
        silence: section
            .optional("missing")
            .and_then(|entry| silence(&entry))
            .unwrap_or(Silence::Refer),
    };
    section.finish();
    Some(rule)
}

fn silence(entry: &Entry<'_, '_>) -> Option<Silence> {
    match entry.string()?.as_str() {
        "refer" => Some(Silence::Refer),
        "decline" => Some(Silence::Decline),
        "go on" => Some(Silence::GoOn),
        other => {
            entry.report_with(
                format!("unknown meaning of silence {other:?}"),
                "known are \"refer\", \"decline\" and \"go on\"",
            );
            None
        }
    }
}
