//! Values of a decision as people read them.

use caudal_engine::decision::StateView;
use caudal_engine::policy::{Kind, Language, Policy, Value};
use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::words::Words;

/// A named value, by what the policy says it measures: an amount as money, a share in per cent.
pub(super) fn named(policy: &Policy, name: &str, state: &StateView, language: Language) -> String {
    let value = match state {
        StateView::Flag(flag) => Value::Flag(*flag),
        StateView::None => Value::None(name.into()),
        StateView::Missing(_) => return format!("({})", Words::of(language).no_data),
        StateView::Text(text) => read(policy.kind(name), text),
    };
    policy.show(name, &value, language)
}

/// A number or date that a decision carries as text.
fn read(kind: Option<&Kind>, text: &str) -> Value {
    let as_text = || Value::Text(text.into());
    match kind {
        Some(Kind::Text | Kind::Word(_)) => as_text(),
        _ => {
            let number = text.parse::<Decimal>().map(Value::Number);
            let date = || text.parse::<NaiveDate>().map(Value::Date);
            number.or_else(|_| date()).unwrap_or_else(|_| as_text())
        }
    }
}
