//! The rows of a CSV file.

use std::cell::Cell;
use std::fs::File;
use std::io;
use std::rc::Rc;

use anyhow::{Context as _, anyhow};
use caudal_facts::Limits;
use csv::StringRecord;

use super::rows::{Columns, Counted, Row, Rows, Sorted, Source};

/// Rows that are read one at a time.
struct CsvRows {
    file: String,
    reader: csv::Reader<Watched<File>>,
    left: Rc<Cell<u64>>,
    row_bytes: u64,
}

/// Opens a CSV file.
///
/// # Errors
/// A header that cannot be read, or has other columns.
pub(super) fn open(file: &str, opened: File, limits: &Limits) -> anyhow::Result<Source> {
    let reading = || format!("read {file}");
    let left = Rc::new(Cell::new(limits.case_bytes));
    let watched = Watched {
        inner: opened,
        left: Rc::clone(&left),
    };
    let mut reader = csv::Reader::from_reader(watched);
    let header = reader.headers().map_err(told).with_context(reading)?;
    let columns = Columns::of(file, header.iter())?;
    Ok(Source {
        columns,
        rows: Box::new(CsvRows {
            file: file.to_owned(),
            reader,
            left,
            row_bytes: limits.case_bytes,
        }),
        counted: Counted::Lines,
        sorted: Sorted::ByBytes,
    })
}

impl Rows for CsvRows {
    fn next(&mut self) -> anyhow::Result<Option<Row>> {
        let mut cells = StringRecord::new();
        let reading = || format!("read {}", self.file);
        let read = self.reader.read_record(&mut cells);
        let read = read.map_err(told).with_context(reading)?;
        // What was read ahead counts for this row; a row is far shorter than what is left.
        self.left.set(self.row_bytes);
        let place = cells.position().map_or(0, csv::Position::line);
        Ok(read.then_some(Row { cells, place }))
    }
}

/// What is wrong, with what to do about it where that is known.
fn told(error: csv::Error) -> anyhow::Error {
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => {
            anyhow!(
                "{error}\nhint: write the file as UTF-8; many spreadsheets choose another by default"
            )
        }
        _ => error.into(),
    }
}

/// Stops before a single row fills the memory: one whose quotes are never closed.
struct Watched<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

impl<R: io::Read> io::Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.left.get();
        if left == 0 {
            let text = "a row is too long; is a quote never closed?";
            return Err(io::Error::other(text));
        }
        let read = self.inner.by_ref().take(left).read(buffer)?;
        self.left.set(left - read as u64);
        Ok(read)
    }
}
