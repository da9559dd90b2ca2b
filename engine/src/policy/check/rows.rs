//! The rows of tables and the ranges of scorecards together: gaps, overlaps, rows that never answer.

pub(in crate::policy) mod given;

pub(crate) use given::{Given, given};

use super::{Checker, Place};
use crate::policy::cell::Cell;
use crate::policy::findings::{self, Finding};
use crate::policy::manifest::HitPolicy;
use crate::policy::scorecard::{Characteristic, Scorecard};
use crate::policy::table::{Answering, Domain, Line, Study, Table, study_lines};

/// How many findings of one kind are told of one table.
const TOLD_MAX: usize = 10;

/// Where the rows of what is studied stand.
struct Sheet<'t> {
    /// What it is, for messages: `table "bands"`.
    title: String,
    file: &'t str,
    first_line: usize,
    lines: Vec<usize>,
}

impl Checker<'_> {
    /// Every table and scorecard that the script looks up.
    pub(super) fn rows(&self) {
        let given = given(self.subject, &self.checked.typed);
        for (name, table) in self.subject.tables {
            self.ranges_of(name, table);
            if let Some(domains) = given.tables.get(&**name) {
                self.table_rows(table, &table.study(domains));
            }
        }
        for (name, card) in self.subject.scorecards {
            let domains = given.scorecards.get(&**name);
            let domains = domains.map_or(&[][..], Vec::as_slice);
            for (characteristic, domain) in card.characteristics.iter().zip(domains) {
                self.characteristic(card, characteristic, domain);
            }
        }
    }

    /// Ranges that are declared for a table's columns are for columns that it has.
    fn ranges_of(&self, name: &str, table: &Table) {
        let Some(declared) = self.subject.manifest.tables.get(name) else {
            return;
        };
        for column in declared.ranges.keys() {
            if !table.conditions.contains(column) {
                let known: Vec<&str> = table.conditions.iter().map(String::as_str).collect();
                let message = format!("table {name:?} has no column {column:?}");
                let hint = crate::policy::names::hint(column, &known);
                let (path, place) = self.subject.manifest.places.find(&format!("tables.{name}"));
                let finding = &findings::UNKNOWN_COLUMN;
                self.report_in(finding, path, place, message, Some(hint));
            }
        }
    }

    fn table_rows(&self, table: &Table, study: &Study) {
        let sheet = Sheet {
            title: format!("table {:?}", &*table.name),
            file: &table.file,
            first_line: table.header_line,
            lines: table.rows.iter().map(|row| row.line).collect(),
        };
        let overlap = if table.hit == HitPolicy::Unique {
            &findings::ROWS_OVERLAP
        } else {
            &findings::RANGES_OVERLAP
        };
        self.told(&sheet, study, overlap);
    }

    fn characteristic(&self, card: &Scorecard, of: &Characteristic, domain: &Domain) {
        let lines: Vec<Line<'_>> = of
            .ranges
            .iter()
            .map(|range| Line {
                cells: vec![&range.cell],
                in_force: None,
            })
            .collect();
        let columns = std::slice::from_ref(&of.name);
        let domains = std::slice::from_ref(domain);
        let mut study = study_lines(
            columns,
            domains,
            &lines,
            Answering::Ranges,
            |_| None,
            |_, _| false,
        );
        // A last row for `any` other value is no slip.
        let rest =
            |row: usize| matches!(of.ranges.get(row), Some(range) if range.cell == Cell::Any);
        let masked: Vec<usize> = study.masked.iter().map(|(row, _)| *row).collect();
        study
            .overlaps
            .retain(|overlap| !rest(overlap.row) && !masked.contains(&overlap.row));
        let sheet = Sheet {
            title: format!("scorecard {:?}", &*card.name),
            file: &card.file,
            first_line: of.ranges.first().map_or(1, |range| range.line),
            lines: of.ranges.iter().map(|range| range.line).collect(),
        };
        self.told(&sheet, &study, &findings::RANGES_OVERLAP);
    }

    fn told(&self, sheet: &Sheet<'_>, study: &Study, overlap: &'static Finding) {
        for (index, gap) in study.gaps.iter().take(TOLD_MAX).enumerate() {
            let more = study.gaps.len().saturating_sub(TOLD_MAX);
            let last = index + 1 == TOLD_MAX && more > 0;
            let also = if last {
                format!(", and {more} further gaps")
            } else {
                String::new()
            };
            let message = format!("{} has no row {gap}{also}", sheet.title);
            self.at(&findings::TABLE_GAP, sheet, sheet.first_line, message, None);
        }
        let mut told: Vec<usize> = Vec::new();
        for found in &study.overlaps {
            if told.contains(&found.row) || told.len() == TOLD_MAX {
                continue;
            }
            told.push(found.row);
            let message = format!(
                "the row holds together with that of line {} {}",
                sheet.line(found.other),
                found.region
            );
            self.at(overlap, sheet, sheet.line(found.row), message, None);
        }
        for (row, by) in study.masked.iter().take(TOLD_MAX) {
            let message = by.map_or_else(
                || "the row never answers: the rows above it do".to_owned(),
                |by| {
                    format!(
                        "the row never answers: that of line {} does",
                        sheet.line(by)
                    )
                },
            );
            self.at(
                &findings::MASKED_ROW,
                sheet,
                sheet.line(*row),
                message,
                None,
            );
        }
        for (row, by) in study.subsumed.iter().take(TOLD_MAX) {
            let message = format!(
                "the row of line {} says the same whenever this one holds",
                sheet.line(*by)
            );
            self.at(
                &findings::SUBSUMED_ROW,
                sheet,
                sheet.line(*row),
                message,
                None,
            );
        }
        for (row, by) in study.redundant.iter().take(TOLD_MAX) {
            let message = format!(
                "the row changes no answer: without it that of line {} says the same",
                sheet.line(*by)
            );
            self.at(
                &findings::REDUNDANT_ROW,
                sheet,
                sheet.line(*row),
                message,
                None,
            );
        }
        for (row, first) in study.duplicated.iter().take(TOLD_MAX) {
            let message = format!("the row adds what that of line {} adds", sheet.line(*first));
            self.at(
                &findings::DUPLICATED_ROW,
                sheet,
                sheet.line(*row),
                message,
                None,
            );
        }
        for (row, column) in study.unreachable.iter().take(TOLD_MAX) {
            let message = format!("the row never holds: {column} is never what its cell asks for");
            self.at(
                &findings::UNREACHABLE_ROW,
                sheet,
                sheet.line(*row),
                message,
                None,
            );
        }
        if study.unfinished {
            let message = format!("{} is too entangled to be searched whole", sheet.title);
            self.at(
                &findings::UNSEARCHED_TABLE,
                sheet,
                sheet.first_line,
                message,
                None,
            );
        }
    }

    fn at(
        &self,
        finding: &'static Finding,
        sheet: &Sheet<'_>,
        line: usize,
        message: String,
        hint: Option<String>,
    ) {
        self.report_in(
            finding,
            sheet.file,
            Place { line, column: 0 },
            message,
            hint,
        );
    }
}

impl Sheet<'_> {
    fn line(&self, row: usize) -> usize {
        self.lines.get(row).copied().unwrap_or_default()
    }
}
