//! Decision tables: rows of conditions and results, read from CSV and answered three-valued.

mod answer;
mod axis;
mod course;
mod cut;
mod domain;
mod gaps;
mod index;
mod overlaps;
mod reach;
mod redundant;
mod region;
mod study;

use std::collections::BTreeMap;
use std::sync::Arc;

use caudal_facts::Diagnostic;
use chrono::NaiveDate;

use super::cell::{Cell, Literal, literal};
use super::document::Problems;
use super::findings;
use super::kind::Kind;
use super::manifest::{HitPolicy, TableDeclaration, WordType};
use super::sheet::{Sheet, SheetRow};
use super::value::Value;

pub use answer::Answer;
pub(crate) use answer::Found;
pub(crate) use axis::Line;
pub(crate) use course::{Along, Course, Given, course};
pub(crate) use cut::{Cut, Key};
pub use domain::{Domain, Shape};
use index::Index;
pub use region::{Extent, Region};
pub(crate) use study::{Answering, study_lines};
pub use study::{Overlap, Study};

/// A decision table, ready to answer.
#[derive(Debug, Clone)]
pub struct Table {
    pub(crate) name: Arc<str>,
    pub(crate) file: String,
    pub(crate) hit: HitPolicy,
    /// The line of its header.
    pub(crate) header_line: usize,
    /// The names that its conditions look at, in column order.
    pub(crate) conditions: Vec<String>,
    /// The result columns, in column order.
    pub(crate) results: Vec<(Arc<str>, Kind)>,
    pub(crate) rows: Vec<Row>,
    index: Index,
}

/// One row.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) line: usize,
    pub(crate) from: Option<NaiveDate>,
    pub(crate) until: Option<NaiveDate>,
    pub(crate) cells: Vec<Cell>,
    pub(crate) results: Vec<Value>,
}

/// Where a column's cells go.
enum Column {
    From,
    Until,
    When(usize),
    Then(usize),
    Ignored,
}

/// The result columns of a table of rules.
const RULE_RESULTS: [&str; 2] = ["outcome", "reason"];

impl Table {
    /// Reads a table's file.
    pub(crate) fn read(
        name: &str,
        declaration: &TableDeclaration,
        words: &BTreeMap<String, WordType>,
        text: &str,
        problems: &Problems,
    ) -> Option<Self> {
        let sheet = Sheet::read(&declaration.file, text, problems)?;
        let mut table = Self {
            name: name.into(),
            file: declaration.file.clone(),
            hit: declaration.hit,
            header_line: sheet.header_line,
            conditions: Vec::new(),
            results: Vec::new(),
            rows: Vec::new(),
            index: Index::default(),
        };
        let columns = table.columns(&sheet, declaration, problems);
        for row in &sheet.rows {
            if let Some(row) = table.row(&sheet, row, &columns, words, problems) {
                table.rows.push(row);
            }
        }
        if table.rows.is_empty() {
            let problem = Diagnostic::at(&sheet.name, (0, 0), "the table has no row");
            problems.push(&findings::EMPTY_TABLE, problem);
        }
        table.index = Index::new(table.hit, &table.rows);
        Some(table)
    }

    fn columns(
        &mut self,
        sheet: &Sheet,
        declaration: &TableDeclaration,
        problems: &Problems,
    ) -> Vec<Column> {
        let report = |message: String| {
            let problem = Diagnostic::at(&sheet.name, (sheet.header_line, 0), message);
            problems.push(&findings::WRONG_COLUMN, problem);
        };
        let columns: Vec<Column> = sheet
            .header
            .iter()
            .map(|header| match header.split_once(' ') {
                Some(("when", "from")) => Column::From,
                Some(("when", "until")) => Column::Until,
                Some(("when", name)) => {
                    self.conditions.push(name.trim().to_owned());
                    Column::When(self.conditions.len() - 1)
                }
                Some(("then", name)) => {
                    let name = name.trim();
                    match self.result_kind(name, declaration) {
                        Some(kind) => {
                            self.results.push((name.into(), kind));
                            Column::Then(self.results.len() - 1)
                        }
                        None => {
                            report(format!("result {name:?} is not declared in policy.toml"));
                            Column::Ignored
                        }
                    }
                }
                _ => {
                    report(format!(
                        "header {header:?}: expected \"when …\" or \"then …\""
                    ));
                    Column::Ignored
                }
            })
            .collect();
        let declared: Vec<&str> = if self.hit == HitPolicy::Rules {
            RULE_RESULTS.to_vec()
        } else {
            declaration.then.keys().map(String::as_str).collect()
        };
        for name in declared {
            if !self.results.iter().any(|(result, _)| &**result == name) {
                report(format!("the column \"then {name}\" is missing"));
            }
        }
        columns
    }

    fn result_kind(&self, name: &str, declaration: &TableDeclaration) -> Option<Kind> {
        if self.hit == HitPolicy::Rules {
            return RULE_RESULTS.contains(&name).then_some(Kind::Text);
        }
        declaration.then.get(name).cloned()
    }

    fn row(
        &self,
        sheet: &Sheet,
        row: &SheetRow,
        columns: &[Column],
        words: &BTreeMap<String, WordType>,
        problems: &Problems,
    ) -> Option<Row> {
        let mut read = Row {
            line: row.line,
            from: None,
            until: None,
            cells: vec![Cell::Any; self.conditions.len()],
            results: vec![Value::missing("table"); self.results.len()],
        };
        let mut sound = true;
        for (index, (column, text)) in columns.iter().zip(&row.cells).enumerate() {
            let result = match column {
                Column::From => date(text).map(|date| read.from = date),
                Column::Until => date(text).map(|date| read.until = date),
                Column::When(at) => {
                    Cell::parse(text, sheet.semicolons).map(|cell| read.cells[*at] = cell)
                }
                Column::Then(at) => {
                    let (_, kind) = &self.results[*at];
                    result(text, kind, words, sheet.semicolons)
                        .map(|value| read.results[*at] = value)
                }
                Column::Ignored => Ok(()),
            };
            if let Err(message) = result {
                let problem = sheet.problem(row.line, index, &message);
                problems.push(&findings::WRONG_CELL, problem);
                sound = false;
            }
        }
        sound.then_some(read)
    }

    /// The outcome and the reason of a row of a table of rules.
    pub(crate) fn rule(&self, row: &Row) -> (String, String) {
        let text = |name: &str| {
            let column = self
                .results
                .iter()
                .position(|(result, _)| &**result == name);
            column
                .and_then(|column| row.results.get(column))
                .map(ToString::to_string)
                .unwrap_or_default()
        };
        (text("outcome"), text("reason"))
    }
}

fn date(text: &str) -> Result<Option<NaiveDate>, String> {
    if text == "any" {
        return Ok(None);
    }
    text.parse()
        .map(Some)
        .map_err(|_| format!("{text:?} is no date such as 2026-10-20, nor any"))
}

/// A result cell, read as its declared kind.
fn result(
    text: &str,
    kind: &Kind,
    words: &BTreeMap<String, WordType>,
    semicolons: bool,
) -> Result<Value, String> {
    let wrong = || format!("{text:?} is no {kind}");
    if let Kind::Word(name) = kind {
        let known = words
            .get(name)
            .is_some_and(|word| word.values.iter().any(|w| w == text));
        return if known {
            Ok(Value::Text(text.into()))
        } else {
            Err(format!("{text:?} is not one of the words of {name:?}"))
        };
    }
    match (kind, literal(text, semicolons)?) {
        (Kind::Flag, Literal::Flag(flag)) => Ok(Value::Flag(flag)),
        (Kind::Date, Literal::Date(date)) => Ok(Value::Date(date)),
        (Kind::Text, _) => Ok(Value::Text(text.into())),
        (kind, Literal::Number(number)) if kind.is_number() => Ok(Value::Number(number)),
        _ => Err(wrong()),
    }
}
