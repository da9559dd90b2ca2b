//! The engine: an application and its facts in, a decision out. Pure, synchronous, deterministic.

mod counterfactual;
pub(crate) mod given;
pub(crate) mod subject;
mod trial;

use std::sync::Arc;

use caudal_facts::{Application, Country, Currency, Diagnostic, Facts, Source};

use crate::decision::{self, Decision};
use crate::error::Error;
use crate::features::{self, Catalogue, Lineage, Program};
use crate::policy::{Mode, NameId, Policy, Step, Value, Values};
use crate::reference::Reference;
pub use counterfactual::{Counterfactual, Counterfactuals, Reached, ValueChange};
use given::Given;
use subject::CaseData;
pub(crate) use subject::of_rows;
pub use trial::Trial;

/// A policy ready to decide, with the features it reads compiled to a program.
///
/// `Send + Sync`, cheap to clone, and no two decisions share a lock.
#[derive(Debug, Clone)]
pub struct Engine {
    policy: Policy,
    program: Arc<Program>,
    /// The numbers of the program's features among the values of a case.
    ids: Arc<[Option<NameId>]>,
    reference: Arc<Reference>,
}

/// What comes next for an application.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::large_enum_variant,
    reason = "a decision is the usual answer, and moved once"
)]
pub enum Next {
    /// These sources are worth asking.
    Gather(Vec<Source>),
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
        let names: Vec<&str> = policy
            .features()
            .iter()
            .map(|feature| feature.name)
            .collect();
        let program = Arc::new(program(policy.catalogue(), &names)?);
        let features = program.features().iter();
        let ids = features.map(|feature| policy.layout().id(feature.name));
        Ok(Self {
            ids: ids.collect(),
            policy,
            program,
            reference: Arc::default(),
        })
    }

    /// The same engine with the lender's dated series, for what neither the policy's own files nor an
    /// application give.
    ///
    /// # Errors
    /// Series whose names are near to one that the policy knows and nothing gives: a misspelt one
    /// would be missing data in every decision.
    pub fn with_reference(self, reference: Reference) -> Result<Self, Vec<Diagnostic>> {
        let misspelt = reference.misspelt(&self.policy);
        if misspelt.is_empty() {
            Ok(Self {
                reference: Arc::new(reference),
                ..self
            })
        } else {
            Err(misspelt)
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
        self.fits(application)?;
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
    /// catalogue or the policy's own.
    ///
    /// # Errors
    /// [`Error::Features`] for a name that neither has; else as
    /// [`decide`](Self::decide).
    pub fn lineage(
        &self,
        application: &Application,
        facts: &Facts,
        feature: &str,
    ) -> Result<Lineage, Error> {
        self.fits(application)?;
        let program = program(self.policy.catalogue(), &[feature])?;
        let (frames, context) = subject::tables(self.given(application), application, facts)?;
        features::lineage(&program, &frames, &context, facts)
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
        self.fits(application)?;
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

    /// The program of the features that the policy reads: what a shard has to be read for.
    #[must_use]
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The lender's dated series.
    #[must_use]
    pub fn reference(&self) -> &Reference {
        &self.reference
    }

    /// A row with the program's features, in the program's order.
    pub(crate) fn filled(&self, features: impl Iterator<Item = Value>) -> Values {
        let mut values = self.policy.blank();
        for (id, value) in self.ids.iter().zip(features) {
            if let Some(id) = id {
                values.set(*id, value);
            }
        }
        values
    }

    fn case(&self, application: &Application, facts: &Facts) -> Result<CaseData, Error> {
        subject::read(self, self.given(application), application, facts)
    }

    fn step(
        &self,
        application: &Application,
        facts: &Facts,
        mode: Mode,
        trial: &Trial,
    ) -> Result<Next, Error> {
        self.fits(application)?;
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
                    reference: case.reference,
                    trial: tried,
                },
                &ruling,
            ))),
        }
    }

    fn fits(&self, application: &Application) -> Result<(), Error> {
        let currency = application.amount.map(caudal_facts::Money::currency);
        fits(&self.policy, application.country, currency)
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

/// The program of these features.
fn program(catalogue: &Catalogue, names: &[&str]) -> Result<Program, Error> {
    Program::compile(catalogue, names).map_err(|unknown| {
        let all: Vec<String> = unknown.iter().map(ToString::to_string).collect();
        Error::Features(all.join("\n"))
    })
}
