//! Changes to the cells of tables and scorecards.

use std::ops::Range;

use chrono::{Days, NaiveDate};

use super::number::{all, stepped};
use super::{Mutant, Mutation};
use crate::policy::manifest::HitPolicy;
use crate::policy::{Files, Policy};

/// The ends of ranges, each with the one that takes the end in or leaves it out.
const ENDS: [(&str, &str); 4] = [(">=", ">"), ("<=", "<"), (">", ">="), ("<", "<=")];

pub(super) fn mutants(policy: &Policy, files: &dyn Files) -> Vec<Mutant> {
    let mut found = Vec::new();
    for table in policy.parts.tables.values() {
        let lines = table.rows.iter().map(|row| row.line);
        if let Some(sheet) = Cells::read(files, &table.file, lines.collect()) {
            sheet.cells(&mut found);
            if table.hit == HitPolicy::Rules {
                sheet.rows(&mut found);
            }
        }
    }
    for card in policy.parts.scorecards.values() {
        let ranges = card.characteristics.iter().flat_map(|each| &each.ranges);
        let lines: Vec<usize> = ranges.map(|range| range.line).collect();
        if let Some(sheet) = Cells::read(files, &card.file, lines) {
            sheet.cells(&mut found);
        }
    }
    found
}

/// A sheet's text, and where its cells stand.
struct Cells<'t> {
    file: &'t str,
    text: String,
    /// What the header calls each column.
    header: Vec<String>,
    /// The rows' lines, from 1, in order, with their cells.
    rows: Vec<(usize, Vec<Range<usize>>)>,
}

/// What a column's cells are.
enum Column {
    /// Conditions: `any`, ranges, values.
    When,
    /// Results, by their place among the columns.
    Then(usize),
    /// Names, texts.
    Other,
}

impl<'t> Cells<'t> {
    fn read(files: &dyn Files, file: &'t str, mut lines: Vec<usize>) -> Option<Self> {
        let text = files.read(file).ok()?;
        lines.sort_unstable();
        let header = text.lines().position(|line| !is_empty(line))?;
        let header_cells = cells(&text, header + 1)?;
        let header = header_cells
            .into_iter()
            .map(|cell| text[cell].trim_start_matches('\u{feff}').to_owned())
            .collect();
        let rows = lines
            .into_iter()
            .filter_map(|line| Some((line, cells(&text, line)?)))
            .collect();
        Some(Self {
            file,
            text,
            header,
            rows,
        })
    }

    fn column(&self, number: usize) -> Column {
        match self.header.get(number).map_or("", String::as_str) {
            name if name.starts_with("when ") || name == "range" => Column::When,
            name if name.starts_with("then ") || name == "points" => Column::Then(number),
            _ => Column::Other,
        }
    }

    fn cells(&self, found: &mut Vec<Mutant>) {
        for (_, cells) in &self.rows {
            for (number, cell) in cells.iter().enumerate() {
                match self.column(number) {
                    Column::When => self.condition(cell, found),
                    Column::Then(column) => self.result(cell, column, found),
                    Column::Other => {}
                }
            }
        }
    }

    /// Each row as one that is not there.
    fn rows(&self, found: &mut Vec<Mutant>) {
        for (_, cells) in &self.rows {
            if let (Some(first), Some(last)) = (cells.first(), cells.last()) {
                // A comment keeps the lines of the others.
                let range = first.start..last.end;
                let row = Mutant::at(Mutation::Rule, self.file, &self.text, range, "#");
                found.extend(row);
            }
        }
    }

    fn condition(&self, cell: &Range<usize>, found: &mut Vec<Mutant>) {
        let text = &self.text[cell.clone()];
        self.figures(cell, found);
        let mut change = |range: Range<usize>, becomes: &str| {
            let mutant = Mutant::at(Mutation::Operator, self.file, &self.text, range, becomes);
            found.extend(mutant);
        };
        if let Some((end, instead)) = ENDS.iter().find(|(end, _)| text.starts_with(end)) {
            change(cell.start..cell.start + end.len(), instead);
        }
        if text.contains("..") {
            let turned = |bracket: &str| match bracket {
                "[" => Some("("),
                "(" => Some("["),
                "]" => Some(")"),
                ")" => Some("]"),
                _ => None,
            };
            for range in [cell.start..cell.start + 1, cell.end - 1..cell.end] {
                if let Some(becomes) = self.text.get(range.clone()).and_then(turned) {
                    change(range, becomes);
                }
            }
        }
    }

    fn result(&self, cell: &Range<usize>, column: usize, found: &mut Vec<Mutant>) {
        let text = &self.text[cell.clone()];
        if stepped(text, 1).is_some() {
            return self.figures(cell, found);
        }
        // The next other result of the column, around its end.
        let of_column =
            |cells: &[Range<usize>]| cells.get(column).map(|cell| &self.text[cell.clone()]);
        let all: Vec<&str> = self
            .rows
            .iter()
            .filter_map(|(_, cells)| of_column(cells))
            .collect();
        let at = self
            .rows
            .iter()
            .position(|(_, cells)| cells.get(column) == Some(cell));
        let later = all
            .iter()
            .cycle()
            .skip(at.unwrap_or_default())
            .take(all.len());
        if let Some(other) = later.copied().find(|other| *other != text) {
            let mutant = Mutant::at(Mutation::Cell, self.file, &self.text, cell.clone(), other);
            found.extend(mutant);
        }
    }

    /// Each figure or date of a cell, one step down and up.
    fn figures(&self, cell: &Range<usize>, found: &mut Vec<Mutant>) {
        let text = &self.text[cell.clone()];
        if let Ok(date) = text.parse::<NaiveDate>() {
            let days = [
                date.checked_sub_days(Days::new(1)),
                date.checked_add_days(Days::new(1)),
            ];
            for day in days.into_iter().flatten() {
                let (cell, day) = (cell.clone(), day.to_string());
                found.extend(Mutant::at(Mutation::Cell, self.file, &self.text, cell, day));
            }
            return;
        }
        for figure in all(text) {
            let range = cell.start + figure.start..cell.start + figure.end;
            found.extend(Mutant::figures(
                Mutation::Cell,
                self.file,
                &self.text,
                &range,
            ));
        }
    }
}

/// Where the cells of a line stand, without the blanks around them; `None` where cells are quoted.
fn cells(text: &str, line: usize) -> Option<Vec<Range<usize>>> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let before: usize = lines
        .get(..line.checked_sub(1)?)?
        .iter()
        .map(|line| line.len())
        .sum();
    let line = lines.get(line - 1)?.trim_end();
    if line.contains('"') {
        return None;
    }
    // As the sheet is read: what the first line with cells has parts all.
    let first = lines.iter().find(|line| !is_empty(line))?;
    let parting = if first.contains(';') { ';' } else { ',' };
    let mut found = Vec::new();
    let mut start = before;
    for cell in line.split(parting) {
        let blank = cell.len() - cell.trim_start().len();
        found.push(start + blank..start + blank + cell.trim().len());
        start += cell.len() + 1;
    }
    Some(found)
}

/// Whether a line holds no cells.
fn is_empty(line: &str) -> bool {
    line.starts_with('#') || line.trim().is_empty()
}
