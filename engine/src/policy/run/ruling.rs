//! What a run comes to: the worst outcome that fired, its reasons in order, and the offers.

mod offers;
mod told;
mod weights;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use caudal_facts::Report;

use super::drive::Evaluator;
use super::event::{Event, EventState, OfferRecord};
use super::log::{Entry, Log};
use super::rule::Rule;
use super::{Ended, Known, State};
use crate::policy::load::Parts;
use crate::policy::script::{Place, Verb};
use crate::policy::value::{Cause, Causes, Value};

pub(crate) use told::Results;
pub use told::StageRecord;
use weights::{Weighed, Weights};

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// A loan is offered.
    Approve,
    /// A person looks at it.
    Refer,
    /// No.
    Decline,
}

impl Outcome {
    /// The word that policies and decisions use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Refer => "refer",
            Self::Decline => "decline",
        }
    }
}

/// How much a reason weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It made an offer smaller.
    Limit,
    /// It refers.
    Refer,
    /// It declines.
    Decline,
}

impl Severity {
    /// The word that decisions use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Limit => "limit",
            Self::Refer => "refer",
            Self::Decline => "decline",
        }
    }
}

/// A reason of the ruling, once however often it fired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiredReason {
    /// The code, without a variant.
    pub code: String,
    /// What it weighs.
    pub severity: Severity,
    /// The first event that gave it, as an index into the ruling's events; `None` for reasons that
    /// no statement gives, such as the limits on offers.
    pub event: Option<usize>,
    /// The exception that made it a referral, if one did.
    pub softened: Option<String>,
}

/// What a run came to.
#[derive(Clone)]
pub struct Ruling {
    /// The outcome.
    pub outcome: Outcome,
    /// The stage that ended the run before its script did.
    pub stopped_at: Option<String>,
    /// The reasons, most severe first, then in the order of the reasons file.
    pub reasons: Vec<FiredReason>,
    /// The offers that stand; indicative when the outcome is not an approval.
    pub offers: Vec<OfferRecord>,
    /// The offers that were withheld.
    pub withheld: Vec<OfferRecord>,
    /// The conditions that apply, as indices into the events.
    pub conditions: Vec<usize>,
    /// The sources that were asked, in order.
    pub asked: Vec<Report>,
    /// Values that stood in for missing ones, by full name.
    pub defaults: BTreeMap<String, Value>,
    /// What evaluated the policy. It changes nothing else.
    pub evaluator: Evaluator,
    /// The stages that were begun: whether each was skipped.
    skipped: Vec<bool>,
    results: Results,
    log: Log,
    parts: Arc<Parts>,
}

/// `[missing]` may say that a decline rule which cannot be told for want of some data declines.
fn severity_of_unknown(verb: Verb, causes: &Causes) -> Severity {
    let declines = causes
        .iter()
        .any(|cause| matches!(cause, Cause::Declines(_)));
    if declines && verb == Verb::Decline {
        Severity::Decline
    } else {
        Severity::Refer
    }
}

impl Known<'_> {
    /// The worst that has fired in the current stage, exceptions made.
    pub(super) fn worst_of_stage(&self, state: &State) -> Option<Severity> {
        let weighed = self.weigh(state, state.stage_from);
        weighed.worst()
    }

    /// Every reason that declines or refers, among the events from one on.
    fn weigh(&self, state: &State, from: usize) -> Weights<'_> {
        let mut weighed = Weights::default();
        let entries = || state.log.entries.iter().enumerate().skip(from);
        for (index, entry) in entries() {
            if matches!(entry.state, EventState::NotFired | EventState::Skipped) {
                continue;
            }
            let rule = self.parts.rules.get(entry.rule);
            match (&entry.state, rule.verb) {
                (EventState::Fired, Verb::Decline | Verb::Refer) => {
                    if let Some((severity, softened)) = self.excepted(state, rule) {
                        weighed.add(
                            Cow::Borrowed(&rule.code),
                            Weighed {
                                severity,
                                event: Some(index),
                                softened,
                                rank: rule.rank,
                            },
                        );
                    }
                }
                // An exception that cannot be told matters only if there is something to except.
                (EventState::Unknown(_), Verb::Waive | Verb::Soften)
                    if !self.has_fired(state, &rule.code) => {}
                (EventState::Unknown(causes), verb) => {
                    let severity = severity_of_unknown(verb, causes);
                    for code in causes.iter().filter_map(Cause::code) {
                        weighed.add(Cow::Owned(code), Weighed::by(severity, index));
                    }
                }
                _ => {}
            }
        }
        // What was answered by a reason that is then waived is not answered after all.
        for (index, entry) in entries() {
            let EventState::NotEvaluated(causes) = &entry.state else {
                continue;
            };
            for cause in causes.iter() {
                if let Cause::Answered(code) = cause
                    && !weighed.has(code)
                {
                    let code = format!("DATA_MISSING({code})");
                    weighed.add(Cow::Owned(code), Weighed::by(Severity::Refer, index));
                }
            }
        }
        weighed
    }

    /// What a rule that fired weighs, exceptions made: nothing when it is waived, a referral when it
    /// is softened. An exception for a variant is for that variant only.
    fn excepted(&self, state: &State, rule: &Rule) -> Option<(Severity, Option<String>)> {
        let applies = |exception: &&Rule| {
            exception.code == rule.code
                && (exception.name == exception.code || exception.name == rule.variant())
        };
        let of = |verb: Verb| {
            let mut fired = self.fired(state).filter(|other| other.verb == verb);
            fired.find(applies)
        };
        let severity = if rule.verb == Verb::Decline {
            Severity::Decline
        } else {
            Severity::Refer
        };
        if !rule.has_exceptions {
            return Some((severity, None));
        }
        if of(Verb::Waive).is_some() {
            return None;
        }
        Some(match of(Verb::Soften) {
            Some(exception) => (severity.min(Severity::Refer), exception.because.clone()),
            None => (severity, None),
        })
    }

    fn has_fired(&self, state: &State, code: &str) -> bool {
        self.fired(state)
            .any(|rule| rule.code == code && matches!(rule.verb, Verb::Decline | Verb::Refer))
    }

    /// The rules that fired, in order.
    fn fired<'s>(&'s self, state: &'s State) -> impl Iterator<Item = &'s Rule> {
        let fired = |entry: &&Entry| matches!(entry.state, EventState::Fired);
        let entries = state.log.entries.iter().filter(fired);
        entries.map(|entry| self.parts.rules.get(entry.rule))
    }

    /// Brings a run that has ended to its ruling.
    pub(crate) fn rule(&self, mut state: State, results: Results, evaluator: Evaluator) -> Ruling {
        let mut weighed = self.weigh(&state, 0);
        let (offers, withheld) = self.sort_offers(&mut state, &mut weighed);
        if weighed.is_empty() && offers.is_empty() {
            self.no_offer(&state, &withheld, &mut weighed);
        }
        let outcome = match weighed.worst() {
            Some(Severity::Decline) => Outcome::Decline,
            Some(Severity::Refer | Severity::Limit) => Outcome::Refer,
            None => Outcome::Approve,
        };
        if outcome == Outcome::Approve {
            offers::limits(&offers, &mut weighed);
        }
        let stage = state.stage();
        let stopped_at = matches!(state.ended, Some(Ended::Stopped))
            .then(|| {
                let stage = self.parts.rules.stages.get(stage? as usize)?;
                Some(stage.name.clone())
            })
            .flatten();
        let fired = |entry: &Entry| matches!(entry.state, EventState::Fired);
        let conditions = state.log.entries.iter().enumerate();
        let conditions = conditions
            .filter(|(_, entry)| {
                fired(entry) && self.parts.rules.get(entry.rule).verb == Verb::Condition
            })
            .map(|(index, _)| index)
            .collect();
        let mut ruling = Ruling {
            outcome,
            stopped_at,
            reasons: weighed.ranked(&self.parts.reasons),
            offers,
            withheld,
            conditions,
            asked: state.asked.into_vec(),
            defaults: state.defaults,
            evaluator,
            skipped: state.skipped,
            results,
            log: state.log,
            parts: Arc::clone(self.parts),
        };
        if self.manner.traced {
            self.add_unreached(&mut ruling);
        }
        ruling
    }

    /// Rules of stages that were not reached are in the trace as skipped, not as false.
    fn add_unreached(&self, ruling: &mut Ruling) {
        let begun = ruling.skipped.len();
        for number in self.parts.rules.after_stages(begun) {
            ruling.log.open(number, None, EventState::Skipped);
        }
    }
}

/// The rules of a statement that was not reached: one, or one a row of a table of rules.
pub(crate) fn unreached(parts: &Parts, place: Place) -> Vec<Event<'_>> {
    let rules = &parts.rules;
    let numbers = rules.at(place);
    numbers
        .map(|number| Event::unreached(rules.get(number)))
        .collect()
}
