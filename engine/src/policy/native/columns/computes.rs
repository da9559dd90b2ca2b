//! Operations that compute: by whole columns where a kernel does it, else case by case with the functions that a run of one
//! case uses.

use std::sync::Arc;

use super::builder::Builder;
use super::kernel;
use super::sweep::Sweep;
use crate::policy::native::held::Held;
use crate::policy::native::plan::{Cell, Op, Ref};
use crate::policy::run::Known;
use crate::policy::table::Found;
use crate::policy::typed::Word;
use crate::policy::value::{Operator, Value};
use crate::policy::words::{self, Numbers};

/// What columns cannot tell of a case: it is run on its own.
#[derive(Debug)]
pub(super) struct CannotTell;

impl From<String> for CannotTell {
    fn from(_: String) -> Self {
        Self
    }
}

type Done = Result<Held, CannotTell>;

impl Sweep<'_> {
    pub(super) fn compute(&mut self, op: &Op) {
        match op {
            Op::Apply {
                operator,
                left,
                right,
                to,
            } => self.apply(*operator, (*left, *right), *to),
            Op::Not { of, to } => {
                let whole = self.cells.operand(*of);
                let whole = whole.and_then(|of| kernel::not(of, self.subjects.len(), self.lacks));
                match whole {
                    Some(column) => self.cells.set(*to, column),
                    None => self.by_case(*to, &[*of], |_, given| one(given, Value::not)),
                }
            }
            Op::Negate { of, to } => {
                self.by_case(*to, &[*of], |_, given| one(given, Value::negate));
            }
            Op::Word { word, of, to } => {
                self.by_case(*to, of, |known, given| by_word(*word, known, given));
            }
            Op::Table { table, of, to } => {
                let Some(found) = self.cells.plan.tables.get(*table as usize) else {
                    return;
                };
                self.by_case(*to, of, |known, given| {
                    Ok(match found.find(given, known.subject.as_of) {
                        Found::Row(row) => Held::Row(*table, row),
                        Found::Sums(sums) => Held::Sums(sums.into()),
                        Found::Missing(causes) => Held::NoRow(causes),
                    })
                });
            }
            Op::Scorecard { card, of, to } => {
                let Some(card) = self.cells.plan.cards.get(*card as usize) else {
                    return;
                };
                self.by_case(*to, of, |_, given| {
                    Ok(Held::Score(Arc::new(card.score(given))))
                });
            }
            Op::Property { of, property, to } => {
                let tables = &self.cells.plan.tables;
                self.each(*to, |sweep, row| {
                    let held = sweep.held(*of, row);
                    held.property(*property, tables).ok_or(CannotTell)
                });
            }
            Op::Source { report, to } => self.each(*to, |sweep, row| {
                let known = sweep.known(row);
                let state = known.having_asked(&sweep.together.asked_of(row));
                let source = known.source(&state, *report);
                Ok(Held::Source(Box::new(source)))
            }),
            Op::Copy { of, to } => self.each(*to, |sweep, row| Ok(sweep.held(*of, row))),
            _ => {}
        }
    }

    fn apply(&mut self, operator: Operator, (left, right): (Ref, Ref), to: Cell) {
        let operands = self.cells.operand(left).zip(self.cells.operand(right));
        let rows = self.subjects.len();
        let whole =
            operands.and_then(|operands| kernel::apply(operator, operands, rows, self.lacks));
        match whole {
            Some(column) => self.cells.set(to, column),
            None => self.by_case(to, &[left, right], |_, given| match given {
                [left, right] => known(Value::apply(operator, left, right)),
                _ => Err(CannotTell),
            }),
        }
    }

    /// Computes from values case by case. What is no value cannot be computed from.
    fn by_case(&mut self, to: Cell, of: &[Ref], then: impl Fn(&Known<'_>, &[&Value]) -> Done) {
        let mut given: Vec<Held> = Vec::with_capacity(of.len());
        self.each(to, |sweep, row| {
            given.clear();
            given.extend(of.iter().map(|of| sweep.held(*of, row)));
            let values: Option<Vec<&Value>> = given.iter().map(Held::value).collect();
            then(&sweep.known(row), &values.ok_or(CannotTell)?)
        });
    }

    /// Fills a cell case by case; those of which it cannot be told are left. What other cases of a branch have in it stays.
    fn each(&mut self, to: Cell, mut then: impl FnMut(&Self, usize) -> Done) {
        let rows: Vec<usize> = self.active.iter().collect();
        let mut done: Vec<(usize, Held)> = Vec::with_capacity(rows.len());
        let mut left = Vec::new();
        for row in rows {
            match then(self, row) {
                Ok(held) => done.push((row, held)),
                Err(CannotTell) => left.push(row),
            }
        }
        let before = self.cells.take(to);
        let mut builder = Builder::new(self.subjects.len(), before);
        for (row, held) in done {
            builder.go_to(row, self.lacks);
            builder.push(held, self.lacks);
        }
        let column = builder.finish(self.lacks);
        self.cells.set(to, column);
        for row in left {
            self.leave(row);
        }
    }
}

fn known<E>(value: Result<Value, E>) -> Done {
    value.map(Held::Value).map_err(|_| CannotTell)
}

fn one<E>(given: &[&Value], then: impl Fn(&Value) -> Result<Value, E>) -> Done {
    match given {
        [only] => known(then(only)),
        _ => Err(CannotTell),
    }
}

/// What a word gives.
fn by_word(word: Word, known: &Known<'_>, given: &[&Value]) -> Done {
    let value = match (word, given) {
        (Word::Or, [Value::Missing(_), other]) | (Word::IfNone, [Value::None(_), other]) => {
            (*other).clone()
        }
        (Word::Or | Word::IfNone, [first, _]) => (*first).clone(),
        (Word::Choose, [condition, yes, no]) => match (condition, condition.lack()) {
            (_, Some(causes)) => Value::Missing(causes),
            (Value::Flag(true), None) => (*yes).clone(),
            (Value::Flag(false), None) => (*no).clone(),
            _ => return Err(CannotTell),
        },
        (Word::FloorTo | Word::CeilTo | Word::RoundTo, [x, step]) => {
            match words::numbers("", [x, step])? {
                Numbers::Known([x, step]) => words::figure(words::rounded(word, x, step)?),
                Numbers::Lacking(causes) => Value::Missing(causes),
            }
        }
        _ => words::meaning(word, known, given)?,
    };
    Ok(Held::Value(value))
}
