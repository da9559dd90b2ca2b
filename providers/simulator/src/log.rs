//! What happened, in order, for tests that look and for tests that wait.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

/// The latest entries that are kept; a long run forgets the oldest.
const KEPT_MAX: usize = 100_000;

/// A list that grows and tells who waits for it.
pub(crate) struct Log<T> {
    entries: Mutex<VecDeque<T>>,
    changes: watch::Sender<()>,
}

impl<T: Clone> Log<T> {
    /// An empty list.
    pub(crate) fn new() -> Self {
        Self {
            entries: Mutex::new(VecDeque::new()),
            changes: watch::Sender::new(()),
        }
    }

    /// Adds an entry and wakes who waits.
    pub(crate) fn push(&self, entry: T) {
        let mut entries = held(&self.entries);
        if entries.len() == KEPT_MAX {
            entries.pop_front();
        }
        entries.push_back(entry);
        drop(entries);
        self.changes.send_replace(());
    }

    /// All entries, oldest first.
    pub(crate) fn all(&self) -> Vec<T> {
        held(&self.entries).iter().cloned().collect()
    }

    /// How many entries fit.
    pub(crate) fn count(&self, mut fits: impl FnMut(&T) -> bool) -> usize {
        held(&self.entries)
            .iter()
            .filter(|&entry| fits(entry))
            .count()
    }

    /// Returns as soon as the entries are as wanted.
    pub(crate) async fn wait_until(&self, mut wanted: impl FnMut(&[T]) -> bool) {
        let mut changes = self.changes.subscribe();
        loop {
            changes.mark_unchanged();
            if wanted(&self.all()) || changes.changed().await.is_err() {
                return;
            }
        }
    }
}

/// The lock's contents. A panic elsewhere leaves lists and maps whole, so a poisoned lock is taken.
pub(crate) fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
