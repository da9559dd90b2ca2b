//! An expression as a policy writes it, for naming conditions.

use crate::policy::script::{Expression, ExpressionKind};

/// Words that are written behind their subject.
const METHODS: [&str; 8] = [
    "or",
    "if_none",
    "or_refer",
    "or_decline",
    "capped",
    "floor_to",
    "ceil_to",
    "round_to",
];

/// The expression, on one line.
pub(super) fn written(expression: &Expression) -> String {
    match &expression.kind {
        ExpressionKind::Number(number) => number.normalize().to_string(),
        ExpressionKind::Flag(flag) => flag.to_string(),
        ExpressionKind::Text(text) => format!("{text:?}"),
        ExpressionKind::Path(path) => path.join("."),
        ExpressionKind::Property(of, name) => format!("{}.{name}", written(of)),
        ExpressionKind::Call(word, parts) => call(word, parts),
        ExpressionKind::List(items) => format!("[{}]", list(items)),
        ExpressionKind::Map(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(name, value)| format!("{name}: {}", written(value)))
                .collect();
            format!("#{{ {} }}", entries.join(", "))
        }
        ExpressionKind::If(condition, _, _) => format!("if {} {{ … }}", written(condition)),
        ExpressionKind::Block(_) => "{ … }".to_owned(),
    }
}

fn call(word: &str, parts: &[Expression]) -> String {
    match (strength(word), parts) {
        (Some(outer), [left, right]) => {
            // Of equals, the left one is computed first.
            let (left, right) = (within(left, outer), within(right, outer + 1));
            format!("{left} {word} {right}")
        }
        (_, [of]) if matches!(word, "!" | "-") => format!("{word}{}", within(of, 10)),
        (_, [of, rest @ ..]) if METHODS.contains(&word) => {
            format!("{}.{word}({})", within(of, 10), list(rest))
        }
        _ => format!("{word}({})", list(parts)),
    }
}

/// In brackets when it binds less than what stands around it.
fn within(expression: &Expression, outer: u8) -> String {
    let text = written(expression);
    match &expression.kind {
        ExpressionKind::Call(word, parts)
            if parts.len() == 2 && strength(word).is_some_and(|inner| inner < outer) =>
        {
            format!("({text})")
        }
        _ => text,
    }
}

fn list(items: &[Expression]) -> String {
    let items: Vec<String> = items.iter().map(written).collect();
    items.join(", ")
}

/// How strongly an operator binds.
fn strength(word: &str) -> Option<u8> {
    Some(match word {
        "||" => 1,
        "&&" => 2,
        "==" | "!=" => 3,
        "<" | "<=" | ">" | ">=" => 4,
        "+" | "-" => 5,
        "*" | "/" => 6,
        _ => return None,
    })
}
