//! What a run comes to: the worst outcome that fired, its reasons in order, and the offers.

mod offers;

use std::collections::BTreeMap;

use caudal_facts::Source;

use super::event::{Event, EventState, OfferRecord};
use super::{Ended, Run, StageRecord, State};
use crate::policy::load::Parts;
use crate::policy::script::{Place, Verb};
use crate::policy::value::{Cause, Causes, Value};

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
#[derive(Debug, Clone)]
pub struct Ruling {
    /// The outcome.
    pub outcome: Outcome,
    /// The stages that were begun.
    pub stages: Vec<StageRecord>,
    /// The stage that ended the run before its script did.
    pub stopped_at: Option<String>,
    /// The reasons, most severe first, then in the order of the reasons file.
    pub reasons: Vec<FiredReason>,
    /// Everything that happened, in order.
    pub events: Vec<Event>,
    /// The offers that stand; indicative when the outcome is not an approval.
    pub offers: Vec<OfferRecord>,
    /// The offers that were withheld.
    pub withheld: Vec<OfferRecord>,
    /// The conditions that apply, as indices into the events.
    pub conditions: Vec<usize>,
    /// The sources that were asked, in order.
    pub asked: Vec<Source>,
    /// The named results, in order.
    pub results: Vec<(String, Value)>,
    /// Values that stood in for missing ones, by full name.
    pub defaults: BTreeMap<String, Value>,
}

/// What one reason code has come to, exceptions made.
struct Weighed {
    severity: Severity,
    event: Option<usize>,
    softened: Option<String>,
}

/// Reasons by code, the heaviest event of each.
#[derive(Default)]
struct Weights(BTreeMap<String, Weighed>);

impl Weights {
    fn add(&mut self, code: &str, severity: Severity, event: usize, softened: Option<String>) {
        let heavier = self
            .0
            .get(code)
            .is_none_or(|known| known.severity < severity);
        if heavier {
            let weighed = Weighed {
                severity,
                event: Some(event),
                softened,
            };
            self.0.insert(code.to_owned(), weighed);
        }
    }
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

impl Run {
    /// The worst that has fired in the current stage, exceptions made.
    pub(super) fn worst_of_stage(state: &State) -> Option<Severity> {
        let current = state.stages.len().checked_sub(1);
        let weighed = Self::weigh(state, |event| event.stage == current);
        weighed.into_values().map(|weighed| weighed.severity).max()
    }

    /// Every reason that declines or refers, among the events of `within`.
    fn weigh(state: &State, within: impl Fn(&Event) -> bool) -> BTreeMap<String, Weighed> {
        let mut weighed = Weights::default();
        let among = |(_, event): &(usize, &Event)| within(event);
        for (index, event) in state.events.iter().enumerate().filter(among) {
            match (&event.state, event.verb) {
                (EventState::Fired, Verb::Decline | Verb::Refer) => {
                    if let Some((severity, softened)) = Self::excepted(state, event) {
                        weighed.add(&event.code, severity, index, softened);
                    }
                }
                // An exception that cannot be told matters only if there is something to except.
                (EventState::Unknown(_), Verb::Waive | Verb::Soften)
                    if !Self::has_fired(state, &event.code) => {}
                (EventState::Unknown(causes), _) => {
                    let severity = severity_of_unknown(event.verb, causes);
                    for code in causes.iter().filter_map(Cause::code) {
                        weighed.add(&code, severity, index, None);
                    }
                }
                _ => {}
            }
        }
        // What was answered by a reason that is then waived is not answered after all.
        for (index, event) in state.events.iter().enumerate().filter(among) {
            let EventState::NotEvaluated(causes) = &event.state else {
                continue;
            };
            for cause in causes.iter() {
                if let Cause::Answered(code) = cause
                    && !weighed.0.contains_key(&**code)
                {
                    weighed.add(
                        &format!("DATA_MISSING({code})"),
                        Severity::Refer,
                        index,
                        None,
                    );
                }
            }
        }
        weighed.0
    }

    /// What a rule that fired weighs, exceptions made: nothing when it is waived, a referral when it
    /// is softened. An exception for a variant is for that variant only.
    fn excepted(state: &State, event: &Event) -> Option<(Severity, Option<String>)> {
        let applies = |exception: &&Event| {
            exception.state == EventState::Fired
                && exception.code == event.code
                && (exception.name == exception.code || exception.name == event.variant())
        };
        let of = |verb: Verb| {
            let exceptions = state.events.iter().filter(move |other| other.verb == verb);
            exceptions.into_iter().find(applies)
        };
        if of(Verb::Waive).is_some() {
            return None;
        }
        let severity = if event.verb == Verb::Decline {
            Severity::Decline
        } else {
            Severity::Refer
        };
        Some(match of(Verb::Soften) {
            Some(exception) => (severity.min(Severity::Refer), exception.because.clone()),
            None => (severity, None),
        })
    }

    fn has_fired(state: &State, code: &str) -> bool {
        state.events.iter().any(|event| {
            event.code == code
                && event.state == EventState::Fired
                && matches!(event.verb, Verb::Decline | Verb::Refer)
        })
    }

    /// Brings a run that has ended to its ruling.
    pub(super) fn rule(&self, results: Vec<(String, Value)>) -> Ruling {
        let mut state = self.state();
        let mut weighed = Self::weigh(&state, |_| true);
        let (offers, withheld) = self.sort_offers(&mut state, &mut weighed);
        if weighed.is_empty() && offers.is_empty() {
            self.no_offer(&state, &withheld, &mut weighed);
        }
        let outcome = match weighed.values().map(|weighed| weighed.severity).max() {
            Some(Severity::Decline) => Outcome::Decline,
            Some(Severity::Refer | Severity::Limit) => Outcome::Refer,
            None => Outcome::Approve,
        };
        if outcome == Outcome::Approve {
            offers::limits(&offers, &mut weighed);
        }
        let stopped_at = matches!(state.ended, Some(Ended::Stopped))
            .then(|| state.stages.last().map(|stage| stage.name.clone()))
            .flatten();
        let fired = |event: &Event| event.state == EventState::Fired;
        let conditions = (0..state.events.len())
            .filter(|index| {
                let event = &state.events[*index];
                event.verb == Verb::Condition && fired(event)
            })
            .collect();
        Ruling {
            outcome,
            stages: std::mem::take(&mut state.stages),
            stopped_at,
            reasons: self.ranked(weighed),
            offers,
            withheld,
            conditions,
            asked: std::mem::take(&mut state.asked),
            results,
            defaults: std::mem::take(&mut state.defaults),
            events: std::mem::take(&mut state.events),
        }
    }

    /// Most severe first, then in the order of the reasons file, then by code.
    fn ranked(&self, weighed: BTreeMap<String, Weighed>) -> Vec<FiredReason> {
        let rank = |code: &str| {
            self.parts
                .reasons
                .get(code)
                .map_or(usize::MAX, |(rank, _)| rank)
        };
        let mut reasons: Vec<FiredReason> = weighed
            .into_iter()
            .map(|(code, weighed)| FiredReason {
                code,
                severity: weighed.severity,
                event: weighed.event,
                softened: weighed.softened,
            })
            .collect();
        reasons.sort_by_cached_key(|reason| {
            (
                std::cmp::Reverse(reason.severity),
                rank(&reason.code),
                reason.code.clone(),
            )
        });
        reasons
    }
}

/// Events of a statement that was not reached: one, or one a row of a table of rules.
pub(crate) fn unreached(parts: &Parts, place: Place) -> Vec<Event> {
    let Some(act) = parts.acts.get(&place) else {
        return Vec::new();
    };
    let base = Event {
        verb: act.verb,
        text: act.text.clone(),
        ..Event::unreached(parts.script_file(), place, &act.name)
    };
    match parts.tables.get(&act.name) {
        Some(table) if act.verb == Verb::Rules => {
            let rows = table.rows.iter();
            rows.map(|row| base.clone().of_row(table, row)).collect()
        }
        _ => vec![base],
    }
}
