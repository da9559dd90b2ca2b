//! The words that compute a value from values, as the script calls them; and those that keep in mind which limit bound
//! a number.

use rhai::{Array, Dynamic, Engine, ImmutableString};

use super::{Answer, Context, FUNCTIONS, operand, run};
use crate::policy::script::object::{Bound, dynamic};
use crate::policy::script::operators::fault;
use crate::policy::typed::{Signature, Word};
use crate::policy::value::Value;
use crate::policy::words::{self, Numbers};

/// The words that take values and give one, all in the same way.
const PLAIN: [Word; 18] = [
    Word::Known,
    Word::IsMissing,
    Word::IsNone,
    Word::Between,
    Word::Min,
    Word::Max,
    Word::MinKnown,
    Word::MaxKnown,
    Word::Date,
    Word::YearsBetween,
    Word::MonthsBetween,
    Word::DaysBetween,
    Word::AddMonths,
    Word::Uf,
    Word::Real,
    Word::Installment,
    Word::Principal,
    Word::Sampled,
];

pub(super) fn register(engine: &mut Engine) {
    for word in PLAIN
        .into_iter()
        .chain([Word::MonthlyFromTna, Word::MonthlyFromTea])
    {
        plain(engine, word);
    }
    for word in [Word::FloorTo, Word::CeilTo, Word::RoundTo] {
        engine.register_fn(
            Signature::name_of(word),
            move |context: Context<'_>, x: Dynamic, step: Dynamic| -> Answer {
                rounded(&context, word, &x, &step)
            },
        );
    }
    engine
        .register_fn(
            "one_of",
            |context: Context<'_>, x: Dynamic, list: Array| -> Answer {
                let given: Vec<&Dynamic> = [&x].into_iter().chain(&list).collect();
                meant(&context, Word::OneOf, &given)
            },
        )
        .register_fn(
            "capped",
            |context: Context<'_>, x: Dynamic, code: ImmutableString, cap: Dynamic| -> Answer {
                capped(&context, &x, &code, &cap)
            },
        );
}

/// Registers a word for as many arguments as it takes.
fn plain(engine: &mut Engine, word: Word) {
    let name = Signature::name_of(word);
    let arities = FUNCTIONS.iter().find(|(known, _)| *known == name);
    for arity in arities.map_or(&[][..], |(_, arities)| arities) {
        match arity {
            1 => engine.register_fn(name, move |context: Context<'_>, a: Dynamic| {
                meant(&context, word, &[&a])
            }),
            2 => engine.register_fn(name, move |context: Context<'_>, a: Dynamic, b: Dynamic| {
                meant(&context, word, &[&a, &b])
            }),
            3 => engine.register_fn(
                name,
                move |context: Context<'_>, a: Dynamic, b: Dynamic, c: Dynamic| {
                    meant(&context, word, &[&a, &b, &c])
                },
            ),
            _ => engine.register_fn(
                name,
                move |context: Context<'_>, a: Dynamic, b: Dynamic, c: Dynamic, d: Dynamic| {
                    meant(&context, word, &[&a, &b, &c, &d])
                },
            ),
        };
    }
}

fn meant(context: &Context<'_>, word: Word, given: &[&Dynamic]) -> Answer {
    let name = Signature::name_of(word);
    let values: Vec<Value> = given
        .iter()
        .map(|given| operand(context, name, given))
        .collect::<Result<_, _>>()?;
    let values: Vec<&Value> = values.iter().collect();
    let run = run(context)?;
    match words::meaning(word, &run.known(), &values) {
        Ok(value) => Ok(dynamic(value)),
        Err(message) => fault(context, message),
    }
}

/// The smaller of two numbers; remembers the code if the cap is the smaller.
fn capped(context: &Context<'_>, x: &Dynamic, code: &str, cap: &Dynamic) -> Answer {
    let [number, limit] = match super::numbers(context, "capped", [x, cap])? {
        Numbers::Known(known) => known,
        Numbers::Lacking(causes) => return Ok(dynamic(Value::Missing(causes))),
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

fn rounded(context: &Context<'_>, word: Word, x: &Dynamic, step: &Dynamic) -> Answer {
    let name = Signature::name_of(word);
    let [number, step] = match super::numbers(context, name, [x, step])? {
        Numbers::Known(known) => known,
        Numbers::Lacking(causes) => return Ok(dynamic(Value::Missing(causes))),
    };
    let rounded = match words::rounded(word, number, step) {
        Ok(rounded) => rounded,
        Err(message) => return fault(context, message),
    };
    // Rounding keeps in mind which limit bound the number.
    let bound = x.read_lock::<Bound>().map(|bound| bound.code.clone());
    Ok(match (rounded, bound) {
        (Some(number), Some(code)) => Dynamic::from(Bound { number, code }),
        (rounded, _) => dynamic(words::figure(rounded)),
    })
}
