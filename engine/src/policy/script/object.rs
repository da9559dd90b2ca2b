//! What a running script holds besides numbers, flags and text.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rhai::{Dynamic, ImmutableString};
use rust_decimal::Decimal;

use crate::policy::loan::Quote;
use crate::policy::scorecard::Score;
use crate::policy::value::{Causes, Value};

/// A missing value.
#[derive(Debug, Clone)]
pub(crate) struct Missing(pub(crate) Causes);

/// A value known to be absent, under the name it is asked for again by.
#[derive(Debug, Clone)]
pub(crate) struct Nothing(pub(crate) Arc<str>);

/// A number that remembers which limit made it what it is.
#[derive(Debug, Clone)]
pub(crate) struct Bound {
    pub(crate) number: Decimal,
    pub(crate) code: Option<Arc<str>>,
}

/// A namespace: `income`, `params`, `request`, ….
#[derive(Debug, Clone)]
pub(crate) struct Namespace(pub(crate) Arc<str>);

/// A table's answer.
#[derive(Debug, Clone)]
pub(crate) struct TableRow {
    pub(crate) table: Arc<str>,
    pub(crate) cells: Result<Arc<BTreeMap<Arc<str>, Value>>, Causes>,
}

/// A scorecard's answer.
#[derive(Debug, Clone)]
pub(crate) struct ScoreObject(pub(crate) Arc<Score>);

/// A source, as `source(name)` gives it.
#[derive(Debug, Clone)]
pub(crate) struct SourceObject {
    pub(crate) answered: Value,
    pub(crate) offered: bool,
    pub(crate) age_days: Value,
}

/// A quote, or an amount that no quote can be made for, with the limit that bound the amount.
#[derive(Debug, Clone)]
pub(crate) struct QuoteObject {
    pub(crate) amount: Decimal,
    pub(crate) term_months: u32,
    pub(crate) monthly_rate: Decimal,
    pub(crate) quote: Option<Arc<Quote>>,
    pub(crate) bound_by: Option<Arc<str>>,
}

impl TableRow {
    pub(crate) fn cell(&self, name: &str) -> Option<Value> {
        match &self.cells {
            Ok(cells) => cells.get(name).cloned(),
            Err(causes) => Some(Value::Missing(causes.clone())),
        }
    }
}

impl QuoteObject {
    pub(crate) fn property(&self, name: &str) -> Option<Value> {
        let quote = self.quote.as_deref();
        let figures = || quote?.figures().ok();
        let of =
            |figure: Option<Decimal>| figure.map_or_else(|| Value::missing("quote"), Value::Number);
        Some(match name {
            "amount" => Value::Number(self.amount),
            "term_months" => Value::Number(self.term_months.into()),
            "monthly_rate" => Value::Number(self.monthly_rate),
            "installment" => of(figures().map(|figures| figures.installment)),
            "total" => of(figures().map(|figures| figures.total)),
            "received" => of(quote.map(Quote::received)),
            "interest" => of(figures().map(|figures| figures.interest)),
            "taxes" => of(figures().map(|figures| figures.taxes)),
            "insurance" => of(figures().map(|figures| figures.insurance)),
            "tna" => of(quote.and_then(Quote::tna)),
            "tea" => of(quote.and_then(Quote::tea)),
            "cae" | "cft" => of(quote.and_then(Quote::total_yearly_cost)),
            _ => return None,
        })
    }
}

/// The properties that a quote has.
pub(crate) const QUOTE_PROPERTIES: [&str; 13] = [
    "amount",
    "term_months",
    "monthly_rate",
    "installment",
    "total",
    "received",
    "interest",
    "taxes",
    "insurance",
    "tna",
    "tea",
    "cae",
    "cft",
];

/// A script's value as a policy value; `None` for what is neither.
pub(crate) fn value(dynamic: &Dynamic) -> Option<Value> {
    if let Ok(number) = dynamic.as_decimal() {
        return Some(Value::Number(number));
    }
    if let Ok(flag) = dynamic.as_bool() {
        return Some(Value::Flag(flag));
    }
    if let Some(missing) = dynamic.read_lock::<Missing>() {
        return Some(Value::Missing(missing.0.clone()));
    }
    if let Some(nothing) = dynamic.read_lock::<Nothing>() {
        return Some(Value::None(Arc::clone(&nothing.0)));
    }
    if let Some(bound) = dynamic.read_lock::<Bound>() {
        return Some(Value::Number(bound.number));
    }
    if let Some(date) = dynamic.read_lock::<NaiveDate>() {
        return Some(Value::Date(*date));
    }
    if let Ok(number) = dynamic.as_int() {
        return Some(Value::Number(number.into()));
    }
    let text = dynamic.read_lock::<ImmutableString>()?;
    Some(Value::Text(text.as_str().into()))
}

/// A policy value as a script's value.
pub(crate) fn dynamic(value: Value) -> Dynamic {
    match value {
        Value::Number(number) => Dynamic::from_decimal(number),
        Value::Flag(flag) => Dynamic::from_bool(flag),
        Value::Text(text) => Dynamic::from(ImmutableString::from(&*text)),
        Value::Date(date) => Dynamic::from(date),
        Value::None(name) => Dynamic::from(Nothing(name)),
        Value::Missing(causes) => Dynamic::from(Missing(causes)),
    }
}
