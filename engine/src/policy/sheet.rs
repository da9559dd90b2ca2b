//! CSV files as spreadsheets of Chile and Argentina write them: `;` or `,`, a byte-order mark,
//! comment lines that begin with `#`.

use caudal_facts::Diagnostic;

use super::document::Problems;
use super::findings;

/// A CSV file's cells with their lines.
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) header: Vec<String>,
    pub(crate) header_line: usize,
    pub(crate) rows: Vec<SheetRow>,
    /// Whether columns are parted by `;`, so that a comma may be a decimal sign.
    pub(crate) semicolons: bool,
}

/// One line of cells.
pub(crate) struct SheetRow {
    pub(crate) line: usize,
    pub(crate) cells: Vec<String>,
}

impl Sheet {
    /// Reads a file; `None` after reporting why it cannot be.
    pub(crate) fn read(name: &str, text: &str, problems: &Problems) -> Option<Self> {
        problems.know(name, text);
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (header_line, first) = text
            .lines()
            .zip(1..)
            .find(|(line, _)| !line.starts_with('#') && !line.trim().is_empty())
            .map_or((1, ""), |(line, number)| (number, line));
        let semicolons = first.contains(';');
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(if semicolons { b';' } else { b',' })
            .comment(Some(b'#'))
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut sheet = Self {
            name: name.to_owned(),
            header: Vec::new(),
            // The reader counts comments above the header as part of it.
            header_line,
            rows: Vec::new(),
            semicolons,
        };
        for record in reader.records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    let problem = Diagnostic::at(name, (0, 0), error.to_string());
                    problems.push(&findings::SYNTAX, problem);
                    return None;
                }
            };
            let line = record
                .position()
                .and_then(|position| usize::try_from(position.line()).ok())
                .map_or(0, |line| first_with_cells(text, line));
            let cells: Vec<String> = record.iter().map(str::to_owned).collect();
            if cells.iter().all(String::is_empty) {
                continue;
            }
            if sheet.header.is_empty() {
                sheet.header = cells;
            } else {
                sheet.rows.push(SheetRow { line, cells });
            }
        }
        if sheet.header.is_empty() {
            let problem = Diagnostic::at(name, (1, 1), "the file has no header");
            problems.push(&findings::WRONG_COLUMN, problem);
            return None;
        }
        sheet.drop_blank_columns();
        sheet.check_widths(problems);
        Some(sheet)
    }

    /// Spreadsheets save columns that were once used, and are blank from the header to the last row.
    fn drop_blank_columns(&mut self) {
        while self.header.last().is_some_and(String::is_empty) {
            let last = self.header.len() - 1;
            let blank = |row: &SheetRow| row.cells.get(last).is_none_or(String::is_empty);
            if !self.rows.iter().all(blank) {
                return;
            }
            self.header.truncate(last);
            for row in &mut self.rows {
                row.cells.truncate(last);
            }
        }
    }

    fn check_widths(&mut self, problems: &Problems) {
        let width = self.header.len();
        let (name, rows) = (&self.name, &mut self.rows);
        rows.retain(|row| {
            let fits = row.cells.len() == width;
            if !fits {
                let problem = Diagnostic::at(
                    name,
                    (row.line, 1),
                    format!("the row has {} cells, the header {width}", row.cells.len()),
                );
                problems.push(&findings::WRONG_COLUMN, problem);
            }
            fits
        });
    }

    /// A problem with a cell; columns count from 0.
    pub(crate) fn problem(&self, line: usize, column: usize, message: &str) -> Diagnostic {
        let header = self.header.get(column).map_or("", String::as_str);
        Diagnostic::at(
            &self.name,
            (line, 0),
            format!("column {header:?}: {message}"),
        )
    }
}

/// The first line with cells from a line on: a record's position is that of the comments before it.
fn first_with_cells(text: &str, from: usize) -> usize {
    let before = from.saturating_sub(1);
    let comments = text
        .lines()
        .skip(before)
        .take_while(|line| line.starts_with('#') || line.trim().is_empty());
    from + comments.count()
}
