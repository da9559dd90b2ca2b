//! Tables and scorecards: what their columns are given, and whether their cells fit it.

use std::sync::Arc;

use caudal_facts::Diagnostic;

use super::Builder;
use crate::policy::cell::{Cell, Literal};
use crate::policy::findings::{self, Finding};
use crate::policy::manifest::HitPolicy;
use crate::policy::names;
use crate::policy::script::{Expression, ExpressionKind};
use crate::policy::typed::node::{NodeId, Span, What};
use crate::policy::typed::types::{Described, Of, Type, Words};

impl Builder<'_> {
    pub(super) fn table(
        &mut self,
        name: &Expression,
        arguments: Option<&Expression>,
        span: Span,
    ) -> NodeId {
        let ExpressionKind::Text(name) = &name.kind else {
            return self.unknown(span, None);
        };
        let Some(table) = self.subject.tables.get(name) else {
            return self.unknown(span, None);
        };
        if table.hit == HitPolicy::Rules {
            return self.unknown(span, None);
        }
        let values = self.columns(&table.conditions, arguments, &span);
        self.cells(name, &values);
        let ty = Type::nullable(Of::Row(Arc::clone(&table.name)));
        self.add(What::Table(Arc::clone(&table.name), values), ty, span)
    }

    pub(super) fn scorecard(
        &mut self,
        name: &Expression,
        arguments: Option<&Expression>,
        span: Span,
    ) -> NodeId {
        let ExpressionKind::Text(name) = &name.kind else {
            return self.unknown(span, None);
        };
        let Some(card) = self.subject.scorecards.get(name) else {
            return self.unknown(span, None);
        };
        let columns: Vec<String> = card
            .characteristics
            .iter()
            .map(|characteristic| characteristic.name.clone())
            .collect();
        let values = self.columns(&columns, arguments, &span);
        for (characteristic, value) in card.characteristics.iter().zip(&values) {
            for range in &characteristic.ranges {
                self.cell(
                    &card.file,
                    range.line,
                    &characteristic.name,
                    &range.cell,
                    *value,
                );
            }
        }
        let ty = Type::nullable(Of::Score(Arc::clone(&card.name)));
        self.add(What::Scorecard(Arc::clone(&card.name), values), ty, span)
    }

    /// The values of columns: names with a dot bind by themselves, the rest are passed.
    pub(super) fn columns(
        &mut self,
        columns: &[String],
        arguments: Option<&Expression>,
        span: &Span,
    ) -> Vec<NodeId> {
        let entries = match arguments.map(|arguments| &arguments.kind) {
            Some(ExpressionKind::Map(entries)) => entries.as_slice(),
            _ => &[],
        };
        columns
            .iter()
            .map(|column| {
                let passed = entries.iter().find(|(name, _)| name == column);
                match passed {
                    Some((_, value)) => {
                        let node = self.expression(value);
                        self.wants(node, "a column", "value", Of::is_value);
                        node
                    }
                    None => self.read(column, span.clone()),
                }
            })
            .collect()
    }

    /// Holds a table's cells against what its columns are given.
    pub(super) fn cells(&self, name: &str, values: &[NodeId]) {
        let Some(table) = self.subject.tables.get(name) else {
            return;
        };
        for row in &table.rows {
            let columns = table.conditions.iter().zip(&row.cells).zip(values);
            for ((column, cell), value) in columns {
                self.cell(&table.file, row.line, column, cell, *value);
            }
        }
    }

    fn cell(&self, file: &str, line: usize, column: &str, cell: &Cell, value: NodeId) {
        let of = &self.ty(value).of;
        for literal in cell.literals() {
            let fits = match (literal, of) {
                (Literal::Text(word), Of::Text(Words::Declared(_, known))) => {
                    if !known.contains(word.as_str()) {
                        let known: Vec<&str> = known.iter().map(|word| &**word).collect();
                        let message = format!("column {column:?} never is {word:?}");
                        let hint = names::hint(word, &known);
                        let finding = &findings::UNKNOWN_WORD;
                        self.report_row(finding, file, line, message, Some(hint));
                    }
                    true
                }
                (_, Of::Unknown)
                | (Literal::Text(_), Of::Text(_))
                | (Literal::Number(_), Of::Number(_))
                | (Literal::Flag(_), Of::Flag)
                | (Literal::Date(_), Of::Date) => true,
                _ => false,
            };
            if !fits {
                let message = format!(
                    "column {column:?} is {}, and a cell is {literal}",
                    Described(of)
                );
                self.report_row(&findings::WRONG_CELL_TYPE, file, line, message, None);
            }
        }
        if let Some(dates) = cell.range_of_dates() {
            let fits = matches!(
                (dates, of),
                (_, Of::Unknown) | (true, Of::Date) | (false, Of::Number(_))
            );
            if !fits {
                let what = if dates { "dates" } else { "numbers" };
                let message = format!(
                    "column {column:?} is {}, and a cell is a range of {what}",
                    Described(of)
                );
                self.report_row(&findings::WRONG_CELL_TYPE, file, line, message, None);
            }
        }
    }

    fn report_row(
        &self,
        finding: &'static Finding,
        file: &str,
        line: usize,
        message: String,
        hint: Option<String>,
    ) {
        let mut problem = Diagnostic::at(self.file(file), (line, 0), message);
        problem.hint = hint;
        self.problems.push(finding, problem);
    }
}
