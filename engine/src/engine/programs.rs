//! The features that a policy reads, compiled: of the applicant, and of a co-applicant.

use std::sync::Arc;

use caudal_facts::Party;

use crate::error::Error;
use crate::features::{Catalogue, Program};
use crate::policy::{FeatureOf, NameId, Policy, Value, Values};

/// A program for each of the persons. Both are made of the same declarations.
#[derive(Debug, Clone)]
pub(crate) struct Programs {
    applicant: Reading,
    co_applicant: Reading,
}

/// What is read of one person.
#[derive(Debug, Clone)]
struct Reading {
    program: Arc<Program>,
    /// The numbers of the program's features among the values of a case.
    ids: Arc<[Option<NameId>]>,
}

impl Programs {
    /// Those of a policy.
    ///
    /// # Errors
    /// [`Error::Features`] when a feature that the policy reads cannot be compiled, which loading
    /// the policy rules out.
    pub(crate) fn of_policy(policy: &Policy) -> Result<Self, Error> {
        let of = |party: Party| {
            let features = policy.features_of(party).into_iter();
            let names: Vec<&str> = features.map(|feature| feature.name).collect();
            let program = program(policy.catalogue(), &names)?;
            let features = program.features().iter();
            let ids = features.map(|feature| {
                let feature = *feature;
                policy.layout().id(&FeatureOf { party, feature }.name())
            });
            Ok::<_, Error>(Reading {
                ids: ids.collect(),
                program: Arc::new(program),
            })
        };
        Ok(Self {
            applicant: of(Party::Applicant)?,
            co_applicant: of(Party::CoApplicant)?,
        })
    }

    /// The program of what is read of a person.
    pub(crate) fn of(&self, party: Party) -> &Program {
        &self.reading(party).program
    }

    /// Puts a person's features, in their program's order, into a row of the policy's own.
    pub(crate) fn fill(
        &self,
        party: Party,
        values: &mut Values,
        features: impl Iterator<Item = Value>,
    ) {
        for (id, value) in self.reading(party).ids.iter().zip(features) {
            if let Some(id) = id {
                values.set(*id, value);
            }
        }
    }

    const fn reading(&self, party: Party) -> &Reading {
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
