//! What can be wrong with a shard.

use caudal_facts::Limits;
use caudal_facts::evidence::Sha256Digest;

use crate::frames::{self, Table};

/// Why a shard could not be built, written or read. The text fits after "failed to …".
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be opened.
    #[error("open {file}")]
    Open {
        /// The file's name within the shard.
        file: String,
        /// What the caller's storage said.
        source: std::io::Error,
    },
    /// A file could not be read as Parquet.
    #[error("read {file} as Parquet")]
    Read {
        /// The file's name within the shard.
        file: String,
        /// What polars said.
        source: polars::error::PolarsError,
    },
    /// A file could not be written.
    #[error("write {file}")]
    Write {
        /// The file's name within the shard.
        file: String,
        /// What polars or the caller's storage said.
        source: polars::error::PolarsError,
    },
    /// A Parquet file that no shard has.
    #[error(
        "read {file}: its metadata has no {key}\n  hint: it is not a file of a shard, or one that another program wrote anew"
    )]
    NoMetadata {
        /// The file's name within the shard.
        file: String,
        /// The first key that is not there.
        key: &'static str,
    },
    /// A file made with something else than what is expected.
    #[error("read {file}: its {what} is {found}, expected {expected}\n  hint: {hint}")]
    Differs {
        /// The file's name within the shard.
        file: String,
        /// What differs.
        what: &'static str,
        /// As the file has it.
        found: String,
        /// As it should be.
        expected: String,
        /// What can be done.
        hint: &'static str,
    },
    /// More rows than a table of a shard may have.
    #[error(
        "hold {rows} rows of {} in a shard: the limit is {}\n  hint: a shard holds whole cases; give it fewer",
        table.name(),
        Limits::SHARD_ROWS
    )]
    TooManyRows {
        /// The table.
        table: Table,
        /// How many rows it has.
        rows: usize,
    },
    /// A case of two persons. A shard's tables hold one person a case: without the other it would be
    /// decided as if they were not there.
    #[error(
        "hold a case with a co-applicant in a shard\n  hint: a portfolio holds cases of one person; decide this one from its evidence"
    )]
    CoApplicant,
    /// A file larger than any of a shard.
    #[error(
        "read {file}: it has more bytes than {}, the limit\n  hint: a shard holds whole cases; give it fewer",
        Limits::SHARD_FILE_BYTES
    )]
    TooLarge {
        /// The file's name within the shard.
        file: String,
    },
    /// Two cases whose movements were categorised by different files.
    #[error(
        "hold a case categorised by {second} in a shard categorised by {first}\n  hint: categorise both alike, or keep them in two portfolios"
    )]
    Categories {
        /// The digest of the shard's categories.
        first: Sha256Digest,
        /// The digest of the case's.
        second: Sha256Digest,
    },
    /// Tables that do not hold what the schema asks.
    #[error(transparent)]
    Tables(#[from] frames::Error),
}
