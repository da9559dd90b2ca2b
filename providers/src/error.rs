//! What can go wrong with an evidence folder.

use std::path::PathBuf;

/// Why an evidence folder was refused or could not be written. The text fits after "failed to …".
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be read: see that it is there and may be read.
    #[error("read {}", file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file could not be written: see that the folder may be written to and has room.
    #[error("write {}", file.display())]
    NotWritten {
        /// The file.
        file: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The manifest or a payload is not what it must be: mend the folder.
    #[error(transparent)]
    Facts(#[from] caudal_facts::Error),
}
