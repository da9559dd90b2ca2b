//! A policy's own tests: `cases/*.toml`, each case saying only what differs from a base.

mod compare;
mod read;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use caudal_facts::{Diagnostic, Source};
use chrono::NaiveDate;

use super::run::{EventState, Mode, Outcome, Ruling, SourceState, Step, Subject};
use super::value::Value;
use super::{Files, Policy};

/// A file of cases.
#[derive(Debug, Clone)]
pub struct CaseSuite {
    /// The file, relative to the policy.
    pub file: String,
    /// Its cases.
    pub cases: Vec<Case>,
}

/// One case: what is given and what is expected.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its name.
    pub name: String,
    /// The line it begins at.
    pub line: usize,
    /// What the policy is given.
    pub subject: Arc<Subject>,
    /// What it should answer.
    pub expect: Expectation,
}

/// What a case expects; what is not said is not compared.
#[derive(Debug, Clone, Default)]
pub struct Expectation {
    /// The outcome.
    pub outcome: Option<Outcome>,
    /// The reasons' codes, in rank order.
    pub reasons: Option<Vec<String>>,
    /// Named results.
    pub results: BTreeMap<String, Value>,
    /// Offers by term: amount, instalment, total, yearly cost.
    pub offers: Option<Vec<BTreeMap<String, rust_decimal::Decimal>>>,
    /// Withheld offers as `TERM:CODE`.
    pub withheld: Option<Vec<String>>,
    /// Conditions' codes, in order.
    pub conditions: Option<Vec<String>>,
    /// The sources asked, in order.
    pub asked: Option<Vec<String>>,
}

/// How a case went.
#[derive(Debug, Clone)]
pub struct CaseResult {
    /// The case's name.
    pub name: String,
    /// The file, relative to the policy.
    pub file: String,
    /// The line it begins at.
    pub line: usize,
    /// What differed, a sentence each; empty when it passed.
    pub differences: Vec<String>,
    /// The ruling, unless the policy failed.
    pub ruling: Option<Ruling>,
}

/// Which rules some case fires, and which some case reaches without firing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleCoverage {
    /// The rule's name.
    pub name: String,
    /// Its file.
    pub file: String,
    /// Its line.
    pub line: usize,
    /// How many cases fire it.
    pub fired: usize,
    /// How many cases reach it and do not fire it.
    pub not_fired: usize,
    /// How many cases cannot tell.
    pub unknown: usize,
}

impl CaseSuite {
    /// Reads a file of cases. `root` is the policy's folder, for messages only.
    ///
    /// # Errors
    /// Everything that is wrong in it, each with its line.
    pub fn load(
        policy: &Policy,
        root: &str,
        file: &str,
        files: &dyn Files,
    ) -> Result<Self, Vec<Diagnostic>> {
        read::suite(policy, root, file, files)
    }

    /// Runs every case.
    #[must_use]
    pub fn run(&self, policy: &Policy) -> Vec<CaseResult> {
        self.cases
            .iter()
            .map(|case| {
                let step = policy.run(Arc::clone(&case.subject), Mode::Decide);
                let (differences, ruling) = match step {
                    Ok(Step::Ruled(ruling)) => {
                        (compare::differences(&case.expect, &ruling), Some(*ruling))
                    }
                    Ok(Step::Gather(_)) => {
                        (vec!["the run stopped to gather data".to_owned()], None)
                    }
                    Err(fault) => (vec![format!("failed to {fault}")], None),
                };
                CaseResult {
                    name: case.name.clone(),
                    file: self.file.clone(),
                    line: case.line,
                    differences,
                    ruling,
                }
            })
            .collect()
    }
}

impl RuleCoverage {
    /// What the cases' rulings cover, rule by rule, in the order of the files.
    #[must_use]
    pub fn of<'r>(rulings: impl Iterator<Item = &'r Ruling>) -> Vec<Self> {
        let mut rules: BTreeMap<(String, usize, String), Self> = BTreeMap::new();
        for event in rulings.flat_map(|ruling| &ruling.events) {
            if event.code.is_empty() {
                continue;
            }
            let key = (event.file.to_string(), event.place.line, event.name.clone());
            let rule = rules.entry(key).or_insert_with(|| Self {
                name: event.name.clone(),
                file: event.file.to_string(),
                line: event.place.line,
                fired: 0,
                not_fired: 0,
                unknown: 0,
            });
            match event.state {
                EventState::Fired => rule.fired += 1,
                EventState::NotFired => rule.not_fired += 1,
                EventState::Unknown(_) => rule.unknown += 1,
                EventState::NotEvaluated(_) | EventState::Skipped => {}
            }
        }
        rules.into_values().collect()
    }
}

/// The subject that a case's values make.
fn subject(
    policy: &Policy,
    id: &str,
    as_of: NaiveDate,
    values: BTreeMap<String, Value>,
    silent: &BTreeSet<Source>,
) -> Subject {
    let sources = policy
        .sources()
        .into_iter()
        .chain(silent.iter().copied())
        .map(|source| {
            let state = SourceState {
                answered: !silent.contains(&source),
                age_days: Some(0),
                why: silent
                    .contains(&source)
                    .then(|| "silent in this case".to_owned()),
            };
            (source, state)
        })
        .collect();
    Subject {
        application_id: id.into(),
        as_of,
        values: values.into_iter().collect(),
        sources,
        series: BTreeMap::new(),
    }
}
