//! What would have to change for an application to be approved.
//!
//! Candidates are the figures that the policy holds a value against, and steps of growing size; they are tried in
//! order of size by running the policy again. An answer is a run that approved, never a computation beside the policy.
//! Each value is changed on its own: what would move along with it in life is not followed.

use std::collections::BTreeSet;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::error::Error;
use crate::features::Riskier;
use crate::policy::{Kind, Mode, Outcome, Policy, Step, Subject, Value};

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

/// Changes that together lead to an approval: one, or two where no single one does.
pub type Counterfactual = Vec<ValueChange>;

/// What was found, and how far was looked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counterfactuals {
    /// The changes, smallest first.
    pub found: Vec<Counterfactual>,
    /// Where pairs were tried and not all of them: of how many values, and how many a person can change.
    pub cut: Option<(usize, usize)>,
}

/// Which way a value may be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

/// A value that a person can change, and how far.
#[derive(Debug, Clone)]
struct Lever {
    name: String,
    now: Decimal,
    way: Way,
    step: Decimal,
    /// Where it can be moved to, nearest first.
    points: Vec<Decimal>,
}

/// How often a step grows by half again and again from the smallest.
const STEPS: u32 = 40;
/// How many values are tried in pairs, and how many points of the first of a pair.
const PAIRED: usize = 6;
const POINTS_OF_FIRST: usize = 5;

/// The smallest change of each value that a person can change and that reaches approval alone; if there is none, the
/// smallest pair. Nothing for what is approved already.
pub(super) fn counterfactuals(
    policy: &Policy,
    subject: &Subject,
) -> Result<Counterfactuals, Error> {
    if approves(policy, subject)? {
        return Ok(Counterfactuals::default());
    }
    let levers = levers(policy, subject);
    let mut cut = None;
    let mut found = Vec::new();
    for lever in &levers {
        if let Some(to) = smallest(policy, subject, lever)? {
            found.push((lever.size(to), vec![lever.to(to)]));
        }
    }
    if found.is_empty() {
        found.extend(pair(policy, subject, &levers)?);
        cut = (levers.len() > PAIRED).then_some((PAIRED, levers.len()));
    }
    found.sort_by_key(|(size, _)| *size);
    Ok(Counterfactuals {
        found: found.into_iter().map(|(_, changes)| changes).collect(),
        cut,
    })
}

fn approves(policy: &Policy, subject: &Subject) -> Result<bool, Error> {
    match policy.run(Arc::new(subject.clone()), Mode::Decide)? {
        Step::Ruled(ruling) => Ok(ruling.outcome == Outcome::Approve),
        Step::Gather(_) => Ok(false),
    }
}

fn with(subject: &Subject, name: &str, to: Decimal) -> Subject {
    let mut changed = subject.clone();
    changed.values.insert(name, Value::Number(to));
    changed
}

/// The nearest value of a lever that approves.
fn smallest(policy: &Policy, subject: &Subject, lever: &Lever) -> Result<Option<Decimal>, Error> {
    let tried = |to: Decimal| approves(policy, &with(subject, &lever.name, to));
    let mut fails = lever.now;
    for point in &lever.points {
        if tried(*point)? {
            return between(fails, *point, lever, tried).map(Some);
        }
        fails = *point;
    }
    Ok(None)
}

/// The first value from one that does not approve to one that does, on the lever's own scale.
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

fn pair(
    policy: &Policy,
    subject: &Subject,
    levers: &[Lever],
) -> Result<Option<(Decimal, Counterfactual)>, Error> {
    let mut best: Option<(Decimal, Counterfactual)> = None;
    let levers = &levers[..levers.len().min(PAIRED)];
    for (index, first) in levers.iter().enumerate() {
        for second in &levers[index + 1..] {
            // Far apart, so that a few of them say which region is worth a closer look.
            let every = first.points.len().div_ceil(POINTS_OF_FIRST).max(1);
            for point in first.points.iter().skip(every - 1).step_by(every) {
                let moved = with(subject, &first.name, *point);
                let Some(other) = smallest(policy, &moved, second)? else {
                    continue;
                };
                // With the second settled, the first need perhaps not go as far.
                let settled = with(subject, &second.name, other);
                let nearest = smallest(policy, &settled, first)?.unwrap_or(*point);
                let size = first.size(nearest) + second.size(other);
                if best.as_ref().is_none_or(|(known, _)| size < *known) {
                    best = Some((size, vec![first.to(nearest), second.to(other)]));
                }
            }
        }
    }
    Ok(best)
}

/// What a person can change, of what the policy reads.
fn levers(policy: &Policy, subject: &Subject) -> Vec<Lever> {
    let slots = policy.typed().slots.iter();
    let mut seen = BTreeSet::new();
    slots
        .filter(|slot| seen.insert(&slot.name))
        .filter_map(|slot| {
            let way = way(policy, &slot.name)?;
            let now = subject.values.get(&slot.name)?.number()?;
            let mut lever = Lever {
                name: slot.name.to_string(),
                now,
                way,
                step: step(&slot.kind),
                points: Vec::new(),
            };
            let low = slot.low.unwrap_or(Decimal::ZERO);
            lever.points = lever.all_points(&policy.thresholds(&slot.name), low, slot.high);
            (!lever.points.is_empty()).then_some(lever)
        })
        .collect()
}

/// Which way a value may be moved; `None` for what nobody can change. Towards more risk nothing is suggested.
fn way(policy: &Policy, name: &str) -> Option<Way> {
    if name == "request.amount" {
        return Some(Way::Down);
    }
    let feature = policy.catalogue().get(name)?;
    match feature.riskier? {
        _ if !feature.is_actionable() => None,
        Riskier::Higher => Some(Way::Down),
        Riskier::Lower => Some(Way::Up),
    }
}

/// The smallest change that means something.
fn step(kind: &Kind) -> Decimal {
    match kind {
        Kind::Ratio | Kind::RatioPerMonth => Decimal::new(1, 3),
        Kind::Times => Decimal::new(1, 1),
        _ => Decimal::ONE,
    }
}

impl Lever {
    fn to(&self, to: Decimal) -> ValueChange {
        ValueChange {
            name: self.name.clone(),
            from: self.now,
            to,
        }
    }

    /// How large a change is, as a part of what the value is.
    fn size(&self, to: Decimal) -> Decimal {
        let whole = self.now.abs().max(self.step);
        (to - self.now)
            .abs()
            .checked_div(whole)
            .unwrap_or(Decimal::MAX)
    }

    /// A value on the lever's scale, rounded away from where it is.
    fn on_scale(&self, value: Decimal) -> Decimal {
        let steps = value.checked_div(self.step).unwrap_or(value);
        let steps = match self.way {
            Way::Up => steps.ceil(),
            Way::Down => steps.floor(),
        };
        steps.checked_mul(self.step).unwrap_or(value).normalize()
    }

    /// The policy's own figures with the values beside them, and steps that grow by half, nearest first.
    fn all_points(
        &self,
        thresholds: &BTreeSet<Decimal>,
        low: Decimal,
        high: Option<Decimal>,
    ) -> Vec<Decimal> {
        let mut points = BTreeSet::new();
        for threshold in thresholds {
            points.extend([*threshold, *threshold + self.step, *threshold - self.step]);
        }
        let mut distance = self.step.max(self.now.abs() / Decimal::ONE_HUNDRED);
        for _ in 0..STEPS {
            let point = match self.way {
                Way::Up => self.now.checked_add(distance),
                Way::Down => self.now.checked_sub(distance),
            };
            points.extend(point.map(|point| self.on_scale(point)));
            // Ten times what it is now is nothing that can be asked of anybody.
            if distance > self.now.abs().max(self.step) * Decimal::TEN {
                break;
            }
            distance += distance / Decimal::TWO;
        }
        points.insert(low);
        points.retain(|point| {
            let ahead = match self.way {
                Way::Up => *point > self.now,
                Way::Down => *point < self.now,
            };
            ahead && *point >= low && high.is_none_or(|high| *point <= high)
        });
        let mut points: Vec<Decimal> = points.into_iter().collect();
        points.sort_by_key(|point| (*point - self.now).abs());
        points
    }
}
