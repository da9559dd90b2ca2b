//! What a case gives, as what a policy is run over: figures, rows that figures are computed from, or an applicant's files.

use std::collections::BTreeSet;

use caudal_facts::{Money, Source};
use chrono::NaiveDate;

use super::super::{silent, subject};
use super::{Given, Reader};
use crate::policy::document::Entry;
use crate::policy::load::Slot;
use crate::policy::run::Subject;
use crate::policy::value::Value;

impl Reader<'_> {
    /// A case of given figures only.
    pub(super) fn made_up(&self, entry: &Entry<'_, '_>, given: Given) -> Option<Subject> {
        self.complete(entry, &given);
        let as_of = as_of(entry, &given);
        let id = given.id.as_deref().unwrap_or("case");
        Some(subject(
            self.policy,
            id,
            as_of?,
            given.values,
            &given.silent,
        ))
    }

    /// A case of rows: its features are computed from them, and what the case gives itself stands over them.
    pub(super) fn of_rows(&self, entry: &Entry<'_, '_>, mut given: Given) -> Option<Subject> {
        let manifest = &self.policy.parts.manifest;
        let as_of = as_of(entry, &given);
        let facts = given.facts.facts(manifest.currency, self.problems);
        if manifest.country.is_none() {
            entry.report("a policy of no country has no features: give values, not facts");
        }
        let (country, as_of, facts) = (manifest.country?, as_of?, facts?);
        let id = given.id.as_deref().unwrap_or("case");
        let amount = given.values.get("request.amount").and_then(Value::number);
        let case = crate::frames::Case {
            id,
            country,
            currency: manifest.currency,
            as_of,
            amount: amount.and_then(|amount| Money::exact(amount, manifest.currency).ok()),
        };
        let computed = match crate::engine::of_rows(self.policy, &case, &facts) {
            Ok(computed) => computed,
            Err(error) => {
                entry.report(format!("failed to {error}"));
                return None;
            }
        };
        for (name, value) in computed.values {
            if !given.own.contains(&name) {
                given.values.insert(name, value);
            }
        }
        self.complete(entry, &given);
        let mut subject = subject(self.policy, id, as_of, given.values, &BTreeSet::new());
        subject.sources = computed.sources;
        silence(&mut subject, given.silent);
        Some(subject)
    }

    /// Every name that the policy reads has a value, if only "missing" or "none".
    fn complete(&self, entry: &Entry<'_, '_>, given: &Given) {
        let parts = &self.policy.parts;
        let mut unsaid: Vec<&str> = parts
            .slots
            .iter()
            .filter(|(name, slot)| {
                let from_file =
                    matches!(slot, Slot::Reference(series) if parts.series.contains_key(series));
                !matches!(slot, Slot::Param(_)) && !from_file && !given.values.contains_key(*name)
            })
            .map(|(name, _)| name.as_str())
            .collect();
        unsaid.sort_unstable();
        // What a base leaves unsaid is told at the first case that builds on it.
        let mut told = self.unsaid.borrow_mut();
        unsaid.retain(|name| told.insert((*name).to_owned()));
        if !unsaid.is_empty() {
            entry.report_with(
                format!("the case leaves unsaid: {}", unsaid.join(", ")),
                "give a value, \"none\" or \"missing\", in the case or its base",
            );
        }
    }
}

/// An applicant with what the case gives in place of what the evidence says.
pub(super) fn changed(entry: &Entry<'_, '_>, of: Subject, given: Given) -> Option<Subject> {
    if given.as_of.is_some_and(|as_of| as_of != of.as_of) || given.id.is_some() {
        entry.report("the application states its own date and id");
        return None;
    }
    if !given.facts.is_empty() {
        entry.report("the evidence states the facts: a case gives the one or the other");
        return None;
    }
    let mut subject = of;
    subject.values.extend(given.values);
    silence(&mut subject, given.silent);
    Some(subject)
}

fn silence(subject: &mut Subject, sources: BTreeSet<Source>) {
    for source in sources {
        subject.sources.insert(source, silent());
    }
}

/// The date of a case that no application states.
fn as_of(entry: &Entry<'_, '_>, given: &Given) -> Option<NaiveDate> {
    if given.as_of.is_none() {
        entry.report_with(
            "the case has no as_of",
            "write as_of = 2026-10-20 in its base",
        );
    }
    given.as_of
}
