//! Quotes, as the script calls for them.

use rhai::{Dynamic, Engine, Map};
use rust_decimal::Decimal;

use super::{Answer, Context, numbers, run};
use crate::policy::script::object::{Bound, dynamic};
use crate::policy::script::operators::fault;
use crate::policy::value::Value;
use crate::policy::words::{self, Numbers};

pub(super) fn register(engine: &mut Engine) {
    engine
        .register_fn(
            "quote",
            |context: Context<'_>, amount: Dynamic, rate: Dynamic, term: Dynamic| -> Answer {
                quote(&context, &amount, &rate, &term, &Map::new())
            },
        )
        .register_fn(
            "quote",
            |context: Context<'_>, amount: Dynamic, rate: Dynamic, term: Dynamic, costs: Map| {
                quote(&context, &amount, &rate, &term, &costs)
            },
        );
}

fn quote(
    context: &Context<'_>,
    amount: &Dynamic,
    rate: &Dynamic,
    term: &Dynamic,
    costs: &Map,
) -> Answer {
    let mut fee = Dynamic::from_decimal(Decimal::ZERO);
    for (name, cost) in costs {
        if name != "monthly_fee" {
            return fault(
                context,
                format!("quote knows no cost {name:?}: known is monthly_fee"),
            );
        }
        fee = cost.clone();
    }
    let given = match numbers(context, "quote", [amount, rate, term, &fee])? {
        Numbers::Known(known) => known,
        Numbers::Lacking(causes) => return Ok(dynamic(Value::Missing(causes))),
    };
    let bound_by = amount
        .read_lock::<Bound>()
        .and_then(|bound| bound.code.clone());
    match words::quoted(&run(context)?.known(), given, bound_by) {
        Ok(quote) => Ok(Dynamic::from(quote)),
        Err(message) => fault(context, message),
    }
}
