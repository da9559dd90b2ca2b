//! The features that a policy reads, compiled: of the applicant, and of a co-applicant.

use std::sync::Arc;

use caudal_facts::Party;

use crate::error::Error;
use crate::features::{Catalogue, Program};
use crate::policy::Policy;

/// A program for each of the persons. Both are made of the same declarations.
#[derive(Debug, Clone)]
pub(crate) struct Programs {
    applicant: Arc<Program>,
    co_applicant: Arc<Program>,
}

impl Programs {
    /// Those of a policy.
    ///
    /// # Errors
    /// [`Error::Features`] when a feature that the policy reads cannot be compiled, which loading
    /// the policy rules out.
    pub(crate) fn of_policy(policy: &Policy) -> Result<Self, Error> {
        let of = |party| {
            let features = policy.features_of(party).into_iter();
            let names: Vec<&str> = features.map(|feature| feature.name).collect();
            program(policy.catalogue(), &names).map(Arc::new)
        };
        Ok(Self {
            applicant: of(Party::Applicant)?,
            co_applicant: of(Party::CoApplicant)?,
        })
    }

    /// The program of what is read of a person.
    pub(crate) fn of(&self, party: Party) -> &Program {
        match party {
            Party::Applicant => &self.applicant,
            Party::CoApplicant => &self.co_applicant,
        }
    }
}

/// The program of these features.
pub(super) fn program(catalogue: &Catalogue, names: &[&str]) -> Result<Program, Error> {
    Program::compile(catalogue, names).map_err(|unknown| {
        let all: Vec<String> = unknown.iter().map(ToString::to_string).collect();
        Error::Features(all.join("\n"))
    })
}
