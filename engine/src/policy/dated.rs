//! Dated figures in the rows of CSV files.

use caudal_facts::DatedValue;

use super::cell;
use super::document::Problems;
use super::findings;
use super::sheet::{Sheet, SheetRow};

/// The figure of a row whose date and number stand in these columns; `None` after reporting why
/// there is none.
pub(crate) fn figure(
    sheet: &Sheet,
    row: &SheetRow,
    (from_column, value_column): (usize, usize),
    problems: &Problems,
) -> Option<DatedValue> {
    let cell = |column: usize| row.cells.get(column).map_or("", String::as_str);
    let (from_text, value_text) = (cell(from_column), cell(value_column));
    let from = from_text.parse();
    if from.is_err() {
        let message = format!("{from_text:?} is no date such as 2026-10-20");
        let problem = sheet.problem(row.line, from_column, &message);
        problems.push(&findings::WRONG_CELL, problem);
    }
    let value = match cell::number(value_text, sheet.semicolons) {
        Ok(Some(value)) => Some(value),
        Ok(None) => {
            let message = format!("{value_text:?} is no number");
            let problem = sheet.problem(row.line, value_column, &message);
            problems.push(&findings::WRONG_CELL, problem);
            None
        }
        Err(message) => {
            let problem = sheet.problem(row.line, value_column, &message);
            problems.push(&findings::WRONG_CELL, problem);
            None
        }
    };
    Some(DatedValue {
        from: from.ok()?,
        value: value?,
    })
}
