//! The language's words in rhai. What they mean is in the values, tables, loans and the run; here
//! they are only tied to names.

mod acts;
mod loans;
mod lookups;
mod numbers;
mod states;

use std::sync::Arc;

use rhai::{Dynamic, Engine, EvalAltResult, NativeCallContext};

use super::object::value;
use super::operators::fault;
use crate::policy::run::Run;
use crate::policy::value::Value;
use crate::policy::words::{self, Numbers};

type Answer = Result<Dynamic, Box<EvalAltResult>>;
type Context<'c> = NativeCallContext<'c>;

/// The run that a script's calls belong to, carried as the evaluation's tag.
#[derive(Debug, Clone)]
pub(crate) struct Handle(pub(crate) Arc<Run>);

/// Functions a script may call, with the numbers of arguments they take, subject of a method
/// included. Words that decide are in [`Verb`](super::form::Verb).
pub(crate) const FUNCTIONS: [(&str, &[usize]); 35] = [
    ("stage", &[1, 2]),
    ("table", &[1, 2]),
    ("scorecard", &[1, 2]),
    ("source", &[1]),
    ("known", &[1]),
    ("is_missing", &[1]),
    ("is_none", &[1]),
    ("or", &[2]),
    ("if_none", &[2]),
    ("or_refer", &[2]),
    ("or_decline", &[2]),
    ("choose", &[3]),
    ("between", &[3]),
    ("one_of", &[2]),
    ("min", &[2, 3, 4]),
    ("max", &[2, 3, 4]),
    ("min_known", &[2, 3, 4]),
    ("max_known", &[2, 3, 4]),
    ("floor_to", &[2]),
    ("ceil_to", &[2]),
    ("round_to", &[2]),
    ("date", &[1]),
    ("years_between", &[2]),
    ("months_between", &[2]),
    ("days_between", &[2]),
    ("add_months", &[2]),
    ("uf", &[1]),
    ("real", &[2]),
    ("quote", &[3, 4]),
    ("installment", &[3]),
    ("principal", &[3]),
    ("monthly_from_tna", &[1]),
    ("monthly_from_tea", &[1]),
    ("capped", &[3]),
    ("sampled", &[2]),
];

/// Registers every word.
pub(super) fn register(engine: &mut Engine) {
    states::register(engine);
    numbers::register(engine);
    loans::register(engine);
    lookups::register(engine);
    acts::register(engine);
}

/// The run that a call belongs to.
fn run(context: &Context<'_>) -> Result<Arc<Run>, Box<EvalAltResult>> {
    let handle = context.tag().and_then(Dynamic::read_lock::<Handle>);
    match handle {
        Some(handle) => Ok(Arc::clone(&handle.0)),
        None => fault(context, "the script runs outside a policy".to_owned()),
    }
}

/// An argument as a value, or a fault that names the word.
fn operand(
    context: &Context<'_>,
    word: &str,
    given: &Dynamic,
) -> Result<Value, Box<EvalAltResult>> {
    match value(given) {
        Some(value) => Ok(value),
        None => fault(
            context,
            format!(
                "{word} does not take {}: expected a value",
                given.type_name()
            ),
        ),
    }
}

/// Numbers for a word that is strict in missing values.
fn numbers<const N: usize>(
    context: &Context<'_>,
    word: &str,
    given: [&Dynamic; N],
) -> Result<Numbers<N>, Box<EvalAltResult>> {
    let mut values = [const { Value::Flag(false) }; N];
    for (value, given) in values.iter_mut().zip(given) {
        *value = operand(context, word, given)?;
    }
    match words::numbers(word, values.each_ref()) {
        Ok(numbers) => Ok(numbers),
        Err(message) => fault(context, message),
    }
}
