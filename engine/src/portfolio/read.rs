//! A shard from its Parquet files: held against what is expected, only the columns needed.

use std::io::{Cursor, Read};

use caudal_facts::evidence::Sha256Digest;
use polars::prelude::{
    Column, DataFrame, IntoColumn as _, ParallelStrategy, ParquetReader, PlSmallStr,
    SerReader as _, UInt32Chunked,
};

use super::error::Error;
use super::metadata::{Metadata, Versions};
use super::seal;
use super::shard::{Shard, file, hold_rows};
use crate::features::Program;
use crate::frames::{self, ColumnSchema, Frames, Table};

/// Reads a file whose bytes are in memory.
type FileReader = ParquetReader<Cursor<Vec<u8>>>;

/// Which columns to read.
#[derive(Debug, Clone, Copy)]
pub enum Columns<'p> {
    /// Every column.
    All,
    /// Those that the features of a program read. The others are null, 0 or no in the tables, so that
    /// lineage and other features need a reading of their own.
    Of(&'p Program),
}

impl Columns<'_> {
    fn has(self, table: Table, column: &str) -> bool {
        match self {
            Self::All => true,
            Self::Of(program) => program.reads(table, column),
        }
    }
}

impl Shard {
    /// Reads a shard whose movements were sorted by these categories. `open` gives the bytes of a
    /// table's file.
    ///
    /// It is read on the caller's thread: whoever has several shards reads them side by side.
    ///
    /// # Errors
    /// Whatever is not as this program writes it: [`Error::Open`], [`Error::TooLarge`],
    /// [`Error::Read`], [`Error::NoMetadata`], [`Error::Differs`], among them for bytes that are not
    /// those that were written, [`Error::TooManyRows`], and [`Error::Tables`] for columns, order and
    /// codes.
    pub fn read<R: Read>(
        categories: Option<Sha256Digest>,
        columns: Columns<'_>,
        mut open: impl FnMut(Table) -> std::io::Result<R>,
    ) -> Result<Self, Error> {
        let mut versions = Versions::current(categories);
        let mut first: Option<Metadata> = None;
        let mut tables = Vec::with_capacity(Table::ALL.len());
        for &table in Table::ALL {
            let (reader, metadata) = opened(table, open(table))?;
            versions = metadata.hold(table, categories)?;
            metadata.hold_same_shard(first.get_or_insert_with(|| metadata.clone()), table)?;
            tables.push(read_table(reader, table, columns)?);
        }
        let mut tables = tables.into_iter();
        // Asked for in the order of Table::ALL, in which they were read.
        let frames = Frames::from_tables(|_| tables.next())?;
        if let Some(metadata) = first {
            metadata.hold_cases(&frames)?;
        }
        Ok(Self::of(frames, versions))
    }
}

/// What is known of a shard without reading its tables: that its files are those that were written, and
/// whose cases it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The ids of its cases, in order.
    pub cases: Vec<String>,
    /// What it was made with.
    pub versions: Versions,
}

impl Outline {
    /// Reads a shard's outline; `open` gives the bytes of a table's file.
    ///
    /// # Errors
    /// As [`Shard::read`], as far as checksums, metadata and the column of ids tell.
    pub fn read<R: Read>(
        categories: Option<Sha256Digest>,
        mut open: impl FnMut(Table) -> std::io::Result<R>,
    ) -> Result<Self, Error> {
        let mut versions = Versions::current(categories);
        let mut first: Option<Metadata> = None;
        let mut cases = Vec::new();
        for &table in Table::ALL {
            let (mut reader, metadata) = opened(table, open(table))?;
            versions = metadata.hold(table, categories)?;
            metadata.hold_same_shard(first.get_or_insert_with(|| metadata.clone()), table)?;
            if table == Table::Cases {
                let has = reader.schema().map_err(|source| Error::Read {
                    file: file(table),
                    source,
                })?;
                if !has.contains(ID) {
                    return Err(Error::Tables(frames::Error::NoColumn {
                        table: table.name(),
                        column: ID,
                    }));
                }
                cases = ids(reader)?;
            }
        }
        Ok(Self { cases, versions })
    }
}

/// The column of ids.
const ID: &str = "id";

fn ids(reader: FileReader) -> Result<Vec<String>, Error> {
    let table = Table::Cases;
    let failed = |source| Error::Read {
        file: file(table),
        source,
    };
    let reader = reader.with_columns(Some(vec![ID.to_owned()]));
    let frame = reader.finish().map_err(failed)?;
    let ids = frame.column(ID).and_then(|ids| ids.str()).map_err(failed)?;
    let ids = ids.iter().map(Option::unwrap_or_default);
    Ok(ids.map(str::to_owned).collect())
}

/// A file's reader and metadata, its checksum held.
fn opened<R: Read>(
    table: Table,
    reader: std::io::Result<R>,
) -> Result<(FileReader, Metadata), Error> {
    let reader = reader.map_err(|source| Error::Open {
        file: file(table),
        source,
    })?;
    let bytes = seal::read(reader, table)?;
    let reader = ParquetReader::new(Cursor::new(bytes));
    let mut reader = reader.read_parallel(ParallelStrategy::None);
    let metadata = hold_file(&mut reader, table)?;
    Ok((reader, metadata))
}

/// Reads a file's metadata, and holds its rows against the limit before any is read.
fn hold_file(reader: &mut FileReader, table: Table) -> Result<Metadata, Error> {
    let parquet = reader.get_metadata().map_err(|source| Error::Read {
        file: file(table),
        source,
    })?;
    hold_rows(table, parquet.num_rows)?;
    Metadata::read(parquet, table)
}

fn read_table(
    mut reader: FileReader,
    table: Table,
    columns: Columns<'_>,
) -> Result<DataFrame, Error> {
    let failed = |source| Error::Read {
        file: file(table),
        source,
    };
    let has = reader.schema().map_err(failed)?;
    let declared = table.schema().columns;
    let (read, left_out): (Vec<&ColumnSchema>, Vec<&ColumnSchema>) = declared
        .iter()
        // A column that the file lacks is for the tables' own check to name.
        .filter(|column| has.contains(column.name))
        .partition(|column| columns.has(table, column.name));
    let names = read.iter().map(|column| column.name.to_owned()).collect();
    let mut frame = reader.with_columns(Some(names)).finish().map_err(failed)?;
    let height = if left_out.is_empty() {
        0
    } else {
        frame.height()
    };
    // What is not read takes no memory of its own: nulls are only counted, zeros are one array.
    let zeros = UInt32Chunked::from_vec(PlSmallStr::EMPTY, vec![0; height]).into_column();
    for column in left_out {
        let filled = blank(column, height, &zeros);
        frame.with_column(filled).map_err(failed)?;
    }
    Ok(frame)
}

/// A column that is not read: null where it may be, else 0.
fn blank(column: &ColumnSchema, height: usize, zeros: &Column) -> Column {
    let name = PlSmallStr::from_static(column.name);
    if column.nullable {
        Column::full_null(name, height, &column.dtype.polars())
    } else {
        zeros.clone().with_name(name)
    }
}
