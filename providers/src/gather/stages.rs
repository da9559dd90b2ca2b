//! Gathering stage by stage: what several gatherings come to together, and what a policy is told of it.

use caudal_facts::evidence::{Entry, Payload};
use caudal_facts::{Evidence, Facts, Source};

use super::report::Gathered;

impl Gathered {
    /// Nothing gathered yet.
    #[must_use]
    pub fn nothing() -> Self {
        Self {
            evidence: Evidence::default(),
            sources: Vec::new(),
            journal_errors: Vec::new(),
        }
    }

    /// Whether a source was asked for, whatever came of it.
    #[must_use]
    pub fn asked(&self, source: Source) -> bool {
        self.sources
            .iter()
            .any(|report| report.source == source.name())
    }

    /// Adds what a later gathering of the same application brought. A payload that answers sources of
    /// both stands there once, as the later one has it.
    pub fn join(&mut self, later: Self) {
        let entries = &mut self.evidence.entries;
        entries.retain(|entry| {
            let is_same = |new: &Entry| identity(new) == identity(entry);
            !later.evidence.entries.iter().any(is_same)
        });
        entries.extend(later.evidence.entries);
        self.sources.extend(later.sources);
        self.journal_errors.extend(later.journal_errors);
    }

    /// The facts as `Engine::next` is to see them: without the silences of sources that nobody asked.
    ///
    /// A report that carries another one now and then (banca.me's the debts, the contributions), and
    /// this time does not, is no reason not to ask for that one. For `Engine::decide` the facts stay
    /// whole.
    #[must_use]
    pub fn facts_for_next(&self, facts: &Facts) -> Facts {
        let mut known = facts.clone();
        known
            .answers
            .retain(|answer| answer.answered() || self.asked(answer.source));
        known
    }
}

fn identity(entry: &Entry) -> (Source, &str, &str, Option<&str>) {
    let file = entry.payload.as_ref().map(Payload::file);
    (entry.source, &entry.provider, &entry.operation, file)
}
