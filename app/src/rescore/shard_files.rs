//! The bytes of a shard's files, and their digest.

use std::path::Path;

use anyhow::Context as _;
use caudal_engine::frames::Table;
use caudal_facts::Limits;
use caudal_facts::evidence::Sha256Digest;

use crate::files::read_limited;
use crate::portfolio::file_name;

/// A shard's files, read.
pub(super) struct ShardFiles {
    /// In the order of [`Table::ALL`].
    bytes: Vec<Vec<u8>>,
    sha256: Sha256Digest,
}

impl ShardFiles {
    pub(super) fn read(folder: &Path) -> anyhow::Result<Self> {
        let mut bytes = Vec::with_capacity(Table::ALL.len());
        let mut digests = Vec::new();
        for &table in Table::ALL {
            let path = folder.join(file_name(table));
            let read = read_limited(&path, Limits::SHARD_FILE_BYTES)
                .with_context(|| format!("read shard {}", folder.display()))?;
            digests.extend(Sha256Digest::of(&read).bytes());
            bytes.push(read);
        }
        Ok(Self {
            bytes,
            sha256: Sha256Digest::of(&digests),
        })
    }

    /// The digest over all files.
    pub(super) const fn sha256(&self) -> Sha256Digest {
        self.sha256
    }

    /// The bytes of a table's file.
    pub(super) fn open(&self, table: Table) -> std::io::Result<&[u8]> {
        let bytes = self.bytes.get(table as usize);
        bytes
            .map(Vec::as_slice)
            .ok_or_else(|| std::io::ErrorKind::NotFound.into())
    }
}
