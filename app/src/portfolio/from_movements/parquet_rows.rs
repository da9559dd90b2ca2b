//! The rows of a Parquet file, of which one row group is in memory at a time.
//!
//! polars' reader of tables knows decimals only with a feature of its own, and takes a type from what a writer
//! noted beside the file's own types. So the chunks of columns are decoded one by one, as the types that the file has.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::panic::{self, AssertUnwindSafe};

use anyhow::{Context as _, anyhow};
use caudal_engine::polars::io::parquet::read::_internal::to_deserializer;
use caudal_engine::polars::io::parquet::read::{FileMetadata, infer_schema};
use caudal_engine::polars::prelude::{
    ArrowField, ParquetReader, PlSmallStr, PolarsResult, SerReader as _,
};
use caudal_facts::Limits;
use csv::StringRecord;

use super::parquet_column::{Kind, Values};
use super::rows::{Column, Columns, Counted, Row, Rows, Sorted, Source};

/// Rows that are read a row group at a time.
struct ParquetRows {
    file: String,
    opened: File,
    /// The size of the file.
    bytes: u64,
    metadata: FileMetadata,
    kinds: Vec<(Column, Kind)>,
    /// How many row groups were read.
    groups: usize,
    /// The columns of the last of them.
    values: Vec<Values>,
    /// Its rows that were not given yet.
    left: usize,
    /// How many rows were given.
    place: u64,
}

/// Opens a Parquet file.
///
/// # Errors
/// Metadata that cannot be read, other columns, columns of other types.
pub(super) fn open(file: &str, mut opened: File) -> anyhow::Result<Source> {
    let reading = || format!("read {file}");
    let bytes = opened.metadata().with_context(reading)?.len();
    let metadata = guarded(|| {
        let mut reader = ParquetReader::new(&mut opened);
        let mut metadata = reader.get_metadata()?.as_ref().clone();
        // What a writer noted of types beside the file's own.
        metadata.key_value_metadata = None;
        let schema = infer_schema(&metadata)?;
        Ok((metadata, schema))
    });
    let (metadata, schema) = metadata.with_context(reading)?;
    let columns = Columns::of(file, schema.iter_names().map(PlSmallStr::as_str))?;
    let mut kinds = Vec::with_capacity(schema.len());
    for (name, field) in schema.iter() {
        if let Some(column) = Column::named(name) {
            kinds.push((column, Kind::of(file, column, field.dtype())?));
        }
    }
    let is_numbered = |(column, kind): &(Column, Kind)| *column == Column::Case && kind.is_whole();
    let sorted = if kinds.iter().any(is_numbered) {
        Sorted::ByNumber
    } else {
        Sorted::ByBytes
    };
    Ok(Source {
        columns,
        rows: Box::new(ParquetRows {
            file: file.to_owned(),
            opened,
            bytes,
            metadata,
            kinds,
            groups: 0,
            values: Vec::new(),
            left: 0,
            place: 0,
        }),
        counted: Counted::Rows,
        sorted,
    })
}

impl Rows for ParquetRows {
    fn next(&mut self) -> anyhow::Result<Option<Row>> {
        while self.left == 0 {
            if self.groups == self.metadata.row_groups.len() {
                return Ok(None);
            }
            self.read_group()?;
        }
        let mut cells = StringRecord::new();
        let mut text = String::new();
        for values in &mut self.values {
            text.clear();
            values.write_next(&mut text);
            cells.push_field(&text);
        }
        self.left -= 1;
        self.place += 1;
        Ok(Some(Row {
            cells,
            place: self.place,
        }))
    }
}

impl ParquetRows {
    fn read_group(&mut self) -> anyhow::Result<()> {
        let group = &self.metadata.row_groups[self.groups];
        let (number, rows, bytes) = (self.groups + 1, group.num_rows(), group.total_byte_size());
        let reading = || format!("read {}: row group {number}", self.file);
        let (rows_max, bytes_max) = (Limits::ROW_GROUP_ROWS, Limits::ROW_GROUP_BYTES);
        if rows > rows_max || bytes > bytes_max {
            return Err(anyhow!(
                "{}: it has {rows} rows and {bytes} bytes, the limits are {rows_max} and {bytes_max}\n\
                 hint: write the file in smaller row groups",
                reading()
            ));
        }
        // What the group before took is free before this one is read.
        self.values.clear();
        for (column, kind) in &self.kinds {
            let values = column_of(
                &self.metadata,
                self.groups,
                (*column, *kind),
                &mut self.opened,
                self.bytes,
            );
            let values =
                values.with_context(|| format!("{}: column {:?}", reading(), column.name()))?;
            self.values.push(values);
        }
        (self.groups, self.left) = (number, rows);
        Ok(())
    }
}

/// The values of a column of a row group.
fn column_of(
    metadata: &FileMetadata,
    group: usize,
    (column, kind): (Column, Kind),
    opened: &mut File,
    file_bytes: u64,
) -> anyhow::Result<Values> {
    let group = &metadata.row_groups[group];
    let mut chunks = group
        .columns_under_root_iter(column.name())
        .into_iter()
        .flatten();
    let (Some(chunk), None) = (chunks.next(), chunks.next()) else {
        return Err(anyhow!("it is not there once"));
    };
    let Range { start, end } = guarded(|| Ok(chunk.byte_range()))?;
    if start > end || end > file_bytes {
        return Err(anyhow!(
            "it stands at bytes {start} to {end} of {file_bytes}"
        ));
    }
    let mut bytes = vec![0; usize::try_from(end - start)?];
    opened.seek(SeekFrom::Start(start))?;
    opened.read_exact(&mut bytes)?;
    let field = ArrowField::new(column.name().into(), kind.dtype(), true);
    let (arrays, _) = guarded(|| to_deserializer(vec![(chunk, bytes.into())], field, None))?;
    let (found, rows) = (
        arrays.iter().map(|array| array.len()).sum::<usize>(),
        group.num_rows(),
    );
    if found != rows {
        return Err(anyhow!("{found} values where there are {rows} rows"));
    }
    Values::new(kind, arrays).ok_or_else(|| {
        anyhow!(
            "a value has more digits than amounts have\n\
             hint: write it with as many decimals as the currency has"
        )
    })
}

/// Lets polars read what may be damaged: of some damage it does not tell, but panics.
fn guarded<T>(read: impl FnOnce() -> PolarsResult<T>) -> anyhow::Result<T> {
    let tells = panic::take_hook();
    // The error says it.
    panic::set_hook(Box::new(|_| {}));
    let read = panic::catch_unwind(AssertUnwindSafe(read));
    panic::set_hook(tells);
    match read {
        Ok(read) => Ok(read?),
        Err(_) => Err(anyhow!("decode it: it is damaged")),
    }
}
