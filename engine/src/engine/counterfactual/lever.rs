//! What a person can change, and the values worth trying.

use std::collections::BTreeSet;

use caudal_facts::Party;
use rust_decimal::Decimal;

use super::ValueChange;
use crate::features::Riskier;
use crate::policy::{Kind, Policy, Subject};

/// Which way a value may be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

/// A value that a person can change, and how far.
#[derive(Debug, Clone)]
pub(super) struct Lever {
    pub(super) name: String,
    pub(super) now: Decimal,
    way: Way,
    pub(super) step: Decimal,
    /// Where it can be moved to, nearest first.
    pub(super) points: Vec<Decimal>,
}

/// How often a step grows by half again and again from the smallest.
const STEPS: u32 = 40;

/// What a person can change, of what the policy reads.
pub(super) fn levers(policy: &Policy, subject: &Subject) -> Vec<Lever> {
    let slots = policy.typed().slots.iter();
    let mut seen = BTreeSet::new();
    slots
        .filter(|slot| seen.insert(&slot.name))
        .filter_map(|slot| {
            let way = way(policy, &slot.name)?;
            // Of a co-applicant whom there is not, nothing can be changed.
            subject.sources_of(Party::split(&slot.name).0)?;
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
    let (_, declared) = Party::split(name);
    let feature = policy.catalogue().get(declared)?;
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
    /// What moving it comes to.
    pub(super) fn to(&self, to: Decimal) -> ValueChange {
        ValueChange {
            name: self.name.clone(),
            from: self.now,
            to,
        }
    }

    /// How large a change is, as a part of what the value is.
    pub(super) fn size(&self, to: Decimal) -> Decimal {
        let whole = self.now.abs().max(self.step);
        (to - self.now)
            .abs()
            .checked_div(whole)
            .unwrap_or(Decimal::MAX)
    }

    /// A value on the lever's scale, rounded away from where it is.
    pub(super) fn on_scale(&self, value: Decimal) -> Decimal {
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
