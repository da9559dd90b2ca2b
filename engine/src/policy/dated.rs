//! Dated series in the rows of CSV files: a policy's own, and those that a lender keeps beside it.

use caudal_facts::DatedValue;
use rust_decimal::Decimal;

use super::cell;
use super::document::Problems;
use super::findings;
use super::sheet::{Sheet, SheetRow};

/// A dated series as it is read: by date, each date once.
#[derive(Debug, Default)]
pub(crate) struct Dated {
    /// Each figure, and its line.
    figures: Vec<(DatedValue, usize)>,
}

impl Dated {
    /// Takes the figure of a row whose date and number stand in these columns, or reports why it
    /// cannot; `name` is the series'.
    pub(crate) fn take(
        &mut self,
        name: &str,
        sheet: &Sheet,
        row: &SheetRow,
        columns: (usize, usize),
        problems: &Problems,
    ) {
        let Some(figure) = figure(sheet, row, columns, problems) else {
            return;
        };
        let known = &mut self.figures;
        match known.binary_search_by_key(&figure.from, |(known, _)| known.from) {
            Ok(at) => {
                let line = known[at].1;
                let message = format!("{name:?} has {} twice: in line {line} too", figure.from);
                let problem = sheet.problem(row.line, columns.0, &message);
                problems.push(&findings::WRONG_CELL, problem);
            }
            Err(at) => known.insert(at, (figure, row.line)),
        }
    }

    /// The figures that are not above zero, each with its line.
    pub(crate) fn not_above_zero(&self) -> impl Iterator<Item = (DatedValue, usize)> {
        let figures = self.figures.iter().copied();
        figures.filter(|(figure, _)| figure.value <= Decimal::ZERO)
    }

    /// The figures, by date.
    pub(crate) fn into_values(self) -> Vec<DatedValue> {
        self.figures.into_iter().map(|(figure, _)| figure).collect()
    }
}

/// What is wrong with a figure of a series whose figures are above zero.
pub(crate) fn too_low(series: &str, figure: DatedValue) -> String {
    let DatedValue { from, value } = figure;
    format!("{series} is {value} from {from}: expected a number above zero")
}

/// The figure of a row; `None` after reporting why there is none.
fn figure(
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
