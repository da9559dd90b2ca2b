//! The work on one shard: read, decided, written.

use std::path::PathBuf;

use anyhow::{Context as _, anyhow};
use caudal_engine::Engine;
use caudal_engine::batch::Batch;
use caudal_engine::portfolio::{Columns, Shard};
use caudal_facts::evidence::Sha256Digest;

use super::plan::{Plan, PlannedShard};
use super::shard_files::ShardFiles;
use super::summary::{self, Summary};
use super::tally::Tally;
use crate::portfolio::Staging;

/// The folder of the files of decisions.
const DECISIONS: &str = "decisions";

/// Everything that decides shards; shared by the workers.
pub(crate) struct Job<'j> {
    plan: &'j Plan,
    folders: &'j [PathBuf],
    engine: &'j Engine,
    batch: Batch<'j>,
    categories: Sha256Digest,
    staging: &'j Staging,
}

impl<'j> Job<'j> {
    /// The job of a plan; `folders` are those of its shards, `staging` is where the decisions go.
    pub(crate) fn new(
        plan: &'j Plan,
        folders: &'j [PathBuf],
        engine: &'j Engine,
        categories: Sha256Digest,
        staging: &'j Staging,
    ) -> anyhow::Result<Self> {
        plan.begin(staging)?;
        staging.folder(DECISIONS)?;
        Ok(Self {
            plan,
            folders,
            engine,
            batch: Batch::new(engine, plan.made.as_of),
            categories,
            staging,
        })
    }

    /// The numbers of the shards that are not decided yet.
    pub(super) fn open(&self) -> Vec<usize> {
        let shards = self.plan.shards.iter().enumerate();
        let open = shards.filter(|(_, shard)| !self.staging.has(&file(shard)));
        open.map(|(number, _)| number).collect()
    }

    /// A shard's name and number of cases.
    pub(super) fn shard(&self, number: usize) -> (&str, u64) {
        let shard = &self.plan.shards[number];
        (&shard.name, shard.cases)
    }

    /// Decides a shard.
    pub(super) fn decide(&self, number: usize) -> anyhow::Result<()> {
        let (planned, folder) = (&self.plan.shards[number], &self.folders[number]);
        let shown = folder.display();
        let files = ShardFiles::read(folder)?;
        if files.sha256().to_string() != planned.sha256 {
            return Err(anyhow!(
                "decide shard {shown}: it has changed since the run began"
            ));
        }
        let columns = Columns::Of(self.engine.program());
        let shard = Shard::read(Some(self.categories), columns, |table| files.open(table))
            .with_context(|| format!("read shard {shown}"))?;
        let doing = || format!("decide shard {shown}");
        let decisions = self.batch.decide(shard.frames()).with_context(doing)?;
        let tally = Tally::of(&decisions);
        let mut bytes = Vec::new();
        decisions
            .write(&mut bytes, summary::metadata(self.plan, &tally)?)
            .with_context(doing)?;
        self.staging.keep(&file(planned), &bytes)
    }

    /// Sums up all shards, once they are decided, and writes what came of them.
    pub(super) fn finish(&self) -> anyhow::Result<Summary> {
        let mut tally = Tally::default();
        for shard in &self.plan.shards {
            let path = self.staging.path().join(file(shard));
            tally.add(summary::tally(&path)?);
        }
        let summary = Summary::new(self.plan, tally);
        summary.keep(self.staging)?;
        Ok(summary)
    }
}

/// The file of a shard's decisions.
fn file(shard: &PlannedShard) -> String {
    format!("{DECISIONS}/{}.parquet", shard.name)
}
