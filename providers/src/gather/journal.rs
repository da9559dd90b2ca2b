//! The journal of one application's gathering: what was intended, created and received.
//!
//! It is written before anything is created and as soon as anything arrives, so that a process that
//! is killed at any moment goes on from there: what exists is found and not made again, what arrived
//! is not asked for again.

mod folder;
mod memory;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use chrono::{DateTime, FixedOffset};
use futures_util::future::BoxFuture;
use tokio::sync::watch;

pub use folder::FolderStore;
pub use memory::MemoryStore;

use super::step::{Progress, Record, Step};

/// What the record is about that says whose a journal is. No payload has this name.
const CASE: &str = "case";

/// Where a journal is kept. A store of one's own (a database) implements this.
pub trait Store: Send + Sync + fmt::Debug {
    /// Every record so far, in the order they were appended.
    fn load(&self) -> BoxFuture<'_, Result<Vec<Record>, JournalError>>;

    /// Appends a record; it survives a crash once this has ended.
    fn append(&self, record: Record) -> BoxFuture<'_, Result<(), JournalError>>;

    /// Keeps a payload under a file name, whole or not at all; it survives a crash once this has ended.
    fn keep(&self, file: String, bytes: Bytes) -> BoxFuture<'_, Result<(), JournalError>>;

    /// A payload that was kept.
    fn read(&self, file: String) -> BoxFuture<'_, Result<Bytes, JournalError>>;
}

/// Why a journal could not be read or written. Nothing is created without one.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum JournalError {
    /// The store failed.
    #[error("{doing} the journal: {why}")]
    Store {
        /// `read` or `write`.
        doing: &'static str,
        /// What the store says.
        why: String,
    },
    /// A record that makes no sense.
    #[error("read the journal: line {line}: {why}")]
    Damaged {
        /// Which line, from 1.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
    /// Another process is writing it.
    #[error("use the journal in {place}: another process is gathering for this application")]
    InUse {
        /// Where it is.
        place: String,
    },
    /// It is another application's, or another applicant's.
    #[error("use the journal: it is that of another application or applicant")]
    AnotherCase,
    /// A payload that is not the one that arrived.
    #[error("read {file}: its SHA-256 is not the one that the journal states")]
    Digest {
        /// The payload's file.
        file: String,
    },
}

/// One application's journal, with what it comes to kept at hand. Clones are the same journal.
///
/// What it writes is written by tasks of their own, so a journal is used within a tokio runtime.
#[derive(Debug, Clone)]
pub struct Journal(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    store: Box<dyn Store>,
    units: Mutex<BTreeMap<String, Progress>>,
    // One record after the other: what is remembered before it decides whether it is written.
    writing: tokio::sync::Mutex<()>,
    // Counts the steps, so that whoever waits for one of them sees that there was one.
    steps: watch::Sender<u64>,
}

impl Journal {
    /// Opens the journal in a store and reads how far everything is.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn open(store: impl Store + 'static) -> Result<Self, JournalError> {
        let mut units: BTreeMap<String, Progress> = BTreeMap::new();
        for record in store.load().await? {
            let progress = units.entry(record.unit).or_default();
            progress.take(record.at, record.step);
        }
        Ok(Self::over(Box::new(store), units))
    }

    /// A journal that lives as long as the process. For what may be asked twice.
    #[must_use]
    pub fn in_memory() -> Self {
        Self::over(Box::new(MemoryStore::default()), BTreeMap::new())
    }

    fn over(store: Box<dyn Store>, units: BTreeMap<String, Progress>) -> Self {
        Self(Arc::new(Inner {
            store,
            units: Mutex::new(units),
            writing: tokio::sync::Mutex::new(()),
            steps: watch::Sender::new(0),
        }))
    }

    /// How far a payload is.
    #[must_use]
    pub fn progress(&self, unit: &str) -> Progress {
        self.0.progress(unit)
    }

    /// Everything that the journal knows of, by name.
    #[must_use]
    pub fn all(&self) -> BTreeMap<String, Progress> {
        let mut all = self.0.locked().clone();
        all.remove(CASE);
        all
    }

    /// A payload that arrived, as it came.
    ///
    /// # Errors
    /// [`JournalError`], also when it is not what arrived.
    pub async fn payload(&self, file: &str, sha256: &str) -> Result<Bytes, JournalError> {
        let bytes = self.0.store.read(file.to_owned()).await?;
        if super::step::hex(&bytes) != sha256 {
            let file = file.to_owned();
            return Err(JournalError::Digest { file });
        }
        Ok(bytes)
    }

    /// Appends a record, after keeping the payload that it speaks of. False when it tells of an
    /// arrival and the payload had arrived before: the first stays, in the journal and in its file.
    ///
    /// Once begun it is finished, whether or not anybody waits for it: what arrived may be the only
    /// copy there is, and the record and what is remembered of it never differ.
    pub(super) async fn write(
        &self,
        record: Record,
        payload: Option<(String, Bytes)>,
    ) -> Result<bool, JournalError> {
        let inner = Arc::clone(&self.0);
        let writing = tokio::spawn(async move {
            let _turn = inner.writing.lock().await;
            let has_arrived = inner.progress(&record.unit).arrived.is_some();
            if has_arrived && matches!(record.step, Step::Arrived(_)) {
                return Ok(false);
            }
            // A record of a payload that is not kept would be a lie.
            if let Some((file, bytes)) = payload {
                inner.store.keep(file, bytes).await?;
            }
            inner.store.append(record.clone()).await?;
            let Record { at, unit, step } = record;
            inner.locked().entry(unit).or_default().take(at, step);
            inner.steps.send_modify(|count| *count += 1);
            Ok(true)
        });
        writing.await.unwrap_or_else(|error| {
            Err(JournalError::Store {
                doing: "write",
                why: error.to_string(),
            })
        })
    }

    /// The payload that something was intended for under this token, the last time or before.
    pub(super) fn unit_of(&self, token: &str) -> Option<String> {
        self.unit_where(|progress| {
            let last = progress.intended.as_ref().map(|(token, _)| token.as_str());
            last == Some(token) || progress.earlier.iter().any(|earlier| earlier == token)
        })
    }

    /// The payload that this was created for.
    pub(super) fn unit_created_as(&self, handle: &str) -> Option<String> {
        self.unit_where(
            |progress| matches!(&progress.created, Some((created, _)) if created == handle),
        )
    }

    fn unit_where(&self, fits: impl Fn(&Progress) -> bool) -> Option<String> {
        let units = self.0.locked();
        let found = units.iter().find(|(_, progress)| fits(progress));
        found.map(|(unit, _)| unit.clone())
    }

    /// Makes a new journal this case's, and says of another whether it is.
    ///
    /// # Errors
    /// [`JournalError::AnotherCase`] when it is somebody else's, or of another application.
    pub(super) async fn hold_case(
        &self,
        case: &str,
        at: DateTime<FixedOffset>,
    ) -> Result<(), JournalError> {
        let known = self.progress(CASE).created.map(|(known, _)| known);
        if known.as_deref() == Some(case) {
            return Ok(());
        }
        if known.is_some() || !self.0.locked().is_empty() {
            return Err(JournalError::AnotherCase);
        }
        let step = Step::Created {
            handle: case.to_owned(),
        };
        let unit = CASE.to_owned();
        self.write(Record { at, unit, step }, None).await?;
        Ok(())
    }

    /// Ends when a callback has settled a payload one way or the other, at once if it has.
    pub(super) async fn settled(&self, unit: &str) -> Progress {
        let mut steps = self.0.steps.subscribe();
        loop {
            let progress = self.progress(unit);
            // The sender lives as long as the journal, so a change never fails to come for its sake.
            if progress.arrived.is_some()
                || progress.refused.is_some()
                || steps.changed().await.is_err()
            {
                return progress;
            }
        }
    }
}

impl Inner {
    fn progress(&self, unit: &str) -> Progress {
        self.locked().get(unit).cloned().unwrap_or_default()
    }

    fn locked(&self) -> MutexGuard<'_, BTreeMap<String, Progress>> {
        // Every change is one call that leaves the map whole.
        self.units.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
