//! A folder that appears whole or not at all: it is filled under another name and renamed when it is done.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
#[cfg(test)]
use std::sync::atomic::{AtomicI64, Ordering};

use anyhow::{Context as _, anyhow};

/// What the name ends with until the folder is whole.
const PARTIAL: &str = ".partial";

/// Held by whoever fills the folder.
const LOCK: &str = ".lock";

/// What a file's name ends with until it is whole.
const DRAFT: &str = ".draft";

/// A folder that is being filled, by nobody else.
#[derive(Debug)]
pub(crate) struct Staging {
    target: PathBuf,
    path: PathBuf,
    /// Locked for as long as it is open.
    lock: File,
    /// How many more writes succeed.
    #[cfg(test)]
    pub(crate) writes_left: AtomicI64,
}

impl Staging {
    /// Refuses a folder that is there already.
    pub(crate) fn hold_new(target: &Path) -> anyhow::Result<()> {
        if target.exists() {
            return Err(anyhow!(
                "write {}: it is there already\nhint: name another folder, or remove this one",
                target.display()
            ));
        }
        Ok(())
    }

    /// Begins to fill a folder that is not there yet, or goes on with one that was not finished.
    pub(crate) fn open(target: &Path) -> anyhow::Result<Self> {
        Self::hold_new(target)?;
        let shown = target.display();
        let mut name = target
            .file_name()
            .map(OsString::from)
            .with_context(|| format!("write {shown}: it names no folder"))?;
        name.push(PARTIAL);
        let path = target.with_file_name(name);
        let doing = || format!("write {}", path.display());
        fs::create_dir_all(&path).with_context(doing)?;
        let lock = File::create(path.join(LOCK)).with_context(doing)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                target: target.to_owned(),
                path,
                lock,
                #[cfg(test)]
                writes_left: AtomicI64::new(i64::MAX),
            }),
            Err(TryLockError::WouldBlock) => Err(anyhow!(
                "write {}: another process is writing it",
                path.display()
            )),
            Err(TryLockError::Error(error)) => Err(error).with_context(doing),
        }
    }

    /// Where the folder is filled.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Removes what an earlier run left.
    pub(crate) fn clear(&self) -> anyhow::Result<()> {
        let clear = || {
            for entry in fs::read_dir(&self.path)? {
                let entry = entry?;
                if entry.file_name() == LOCK {
                    continue;
                }
                if entry.file_type()?.is_dir() {
                    fs::remove_dir_all(entry.path())?;
                } else {
                    fs::remove_file(entry.path())?;
                }
            }
            io::Result::Ok(())
        };
        clear().with_context(|| format!("clear {}", self.path.display()))
    }

    /// Removes files that an earlier run did not finish, in its folder and those below.
    pub(crate) fn clear_drafts(&self) -> anyhow::Result<()> {
        clear_drafts(&self.path).with_context(|| format!("clear {}", self.path.display()))
    }

    /// Whether a file is there, whole.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.path.join(name).is_file()
    }

    /// Makes a folder in it.
    pub(crate) fn folder(&self, name: &str) -> anyhow::Result<()> {
        let path = self.path.join(name);
        fs::create_dir_all(&path).with_context(|| format!("write {}", path.display()))
    }

    /// Writes a file whole or not at all, as far as the disk tells.
    pub(crate) fn keep(&self, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let path = self.path.join(name);
        let draft = self.path.join(format!("{name}{DRAFT}"));
        let write = || {
            let mut file = File::create(&draft)?;
            #[cfg(test)]
            self.may_fail(&mut file, bytes)?;
            file.write_all(bytes)?;
            file.sync_data()?;
            fs::rename(&draft, &path)
        };
        write().with_context(|| format!("write {}", path.display()))
    }

    /// Gives the folder its name.
    pub(crate) fn finish(self) -> anyhow::Result<()> {
        let finish = || {
            #[cfg(test)]
            self.may_fail(&mut io::sink(), &[])?;
            fs::remove_file(self.path.join(LOCK))?;
            sync(&self.path)?;
            fs::rename(&self.path, &self.target)?;
            self.target.parent().map_or(Ok(()), sync)
        };
        let done = finish().with_context(|| format!("write {}", self.target.display()));
        drop(self.lock);
        done
    }

    /// Stops after half of what is written, once no write is left.
    #[cfg(test)]
    fn may_fail(&self, out: &mut dyn io::Write, bytes: &[u8]) -> io::Result<()> {
        if self.writes_left.fetch_sub(1, Ordering::SeqCst) > 0 {
            return Ok(());
        }
        out.write_all(bytes.get(..bytes.len() / 2).unwrap_or_default())?;
        Err(io::Error::other("no write is left"))
    }
}

fn clear_drafts(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            clear_drafts(&entry.path())?;
        } else if entry.file_name().to_string_lossy().ends_with(DRAFT) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Brings a folder's names to the disk, where a folder can be opened for that.
fn sync(folder: &Path) -> io::Result<()> {
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    File::open(folder).map_or(Ok(()), |folder| folder.sync_data())
}
