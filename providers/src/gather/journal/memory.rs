//! A journal's store in memory.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, ready};

use super::{JournalError, Store};
use crate::gather::step::Record;

/// Records and payloads in memory.
#[derive(Default)]
pub struct MemoryStore {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    records: Vec<Record>,
    payloads: BTreeMap<String, Bytes>,
}

impl MemoryStore {
    fn with<T>(&self, work: impl FnOnce(&mut Kept) -> T) -> T {
        work(&mut self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl fmt::Debug for MemoryStore {
    /// How many there are; the payloads are an applicant's data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (records, payloads) = self.with(|kept| (kept.records.len(), kept.payloads.len()));
        f.debug_struct("MemoryStore")
            .field("records", &records)
            .field("payloads", &payloads)
            .finish()
    }
}

impl Store for MemoryStore {
    fn load(&self) -> BoxFuture<'_, Result<Vec<Record>, JournalError>> {
        ready(Ok(self.with(|kept| kept.records.clone()))).boxed()
    }

    fn append(&self, record: Record) -> BoxFuture<'_, Result<(), JournalError>> {
        self.with(|kept| kept.records.push(record));
        ready(Ok(())).boxed()
    }

    fn keep(&self, file: String, bytes: Bytes) -> BoxFuture<'_, Result<(), JournalError>> {
        self.with(|kept| kept.payloads.insert(file, bytes));
        ready(Ok(())).boxed()
    }

    fn read(&self, file: String) -> BoxFuture<'_, Result<Bytes, JournalError>> {
        let found = self.with(|kept| kept.payloads.get(&file).cloned());
        let found = found.ok_or_else(|| JournalError::Store {
            doing: "read",
            why: format!("it keeps no {file}"),
        });
        ready(found).boxed()
    }
}
