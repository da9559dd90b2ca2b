//! What would have to change for an application to be approved, or to go past the stage that ended it.
//!
//! Candidates are the figures that the policy holds a value against, and steps of growing size; they are tried in
//! order of size by running the policy again. An answer is a run that got there, never a computation beside the policy.
//! Each value is changed on its own: what would move along with it in life is not followed.

mod lever;

use std::sync::Arc;

use caudal_facts::Report;
use rust_decimal::Decimal;

use crate::error::Error;
use crate::policy::{Mode, Outcome, Policy, Step, Subject, Value};
use lever::{Lever, levers};

/// One value changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueChange {
    /// Its name.
    pub name: String,
    /// What it is.
    pub from: Decimal,
    /// What it would have to be.
    pub to: Decimal,
}

/// Changes that together get somewhere: one, or two where no single one does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counterfactual {
    /// The values.
    pub changes: Vec<ValueChange>,
    /// Where they lead.
    pub reaches: Reached,
}

/// How far a changed application gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reached {
    /// It is approved.
    Approval,
    /// It goes past the stage that ended it, to one that asks these reports first. What they would say is not known,
    /// so neither is what would be decided.
    Asking(Vec<Report>),
}

/// What was found, and how far was looked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counterfactuals {
    /// The changes, smallest first. All lead to an approval; or, where none does and the run ended before it had asked
    /// all sources, all lead past the stage that ended it.
    pub found: Vec<Counterfactual>,
    /// Where pairs were tried and not all of them: of how many values, and how many a person can change.
    pub cut: Option<(usize, usize)>,
}

/// How many values are tried in pairs, and how many points of the first of a pair.
const PAIRED: usize = 6;
const POINTS_OF_FIRST: usize = 5;

/// The smallest change of each value that a person can change and that reaches approval alone; if there is none, the
/// smallest pair; if there is none either, the same for going past the stage that ended the run. Nothing for what is
/// approved already.
pub(super) fn counterfactuals(
    policy: &Policy,
    subject: &Subject,
) -> Result<Counterfactuals, Error> {
    let approval = Search {
        policy,
        subject,
        goal: Goal::Approval,
    };
    if approval.reached(subject)?.is_some() {
        return Ok(Counterfactuals::default());
    }
    let levers = levers(policy, subject);
    let found = approval.all(&levers)?;
    let further = Search {
        goal: Goal::Further,
        ..approval
    };
    // Where sources are wanted as it stands, they are what is lacking, and not a change.
    if !found.found.is_empty() || further.reached(subject)?.is_some() {
        return Ok(found);
    }
    let past = further.all(&levers)?;
    Ok(if past.found.is_empty() { found } else { past })
}

/// What is looked for.
#[derive(Debug, Clone, Copy)]
enum Goal {
    Approval,
    /// A stage that asks sources which were never asked.
    Further,
}

/// A search for changes.
#[derive(Debug, Clone, Copy)]
struct Search<'s> {
    policy: &'s Policy,
    subject: &'s Subject,
    goal: Goal,
}

impl Search<'_> {
    fn all(&self, levers: &[Lever]) -> Result<Counterfactuals, Error> {
        let mut found = Vec::new();
        for lever in levers {
            if let Some(to) = self.smallest(self.subject, lever)? {
                found.push((lever.size(to), vec![lever.to(to)]));
            }
        }
        let mut cut = None;
        if found.is_empty() {
            found.extend(self.pair(levers)?);
            cut = (levers.len() > PAIRED).then_some((PAIRED, levers.len()));
        }
        found.sort_by_key(|(size, _)| *size);
        let told = found.into_iter().map(|(_, changes)| self.told(changes));
        let told = told.filter_map(Result::transpose);
        Ok(Counterfactuals {
            found: told.collect::<Result<_, _>>()?,
            cut,
        })
    }

    /// Changes with where they lead.
    fn told(&self, changes: Vec<ValueChange>) -> Result<Option<Counterfactual>, Error> {
        let mut changed = self.subject.clone();
        for change in &changes {
            changed = with(&changed, &change.name, change.to);
        }
        let reaches = self.reached(&changed)?;
        Ok(reaches.map(|reaches| Counterfactual { changes, reaches }))
    }

    /// How far a case gets, if that is what is looked for.
    fn reached(&self, subject: &Subject) -> Result<Option<Reached>, Error> {
        let mode = match self.goal {
            Goal::Approval => Mode::Decide,
            Goal::Further => Mode::Next,
        };
        let step = self.policy.run(Arc::new(subject.clone()), mode)?;
        Ok(match (self.goal, step) {
            (Goal::Approval, Step::Ruled(ruling)) if ruling.outcome == Outcome::Approve => {
                Some(Reached::Approval)
            }
            (Goal::Further, Step::Gather(sources)) => Some(Reached::Asking(sources)),
            _ => None,
        })
    }

    /// The nearest value of a lever that gets there.
    fn smallest(&self, subject: &Subject, lever: &Lever) -> Result<Option<Decimal>, Error> {
        let tried = |to: Decimal| {
            let reached = self.reached(&with(subject, &lever.name, to))?;
            Ok(reached.is_some())
        };
        let mut fails = lever.now;
        for point in &lever.points {
            if tried(*point)? {
                return between(fails, *point, lever, tried).map(Some);
            }
            fails = *point;
        }
        Ok(None)
    }

    fn pair(&self, levers: &[Lever]) -> Result<Option<(Decimal, Vec<ValueChange>)>, Error> {
        let mut best: Option<(Decimal, Vec<ValueChange>)> = None;
        let levers = &levers[..levers.len().min(PAIRED)];
        for (index, first) in levers.iter().enumerate() {
            for second in &levers[index + 1..] {
                // Far apart, so that a few of them say which region is worth a closer look.
                let every = first.points.len().div_ceil(POINTS_OF_FIRST).max(1);
                for point in first.points.iter().skip(every - 1).step_by(every) {
                    let moved = with(self.subject, &first.name, *point);
                    let Some(other) = self.smallest(&moved, second)? else {
                        continue;
                    };
                    // With the second settled, the first need perhaps not go as far.
                    let settled = with(self.subject, &second.name, other);
                    let nearest = self.smallest(&settled, first)?.unwrap_or(*point);
                    let size = first.size(nearest) + second.size(other);
                    if best.as_ref().is_none_or(|(known, _)| size < *known) {
                        best = Some((size, vec![first.to(nearest), second.to(other)]));
                    }
                }
            }
        }
        Ok(best)
    }
}

fn with(subject: &Subject, name: &str, to: Decimal) -> Subject {
    let mut changed = subject.clone();
    changed.values.insert(name, Value::Number(to));
    changed
}

/// The first value from one that does not get there to one that does, on the lever's own scale.
fn between(
    mut fails: Decimal,
    mut holds: Decimal,
    lever: &Lever,
    tried: impl Fn(Decimal) -> Result<bool, Error>,
) -> Result<Decimal, Error> {
    while (holds - fails).abs() > lever.step {
        let middle = lever.on_scale((holds + fails) / Decimal::TWO);
        if middle == fails || middle == holds {
            break;
        }
        if tried(middle)? {
            holds = middle;
        } else {
            fails = middle;
        }
    }
    Ok(holds)
}
