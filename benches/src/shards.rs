//! A portfolio on disk: a folder of shards, written whole or not at all, and worked through by
//! threads, a shard at a time.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use caudal_engine::features::Program;
use caudal_engine::frames::Table;
use caudal_engine::portfolio::{Columns, Shard};
use caudal_facts::evidence::Sha256Digest;

use crate::Anything;

/// A folder of shards, each a folder of Parquet files.
#[derive(Debug, Clone)]
pub struct ShardFolder {
    folder: PathBuf,
    shards: Vec<PathBuf>,
}

impl ShardFolder {
    /// A new portfolio in a folder that is made.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn create(folder: &Path) -> Result<Self, Anything> {
        fs::create_dir_all(folder)?;
        Ok(Self {
            folder: folder.to_owned(),
            shards: Vec::new(),
        })
    }

    /// Writes the next shard: under another name, and renamed when all of it is on disk.
    ///
    /// # Errors
    /// Whatever stopped it; then the portfolio has no such shard.
    pub fn write(&mut self, shard: &Shard) -> Result<(), Anything> {
        let name = format!("shard-{:05}", self.shards.len());
        let partial = self.folder.join(format!(".{name}.partial"));
        fs::create_dir_all(&partial)?;
        for &table in Table::ALL {
            let file = File::create(partial.join(file_name(table)))?;
            let mut out = BufWriter::new(file);
            shard.write(table, &mut out)?;
            let file = out.into_inner()?;
            file.sync_all()?;
        }
        let whole = self.folder.join(name);
        fs::rename(&partial, &whole)?;
        self.shards.push(whole);
        Ok(())
    }

    /// How many shards there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shards.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shards.is_empty()
    }

    /// The first so many shards.
    #[must_use]
    pub fn first(&self, count: usize) -> Self {
        Self {
            folder: self.folder.clone(),
            shards: self.shards.iter().take(count).cloned().collect(),
        }
    }

    /// Reads what the features of a program need of one shard.
    ///
    /// # Errors
    /// As [`Shard::read`].
    pub fn read(
        folder: &Path,
        categories: Sha256Digest,
        program: &Program,
    ) -> Result<Shard, Anything> {
        let open = |table| File::open(folder.join(file_name(table)));
        Ok(Shard::read(Some(categories), Columns::Of(program), open)?)
    }

    /// Does something with the folder of every shard, so many at a time, each on a thread of its own.
    /// The results are in the shards' order.
    ///
    /// # Errors
    /// The first shard's that failed.
    pub fn each<T: Send>(
        &self,
        threads: usize,
        work: impl Fn(&Path) -> Result<T, Anything> + Sync,
    ) -> Result<Vec<T>, Anything> {
        let next = AtomicUsize::new(0);
        let worker = || {
            let mut done = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(shard) = self.shards.get(at) else {
                    return done;
                };
                done.push((at, work(shard)));
            }
        };
        let mut done: Vec<(usize, Result<T, Anything>)> = thread::scope(|scope| {
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
            let joined = workers.into_iter().map(thread::ScopedJoinHandle::join);
            joined.flat_map(Result::unwrap_or_default).collect()
        });
        if done.len() < self.shards.len() {
            return Err("a worker gave up".into());
        }
        done.sort_by_key(|(at, _)| *at);
        done.into_iter().map(|(_, result)| result).collect()
    }
}

fn file_name(table: Table) -> String {
    format!("{}.parquet", table.name())
}
