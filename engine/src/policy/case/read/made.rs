//! What a case gives, as what a policy is run over: figures, rows that figures are computed from, or an applicant's files.

use std::collections::BTreeSet;

use caudal_facts::{Money, Party, Report};
use chrono::NaiveDate;

use super::super::{silent, subject};
use super::{Given, Reader};
use crate::policy::document::Entry;
use crate::policy::feature_of::CO_PRESENT;
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
        let is_there = given.has_co_applicant();
        let computed = match crate::engine::of_rows(self.policy, &case, &facts, is_there) {
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
        subject.co_applicant = computed.co_applicant;
        silence(&mut subject, given.silent);
        Some(subject)
    }

    /// Every name that the policy reads has a value, if only "missing" or "none".
    fn complete(&self, entry: &Entry<'_, '_>, given: &Given) {
        let parts = &self.policy.parts;
        let is_there = given.has_co_applicant();
        given.hold_co_applicant(entry, is_there);
        let mut unsaid: Vec<&str> = parts
            .slots
            .iter()
            .filter(|(name, slot)| {
                let from_file =
                    matches!(slot, Slot::Reference(series) if parts.series.contains_key(series));
                let of_nobody = !is_there && Party::split(name).0 == Party::CoApplicant;
                !matches!(slot, Slot::Param(_))
                    && !from_file
                    && !of_nobody
                    && !given.values.contains_key(*name)
            })
            .map(|(name, _)| name.as_str())
            .collect();
        if self.policy.reads_co_applicant() && !given.values.contains_key(CO_PRESENT) {
            unsaid.push(CO_PRESENT);
        }
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

impl Given {
    /// Whether there is a co-applicant.
    fn has_co_applicant(&self) -> bool {
        self.values.get(CO_PRESENT) == Some(&Value::Flag(true))
    }

    /// What a case gives of a co-applicant is of one who is there.
    fn hold_co_applicant(&self, entry: &Entry<'_, '_>, is_there: bool) {
        let of_theirs = |name: &&String| {
            Party::split(name).0 == Party::CoApplicant && name.as_str() != CO_PRESENT
        };
        let given = self.own.iter().find(of_theirs).map(String::as_str);
        let given = given.or_else(|| self.facts.has_co_applicant().then_some("facts.co"));
        if let Some(name) = given.filter(|_| !is_there) {
            entry.report_with(
                format!("the case gives {name}, and has no co-applicant"),
                "write given.co.present = true, or leave it out",
            );
        }
    }
}

/// An applicant with what the case gives in place of what the evidence says.
pub(super) fn changed(entry: &Entry<'_, '_>, of: Subject, mut given: Given) -> Option<Subject> {
    if given.as_of.is_some_and(|as_of| as_of != of.as_of) || given.id.is_some() {
        entry.report("the application states its own date and id");
        return None;
    }
    if !given.facts.is_empty() {
        entry.report("the evidence states the facts: a case gives the one or the other");
        return None;
    }
    let mut subject = of;
    match given.values.remove(CO_PRESENT) {
        Some(Value::Flag(true)) => {
            subject.co_applicant.get_or_insert_default();
        }
        Some(_) => subject.co_applicant = None,
        None => {}
    }
    given.hold_co_applicant(entry, subject.co_applicant.is_some());
    subject.values.extend(given.values);
    silence(&mut subject, given.silent);
    Some(subject)
}

fn silence(subject: &mut Subject, reports: BTreeSet<Report>) {
    for report in reports {
        let sources = match report.party {
            Party::Applicant => Some(&mut subject.sources),
            Party::CoApplicant => subject.co_applicant.as_mut(),
        };
        if let Some(sources) = sources {
            sources.insert(report.source, silent());
        }
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
