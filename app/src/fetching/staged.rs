//! Gathering stage by stage: the policy says what is worth asking for, until it has decided.

use std::time::Duration;

use caudal_engine::{Decision, Engine, Error, Next};
use caudal_facts::categories::Categories;
use caudal_facts::evidence::{Entry, Payload};
use caudal_facts::{Application, Evidence, Facts, Source};
use caudal_providers::{Clock, Gathered, Journal, SourceReport};

use super::Asked;

/// One application's gathering.
pub(crate) struct Gathering<'g> {
    /// Who is asked.
    pub(crate) asked: &'g Asked,
    /// For whom.
    pub(crate) application: &'g Application,
    /// What was done so far, and where what arrives is kept.
    pub(crate) journal: &'g Journal,
    /// Counts the time.
    pub(crate) clock: &'g dyn Clock,
    /// When to stop, on the clock's steady count.
    pub(crate) deadline: Duration,
    /// Told of sources that are about to be asked.
    pub(crate) on_asking: &'g dyn Fn(&[Source]),
}

/// What gathering by a policy came to.
pub(crate) struct Staged {
    /// What came, of all stages.
    pub(crate) gathered: Gathered,
    /// What the policy decides with it.
    pub(crate) decision: Decision,
}

impl Gathering<'_> {
    /// Asks for these sources side by side.
    pub(crate) async fn sources(&self, sources: &[Source]) -> Gathered {
        (self.on_asking)(sources);
        let left = self.deadline.saturating_sub(self.clock.elapsed());
        self.asked
            .providers
            .gather(
                self.application,
                &self.asked.access,
                sources,
                self.journal,
                left,
            )
            .await
    }

    /// Asks for what the policy wants to know, and again for what it then wants to know.
    pub(crate) async fn by_policy(
        &self,
        engine: &Engine,
        categories: &Categories,
    ) -> Result<Staged, Error> {
        let mut gathered = Gathered {
            evidence: Evidence::default(),
            sources: Vec::new(),
            journal_errors: Vec::new(),
        };
        loop {
            let facts = caudal_providers::convert(self.application, &gathered.evidence, categories);
            let known = without_passing_silence(&facts, &gathered.sources);
            if let Next::Gather(wanted) = engine.next(self.application, &known)? {
                let new = not_asked(&wanted, &gathered.sources);
                // What was asked for and has no answer will have none by asking on.
                if !new.is_empty() {
                    join(&mut gathered, self.sources(&new).await);
                    continue;
                }
            }
            // Of all that came, as `decide --evidence` does with what is kept.
            let decision = engine.decide(self.application, &facts)?;
            return Ok(Staged { gathered, decision });
        }
    }
}

/// The facts without silences of sources that nobody asked: a report that carries another one now
/// and then, and this time does not, is no reason not to ask for that one.
fn without_passing_silence(facts: &Facts, asked: &[SourceReport]) -> Facts {
    let mut known = facts.clone();
    known.answers.retain(|answer| {
        answer.answered()
            || asked
                .iter()
                .any(|report| report.source == answer.source.name())
    });
    known
}

fn not_asked(wanted: &[Source], asked: &[SourceReport]) -> Vec<Source> {
    let is_new = |source: &&Source| asked.iter().all(|report| report.source != source.name());
    wanted.iter().filter(is_new).copied().collect()
}

/// Adds what a later stage brought. A payload that answers sources of two stages stands there once,
/// as the later stage has it.
fn join(gathered: &mut Gathered, later: Gathered) {
    let entries = &mut gathered.evidence.entries;
    entries.retain(|entry| {
        let is_same = |new: &Entry| identity(new) == identity(entry);
        !later.evidence.entries.iter().any(is_same)
    });
    entries.extend(later.evidence.entries);
    gathered.sources.extend(later.sources);
    gathered.journal_errors.extend(later.journal_errors);
}

fn identity(entry: &Entry) -> (Source, &str, &str, Option<&str>) {
    let file = entry.payload.as_ref().map(Payload::file);
    (entry.source, &entry.provider, &entry.operation, file)
}
