//! Stages and the words that decide; what they do is in the run.

use rhai::{Dynamic, Engine, ImmutableString, Map};

use super::{Answer, Context, run};
use crate::policy::script::form::Verb;

pub(super) fn register(engine: &mut Engine) {
    engine
        .register_fn(
            "stage",
            |context: Context<'_>, _: ImmutableString| -> Answer {
                run(&context)?.begin_stage(&context, &Map::new())
            },
        )
        .register_fn(
            "stage",
            |context: Context<'_>, _: ImmutableString, options: Map| -> Answer {
                run(&context)?.begin_stage(&context, &options)
            },
        )
        .register_fn(
            "rules",
            |context: Context<'_>, table: ImmutableString| -> Answer {
                run(&context)?.rules(&context, &table, &Map::new())
            },
        )
        .register_fn(
            "rules",
            |context: Context<'_>, table: ImmutableString, args: Map| -> Answer {
                run(&context)?.rules(&context, &table, &args)
            },
        )
        .register_fn("offer", |context: Context<'_>, quote: Dynamic| -> Answer {
            run(&context)?.offer(&context, &quote)
        })
        .register_fn(
            "condition",
            |context: Context<'_>, code: ImmutableString| -> Answer {
                run(&context)?.act(&context, Verb::Condition, &code, &true.into(), None)
            },
        )
        .register_fn(
            "condition",
            |context: Context<'_>, code: ImmutableString, when: Dynamic, details: Map| -> Answer {
                run(&context)?.act(&context, Verb::Condition, &code, &when, Some(&details))
            },
        );
    for verb in [Verb::Decline, Verb::Refer, Verb::Withhold, Verb::Condition] {
        engine.register_fn(
            verb.name(),
            move |context: Context<'_>, code: ImmutableString, when: Dynamic| -> Answer {
                run(&context)?.act(&context, verb, &code, &when, None)
            },
        );
    }
    for verb in [Verb::Waive, Verb::Soften] {
        engine.register_fn(
            verb.name(),
            move |context: Context<'_>,
                  code: ImmutableString,
                  when: Dynamic,
                  _because: ImmutableString|
                  -> Answer { run(&context)?.act(&context, verb, &code, &when, None) },
        );
    }
}
