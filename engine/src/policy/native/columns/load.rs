//! Values from outside, a column each.

use std::sync::Arc;

use caudal_facts::{Party, Report};

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
        let plain = self.plain(plan);
        let layout = &self.parts.layout;
        let before = self.cells.take(to);
        let mut lacks = std::mem::take(self.lacks);
        let mut builder = Builder::new(self.subjects.len(), before, &mut lacks);
        for row in fresh.iter() {
            builder.go_to(row);
            let given = plan.id.filter(|_| plain.has(row));
            let given = given.and_then(|id| self.subjects[row].values.at(layout, id));
            match given {
                // What is there and may be read is the value; all else is told as a run of one case tells it.
                Some(value) if !matches!(value, Value::Missing(_)) => builder.value(value),
                _ => {
                    let (value, stands_in) = self.slow(plan, row);
                    builder.value(&value);
                    if stands_in {
                        self.together.defaults.push((row, slot, value));
                    }
                }
            }
        }
        let column = builder.finish();
        *self.lacks = lacks;
        self.cells.set(to, column);
    }

    /// The cases of which a value is read as it is given.
    fn plain(&mut self, plan: &SlotPlan) -> Arc<Mask> {
        let of = match &plan.slot {
            Slot::Feature(of) => of,
            Slot::Input(party) => return Arc::new(self.there(*party)),
            Slot::Request => return Arc::new(Mask::all(self.rows())),
            Slot::Param(_) | Slot::Reference(_) | Slot::CoPresent => {
                return Arc::new(Mask::none(self.rows()));
            }
        };
        let country = self.parts.manifest.country;
        let sources = country.map_or(&[][..], |country| of.feature.sources.of(country));
        if sources.is_empty() {
            return Arc::new(self.there(of.party));
        }
        // Many features have the same sources, and stages ask rarely.
        let asked = self.together.asked.len();
        if let Some((.., plain)) = &self
            .plain
            .iter()
            .find(|(party, known, at, _)| (*party, *known, *at) == (of.party, sources, asked))
        {
            return Arc::clone(plain);
        }
        let mut plain = Mask::none(self.rows());
        for report in of.reports(country) {
            let asked = self.together.asked(report, self.rows());
            plain = plain.or(&asked.and(self.answered_by(report)));
        }
        let plain = Arc::new(plain);
        self.plain
            .push((of.party, sources, asked, Arc::clone(&plain)));
        plain
    }

    /// The cases that have such a person.
    pub(super) fn there(&self, party: Party) -> Mask {
        let subjects = self.subjects;
        match party {
            Party::Applicant => Mask::all(subjects.len()),
            Party::CoApplicant => Mask::of(subjects.len(), |row| {
                subjects[row].sources_of(party).is_some()
            }),
        }
    }

    /// The cases that the source of a report answered.
    pub(super) fn answered_by(&mut self, report: Report) -> &Mask {
        let known = self.answered.iter().position(|(known, _)| *known == report);
        let place = known.unwrap_or_else(|| {
            let subjects = self.subjects;
            let answered = |row: usize| {
                let state = subjects[row].source(report);
                state.is_some_and(|state| state.answered)
            };
            let mask = Mask::of(subjects.len(), answered);
            self.answered.push((report, mask));
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
