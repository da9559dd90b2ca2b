//! A decision for a person: the outcome first, then what it rests on.

mod data;
mod months;
mod offers;
mod reasons;
mod rules;
mod trial;

use std::io::{self, Write};

use caudal_engine::Decision;
use caudal_engine::decision::StateView;
use caudal_engine::policy::{Language, Policy};

use super::style;
use super::table::Table;
use super::text::heading;
use super::value::named;
use super::words::Words;

/// A decision, and how it is to be read.
struct View<'v> {
    decision: &'v Decision,
    policy: &'v Policy,
    language: Language,
    words: &'static Words,
}

/// Writes a decision; with `explain`, also its results, every finding and every rule.
pub(crate) fn write(
    out: &mut dyn Write,
    policy: &Policy,
    decision: &Decision,
    language: Language,
    explain: bool,
) -> io::Result<()> {
    let view = View {
        decision,
        policy,
        language,
        words: Words::of(language),
    };
    view.head(out)?;
    view.trial(out)?;
    view.offers(out)?;
    view.withheld(out)?;
    view.reasons(out)?;
    view.conditions(out)?;
    view.values(out, view.words.solvency, &decision.solvency.0)?;
    view.months(out)?;
    view.sources(out)?;
    view.missing(out)?;
    view.findings(out, explain)?;
    if explain {
        view.values(out, view.words.results, &decision.results.0)?;
        view.rules(out)?;
    }
    Ok(())
}

impl View<'_> {
    /// Outcome, policy, what was asked for, who looks at it.
    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        let (decision, words) = (self.decision, self.words);
        let (outcome, style) = match decision.outcome {
            "approve" => (words.approve, style::GOOD),
            "decline" => (words.decline, style::BAD),
            _ => (words.refer, style::WARN),
        };
        let as_of = self.language.date(decision.as_of);
        let id = super::clean(&decision.application_id);
        writeln!(
            out,
            "{style}{outcome}{style:#}  {id}, {} {as_of}\n",
            words.as_of
        )?;
        let mut table = Table::new(&[]);
        let mut line = |label: &str, text: String| table.row([label.to_owned(), text]);
        line(words.asked_for, self.requested());
        let policy = &decision.policy;
        let in_force = if policy.in_force {
            words.in_force
        } else {
            words.not_in_force
        };
        line(
            words.policy,
            format!("{} {}, {in_force}", policy.id, policy.version),
        );
        if let Some(stage) = &decision.stopped_at {
            line(words.stopped_at, stage.clone());
        }
        let dates = [
            (words.valid_until, decision.offers_valid_until),
            (words.reapply_from, decision.reapply_from),
        ];
        for (label, date) in dates {
            if let Some(date) = date {
                line(label, self.language.date(date));
            }
        }
        if !decision.review.queues.is_empty() {
            line(words.queue, decision.review.queues.join(", "));
        }
        if let Some(contact) = &decision.review.contact {
            line(words.contact, contact.clone());
        }
        table.write(out, 2)
    }

    fn requested(&self) -> String {
        let requested = &self.decision.requested;
        let amount = requested.amount.map_or_else(
            || self.words.any_amount.to_owned(),
            |amount| format!("{} {}", requested.currency, self.language.number(amount)),
        );
        let term = requested.term_months.map_or_else(
            || self.words.any_term.to_owned(),
            |term| format!("{term} {}", self.words.months),
        );
        format!("{amount}, {term}, {}", requested.product)
    }

    /// Named values, one a line.
    fn values(
        &self,
        out: &mut dyn Write,
        title: &str,
        values: &[(String, StateView)],
    ) -> io::Result<()> {
        if values.is_empty() {
            return Ok(());
        }
        section(out, title)?;
        let mut table = Table::new(&[]);
        for (name, state) in values {
            table.row([name.clone(), named(self.policy, name, state, self.language)]);
        }
        table.write(out, 2)
    }

    /// A section's title with the currency that its amounts are in.
    fn in_currency(&self, title: &str) -> String {
        format!("{title} ({})", self.decision.requested.currency)
    }
}

/// A section's head after a blank line.
fn section(out: &mut dyn Write, title: &str) -> io::Result<()> {
    writeln!(out)?;
    heading(out, title)
}
