//! What the words that decide do to a run, whatever evaluates the policy: each leaves an event.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::event::{EventState, OfferRecord, PointsLost};
use super::rule::Rule;
use super::{Known, State};
use crate::policy::cell::{Cell, Holds};
use crate::policy::scorecard::Score;
use crate::policy::script::Verb;
use crate::policy::script::object::QuoteObject;
use crate::policy::table::{Row, Table};
use crate::policy::value::{Cause, Causes, Value};

/// What a rule's condition reads and its reason shows, told by whoever evaluates the policy.
pub(crate) trait Sight {
    /// Whether the condition read anything missing, where that is known before it is written down.
    fn lacks(&self) -> Option<bool> {
        None
    }

    /// Adds what the condition read to the last event.
    fn operands(&self, known: &Known<'_>, state: &mut State, rule: &Rule);

    /// Adds what the texts of the rule's reason show to the last event.
    fn shown(&self, known: &Known<'_>, state: &mut State, number: u32);

    /// In a loop, the loop's value.
    fn of(&self, known: &Known<'_>, state: &mut State, rule: &Rule) -> Option<Value>;

    /// The values of what another reason's texts show: a limit's, or one of a scorecard's own.
    fn shown_by(&self, known: &Known<'_>, state: &mut State, code: &str)
    -> BTreeMap<String, Value>;
}

/// One row of a table of rules: it reads its own columns.
struct OfRow<'s, S> {
    row: &'s Row,
    values: &'s [Value],
    sight: &'s S,
}

impl Known<'_> {
    /// How a rule, exception, condition or withholding goes.
    ///
    /// # Errors
    /// A message when the condition is none.
    pub(crate) fn goes(verb: Verb, name: &str, condition: &Value) -> Result<EventState, String> {
        match condition {
            Value::Flag(true) => Ok(EventState::Fired),
            Value::Flag(false) => Ok(EventState::NotFired),
            other => match other.lack() {
                Some(causes) => Ok(unknown(causes)),
                None => Err(format!(
                    "{}({name:?}) is not a condition but a {}",
                    verb.name(),
                    other.kind()
                )),
            },
        }
    }

    /// An event of a rule. In a skipped stage nothing goes any way.
    pub(crate) fn happen(
        &self,
        state: &mut State,
        number: u32,
        went: EventState,
        sight: &impl Sight,
    ) {
        let rule = self.parts.rules.get(number);
        let went = if state.skipping {
            EventState::Skipped
        } else {
            went
        };
        let quiet = matches!(went, EventState::NotFired | EventState::Skipped);
        if quiet && !self.manner.traced {
            let skipped = matches!(went, EventState::Skipped);
            let lacks = sight.lacks();
            if lacks == Some(false) || lacks.is_some() && skipped {
                return;
            }
        }
        let stage = state.stage();
        state.log.open(number, stage, went);
        sight.operands(self, state, rule);
        sight.shown(self, state, number);
        if quiet && !self.manner.traced {
            state.log.only_missing();
            return;
        }
        if rule.of.is_some()
            && let Some(of) = sight.of(self, state, rule)
            && let Some(more) = state.log.more()
        {
            more.of = Some(of);
        }
        if let Some(card) = &rule.explain {
            let explained = self.explained(state, card, sight);
            if !explained.is_empty()
                && let Some(more) = state.log.more()
            {
                more.explained_by = explained;
            }
        }
        // A withholding that holds, or could, waits for its offer.
        if rule.verb == Verb::Withhold && !quiet {
            state.withholding.push(state.log.entries.len() - 1);
        }
    }

    /// A rule, exception, condition or withholding, with a condition's details.
    pub(crate) fn act(
        &self,
        state: &mut State,
        number: u32,
        went: EventState,
        details: BTreeMap<String, Value>,
        sight: &impl Sight,
    ) {
        let before = state.log.entries.len();
        self.happen(state, number, went, sight);
        if !details.is_empty()
            && state.log.entries.len() > before
            && let Some(more) = state.log.more()
        {
            more.details = details;
        }
    }

    /// Every row of a table of rules. The first row's rule has this number.
    pub(crate) fn rows(
        &self,
        state: &mut State,
        first: u32,
        table: &Table,
        values: &[Value],
        sight: &impl Sight,
    ) {
        for (number, row) in (first..).zip(&table.rows) {
            let went = match Table::holds(row, values, self.subject.as_of) {
                Holds::Yes => EventState::Fired,
                Holds::No => EventState::NotFired,
                Holds::Unknown(causes) => unknown(causes),
            };
            let sight = OfRow { row, values, sight };
            self.happen(state, number, went, &sight);
        }
    }

    /// What is offered, or why it could not be told.
    pub(crate) fn offer(
        &self,
        state: &mut State,
        number: u32,
        offered: Result<&QuoteObject, &Causes>,
        sight: &impl Sight,
    ) {
        let went = match offered {
            Ok(_) => EventState::Fired,
            Err(causes) => unknown(causes.clone()),
        };
        self.happen(state, number, went, sight);
        let withholding = std::mem::take(&mut state.withholding);
        if state.skipping {
            return;
        }
        let unknown = |event: &usize| {
            let entry = state.log.entries.get(*event);
            entry.is_some_and(|entry| {
                matches!(
                    entry.state,
                    EventState::Unknown(_) | EventState::NotEvaluated(_)
                )
            })
        };
        let (undecided, withheld_by): (Vec<usize>, Vec<usize>) =
            withholding.into_iter().partition(unknown);
        if let Ok(offered) = offered {
            let bound_by = offered.bound_by.as_deref();
            let placeholders = bound_by.map(|code| sight.shown_by(self, state, code));
            state.offers.push(OfferRecord {
                placeholders: placeholders.unwrap_or_default(),
                amount: offered.amount,
                term_months: offered.term_months,
                bound_by: bound_by.map(str::to_owned),
                quote: offered.quote.clone(),
                withheld_by,
                unknown: !undecided.is_empty(),
            });
        }
    }

    /// `or_refer` and `or_decline`: the reason is given now, and the value stays missing as answered.
    pub(crate) fn answer_for(
        &self,
        state: &mut State,
        number: u32,
        causes: &Causes,
        sight: &impl Sight,
    ) -> Causes {
        // What has a reason already gets no second one. In a skipped stage no reason is given, so the value is
        // missing for whoever uses it next.
        if causes.all_answered() || state.skipping {
            return causes.clone();
        }
        self.happen(state, number, EventState::Fired, sight);
        if let Some(more) = state.log.more() {
            more.text = format!("missing: {causes}");
        }
        let rule = self.parts.rules.get(number);
        Causes::one(Cause::Answered(rule.name.as_str().into()))
    }

    /// A scorecard's own reasons, most points lost first.
    fn explained(&self, state: &mut State, card: &str, sight: &impl Sight) -> Vec<PointsLost> {
        let known = state.scores.iter().find(|(name, _)| &**name == card);
        let Some(score) = known.map(|(_, score)| Arc::clone(score)) else {
            return Vec::new();
        };
        let lost = score.lost.iter();
        lost.map(|(code, points)| PointsLost {
            placeholders: sight.shown_by(self, state, code),
            code: code.clone(),
            points: *points,
        })
        .collect()
    }
}

impl<S: Sight> Sight for OfRow<'_, S> {
    fn operands(&self, _: &Known<'_>, state: &mut State, _: &Rule) {
        let cells = self.row.cells.iter().zip(self.values);
        let read = cells.filter(|(cell, _)| **cell != Cell::Any);
        for (index, (_, value)) in (0..).zip(read) {
            state.log.operand(index, value.clone());
        }
    }

    fn shown(&self, known: &Known<'_>, state: &mut State, number: u32) {
        self.sight.shown(known, state, number);
    }

    fn of(&self, known: &Known<'_>, state: &mut State, rule: &Rule) -> Option<Value> {
        self.sight.of(known, state, rule)
    }

    fn shown_by(
        &self,
        known: &Known<'_>,
        state: &mut State,
        code: &str,
    ) -> BTreeMap<String, Value> {
        self.sight.shown_by(known, state, code)
    }
}

impl State {
    /// The number of the current stage.
    pub(super) fn stage(&self) -> Option<u32> {
        u32::try_from(self.skipped.len()).ok()?.checked_sub(1)
    }

    /// Whether the current stage is skipped.
    pub(crate) const fn skips(&self) -> bool {
        self.skipping
    }

    /// Keeps a scorecard's answer for the reasons that it explains.
    pub(crate) fn scored(&mut self, card: &Arc<str>, score: &Arc<Score>) {
        match self.scores.iter_mut().find(|(name, _)| name == card) {
            Some((_, known)) => *known = Arc::clone(score),
            None => self.scores.push((Arc::clone(card), Arc::clone(score))),
        }
    }
}

/// What a rule does that cannot be told.
pub(super) fn unknown(causes: Causes) -> EventState {
    if causes.all_answered() {
        EventState::NotEvaluated(causes)
    } else {
        EventState::Unknown(causes)
    }
}
