//! What an event shows, as the plan says.

use std::collections::BTreeMap;

use super::machine::Cells;
use super::plan::{ActPlan, Shown};
use crate::policy::run::{Known, Rule, Sight, State};
use crate::policy::value::Value;

/// What a statement that decides shows.
pub(super) struct Planned<'p> {
    pub(super) act: &'p ActPlan,
    pub(super) cells: Cells<'p>,
}

impl Planned<'_> {
    fn value(&self, shown: Shown) -> Option<Value> {
        let held = self.cells.held(shown.of);
        held.shown(shown.property, &self.cells.plan.tables)
    }
}

impl Sight for Planned<'_> {
    fn operands(&self, _: &Known<'_>, state: &mut State, _: &Rule) {
        for (index, shown) in &self.act.operands {
            if let Some(value) = self.value(*shown) {
                state.log.operand(*index, value);
            }
        }
    }

    fn shown(&self, _: &Known<'_>, state: &mut State, number: u32) {
        // Rows of one table give different reasons.
        let row = number.saturating_sub(self.act.rule) as usize;
        for (index, shown) in self.act.placeholders.get(row).into_iter().flatten() {
            if let Some(value) = self.value(*shown) {
                state.log.placeholder(*index, value);
            }
        }
    }

    fn of(&self, _: &Known<'_>, _: &mut State, _: &Rule) -> Option<Value> {
        self.value(self.act.of?)
    }

    fn shown_by(&self, _: &Known<'_>, _: &mut State, code: &str) -> BTreeMap<String, Value> {
        let others = self.act.others.iter();
        let shown = others
            .filter(|(known, _)| known == code)
            .flat_map(|(_, shown)| shown);
        shown
            .filter_map(|(name, shown)| Some((name.clone(), self.value(*shown)?)))
            .collect()
    }
}
