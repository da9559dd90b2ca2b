//! Stages: asking sources, skipping, and stopping.

use caudal_facts::Source;
use rhai::{Array, Dynamic, EvalAltResult, ImmutableString, Map, NativeCallContext};

use super::event::{Event, EventState};
use super::reading::lack_of;
use super::ruling::Severity;
use super::{Ended, Mode, Run, StageRecord, State};
use crate::policy::manifest::Silence;
use crate::policy::script::object::value;
use crate::policy::script::operators::fault;
use crate::policy::script::{Place, StopOn, Verb};
use crate::policy::value::{Cause, Causes};

type Answer = Result<Dynamic, Box<EvalAltResult>>;

impl Run {
    /// Ends the stage before, and begins this one.
    pub(crate) fn begin_stage(
        &self,
        context: &NativeCallContext<'_>,
        name: &str,
        options: &Map,
    ) -> Answer {
        let place = Place::from(context.call_position());
        let mut state = self.state();
        if Self::stage_is_over(&state) {
            return end(&mut state, Ended::Stopped, context);
        }
        let when = options.get("when");
        if let Some(condition) = when.and_then(value) {
            self.saw_in(&state, context, &[], &condition);
        }
        let unknown = when.and_then(lack_of);
        let skipped = when.is_some_and(|when| when.as_bool() == Ok(false));
        if let Some(when) = when
            && unknown.is_none()
            && when.as_bool().is_err()
        {
            return fault(context, "a stage's `when` is not a condition".to_owned());
        }
        state.stages.push(StageRecord {
            name: name.to_owned(),
            skipped,
            line: place.line,
            stop_on: stop_on(options),
        });
        state.skipping = skipped;
        if let Some(causes) = unknown {
            let event = self.stage_event(&state, name, place, EventState::Unknown(causes));
            state.events.push(event);
        }
        if skipped {
            return Ok(Dynamic::UNIT);
        }
        let ask = sources(options);
        let wanted: Vec<Source> = ask
            .iter()
            .copied()
            .filter(|source| !self.subject.sources.contains_key(source))
            .collect();
        if self.mode == Mode::Next && !wanted.is_empty() {
            return end(&mut state, Ended::Gather(wanted), context);
        }
        for source in ask {
            self.ask(&mut state, source, name, place);
        }
        Ok(Dynamic::UNIT)
    }

    /// Notes that a source was asked, and what its silence means.
    fn ask(&self, state: &mut State, source: Source, stage: &str, place: Place) {
        if state.asked.contains(&source) {
            return;
        }
        state.asked.push(source);
        let answered = self
            .subject
            .sources
            .get(&source)
            .is_some_and(|state| state.answered);
        if answered {
            return;
        }
        let cause = Causes::one(Cause::Data(source.name().into()));
        match self.parts.silence(source) {
            Silence::GoOn => {}
            Silence::Refer => {
                let event = self.stage_event(state, stage, place, EventState::Unknown(cause));
                state.events.push(event);
            }
            Silence::Decline => {
                let mut event = self.stage_event(state, stage, place, EventState::Fired);
                event.verb = Verb::Decline;
                event.code = format!("DATA_MISSING({source})");
                state.events.push(event);
            }
        }
    }

    fn stage_event(&self, state: &State, stage: &str, place: Place, went: EventState) -> Event {
        Event {
            verb: Verb::Refer,
            code: String::new(),
            name: format!("stage {stage}"),
            stage: state.stages.len().checked_sub(1),
            file: self.parts.script_file(),
            place,
            text: format!("stage({stage:?})"),
            operands: Vec::new(),
            state: went,
            of: None,
            because: None,
            details: std::collections::BTreeMap::new(),
            placeholders: std::collections::BTreeMap::new(),
            explained_by: Vec::new(),
        }
    }

    /// Whether the current stage has come to an outcome that ends the run.
    fn stage_is_over(state: &State) -> bool {
        let Some(stage) = state.stages.last() else {
            return false;
        };
        let worst = Self::worst_of_stage(state);
        match stage.stop_on {
            StopOn::Never => false,
            StopOn::Decline => worst == Some(Severity::Decline),
            StopOn::Refer => worst.is_some(),
        }
    }
}

fn end(state: &mut State, ended: Ended, context: &NativeCallContext<'_>) -> Answer {
    state.ended = Some(ended);
    Err(EvalAltResult::ErrorTerminated(Dynamic::UNIT, context.call_position()).into())
}

fn stop_on(options: &Map) -> StopOn {
    let word = options
        .get("stop_on")
        .and_then(|word| word.clone().try_cast::<ImmutableString>());
    word.and_then(|word| StopOn::parse(&word))
        .unwrap_or_default()
}

fn sources(options: &Map) -> Vec<Source> {
    let list = options
        .get("ask")
        .and_then(|list| list.clone().try_cast::<Array>())
        .unwrap_or_default();
    list.iter()
        .filter_map(|name| Source::parse(&name.clone().try_cast::<ImmutableString>()?))
        .collect()
}
