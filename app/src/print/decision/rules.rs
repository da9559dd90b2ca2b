//! Every rule as it went: whether it fired, where it stands, its expression and what it read.

use std::io::{self, Write};

use anstyle::Style;
use caudal_engine::decision::TraceView;

use super::{View, section};
use crate::print::text::item;
use crate::print::value::named;
use crate::print::{WIDTH, packed, style};

/// The widths of the columns before a rule's name.
#[derive(Clone, Copy)]
struct Widths {
    state: usize,
    place: usize,
}

impl View<'_> {
    pub(super) fn rules(&self, out: &mut dyn Write) -> io::Result<()> {
        let trace = &self.decision.trace;
        if trace.is_empty() {
            return Ok(());
        }
        section(out, self.words.rules)?;
        let longest = |text: fn(&Self, &TraceView) -> String| {
            let lengths = trace.iter().map(|rule| text(self, rule).chars().count());
            lengths.max().unwrap_or(0)
        };
        let widths = Widths {
            state: longest(|view, rule| view.state(rule.state).0.to_owned()),
            place: longest(|_, rule| place(rule)),
        };
        let mut stage = None;
        for rule in trace {
            if stage != Some(&rule.stage) {
                stage = Some(&rule.stage);
                writeln!(out, "  {}", self.stage(rule))?;
            }
            self.rule(out, rule, widths)?;
        }
        Ok(())
    }

    fn stage<'t>(&self, rule: &'t TraceView) -> &'t str {
        match &rule.stage {
            Some(stage) => stage,
            None if rule.state == "skipped" => self.words.not_reached,
            None => self.words.before_stages,
        }
    }

    fn rule(&self, out: &mut dyn Write, rule: &TraceView, widths: Widths) -> io::Result<()> {
        let (state, colour) = self.state(rule.state);
        let (place, quiet) = (place(rule), style::QUIET);
        let Widths {
            state: first,
            place: second,
        } = widths;
        write!(
            out,
            "    {colour}{state:first$}{colour:#}  {quiet}{place:second$}{quiet:#}  "
        )?;
        writeln!(out, "{}", self.title(rule))?;
        let inset = 4 + first + 2 + second + 2;
        // A table's row has no expression but its place.
        if !rule.expression.is_empty() && rule.expression != place {
            let words: Vec<&str> = rule.expression.split_whitespace().collect();
            item(out, inset, "", &words.join(" "))?;
        }
        let operands = rule.operands.0.iter().map(|(name, state)| {
            format!(
                "{name} = {}",
                named(self.policy, name, state, self.language)
            )
        });
        let mut facts: Vec<String> = operands.collect();
        facts.extend(rule.causes.iter().cloned());
        for line in packed(&facts, ", ", WIDTH - inset) {
            writeln!(out, "{:inset$}{quiet}{line}{quiet:#}", "")?;
        }
        Ok(())
    }

    /// The rule's name with its verb and, in a loop, the loop's value.
    fn title(&self, rule: &TraceView) -> String {
        let mut parts = vec![rule.verb.to_owned()];
        if rule.rule != rule.verb {
            parts.push(rule.rule.clone());
        }
        if let Some(of) = &rule.of {
            parts.push(format!("[{}]", named(self.policy, "", of, self.language)));
        }
        parts.join(" ")
    }

    fn state(&self, state: &str) -> (&'static str, Style) {
        let words = self.words;
        match state {
            "fired" => (words.fired, style::WARN),
            "not_fired" => (words.not_fired, style::QUIET),
            "unknown" => (words.unknown, style::BAD),
            "not_evaluated" => (words.not_evaluated, style::QUIET),
            _ => (words.skipped, style::QUIET),
        }
    }
}

fn place(rule: &TraceView) -> String {
    format!("{}:{}", rule.file, rule.line)
}
