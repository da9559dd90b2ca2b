//! Stages: asking sources, skipping, and stopping.

use std::collections::BTreeMap;

use caudal_facts::Report;

use super::event::EventState;
use super::happen::Sight;
use super::rule::{Rule, StageRule};
use super::ruling::Severity;
use super::{Ended, Known, Mode, State};
use crate::policy::manifest::Silence;
use crate::policy::script::StopOn;
use crate::policy::value::{Cause, Causes, Value};

/// A stage reads nothing and shows nothing.
struct Blind;

impl Known<'_> {
    /// Whether the stage before has come to an outcome that ends the run; notes it if so.
    pub(crate) fn stopped(&self, state: &mut State) -> bool {
        let Some(stage) = state
            .stage()
            .and_then(|stage| self.parts.rules.stages.get(stage as usize))
        else {
            return false;
        };
        let worst = || self.worst_of_stage(state);
        let over = match stage.stop_on {
            StopOn::Never => false,
            StopOn::Decline => worst() == Some(Severity::Decline),
            StopOn::Refer => worst().is_some(),
        };
        if over {
            state.ended = Some(Ended::Stopped);
        }
        over
    }

    /// Begins the next stage, and says whether the run goes on.
    ///
    /// # Errors
    /// A message when the stage's condition is none.
    pub(crate) fn begin(&self, state: &mut State, when: Option<&Value>) -> Result<bool, String> {
        let number = state.skipped.len();
        let Some(stage) = self.parts.rules.stages.get(number) else {
            return Err("a stage begins that the script does not have".to_owned());
        };
        let unknown = when.and_then(Value::lack);
        if let Some(when) = when
            && unknown.is_none()
            && !matches!(when, Value::Flag(_))
        {
            return Err("a stage's `when` is not a condition".to_owned());
        }
        let skipped = when == Some(&Value::Flag(false));
        state.skipped.push(skipped);
        state.skipping = skipped;
        state.stage_from = state.log.entries.len();
        if let Some(causes) = unknown {
            self.happen(state, stage.refers, EventState::Unknown(causes), &Blind);
        }
        if skipped {
            return Ok(true);
        }
        if self.manner.mode == Mode::Next {
            let unasked = |report: &&Report| {
                let sources = self.subject.sources_of(report.party);
                sources.is_some_and(|sources| !sources.contains_key(&report.source))
            };
            let wanted: Vec<Report> = stage.ask.iter().filter(unasked).copied().collect();
            if !wanted.is_empty() {
                state.ended = Some(Ended::Gather(wanted));
                return Ok(false);
            }
        }
        for index in 0..stage.ask.len() {
            self.ask(state, stage, index);
        }
        Ok(true)
    }

    /// Notes that a source was asked, and what its silence means. Of a co-applicant where there is none nobody is
    /// asked, and nobody is silent.
    fn ask(&self, state: &mut State, stage: &StageRule, index: usize) {
        let report = stage.ask[index];
        let Some(sources) = self.subject.sources_of(report.party) else {
            return;
        };
        let answered = sources
            .get(&report.source)
            .is_some_and(|state| state.answered);
        if !state.asked.ask(report, answered) || answered {
            return;
        }
        match self.parts.silence(report.source) {
            Silence::GoOn => {}
            Silence::Refer => {
                let cause = Causes::one(Cause::Data(report.name().into()));
                self.happen(state, stage.refers, EventState::Unknown(cause), &Blind);
            }
            Silence::Decline => {
                self.happen(state, stage.declines[index], EventState::Fired, &Blind);
            }
        }
    }
}

impl Sight for Blind {
    fn operands(&self, _: &Known<'_>, _: &mut State, _: &Rule) {}

    fn shown(&self, _: &Known<'_>, _: &mut State, _: u32) {}

    fn of(&self, _: &Known<'_>, _: &mut State, _: &Rule) -> Option<Value> {
        None
    }

    fn shown_by(&self, _: &Known<'_>, _: &mut State, _: &str) -> BTreeMap<String, Value> {
        BTreeMap::new()
    }
}
