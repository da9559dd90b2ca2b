//! Our own engine: a policy's folder.

use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;
use std::sync::Arc;

use caudal_benches::{Anything, Folder};
use caudal_engine::policy::{
    EventState, Files, LoadOptions, Mode, Policy, Ruling, SourceState, Step, Subject, Value,
};
use chrono::NaiveDate;

use crate::compare::rows::Row;
use crate::compare::thirty::Fires;
use crate::compare::timed::Contestant;

/// A policy and the cases it rules.
pub(crate) struct Caudal {
    policy: Policy,
    subjects: Vec<Arc<Subject>>,
}

impl Caudal {
    /// The thirty rules.
    ///
    /// # Errors
    /// When the policy does not load.
    pub(crate) fn thirty(rows: &[Row]) -> Result<Self, Anything> {
        let rows = rows.iter().map(|row| {
            let values = row.iter();
            values
                .map(|(name, number)| (name.clone(), Value::Number(*number)))
                .collect()
        });
        Self::new("thirty", &Folder::benches("thirty"), rows)
    }

    /// A policy over some cases, each its values by name.
    ///
    /// # Errors
    /// When the policy does not load.
    pub(crate) fn new(
        name: &str,
        files: &dyn Files,
        rows: impl Iterator<Item = BTreeMap<String, Value>>,
    ) -> Result<Self, Anything> {
        let policy = Policy::load(name, files, LoadOptions::default())
            .map_err(|problem| format!("{problem:?}"))?;
        let sources: BTreeMap<_, _> = policy
            .sources()
            .into_iter()
            .map(|source| {
                let state = SourceState {
                    answered: true,
                    age_days: Some(0),
                    why: None,
                };
                (source.source, state)
            })
            .collect();
        let subjects = rows.enumerate().map(|(number, given)| {
            let mut values = policy.blank();
            values.extend(given);
            Arc::new(Subject {
                application_id: format!("case-{number}").into(),
                as_of: NaiveDate::from_ymd_opt(2026, 10, 20).unwrap_or_default(),
                values,
                sources: sources.clone(),
                co_applicant: None,
                series: Arc::default(),
            })
        });
        let subjects = subjects.collect();
        Ok(Self { policy, subjects })
    }

    /// Which cases reach the end of the policy.
    ///
    /// # Errors
    /// Whatever a ruling says.
    pub(crate) fn whole(&self) -> Result<Vec<bool>, Anything> {
        let rulings = (0..self.subjects.len()).map(|row| self.rule(row));
        rulings
            .map(|ruling| Ok(ruling?.stopped_at.is_none()))
            .collect()
    }

    /// The ruling of a case.
    ///
    /// # Errors
    /// When the policy fails while it runs, or wants facts that were given.
    pub(crate) fn rule(&self, row: usize) -> Result<Ruling, Anything> {
        match self
            .policy
            .run(Arc::clone(&self.subjects[row]), Mode::Decide)?
        {
            Step::Ruled(ruling) => Ok(*ruling),
            Step::Gather(sources) => Err(format!("asked for {sources:?}").into()),
        }
    }
}

impl Contestant for Caudal {
    fn name(&self) -> String {
        "Caudal, with its trace".to_owned()
    }

    fn run_all(&mut self) -> Result<(), Anything> {
        for subject in &self.subjects {
            black_box(self.policy.run(Arc::clone(subject), Mode::Decide)?);
        }
        Ok(())
    }
}

impl Fires for Caudal {
    fn fired(&mut self, row: usize) -> Result<BTreeSet<String>, Anything> {
        let ruling = self.rule(row)?;
        let fired = ruling
            .events()
            .filter(|event| *event.state == EventState::Fired);
        Ok(fired.map(|event| event.code.to_owned()).collect())
    }
}
