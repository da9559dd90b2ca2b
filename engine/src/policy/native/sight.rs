//! What an event shows, as the plan says: read from the cells, when it is asked for.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::cells::Cells;
use super::plan::{ActPlan, Shown};
use crate::policy::run::{Known, Rule, Sight, State};
use crate::policy::value::Value;

/// What a statement that decides shows.
#[derive(Clone, Copy)]
pub(crate) struct Planned<'p> {
    pub(super) act: &'p ActPlan,
    pub(super) cells: Cells<'p>,
}

/// A statement that decides, as it happens.
pub(super) struct Statement<'p> {
    pub(super) planned: Planned<'p>,
    /// Its number, unless it is a table of rules, whose rows read columns of their own.
    pub(super) number: Option<u32>,
}

impl<'p> Planned<'p> {
    /// What its condition read: places among the rule's operands, and the values.
    pub(crate) fn operands(self) -> impl Iterator<Item = (u32, Cow<'p, Value>)> {
        let shown = self.act.operands.iter();
        shown.filter_map(move |(index, shown)| Some((*index, self.value(*shown)?)))
    }

    /// What the reason of its rule of this number shows: places among the rule's placeholders, and the values.
    pub(crate) fn placeholders(self, number: usize) -> impl Iterator<Item = (u32, Cow<'p, Value>)> {
        let shown = self.act.placeholders.get(number).into_iter().flatten();
        shown.filter_map(move |(index, shown)| Some((*index, self.value(*shown)?)))
    }

    /// Whether the reason of its first rule shows the placeholder at a place.
    pub(crate) fn shows(self, index: u32) -> bool {
        let mut shown = self.act.placeholders.first().into_iter().flatten();
        let shown = shown.find(|(known, _)| *known == index);
        shown.is_some_and(|(_, shown)| self.value(*shown).is_some())
    }

    /// In a loop, the loop's value.
    pub(crate) fn of(self) -> Option<Cow<'p, Value>> {
        self.value(self.act.of?)
    }

    fn value(self, shown: Shown) -> Option<Cow<'p, Value>> {
        let held = self.cells.held(shown.of);
        held.shown(shown.property, &self.cells.plan.tables)
    }
}

impl Sight for Statement<'_> {
    fn lacks(&self) -> Option<bool> {
        let missing = |(_, value): (_, Cow<'_, Value>)| matches!(*value, Value::Missing(_));
        self.number.map(|_| self.planned.operands().any(missing))
    }

    fn operands(&self, _: &Known<'_>, state: &mut State, _: &Rule) {
        if let Some(number) = self.number {
            state.log.planned(number);
        }
    }

    fn shown(&self, _: &Known<'_>, state: &mut State, number: u32) {
        if self.number.is_some() {
            return;
        }
        // Rows of one table give different reasons.
        let row = number.saturating_sub(self.planned.act.rule) as usize;
        for (index, value) in self.planned.placeholders(row) {
            state.log.placeholder(index, value.into_owned());
        }
    }

    fn of(&self, _: &Known<'_>, _: &mut State, _: &Rule) -> Option<Value> {
        match self.number {
            Some(_) => None,
            None => self.planned.of().map(Cow::into_owned),
        }
    }

    fn shown_by(&self, _: &Known<'_>, _: &mut State, code: &str) -> BTreeMap<String, Value> {
        let others = self.planned.act.others.iter();
        let shown = others
            .filter(|(known, _)| known == code)
            .flat_map(|(_, shown)| shown);
        let values = shown.filter_map(|(name, shown)| {
            let value = self.planned.value(*shown)?;
            Some((name.clone(), value.into_owned()))
        });
        values.collect()
    }
}
