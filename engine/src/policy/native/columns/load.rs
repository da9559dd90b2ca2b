//! Values from outside, a column each.

use caudal_facts::Source;

use super::builder::Builder;
use super::mask::Mask;
use super::sweep::Sweep;
use crate::policy::load::Slot;
use crate::policy::native::plan::{Cell, SlotPlan};
use crate::policy::value::Value;

impl Sweep<'_> {
    /// Reads a value of every case, once.
    pub(super) fn load(&mut self, slot: u32, to: Cell) {
        let Some(plan) = self.cells.plan.slots.get(slot as usize) else {
            return;
        };
        let loaded = self.loaded.entry(to.0);
        let loaded = loaded.or_insert_with(|| Mask::none(self.subjects.len()));
        let fresh = self.active.without(loaded);
        if fresh.is_empty() {
            return;
        }
        *loaded = loaded.or(&fresh);
        let (plain, layout) = (self.plain(plan), &self.parts.layout);
        let mut others: Vec<(usize, Value, bool)> = Vec::new();
        let given = |row: usize| {
            let value = self.subjects[row].values.at(layout, plan.id?);
            value.filter(|value| !matches!(value, Value::Missing(_)))
        };
        // What is there and may be read is the value; all else is told as a run of one case tells it.
        for row in fresh.iter() {
            if !plain.has(row) || given(row).is_none() {
                let (value, stands_in) = self.slow(plan, row);
                others.push((row, value, stands_in));
            }
        }
        let before = self.cells.take(to);
        let mut builder = Builder::new(self.subjects.len(), before, self.lacks);
        let mut rest = others.iter().peekable();
        for row in fresh.iter() {
            builder.go_to(row);
            match rest.next_if(|(other, ..)| *other == row) {
                Some((_, value, _)) => builder.value(value),
                None => {
                    if let Some(value) = given(row) {
                        builder.value(value);
                    }
                }
            }
        }
        let column = builder.finish();
        self.cells.set(to, column);
        let stood = others.into_iter().filter(|(_, _, stands_in)| *stands_in);
        let stood = stood.map(|(row, value, _)| (row, slot, value));
        self.together.defaults.extend(stood);
    }

    /// The cases of which a value is read as it is given.
    fn plain(&mut self, plan: &SlotPlan) -> Mask {
        let rows = self.rows();
        match &plan.slot {
            Slot::Feature(feature) => {
                let sources = self.parts.sources_of(feature);
                if sources.is_empty() {
                    return Mask::all(rows);
                }
                let mut plain = Mask::none(rows);
                for source in sources {
                    let asked = self.together.asked(*source, rows);
                    plain = plain.or(&asked.and(self.answered_by(*source)));
                }
                plain
            }
            Slot::Input | Slot::Request => Mask::all(rows),
            Slot::Param(_) | Slot::Reference(_) => Mask::none(rows),
        }
    }

    /// The cases that a source answered.
    pub(super) fn answered_by(&mut self, source: Source) -> &Mask {
        let known = self.answered.iter().position(|(known, _)| *known == source);
        let place = known.unwrap_or_else(|| {
            let subjects = self.subjects;
            let answered = |row: usize| {
                let state = subjects[row].sources.get(&source);
                state.is_some_and(|state| state.answered)
            };
            let mask = Mask::of(subjects.len(), answered);
            self.answered.push((source, mask));
            self.answered.len() - 1
        });
        &self.answered[place].1
    }

    /// The value as a run of one case reads it, and whether it stands in for one that is missing.
    fn slow(&self, plan: &SlotPlan, row: usize) -> (Value, bool) {
        let known = self.known(row);
        let mut state = known.having_asked(&self.together.asked_of(row));
        let name = (plan.name.as_str(), plan.id);
        let value = known.slot(&mut state, name, &plan.slot, plan.action.as_ref());
        (value, state.has_stand_ins())
    }
}
