//! What the decision rests on: sources, what was missing, what was noticed in the reports.

use std::collections::BTreeMap;
use std::io::{self, Write};

use caudal_engine::decision::{AskedView, EvidenceView, FindingView};

use super::{View, section};
use crate::print::table::Table;

impl View<'_> {
    pub(super) fn sources(&self, out: &mut dyn Write) -> io::Result<()> {
        let decision = self.decision;
        if decision.sources_asked.is_empty() && decision.sources_not_asked.is_empty() {
            return Ok(());
        }
        section(out, self.words.sources)?;
        let mut table = Table::new(&[]);
        for asked in &decision.sources_asked {
            let evidence = decision
                .evidence
                .iter()
                .find(|evidence| evidence.source == asked.source);
            table.row([
                asked.source.to_owned(),
                self.status(asked, evidence).to_owned(),
                self.source_notes(asked, evidence),
            ]);
        }
        for source in &decision.sources_not_asked {
            // One that the policy went on without, because it could not be had, says why.
            let (status, why) = match &source.why {
                Some(why) => (self.words.unavailable, why.clone()),
                None => (self.words.not_asked, String::new()),
            };
            table.row([source.source.to_owned(), status.to_owned(), why]);
        }
        table.write(out, 2)
    }

    fn status(&self, asked: &AskedView, evidence: Option<&EvidenceView>) -> &'static str {
        match evidence.map(|evidence| evidence.status) {
            None => self.words.never_obtained,
            Some("unavailable") => self.words.unavailable,
            Some(_) if !asked.answered => self.words.not_usable,
            Some("partial") => self.words.partial,
            Some(_) => self.words.complete,
        }
    }

    fn source_notes(&self, asked: &AskedView, evidence: Option<&EvidenceView>) -> String {
        let words = self.words;
        let mut notes = Vec::new();
        if let Some(evidence) = evidence {
            if evidence.provider != asked.source {
                notes.push(evidence.provider.clone());
            }
            if let Some(of) = evidence.report_date {
                notes.push(format!("{} {}", words.report_of, self.language.date(of)));
            }
        }
        if let Some(cost) = asked.cost {
            let currency = self.decision.requested.currency;
            notes.push(format!(
                "{} {currency} {}",
                words.cost,
                self.language.number(cost)
            ));
        }
        let why = evidence.and_then(|evidence| evidence.why.clone());
        notes.extend(asked.why.clone().or(why));
        notes.join(" · ")
    }

    /// What was missing, by its cause: one silent source explains many names.
    pub(super) fn missing(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.decision.missing.is_empty() {
            return Ok(());
        }
        section(out, self.words.missing)?;
        let mut by_cause: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
        for missing in &self.decision.missing {
            let cause = missing.cause.strip_prefix("DATA_MISSING(");
            let cause = cause.and_then(|cause| cause.strip_suffix(')'));
            by_cause
                .entry((cause.unwrap_or(&missing.cause), &missing.handled))
                .or_default()
                .push(&missing.name);
        }
        let mut table = Table::new(&[]);
        for ((cause, handled), names) in by_cause {
            let cause = match cause {
                "not given" => self.words.not_given,
                cause => cause,
            };
            let handled = match handled {
                "unknown" => self.words.undecided,
                "answered" => self.words.answered,
                "declines" => self.words.declines,
                value => value,
            };
            table.row([cause.to_owned(), handled.to_owned(), names.join(", ")]);
        }
        table.write(out, 2)
    }

    /// One line for each kind of finding, with the first of its kind; all of them when explaining.
    pub(super) fn findings(&self, out: &mut dyn Write, all: bool) -> io::Result<()> {
        if self.decision.findings.is_empty() {
            return Ok(());
        }
        section(out, self.words.findings)?;
        let mut by_code: BTreeMap<&str, Vec<&FindingView>> = BTreeMap::new();
        for finding in &self.decision.findings {
            by_code.entry(finding.code).or_default().push(finding);
        }
        let mut table = Table::new(&[]);
        for (code, findings) in by_code {
            let shown = if all { findings.len() } else { 1 };
            for (index, finding) in findings.iter().take(shown).enumerate() {
                let (count, code) = if index == 0 {
                    (findings.len().to_string(), code)
                } else {
                    (String::new(), "")
                };
                let message = if finding.of_co_applicant {
                    format!("{}: {}", self.words.co_applicant, finding.message)
                } else {
                    finding.message.clone()
                };
                table.row([count, code.to_owned(), message]);
            }
        }
        table.write(out, 2)
    }
}
