//! Values from outside, a column each.

use std::sync::Arc;

use caudal_facts::{Party, Report};

use super::builder::Builder;
use super::column::Column;
use super::lacks::Lacks;
use super::mask::Mask;
use super::sweep::Sweep;
use crate::policy::load::{Parts, Slot};
use crate::policy::native::plan::{Cell, Op, Plan, SlotPlan};
use crate::policy::run::Subject;
use crate::policy::value::Value;
use crate::policy::values::NameId;

/// What cases give under one name.
pub(super) struct Given {
    column: Column,
    /// Those that give nothing, or something missing.
    missing: Mask,
}

/// What cases give of what a plan reads, slot by slot; nothing where a value is missing.
pub(super) fn given(
    plan: &Plan,
    until: usize,
    parts: &Parts,
    subjects: &[&Subject],
    lacks: &mut Lacks,
) -> Vec<Option<Given>> {
    let mut slots: Vec<(usize, NameId, Builder, Mask)> = Vec::new();
    for op in plan.ops.iter().take(until) {
        if let Op::Load { slot, .. } = op
            && let Some(read) = plan.slots.get(*slot as usize)
            && let (Some(id), Slot::Feature(_) | Slot::Input(_) | Slot::Request) =
                (read.id, &read.slot)
            && slots.iter().all(|(known, ..)| *known != *slot as usize)
        {
            let builder = Builder::new(subjects.len(), None);
            slots.push((*slot as usize, id, builder, Mask::none(subjects.len())));
        }
    }
    // Case by case: the values of one stand side by side.
    for (row, subject) in subjects.iter().enumerate() {
        for (_, id, builder, missing) in &mut slots {
            match subject.values.at(&parts.layout, *id) {
                None | Some(Value::Missing(_)) => missing.add(row),
                Some(value) => {
                    builder.go_to(row, lacks);
                    builder.value(value, lacks);
                }
            }
        }
    }
    let mut given = Vec::new();
    given.resize_with(plan.slots.len(), || None);
    for (slot, _, builder, missing) in slots {
        let column = builder.finish(lacks);
        given[slot] = Some(Given { column, missing });
    }
    given
}

/// The cases that the source of each report answered.
pub(super) fn answered(subjects: &[&Subject]) -> Vec<(Report, Mask)> {
    let mut answered: Vec<(Report, Mask)> = Vec::new();
    for (row, subject) in subjects.iter().enumerate() {
        for party in Party::ALL {
            let states = subject.sources_of(party).into_iter().flatten();
            for (&source, _) in states.filter(|(_, state)| state.answered) {
                let report = Report { party, source };
                let known = answered.iter().position(|(known, _)| *known == report);
                let place = known.unwrap_or_else(|| {
                    answered.push((report, Mask::none(subjects.len())));
                    answered.len() - 1
                });
                answered[place].1.add(row);
            }
        }
    }
    answered
}

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
        let given = self.given.get_mut(slot as usize).and_then(Option::take);
        let column = match (self.cells.take(to), given) {
            (None, Some(given)) => self.read(plan, slot, &fresh, given),
            (before, _) => self.told(plan, slot, &fresh, before),
        };
        self.cells.set(to, column);
    }

    /// What is given and may be read is the value; all else is told.
    fn read(&mut self, plan: &SlotPlan, slot: u32, fresh: &Mask, given: Given) -> Column {
        let plain = self.plain(plan);
        let others = fresh.without(&plain).or(&fresh.and(&given.missing));
        let mut column = given.column;
        let mut stood = Mask::none(self.rows());
        for row in others.iter() {
            let (value, stands_in) = self.slow(plan, row);
            match self.lacks.number(&value) {
                Some(lack) if !stands_in => column.lose(row, lack, self.lacks),
                _ => stood.add(row),
            }
        }
        if stood.is_empty() {
            return column;
        }
        self.told(plan, slot, &stood, Some(column))
    }

    /// The values of some cases as a run of each reads them; the others keep what they have.
    fn told(&mut self, plan: &SlotPlan, slot: u32, rows: &Mask, before: Option<Column>) -> Column {
        let mut builder = Builder::new(self.subjects.len(), before);
        for row in rows.iter() {
            let (value, stands_in) = self.slow(plan, row);
            builder.go_to(row, self.lacks);
            builder.value(&value, self.lacks);
            if stands_in {
                self.together.defaults.push((row, slot, value));
            }
        }
        builder.finish(self.lacks)
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
            let none = Mask::none(self.subjects.len());
            self.answered.push((report, none));
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
