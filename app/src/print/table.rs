//! Tables: aligned columns without lines, a bold header.

use std::io::{self, Write};

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, presets};

use super::text::clean;
use super::{WIDTH, style};

/// The space between two columns.
const GAP: u16 = 2;

/// A column's header, and the side its cells keep to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Column {
    /// Words.
    Left(&'static str),
    /// Numbers.
    Right(&'static str),
}

impl Column {
    const fn header(self) -> &'static str {
        match self {
            Self::Left(header) | Self::Right(header) => header,
        }
    }
}

/// A table. Cells that would make it wider than the page are broken between words.
pub(crate) struct Table {
    inner: comfy_table::Table,
    headed: bool,
}

impl Table {
    /// A table with these columns; with none it has no header, and its cells keep left.
    pub(crate) fn new(columns: &[Column]) -> Self {
        let mut inner = comfy_table::Table::new();
        inner
            .load_preset(presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Dynamic);
        if !columns.is_empty() {
            inner.set_header(columns.iter().map(|column| column.header()));
        }
        for (index, column) in columns.iter().enumerate() {
            if let (Column::Right(_), Some(held)) = (column, inner.column_mut(index)) {
                held.set_cell_alignment(CellAlignment::Right);
            }
        }
        Self {
            inner,
            headed: !columns.is_empty(),
        }
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.inner
            .add_row(cells.into_iter().map(|cell| clean(&cell).into_owned()));
    }

    /// Writes it, indented.
    pub(crate) fn write(mut self, out: &mut dyn Write, indent: usize) -> io::Result<()> {
        let width = WIDTH.saturating_sub(indent);
        self.inner
            .set_width(u16::try_from(width).unwrap_or(u16::MAX));
        let columns = self.inner.column_count();
        for (index, column) in self.inner.column_iter_mut().enumerate() {
            column.set_padding((0, if index + 1 == columns { 0 } else { GAP }));
            // Only the last column gives way: figures and names stay whole.
            if index + 1 < columns {
                column.set_constraint(ColumnConstraint::ContentWidth);
            }
        }
        let header = style::HEADING;
        for (index, line) in self.inner.lines().enumerate() {
            let line = line.trim_end();
            if index == 0 && self.headed {
                writeln!(out, "{:indent$}{header}{line}{header:#}", "")?;
            } else {
                writeln!(out, "{:indent$}{line}", "")?;
            }
        }
        Ok(())
    }
}
