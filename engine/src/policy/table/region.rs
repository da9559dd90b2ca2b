//! A box in the space of a table's columns, as people read it.

use std::fmt;

use rust_decimal::Decimal;

use super::cut::{At, Cut, Family, Key, Side};
use crate::policy::value::Value;

/// A box: for each column that it limits, the values in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// The columns that it limits, in the table's order.
    pub parts: Vec<Extent>,
}

/// What a box has of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extent {
    /// The column's name; `date` for the date of the decision.
    pub column: String,
    /// The stretches of values; `None` for every known value.
    pub(super) spans: Option<Vec<(Cut, Cut)>>,
    /// Whether its numbers are whole.
    pub(super) whole: bool,
    pub(super) none: bool,
    pub(super) missing: bool,
}

impl Region {
    /// Whether values, told by their columns' names, lie in it.
    #[must_use]
    pub fn contains(&self, value: impl Fn(&str) -> Value) -> bool {
        self.parts
            .iter()
            .all(|part| part.contains(&value(&part.column)))
    }
}

impl Extent {
    fn contains(&self, value: &Value) -> bool {
        match Key::of(value) {
            Some(key) => {
                let place = Cut::before(key);
                let holds = |(from, to): &(Cut, Cut)| *from <= place && place < *to;
                self.spans
                    .as_ref()
                    .is_none_or(|spans| spans.iter().any(holds))
            }
            None if matches!(value, Value::None(_)) => self.none,
            None => self.missing,
        }
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.parts.is_empty() {
            return f.write_str("whatever it is given");
        }
        for (index, part) in self.parts.iter().enumerate() {
            f.write_str(if index == 0 { "where " } else { " and " })?;
            part.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Extent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut values: Vec<String> = Vec::new();
        match &self.spans {
            None => values.push("known".to_owned()),
            Some(spans) => {
                for span in spans {
                    let shown = shown(span, self.whole);
                    if !values.contains(&shown) {
                        values.push(shown);
                    }
                }
            }
        }
        if self.none {
            values.push("none".to_owned());
        }
        if self.missing {
            values.push("missing".to_owned());
        }
        write!(f, "{} is {}", self.column, values.join(" or "))
    }
}

/// A stretch of values, written like a cell.
fn shown((from, to): &(Cut, Cut), whole: bool) -> String {
    let day = from.family == Family::Date;
    match (&from.at, &to.at) {
        (At::Beside(one, Side::Before), At::Beside(other, Side::After)) if one == other => key(one),
        (At::Beside(one, Side::Before), At::Beside(other, Side::Before))
            if (whole || day) && previous(other).as_ref() == Some(one) =>
        {
            key(one)
        }
        (At::Beside(one, Side::Before), At::Beside(other, Side::Before)) if whole || day => {
            let last = previous(other).unwrap_or_else(|| other.clone());
            format!("[{}..{}]", key(one), key(&last))
        }
        _ if from.family == Family::Text => "another text".to_owned(),
        (At::Beside(low, low_side), At::Beside(high, high_side)) => {
            let open = if *low_side == Side::Before { '[' } else { '(' };
            let close = if *high_side == Side::Before { ')' } else { ']' };
            format!("{open}{}..{}{close}", key(low), key(high))
        }
        (At::Beside(low, Side::Before), _) => format!(">={}", key(low)),
        (At::Beside(low, Side::After), _) => format!(">{}", key(low)),
        (_, At::Beside(high, Side::Before)) => format!("<{}", key(high)),
        (_, At::Beside(high, Side::After)) => format!("<={}", key(high)),
        _ => "any value".to_owned(),
    }
}

/// The whole number or the day before one.
fn previous(of: &Key) -> Option<Key> {
    match of {
        Key::Number(number) => number.checked_sub(Decimal::ONE).map(Key::Number),
        Key::Date(date) => date.pred_opt().map(Key::Date),
        Key::Flag(_) | Key::Text(_) => None,
    }
}

fn key(key: &Key) -> String {
    match key {
        Key::Number(number) => number.normalize().to_string(),
        Key::Date(date) => date.to_string(),
        Key::Flag(flag) => flag.to_string(),
        Key::Text(text) => text.to_string(),
    }
}
