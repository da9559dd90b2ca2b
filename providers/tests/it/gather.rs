//! Gathering, over real sockets: what comes of it, and that nothing is lost or asked twice.

mod again;
mod called_back;
mod complete;
mod created;
mod interrupted;
mod kept;
mod partial;

use std::collections::BTreeSet;

use caudal_facts::{Evidence, Limits};
use caudal_providers::{Gathered, read_folder};

use crate::lender::fixtures;

/// What stands in an evidence by provider, operation and digest; the same payload twice counts once.
pub(crate) fn contents(evidence: &Evidence) -> BTreeSet<(String, String, String)> {
    let payload = |entry: &caudal_facts::evidence::Entry| {
        let payload = entry.payload.as_ref()?;
        let (provider, operation) = (entry.provider.clone(), entry.operation.clone());
        Some((provider, operation, payload.sha256().to_string()))
    };
    evidence.entries.iter().filter_map(payload).collect()
}

/// What a fixture's evidence holds.
pub(crate) fn contents_of_fixture(name: &str) -> BTreeSet<(String, String, String)> {
    let folder = fixtures().join("evidence").join(name);
    contents(&read_folder(&folder, &Limits::default()).unwrap())
}

/// Each source's status and why, one line each.
pub(crate) fn told(gathered: &Gathered) -> Vec<String> {
    let line = |report: &caudal_providers::SourceReport| match &report.why {
        Some(why) => format!("{} {}: {why}", report.source, report.status),
        None => format!("{} {}", report.source, report.status),
    };
    gathered.sources.iter().map(line).collect()
}

/// Whether every source is complete, and the journal took everything.
pub(crate) fn is_whole(gathered: &Gathered) -> bool {
    gathered.journal_errors.is_empty()
        && gathered
            .sources
            .iter()
            .all(|report| report.status == "complete")
}
