//! What happened in a run, statement by statement.
//!
//! A run writes down what it cannot know beforehand: which rule, how it went, the values that it read. Everything else
//! stands in the policy's [`Rules`] and is put beside it when somebody looks.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::rule::{Rule, Rules};
use crate::policy::loan::Quote;
use crate::policy::script::{Place, Verb};
use crate::policy::value::{Causes, Value};

/// One deciding statement, or one row of a table of rules, as it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// Inside a loop, the loop's value.
    pub of: Option<&'r Value>,
    /// The reason that an exception was made for.
    pub because: Option<&'r str>,
    /// A condition's details.
    pub details: &'r BTreeMap<String, Value>,
    /// A scorecard's own reasons, where the reason is explained by it.
    pub explained_by: &'r [PointsLost],
    operands: Named<'r>,
    placeholders: Named<'r>,
    late: Named<'r>,
}

/// Values with their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Named<'r> {
    names: &'r [String],
    values: &'r [(u32, Value)],
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

/// Everything that happened in a run, in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Log {
    pub(crate) entries: Vec<Entry>,
    /// What entries read and show, entry by entry; each with its name's place among the rule's names.
    values: Vec<(u32, Value)>,
}

/// What a run writes down of one event.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// The rule's number.
    pub(crate) rule: u32,
    pub(crate) stage: Option<u32>,
    pub(crate) state: EventState,
    pub(crate) of: Option<Value>,
    /// Where its operands begin among the values, and where its placeholders do.
    operands: u32,
    placeholders: u32,
    more: Option<Box<More>>,
}

/// What few events have.
#[derive(Debug, Clone, Default)]
pub(crate) struct More {
    pub(crate) details: BTreeMap<String, Value>,
    /// Placeholders that were known only once the run had ended.
    pub(crate) late: Vec<(u32, Value)>,
    pub(crate) explained_by: Vec<PointsLost>,
    /// What stands in place of the rule's text.
    pub(crate) text: String,
}

static NO_DETAILS: BTreeMap<String, Value> = BTreeMap::new();

impl<'r> Event<'r> {
    /// What the condition read, with the values it had.
    pub fn operands(&self) -> impl Iterator<Item = (&'r str, &'r Value)> + use<'r> {
        self.operands.iter()
    }

    /// Values for the reason's placeholders, as they were then.
    #[must_use]
    pub fn placeholders(&self) -> BTreeMap<String, Value> {
        let shown = self.placeholders.iter().chain(self.late.iter());
        shown
            .map(|(name, value)| (name.to_owned(), value.clone()))
            .collect()
    }

    /// The event of a rule that was not reached.
    pub(crate) fn unreached(rule: &'r Rule) -> Self {
        let none = |names| Named::of(names, &[]);
        Self {
            verb: rule.verb,
            code: &rule.code,
            name: &rule.name,
            stage: None,
            file: &rule.file,
            place: rule.place,
            text: &rule.text,
            state: &EventState::Skipped,
            of: None,
            because: rule.because.as_deref(),
            details: &NO_DETAILS,
            explained_by: &[],
            operands: none(&rule.operands),
            placeholders: none(&rule.placeholders),
            late: none(&rule.placeholders),
        }
    }
}

impl<'r> Named<'r> {
    const fn of(names: &'r [String], values: &'r [(u32, Value)]) -> Self {
        Self { names, values }
    }

    fn iter(self) -> impl Iterator<Item = (&'r str, &'r Value)> {
        self.values.iter().filter_map(move |(index, value)| {
            let name = self.names.get(*index as usize)?;
            Some((name.as_str(), value))
        })
    }
}

impl Log {
    /// Begins an event. What it read is added next, then what its reason shows.
    pub(crate) fn open(&mut self, rule: u32, stage: Option<u32>, state: EventState) {
        let at = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.entries.push(Entry {
            rule,
            stage,
            state,
            of: None,
            operands: at,
            placeholders: at,
            more: None,
        });
    }

    /// Adds what the last event read: its name's place among the rule's operands, and the value.
    pub(crate) fn operand(&mut self, index: u32, value: Value) {
        self.values.push((index, value));
        if let Some(entry) = self.entries.last_mut() {
            entry.placeholders += 1;
        }
    }

    /// Adds what the last event's reason shows.
    pub(crate) fn placeholder(&mut self, index: u32, value: Value) {
        self.values.push((index, value));
    }

    /// Leaves of the last event what it read and is missing; where that is nothing, nothing.
    pub(crate) fn only_missing(&mut self) {
        let Some(entry) = self.entries.last_mut() else {
            return;
        };
        let from = entry.operands as usize;
        self.values.truncate(entry.placeholders as usize);
        let missing = |value: &Value| matches!(value, Value::Missing(_));
        let none = self
            .values
            .iter()
            .skip(from)
            .all(|(_, value)| !missing(value));
        if none || entry.state == EventState::Skipped {
            self.values.truncate(from);
            self.entries.pop();
            return;
        }
        let read = self.values.split_off(from);
        let read = read.into_iter().filter(|(_, value)| missing(value));
        self.values.extend(read);
        entry.placeholders = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
    }

    /// What few events have, of the last one.
    pub(crate) fn more(&mut self) -> Option<&mut More> {
        let last = self.entries.len().checked_sub(1)?;
        self.more_of(last)
    }

    /// What few events have, of one.
    pub(crate) fn more_of(&mut self, index: usize) -> Option<&mut More> {
        let entry = self.entries.get_mut(index)?;
        Some(entry.more.get_or_insert_default())
    }

    /// Room for so many events and values.
    pub(crate) fn reserve(&mut self, events: usize, values: usize) {
        self.entries.reserve(events);
        self.values.reserve(values);
    }

    /// The values of an event's operands and placeholders.
    fn values_of(&self, index: usize) -> [&[(u32, Value)]; 2] {
        let Some(entry) = self.entries.get(index) else {
            return [&[], &[]];
        };
        let next = self.entries.get(index + 1);
        let end = next.map_or(self.values.len(), |next| next.operands as usize);
        let middle = entry.placeholders as usize;
        let values = |from: usize, to: usize| self.values.get(from..to).unwrap_or_default();
        [values(entry.operands as usize, middle), values(middle, end)]
    }

    /// Whether an event's reason shows a name's value already.
    pub(crate) fn shows(&self, index: usize, name: u32) -> bool {
        let [_, placeholders] = self.values_of(index);
        placeholders.iter().any(|(shown, _)| *shown == name)
    }

    /// All events.
    pub(crate) fn events<'r>(
        &'r self,
        rules: &'r Rules,
    ) -> impl ExactSizeIterator<Item = Event<'r>> {
        let entries = self.entries.iter().enumerate();
        entries.map(|(index, entry)| self.shown(rules, index, entry))
    }

    /// An event, with what the policy says of its rule.
    pub(crate) fn event<'r>(&'r self, rules: &'r Rules, index: usize) -> Option<Event<'r>> {
        let entry = self.entries.get(index)?;
        Some(self.shown(rules, index, entry))
    }

    fn shown<'r>(&'r self, rules: &'r Rules, index: usize, entry: &'r Entry) -> Event<'r> {
        let rule = rules.get(entry.rule);
        let [operands, placeholders] = self.values_of(index);
        let more = entry.more.as_deref();
        let text = more.map_or("", |more| more.text.as_str());
        Event {
            stage: entry.stage.map(|stage| stage as usize),
            state: &entry.state,
            of: entry.of.as_ref(),
            text: if text.is_empty() { &rule.text } else { text },
            details: more.map_or(&NO_DETAILS, |more| &more.details),
            explained_by: more.map_or(&[], |more| &more.explained_by),
            operands: Named::of(&rule.operands, operands),
            placeholders: Named::of(&rule.placeholders, placeholders),
            late: Named::of(&rule.placeholders, more.map_or(&[], |more| &more.late)),
            ..Event::unreached(rule)
        }
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
