//! Why.

use std::io::{self, Write};

use anstyle::Style;
use caudal_engine::decision::{Bilingual, ReasonView};
use caudal_engine::policy::Language;

use super::{View, section};
use crate::print::text::item;
use crate::print::{WIDTH, packed, style};

/// Where a reason's text begins.
const INDENT: usize = 5;

impl View<'_> {
    pub(super) fn reasons(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.decision.reasons.is_empty() {
            return Ok(());
        }
        section(out, self.words.reasons)?;
        for reason in &self.decision.reasons {
            self.reason(out, reason)?;
        }
        Ok(())
    }

    /// The text, then what is known of it, then what explains it.
    fn reason(&self, out: &mut dyn Write, reason: &ReasonView) -> io::Result<()> {
        item(
            out,
            0,
            &format!("{:>3}. ", reason.rank),
            self.text(&reason.text),
        )?;
        let (severity, colour) = self.severity(reason.severity);
        let quiet = style::QUIET;
        let inset = severity.chars().count() + 2;
        let notes = packed(&self.notes(reason), " · ", WIDTH - INDENT - inset);
        for (index, line) in notes.iter().enumerate() {
            if index == 0 {
                write!(out, "{:INDENT$}{colour}{severity}{colour:#}  ", "")?;
            } else {
                write!(out, "{:1$}", "", INDENT + inset)?;
            }
            writeln!(out, "{quiet}{line}{quiet:#}")?;
        }
        for part in &reason.explained_by {
            let points = format!("-{} {}", part.points_lost, self.words.points);
            item(
                out,
                INDENT,
                "- ",
                &format!("{} ({points})", self.text(&part.text)),
            )?;
        }
        Ok(())
    }

    /// Code, place, report, and what a person should know when looking at it.
    fn notes(&self, reason: &ReasonView) -> Vec<String> {
        let words = self.words;
        let mut notes = vec![reason.code.clone()];
        if let Some(rule) = &reason.rule {
            notes.push(format!("{}:{}", rule.file, rule.line));
        }
        if let Some(source) = &reason.source {
            notes.push(match source.report_date {
                Some(of) => {
                    format!(
                        "{}, {} {}",
                        source.name,
                        words.report_of,
                        self.language.date(of)
                    )
                }
                None => source.name.to_owned(),
            });
        }
        if let Some(code) = &reason.softened_by {
            notes.push(format!("{} {code}", words.softened_by));
        }
        if !reason.told {
            notes.push(words.not_told.to_owned());
        }
        if !reason.asks.is_empty() {
            notes.push(format!("{}: {}", words.asks, reason.asks.join(", ")));
        }
        notes
    }

    fn severity(&self, severity: &str) -> (&'static str, Style) {
        match severity {
            "decline" => (self.words.declines, style::BAD),
            "limit" => (self.words.limits, style::HEADING),
            _ => (self.words.refers, style::WARN),
        }
    }

    pub(super) fn text<'t>(&self, text: &'t Bilingual) -> &'t str {
        match self.language {
            Language::Spanish => &text.es,
            Language::English => &text.en,
        }
    }
}
