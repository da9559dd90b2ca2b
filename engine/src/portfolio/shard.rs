//! A shard: the tables of whole cases, and what they were made with.

use caudal_facts::Limits;
use caudal_facts::evidence::Sha256Digest;

use super::error::Error;
use super::metadata::Versions;
use crate::frames::{Frames, Table};

/// The tables of some whole cases, at most [`Limits::SHARD_ROWS`] rows each.
///
/// # Example
/// ```
/// use std::io::Cursor;
/// use std::collections::BTreeMap;
/// use caudal_engine::frames::{Case, Frames, Table};
/// use caudal_engine::portfolio::{Columns, Shard};
/// use caudal_facts::{Country, Currency, Facts};
///
/// let as_of = "2026-10-20".parse()?;
/// let (country, currency) = (Country::Cl, Currency::Clp);
/// let case = Case { id: "cl-0001", country, currency, as_of, amount: None };
/// let shard = Shard::new(Frames::of(&case, &Facts::default())?, None)?;
///
/// let mut files: BTreeMap<Table, Vec<u8>> = BTreeMap::new();
/// for &table in Table::ALL {
///     shard.write(table, files.entry(table).or_default())?;
/// }
/// let read = Shard::read(None, Columns::All, |table| Ok(Cursor::new(&files[&table])))?;
/// assert_eq!(read.frames().cases(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Shard {
    frames: Frames,
    versions: Versions,
}

impl Shard {
    /// A shard of these cases, whose movements were categorised by the file with this digest.
    ///
    /// # Errors
    /// [`Error::TooManyRows`].
    pub fn new(frames: Frames, categories: Option<Sha256Digest>) -> Result<Self, Error> {
        for &table in Table::ALL {
            hold_rows(table, frames.table(table).height())?;
        }
        Ok(Self {
            versions: Versions::current(categories),
            frames,
        })
    }

    /// The tables.
    #[must_use]
    pub const fn frames(&self) -> &Frames {
        &self.frames
    }

    /// What it was made with.
    #[must_use]
    pub const fn versions(&self) -> &Versions {
        &self.versions
    }

    pub(super) const fn of(frames: Frames, versions: Versions) -> Self {
        Self { frames, versions }
    }
}

/// The name of a table's file.
pub(super) fn file(table: Table) -> String {
    format!("{}.parquet", table.name())
}

/// Holds a table's rows against the limit.
pub(super) fn hold_rows(table: Table, rows: usize) -> Result<(), Error> {
    if rows > Limits::SHARD_ROWS {
        return Err(Error::TooManyRows { table, rows });
    }
    Ok(())
}
