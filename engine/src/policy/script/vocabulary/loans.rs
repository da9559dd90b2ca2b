//! Rates, instalments and quotes.

use std::sync::Arc;

use caudal_facts::{Rate, RatePeriod};
use rhai::{Dynamic, Engine, EvalAltResult, Map};
use rust_decimal::Decimal;

use super::{Answer, Context, Numbers, figure, numbers, run};
use crate::policy::loan::Contract;
use crate::policy::script::object::{Bound, QuoteObject, dynamic, value};
use crate::policy::script::operators::fault;
use crate::policy::value::Value;

pub(super) fn register(engine: &mut Engine) {
    for (word, period) in [
        ("monthly_from_tna", RatePeriod::YearNominal),
        ("monthly_from_tea", RatePeriod::YearEffective),
    ] {
        engine.register_fn(word, move |context: Context<'_>, x: Dynamic| -> Answer {
            Ok(match numbers(&context, word, [&x])? {
                Numbers::Known([rate]) => figure(Rate::new(rate, period).monthly()),
                Numbers::Lacking(missing) => dynamic(missing),
            })
        });
    }
    loan(engine, "installment", Contract::installment);
    loan(engine, "principal", Contract::principal);
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

type Arithmetic = fn(&Contract, Decimal, Decimal, u32) -> Option<Decimal>;

fn loan(engine: &mut Engine, word: &'static str, arithmetic: Arithmetic) {
    engine.register_fn(
        word,
        move |context: Context<'_>, x: Dynamic, rate: Dynamic, term: Dynamic| -> Answer {
            let [x, rate, term] = match numbers(&context, word, [&x, &rate, &term])? {
                Numbers::Known(known) => known,
                Numbers::Lacking(missing) => return Ok(dynamic(missing)),
            };
            let term = months(&context, word, term)?;
            let contract = run(&context)?.contract(Decimal::ZERO);
            Ok(figure(arithmetic(&contract, x, rate, term)))
        },
    );
}

fn months(context: &Context<'_>, word: &str, term: Decimal) -> Result<u32, Box<EvalAltResult>> {
    let whole = u32::try_from(term).ok().filter(|whole| *whole > 0);
    match whole.filter(|_| term.is_integer()) {
        Some(whole) => Ok(whole),
        None => fault(
            context,
            format!("{word} wants a term in whole months, not {term}"),
        ),
    }
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
    let [number, rate, term, fee] = match numbers(context, "quote", [amount, rate, term, &fee])? {
        Numbers::Known(known) => known,
        Numbers::Lacking(missing) => return Ok(dynamic(missing)),
    };
    let term_months = months(context, "quote", term)?;
    let contract = run(context)?.contract(fee);
    Ok(Dynamic::from(QuoteObject {
        amount: contract.payable(number),
        term_months,
        monthly_rate: rate,
        quote: contract.quote(number, rate, term_months).ok().map(Arc::new),
        bound_by: amount
            .read_lock::<Bound>()
            .and_then(|bound| bound.code.clone()),
    }))
}

/// `uf(n)` and `real(amount, date)` live with the run, which knows the series.
pub(super) fn converted(context: &Context<'_>, word: &str, x: &Dynamic, rate: &Value) -> Answer {
    let rate = dynamic(rate.clone());
    let product = match numbers(context, word, [x, &rate])? {
        Numbers::Known([x, rate]) => figure(x.checked_mul(rate)),
        Numbers::Lacking(missing) => dynamic(missing),
    };
    debug_assert!(value(&product).is_some(), "a product is a value");
    Ok(product)
}
