//! Asking whether a value is known, and what to do when it is not.

use rhai::{Dynamic, Engine, ImmutableString};

use super::{Answer, Context, operand, run};
use crate::policy::script::object::dynamic;
use crate::policy::script::operators::fault;
use crate::policy::value::Value;

pub(super) fn register(engine: &mut Engine) {
    engine
        .register_fn(
            "or",
            |context: Context<'_>, x: Dynamic, y: Dynamic| -> Answer {
                let missing = matches!(operand(&context, "or", &x)?, Value::Missing(_));
                Ok(if missing { y } else { x })
            },
        )
        .register_fn(
            "if_none",
            |context: Context<'_>, x: Dynamic, y: Dynamic| -> Answer {
                let none = matches!(operand(&context, "if_none", &x)?, Value::None(_));
                Ok(if none { y } else { x })
            },
        )
        .register_fn(
            "choose",
            |context: Context<'_>, condition: Dynamic, yes: Dynamic, no: Dynamic| -> Answer {
                let condition = operand(&context, "choose", &condition)?;
                run(&context)?.saw(&context, &[], &condition);
                match (&condition, condition.lack()) {
                    (_, Some(causes)) => Ok(dynamic(Value::Missing(causes))),
                    (Value::Flag(flag), None) => Ok(if *flag { yes } else { no }),
                    (other, None) => {
                        fault(&context, format!("choose does not take a {}", other.kind()))
                    }
                }
            },
        );
    for word in ["or_refer", "or_decline"] {
        engine.register_fn(
            word,
            move |context: Context<'_>, x: Dynamic, _: ImmutableString| -> Answer {
                let Value::Missing(causes) = operand(&context, word, &x)? else {
                    return Ok(x);
                };
                let answered = run(&context)?.answer_for(&causes, &context)?;
                Ok(dynamic(Value::Missing(answered)))
            },
        );
    }
}
