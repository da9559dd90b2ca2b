//! Running a script from beginning to end, or to where it stops.

use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex};

use caudal_facts::Report;
use rhai::{CallFnOptions, Dynamic, EvalAltResult, Scope};

use super::log::Setting;
use super::ruling::{Results, Ruling};
use super::scripted::of;
use super::{Ended, Manner, Mode, Run, State, Subject, Watched};
use crate::policy::load::Parts;
use crate::policy::native;
use crate::policy::script::Place;
use crate::policy::script::object::{Namespace, ScoreObject};
use crate::policy::script::vocabulary::Handle;
use crate::policy::value::Value;

/// What evaluates a policy. It never changes an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Evaluator {
    /// The plan that was made of the script when the policy was loaded.
    #[default]
    Native,
    /// The script itself.
    Script,
}

impl Evaluator {
    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Script => "script",
        }
    }
}

/// How far a run got.
#[derive(Debug, Clone)]
pub enum Step {
    /// These sources are asked next.
    Gather(Vec<Report>),
    /// It is decided.
    Ruled(Box<Ruling>),
}

/// A policy that failed while it ran: a fault of the policy, so nothing is decided.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("run {file}:{}:{}: {message}", place.line, place.column)]
pub struct Fault {
    /// The script.
    pub file: String,
    /// Where in it.
    pub place: Place,
    /// What went wrong.
    pub message: String,
}

/// The name of the function that ends an evaluation; it does nothing.
pub(crate) const LAST: &str = "end_of_policy";

/// Runs a policy over a case: by its plan where there is one and it can tell, else by its script.
pub(crate) fn run(
    parts: &Arc<Parts>,
    subject: Arc<Subject>,
    manner: Manner,
    evaluator: Evaluator,
) -> Result<Step, Fault> {
    if evaluator == Evaluator::Native
        && let Some(step) = native::run(parts, &subject, manner)
    {
        return Ok(step);
    }
    follow(&Arc::new(Run {
        parts: Arc::clone(parts),
        subject,
        manner,
        state: Mutex::default(),
        quoted_months: AtomicU64::default(),
        names: Mutex::default(),
        watched: None,
    }))
}

/// A run of the script with all facts given, and what its conditions and tables came to.
pub(crate) fn watch(parts: &Arc<Parts>, subject: Arc<Subject>) -> (Result<Step, Fault>, Watched) {
    let run = Arc::new(Run {
        parts: Arc::clone(parts),
        subject,
        manner: Manner {
            mode: Mode::Decide,
            traced: true,
        },
        state: Mutex::default(),
        quoted_months: AtomicU64::default(),
        names: Mutex::default(),
        watched: Some(Mutex::new(Watched::default())),
    });
    let step = follow(&run);
    let watched = run.take_watched();
    (step, watched)
}

fn follow(run: &Arc<Run>) -> Result<Step, Fault> {
    let parts = &run.parts;
    let mut scope = Scope::new();
    let options = CallFnOptions::new()
        .with_tag(Handle(Arc::clone(run)))
        .in_all_namespaces(true)
        .rewind_scope(false);
    let ran: Result<Dynamic, _> =
        parts
            .engine
            .call_fn_with_options(options, &mut scope, &parts.ast, LAST, ());
    let state = std::mem::take(&mut *run.state());
    if let Err(error) = ran
        && (state.ended.is_none() || !matches!(*error, EvalAltResult::ErrorTerminated(..)))
    {
        return Err(fault(parts, &error));
    }
    if let Some(Ended::Gather(sources)) = state.ended {
        return Ok(Step::Gather(sources));
    }
    Ok(Step::Ruled(Box::new(run.finish(state, &scope))))
}

impl Run {
    fn finish(&self, mut state: State, scope: &Scope<'_>) -> Ruling {
        let results = self.results(scope);
        let setting = Setting {
            rules: &self.parts.rules,
            cells: None,
        };
        // Placeholders that no rule had read yet are known once the script has ended.
        for index in 0..state.log.entries.len() {
            let rule = self.parts.rules.get(state.log.entries[index].rule);
            for (name, placeholder) in (0..).zip(&rule.placeholders) {
                if !state.log.shows(setting, index, name)
                    && let Some((_, value)) =
                        results.iter().find(|(result, _)| result == placeholder)
                    && let Some(more) = state.log.more_of(index)
                {
                    more.late.push((name, value.clone()));
                }
            }
        }
        let results = Results::Named(results);
        self.known().rule(state, results, Evaluator::Script)
    }

    /// Every top-level `let`, objects as their properties.
    fn results(&self, scope: &Scope<'_>) -> Vec<(String, Value)> {
        let mut results = Vec::new();
        for name in self.parts.form.results() {
            let Some(held) = scope.get(name) else {
                continue;
            };
            let properties = self.parts.properties(held);
            if let Some(value) = of(held, None) {
                results.push((name.to_owned(), value));
            }
            if held.read_lock::<ScoreObject>().is_some() || !properties.is_empty() {
                for property in properties {
                    if let Some(value) = of(held, Some(&property)) {
                        results.push((format!("{name}.{property}"), value));
                    }
                }
            }
        }
        results
    }
}

fn fault(parts: &Parts, error: &EvalAltResult) -> Fault {
    let inner = error.unwrap_inner();
    let place = Place::from(error.position());
    let message = match inner {
        EvalAltResult::ErrorRuntime(message, _) => message.to_string(),
        EvalAltResult::ErrorMismatchDataType(expected, actual, _) if expected == "bool" => {
            format!("expected a condition, found {actual}: an `if` does not take missing values")
        }
        other => {
            let text = other.to_string();
            text.split(" (line ").next().unwrap_or_default().to_owned()
        }
    };
    Fault {
        file: parts.script_file().to_string(),
        place,
        message,
    }
}

/// Resolves the names that no `let` defines, and notes what the script reads.
pub(crate) fn resolve_names(engine: &mut rhai::Engine, namespaces: Vec<String>) {
    #[expect(
        deprecated,
        reason = "rhai marks the hook as unstable, not as going away; the version is pinned by Cargo.lock"
    )]
    engine.on_var(move |name, _, mut context| {
        let tag = context
            .tag_mut()
            .read_lock::<Handle>()
            .map(|handle| Arc::clone(&handle.0));
        let Some(run) = tag else { return Ok(None) };
        if name == "as_of" {
            return Ok(Some(Dynamic::from(run.subject.as_of)));
        }
        if let Some(held) = context.scope().get(name) {
            // Inside a function a name is a parameter, which may be called like a `let`.
            if context.call_level() == 0 {
                let held = held.clone();
                run.names().insert(name.to_owned(), held);
            }
            return Ok(None);
        }
        let known = namespaces.iter().any(|namespace| namespace == name);
        Ok(known.then(|| Dynamic::from(Namespace(name.into()))))
    });
}
