//! The words that decide: each leaves an event, and says whether it fired.

use std::collections::BTreeMap;

use rhai::{Dynamic, EvalAltResult, Map, NativeCallContext};

use super::event::{Event, EventState, OfferRecord, PointsLost};
use super::{Run, State};
use crate::policy::cell::Holds;
use crate::policy::script::object::{Bound, QuoteObject, dynamic, value};
use crate::policy::script::operators::fault;
use crate::policy::script::{Place, Verb};
use crate::policy::table::Table;
use crate::policy::value::{Cause, Causes, Value};

type Answer = Result<Dynamic, Box<EvalAltResult>>;

impl Run {
    /// A rule, exception, condition or withholding.
    pub(crate) fn act(
        &self,
        context: &NativeCallContext<'_>,
        verb: Verb,
        name: &str,
        when: &Dynamic,
        more: Option<&Dynamic>,
    ) -> Answer {
        let Some(condition) = value(when) else {
            return fault(context, format!("{} does not take a list", verb.name()));
        };
        let went = match (&condition, condition.lack()) {
            (_, Some(causes)) => unknown(causes),
            (Value::Flag(true), None) => EventState::Fired,
            (Value::Flag(false), None) => EventState::NotFired,
            (other, None) => {
                let message = format!(
                    "{}({name:?}) is not a condition but a {}",
                    verb.name(),
                    other.kind()
                );
                return fault(context, message);
            }
        };
        self.saw(context, &[], &condition);
        let mut state = self.state();
        let place = Place::from(context.call_position());
        let mut event = self.event(&mut state, verb, name, place, went);
        match (verb, more) {
            (Verb::Condition, Some(details)) => event.details = map_values(details),
            (_, Some(because)) => event.because = value(because).map(|text| text.to_string()),
            _ => {}
        }
        let answer = answer(&event.state);
        push(&mut state, event);
        Ok(answer)
    }

    /// Every row of a table of rules.
    pub(crate) fn rules(&self, context: &NativeCallContext<'_>, name: &str, args: &Map) -> Answer {
        let Some(table) = self.parts.tables.get(name) else {
            return fault(context, format!("unknown table {name:?}"));
        };
        let values = match self.arguments(&table.conditions, args, &table.file) {
            Ok(values) => values,
            Err(message) => return fault(context, message),
        };
        let mut state = self.state();
        let place = Place::from(context.call_position());
        for row in &table.rows {
            let went = match Table::holds(row, &values, self.subject.as_of) {
                Holds::Yes => EventState::Fired,
                Holds::No => EventState::NotFired,
                Holds::Unknown(causes) => unknown(causes),
            };
            let (_, code) = table.rule(row);
            let event = self.event(&mut state, Verb::Rules, &code, place, went);
            let mut event = event.of_row(table, row);
            event.operands = table
                .conditions
                .iter()
                .zip(&row.cells)
                .zip(&values)
                .filter(|((_, cell), _)| **cell != crate::policy::cell::Cell::Any)
                .map(|((column, _), value)| (column.clone(), value.clone()))
                .collect();
            push(&mut state, event);
        }
        Ok(Dynamic::UNIT)
    }

    /// What is offered.
    pub(crate) fn offer(&self, context: &NativeCallContext<'_>, quote: &Dynamic) -> Answer {
        let offered = quote.read_lock::<QuoteObject>().map(|quote| quote.clone());
        let lacking = value(quote).and_then(|value| value.lack());
        let went = match (&offered, lacking) {
            (Some(_), _) => EventState::Fired,
            (None, Some(causes)) => unknown(causes),
            (None, None) => return fault(context, "offer wants a quote".to_owned()),
        };
        let mut state = self.state();
        let place = Place::from(context.call_position());
        let event = self.event(&mut state, Verb::Offer, "", place, went);
        let skipped = event.state == EventState::Skipped;
        push(&mut state, event);
        let withholding = std::mem::take(&mut state.withholding);
        if skipped {
            return Ok(Dynamic::UNIT);
        }
        let unknown = |event: &usize| {
            matches!(
                state.events[*event].state,
                EventState::Unknown(_) | EventState::NotEvaluated(_)
            )
        };
        let (undecided, withheld_by): (Vec<usize>, Vec<usize>) =
            withholding.into_iter().partition(unknown);
        if let Some(offered) = offered {
            let bound_by = offered.bound_by.as_deref().map(str::to_owned);
            let placeholders = bound_by
                .as_deref()
                .map_or_else(BTreeMap::new, |code| self.shown(&mut state, code));
            state.offers.push(OfferRecord {
                placeholders,
                amount: offered.amount,
                term_months: offered.term_months,
                bound_by,
                quote: offered.quote,
                withheld_by,
                unknown: !undecided.is_empty(),
            });
        }
        Ok(Dynamic::UNIT)
    }

    /// `or_refer` and `or_decline`: the reason is given now, and the value stays missing as answered.
    pub(crate) fn answer_for(
        &self,
        verb: Verb,
        code: &str,
        causes: &Causes,
        context: &NativeCallContext<'_>,
    ) -> Causes {
        // What has a reason already gets no second one.
        if causes.all_answered() {
            return causes.clone();
        }
        let mut state = self.state();
        // In a skipped stage no reason is given, so the value is missing for whoever uses it next.
        if state.skipping {
            return causes.clone();
        }
        let place = Place::from(context.call_position());
        let mut event = self.event(&mut state, verb, code, place, EventState::Fired);
        if event.text.is_empty() {
            event.text = format!("missing: {causes}");
        }
        push(&mut state, event);
        Causes::one(Cause::Answered(code.into()))
    }

    fn event(
        &self,
        state: &mut State,
        verb: Verb,
        name: &str,
        place: Place,
        went: EventState,
    ) -> Event {
        let code = name.split('/').next().unwrap_or(name);
        let act = self.parts.acts.get(&place);
        let names = act.map(|act| act.operands.as_slice()).unwrap_or_default();
        let operands = names
            .iter()
            .filter_map(|name| Some((name.clone(), self.seen(state, name)?)))
            .collect();
        let placeholders = self.shown(state, code);
        let of = act
            .and_then(|act| act.of.as_deref())
            .and_then(|name| self.seen(state, name));
        let explain = self
            .parts
            .reasons
            .get(code)
            .and_then(|(_, reason)| reason.explain.as_deref());
        Event {
            verb,
            code: code.to_owned(),
            name: name.to_owned(),
            stage: state.stages.len().checked_sub(1),
            file: self.parts.script_file(),
            place,
            text: act.map(|act| act.text.clone()).unwrap_or_default(),
            operands,
            state: if state.skipping {
                EventState::Skipped
            } else {
                went
            },
            of,
            because: None,
            details: BTreeMap::new(),
            placeholders,
            explained_by: explain.map_or_else(Vec::new, |card| self.explained(state, card)),
        }
    }

    /// The values of what a reason's texts show.
    fn shown(&self, state: &mut State, code: &str) -> BTreeMap<String, Value> {
        self.parts
            .placeholders(code)
            .iter()
            .filter_map(|name| Some((name.clone(), self.seen(state, name)?)))
            .collect()
    }

    /// A scorecard's own reasons, most points lost first.
    fn explained(&self, state: &mut State, card: &str) -> Vec<PointsLost> {
        let lost = state.scores.get(card).map(|score| score.lost.clone());
        lost.unwrap_or_default()
            .into_iter()
            .map(|(code, points)| PointsLost {
                placeholders: self.shown(state, &code),
                code,
                points,
            })
            .collect()
    }
}

fn unknown(causes: Causes) -> EventState {
    if causes.all_answered() {
        EventState::NotEvaluated(causes)
    } else {
        EventState::Unknown(causes)
    }
}

/// Whether a rule fired, as the script sees it.
fn answer(went: &EventState) -> Dynamic {
    match went {
        EventState::Fired => true.into(),
        EventState::NotFired | EventState::Skipped => false.into(),
        EventState::Unknown(causes) | EventState::NotEvaluated(causes) => {
            dynamic(Value::Missing(causes.clone()))
        }
    }
}

/// Keeps an event; a withholding that holds, or could, waits for its offer.
fn push(state: &mut State, event: Event) {
    let waits = event.verb == Verb::Withhold
        && !matches!(event.state, EventState::NotFired | EventState::Skipped);
    state.events.push(event);
    if waits {
        let last = state.events.len() - 1;
        state.withholding.push(last);
    }
}

fn map_values(details: &Dynamic) -> BTreeMap<String, Value> {
    let Some(map) = details.read_lock::<Map>() else {
        return BTreeMap::new();
    };
    map.iter()
        .filter_map(|(key, held)| {
            let number = held
                .read_lock::<Bound>()
                .map(|bound| Value::Number(bound.number));
            Some((key.to_string(), number.or_else(|| value(held))?))
        })
        .collect()
}
