//! The register of alimony debtors (Registro Nacional de Deudores de Pensiones de Alimentos).
//!
//! No form is documented: a list of debts, or a plain yes or no.

use caudal_facts::facts::{AlimonyDebt, Section};
use serde_json::Value;

use super::{ANSWER, head, pesos, rows, unwrapped};
use crate::sheet::{Sheet, Table, Trouble};
use crate::tolerant::{View, names};

const DEBTS: [&str; 6] = [
    "debts",
    "deudas",
    "registros",
    "inscripciones",
    "records",
    "registries",
];
const REGISTERED: [&str; 6] = [
    "registered",
    "isdebtor",
    "debtor",
    "esdeudor",
    "inscrito",
    "hasdebts",
];
const OWED: [&str; 6] = [
    "owed",
    "amount",
    "monto",
    "montoadeudado",
    "totaldebt",
    "deuda",
];

const IDS: [&str; 3] = ["debtorid", "rut", "rutdeudor"];
const DATES: [&str; 3] = ["querydate", "fechaconsulta", "fecha"];

/// The register's answer, as far as it is read.
pub(crate) struct Report;

names! { Report: ANSWER, REGISTERED, OWED, IDS, DATES }

/// Reads the register's answer.
pub(crate) fn read(sheet: &mut Sheet<'_>, value: &Value) -> Result<(), Trouble> {
    let inside = unwrapped(value)?;
    let unknown = || Trouble::section("the register's answer has none of the forms that are known");
    let list = match View::object(inside) {
        Some(view) => view.get(&DEBTS),
        None => Some(inside),
    };
    if let Some(view) = View::object(inside) {
        head(sheet, view, &IDS, &DATES);
    }
    let here = sheet.place();
    let registered = View::object(inside)
        .and_then(|view| sheet.flag(here, "registered", view.field(&REGISTERED)));
    if let Some(rows) = list.and_then(|list| rows(sheet, Table::Alimony, "alimony debts", list)) {
        for (at, row) in rows {
            let owed = pesos(sheet, at, "alimony owed", row, &OWED);
            sheet.facts.alimony.push(AlimonyDebt {
                provenance: at,
                owed,
            });
        }
    } else if registered.is_none() {
        return Err(unknown());
    }
    // Registered without a debt listed: that something is owed is known, how much is not.
    if registered == Some(true) && sheet.facts.alimony.is_empty() {
        let at = sheet.row(Table::Alimony);
        sheet.facts.alimony.push(AlimonyDebt {
            provenance: at,
            owed: None,
        });
    }
    sheet.facts.note(Section::Alimony);
    Ok(())
}
