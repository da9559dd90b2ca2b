//! The words that decide, as a running script calls them.

use std::collections::BTreeMap;

use rhai::{Dynamic, EvalAltResult, Map, NativeCallContext};

use super::event::EventState;
use super::scripted::ByName;
use super::{Known, Run};
use crate::policy::script::object::{QuoteObject, dynamic, value};
use crate::policy::script::operators::fault;
use crate::policy::script::{Place, Verb};
use crate::policy::value::{Causes, Value};

type Answer = Result<Dynamic, Box<EvalAltResult>>;

impl Run {
    /// Ends the stage before, and begins the next one.
    pub(crate) fn begin_stage(&self, context: &NativeCallContext<'_>, options: &Map) -> Answer {
        let known = self.known();
        let mut state = self.state();
        if known.stopped(&mut state) {
            return end(context);
        }
        let when = options.get("when").map(value);
        if let Some(Some(condition)) = &when {
            self.saw_in(&state, context, &[], condition);
        }
        let when = match &when {
            Some(None) => return fault(context, "a stage's `when` is not a condition".to_owned()),
            Some(Some(when)) => Some(when),
            None => None,
        };
        match known.begin(&mut state, when) {
            Ok(true) => Ok(Dynamic::UNIT),
            Ok(false) => end(context),
            Err(message) => fault(context, message),
        }
    }

    /// A rule, exception, condition or withholding.
    pub(crate) fn act(
        &self,
        context: &NativeCallContext<'_>,
        verb: Verb,
        name: &str,
        when: &Dynamic,
        details: Option<&Map>,
    ) -> Answer {
        let Some(condition) = value(when) else {
            return fault(context, format!("{} does not take a list", verb.name()));
        };
        let went = match Known::goes(verb, name, &condition) {
            Ok(went) => went,
            Err(message) => return fault(context, message),
        };
        self.saw(context, &[], &condition);
        let number = self.rule_at(context)?;
        let mut state = self.state();
        // In a skipped stage a rule has not fired.
        let answer = match &went {
            _ if state.skipping => false.into(),
            EventState::Fired => true.into(),
            EventState::NotFired | EventState::Skipped => false.into(),
            EventState::Unknown(causes) | EventState::NotEvaluated(causes) => {
                dynamic(Value::Missing(causes.clone()))
            }
        };
        let names = self.names();
        let details = details.map_or_else(BTreeMap::new, map_values);
        self.known()
            .act(&mut state, number, went, details, &ByName(&names));
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
        let first = self.rule_at(context)?;
        let (mut state, names) = (self.state(), self.names());
        self.known()
            .rows(&mut state, first, table, &values, &ByName(&names));
        Ok(Dynamic::UNIT)
    }

    /// What is offered.
    pub(crate) fn offer(&self, context: &NativeCallContext<'_>, quote: &Dynamic) -> Answer {
        let offered = quote.read_lock::<QuoteObject>().map(|quote| quote.clone());
        let lacking = value(quote).and_then(|value| value.lack());
        let offered = match (&offered, &lacking) {
            (Some(quote), _) => Ok(quote),
            (None, Some(causes)) => Err(causes),
            (None, None) => return fault(context, "offer wants a quote".to_owned()),
        };
        let number = self.rule_at(context)?;
        let (mut state, names) = (self.state(), self.names());
        self.known()
            .offer(&mut state, number, offered, &ByName(&names));
        Ok(Dynamic::UNIT)
    }

    /// `or_refer` and `or_decline`: the reason is given now, and the value stays missing as answered.
    pub(crate) fn answer_for(
        &self,
        causes: &Causes,
        context: &NativeCallContext<'_>,
    ) -> Result<Causes, Box<EvalAltResult>> {
        let place = Place::from(context.call_position());
        let Some(number) = self.parts.rules.answer_at(place) else {
            return nowhere(context);
        };
        let (mut state, names) = (self.state(), self.names());
        let known = self.known();
        Ok(known.answer_for(&mut state, number, causes, &ByName(&names)))
    }

    /// The first rule of the statement that calls.
    fn rule_at(&self, context: &NativeCallContext<'_>) -> Result<u32, Box<EvalAltResult>> {
        let place = Place::from(context.call_position());
        match self.parts.rules.at(place).next() {
            Some(first) => Ok(first),
            None => nowhere(context),
        }
    }
}

/// A word that decides is called where the script has none.
fn nowhere<T>(context: &NativeCallContext<'_>) -> Result<T, Box<EvalAltResult>> {
    let message = "no statement that decides stands here";
    fault(context, message.to_owned())
}

/// Ends the run.
fn end(context: &NativeCallContext<'_>) -> Answer {
    Err(EvalAltResult::ErrorTerminated(Dynamic::UNIT, context.call_position()).into())
}

fn map_values(details: &Map) -> BTreeMap<String, Value> {
    let values = details.iter();
    values
        .filter_map(|(key, held)| Some((key.to_string(), value(held)?)))
        .collect()
}
