//! What happened in a run, statement by statement, as it is looked at.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::rule::Rule;
use crate::policy::loan::Quote;
use crate::policy::native::Planned;
use crate::policy::script::{Place, Verb};
use crate::policy::value::{Causes, Value};

/// One deciding statement, or one row of a table of rules, as it went.
#[derive(Clone, Copy)]
pub struct Event<'r> {
    /// Which word.
    pub verb: Verb,
    /// The reason code, without a variant.
    pub code: &'r str,
    /// The rule's name: code and variant, or table and line.
    pub name: &'r str,
    /// The stage's number, from 0; `None` before any stage.
    pub stage: Option<usize>,
    /// The file it stands in, relative to the policy.
    pub file: &'r str,
    /// Where it stands there.
    pub place: Place,
    /// Its condition as written.
    pub text: &'r str,
    /// How it went.
    pub state: &'r EventState,
    /// The reason that an exception was made for.
    pub because: Option<&'r str>,
    /// A condition's details.
    pub details: &'r BTreeMap<String, Value>,
    /// A scorecard's own reasons, where the reason is explained by it.
    pub explained_by: &'r [PointsLost],
    pub(super) rule: &'r Rule,
    pub(super) seen: EventValues<'r>,
}

/// The values of an event: listed by whoever evaluated the policy, or in the cells of its plan.
#[derive(Clone, Copy, Default)]
pub(super) struct EventValues<'r> {
    pub(super) operands: &'r [(u32, Value)],
    pub(super) placeholders: &'r [(u32, Value)],
    /// Placeholders that were known only once the run had ended.
    pub(super) late: &'r [(u32, Value)],
    pub(super) of: Option<&'r Value>,
    /// What the plan says of it, and whether only what is missing was kept.
    pub(super) planned: Option<(Planned<'r>, bool)>,
}

/// A scorecard's own reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointsLost {
    /// The reason's code.
    pub code: String,
    /// The points lost by it.
    pub points: Decimal,
    /// Values for its placeholders, as they were then.
    pub placeholders: BTreeMap<String, Value>,
}

/// How a deciding statement went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventState {
    /// Its condition held.
    Fired,
    /// It did not.
    NotFired,
    /// It could not be told.
    Unknown(Causes),
    /// It could not be told, and a reason has been given for that already.
    NotEvaluated(Causes),
    /// Its stage was skipped.
    Skipped,
}

/// One `offer(…)` as it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferRecord {
    /// The loan; `None` when none can be quoted for the amount.
    pub quote: Option<Arc<Quote>>,
    /// The amount.
    pub amount: Decimal,
    /// The term.
    pub term_months: u32,
    /// The limit that bound the amount: of several that cut it, the one that cut it most.
    pub bound_by: Option<String>,
    /// Why it is withheld: indices into the events, none if it is offered.
    pub withheld_by: Vec<usize>,
    /// Values for the placeholders of the limits that bound the amount, as they were then.
    pub placeholders: BTreeMap<String, Value>,
    /// Whether something about it could not be told, so that it is neither offered nor withheld.
    pub unknown: bool,
}

pub(super) static NO_DETAILS: BTreeMap<String, Value> = BTreeMap::new();

impl<'r> Event<'r> {
    /// What the condition read, with the values it had.
    pub fn operands(&self) -> impl Iterator<Item = (&'r str, Cow<'r, Value>)> + use<'r> {
        let names = &self.rule.operands;
        let all = self.seen.operands();
        all.filter_map(|(index, value)| Some((names.get(index as usize)?.as_str(), value)))
    }

    /// Values for the reason's placeholders, as they were then.
    #[must_use]
    pub fn placeholders(&self) -> BTreeMap<String, Value> {
        let all = self.seen.placeholders().chain(self.seen.late());
        let named = all.filter_map(|(index, value)| {
            let name = self.rule.placeholders.get(index as usize)?;
            Some((name.clone(), value.into_owned()))
        });
        named.collect()
    }

    /// Inside a loop, the loop's value.
    #[must_use]
    pub fn of(&self) -> Option<Cow<'r, Value>> {
        let planned = self.seen.planned.filter(|(_, only_missing)| !only_missing);
        match (self.seen.of, planned) {
            (Some(listed), _) => Some(Cow::Borrowed(listed)),
            (None, Some((planned, _))) => planned.of(),
            (None, None) => None,
        }
    }

    /// The event of a rule that was not reached.
    pub(crate) fn unreached(rule: &'r Rule) -> Self {
        Self {
            verb: rule.verb,
            code: &rule.code,
            name: &rule.name,
            stage: None,
            file: &rule.file,
            place: rule.place,
            text: &rule.text,
            state: &EventState::Skipped,
            because: rule.because.as_deref(),
            details: &NO_DETAILS,
            explained_by: &[],
            rule,
            seen: EventValues::default(),
        }
    }
}

impl<'r> EventValues<'r> {
    /// What the condition read, by places among the rule's operands.
    fn operands(self) -> impl Iterator<Item = (u32, Cow<'r, Value>)> + use<'r> {
        let planned = self.planned.into_iter();
        let planned = planned.flat_map(|(planned, only_missing)| {
            let operands = planned.operands();
            operands.filter(move |(_, value)| !only_missing || matches!(**value, Value::Missing(_)))
        });
        listed(self.operands).chain(planned)
    }

    /// What the reason shows, by places among the rule's placeholders.
    fn placeholders(self) -> impl Iterator<Item = (u32, Cow<'r, Value>)> + use<'r> {
        let planned = self.planned.filter(|(_, only_missing)| !only_missing);
        let planned = planned.into_iter();
        let planned = planned.flat_map(|(planned, _)| planned.placeholders(0));
        listed(self.placeholders).chain(planned)
    }

    /// Whether the reason shows the placeholder at a place.
    pub(super) fn shows(self, index: u32) -> bool {
        let listed = self.placeholders.iter().any(|(shown, _)| *shown == index);
        let planned = self.planned.filter(|(_, only_missing)| !only_missing);
        listed || planned.is_some_and(|(planned, _)| planned.shows(index))
    }

    /// What was known of it only once the run had ended.
    fn late(self) -> impl Iterator<Item = (u32, Cow<'r, Value>)> + use<'r> {
        listed(self.late)
    }
}

fn listed(values: &[(u32, Value)]) -> impl Iterator<Item = (u32, Cow<'_, Value>)> {
    let values = values.iter();
    values.map(|(index, value)| (*index, Cow::Borrowed(value)))
}

/// Values with their names, for people who debug.
struct Named<'r>(&'r [String], Vec<(u32, Cow<'r, Value>)>);

impl fmt::Debug for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Named")
            .field("names", &self.0)
            .field("values", &self.1)
            .finish()
    }
}

impl fmt::Debug for Event<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("verb", &self.verb)
            .field("code", &self.code)
            .field("name", &self.name)
            .field("stage", &self.stage)
            .field("file", &self.file)
            .field("place", &self.place)
            .field("text", &self.text)
            .field("state", &self.state)
            .field("of", &self.of())
            .field("because", &self.because)
            .field("details", &self.details)
            .field("explained_by", &self.explained_by)
            .field(
                "operands",
                &Named(&self.rule.operands, self.seen.operands().collect()),
            )
            .field(
                "placeholders",
                &Named(&self.rule.placeholders, self.seen.placeholders().collect()),
            )
            .field(
                "late",
                &Named(&self.rule.placeholders, self.seen.late().collect()),
            )
            .finish()
    }
}

impl PartialEq for Event<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.verb, self.code, self.name, self.stage)
            == (other.verb, other.code, other.name, other.stage)
            && (self.file, self.place, self.text) == (other.file, other.place, other.text)
            && (self.state, self.because) == (other.state, other.because)
            && (self.details, self.explained_by) == (other.details, other.explained_by)
            && self.of() == other.of()
            && self.operands().eq(other.operands())
            && self.placeholders() == other.placeholders()
    }
}

impl EventState {
    /// The word that decisions use.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Fired => "fired",
            Self::NotFired => "not_fired",
            Self::Unknown(_) => "unknown",
            Self::NotEvaluated(_) => "not_evaluated",
            Self::Skipped => "skipped",
        }
    }

    /// Why it could not be told.
    #[must_use]
    pub const fn causes(&self) -> Option<&Causes> {
        match self {
            Self::Unknown(causes) | Self::NotEvaluated(causes) => Some(causes),
            _ => None,
        }
    }
}
