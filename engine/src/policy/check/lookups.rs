//! Tables and scorecards: that they exist, that their columns are known or passed.

use super::paths::Unknown;
use super::{Checker, Expression, ExpressionKind, Place};
use crate::policy::manifest::HitPolicy;
use crate::policy::{findings, names};

impl Checker<'_> {
    /// `table(name, args)` or `scorecard(name, args)`.
    pub(super) fn lookup(&self, word: &str, arguments: &[Expression], place: Place) {
        let Some(ExpressionKind::Text(name)) = arguments.first().map(|name| &name.kind) else {
            let message = format!("{word} wants its name as text, first");
            self.report(&findings::NOT_TEXT, place, message, None);
            return;
        };
        let columns: Vec<String> = if word == "table" {
            match self.subject.tables.get(name) {
                Some(table) if table.hit == HitPolicy::Rules => {
                    let hint = format!("write rules({name:?}, …)");
                    let message = format!("table {name:?} holds rules");
                    self.report(&findings::WRONG_LOOKUP, place, message, Some(hint));
                    return;
                }
                Some(table) => table.conditions.clone(),
                None => return self.unknown_lookup(word, name, place),
            }
        } else {
            match self.subject.scorecards.get(name) {
                Some(card) => card
                    .characteristics
                    .iter()
                    .map(|c| c.name.clone())
                    .collect(),
                None => return self.unknown_lookup(word, name, place),
            }
        };
        self.passed(&columns, arguments.get(1), name, place);
    }

    fn unknown_lookup(&self, word: &str, name: &str, place: Place) {
        let manifest = self.subject.manifest;
        let (finding, declared): (_, Vec<&str>) = if word == "table" {
            let declared = manifest.tables.keys().map(String::as_str);
            (&findings::UNKNOWN_TABLE, declared.collect())
        } else {
            let declared = manifest.scorecards.keys().map(String::as_str);
            (&findings::UNKNOWN_SCORECARD, declared.collect())
        };
        // A declared one that is not here could not be read, which is reported already.
        if !declared.contains(&name) {
            let hint = names::hint(name, &declared);
            let message = format!("unknown {word} {name:?}");
            self.report(finding, place, message, Some(hint));
        }
    }

    /// Columns without a dot are passed, and nothing else is.
    pub(super) fn passed(
        &self,
        columns: &[String],
        args: Option<&Expression>,
        name: &str,
        place: Place,
    ) {
        let empty = Vec::new();
        let passed = match args.map(|args| &args.kind) {
            Some(ExpressionKind::Map(entries)) => entries,
            None => &empty,
            Some(_) => {
                let message = format!("{name:?} takes its values as #{{ column: value }}");
                self.report(&findings::UNKNOWN_COLUMN, place, message, None);
                return;
            }
        };
        for (column, _) in passed {
            if !columns.contains(column) {
                let known: Vec<&str> = columns.iter().map(String::as_str).collect();
                let hint = names::hint(column, &known);
                let message = format!("{name:?} has no column {column:?}");
                self.report(&findings::UNKNOWN_COLUMN, place, message, Some(hint));
            }
        }
        for column in columns {
            let bound = column.contains('.') || passed.iter().any(|(name, _)| name == column);
            if !bound {
                let hint = format!("write #{{ {column}: … }}");
                let message = format!("{name:?} wants column {column:?}");
                self.report(&findings::UNKNOWN_COLUMN, place, message, Some(hint));
            }
        }
    }

    /// Every table's columns, results and rows.
    pub(super) fn tables(&mut self) {
        for table in self.subject.tables.values() {
            for column in table
                .conditions
                .iter()
                .filter(|column| column.contains('.'))
            {
                if let Err(unknown) = self.resolve(column) {
                    self.report_unknown(unknown, &table.file, table.header_line);
                }
            }
            if table.hit == HitPolicy::Rules {
                self.rule_rows(table);
            }
        }
    }

    fn report_unknown(&self, unknown: Unknown, file: &str, line: usize) {
        let place = Place { line, column: 0 };
        self.report_in(unknown.finding, file, place, unknown.message, unknown.hint);
    }

    fn rule_rows(&self, table: &crate::policy::table::Table) {
        for row in &table.rows {
            let (outcome, code) = table.rule(row);
            let place = Place {
                line: row.line,
                column: 0,
            };
            if !matches!(outcome.as_str(), "decline" | "refer") {
                let hint = "known are decline and refer".to_owned();
                let message = format!("unknown outcome {outcome:?}");
                let finding = &findings::UNKNOWN_OUTCOME;
                self.report_in(finding, &table.file, place, message, Some(hint));
            }
            self.code_in(&table.file, &code, place);
        }
    }

    /// Every scorecard's characteristics and reasons.
    pub(super) fn scorecards(&mut self) {
        for card in self.subject.scorecards.values() {
            for characteristic in &card.characteristics {
                let first = characteristic.ranges.first().map_or(1, |range| range.line);
                if characteristic.name.contains('.')
                    && let Err(unknown) = self.resolve(&characteristic.name)
                {
                    self.report_unknown(unknown, &card.file, first);
                }
                for range in &characteristic.ranges {
                    let place = Place {
                        line: range.line,
                        column: 0,
                    };
                    self.code_in(&card.file, &range.reason, place);
                }
            }
        }
    }

    /// Every characteristic has its baseline, where each has its own, and nothing else has one.
    pub(super) fn baselines(&self) {
        for (name, card) in self.subject.scorecards {
            let Some(baselines) = card.baselines() else {
                continue;
            };
            let places = &self.subject.manifest.places;
            let known = card.characteristics.iter().map(|of| of.name.as_str());
            let known: Vec<&str> = known.collect();
            for of in known.iter().filter(|of| !baselines.contains_key(**of)) {
                let message = format!("scorecard {name:?} has no baseline for {of:?}");
                let hint = "without one, no points of it are ever lost".to_owned();
                let (path, place) = places.find(&format!("scorecards.{name}.baseline"));
                self.report_in(&findings::MISSING_KEY, path, place, message, Some(hint));
            }
            for of in baselines.keys().filter(|of| !known.contains(&of.as_str())) {
                let message = format!("scorecard {name:?} has no characteristic {of:?}");
                let hint = names::hint(of, &known);
                let (path, place) = places.find(&format!("scorecards.{name}.baseline.{of}"));
                self.report_in(&findings::UNKNOWN_COLUMN, path, place, message, Some(hint));
            }
        }
    }

    /// A property of something computed: `table("bands", …).band`.
    pub(super) fn property(&self, of: &Expression, name: &str, place: Place) {
        if let Some(table) = table_of(of) {
            self.result_column(&table, name, place);
        }
    }

    pub(super) fn result_column(&self, table: &str, name: &str, place: Place) {
        let Some(table) = self.subject.tables.get(table) else {
            return;
        };
        let known: Vec<&str> = table.results.iter().map(|(name, _)| &**name).collect();
        if !known.contains(&name) {
            let message = format!("table {:?} has no result {name:?}", table.name);
            let hint = names::hint(name, &known);
            self.report(&findings::UNKNOWN_COLUMN, place, message, Some(hint));
        }
    }
}

/// The table that an expression's row comes from.
pub(super) fn table_of(expression: &Expression) -> Option<String> {
    match &expression.kind {
        ExpressionKind::Call(name, arguments) if name == "table" => {
            match &arguments.first()?.kind {
                ExpressionKind::Text(table) => Some(table.clone()),
                _ => None,
            }
        }
        _ => None,
    }
}
