//! Gathering stage by stage: the policy says what is worth asking for, until it has decided.

use std::time::Duration;

use caudal_engine::{Decision, Engine, Error, Next};
use caudal_facts::categories::Categories;
use caudal_facts::{Application, Facts, Party, Report, Source};
use caudal_providers::{Clock, Gathered, Journal};

use super::{Asked, Persons};

/// One application's gathering.
pub(crate) struct Gathering<'g> {
    /// Who is asked.
    pub(crate) asked: &'g Asked,
    /// For whom.
    pub(crate) application: &'g Application,
    /// The same as one of each person alone.
    pub(crate) alone: &'g Persons<Application>,
    /// What was done so far about each, and where what arrives is kept.
    pub(crate) journals: &'g Persons<Journal>,
    /// Counts the time.
    pub(crate) clock: &'g dyn Clock,
    /// When to stop, on the clock's steady count.
    pub(crate) deadline: Duration,
    /// Told of reports that are about to be asked.
    pub(crate) on_asking: &'g dyn Fn(&[Report]),
}

/// What gathering by a policy came to.
pub(crate) struct Staged {
    /// What came, of all stages.
    pub(crate) gathered: Persons<Gathered>,
    /// The same as facts.
    pub(crate) facts: Facts,
    /// What the policy decides with it.
    pub(crate) decision: Decision,
}

impl Gathering<'_> {
    /// Asks for these reports side by side, those of both persons.
    pub(crate) async fn reports(&self, reports: &[Report]) -> Persons<Gathered> {
        (self.on_asking)(reports);
        let left = self.deadline.saturating_sub(self.clock.elapsed());
        let (applicant, co_applicant) = tokio::join!(
            Box::pin(self.person(Party::Applicant, reports, left)),
            Box::pin(self.person(Party::CoApplicant, reports, left)),
        );
        Persons {
            applicant: applicant.unwrap_or_else(Gathered::nothing),
            co_applicant,
        }
    }

    /// Asks for the reports about one person; nothing of whom there is not.
    async fn person(&self, party: Party, reports: &[Report], left: Duration) -> Option<Gathered> {
        let application = self.alone.of(party)?;
        let journal = self.journals.of(party)?;
        let access = self.asked.access.of(party)?;
        let theirs = reports.iter().filter(|report| report.party == party);
        let sources: Vec<Source> = theirs.map(|report| report.source).collect();
        let providers = &self.asked.providers;
        let gathering = providers.gather(application, access, &sources, journal, left);
        Some(gathering.await)
    }

    /// Asks for what the policy wants to know, and again for what it then wants to know.
    pub(crate) async fn by_policy(
        &self,
        engine: &Engine,
        categories: &Categories,
    ) -> Result<Staged, Error> {
        let theirs = self.application.co_applicant.as_ref();
        let mut gathered = Persons {
            applicant: Gathered::nothing(),
            co_applicant: theirs.map(|_| Gathered::nothing()),
        };
        loop {
            let evidence = gathered.evidence();
            let facts = caudal_providers::convert(self.application, &evidence, categories);
            let known = known(&gathered, &facts);
            if let Next::Gather(mut wanted) = engine.next(self.application, &known)? {
                // What was asked for and has no answer will have none by asking on.
                wanted.retain(|report| !gathered.asked(*report));
                if !wanted.is_empty() {
                    let more = self.reports(&wanted).await;
                    gathered.applicant.join(more.applicant);
                    if let (Some(all), Some(more)) = (&mut gathered.co_applicant, more.co_applicant)
                    {
                        all.join(more);
                    }
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

/// The facts without the silences of sources that nobody asked.
fn known(gathered: &Persons<Gathered>, facts: &Facts) -> Facts {
    let mut known = gathered.applicant.facts_for_next(facts);
    if let (Some(gathered), Some(facts)) = (&gathered.co_applicant, &facts.co_applicant) {
        known.co_applicant = Some(Box::new(gathered.facts_for_next(facts)));
    }
    known
}
