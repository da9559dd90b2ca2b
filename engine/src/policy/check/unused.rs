//! What is declared and never used.

use std::collections::BTreeSet;

use super::{Checker, Expression, ExpressionKind, codes, findings};
use crate::policy::manifest::HitPolicy;
use crate::policy::script::{StatementKind, Verb};

/// Names written as text in the script: looked-up tables and scorecards, reason codes.
#[derive(Default)]
struct Written {
    tables: BTreeSet<String>,
    scorecards: BTreeSet<String>,
    codes: BTreeSet<String>,
}

impl Checker<'_> {
    /// Parameters, inputs, tables, scorecards and reasons that nothing uses.
    pub(super) fn unused(&self) {
        let written = self.written();
        let manifest = self.subject.manifest;
        let read: BTreeSet<&str> = self.read().into_iter().map(|(_, name)| name).collect();
        for name in manifest.params.keys().map(|name| format!("params.{name}")) {
            if !self.checked.slots.contains_key(&name) {
                let message = format!("parameter {name:?} is never read");
                let (path, place) = manifest.places.find(&name);
                let finding = &findings::UNUSED_PARAMETER;
                self.report_in(finding, path, place, message, None);
            }
        }
        for name in manifest.inputs.keys() {
            if !read.contains(name.as_str()) {
                let message = format!("input {name:?} is never read");
                let (path, place) = manifest.places.find(&format!("inputs.{name}"));
                let finding = &findings::UNUSED_INPUT;
                self.report_in(finding, path, place, message, None);
            }
        }
        let own = self.subject.own;
        for feature in own.features.iter().filter(|own| !read.contains(own.name)) {
            let message = format!("feature {:?} is never read", feature.name);
            let (path, place) = own.places.find(feature.name);
            self.report_in(&findings::UNUSED_FEATURE, path, place, message, None);
        }
        let tables = manifest.tables.keys().map(|name| ("table", name));
        let cards = manifest.scorecards.keys().map(|name| ("scorecard", name));
        for (word, name) in tables.chain(cards) {
            let used = if word == "table" {
                &written.tables
            } else {
                &written.scorecards
            };
            if !used.contains(name) {
                let message = format!("{word} {name:?} is never looked up");
                let (path, place) = manifest.places.find(&format!("{word}s.{name}"));
                let finding = &findings::UNUSED_TABLE;
                self.report_in(finding, path, place, message, None);
            }
        }
        for code in self.subject.reasons.codes() {
            if !written.codes.contains(code) {
                let message = format!("reason {code:?} is never given");
                let (path, place) = self.subject.reasons.places().find(code);
                let finding = &findings::UNUSED_REASON;
                self.report_in(finding, path, place, message, None);
            }
        }
    }

    fn written(&self) -> Written {
        let mut written = Written::default();
        let form = self.subject.form;
        form.walk_statements(&mut |statement| {
            if let StatementKind::Act(act) = &statement.kind {
                if act.verb == Verb::Rules {
                    written.tables.insert(act.name.clone());
                } else {
                    written.codes.insert(codes::base(&act.name).to_owned());
                    // What an exception is made for may be told, too.
                    if let Some(ExpressionKind::Text(code)) =
                        act.because.as_ref().map(|because| &because.kind)
                    {
                        written.codes.insert(codes::base(code).to_owned());
                    }
                }
            }
        });
        form.walk(&mut |expression| written.note(expression));
        for function in &form.functions {
            function
                .body
                .walk(&mut |expression| written.note(expression));
        }
        let rows = self
            .subject
            .tables
            .values()
            .filter(|table| table.hit == HitPolicy::Rules);
        for table in rows {
            let given = table.rows.iter().map(|row| table.rule(row).1);
            written
                .codes
                .extend(given.map(|code| codes::base(&code).to_owned()));
        }
        for card in self.subject.scorecards.values() {
            let ranges = card.characteristics.iter().flat_map(|of| &of.ranges);
            written
                .codes
                .extend(ranges.map(|range| codes::base(&range.reason).to_owned()));
        }
        let instead = self
            .subject
            .reasons
            .iter()
            .filter_map(|reason| reason.instead.clone());
        written.codes.extend(instead);
        written
    }
}

impl Written {
    fn note(&mut self, expression: &Expression) {
        let ExpressionKind::Call(word, arguments) = &expression.kind else {
            return;
        };
        let text = |index: usize| match arguments.get(index).map(|argument| &argument.kind) {
            Some(ExpressionKind::Text(text)) => Some(text.clone()),
            _ => None,
        };
        match word.as_str() {
            "table" => self.tables.extend(text(0)),
            "scorecard" => self.scorecards.extend(text(0)),
            "or_refer" | "or_decline" | "capped" => {
                self.codes
                    .extend(text(1).map(|code| codes::base(&code).to_owned()));
            }
            _ => {}
        }
    }
}
