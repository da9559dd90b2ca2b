//! The tax folder (SII, carpeta tributaria): fee receipts and yearly returns.
//!
//! Forms: Floid, Boufin. Property, companies and the monthly sales-tax form stay in the payload.

use std::collections::BTreeMap;

use caudal_facts::Currency;
use caudal_facts::facts::{FeeReceiptMonth, FindingCode, Provenance, Section, TaxReturn};
use rust_decimal::Decimal;
use serde_json::Value;

use super::{ANSWER, head, pesos, rows, unwrapped};
use crate::sheet::{Sheet, Table, Trouble};
use crate::tolerant::{self, Known, OpenField, View, Walk, has_content, wire};

const FEES: [&str; 4] = ["boletashonorarios", "boletas", "feereceipts", "honorarios"];
const RETURNS: [&str; 4] = ["f22", "renta", "taxreturns", "formulario22"];
const FEE_MONTH: [&str; 5] = ["mes", "periodo", "period", "month", "fecha"];
const GROSS: [&str; 6] = [
    "honorariobruto",
    "bruto",
    "gross",
    "montobruto",
    "totalbruto",
    "honorarios",
];
const WITHHELD: [&str; 5] = [
    "retencionterceros",
    "retencion",
    "withheld",
    "retencionreceptor",
    "montoretenido",
];

const YEAR: [&str; 4] = ["year", "periodo", "anio", "ano"];
const VALUE: [&str; 2] = ["value", "valor"];
const IDS: [&str; 2] = ["rutemisor", "rut"];
const DATES: [&str; 4] = ["fechageneracion", "fechaemision", "generatedat", "date"];

/// The folder, as far as it is read: its named fields, and the forms' numbered lines.
pub(crate) struct Report;

impl Known for Report {
    fn measure(value: &Value, walk: &mut Walk) {
        walk.named(value, is_read);
    }
}

fn is_read(key: &str) -> bool {
    let names: [&[&str]; 8] = [
        &ANSWER, &FEE_MONTH, &GROSS, &WITHHELD, &YEAR, &VALUE, &IDS, &DATES,
    ];
    let is_line = key.parse::<u32>().is_ok();
    is_line || names.iter().any(|names| names.contains(&key))
}

wire! {
    /// What the service tells of anybody's activities. No fact is made of it.
    pub(crate) struct Situation {
        /// Activities; their fields are not documented.
        activities: OpenField = "Activities",
    }
}

/// Reads the folder.
pub(crate) fn read(sheet: &mut Sheet<'_>, value: &Value) -> Result<(), Trouble> {
    let inside = unwrapped(value)?;
    let unknown = || Trouble::section("the tax folder has none of the forms that are known");
    let view = View::object(inside).ok_or_else(unknown)?;
    head(sheet, view, &IDS, &DATES);
    let mut found = false;
    if let Some(fees) = view.get(&FEES) {
        found |= fee_receipts(sheet, fees);
    }
    if let Some(returns) = view.get(&RETURNS) {
        found |= tax_returns(sheet, returns);
    }
    found.then_some(()).ok_or_else(unknown)
}

fn fee_receipts(sheet: &mut Sheet<'_>, fees: &Value) -> bool {
    let months = View::object(fees)
        .and_then(|view| view.get(&["pormes", "bymonth", "meses", "months"]))
        .unwrap_or(fees);
    let Some(rows) = rows(sheet, Table::FeeReceipts, "fee receipts", months) else {
        return false;
    };
    sheet.facts.note(Section::FeeReceipts);
    for (at, row) in rows {
        let Some(month) = sheet.month(at, "fee receipts month", row.field(&FEE_MONTH)) else {
            sheet.left_out(at, "fee receipts", "its month is not known");
            continue;
        };
        let receipts = FeeReceiptMonth {
            provenance: at,
            month,
            gross: pesos(sheet, at, "gross fees", row, &GROSS),
            withheld: pesos(sheet, at, "fees withheld", row, &WITHHELD),
        };
        sheet.facts.fee_receipts.push(receipts);
    }
    true
}

/// Floid's `{by_year: [{year, data}]}` or `{"2024": {codigos}}`, or Boufin's one year with its codes
/// beside `periodo` and `folio`.
fn tax_returns(sheet: &mut Sheet<'_>, returns: &Value) -> bool {
    if let Some(why) = tolerant::failure(returns) {
        sheet.part_unread(FindingCode::SectionFailed, "tax returns", why);
        return false;
    }
    if matches!(returns, Value::Array(items) if items.is_empty()) {
        sheet.facts.note(Section::TaxReturns);
        return true;
    }
    let years = years(returns);
    if years.is_empty() {
        let why = "none of the forms that are known";
        sheet.part_unread(FindingCode::SectionUnreadable, "tax returns", why);
        return false;
    }
    sheet.facts.note(Section::TaxReturns);
    for (year, codes) in years {
        let at = sheet.row(Table::TaxReturns);
        match year {
            Some(year) => tax_return(sheet, at, year, codes),
            None => sheet.left_out(at, "tax returns", "its year is not known"),
        }
    }
    true
}

/// Each year's codes; a year that cannot be read is `None`.
fn years(returns: &Value) -> Vec<(Option<i32>, View<'_>)> {
    let year_of = |value: &Value| {
        let text = tolerant::text(value).ok()??;
        let year: i32 = text.get(..4)?.parse().ok()?;
        (1990..=2199).contains(&year).then_some(year)
    };
    let by_year = match returns {
        Value::Array(items) => Some(items),
        other => match View::object(other).and_then(|view| view.get(&["byyear"])) {
            Some(Value::Array(items)) => Some(items),
            _ => None,
        },
    };
    if let Some(items) = by_year {
        let views = items.iter().filter_map(View::object);
        return views
            .map(|view| (year_of(view.field(&YEAR)), codes_of(view)))
            .collect();
    }
    let Some(view) = View::object(returns) else {
        return Vec::new();
    };
    if view.has(&YEAR) {
        return vec![(year_of(view.field(&YEAR)), codes_of(view))];
    }
    let keyed = view.entries().filter_map(|(key, value)| {
        let year = year_of(&Value::String(key.clone()))?;
        (key.len() == 4).then_some((Some(year), codes_of(View::object(value)?)))
    });
    keyed.collect()
}

fn codes_of(view: View<'_>) -> View<'_> {
    view.get(&["data", "codigos", "codes"])
        .and_then(View::object)
        .unwrap_or(view)
}

fn tax_return(sheet: &mut Sheet<'_>, at: Provenance, year: i32, codes: View<'_>) {
    let mut values: BTreeMap<u32, Decimal> = BTreeMap::new();
    for (key, value) in codes.entries() {
        let Ok(code) = key.parse() else { continue };
        let value = View::object(value)
            .and_then(|view| view.get(&VALUE))
            .or_else(|| (!value.is_object()).then_some(value))
            .filter(|value| has_content(value));
        let Some(value) = value else { continue };
        let name = format!("tax return code {code}");
        let read = tolerant::decimal(value, Currency::Clp);
        values.extend(sheet.take(at, &name, read).map(|value| (code, value)));
    }
    sheet.facts.tax_returns.push(TaxReturn {
        provenance: at,
        year,
        codes: values,
    });
}
