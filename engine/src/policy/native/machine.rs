//! A run of a plan: its operations one after the other.

mod decides;

use std::sync::Arc;

use super::cells::{Cells, Kept};
use super::held::Held;
use super::plan::{Cell, Op, Plan, Ref};
use crate::policy::run::{Known, State};
use crate::policy::table::Found;
use crate::policy::typed::Word;
use crate::policy::value::{Operator, Value};
use crate::policy::words::{self, Numbers};

/// The plan cannot tell: the script does.
#[derive(Debug, Clone, Copy)]
pub(super) struct CannotTell;

impl From<String> for CannotTell {
    fn from(_: String) -> Self {
        Self
    }
}

type Done<T = ()> = Result<T, CannotTell>;

/// A run.
pub(super) struct Machine<'m> {
    plan: &'m Plan,
    known: Known<'m>,
    cells: Vec<Held>,
    state: State,
}

/// How many arguments of a word are looked at without a list of their own.
const FEW: usize = 8;

impl<'m> Machine<'m> {
    pub(super) fn new(plan: &'m Plan, known: Known<'m>) -> Self {
        let vacant = std::iter::repeat_with(|| Held::Vacant);
        let mut cells: Vec<Held> = vacant.take(plan.cells).collect();
        if let Some(first) = cells.first_mut() {
            *first = Held::Value(Value::Date(known.subject.as_of));
        }
        let mut state = State::default();
        state.log.reserve(plan.events);
        Self {
            plan,
            known,
            cells,
            state,
        }
    }

    /// Runs to the end, or to where a stage ends it, and says how many results have names by then.
    pub(super) fn run(&mut self) -> Done<usize> {
        let plan = self.plan;
        let mut at = 0;
        while let Some(op) = plan.ops.get(at) {
            at += 1;
            match op {
                Op::Branch {
                    condition,
                    otherwise,
                } => match self.held(*condition).value() {
                    Some(Value::Flag(true)) => {}
                    Some(Value::Flag(false)) => at = *otherwise as usize,
                    _ => return Err(CannotTell),
                },
                Op::Jump(to) => at = *to as usize,
                Op::Stage { when, results } => {
                    if !self.stage(*when)? {
                        return Ok(*results);
                    }
                }
                Op::Act { act, when, fired } => self.act(*act, *when, *fired)?,
                Op::Rules { act, table, of } => self.rules(*act, *table, of)?,
                Op::Offer { act, quote } => self.offer(*act, *quote)?,
                computes => self.compute(computes)?,
            }
        }
        Ok(plan.results.len())
    }

    /// What the run came to, and what it computed.
    pub(super) fn end(self) -> (State, Kept) {
        (self.state, Kept(self.cells))
    }

    fn held(&self, of: Ref) -> &Held {
        Cells {
            plan: self.plan,
            cells: &self.cells,
        }
        .held(of)
    }

    fn value(&self, of: Ref) -> Done<&Value> {
        self.held(of).value().ok_or(CannotTell)
    }

    fn set(&mut self, cell: Cell, held: Held) {
        if let Some(slot) = self.cells.get_mut(cell.0 as usize) {
            *slot = held;
        }
    }

    fn compute(&mut self, op: &Op) -> Done {
        let (to, held) = match op {
            Op::Load { slot, to } => return self.load(*slot, *to),
            Op::Apply {
                operator,
                left,
                right,
                to,
            } => (*to, self.apply(*operator, *left, *right)?),
            Op::Not { of, to } => {
                let value = self.value(*of)?.not();
                (*to, Held::Value(value.map_err(|_| CannotTell)?))
            }
            Op::Negate { of, to } => {
                let value = self.value(*of)?.negate();
                (*to, Held::Value(value.map_err(|_| CannotTell)?))
            }
            Op::Word { word, of, to } => (*to, self.word(*word, of)?),
            Op::Capped { of, code, cap, to } => (*to, self.capped(*of, *code, *cap)?),
            Op::Answered { of, act, to } => (*to, self.answered(*of, *act)?),
            Op::Table { table, of, to } => (*to, self.table(*table, of)?),
            Op::Scorecard { card, of, to } => (*to, self.scorecard(*card, of)?),
            Op::Source { report, to } => {
                let source = self.known.source(&self.state, *report);
                (*to, Held::Source(Box::new(source)))
            }
            Op::Property { of, property, to } => {
                let held = self.held(*of);
                let read = held.property(*property, &self.plan.tables);
                (*to, read.ok_or(CannotTell)?)
            }
            Op::Copy { of, to } => (*to, self.held(*of).clone()),
            _ => return Ok(()),
        };
        self.set(to, held);
        Ok(())
    }

    fn load(&mut self, slot: u32, to: Cell) -> Done {
        if !matches!(self.cells.get(to.0 as usize), Some(Held::Vacant)) {
            return Ok(());
        }
        let plan = self.plan.slots.get(slot as usize).ok_or(CannotTell)?;
        let action = plan.action.as_ref();
        let value = self
            .known
            .slot(&mut self.state, (&plan.name, plan.id), &plan.slot, action);
        self.set(to, Held::Value(value));
        Ok(())
    }

    fn apply(&self, operator: Operator, left: Ref, right: Ref) -> Done<Held> {
        let value = Value::apply(operator, self.value(left)?, self.value(right)?);
        value.map(Held::Value).map_err(|_| CannotTell)
    }

    fn word(&self, word: Word, of: &[Ref]) -> Done<Held> {
        match (word, of) {
            (Word::Or | Word::IfNone, [x, y]) => {
                let first = self.value(*x)?;
                let stands_in = match word {
                    Word::Or => matches!(first, Value::Missing(_)),
                    _ => matches!(first, Value::None(_)),
                };
                Ok(self.held(if stands_in { *y } else { *x }).clone())
            }
            (Word::Choose, [condition, yes, no]) => {
                let condition = self.value(*condition)?;
                match (condition, condition.lack()) {
                    (_, Some(causes)) => Ok(Held::Value(Value::Missing(causes))),
                    (Value::Flag(true), None) => Ok(self.held(*yes).clone()),
                    (Value::Flag(false), None) => Ok(self.held(*no).clone()),
                    _ => Err(CannotTell),
                }
            }
            (Word::FloorTo | Word::CeilTo | Word::RoundTo, [x, step]) => {
                self.rounded(word, *x, *step)
            }
            (Word::Quote, [amount, more @ ..]) => self.quote(*amount, more),
            _ => {
                let value = self.with_values(of, |given| {
                    words::meaning(word, &self.known, given).map_err(CannotTell::from)
                })?;
                Ok(Held::Value(value))
            }
        }
    }

    /// Values of some cells, without a list of their own where they are few.
    fn with_values<T>(&self, of: &[Ref], then: impl FnOnce(&[&Value]) -> Done<T>) -> Done<T> {
        const NOTHING: &Value = &Value::Flag(false);
        if of.len() > FEW {
            let values: Vec<&Value> = of.iter().map(|of| self.value(*of)).collect::<Done<_>>()?;
            return then(&values);
        }
        let mut few = [NOTHING; FEW];
        for (slot, of) in few.iter_mut().zip(of) {
            *slot = self.value(*of)?;
        }
        then(few.get(..of.len()).unwrap_or_default())
    }

    fn rounded(&self, word: Word, x: Ref, step: Ref) -> Done<Held> {
        let given = [self.value(x)?, self.value(step)?];
        let [number, step] = match words::numbers("", given)? {
            Numbers::Known(known) => known,
            Numbers::Lacking(causes) => return Ok(Held::Value(Value::Missing(causes))),
        };
        let rounded = words::rounded(word, number, step)?;
        // Rounding keeps in mind which limit bound the number.
        Ok(match (rounded, self.held(x)) {
            (Some(number), Held::Bound(_, code)) => Held::Bound(Value::Number(number), *code),
            (rounded, _) => Held::Value(words::figure(rounded)),
        })
    }

    fn capped(&self, of: Ref, code: u32, cap: Ref) -> Done<Held> {
        let given = [self.value(of)?, self.value(cap)?];
        let [number, limit] = match words::numbers("", given)? {
            Numbers::Known(known) => known,
            Numbers::Lacking(causes) => return Ok(Held::Value(Value::Missing(causes))),
        };
        let before = match self.held(of) {
            Held::Bound(_, code) => *code,
            _ => None,
        };
        // Of several caps that cut, the last one that still cuts is the smallest, and the one that binds.
        let code = if limit < number { Some(code) } else { before };
        Ok(Held::Bound(Value::Number(number.min(limit)), code))
    }

    fn quote(&self, amount: Ref, more: &[Ref]) -> Done<Held> {
        const NO_FEE: &Value = &Value::Number(rust_decimal::Decimal::ZERO);
        let (rate, term, fee) = match more {
            [rate, term] => (rate, term, NO_FEE),
            [rate, term, fee] => (rate, term, self.value(*fee)?),
            _ => return Err(CannotTell),
        };
        let given = [
            self.value(amount)?,
            self.value(*rate)?,
            self.value(*term)?,
            fee,
        ];
        let given = match words::numbers("", given)? {
            Numbers::Known(known) => known,
            Numbers::Lacking(causes) => return Ok(Held::Value(Value::Missing(causes))),
        };
        let bound_by = match self.held(amount) {
            Held::Bound(_, Some(code)) => self.plan.codes.get(*code as usize).map(Arc::clone),
            _ => None,
        };
        let quote = words::quoted(&self.known, given, bound_by)?;
        Ok(Held::Quote(Arc::new(quote)))
    }

    fn table(&self, number: u32, of: &[Ref]) -> Done<Held> {
        let table = self.plan.tables.get(number as usize).ok_or(CannotTell)?;
        let as_of = self.known.subject.as_of;
        let found = self.with_values(of, |values| Ok(table.find(values, as_of)))?;
        Ok(match found {
            Found::Row(row) => Held::Row(number, row),
            Found::Sums(sums) => Held::Sums(sums.into()),
            Found::Missing(causes) => Held::NoRow(causes),
        })
    }

    fn scorecard(&mut self, card: u32, of: &[Ref]) -> Done<Held> {
        let card = self.plan.cards.get(card as usize).ok_or(CannotTell)?;
        let score = self.with_values(of, |values| Ok(Arc::new(card.score(values))))?;
        self.state.scored(&card.name, &score);
        Ok(Held::Score(score))
    }

    fn values(&self, of: &[Ref]) -> Done<Vec<Value>> {
        of.iter().map(|of| self.value(*of).cloned()).collect()
    }
}
