//! Chilean reports whose JSON no provider documents: debts, contributions, taxes, leaves, protests.
//!
//! The reports themselves are official and alike everywhere, so each is read in every form that
//! aggregators are known to give it. A form that is not known is a finding, and its table is not
//! noted as carried: nothing that could not be read is taken for "none".

pub(crate) mod afc;
pub(crate) mod alimony;
pub(crate) mod cmf;
pub(crate) mod insolvency;
pub(crate) mod protests;
pub(crate) mod sii;
pub(crate) mod suseso;

use caudal_facts::facts::{FindingCode, Provenance};
use caudal_facts::{Currency, Money};
use serde_json::Value;

use crate::sheet::{Sheet, Table, Trouble};
use crate::tolerant::{Unread, View, failure};

/// How aggregators wrap what they bring.
const WRAPPERS: [&str; 4] = ["data", "datos", "result", "results"];

/// What an answer says of itself, whatever it carries.
const ANSWER: [&str; 9] = [
    "code",
    "message",
    "msg",
    "mensaje",
    "status",
    "estado",
    "success",
    "error",
    "errorcode",
];

/// How deep wrappers may stand in each other.
const WRAPPERS_DEEP: usize = 3;

/// What a report's wrappers hold, unless one of them is an error.
fn unwrapped(value: &Value) -> Result<&Value, Trouble> {
    let mut inside = value;
    for _ in 0..WRAPPERS_DEEP {
        if let Some(why) = failure(inside) {
            return Err(Trouble::failed(why));
        }
        let wrapped = View::object(inside).and_then(|view| view.get(&WRAPPERS));
        match wrapped {
            Some(next @ (Value::Object(_) | Value::Array(_))) => inside = next,
            _ => break,
        }
    }
    Ok(inside)
}

/// The rows of a list, numbered; `None`, and a finding, when it is no list.
///
/// A list may be an error object, or an object that keeps its rows under a name of its own.
fn rows<'v>(
    sheet: &mut Sheet<'_>,
    table: Table,
    name: &str,
    value: &'v Value,
) -> Option<Vec<(Provenance, View<'v>)>> {
    let items = match list(value) {
        Ok(items) => items,
        Err(trouble) => {
            sheet.part_unread(trouble.code, name, trouble.why);
            return None;
        }
    };
    let mut numbered = Vec::with_capacity(items.len());
    for item in items {
        let at = sheet.row(table);
        match View::object(item) {
            Some(view) => numbered.push((at, view)),
            None => sheet.left_out(at, name, Unread::expected("an object", item)),
        }
    }
    Some(numbered)
}

fn list(value: &Value) -> Result<Vec<&Value>, Trouble> {
    if let Value::Array(items) = value {
        return Ok(items.iter().collect());
    }
    if let Some(why) = failure(value) {
        return Err(Trouble::failed(why));
    }
    let names = [
        "details", "detail", "detalle", "items", "rows", "data", "lines", "casos",
    ];
    match View::object(value).and_then(|view| view.get(&names)) {
        Some(Value::Array(items)) => Ok(items.iter().collect()),
        _ => Err(Trouble::section(
            Unread::expected("a list", value).to_string(),
        )),
    }
}

/// An amount in pesos of the first field of these names that a row has.
fn pesos(
    sheet: &mut Sheet<'_>,
    at: Provenance,
    name: &str,
    row: View<'_>,
    keys: &[&str],
) -> Option<Money> {
    sheet.money(at, name, row.field(keys), Currency::Clp)
}

/// The sum of figures that the report splits, when all of them are there.
fn sum(
    sheet: &mut Sheet<'_>,
    at: Provenance,
    name: &str,
    parts: &[Option<Money>],
) -> Option<Money> {
    let mut parts = parts.iter();
    let mut sum = (*parts.next()?)?;
    for part in parts {
        match sum.checked_add((*part)?) {
            Ok(more) => sum = more,
            Err(error) => {
                let message = format!("{name}: failed to {error}");
                sheet.finding(FindingCode::ValueUnreadable, Some(at), message);
                return None;
            }
        }
    }
    Some(sum)
}

/// Holds a report's own RUT against the applicant's, and takes its own date.
fn head(sheet: &mut Sheet<'_>, view: View<'_>, ids: &[&str], dates: &[&str]) {
    sheet.subject_is_applicant("report", view.field(ids));
    let here = sheet.place();
    sheet.report_date = sheet.date(here, "report date", view.field(dates));
}
