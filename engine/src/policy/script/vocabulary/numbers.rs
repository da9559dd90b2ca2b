//! Comparing, choosing and rounding numbers.

use rhai::{Array, Dynamic, Engine, ImmutableString};
use rust_decimal::{Decimal, RoundingStrategy};

use super::{Answer, Context, Numbers, figure, numbers, operand, run};
use crate::policy::script::object::{Bound, dynamic};
use crate::policy::script::operators::fault;
use crate::policy::value::{Causes, Operator, Value};

pub(super) fn register(engine: &mut Engine) {
    extremes(engine);
    rounding(engine);
    engine
        .register_fn(
            "between",
            |context: Context<'_>, x: Dynamic, low: Dynamic, high: Dynamic| -> Answer {
                let x = operand(&context, "between", &x)?;
                let (low, high) = (
                    operand(&context, "between", &low)?,
                    operand(&context, "between", &high)?,
                );
                let within = Value::apply(Operator::GreaterOrEqual, &x, &low).and_then(|above| {
                    let below = Value::apply(Operator::LessOrEqual, &x, &high)?;
                    Value::apply(Operator::And, &above, &below)
                });
                match within {
                    Ok(within) => Ok(dynamic(within)),
                    Err(mismatch) => fault(&context, format!("failed to {mismatch}")),
                }
            },
        )
        .register_fn(
            "one_of",
            |context: Context<'_>, x: Dynamic, list: Array| -> Answer {
                let x = operand(&context, "one_of", &x)?;
                if let Some(causes) = x.lack() {
                    return Ok(dynamic(Value::Missing(causes)));
                }
                for item in &list {
                    let item = operand(&context, "one_of", item)?;
                    match Value::apply(Operator::Equal, &x, &item) {
                        Ok(Value::Flag(true)) => return Ok(true.into()),
                        Ok(_) => {}
                        Err(mismatch) => {
                            return fault(&context, format!("failed to {mismatch}"));
                        }
                    }
                }
                Ok(false.into())
            },
        )
        .register_fn(
            "capped",
            |context: Context<'_>, x: Dynamic, code: ImmutableString, cap: Dynamic| -> Answer {
                capped(&context, &x, &code, &cap)
            },
        )
        .register_fn(
            "sampled",
            |context: Context<'_>, salt: ImmutableString, share: Dynamic| -> Answer {
                match numbers(&context, "sampled", [&share])? {
                    Numbers::Known([share]) => Ok(run(&context)?.sampled(&salt, share).into()),
                    Numbers::Lacking(missing) => Ok(dynamic(missing)),
                }
            },
        );
}

/// The smaller of two numbers; remembers the code if the cap is the smaller.
fn capped(context: &Context<'_>, x: &Dynamic, code: &str, cap: &Dynamic) -> Answer {
    let [number, limit] = match numbers(context, "capped", [x, cap])? {
        Numbers::Known(known) => known,
        Numbers::Lacking(missing) => return Ok(dynamic(missing)),
    };
    let before = x.read_lock::<Bound>().and_then(|bound| bound.code.clone());
    // Of several caps that cut, the last one that still cuts is the smallest, and the one that binds.
    let code = if limit < number {
        Some(code.into())
    } else {
        before
    };
    Ok(Dynamic::from(Bound {
        number: number.min(limit),
        code,
    }))
}

fn extremes(engine: &mut Engine) {
    for (word, largest, strict) in [
        ("min", false, true),
        ("max", true, true),
        ("min_known", false, false),
        ("max_known", true, false),
    ] {
        let pick = move |context: &Context<'_>, given: &[&Dynamic]| -> Answer {
            extreme(context, word, given, largest, strict)
        };
        engine
            .register_fn(word, move |context: Context<'_>, a: Dynamic, b: Dynamic| {
                pick(&context, &[&a, &b])
            })
            .register_fn(
                word,
                move |context: Context<'_>, a: Dynamic, b: Dynamic, c: Dynamic| {
                    pick(&context, &[&a, &b, &c])
                },
            )
            .register_fn(
                word,
                move |context: Context<'_>, a: Dynamic, b: Dynamic, c: Dynamic, d: Dynamic| {
                    pick(&context, &[&a, &b, &c, &d])
                },
            );
    }
}

fn extreme(
    context: &Context<'_>,
    word: &str,
    given: &[&Dynamic],
    largest: bool,
    strict: bool,
) -> Answer {
    let mut best: Option<Decimal> = None;
    let mut lacking: Option<Causes> = None;
    for given in given {
        let value = operand(context, word, given)?;
        match (value.number(), value.lack()) {
            (Some(number), _) => {
                best = Some(best.map_or(number, |best| {
                    if largest {
                        best.max(number)
                    } else {
                        best.min(number)
                    }
                }));
            }
            (None, Some(causes)) => {
                lacking =
                    Some(lacking.map_or_else(|| causes.clone(), |so_far| so_far.and(&causes)));
            }
            (None, None) => {
                return fault(context, format!("{word} does not take a {}", value.kind()));
            }
        }
    }
    Ok(dynamic(match (best, lacking) {
        (Some(best), None) => Value::Number(best),
        (Some(best), Some(_)) if !strict => Value::Number(best),
        (_, Some(causes)) => Value::Missing(causes),
        (None, None) => Value::missing("overflow"),
    }))
}

fn rounding(engine: &mut Engine) {
    for (word, strategy) in [
        ("floor_to", RoundingStrategy::ToNegativeInfinity),
        ("ceil_to", RoundingStrategy::ToPositiveInfinity),
        ("round_to", RoundingStrategy::MidpointAwayFromZero),
    ] {
        engine.register_fn(
            word,
            move |context: Context<'_>, x: Dynamic, step: Dynamic| -> Answer {
                let [number, step] = match numbers(&context, word, [&x, &step])? {
                    Numbers::Known(known) => known,
                    Numbers::Lacking(missing) => return Ok(dynamic(missing)),
                };
                if step <= Decimal::ZERO {
                    return fault(
                        &context,
                        format!("{word} wants a step above zero, not {step}"),
                    );
                }
                let rounded = number
                    .checked_div(step)
                    .map(|steps| steps.round_dp_with_strategy(0, strategy))
                    .and_then(|steps| steps.checked_mul(step));
                // Rounding keeps in mind which limit bound the number.
                let bound = x.read_lock::<Bound>().map(|bound| bound.code.clone());
                Ok(match (rounded, bound) {
                    (Some(number), Some(code)) => Dynamic::from(Bound { number, code }),
                    (rounded, _) => figure(rounded),
                })
            },
        );
    }
}
