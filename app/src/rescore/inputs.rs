//! All shards of a portfolio held before any is decided: each file's checksum, and that no case is there twice.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::anyhow;
use caudal_engine::portfolio::Outline;
use caudal_facts::evidence::Sha256Digest;

use super::plan::PlannedShard;
use super::shard_files::ShardFiles;
use crate::portfolio::Listing;

/// How many problems are told; the rest are counted.
const TOLD: usize = 20;

/// A portfolio's shards.
pub(crate) struct Inputs {
    /// Their folders, in order.
    pub(crate) folders: Vec<PathBuf>,
    /// What the plan says of each.
    pub(super) shards: Vec<PlannedShard>,
}

/// Looks at every shard of a portfolio whose movements were sorted by these categories.
pub(crate) fn inputs(
    portfolio: &Path,
    categories: Sha256Digest,
    threads: usize,
) -> anyhow::Result<Inputs> {
    let folders = Listing::shards_in(portfolio)?;
    let looked = each(&folders, threads, |folder| look(folder, categories));
    let mut problems = Vec::new();
    let mut shards = Vec::with_capacity(folders.len());
    // By the digest of its id, the shard of each case.
    let mut seen: HashMap<[u8; 16], usize> = HashMap::new();
    for (number, looked) in looked.into_iter().enumerate() {
        match looked {
            Ok(looked) => {
                for (id, key) in looked.cases.iter().zip(&looked.keys) {
                    if let Some(problem) = twice(&mut seen, *key, number, id, &folders) {
                        problems.push(problem);
                    }
                }
                shards.push(looked.planned);
            }
            Err(error) => problems.push(format!("{error:#}")),
        }
    }
    if problems.is_empty() {
        return Ok(Inputs { folders, shards });
    }
    let count = problems.len();
    problems.truncate(TOLD);
    if count > TOLD {
        problems.push(format!("and {} more", count - TOLD));
    }
    Err(anyhow!(
        "use portfolio {}:\n{}",
        portfolio.display(),
        problems.join("\n")
    ))
}

/// What was seen of one shard.
struct Looked {
    planned: PlannedShard,
    cases: Vec<String>,
    keys: Vec<[u8; 16]>,
}

fn look(folder: &Path, categories: Sha256Digest) -> anyhow::Result<Looked> {
    let shown = folder.display();
    let files = ShardFiles::read(folder)?;
    let outline = Outline::read(Some(categories), |table| files.open(table));
    let outline = outline.map_err(|error| anyhow!(error).context(format!("read shard {shown}")))?;
    let name = folder.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| anyhow!("read shard {shown}: its name is no text"))?;
    let key = |id: &String| {
        let mut key = [0; 16];
        key.copy_from_slice(&Sha256Digest::of(id.as_bytes()).bytes()[..16]);
        key
    };
    Ok(Looked {
        planned: PlannedShard {
            name: name.to_owned(),
            cases: outline.cases.len() as u64,
            sha256: files.sha256().to_string(),
        },
        keys: outline.cases.iter().map(key).collect(),
        cases: outline.cases,
    })
}

fn twice(
    seen: &mut HashMap<[u8; 16], usize>,
    key: [u8; 16],
    shard: usize,
    id: &str,
    folders: &[PathBuf],
) -> Option<String> {
    let first = match seen.entry(key) {
        Entry::Vacant(vacant) => {
            vacant.insert(shard);
            return None;
        }
        Entry::Occupied(first) => *first.get(),
    };
    // What has no id is no case's twin: it is rejected as it is decided.
    if id.is_empty() {
        return None;
    }
    let (first, second) = (folders[first].display(), folders[shard].display());
    Some(if first.to_string() == second.to_string() {
        format!("case {id:?} stands twice in {first}")
    } else {
        format!("case {id:?} stands in {first} and in {second}: a case is in one shard, whole")
    })
}

/// Does something with each item, so many at a time; the results are in the items' order.
fn each<I: Sync, T: Send>(
    items: &[I],
    threads: usize,
    work: impl Fn(&I) -> anyhow::Result<T> + Sync,
) -> Vec<anyhow::Result<T>> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else {
                return done;
            };
            done.push((at, work(item)));
        }
    };
    let mut done: Vec<(usize, anyhow::Result<T>)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
        let joined = workers.into_iter().map(|worker| {
            let gave_up = || {
                vec![(
                    usize::MAX,
                    Err(anyhow!("read the portfolio: a worker gave up")),
                )]
            };
            worker.join().unwrap_or_else(|_| gave_up())
        });
        joined.flatten().collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}
