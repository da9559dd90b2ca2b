//! Local dates.

use chrono::NaiveDate;
use rhai::{Dynamic, Engine, EvalAltResult, ImmutableString};

use super::{Answer, Context, Numbers, numbers, operand};
use crate::policy::script::object::dynamic;
use crate::policy::script::operators::fault;
use crate::policy::value::{Causes, Value};

pub(super) fn register(engine: &mut Engine) {
    engine.register_fn(
        "date",
        |context: Context<'_>, text: ImmutableString| -> Answer {
            match text.parse::<NaiveDate>() {
                Ok(date) => Ok(dynamic(Value::Date(date))),
                Err(_) => fault(&context, format!("{text:?} is no date such as 2026-10-20")),
            }
        },
    );
    span(engine, "years_between", |from, to| {
        caudal_facts::years_between(from, to).into()
    });
    span(engine, "months_between", |from, to| {
        caudal_facts::months_between(from, to).into()
    });
    span(engine, "days_between", |from, to| (to - from).num_days());
    engine.register_fn(
        "add_months",
        |context: Context<'_>, from: Dynamic, months: Dynamic| -> Answer {
            let from = date(&context, "add_months", &from)?;
            let months = match numbers(&context, "add_months", [&months])? {
                Numbers::Known([months]) => months,
                Numbers::Lacking(missing) => return Ok(dynamic(missing)),
            };
            let from = match from {
                Ok(from) => from,
                Err(causes) => return Ok(dynamic(Value::Missing(causes))),
            };
            let later = i32::try_from(months)
                .ok()
                .filter(|_| months.is_integer())
                .and_then(|months| caudal_facts::add_months(from, months));
            match later {
                Some(date) => Ok(dynamic(Value::Date(date))),
                None => fault(&context, format!("cannot add {months} months to {from}")),
            }
        },
    );
}

fn span(engine: &mut Engine, word: &'static str, count: fn(NaiveDate, NaiveDate) -> i64) {
    engine.register_fn(
        word,
        move |context: Context<'_>, from: Dynamic, to: Dynamic| -> Answer {
            let (from, to) = (date(&context, word, &from)?, date(&context, word, &to)?);
            Ok(dynamic(match (from, to) {
                (Ok(from), Ok(to)) => Value::Number(count(from, to).into()),
                (Err(one), Err(other)) => Value::Missing(one.and(&other)),
                (Err(causes), Ok(_)) | (Ok(_), Err(causes)) => Value::Missing(causes),
            }))
        },
    );
}

/// A date, or why it is lacking.
fn date(
    context: &Context<'_>,
    word: &str,
    given: &Dynamic,
) -> Result<Result<NaiveDate, Causes>, Box<EvalAltResult>> {
    let value = operand(context, word, given)?;
    match (&value, value.lack()) {
        (_, Some(causes)) => Ok(Err(causes)),
        (Value::Date(date), None) => Ok(Ok(*date)),
        (other, None) => fault(context, format!("{word} does not take a {}", other.kind())),
    }
}
