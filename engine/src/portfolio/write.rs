//! A shard's tables as Parquet files.

use std::io::Write;

use caudal_facts::Limits;
use polars::error::PolarsError;
use polars::prelude::{ParquetCompression, ParquetWriter};

use super::error::Error;
use super::metadata::Metadata;
use super::seal;
use super::shard::{Shard, file};
use crate::frames::Table;

impl Shard {
    /// Writes the Parquet file of one table, in one row group; a shard is written when every table
    /// of [`Table::ALL`] is.
    ///
    /// The same shard gives the same bytes. Whoever keeps the files must make them appear together:
    /// write to a folder of another name, and rename it.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn write(&self, table: Table, mut out: impl Write) -> Result<(), Error> {
        let metadata = Metadata::of(self.versions(), self.frames(), table)?;
        let mut frame = self.frames().table(table).clone();
        let failed = |source| Error::Write {
            file: file(table),
            source,
        };
        let mut bytes = Vec::new();
        ParquetWriter::new(&mut bytes)
            .with_compression(ParquetCompression::Lz4Raw)
            .with_row_group_size(Some(Limits::SHARD_ROWS))
            .with_key_value_metadata(Some(metadata.into_parquet()))
            .set_parallel(false)
            .finish(&mut frame)
            .map_err(failed)?;
        seal::seal(&mut bytes).ok_or_else(|| {
            failed(PolarsError::ComputeError(
                "its metadata has no place for a checksum".into(),
            ))
        })?;
        out.write_all(&bytes).map_err(|error| failed(error.into()))
    }
}
