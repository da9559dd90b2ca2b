//! What a run's conditions and tables came to, for whoever asks what cases cover.
//!
//! The values are those that the run itself computed, where it computed them: nothing is evaluated a second time.

use std::sync::{Mutex, PoisonError};

use rhai::NativeCallContext;

use super::{Run, State};
use crate::policy::script::Place;
use crate::policy::value::Value;

/// What a watched run's conditions and tables came to.
#[derive(Debug, Clone, Default)]
pub struct Watched {
    /// Every operator that answers yes or no, and every word that takes a condition, in the order of the run.
    pub(crate) seen: Vec<Seen>,
    /// The rows and ranges that answered: file and line.
    pub(crate) rows: Vec<(String, usize)>,
}

/// Where something is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct At {
    /// The place of the operator or word.
    pub(crate) place: Place,
    /// Whether it stands within a function: those of shared scripts count their own lines.
    pub(crate) inside: bool,
}

/// One operator or condition as it went.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) at: At,
    /// What an operator was given; nothing for a word that takes a condition.
    pub(crate) operands: Vec<Value>,
    /// What the operator gave, or what the condition was.
    pub(crate) result: Value,
    /// Whether its stage is skipped: its rules decide nothing.
    pub(crate) skipped: bool,
}

impl Run {
    /// Notes what an operator or a condition came to, if anybody wants to know.
    pub(crate) fn saw(&self, context: &NativeCallContext<'_>, operands: &[&Value], result: &Value) {
        if self.watched.is_some() {
            let state = self.state();
            self.saw_in(&state, context, operands, result);
        }
    }

    /// The same, for who holds the state already.
    pub(super) fn saw_in(
        &self,
        state: &State,
        context: &NativeCallContext<'_>,
        operands: &[&Value],
        result: &Value,
    ) {
        let seen = || Seen {
            at: At {
                place: context.call_position().into(),
                // A word is itself one level below whoever calls it.
                inside: context.call_level() > 1,
            },
            operands: operands.iter().map(|operand| (*operand).clone()).collect(),
            result: result.clone(),
            skipped: state.skipping,
        };
        self.note(|watched| watched.seen.push(seen()));
    }

    /// Notes the rows or ranges that answered, if anybody wants to know.
    pub(super) fn saw_rows(&self, file: &str, lines: impl FnOnce() -> Vec<usize>) {
        self.note(|watched| {
            let rows = lines().into_iter().map(|line| (file.to_owned(), line));
            watched.rows.extend(rows);
        });
    }

    /// What was noted, taken out.
    pub(super) fn take_watched(&self) -> Watched {
        let mut taken = Watched::default();
        self.note(|watched| taken = std::mem::take(watched));
        taken
    }

    fn note(&self, note: impl FnOnce(&mut Watched)) {
        if let Some(watched) = &self.watched {
            note(&mut lock(watched));
        }
    }
}

fn lock(watched: &Mutex<Watched>) -> std::sync::MutexGuard<'_, Watched> {
    watched.lock().unwrap_or_else(PoisonError::into_inner)
}
