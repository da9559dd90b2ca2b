//! One row of a table of facts as it is written, and its cells as what their columns hold.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

use caudal_facts::facts::Provenance;
use caudal_facts::{Currency, Diagnostic, Money, Month};
use chrono::NaiveDate;

use super::tables::column;
use crate::frames::Table;
use crate::policy::document::{Entry, Problems, date, number};
use crate::policy::sheet::{Sheet, SheetRow};
use crate::policy::{cell, findings, names};

/// A row as it is written.
#[derive(Debug, Clone)]
pub(super) struct Raw {
    file: Arc<str>,
    place: (usize, usize),
    /// Whether a comma may be a decimal sign.
    semicolons: bool,
    cells: BTreeMap<&'static str, Written>,
}

#[derive(Debug, Clone)]
struct Written {
    text: String,
    place: (usize, usize),
}

impl Raw {
    /// A row of a file; `columns` are the known ones among its header.
    pub(super) fn of_line(sheet: &Sheet, row: &SheetRow, columns: &[Option<&'static str>]) -> Self {
        let place = (row.line, 0);
        let cells = columns.iter().zip(&row.cells);
        Self {
            file: sheet.name.as_str().into(),
            place,
            semicolons: sheet.semicolons,
            cells: cells
                .filter_map(|(column, text)| {
                    let text = text.clone();
                    Some(((*column)?, Written { text, place }))
                })
                .collect(),
        }
    }

    /// A row that stands in a file of cases; `None` after reporting that it is none.
    pub(super) fn of_entry(table: Table, entry: &Entry<'_, '_>) -> Option<Self> {
        let mut cells = BTreeMap::new();
        for (name, entry) in entry.section()?.entries() {
            let column = match column(table, &name) {
                Ok(column) => column,
                Err(hint) => {
                    let message = format!("table {} has no column {name:?}", table.name());
                    entry.report_as(&findings::WRONG_COLUMN, message, Some(hint));
                    continue;
                }
            };
            if let Some(text) = written(&entry) {
                let place = entry.line();
                cells.insert(column, Written { text, place });
            }
        }
        Some(Self {
            file: entry.file.name.into(),
            place: entry.line(),
            semicolons: false,
            cells,
        })
    }
}

/// A value of TOML as a cell would write it.
fn written(entry: &Entry<'_, '_>) -> Option<String> {
    let held = entry.value.get_ref();
    if number(held).is_some() {
        return entry.decimal().map(|number| number.to_string());
    }
    if let Some(flag) = held.as_bool() {
        return Some(flag.to_string());
    }
    match date(held) {
        Some(date) => Some(date.to_string()),
        None => entry.string(),
    }
}

/// A row whose cells are read. What cannot be is reported, and the row is no longer sound.
pub(super) struct Row<'r> {
    raw: &'r Raw,
    number: u32,
    home: Currency,
    problems: &'r Problems,
    sound: Cell<bool>,
}

impl<'r> Row<'r> {
    /// A row with its number in its table.
    pub(super) const fn new(
        raw: &'r Raw,
        number: u32,
        home: Currency,
        problems: &'r Problems,
    ) -> Self {
        Self {
            raw,
            number,
            home,
            problems,
            sound: Cell::new(true),
        }
    }

    /// Whether all that was read of it could be.
    pub(super) fn is_sound(&self) -> bool {
        self.sound.get()
    }

    /// Where it was read.
    pub(super) const fn provenance(&self) -> Provenance {
        Provenance {
            payload: 0,
            row: self.number,
        }
    }

    /// A value that the row must have.
    pub(super) fn must<T>(&self, column: &str, value: Option<T>) -> Option<T> {
        if value.is_none() && self.cell(column).is_none() {
            self.wrong(
                column,
                "it is left out, and the row means nothing without it",
                None,
            );
        }
        value
    }

    /// Text.
    pub(super) fn text(&self, column: &str) -> Option<String> {
        self.cell(column).map(|cell| cell.text.clone())
    }

    /// A local date.
    pub(super) fn date(&self, column: &str) -> Option<NaiveDate> {
        self.read(column, "date such as 2026-10-20", |text| text.parse().ok())
    }

    /// A month.
    pub(super) fn month(&self, column: &str) -> Option<Month> {
        self.read(column, "month such as 2026-10", Month::parse)
    }

    /// A count, an index or a small number.
    pub(super) fn count(&self, column: &str) -> Option<u32> {
        self.read(column, "whole number of at least zero", |text| {
            text.parse().ok()
        })
    }

    /// Yes or no, as spreadsheets of both languages write it.
    pub(super) fn flag(&self, column: &str) -> Option<bool> {
        self.read(column, "true or false", |text| {
            match cell::literal(text, false) {
                Ok(cell::Literal::Flag(flag)) => Some(flag),
                _ => None,
            }
        })
    }

    /// One of a column's words.
    pub(super) fn word<T: Copy>(&self, column: &str, words: &[(&str, T)]) -> Option<T> {
        let written = self.cell(column)?;
        let meant = words.iter().find(|(word, _)| *word == written.text);
        if meant.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let hint = names::hint(&written.text, &known);
            self.wrong(
                column,
                &format!("unknown word {:?}", written.text),
                Some(hint),
            );
        }
        meant.map(|(_, meaning)| *meaning)
    }

    /// The currency of the row's amounts, the policy's if it says none.
    pub(super) fn currency(&self) -> Currency {
        let words = Currency::ALL.map(|currency| (currency.code(), currency));
        self.word("currency", &words).unwrap_or(self.home)
    }

    /// An exact amount in the row's currency.
    pub(super) fn money(&self, column: &str) -> Option<Money> {
        let written = self.cell(column)?;
        let amount = match cell::number(&written.text, self.raw.semicolons) {
            Ok(Some(amount)) => amount,
            Ok(None) => {
                self.wrong(column, &format!("{:?} is no number", written.text), None);
                return None;
            }
            Err(message) => {
                self.wrong(column, &message, None);
                return None;
            }
        };
        let money = Money::exact(amount, self.currency());
        if let Err(error) = &money {
            self.wrong(column, &format!("failed to {error}"), None);
        }
        money.ok()
    }

    /// The position of an account or card, which the row's table comes after.
    pub(super) fn position(&self, column: &str, of: &str, count: usize) -> u32 {
        let position = self.count(column).unwrap_or_default();
        if usize::try_from(position).is_ok_and(|position| position >= count) {
            let message = format!("there is no {of} {position}: {count} are given, counted from 0");
            self.wrong(column, &message, None);
        }
        position
    }

    fn read<T>(&self, column: &str, what: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let written = self.cell(column)?;
        let value = parse(&written.text);
        if value.is_none() {
            self.wrong(column, &format!("{:?} is no {what}", written.text), None);
        }
        value
    }

    /// What is written in a column; a blank cell says nothing.
    fn cell(&self, column: &str) -> Option<&'r Written> {
        let written = self.raw.cells.get(column)?;
        (!written.text.is_empty()).then_some(written)
    }

    fn wrong(&self, column: &str, message: &str, hint: Option<String>) {
        let place = self.cell(column).map_or(self.raw.place, |cell| cell.place);
        let message = format!("column {column:?}: {message}");
        let mut problem = Diagnostic::at(&*self.raw.file, place, message);
        problem.hint = hint;
        self.problems.push(&findings::WRONG_CELL, problem);
        self.sound.set(false);
    }
}
