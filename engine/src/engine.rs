//! The engine: an application and its facts in, a decision out. Pure, synchronous, deterministic.

mod counterfactual;
pub(crate) mod given;
mod programs;
pub(crate) mod sources;
pub(crate) mod subject;
mod trial;

use std::sync::Arc;

use caudal_facts::{Application, Country, Currency, Diagnostic, Facts, Party, Report};

use crate::decision::{self, Decision};
use crate::error::Error;
use crate::features::{self, Lineage, Program};
use crate::policy::{Mode, Policy, Step, Value, Values};
use crate::reference::Reference;
pub use counterfactual::{Counterfactual, Counterfactuals, Reached, ValueChange};
use given::Given;
use programs::Programs;
use subject::CaseData;
pub(crate) use subject::of_rows;
pub use trial::Trial;

/// A policy ready to decide, with the features it reads compiled to a program.
///
/// `Send + Sync`, cheap to clone, and no two decisions share a lock.
#[derive(Debug, Clone)]
pub struct Engine {
    policy: Policy,
    programs: Programs,
    reference: Arc<Reference>,
}

/// What comes next for an application.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::large_enum_variant,
    reason = "a decision is the usual answer, and moved once"
)]
pub enum Next {
    /// These reports are worth asking.
    Gather(Vec<Report>),
    /// It is decided.
    Decided(Decision),
}

impl Engine {
    /// An engine for a policy.
    ///
    /// # Errors
    /// [`Error::Features`] when a feature that the policy reads cannot be compiled, which loading
    /// the policy rules out.
    pub fn new(policy: Policy) -> Result<Self, Error> {
        Ok(Self {
            programs: Programs::of_policy(&policy)?,
            policy,
            reference: Arc::default(),
        })
    }

    /// The same engine with the lender's dated series, for what neither the policy's own files nor an
    /// application give.
    ///
    /// # Errors
    /// Series whose names are near to one that the policy knows and nothing gives: a misspelt one
    /// would be missing data in every decision. And exchange rates, price indexes and amounts that are not above zero.
    pub fn with_reference(self, reference: Reference) -> Result<Self, Vec<Diagnostic>> {
        let mut wrong = reference.misspelt(&self.policy);
        wrong.extend(reference.too_low(&self.policy));
        if wrong.is_empty() {
            Ok(Self {
                reference: Arc::new(reference),
                ..self
            })
        } else {
            Err(wrong)
        }
    }

    /// The policy.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Decides with the facts that there are. A source that was never asked counts as silent.
    ///
    /// # Errors
    /// [`Error`] when the application does not fit the policy (country, currency, an input of the
    /// wrong type) or the policy itself fails. Missing data is no error.
    pub fn decide(&self, application: &Application, facts: &Facts) -> Result<Decision, Error> {
        self.trial(application, facts, &Trial::default())
    }

    /// Decides with some values in place of the application's own. The decision says which: it is a trial, and
    /// nobody's decision.
    ///
    /// # Errors
    /// As [`decide`](Self::decide).
    pub fn trial(
        &self,
        application: &Application,
        facts: &Facts,
        trial: &Trial,
    ) -> Result<Decision, Error> {
        match self.step(application, facts, Mode::Decide, trial)? {
            Next::Decided(decision) => Ok(decision),
            Next::Gather(_) => Err(Error::Features("a decision asked for more data".to_owned())),
        }
    }

    /// What would have to change for an application to be approved: the smallest change of each value that a
    /// person can change and that suffices alone, or else the smallest pair; smallest first. Each was found by a run
    /// that approved. Where nothing reaches approval and a stage ended the run before all sources were asked, what
    /// would have to change to go past that stage ([`Reached::Asking`]).
    ///
    /// # Errors
    /// As [`decide`](Self::decide).
    pub fn counterfactuals(
        &self,
        application: &Application,
        facts: &Facts,
        trial: &Trial,
    ) -> Result<Counterfactuals, Error> {
        let mut case = self.case(application, facts)?;
        case.set(trial);
        counterfactual::counterfactuals(&self.policy, &case.subject)
    }

    /// Decides if the facts suffice, or says which sources are worth asking next.
    ///
    /// # Errors
    /// As [`decide`](Self::decide).
    pub fn next(&self, application: &Application, facts: &Facts) -> Result<Next, Error> {
        self.step(application, facts, Mode::Next, &Trial::default())
    }

    /// How a feature of this case came to be: one that its decision reads, or any other of the
    /// catalogue or the policy's own. Those of a co-applicant begin with `co.`, and their rows are among
    /// the facts about them.
    ///
    /// # Errors
    /// [`Error::Features`] for a name that neither has, [`Error::NoCoApplicant`] for one of nobody; else as
    /// [`decide`](Self::decide).
    pub fn lineage(
        &self,
        application: &Application,
        facts: &Facts,
        feature: &str,
    ) -> Result<Lineage, Error> {
        self.fits(application, facts)?;
        let (party, name) = Party::split(feature);
        let program = programs::program(self.policy.catalogue(), &[name])?;
        let person = application.of(party).ok_or(Error::NoCoApplicant)?;
        let nothing = Facts::default();
        let facts = facts.of(party).unwrap_or(&nothing);
        let (frames, context) = subject::tables(self.given(application), &person, facts)?;
        features::lineage(&program, &frames, &context, facts)
            .map(|lineage| lineage.about(party))
            .map_err(|error| Error::Features(error.to_string()))
    }

    /// What the policy may know of a case: features computed, inputs read, sources dated.
    ///
    /// # Errors
    /// As [`decide`](Self::decide).
    pub fn subject(
        &self,
        application: &Application,
        facts: &Facts,
    ) -> Result<crate::policy::Subject, Error> {
        Ok(self.case(application, facts)?.subject)
    }

    fn given<'g>(&'g self, application: &'g Application) -> Given<'g> {
        Given {
            policy: &self.policy,
            as_of: application.as_of,
            own: &application.reference,
            reference: &self.reference,
        }
    }

    /// The program of the features that the policy reads of applicants: what a shard has to be read for.
    #[must_use]
    pub fn program(&self) -> &Program {
        self.programs.of(Party::Applicant)
    }

    /// The lender's dated series.
    #[must_use]
    pub fn reference(&self) -> &Reference {
        &self.reference
    }

    /// A row with the features of the applicants' program, in its order.
    pub(crate) fn filled(&self, features: impl Iterator<Item = Value>) -> Values {
        let mut values = self.policy.blank();
        self.programs.fill(Party::Applicant, &mut values, features);
        values
    }

    fn case(&self, application: &Application, facts: &Facts) -> Result<CaseData, Error> {
        self.fits(application, facts)?;
        subject::read(self, self.given(application), application, facts)
    }

    fn step(
        &self,
        application: &Application,
        facts: &Facts,
        mode: Mode,
        trial: &Trial,
    ) -> Result<Next, Error> {
        let mut case = self.case(application, facts)?;
        let tried = case.set(trial);
        let subject = Arc::new(case.subject);
        match self.policy.run(Arc::clone(&subject), mode)? {
            Step::Gather(sources) => Ok(Next::Gather(sources)),
            Step::Ruled(ruling) => Ok(Next::Decided(decision::assemble(
                decision::Case {
                    application,
                    facts,
                    policy: &self.policy,
                    subject: &subject,
                    features: case.features,
                    monthly: case.monthly,
                    co_monthly: case.co_monthly,
                    reference: case.reference,
                    trial: tried,
                },
                &ruling,
            ))),
        }
    }

    fn fits(&self, application: &Application, facts: &Facts) -> Result<(), Error> {
        let currency = application.amount.map(caudal_facts::Money::currency);
        fits(&self.policy, application.country, currency)?;
        given::above_zero(&self.policy, application)?;
        match (&application.co_applicant, &facts.co_applicant) {
            (None, Some(_)) => Err(Error::NoCoApplicant),
            (Some(_), _) if !self.policy.reads_co_applicant() => Err(Error::CoApplicant {
                policy: self.policy.manifest().id.clone(),
            }),
            _ => Ok(()),
        }
    }
}

/// Whether a policy is for a country and the currency of a request, where one is made.
pub(crate) fn fits(
    policy: &Policy,
    country: Country,
    currency: Option<Currency>,
) -> Result<(), Error> {
    let manifest = policy.manifest();
    if let Some(decides) = manifest.country
        && decides != country
    {
        return Err(Error::Country {
            policy: manifest.id.clone(),
            decides,
            given: country,
        });
    }
    match currency {
        Some(given) if given != manifest.currency => Err(Error::Currency {
            policy: manifest.id.clone(),
            decides: manifest.currency,
            given,
        }),
        _ => Ok(()),
    }
}
