//! The list of a portfolio's shards, beside them: without it nobody could tell that one is not there.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};
use caudal_facts::Limits;
use caudal_facts::evidence::Sha256Digest;
use serde::{Deserialize, Serialize};

use crate::files::read_limited;

/// The list's file.
const FILE: &str = "portfolio.json";

/// The only version of it so far.
const VERSION: u32 = 1;

/// Where a portfolio comes from.
const MADE_BY: &str = "`caudal ingest` and `caudal simulate --portfolio` write portfolios";

/// What a portfolio holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Listing {
    version: u32,
    /// The version of the tables' schema.
    pub(crate) schema: u32,
    /// The version of the catalogue of the program that wrote it.
    pub(crate) catalogue: String,
    /// The digest of the categories that movements were sorted by.
    pub(crate) categories: Option<String>,
    /// How many cases there are.
    pub(crate) cases: u64,
    /// How many could not be taken.
    pub(crate) rejected: u64,
    /// The shards, in order.
    pub(crate) shards: Vec<ShardEntry>,
}

/// One shard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShardEntry {
    /// Its folder.
    pub(crate) name: String,
    /// How many cases it holds.
    pub(crate) cases: u64,
}

impl Listing {
    /// The file's name.
    pub(crate) const FILE: &str = FILE;

    /// A portfolio without shards yet.
    pub(crate) fn new(categories: Option<Sha256Digest>) -> Self {
        Self {
            version: VERSION,
            schema: caudal_engine::frames::SCHEMA_VERSION,
            catalogue: caudal_engine::features::Catalogue::version().to_owned(),
            categories: categories.map(|digest| digest.to_string()),
            cases: 0,
            rejected: 0,
            shards: Vec::new(),
        }
    }

    /// The folders of a portfolio's shards, in order, held against its list where it has one.
    pub(crate) fn shards_in(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
        let shown = folder.display();
        let reading = || format!("read portfolio {shown}");
        if !folder.is_dir() {
            return Err(anyhow!(
                "{}: there is no such folder\nhint: {MADE_BY}",
                reading()
            ));
        }
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).with_context(reading)? {
            let path = entry.with_context(reading)?.path();
            if is_shard(&path) {
                found.push(path);
            }
        }
        found.sort_unstable();
        let listing = Self::read(folder)?;
        if let Some(listing) = &listing {
            listing.hold(folder, &found)?;
        }
        if found.is_empty() {
            let hint = match listing {
                _ if is_shard(folder) => "it is a shard itself; name the folder that holds it",
                Some(_) => "no case was taken into it; its rejects.jsonl says why",
                None => MADE_BY,
            };
            return Err(anyhow!("{}: it holds no shard\nhint: {hint}", reading()));
        }
        Ok(found)
    }

    fn read(folder: &Path) -> anyhow::Result<Option<Self>> {
        let path = folder.join(FILE);
        if !path.exists() {
            return Ok(None);
        }
        let bytes = read_limited(&path, Limits::default().portfolio_bytes)?;
        let reading = || format!("read {}", path.display());
        let listing: Self = serde_json::from_slice(&bytes).with_context(reading)?;
        if listing.version != VERSION {
            return Err(anyhow!(
                "{}: its version is {}, expected {VERSION}",
                reading(),
                listing.version
            ));
        }
        Ok(Some(listing))
    }

    fn hold(&self, folder: &Path, found: &[PathBuf]) -> anyhow::Result<()> {
        let shown = folder.display();
        let listed: Vec<PathBuf> = self
            .shards
            .iter()
            .map(|shard| folder.join(&shard.name))
            .collect();
        if let Some(lost) = listed.iter().find(|shard| !found.contains(shard)) {
            let lost = lost.display();
            return Err(anyhow!(
                "read portfolio {shown}: {lost} is in its list and not there\nhint: restore it from a copy"
            ));
        }
        if let Some(more) = found.iter().find(|shard| !listed.contains(shard)) {
            let more = more.display();
            return Err(anyhow!(
                "read portfolio {shown}: {more} is not in its list, {FILE}\nhint: a portfolio is written once; keep further cases in another"
            ));
        }
        Ok(())
    }
}

/// Whether a folder is one of shards' files.
fn is_shard(folder: &Path) -> bool {
    folder.join("cases.parquet").is_file()
}
