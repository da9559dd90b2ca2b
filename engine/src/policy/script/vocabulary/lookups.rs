//! Namespaces, tables, scorecards, sources and dated series.

use caudal_facts::Report;
use chrono::NaiveDate;
use rhai::{Dynamic, Engine, ImmutableString, Map};

use super::{Answer, Context, run};
use crate::policy::script::object::{
    Missing, Namespace, QUOTE_PROPERTIES, QuoteObject, ScoreObject, SourceObject, TableRow, dynamic,
};
use crate::policy::script::operators::fault;

pub(super) fn register(engine: &mut Engine) {
    properties(engine);
    for word in ["table", "scorecard"] {
        engine
            .register_fn(
                word,
                move |context: Context<'_>, name: ImmutableString| -> Answer {
                    look_up(&context, word, &name, &Map::new())
                },
            )
            .register_fn(
                word,
                move |context: Context<'_>, name: ImmutableString, args: Map| -> Answer {
                    look_up(&context, word, &name, &args)
                },
            );
    }
    engine.register_fn(
        "source",
        |context: Context<'_>, name: ImmutableString| -> Answer {
            match Report::parse(&name) {
                Some(report) => Ok(Dynamic::from(run(&context)?.source(report))),
                None => fault(&context, format!("unknown source {name:?}")),
            }
        },
    );
}

fn look_up(context: &Context<'_>, word: &str, name: &str, args: &Map) -> Answer {
    let run = run(context)?;
    let answer = if word == "table" {
        run.table(name, args).map(Dynamic::from)
    } else {
        run.scorecard(name, args)
            .map(|score| Dynamic::from(ScoreObject(score)))
    };
    answer.or_else(|message| fault(context, message))
}

/// Reading a property: what a name holds, or a fault that lists what there is.
fn properties(engine: &mut Engine) {
    engine
        .register_indexer_get(
            |context: Context<'_>, namespace: &mut Namespace, name: ImmutableString| -> Answer {
                let run = run(&context)?;
                match run.read(&namespace.0, &name) {
                    Ok(value) => Ok(value),
                    Err(message) => fault(&context, message),
                }
            },
        )
        .register_indexer_get(
            |context: Context<'_>, row: &mut TableRow, name: ImmutableString| -> Answer {
                match row.cell(&name) {
                    Some(value) => Ok(dynamic(value)),
                    None => fault(
                        &context,
                        format!("table {:?} has no result {name:?}", row.table),
                    ),
                }
            },
        )
        .register_indexer_get(
            |context: Context<'_>, score: &mut ScoreObject, name: ImmutableString| -> Answer {
                if let Some(figure) = score.0.property(&name) {
                    return Ok(dynamic(figure));
                }
                match name.as_str() {
                    "reasons" => Ok(score
                        .0
                        .lost
                        .iter()
                        .map(|(code, _)| Dynamic::from(ImmutableString::from(code.as_str())))
                        .collect::<rhai::Array>()
                        .into()),
                    _ => fault(
                        &context,
                        format!("a score has .points, .reasons and, scaled, .odds, no {name:?}"),
                    ),
                }
            },
        )
        .register_indexer_get(
            |context: Context<'_>, source: &mut SourceObject, name: ImmutableString| -> Answer {
                match name.as_str() {
                    "answered" => Ok(dynamic(source.answered.clone())),
                    "offered" => Ok(source.offered.into()),
                    "age_days" => Ok(dynamic(source.age_days.clone())),
                    _ => fault(
                        &context,
                        format!("a source has .answered, .offered and .age_days, no {name:?}"),
                    ),
                }
            },
        )
        .register_indexer_get(
            |context: Context<'_>, quote: &mut QuoteObject, name: ImmutableString| -> Answer {
                match quote.property(&name) {
                    Some(value) => Ok(dynamic(value)),
                    None => fault(
                        &context,
                        format!(
                            "a quote has no {name:?}: known are {}",
                            QUOTE_PROPERTIES.join(", ")
                        ),
                    ),
                }
            },
        );
    // Of what is not there, nothing is there: a row or a quote that could not be made.
    engine.register_indexer_get(|missing: &mut Missing, _: ImmutableString| missing.clone());
    // Dates are compared and counted between; nothing is read from them.
    engine.register_type_with_name::<NaiveDate>("date");
}
