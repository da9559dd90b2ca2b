//! Cases from one file of movements, sorted by case: read a case at a time, whatever the file's size.

mod case;
mod csv_rows;
mod parquet_column;
mod parquet_rows;
mod rows;

use std::fs::File;
use std::io::{self, Read as _, Seek as _};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use caudal_facts::Limits;
use caudal_facts::categories::Categories;
use chrono::NaiveDate;

use super::Work;
use case::Shared;
use rows::{Column, Row, Rows, Sorted};

/// The mark that a Parquet file begins with.
const PARQUET: &[u8; 4] = b"PAR1";

/// The cases of a file.
struct Movements<'c> {
    shared: Shared<'c>,
    rows: Box<dyn Rows>,
    sorted: Sorted,
    rows_max: u64,
    /// The first row of the case that comes next.
    next: Option<Row>,
    /// After an error there is nothing more.
    ended: bool,
}

/// Every case of a CSV or Parquet file of movements in the currency of the categories' country, as of one date.
pub(crate) fn cases_of_movements<'c>(
    path: &Path,
    as_of: NaiveDate,
    categories: &'c Categories,
) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Work<'c>>> + use<'c>> {
    let file = path.display().to_string();
    let reading = || format!("read {file}");
    let limits = Limits::default();
    let mut opened = File::open(path).with_context(reading)?;
    let source = if is_parquet(&mut opened).with_context(reading)? {
        parquet_rows::open(&file, opened)?
    } else {
        csv_rows::open(&file, opened, &limits)?
    };
    let mut movements = Movements {
        shared: Shared {
            file: Arc::from(file),
            columns: source.columns,
            counted: source.counted,
            as_of,
            categories,
        },
        rows: source.rows,
        sorted: source.sorted,
        rows_max: limits.payload_rows,
        next: None,
        ended: false,
    };
    movements.next = movements.rows.next()?;
    Ok(movements)
}

/// Whether a file begins as Parquet does. It is read from its beginning afterwards.
fn is_parquet(file: &mut File) -> io::Result<bool> {
    let mut mark = Vec::new();
    file.by_ref()
        .take(PARQUET.len() as u64)
        .read_to_end(&mut mark)?;
    file.rewind()?;
    Ok(mark == PARQUET)
}

impl<'c> Iterator for Movements<'c> {
    type Item = anyhow::Result<Work<'c>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let first = self.next.take()?;
        let case = self.case(first);
        self.ended = case.is_err();
        Some(case)
    }
}

impl<'c> Movements<'c> {
    /// Reads a case to its last row.
    fn case(&mut self, first: Row) -> anyhow::Result<Work<'c>> {
        let columns = self.shared.columns;
        let id = columns.cell(&first, Column::Case).to_owned();
        let mut rows = vec![first];
        while let Some(row) = self.rows.next()? {
            let next = columns.cell(&row, Column::Case);
            if self.sorted.precedes(next, &id) {
                return Err(anyhow!(
                    "read {}: case {next:?} comes after case {id:?}\nhint: {}",
                    self.place(&row),
                    self.sorted.hint()
                ));
            }
            if next != id {
                self.next = Some(row);
                break;
            }
            if rows.len() as u64 == self.rows_max {
                return Err(anyhow!(
                    "read {}: case {id:?} has more than {} movements, the limit",
                    self.place(&row),
                    self.rows_max
                ));
            }
            rows.push(row);
        }
        let shared = self.shared.clone();
        Ok(Box::new(move || shared.case(id, &rows)))
    }

    /// Where a row stands.
    fn place(&self, row: &Row) -> String {
        self.shared.counted.within(&self.shared.file, row.place)
    }
}
