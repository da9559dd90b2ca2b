//! What decides: stages, rules and what they do to cases. Exceptions and answers to missing data weigh reasons against each
//! other, so that their cases are run on their own.

use super::builder::Builder;
use super::column::Column;
use super::kernel::Operand;
use super::lacks::{Lack, Lacking};
use super::mask::Mask;
use super::sweep::Sweep;
use crate::policy::cell::{Cell as Condition, Holds};
use crate::policy::manifest::Silence;
use crate::policy::native::held::Held;
use crate::policy::native::plan::{Cell, Ref, Shown};
use crate::policy::run::Severity;
use crate::policy::script::{StopOn, Verb};
use crate::policy::table::Table;
use crate::policy::value::{Causes, Value};

/// How a condition went.
pub(super) struct Went {
    pub(super) holds: Mask,
    pub(super) unknown: Vec<(usize, Lack)>,
}

impl Sweep<'_> {
    /// Ends the stage before, and begins the next one.
    pub(super) fn stage(&mut self, when: Option<Ref>, results: usize) {
        let parts = self.parts;
        let before = self.begun.checked_sub(1);
        if let Some(before) = before
            && let Some(stage) = parts.rules.stages.get(before)
        {
            let over = match stage.stop_on {
                StopOn::Never => Mask::none(self.rows()),
                StopOn::Decline => self.weights.stage_declines.clone(),
                StopOn::Refer => self.weights.stage_declines.or(&self.weights.stage_refers),
            };
            self.end(&over.and(&self.active.clone()), results, Some(before));
        }
        self.weights.begin_stage();
        let Some(stage) = parts.rules.stages.get(self.begun) else {
            self.active = Mask::none(self.rows());
            return;
        };
        self.begun += 1;
        self.skipping = Mask::none(self.rows());
        if let Some(when) = when {
            let went = self.went(when);
            let mut skipping = self.active.without(&went.holds);
            for (row, _) in &went.unknown {
                skipping.remove(*row);
            }
            self.skipping = skipping;
            self.unknown(stage.refers, &went.unknown);
        }
        for (report, refusal) in stage.ask.iter().zip(&stage.declines) {
            let asked = self.together.asked(*report, self.rows());
            let asking = self.active.without(&self.skipping).without(&asked);
            // Of a co-applicant where there is none nobody is asked.
            let asking = asking.and(&self.there(report.party));
            let silent = asking.without(self.answered_by(*report));
            self.together.asked.push((*report, asking));
            match parts.silence(report.source) {
                Silence::GoOn => {}
                Silence::Refer if silent.is_empty() => {}
                Silence::Refer => {
                    let lack = self.lacks.missing(Causes::data(report.name()));
                    let silent: Vec<_> = silent.iter().map(|row| (row, lack)).collect();
                    self.unknown(stage.refers, &silent);
                }
                Silence::Decline => self.fires(*refusal, &silent),
            }
        }
    }

    /// A rule, exception, condition or withholding.
    pub(super) fn act(&mut self, act: u32, when: Option<Ref>, fired: Option<Cell>) {
        let went = match when {
            Some(when) => self.went(when),
            None => Went {
                holds: self.active.clone(),
                unknown: Vec::new(),
            },
        };
        let Some(plan) = self.cells.plan.acts.get(act as usize) else {
            return;
        };
        // In a skipped stage nothing goes any way.
        let holds = went.holds.without(&self.skipping);
        let skipping = &self.skipping;
        let unknown = went.unknown.into_iter();
        let unknown: Vec<(usize, Lack)> = unknown.filter(|(row, _)| !skipping.has(*row)).collect();
        if let Some(fired) = fired {
            let mut lacking = Lacking::none(self.rows());
            for (row, lack) in &unknown {
                lacking.add(*row, self.lacks.alone(*lack));
            }
            let yes = holds.clone();
            self.cells.set(fired, Column::Flags { yes, lacking });
        }
        for (operand, shown) in &plan.operands {
            for missing in self.missing(*shown) {
                self.read_missing(missing, plan.rule, *operand);
            }
        }
        self.fires(plan.rule, &holds);
        self.unknown(plan.rule, &unknown);
    }

    /// The cases in whose stage a rule reads something that is missing.
    fn missing(&mut self, shown: Shown) -> Vec<(usize, Lack)> {
        let among = self.active.without(&self.skipping);
        let Some(column) = self.cells.column(shown.of) else {
            return Vec::new();
        };
        if shown.property.is_none() {
            return column.missing(&among, self.lacks);
        }
        let tables = &self.cells.plan.tables;
        let mut missing = Vec::new();
        for row in among.iter() {
            let held = column.held(row, self.lacks);
            let value = held.shown(shown.property, tables);
            if let Some(value) = value.filter(|value| matches!(**value, Value::Missing(_)))
                && let Some(lack) = self.lacks.number(&value)
            {
                missing.push((row, lack));
            }
        }
        missing
    }

    /// Every row of a table of rules.
    pub(super) fn rules(&mut self, act: u32, table: u32, of: &[Ref]) {
        let plan = self.cells.plan;
        let found = plan.acts.get(act as usize);
        let found = found.zip(plan.tables.get(table as usize));
        let Some((act, table)) = found else { return };
        let rows = self.rows();
        let mut fired = vec![Mask::none(rows); table.rows.len()];
        let mut unknown: Vec<Vec<(usize, Lack)>> = vec![Vec::new(); table.rows.len()];
        let active = self.active.clone();
        for row in active.iter() {
            let given: Vec<Held> = of.iter().map(|of| self.held(*of, row)).collect();
            let values: Option<Vec<&Value>> = given.iter().map(Held::value).collect();
            let Some(values) = values else {
                self.leave(row);
                continue;
            };
            if self.skipping.has(row) {
                continue;
            }
            let as_of = self.subjects[row].as_of;
            for (at, (number, rule)) in (act.rule..).zip(&table.rows).enumerate() {
                match Table::holds(rule, &values, as_of) {
                    Holds::Yes => fired[at].add(row),
                    Holds::No => {}
                    Holds::Unknown(causes) => unknown[at].push((row, self.lacks.missing(causes))),
                }
                let cells = rule.cells.iter().zip(&values);
                let read = cells.filter(|(cell, _)| **cell != Condition::Any);
                for (operand, (_, value)) in (0..).zip(read) {
                    if matches!(value, Value::Missing(_))
                        && let Some(lack) = self.lacks.number(value)
                    {
                        self.read_missing((row, lack), number, operand);
                    }
                }
            }
        }
        for (number, (fired, unknown)) in (act.rule..).zip(fired.iter().zip(&unknown)) {
            self.fires(number, fired);
            self.unknown(number, unknown);
        }
    }

    /// `or_refer` and `or_decline`: a case whose value is missing is answered on its own.
    pub(super) fn answered(&mut self, of: Ref, to: Cell) {
        let active = self.active.clone();
        let mut builder = Builder::new(active.rows(), None);
        let mut left = Vec::new();
        for row in active.iter() {
            builder.go_to(row, self.lacks);
            let held = self.held(of, row);
            match held.value() {
                Some(Value::Missing(_)) | None => left.push(row),
                Some(_) => builder.push(held, self.lacks),
            }
        }
        let column = builder.finish(self.lacks);
        self.cells.set(to, column);
        for row in left {
            self.leave(row);
        }
    }

    /// How a condition goes for the cases whose run goes on. One that is none is a fault, which a run of its own tells.
    pub(super) fn went(&mut self, when: Ref) -> Went {
        let (holds, lacking) = match self.cells.operand(when) {
            Some(Operand::Column(Column::Flags { yes, lacking })) => (yes, lacking),
            Some(Operand::Column(Column::Absent(lacking))) => (&lacking.any, lacking),
            _ => return self.went_each(when),
        };
        let unknown = lacking.any.and(&self.active);
        let unknown = unknown.iter();
        Went {
            unknown: unknown
                .filter_map(|row| Some((row, lacking.at(row)?)))
                .collect(),
            holds: holds.without(&lacking.any).and(&self.active),
        }
    }

    fn went_each(&mut self, when: Ref) -> Went {
        let mut went = Went {
            holds: Mask::none(self.rows()),
            unknown: Vec::new(),
        };
        for row in self.active.clone().iter() {
            let held = self.held(when, row);
            match held.value() {
                Some(Value::Flag(true)) => went.holds.add(row),
                Some(Value::Flag(false)) => {}
                Some(value) => match self.lacks.number(value) {
                    Some(lack) => went.unknown.push((row, lack)),
                    None => self.leave(row),
                },
                None => self.leave(row),
            }
        }
        went
    }

    /// A rule fires for some cases.
    fn fires(&mut self, rule: u32, rows: &Mask) {
        let parts = self.parts;
        let of = parts.rules.get(rule);
        let severity = match of.verb {
            Verb::Decline => Severity::Decline,
            Verb::Refer => Severity::Refer,
            Verb::Waive | Verb::Soften | Verb::Offer | Verb::Rules => {
                self.active = self.active.without(rows);
                return;
            }
            Verb::Condition => {
                let conditions = rows.iter().map(|row| (row, rule));
                self.together.conditions.extend(conditions);
                return;
            }
            Verb::Withhold => return,
        };
        let code = self.codes.number(&of.code);
        self.weights.add(code, severity, rows);
    }

    /// A rule cannot be told for some cases.
    fn unknown(&mut self, rule: u32, rows: &[(usize, Lack)]) {
        let parts = self.parts;
        let verb = parts.rules.get(rule).verb;
        for (row, lack) in rows {
            let of = self.codes.of_lack(*lack, self.lacks);
            let (Some(of), false) = (of, matches!(verb, Verb::Waive | Verb::Soften)) else {
                self.leave(*row);
                continue;
            };
            let severity = if of.declines && verb == Verb::Decline {
                Severity::Decline
            } else {
                Severity::Refer
            };
            let mut only = Mask::none(self.rows());
            only.add(*row);
            for code in &*of.codes {
                self.weights.add(*code, severity, &only);
            }
        }
    }
}
