//! `facts` of a case: the rows that reports would bring, as tables with the columns of the public schema.
//!
//! A case that gives them is decided from movements to outcome, by the same features as an application; what the base says
//! of features does not count then.

mod bank;
mod registry;
mod row;
mod tables;

use std::collections::BTreeMap;

use caudal_facts::evidence::Status;
use caudal_facts::facts::Answer;
use caudal_facts::{Currency, Diagnostic, Facts, Source};
use chrono::NaiveDate;

use crate::frames::Table;
use crate::policy::document::{Entry, Problems};
use crate::policy::feature_of::CO;
use crate::policy::load::Files;
use crate::policy::sheet::Sheet;
use crate::policy::{findings, names};
use row::Raw;
use tables::{NOT_GIVEN, fill};

/// What a base or a case gives of facts. A table that a case gives takes the place of the base's.
#[derive(Debug, Clone, Default)]
pub(super) struct GivenFacts {
    /// The reports that answered, each with its date.
    reports: BTreeMap<Source, NaiveDate>,
    rows: BTreeMap<Table, Vec<Raw>>,
    /// The same of a co-applicant.
    co_applicant: Option<Box<Self>>,
}

/// Where the files that a case names are.
#[derive(Clone, Copy)]
pub(super) struct Beside<'b> {
    pub(super) files: &'b dyn Files,
    pub(super) problems: &'b Problems,
    /// The folder of cases, relative to the policy, and as messages name it.
    pub(super) folder: &'b str,
    pub(super) shown: &'b str,
}

impl GivenFacts {
    /// Whether none are given.
    pub(super) fn is_empty(&self) -> bool {
        self.reports.is_empty() && self.rows.is_empty() && self.co_applicant.is_none()
    }

    /// Whether some are of a co-applicant.
    pub(super) const fn has_co_applicant(&self) -> bool {
        self.co_applicant.is_some()
    }

    /// Takes over what an entry gives.
    pub(super) fn read(&mut self, entry: &Entry<'_, '_>, beside: Beside<'_>) {
        self.of_person(entry, beside, false);
    }

    fn of_person(&mut self, entry: &Entry<'_, '_>, beside: Beside<'_>, within: bool) {
        let Some(section) = entry.section() else {
            return;
        };
        let known: Vec<Table> = Table::ALL
            .iter()
            .copied()
            .filter(|table| !NOT_GIVEN.contains(table))
            .collect();
        for (name, entry) in section.entries() {
            if name == "reports" {
                self.reports(&entry);
                continue;
            }
            if name == CO && !within {
                let theirs = self.co_applicant.get_or_insert_default();
                theirs.of_person(&entry, beside, true);
                continue;
            }
            let Some(table) = known.iter().find(|table| table.name() == name) else {
                let mut words: Vec<&str> = known.iter().map(|table| table.name()).collect();
                words.push("reports");
                words.extend((!within).then_some(CO));
                let message = format!("there is no table {name:?} of facts");
                let hint = names::hint(&name, &words);
                entry.report_as(&findings::UNKNOWN_KEY, message, Some(hint));
                continue;
            };
            let rows = match entry.value.get_ref().as_str() {
                Some(file) => from_file(*table, file, &entry, beside),
                None => entry.list().map(|rows| {
                    let rows = rows.iter();
                    rows.filter_map(|row| Raw::of_entry(*table, row)).collect()
                }),
            };
            self.rows.insert(*table, rows.unwrap_or_default());
        }
    }

    /// `reports = { khipu = 2026-10-20 }`.
    fn reports(&mut self, entry: &Entry<'_, '_>) {
        let Some(section) = entry.section() else {
            return;
        };
        self.reports.clear();
        for (name, entry) in section.entries() {
            let Some(source) = Source::parse(&name) else {
                let hint = names::hint(&name, &Source::ALL.map(Source::name));
                let message = format!("unknown source {name:?}");
                entry.report_as(&findings::UNKNOWN_SOURCE, message, Some(hint));
                continue;
            };
            if let Some(date) = entry.date() {
                self.reports.insert(source, date);
            }
        }
    }

    /// The facts that the rows are; `None` after reporting why they cannot be read.
    pub(super) fn facts(&self, home: Currency, problems: &Problems) -> Option<Facts> {
        let mut facts = Facts {
            answers: self.reports.iter().map(answer).collect(),
            ..Facts::default()
        };
        // Accounts first: others name their positions.
        let mut sound = true;
        for (table, rows) in &self.rows {
            sound &= fill(&mut facts, *table, rows, (home, problems));
        }
        facts.transactions.sort_by_key(|row| {
            (
                row.date,
                row.account,
                row.provenance.payload,
                row.provenance.row,
            )
        });
        if let Some(theirs) = &self.co_applicant {
            let theirs = theirs.facts(home, problems);
            sound &= theirs.is_some();
            facts.co_applicant = theirs.map(Box::new);
        }
        sound.then_some(facts)
    }
}

fn answer((source, date): (&Source, &NaiveDate)) -> Answer {
    Answer {
        source: *source,
        provider: "case".to_owned(),
        status: Status::Complete,
        obtained_at: None,
        report_date: Some(*date),
        covers_from: None,
        payloads: Vec::new(),
    }
}

/// The rows of a CSV file, headed by the names of columns.
fn from_file(
    table: Table,
    file: &str,
    entry: &Entry<'_, '_>,
    beside: Beside<'_>,
) -> Option<Vec<Raw>> {
    let path = format!("{}/{file}", beside.folder);
    let shown = format!("{}/{file}", beside.shown);
    let text = match beside.files.read(&path) {
        Ok(text) => text,
        Err(reason) => {
            let message = format!("{file:?}: {reason}");
            entry.report_as(&findings::UNREADABLE_FILE, message, None);
            return None;
        }
    };
    let sheet = Sheet::read(&shown, &text, beside.problems)?;
    let columns: Vec<Option<&'static str>> = sheet
        .header
        .iter()
        .map(|name| {
            let column = tables::column(table, name);
            if let Err(hint) = &column {
                let message = format!("table {} has no column {name:?}", table.name());
                let problem = Diagnostic::at(&shown, (sheet.header_line, 0), message).hint(hint);
                beside.problems.push(&findings::WRONG_COLUMN, problem);
            }
            column.ok()
        })
        .collect();
    let rows = sheet.rows.iter();
    Some(
        rows.map(|row| Raw::of_line(&sheet, row, &columns))
            .collect(),
    )
}
