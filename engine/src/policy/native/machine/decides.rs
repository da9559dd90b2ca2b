//! What decides in a run of a plan: stages, rules, offers, answers to missing data. The run does it; here it is told what
//! the plan says of it.

use std::sync::Arc;

use super::{CannotTell, Cells, Done, Machine};
use crate::policy::Verb;
use crate::policy::native::held::Held;
use crate::policy::native::plan::{Cell, Ref};
use crate::policy::native::sight::Planned;
use crate::policy::run::{EventState, Known, State};
use crate::policy::value::{Causes, Value};

impl<'m> Machine<'m> {
    pub(super) fn answered(&mut self, of: Ref, act: u32) -> Done<Held> {
        let Value::Missing(causes) = self.value(of)? else {
            return Ok(self.held(of).clone());
        };
        let causes = causes.clone();
        let (state, sight) = self.sight(act)?;
        let number = sight.0.act.rule;
        let answered = sight.1.answer_for(state, number, &causes, &sight.0);
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
        let (state, (sight, known)) = self.sight(act)?;
        let details = sight.act.details.iter();
        let details = details
            .filter_map(|(name, of)| {
                let value = sight.cells.held(*of).value()?;
                Some((name.clone(), value.clone()))
            })
            .collect();
        known.act(state, sight.act.rule, went, details, &sight);
        Ok(())
    }

    pub(super) fn rules(&mut self, act: u32, table: u32, of: &[Ref]) -> Done {
        let values = self.values(of)?;
        let table = self.plan.tables.get(table as usize).ok_or(CannotTell)?;
        let (state, (sight, known)) = self.sight(act)?;
        known.rows(state, sight.act.rule, table, &values, &sight);
        Ok(())
    }

    pub(super) fn offer(&mut self, act: u32, quote: Ref) -> Done {
        let offered: Result<Arc<_>, Causes> = match self.held(quote) {
            Held::Quote(quote) => Ok(Arc::clone(quote)),
            Held::Value(value) => Err(value.lack().ok_or(CannotTell)?),
            _ => return Err(CannotTell),
        };
        let (state, (sight, known)) = self.sight(act)?;
        known.offer(state, sight.act.rule, offered.as_deref(), &sight);
        Ok(())
    }

    /// What an event of a statement shows, beside what is written into.
    fn sight(&mut self, act: u32) -> Done<(&mut State, (Planned<'_>, Known<'m>))> {
        let sight = Planned {
            act: self.plan.acts.get(act as usize).ok_or(CannotTell)?,
            cells: Cells {
                plan: self.plan,
                cells: &self.cells,
            },
        };
        Ok((&mut self.state, (sight, self.known)))
    }
}
