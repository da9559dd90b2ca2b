//! A lineage for programs: every number exact, as text.

use std::io::{self, Write};

use caudal_engine::features::{
    Figure, IndexPair, Lineage, Origin, Reduction, RowRef, Term, TermOf, Unit, Value,
};
use caudal_facts::Currency;
use serde::Serialize;

use super::decimal;

#[derive(Serialize)]
struct LineageJson<'l> {
    feature: String,
    unit: &'static str,
    currency: &'static str,
    /// `known`, `none`, or why it is missing.
    state: &'static str,
    value: Option<String>,
    reduction: &'static str,
    /// Of a change: how many times the second figure is taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    times: Option<u8>,
    terms: Vec<TermJson>,
    /// Of a figure made of others: those others, in the order that the reduction names them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    figures: Vec<FigureJson<'l>>,
    /// Of a feature in real terms: what brought each month's amounts to the last prices known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    indexes: Vec<IndexJson>,
    rows: Vec<RowJson<'l>>,
}

/// A feature with a lineage of its own, or the amount asked for.
#[derive(Serialize)]
#[serde(untagged)]
enum FigureJson<'l> {
    Feature(LineageJson<'l>),
    Requested {
        /// `request.amount`.
        name: &'static str,
        state: &'static str,
        value: Option<String>,
    },
}

#[derive(Serialize)]
struct TermJson {
    /// A month, a day, `days` for the feature's window, or `row`.
    of: String,
    series: usize,
    unit: &'static str,
    number: String,
    /// The number at the last prices known.
    #[serde(skip_serializing_if = "Option::is_none")]
    real: Option<String>,
    rows: Vec<CountedJson>,
}

#[derive(Serialize)]
struct IndexJson {
    month: String,
    from: String,
    value: String,
    now_from: String,
    now_value: String,
}

#[derive(Serialize)]
struct CountedJson {
    /// The position among `rows`.
    row: Option<usize>,
    number: String,
}

#[derive(Serialize)]
struct RowJson<'l> {
    table: &'static str,
    provider: Option<&'l str>,
    file: Option<&'l str>,
    sha256: Option<String>,
    payload_row: Option<i64>,
    id: Option<&'l str>,
    date: Option<String>,
    amount: Option<String>,
    currency: Option<&'static str>,
}

/// The lineage as JSON.
pub(crate) fn write(out: &mut dyn Write, lineage: &Lineage, currency: Currency) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &lineage_json(lineage, currency))?;
    writeln!(out)
}

fn lineage_json(lineage: &Lineage, currency: Currency) -> LineageJson<'_> {
    let feature = lineage.feature;
    let terms = lineage.terms.iter();
    let figures = lineage.figures.iter();
    LineageJson {
        feature: lineage.name(),
        unit: feature.unit.name(),
        currency: currency.code(),
        state: state(lineage.value),
        value: value(lineage.value, feature.unit, currency),
        reduction: lineage.reduction.name(),
        times: match lineage.reduction {
            Reduction::Change { spans } => Some(spans),
            _ => None,
        },
        terms: terms
            .map(|term| term_json(lineage, term, currency))
            .collect(),
        figures: figures
            .map(|figure| figure_json(figure, currency))
            .collect(),
        indexes: lineage.indexes.iter().map(index_json).collect(),
        rows: lineage.rows.iter().map(row_json).collect(),
    }
}

fn figure_json(figure: &Figure, currency: Currency) -> FigureJson<'_> {
    match figure {
        Figure::Feature(lineage) => FigureJson::Feature(lineage_json(lineage, currency)),
        Figure::Requested(amount) => FigureJson::Requested {
            name: "request.amount",
            state: state(*amount),
            value: value(*amount, Unit::Money, currency),
        },
    }
}

const fn state(value: Value) -> &'static str {
    match value {
        Value::Known(_) => "known",
        Value::None => "none",
        Value::Missing(cause) => cause.name(),
    }
}

fn value(value: Value, unit: Unit, currency: Currency) -> Option<String> {
    match value {
        Value::Known(value) => Some(number(value.into(), unit, currency)),
        Value::None | Value::Missing(_) => None,
    }
}

fn term_json(lineage: &Lineage, term: &Term, currency: Currency) -> TermJson {
    let place = |at: RowRef| lineage.rows.binary_search_by_key(&at, |row| row.at).ok();
    TermJson {
        of: match term.of {
            TermOf::Month(month) => month.to_string(),
            TermOf::Days => "days".to_owned(),
            TermOf::Day(day) => day.to_string(),
            TermOf::Row => "row".to_owned(),
        },
        series: term.series,
        unit: term.unit.name(),
        number: number(term.number, term.unit, currency),
        real: term
            .real
            .map(|real| number(real.into(), term.unit, currency)),
        rows: term
            .rows
            .iter()
            .map(|counted| CountedJson {
                row: place(counted.at),
                number: number(counted.number, term.unit, currency),
            })
            .collect(),
    }
}

fn index_json(pair: &IndexPair) -> IndexJson {
    IndexJson {
        month: pair.month.to_string(),
        from: pair.then.from.to_string(),
        value: pair.then.value.to_string(),
        now_from: pair.now.from.to_string(),
        now_value: pair.now.value.to_string(),
    }
}

fn row_json(row: &Origin) -> RowJson<'_> {
    let payload = row.payload.as_ref();
    RowJson {
        table: row.at.table.name(),
        provider: payload.map(|payload| payload.provider.as_str()),
        file: payload.map(|payload| payload.file.as_str()),
        sha256: payload.map(|payload| payload.sha256.to_string()),
        payload_row: row.payload_row,
        id: row.id.as_deref(),
        date: row.date.map(|date| date.to_string()),
        amount: row.amount.map(|amount| amount.amount().to_string()),
        currency: row.amount.map(|amount| amount.currency().code()),
    }
}

fn number(number: i128, unit: Unit, currency: Currency) -> String {
    decimal(number, unit, currency).map_or_else(|| number.to_string(), |exact| exact.to_string())
}
