//! Gathering stage by stage: the policy says what is worth asking for, until it has decided.

use std::time::Duration;

use caudal_engine::{Decision, Engine, Error, Next};
use caudal_facts::categories::Categories;
use caudal_facts::{Application, Facts, Source};
use caudal_providers::{Clock, Gathered, Journal};

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
    /// The same as facts.
    pub(crate) facts: Facts,
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
        let mut gathered = Gathered::nothing();
        loop {
            let facts = caudal_providers::convert(self.application, &gathered.evidence, categories);
            let known = gathered.facts_for_next(&facts);
            if let Next::Gather(mut wanted) = engine.next(self.application, &known)? {
                // What was asked for and has no answer will have none by asking on.
                wanted.retain(|source| !gathered.asked(*source));
                if !wanted.is_empty() {
                    gathered.join(self.sources(&wanted).await);
                    continue;
                }
            }
            // Of all that came, as `decide --evidence` does with what is kept.
            let decision = engine.decide(self.application, &facts)?;
            return Ok(Staged {
                gathered,
                facts,
                decision,
            });
        }
    }
}
