//! What came of a whole portfolio.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use anyhow::{Context as _, anyhow};
use caudal_engine::polars::prelude::ParquetReader;
use caudal_engine::polars::prelude::SerReader as _;
use rust_decimal::Decimal;
use serde::Serialize;

use super::plan::{Made, Plan};
use super::tally::{Reject, Tally};
use crate::portfolio::Staging;

/// The files beside the decisions.
const SUMMARY: &str = "summary.json";
const REJECTS: &str = "rejects.jsonl";

/// Keys of the metadata of a file of decisions.
const VERSION: &str = "caudal.decisions";
const POLICY: &str = "caudal.policy_hash";
const CATALOGUE: &str = "caudal.catalogue";
const TALLY: &str = "caudal.tally";

/// The version of the columns of decisions: further columns keep it, anything else raises it.
const COLUMNS_VERSION: &str = "1";

/// What came of a portfolio.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Summary {
    /// By which rules, and as of when.
    pub(crate) made: Made,
    /// How many shards there are.
    pub(crate) shards: usize,
    /// How many cases.
    pub(crate) cases: u64,
    /// How many came to which outcome.
    pub(crate) outcomes: BTreeMap<String, u64>,
    /// How many could not be decided.
    pub(crate) rejected: usize,
    /// The sum over approvals of the largest amount that each is offered.
    pub(crate) offered: Decimal,
    /// How many cases have which reason.
    pub(crate) reasons: BTreeMap<String, u64>,
    /// In how many cases what was missing.
    pub(crate) missing: BTreeMap<String, u64>,
    #[serde(skip)]
    rejects: Vec<Reject>,
}

impl Summary {
    pub(super) fn new(plan: &Plan, tally: Tally) -> Self {
        Self {
            made: plan.made.clone(),
            shards: plan.shards.len(),
            cases: tally.cases,
            outcomes: tally.outcomes,
            rejected: tally.rejects.len(),
            offered: tally.offered,
            reasons: tally.reasons,
            missing: tally.missing,
            rejects: tally.rejects,
        }
    }

    /// Writes the summary, and the list of what could not be decided if there is any.
    pub(super) fn keep(&self, staging: &Staging) -> anyhow::Result<()> {
        if !self.rejects.is_empty() {
            let mut lines = Vec::new();
            for reject in &self.rejects {
                serde_json::to_writer(&mut lines, reject)?;
                lines.push(b'\n');
            }
            staging.keep(REJECTS, &lines)?;
        }
        let mut json = serde_json::to_vec_pretty(self)?;
        json.push(b'\n');
        staging.keep(SUMMARY, &json)
    }
}

/// What a file of decisions says of itself.
pub(super) fn metadata(plan: &Plan, tally: &Tally) -> anyhow::Result<Vec<(String, String)>> {
    let made = &plan.made;
    let pairs = [
        (VERSION, COLUMNS_VERSION.to_owned()),
        (POLICY, made.policy_hash.clone()),
        (CATALOGUE, made.catalogue.clone()),
        (TALLY, serde_json::to_string(tally)?),
    ];
    let pairs = pairs.map(|(key, value)| (key.to_owned(), value));
    Ok(pairs.into())
}

/// The numbers that a file of decisions carries.
pub(super) fn tally(path: &Path) -> anyhow::Result<Tally> {
    let reading = || format!("read {}", path.display());
    let mut reader = ParquetReader::new(File::open(path).with_context(reading)?);
    let metadata = reader.get_metadata().with_context(reading)?;
    let mut pairs = metadata.key_value_metadata().iter().flatten();
    let tally = pairs
        .find(|pair| pair.key == TALLY)
        .and_then(|pair| pair.value.as_deref());
    let tally = tally.ok_or_else(|| anyhow!("{}: its metadata has no {TALLY}", reading()))?;
    serde_json::from_str(tally).with_context(reading)
}
