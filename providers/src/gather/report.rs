//! What gathering brought, source by source: how it went, why, what it took and what it cost.

use std::fmt;

use caudal_facts::evidence::{Entry, Evidence, Status};
use caudal_facts::{Money, Source};
use serde::Serialize;

use super::journal::JournalError;
use super::step::Effort;

/// Everything that gathering came to. There is always one.
#[derive(Debug)]
pub struct Gathered {
    /// What arrived, and what did not and why, in the order it was asked.
    pub evidence: Evidence,
    /// The same by source, in the order they were asked for.
    pub sources: Vec<SourceReport>,
    /// What could not be written down. The evidence is whole all the same, but a later run may ask
    /// again for what it lacks.
    pub journal_errors: Vec<JournalError>,
}

/// How one source went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceReport {
    /// The source's name.
    pub source: &'static str,
    /// `complete`, `partial` or `unavailable`.
    pub status: &'static str,
    /// Why it is not complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Its payloads, each on its own.
    pub payloads: Vec<PayloadReport>,
    /// What the source took in all; the longest time, as payloads come side by side.
    pub effort: Effort,
    /// What it cost, an amount for each currency, where prices are set.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cost: Vec<String>,
}

/// How one payload went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PayloadReport {
    /// Its name, which is the stem of its file.
    pub payload: String,
    /// The provider.
    pub provider: &'static str,
    /// Whether it came.
    pub arrived: bool,
    /// Why it did not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Where it came from.
    pub origin: Origin,
    /// What it took.
    pub effort: Effort,
    /// What it cost, where a price is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost: Option<String>,
}

/// Where a payload came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// From the provider, now.
    Provider,
    /// From the journal: it had arrived in an earlier run.
    Journal,
    /// From the cache.
    Cache,
    /// From nowhere: nobody could be asked.
    Nobody,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Provider => "provider",
            Self::Journal => "journal",
            Self::Cache => "cache",
            Self::Nobody => "nobody",
        })
    }
}

/// One payload's outcome: the entry for the evidence, and the line for the report.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) entry: Entry,
    pub(super) report: PayloadReport,
    pub(super) cost: Option<Money>,
    pub(super) errors: Vec<JournalError>,
}

/// A source's outcomes as one line.
pub(super) fn of_source(source: Source, outcomes: &[&Outcome]) -> SourceReport {
    let arrived = outcomes.iter().filter(|each| each.report.arrived).count();
    let all_complete = outcomes
        .iter()
        .all(|each| each.entry.status == Status::Complete);
    let status = match arrived {
        0 => "unavailable",
        _ if all_complete => "complete",
        _ => "partial",
    };
    let whys: Vec<String> = outcomes
        .iter()
        .filter_map(|each| {
            let why = each.entry.status.why()?;
            Some(format!("{}: {why}", each.report.payload))
        })
        .collect();
    let effort = outcomes.iter().fold(Effort::default(), |sum, each| Effort {
        took_ms: sum.took_ms.max(each.report.effort.took_ms),
        ..sum.and(each.report.effort)
    });
    SourceReport {
        source: source.name(),
        status,
        why: (!whys.is_empty()).then(|| whys.join("; ")),
        payloads: outcomes.iter().map(|each| each.report.clone()).collect(),
        effort,
        cost: costs(outcomes),
    }
}

/// The costs, summed by currency in the order met. A sum beyond 64 bits is listed in parts.
fn costs(outcomes: &[&Outcome]) -> Vec<String> {
    let mut sums: Vec<Money> = Vec::new();
    for cost in outcomes.iter().filter_map(|each| each.cost) {
        let sum = sums
            .iter_mut()
            .find_map(|sum| sum.checked_add(cost).ok().map(|more| (sum, more)));
        match sum {
            Some((sum, more)) => *sum = more,
            None => sums.push(cost),
        }
    }
    sums.iter().map(ToString::to_string).collect()
}
