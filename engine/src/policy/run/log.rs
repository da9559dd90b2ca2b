//! What a run writes down: which rule, how it went, and what it read where no cell of the plan keeps that anyway.
//!
//! Everything else stands in the policy's [`Rules`] and is put beside it when somebody looks.

use std::collections::BTreeMap;

use super::event::{Event, EventState, EventValues, NO_DETAILS, PointsLost};
use super::rule::Rules;
use crate::policy::native::Cells;
use crate::policy::value::Value;

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
    seen: Seen,
    more: Option<Box<More>>,
}

/// Where the values of an event are.
#[derive(Debug, Clone, Copy)]
enum Seen {
    /// Among the log's: where its operands begin, and where its placeholders do. They end where those of the next
    /// such event begin.
    Listed { operands: u32, placeholders: u32 },
    /// In the plan's cells, as this statement says; of operands perhaps only what is missing.
    Planned { act: u32, only_missing: bool },
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
    /// In a loop, the loop's value.
    pub(crate) of: Option<Value>,
}

/// What events are shown with: the policy's rules, and the cells of its plan where that was run.
#[derive(Clone, Copy)]
pub(crate) struct Setting<'r> {
    pub(crate) rules: &'r Rules,
    pub(crate) cells: Option<Cells<'r>>,
}

impl Log {
    /// Begins an event. What it read is added next, then what its reason shows.
    pub(crate) fn open(&mut self, rule: u32, stage: Option<u32>, state: EventState) {
        let at = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.entries.push(Entry {
            rule,
            stage,
            state,
            seen: Seen::Listed {
                operands: at,
                placeholders: at,
            },
            more: None,
        });
    }

    /// Adds what the last event read: its name's place among the rule's operands, and the value.
    pub(crate) fn operand(&mut self, index: u32, value: Value) {
        self.values.push((index, value));
        if let Some(Seen::Listed { placeholders, .. }) = self.last() {
            *placeholders += 1;
        }
    }

    /// Adds what the last event's reason shows.
    pub(crate) fn placeholder(&mut self, index: u32, value: Value) {
        self.values.push((index, value));
    }

    /// What the last event read and shows is in the cells, as a statement of the plan says.
    pub(crate) fn planned(&mut self, act: u32) {
        if let Some(seen) = self.last() {
            *seen = Seen::Planned {
                act,
                only_missing: false,
            };
        }
    }

    /// Leaves of the last event what it read and is missing; where that is nothing, nothing.
    pub(crate) fn only_missing(&mut self) {
        let Some(entry) = self.entries.last_mut() else {
            return;
        };
        let (from, to) = match &mut entry.seen {
            Seen::Listed {
                operands,
                placeholders,
            } => (*operands as usize, *placeholders as usize),
            Seen::Planned { only_missing, .. } => {
                *only_missing = true;
                return;
            }
        };
        self.values.truncate(to);
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
        let end = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        if let Seen::Listed { placeholders, .. } = &mut entry.seen {
            *placeholders = end;
        }
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

    /// Room for so many events.
    pub(crate) fn reserve(&mut self, events: usize) {
        self.entries.reserve(events);
    }

    /// Whether an event's reason shows a name's value already.
    pub(crate) fn shows(&self, setting: Setting<'_>, index: usize, name: u32) -> bool {
        let Some(entry) = self.entries.get(index) else {
            return false;
        };
        self.seen(setting, index, entry).shows(name)
    }

    /// All events.
    pub(crate) fn events<'r>(
        &'r self,
        setting: Setting<'r>,
    ) -> impl ExactSizeIterator<Item = Event<'r>> {
        let entries = self.entries.iter().enumerate();
        entries.map(move |(index, entry)| self.shown(setting, index, entry))
    }

    /// An event, with what the policy says of its rule.
    pub(crate) fn event<'r>(&'r self, setting: Setting<'r>, index: usize) -> Option<Event<'r>> {
        let entry = self.entries.get(index)?;
        Some(self.shown(setting, index, entry))
    }

    fn shown<'r>(&'r self, setting: Setting<'r>, index: usize, entry: &'r Entry) -> Event<'r> {
        let rule = setting.rules.get(entry.rule);
        let more = entry.more.as_deref();
        let text = more.map_or("", |more| more.text.as_str());
        Event {
            stage: entry.stage.map(|stage| stage as usize),
            state: &entry.state,
            text: if text.is_empty() { &rule.text } else { text },
            details: more.map_or(&NO_DETAILS, |more| &more.details),
            explained_by: more.map_or(&[], |more| &more.explained_by),
            seen: self.seen(setting, index, entry),
            ..Event::unreached(rule)
        }
    }

    fn seen<'r>(&'r self, setting: Setting<'r>, index: usize, entry: &'r Entry) -> EventValues<'r> {
        let more = entry.more.as_deref();
        let mut seen = EventValues {
            late: more.map_or(&[], |more| &more.late),
            of: more.and_then(|more| more.of.as_ref()),
            ..EventValues::default()
        };
        match entry.seen {
            Seen::Listed {
                operands,
                placeholders,
            } => {
                let next = self.entries.iter().skip(index + 1).find_map(Entry::begins);
                let end = next.unwrap_or(self.values.len());
                let (from, middle) = (operands as usize, placeholders as usize);
                let values = |from: usize, to: usize| self.values.get(from..to).unwrap_or_default();
                seen.operands = values(from, middle);
                seen.placeholders = values(middle, end);
            }
            Seen::Planned { act, only_missing } => {
                let planned = setting.cells.and_then(|cells| cells.act(act));
                seen.planned = planned.map(|planned| (planned, only_missing));
            }
        }
        seen
    }

    fn last(&mut self) -> Option<&mut Seen> {
        self.entries.last_mut().map(|entry| &mut entry.seen)
    }
}

impl Entry {
    /// Where its values begin among the log's.
    const fn begins(&self) -> Option<usize> {
        match self.seen {
            Seen::Listed { operands, .. } => Some(operands as usize),
            Seen::Planned { .. } => None,
        }
    }
}
