//! Cases into a portfolio, as they come; what cannot be taken into a list of its own.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;

use anyhow::Context as _;
use caudal_engine::frames::Table;
use caudal_engine::portfolio::{Shard, ShardBuilder};
use caudal_facts::evidence::Sha256Digest;
use serde::Serialize;

use super::{Case, Listing, Read, Request, ShardEntry, Staging};

/// The file of what was not taken.
const REJECTS: &str = "rejects.jsonl";

/// A portfolio that is being written.
pub(crate) struct PortfolioWriter {
    staging: Staging,
    builder: ShardBuilder,
    listing: Listing,
    /// Cases in the builder.
    waiting: u64,
    /// Digests of the ids that were taken.
    taken: HashSet<Sha256Digest>,
    rejects: Option<BufWriter<File>>,
}

/// One line of the file of rejects.
#[derive(Serialize)]
struct Reject<'r> {
    from: &'r str,
    case: Option<&'r str>,
    reason: &'r str,
}

impl PortfolioWriter {
    /// A portfolio in a folder that is not there yet, with at most so many rows a table of a shard.
    pub(crate) fn create(
        folder: &Path,
        categories: Sha256Digest,
        rows_max: usize,
    ) -> anyhow::Result<Self> {
        let staging = Staging::open(folder)?;
        staging.clear()?;
        Ok(Self {
            staging,
            builder: ShardBuilder::with_rows_max(rows_max),
            listing: Listing::new(Some(categories)),
            waiting: 0,
            taken: HashSet::new(),
            rejects: None,
        })
    }

    /// Takes a case, or notes why it is not taken. Gives the shard that was full before it.
    pub(crate) fn push(&mut self, read: &Read) -> anyhow::Result<Option<&ShardEntry>> {
        let case = match &read.case {
            Ok(case) => case,
            Err(reason) => return self.reject(read, reason).map(|()| None),
        };
        let id = Sha256Digest::of(case.request.id().as_bytes());
        if self.taken.contains(&id) {
            let reason = "another case has the same id";
            return self.reject(read, reason).map(|()| None);
        }
        match add(&mut self.builder, case) {
            Ok(full) => {
                self.taken.insert(id);
                let written = match full {
                    Some(shard) => {
                        self.write(&shard)?;
                        self.listing.shards.last()
                    }
                    None => None,
                };
                self.waiting += 1;
                Ok(written)
            }
            Err(error) => {
                let reason = format!("failed to {:#}", anyhow::Error::new(error));
                self.reject(read, &reason).map(|()| None)
            }
        }
    }

    /// Writes the last shard and the list, and gives the portfolio its name.
    pub(crate) fn finish(mut self) -> anyhow::Result<Listing> {
        let builder = std::mem::take(&mut self.builder);
        if let Some(shard) = builder.finish()? {
            self.write(&shard)?;
        }
        if let Some(mut rejects) = self.rejects.take() {
            let flushed = rejects.flush().and_then(|()| rejects.get_ref().sync_data());
            flushed.with_context(|| format!("write {REJECTS}"))?;
        }
        let mut json = serde_json::to_vec_pretty(&self.listing)?;
        json.push(b'\n');
        self.staging.keep(Listing::FILE, &json)?;
        self.staging.finish()?;
        Ok(self.listing)
    }

    fn write(&mut self, shard: &Shard) -> anyhow::Result<()> {
        let name = format!("shard-{:05}", self.listing.shards.len());
        let folder = self.staging.path().join(&name);
        let writing = || format!("write {}", folder.display());
        fs::create_dir_all(&folder).with_context(writing)?;
        for &table in Table::ALL {
            let file = File::create(folder.join(file_name(table))).with_context(writing)?;
            shard.write(table, &file).with_context(writing)?;
            file.sync_data().with_context(writing)?;
        }
        let cases = std::mem::take(&mut self.waiting);
        self.listing.cases += cases;
        self.listing.shards.push(ShardEntry { name, cases });
        Ok(())
    }

    fn reject(&mut self, read: &Read, reason: &str) -> anyhow::Result<()> {
        self.listing.rejected += 1;
        let path = self.staging.path().join(REJECTS);
        let writing = || format!("write {}", path.display());
        let rejects = match &mut self.rejects {
            Some(rejects) => rejects,
            none => none.insert(BufWriter::new(File::create(&path).with_context(writing)?)),
        };
        let line = Reject {
            from: &read.from,
            case: read.id.as_deref(),
            reason,
        };
        serde_json::to_writer(&mut *rejects, &line).with_context(writing)?;
        writeln!(rejects).with_context(writing)
    }
}

/// Adds a case. Gives the shard that was full before it.
fn add(
    builder: &mut ShardBuilder,
    Case { request, facts }: &Case,
) -> Result<Option<Shard>, caudal_engine::portfolio::Error> {
    match request {
        Request::Application(application) => builder.push_application(application, facts),
        Request::Nothing { id, country, as_of } => {
            let case = caudal_engine::frames::Case {
                id,
                country: *country,
                currency: country.home_currency(),
                as_of: *as_of,
                amount: None,
            };
            builder.push(&case, facts)
        }
    }
}

/// The name of a table's file.
pub(crate) fn file_name(table: Table) -> String {
    format!("{}.parquet", table.name())
}
