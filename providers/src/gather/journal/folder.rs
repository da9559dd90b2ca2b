//! A journal's store in a folder: `journal.jsonl`, a record a line, and the payloads beside it.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use caudal_facts::Limits;
use futures_util::future::BoxFuture;

use super::{JournalError, Store};
use crate::folder::{read_limited, write_whole};
use crate::gather::step::Record;

/// The journal's file within its folder.
const JOURNAL: &str = "journal.jsonl";

/// A journal in a folder. One process at a time may have it open.
///
/// Each record is written and flushed to the disk before anything else is done. A line that a crash
/// cut off is dropped: what it would have said had not been relied on yet.
#[derive(Debug, Clone)]
pub struct FolderStore {
    folder: PathBuf,
    journal: Arc<Mutex<File>>,
    limits: Limits,
}

impl FolderStore {
    /// Opens a folder's journal, and makes both where they are not there.
    ///
    /// # Errors
    /// [`JournalError::InUse`] while another process has it open, [`JournalError::Store`] when the
    /// system refuses.
    pub fn open(folder: impl Into<PathBuf>, limits: Limits) -> Result<Self, JournalError> {
        let folder = folder.into();
        private::folder(&folder).map_err(|error| store("write", &folder, &error))?;
        let path = folder.join(JOURNAL);
        let journal = private::file(OpenOptions::new().read(true).write(true).create(true))
            .open(&path)
            .map_err(|error| store("write", &path, &error))?;
        match journal.try_lock() {
            Ok(()) => {}
            Err(std::fs::TryLockError::WouldBlock) => {
                return Err(JournalError::InUse {
                    place: folder.display().to_string(),
                });
            }
            Err(std::fs::TryLockError::Error(error)) => return Err(store("write", &path, &error)),
        }
        Ok(Self {
            folder,
            journal: Arc::new(Mutex::new(journal)),
            limits,
        })
    }

    /// Runs file work where it may block. Once begun it is finished, even if nobody waits for it.
    fn blocking<T: Send + 'static>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&Self) -> Result<T, JournalError> + Send + 'static,
    ) -> BoxFuture<'_, Result<T, JournalError>> {
        let here = self.clone();
        let running = tokio::task::spawn_blocking(move || work(&here));
        Box::pin(async move {
            running.await.unwrap_or_else(|error| {
                Err(JournalError::Store {
                    doing,
                    why: error.to_string(),
                })
            })
        })
    }

    fn with_journal<T>(
        &self,
        work: impl FnOnce(&mut File) -> std::io::Result<T>,
    ) -> std::io::Result<T> {
        let mut journal = self.journal.lock().unwrap_or_else(PoisonError::into_inner);
        work(&mut journal)
    }

    fn load_now(&self) -> Result<Vec<Record>, JournalError> {
        let path = self.folder.join(JOURNAL);
        let limit = self.limits.payload_bytes;
        let text = self
            .with_journal(|journal| {
                let bytes = journal.metadata()?.len();
                if bytes > limit {
                    let why = format!("{bytes} bytes, the limit is {limit} bytes");
                    return Err(std::io::Error::new(std::io::ErrorKind::FileTooLarge, why));
                }
                journal.seek(SeekFrom::Start(0))?;
                let mut text = Vec::new();
                journal.read_to_end(&mut text)?;
                // What a crash cut off in mid-line is no record, and the next one starts a line.
                let whole = text
                    .iter()
                    .rposition(|byte| *byte == b'\n')
                    .map_or(0, |at| at + 1);
                text.truncate(whole);
                journal.set_len(whole as u64)?;
                journal.seek(SeekFrom::End(0))?;
                Ok(text)
            })
            .map_err(|error| store("read", &path, &error))?;
        let lines = text.split(|byte| *byte == b'\n').enumerate();
        lines
            .filter(|(_, line)| !line.is_empty())
            .map(|(index, line)| {
                serde_json::from_slice(line).map_err(|error| JournalError::Damaged {
                    line: index + 1,
                    why: error.to_string(),
                })
            })
            .collect()
    }

    fn append_now(&self, record: &Record) -> Result<(), JournalError> {
        let path = self.folder.join(JOURNAL);
        let mut line = serde_json::to_vec(record).map_err(|error| JournalError::Store {
            doing: "write",
            why: error.to_string(),
        })?;
        line.push(b'\n');
        self.with_journal(|journal| {
            let end = journal.seek(SeekFrom::End(0))?;
            let written = journal.write_all(&line).and_then(|()| journal.sync_data());
            if written.is_err() {
                // Half a line would become part of the next one.
                journal.set_len(end)?;
            }
            written
        })
        .map_err(|error| store("write", &path, &error))
    }

    fn keep_now(&self, file: &str, bytes: &[u8]) -> Result<(), JournalError> {
        let path = self.folder.join(file);
        write_whole(&self.folder, file, bytes).map_err(|error| store("write", &path, &error))
    }

    fn read_now(&self, file: &str) -> Result<Bytes, JournalError> {
        read_limited(&self.folder.join(file), self.limits.payload_bytes)
            .map(Bytes::from)
            .map_err(|error| JournalError::Store {
                doing: "read",
                why: error.to_string(),
            })
    }
}

impl Store for FolderStore {
    fn load(&self) -> BoxFuture<'_, Result<Vec<Record>, JournalError>> {
        self.blocking("read", Self::load_now)
    }

    fn append(&self, record: Record) -> BoxFuture<'_, Result<(), JournalError>> {
        self.blocking("write", move |here| here.append_now(&record))
    }

    fn keep(&self, file: String, bytes: Bytes) -> BoxFuture<'_, Result<(), JournalError>> {
        self.blocking("write", move |here| here.keep_now(&file, &bytes))
    }

    fn read(&self, file: String) -> BoxFuture<'_, Result<Bytes, JournalError>> {
        self.blocking("read", move |here| here.read_now(&file))
    }
}

fn store(doing: &'static str, path: &Path, error: &std::io::Error) -> JournalError {
    JournalError::Store {
        doing,
        why: format!("{}: {error}", path.display()),
    }
}

/// What is kept is of one person, and tokens open what they gave: only the owner may read it.
#[cfg(unix)]
mod private {
    use std::fs::{DirBuilder, OpenOptions};
    use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
    use std::path::Path;

    pub(super) fn folder(path: &Path) -> std::io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(path)
    }

    pub(super) fn file(options: &mut OpenOptions) -> &mut OpenOptions {
        options.mode(0o600)
    }
}

/// Elsewhere the folder's own rules hold.
#[cfg(not(unix))]
mod private {
    use std::fs::OpenOptions;
    use std::path::Path;

    pub(super) fn folder(path: &Path) -> std::io::Result<()> {
        std::fs::create_dir_all(path)
    }

    pub(super) fn file(options: &mut OpenOptions) -> &mut OpenOptions {
        options
    }
}
