//! The language's operators in rhai: every pair of kinds goes through [`Value::apply`].

use std::any::TypeId;

use chrono::NaiveDate;
use rhai::{Dynamic, Engine, EvalAltResult, ImmutableString, NativeCallContext};
use rust_decimal::Decimal;

use super::object::{Bound, Missing, Nothing, dynamic, value};
use super::vocabulary::Handle;
use crate::policy::value::{KindMismatch, Operator, Value};

type Answer = Result<Dynamic, Box<EvalAltResult>>;

/// The kinds of value that an operator can meet.
fn kinds() -> [TypeId; 8] {
    [
        TypeId::of::<Decimal>(),
        TypeId::of::<bool>(),
        TypeId::of::<ImmutableString>(),
        TypeId::of::<NaiveDate>(),
        TypeId::of::<Missing>(),
        TypeId::of::<Nothing>(),
        TypeId::of::<Bound>(),
        TypeId::of::<rhai::Array>(),
    ]
}

/// rhai's own name of an operator, after the token hook.
const fn symbol(operator: Operator) -> &'static str {
    match operator {
        Operator::And => "&",
        Operator::Or => "|",
        other => other.symbol(),
    }
}

/// Registers every operator for every pair of kinds, so that rhai's own meaning (which answers
/// `false` for kinds that do not compare, and stops at an overflow) is never reached.
pub(super) fn register(engine: &mut Engine) {
    for operator in Operator::ALL {
        for left in kinds() {
            for right in kinds() {
                engine.register_raw_fn(
                    symbol(operator),
                    [left, right],
                    move |context: NativeCallContext<'_>, arguments: &mut [&mut Dynamic]| {
                        binary(operator, &context, arguments)
                    },
                );
            }
        }
    }
    for kind in kinds() {
        engine.register_raw_fn(
            "!",
            [kind],
            |context: NativeCallContext<'_>, arguments: &mut [&mut Dynamic]| {
                unary(Value::not, &context, arguments)
            },
        );
        engine.register_raw_fn(
            "-",
            [kind],
            |context: NativeCallContext<'_>, arguments: &mut [&mut Dynamic]| {
                unary(Value::negate, &context, arguments)
            },
        );
    }
}

fn binary(
    operator: Operator,
    context: &NativeCallContext<'_>,
    arguments: &[&mut Dynamic],
) -> Answer {
    let operand = |index: usize| arguments.get(index).and_then(|operand| value(operand));
    let (Some(left), Some(right)) = (operand(0), operand(1)) else {
        return fault(
            context,
            format!("operator {} does not take lists", operator.symbol()),
        );
    };
    let result = Value::apply(operator, &left, &right);
    if let Ok(result) = &result
        && !operator.is_arithmetic()
    {
        note(context, &[&left, &right], result);
    }
    answer(context, result)
}

fn unary(
    apply: fn(&Value) -> Result<Value, KindMismatch>,
    context: &NativeCallContext<'_>,
    arguments: &[&mut Dynamic],
) -> Answer {
    match arguments.first().and_then(|operand| value(operand)) {
        Some(operand) => {
            let result = apply(&operand);
            if let Ok(result) = &result {
                note(context, &[&operand], result);
            }
            answer(context, result)
        }
        None => fault(context, "the operator does not take lists".to_owned()),
    }
}

/// Lets a run that is watched know what an operator was given and what it gave.
fn note(context: &NativeCallContext<'_>, operands: &[&Value], result: &Value) {
    if let Some(handle) = context.tag().and_then(Dynamic::read_lock::<Handle>) {
        handle.0.saw(context, operands, result);
    }
}

fn answer(context: &NativeCallContext<'_>, result: Result<Value, KindMismatch>) -> Answer {
    match result {
        Ok(value) => Ok(dynamic(value)),
        Err(mismatch) => fault(context, format!("failed to {mismatch}")),
    }
}

/// A fault of the policy: the run stops, and nothing is decided.
pub(crate) fn fault<T>(
    context: &NativeCallContext<'_>,
    message: String,
) -> Result<T, Box<EvalAltResult>> {
    Err(EvalAltResult::ErrorRuntime(message.into(), context.call_position()).into())
}
