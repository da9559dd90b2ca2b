//! What decisions are made of. It is written before the first of them and held by whoever goes on.

use anyhow::{Context as _, anyhow};
use caudal_engine::Engine;
use caudal_engine::features::Catalogue;
use caudal_facts::Limits;
use caudal_facts::evidence::Sha256Digest;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::inputs::Inputs;
use crate::files::read_limited;
use crate::portfolio::Staging;

/// The plan's file.
const FILE: &str = "rescore.json";

/// The only version of it so far.
const VERSION: u32 = 1;

/// Everything that the output follows from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    version: u32,
    /// By which everything is decided.
    pub(crate) made: Made,
    /// The shards, in order.
    pub(super) shards: Vec<PlannedShard>,
}

/// By which rules and which program, and as of when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Made {
    /// The policy's id.
    pub(crate) policy: String,
    /// Its version.
    pub(crate) policy_version: String,
    /// The digest over every file that it reads.
    pub(crate) policy_hash: String,
    /// The digest of the categories that movements were sorted by.
    pub(crate) categories: String,
    /// The digest of the lender's dated series.
    pub(crate) reference: String,
    /// The date that all are decided as of; each as of its own where there is none.
    pub(crate) as_of: Option<NaiveDate>,
    /// The engine's version.
    pub(crate) engine: String,
    /// The catalogue's version.
    pub(crate) catalogue: String,
}

/// One shard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlannedShard {
    /// Its folder's name, and that of its decisions.
    pub(super) name: String,
    /// How many cases it holds.
    pub(super) cases: u64,
    /// The digest over its files.
    pub(super) sha256: String,
}

impl Plan {
    /// The plan to decide these shards.
    pub(crate) fn new(
        engine: &Engine,
        (categories, reference): (Sha256Digest, Sha256Digest),
        as_of: Option<NaiveDate>,
        inputs: &Inputs,
    ) -> Self {
        let manifest = engine.policy().manifest();
        Self {
            version: VERSION,
            made: Made {
                policy: manifest.id.clone(),
                policy_version: manifest.version.clone(),
                policy_hash: engine.policy().hash().to_string(),
                categories: categories.to_string(),
                reference: reference.to_string(),
                as_of,
                engine: env!("CARGO_PKG_VERSION").to_owned(),
                catalogue: Catalogue::version().to_owned(),
            },
            shards: inputs.shards.clone(),
        }
    }

    /// How many cases there are.
    pub(crate) fn cases(&self) -> u64 {
        self.shards.iter().map(|shard| shard.cases).sum()
    }

    /// Begins the output, or goes on with what an earlier run left of the same plan.
    pub(crate) fn begin(&self, staging: &Staging) -> anyhow::Result<()> {
        if staging.has(FILE) {
            let known = Self::read(staging)?;
            return match self.differs(&known) {
                None => staging.clear_drafts(),
                Some(what) => Err(anyhow!(
                    "go on with {}: {what}\nhint: put it back as it was, or remove that folder to begin anew",
                    staging.path().display()
                )),
            };
        }
        staging.clear()?;
        let mut json = serde_json::to_vec_pretty(self)?;
        json.push(b'\n');
        staging.keep(FILE, &json)
    }

    fn read(staging: &Staging) -> anyhow::Result<Self> {
        let path = staging.path().join(FILE);
        let bytes = read_limited(&path, Limits::default().portfolio_bytes)?;
        serde_json::from_slice(&bytes).with_context(|| format!("read {}", path.display()))
    }

    /// What differs from a plan that was begun, if something does.
    fn differs(&self, known: &Self) -> Option<String> {
        if self == known {
            return None;
        }
        let date = |date: Option<NaiveDate>| {
            date.map_or_else(|| "each case's own".to_owned(), |date| date.to_string())
        };
        let (here, there) = (&self.made, &known.made);
        let named = [
            ("policy", &here.policy, &there.policy),
            ("policy hash", &here.policy_hash, &there.policy_hash),
            ("categories digest", &here.categories, &there.categories),
            ("reference digest", &here.reference, &there.reference),
            ("date", &date(here.as_of), &date(there.as_of)),
            ("engine version", &here.engine, &there.engine),
            ("catalogue version", &here.catalogue, &there.catalogue),
        ];
        for (what, here, there) in named {
            if here != there {
                return Some(format!("its {what} was {there} and is {here} now"));
            }
        }
        let shards = self.shards.iter().zip(&known.shards);
        let changed = shards.clone().find(|(here, there)| here != there);
        Some(match changed {
            Some((here, there)) if here.name == there.name => {
                format!("shard {} has changed since", here.name)
            }
            Some((here, there)) => {
                format!("shard {} stands where {} was", here.name, there.name)
            }
            None => format!(
                "it was begun with {} shards, there are {} now",
                known.shards.len(),
                self.shards.len()
            ),
        })
    }
}
