//! Tables and scorecards: that they exist, that their columns are known or passed.

use super::{Checker, Expression, ExpressionKind, Place, infer};
use crate::policy::cell::Literal;
use crate::policy::kind::Kind;
use crate::policy::manifest::HitPolicy;
use crate::policy::names;

impl Checker<'_> {
    /// `table(name, args)` or `scorecard(name, args)`.
    pub(super) fn lookup(&self, word: &str, arguments: &[Expression], place: Place) {
        let Some(ExpressionKind::Text(name)) = arguments.first().map(|name| &name.kind) else {
            self.report(place, format!("{word} wants its name as text, first"), None);
            return;
        };
        let columns: Vec<String> = if word == "table" {
            match self.subject.tables.get(name) {
                Some(table) if table.hit == HitPolicy::Rules => {
                    let hint = format!("write rules({name:?}, …)");
                    self.report(place, format!("table {name:?} holds rules"), Some(hint));
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
        let declared: Vec<&str> = if word == "table" {
            manifest.tables.keys().map(String::as_str).collect()
        } else {
            manifest.scorecards.keys().map(String::as_str).collect()
        };
        // A declared one that is not here could not be read, which is reported already.
        if !declared.contains(&name) {
            let hint = names::hint(name, &declared);
            self.report(place, format!("unknown {word} {name:?}"), Some(hint));
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
                self.report(
                    place,
                    format!("{name:?} takes its values as #{{ column: value }}"),
                    None,
                );
                return;
            }
        };
        for (column, _) in passed {
            if !columns.contains(column) {
                let known: Vec<&str> = columns.iter().map(String::as_str).collect();
                let hint = names::hint(column, &known);
                self.report(
                    place,
                    format!("{name:?} has no column {column:?}"),
                    Some(hint),
                );
            }
        }
        for column in columns {
            let bound = column.contains('.') || passed.iter().any(|(name, _)| name == column);
            if !bound {
                let hint = format!("write #{{ {column}: … }}");
                self.report(
                    place,
                    format!("{name:?} wants column {column:?}"),
                    Some(hint),
                );
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
                if let Err((message, hint)) = self.resolve(column) {
                    let header = Place {
                        line: table.header_line,
                        column: 0,
                    };
                    self.report_in(&table.file, header, message, hint);
                }
            }
            self.words(table);
            if table.hit == HitPolicy::Rules {
                self.rule_rows(table);
            }
        }
    }

    /// Words in condition cells that their column can never take.
    fn words(&self, table: &crate::policy::table::Table) {
        for (index, column) in table.conditions.iter().enumerate() {
            let Some(allowed) = self.words_of(column) else {
                continue;
            };
            for row in &table.rows {
                for literal in row.cells[index].literals() {
                    if let Literal::Text(word) = literal
                        && !allowed.iter().any(|known| known == word)
                    {
                        let place = Place {
                            line: row.line,
                            column: 0,
                        };
                        let known: Vec<&str> = allowed.iter().map(String::as_str).collect();
                        let message = format!("column {column:?} never is {word:?}");
                        self.report_in(
                            &table.file,
                            place,
                            message,
                            Some(names::hint(word, &known)),
                        );
                    }
                }
            }
        }
    }

    /// The words that a column may take, where they are declared.
    fn words_of(&self, column: &str) -> Option<Vec<String>> {
        if let Some(input) = self.subject.manifest.inputs.get(column)
            && !input.values.is_empty()
        {
            return Some(input.values.clone());
        }
        let kind = self.checked.kinds.get(column);
        match kind {
            Some(Kind::Word(name)) => {
                let word = self.subject.manifest.words.get(name)?;
                Some(word.values.clone())
            }
            _ => None,
        }
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
                self.report_in(
                    &table.file,
                    place,
                    format!("unknown outcome {outcome:?}"),
                    Some(hint),
                );
            }
            self.code_in(&table.file, &code, place);
        }
    }

    /// Every scorecard's characteristics and reasons.
    pub(super) fn scorecards(&mut self) {
        for card in self.subject.scorecards.values() {
            for characteristic in &card.characteristics {
                let first = characteristic.ranges.first().map_or(1, |range| range.line);
                let place = Place {
                    line: first,
                    column: 0,
                };
                if characteristic.name.contains('.')
                    && let Err((message, hint)) = self.resolve(&characteristic.name)
                {
                    self.report_in(&card.file, place, message, hint);
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

    /// A property of something computed: `table("bands", …).band`.
    pub(super) fn property(&self, of: &Expression, name: &str, place: Place) {
        if let Some(table) = infer::table_of(of) {
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
            self.report(place, message, Some(names::hint(name, &known)));
        }
    }
}
