//! A table's condition cells: `any`, `missing`, `none`, values, alternatives and ranges.

use std::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::table::{Cut, Key};
use super::value::{Causes, Value};

/// A condition on one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Holds for everything, missing and none included.
    Any,
    /// Holds for a missing value.
    Missing,
    /// Holds for a value known to be absent.
    None,
    /// Holds for one of these.
    OneOf(Vec<Literal>),
    /// Holds for what lies between; a bound that is not there does not bind.
    Range {
        low: Option<Edge>,
        high: Option<Edge>,
    },
}

/// A value written in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Literal {
    Number(Decimal),
    Flag(bool),
    Date(NaiveDate),
    Text(String),
}

/// One end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Edge {
    value: Point,
    inclusive: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Point {
    Number(Decimal),
    Date(NaiveDate),
}

/// Three-valued: does the condition hold?
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Holds {
    Yes,
    No,
    Unknown(Causes),
}

impl Cell {
    /// Reads a cell. `semicolons` tells whether a comma may be a decimal sign.
    pub(crate) fn parse(text: &str, semicolons: bool) -> Result<Self, String> {
        match text {
            "" => return Err("the cell is blank: write any if it does not matter".to_owned()),
            "any" => return Ok(Self::Any),
            "missing" => return Ok(Self::Missing),
            "none" => return Ok(Self::None),
            _ => {}
        }
        for (sign, low, inclusive) in [
            (">=", true, true),
            ("<=", false, true),
            (">", true, false),
            ("<", false, false),
        ] {
            if let Some(rest) = text.strip_prefix(sign) {
                let edge = Some(Edge {
                    value: point(rest, semicolons)?,
                    inclusive,
                });
                let (low, high) = if low { (edge, None) } else { (None, edge) };
                return Ok(Self::Range { low, high });
            }
        }
        if text.starts_with(['[', '(']) && text.contains("..") {
            return range(text, semicolons);
        }
        text.split('|')
            .map(|part| literal(part.trim(), semicolons))
            .collect::<Result<_, _>>()
            .map(Self::OneOf)
    }

    /// Holds the condition against a value.
    pub(crate) fn holds(&self, value: &Value) -> Holds {
        match (self, value) {
            (Self::Any, _) | (Self::Missing, Value::Missing(_)) | (Self::None, Value::None(_)) => {
                Holds::Yes
            }
            (Self::Missing, _) => Holds::No,
            (_, Value::Missing(causes)) => Holds::Unknown(causes.clone()),
            (Self::None, _) | (_, Value::None(_)) => Holds::No,
            (Self::OneOf(literals), value) => {
                Holds::from(literals.iter().any(|literal| literal.equals(value)))
            }
            (Self::Range { low, high }, value) => Holds::from(within(*low, *high, value)),
        }
    }

    /// The stretches of values that it holds for; none for `any`, `none` and `missing`.
    pub(crate) fn spans(&self) -> Vec<(Cut, Cut)> {
        match self {
            Self::Any | Self::Missing | Self::None => Vec::new(),
            Self::OneOf(literals) => literals.iter().map(Literal::span).collect(),
            Self::Range { low, high } => {
                let Some(some) = low.or(*high) else {
                    return Vec::new();
                };
                let family = some.value.key().family();
                let from = low.map_or_else(|| Cut::start(family), |edge| edge.cut(edge.inclusive));
                let to = high.map_or_else(|| Cut::end(family), |edge| edge.cut(!edge.inclusive));
                vec![(from, to)]
            }
        }
    }

    /// For a range, whether it is one of dates; `None` for other cells.
    pub(crate) fn range_of_dates(&self) -> Option<bool> {
        match self {
            Self::Range { low, high } => {
                let edge = low.or(*high)?;
                Some(matches!(edge.value, Point::Date(_)))
            }
            _ => None,
        }
    }

    /// The numbers that it names: the ends of a range, and the numbers of a list.
    pub(crate) fn numbers(&self) -> Vec<Decimal> {
        let listed = self.literals().iter().filter_map(|literal| match literal {
            Literal::Number(number) => Some(*number),
            _ => None,
        });
        listed.chain(self.bounds()).collect()
    }

    /// The ends of a range of numbers, each with whether it is in it; `None` for other cells.
    pub(crate) fn ends(&self) -> Option<(Option<End>, Option<End>)> {
        let Self::Range { low, high } = self else {
            return None;
        };
        let number = |edge: &Edge| match edge.value {
            Point::Number(number) => Some((number, edge.inclusive)),
            Point::Date(_) => None,
        };
        let (from, to) = (low.as_ref().map(number), high.as_ref().map(number));
        (from != Some(None) && to != Some(None)).then_some((from.flatten(), to.flatten()))
    }

    /// The numbers at the ends of a range.
    pub(crate) fn bounds(&self) -> Vec<Decimal> {
        let Self::Range { low, high } = self else {
            return Vec::new();
        };
        let number = |edge: Edge| match edge.value {
            Point::Number(number) => Some(number),
            Point::Date(_) => None,
        };
        let edges = low.iter().chain(high).copied();
        edges.filter_map(number).collect()
    }

    /// The literals of a cell that lists some.
    pub(crate) fn literals(&self) -> &[Literal] {
        match self {
            Self::OneOf(literals) => literals,
            _ => &[],
        }
    }
}

/// An end of a range, and whether it is in it.
pub(crate) type End = (Decimal, bool);

impl From<bool> for Holds {
    fn from(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "the number {number}"),
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Date(date) => write!(f, "the date {date}"),
            Self::Text(text) => write!(f, "the text {text:?}"),
        }
    }
}

impl Point {
    fn key(self) -> Key {
        match self {
            Self::Number(number) => Key::Number(number),
            Self::Date(date) => Key::Date(date),
        }
    }
}

impl Edge {
    fn cut(self, before: bool) -> Cut {
        let key = self.value.key();
        if before {
            Cut::before(key)
        } else {
            Cut::after(key)
        }
    }
}

impl Literal {
    fn span(&self) -> (Cut, Cut) {
        let key = match self {
            Self::Number(number) => Key::Number(*number),
            Self::Flag(flag) => Key::Flag(*flag),
            Self::Date(date) => Key::Date(*date),
            Self::Text(text) => Key::Text(text.as_str().into()),
        };
        (Cut::before(key.clone()), Cut::after(key))
    }

    fn equals(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Number(literal), Value::Number(number)) => literal == number,
            (Self::Flag(literal), Value::Flag(flag)) => literal == flag,
            (Self::Date(literal), Value::Date(date)) => literal == date,
            (Self::Text(literal), Value::Text(text)) => literal.as_str() == &**text,
            _ => false,
        }
    }
}

fn within(low: Option<Edge>, high: Option<Edge>, value: &Value) -> bool {
    let point = match value {
        Value::Number(number) => Point::Number(*number),
        Value::Date(date) => Point::Date(*date),
        _ => return false,
    };
    // Numbers and dates are in no order among themselves.
    let alike =
        |edge: Edge| matches!(edge.value, Point::Number(_)) == matches!(point, Point::Number(_));
    if !low.into_iter().chain(high).all(alike) {
        return false;
    }
    let above =
        low.is_none_or(|edge| point > edge.value || (edge.inclusive && point == edge.value));
    let below =
        high.is_none_or(|edge| point < edge.value || (edge.inclusive && point == edge.value));
    above && below
}

fn range(text: &str, semicolons: bool) -> Result<Cell, String> {
    let unreadable = || format!("cannot read range {text:?}: write [600..650) or (0..5]");
    let (first, rest) = text.split_at(1);
    let (inner, last) = rest
        .split_at_checked(rest.len().saturating_sub(1))
        .ok_or_else(unreadable)?;
    if !matches!(last, "]" | ")") {
        return Err(unreadable());
    }
    let (low, high) = inner.split_once("..").ok_or_else(unreadable)?;
    let (low, high) = (point(low, semicolons)?, point(high, semicolons)?);
    let empty = low > high || (low == high && (first, last) != ("[", "]"));
    if empty {
        return Err(format!("range {text:?} holds nothing"));
    }
    Ok(Cell::Range {
        low: Some(Edge {
            value: low,
            inclusive: first == "[",
        }),
        high: Some(Edge {
            value: high,
            inclusive: last == "]",
        }),
    })
}

fn point(text: &str, semicolons: bool) -> Result<Point, String> {
    let text = text.trim();
    if let Ok(date) = text.parse() {
        return Ok(Point::Date(date));
    }
    number(text, semicolons)?
        .map(Point::Number)
        .ok_or_else(|| format!("{text:?} is neither a number nor a date such as 2026-10-20"))
}

/// A value as a cell writes it.
pub(crate) fn literal(text: &str, semicolons: bool) -> Result<Literal, String> {
    if text.is_empty() {
        return Err("the cell is blank".to_owned());
    }
    if let Some(flag) = flag(text) {
        return Ok(Literal::Flag(flag));
    }
    if let Ok(date) = text.parse() {
        return Ok(Literal::Date(date));
    }
    Ok(match number(text, semicolons)? {
        Some(number) => Literal::Number(number),
        None => Literal::Text(text.to_owned()),
    })
}

/// Yes or no as people and spreadsheets of both languages write it, in letters of one size or with
/// the first one large.
fn flag(text: &str) -> Option<bool> {
    const FLAGS: [(&str, bool); 7] = [
        ("true", true),
        ("verdadero", true),
        ("sí", true),
        ("si", true),
        ("false", false),
        ("falso", false),
        ("no", false),
    ];
    let lower = text.to_lowercase();
    let rest: String = text.chars().skip(1).collect();
    let plain = text == lower || text == text.to_uppercase() || rest == rest.to_lowercase();
    FLAGS
        .iter()
        .find(|(word, _)| plain && *word == lower)
        .map(|(_, flag)| *flag)
}

/// A number as a spreadsheet writes it; `None` for what is no number, an error for what could be
/// read in two ways.
pub(crate) fn number(text: &str, semicolons: bool) -> Result<Option<Decimal>, String> {
    let body = text.strip_prefix('-').unwrap_or(text);
    let numeric = body.starts_with(|c: char| c.is_ascii_digit())
        && body
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    if !numeric {
        return Ok(None);
    }
    let separators: Vec<char> = body.chars().filter(|c| !c.is_ascii_digit()).collect();
    let plain = match separators.as_slice() {
        [] => text.to_owned(),
        [separator] => {
            let (whole, decimals) = body.split_once(*separator).unwrap_or((body, ""));
            let thousands = decimals.len() == 3 && whole.len() <= 3 && whole != "0";
            if thousands {
                return Err(format!(
                    "{text:?} could be read with thousands or with decimals: write {whole}{decimals} \
                     or {whole}.{decimals}0"
                ));
            }
            if *separator == ',' && !semicolons {
                return Err(format!(
                    "{text:?} has a decimal comma in a file parted by commas"
                ));
            }
            text.replace(',', ".")
        }
        _ => {
            return Err(format!(
                "{text:?} has more than one separator: write the number without thousands"
            ));
        }
    };
    caudal_facts::numeric::decimal(&plain)
        .map(Some)
        .ok_or_else(|| format!("cannot hold {text:?} exactly"))
}
