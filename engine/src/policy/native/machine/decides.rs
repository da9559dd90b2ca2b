//! What decides in a run of a plan: stages, rules, offers, answers to missing data. The run does it; here it is told what
//! the plan says of it.

use std::sync::Arc;

use super::{CannotTell, Done, Machine};
use crate::policy::Verb;
use crate::policy::native::cells::Cells;
use crate::policy::native::held::Held;
use crate::policy::native::plan::{Cell, Ref};
use crate::policy::native::sight::{Planned, Statement};
use crate::policy::run::{EventState, Known, State};
use crate::policy::value::{Causes, Value};

impl<'m> Machine<'m> {
    pub(super) fn answered(&mut self, of: Ref, act: u32) -> Done<Held> {
        let Value::Missing(causes) = self.value(of)? else {
            return Ok(self.held(of).clone());
        };
        let causes = causes.clone();
        let (state, (sight, known)) = self.sight(act, true)?;
        let number = sight.planned.act.rule;
        let answered = known.answer_for(state, number, &causes, &sight);
        Ok(Held::Value(Value::Missing(answered)))
    }

    pub(super) fn stage(&mut self, when: Option<Ref>) -> Done<bool> {
        if self.known.stopped(&mut self.state) {
            return Ok(false);
        }
        let when = match when {
            Some(when) => Some(
                Cells {
                    plan: self.plan,
                    cells: &self.cells,
                }
                .held(when)
                .value()
                .ok_or(CannotTell)?,
            ),
            None => None,
        };
        Ok(self.known.begin(&mut self.state, when)?)
    }

    pub(super) fn act(&mut self, act: u32, when: Option<Ref>, fired: Option<Cell>) -> Done {
        let went = match when {
            Some(when) => {
                let condition = self.value(when)?;
                Known::goes(Verb::Refer, "", condition)?
            }
            None => EventState::Fired,
        };
        if let Some(fired) = fired {
            let held = match &went {
                // In a skipped stage a rule has not fired.
                _ if self.state.skips() => Value::Flag(false),
                EventState::Fired => Value::Flag(true),
                EventState::NotFired | EventState::Skipped => Value::Flag(false),
                EventState::Unknown(causes) | EventState::NotEvaluated(causes) => {
                    Value::Missing(causes.clone())
                }
            };
            self.set(fired, Held::Value(held));
        }
        let (state, (sight, known)) = self.sight(act, true)?;
        let Planned { act, cells } = sight.planned;
        let details = act.details.iter().filter_map(|(name, of)| {
            let value = cells.held(*of).value()?;
            Some((name.clone(), value.clone()))
        });
        known.act(state, act.rule, went, details.collect(), &sight);
        Ok(())
    }

    pub(super) fn rules(&mut self, act: u32, table: u32, of: &[Ref]) -> Done {
        let values = self.values(of)?;
        let table = self.plan.tables.get(table as usize).ok_or(CannotTell)?;
        let (state, (sight, known)) = self.sight(act, false)?;
        known.rows(state, sight.planned.act.rule, table, &values, &sight);
        Ok(())
    }

    pub(super) fn offer(&mut self, act: u32, quote: Ref) -> Done {
        let offered: Result<Arc<_>, Causes> = match self.held(quote) {
            Held::Quote(quote) => Ok(Arc::clone(quote)),
            Held::Value(value) => Err(value.lack().ok_or(CannotTell)?),
            _ => return Err(CannotTell),
        };
        let (state, (sight, known)) = self.sight(act, true)?;
        let number = sight.planned.act.rule;
        known.offer(state, number, offered.as_deref(), &sight);
        Ok(())
    }

    /// What an event of a statement shows, beside what is written into; `whole` unless its rows are events of their own.
    fn sight(&mut self, act: u32, whole: bool) -> Done<(&mut State, (Statement<'_>, Known<'m>))> {
        let cells = Cells {
            plan: self.plan,
            cells: &self.cells,
        };
        let sight = Statement {
            planned: cells.act(act).ok_or(CannotTell)?,
            number: whole.then_some(act),
        };
        Ok((&mut self.state, (sight, self.known)))
    }
}
