//! Medical leaves (SUSESO, licencias médicas).
//!
//! No aggregator's form is known; the names are those of the register's own tables.

use caudal_facts::facts::{MedicalLeave, Section};
use serde_json::Value;

use super::{ANSWER, rows, unwrapped};
use crate::sheet::{Sheet, Table, Trouble};
use crate::tolerant::{View, names};

const LEAVES: [&str; 5] = [
    "licencias",
    "licenciasmedicas",
    "medicalleaves",
    "leaves",
    "licences",
];
const START: [&str; 6] = [
    "fechainicioreposo",
    "fechainicio",
    "startson",
    "startdate",
    "start",
    "desde",
];
const DAYS: [&str; 5] = [
    "diasreposo",
    "dias",
    "days",
    "numerodias",
    "diasautorizados",
];
const STATE: [&str; 4] = ["ultimoestado", "estado", "state", "status"];

/// The report, as far as it is read.
pub(crate) struct Report;

names! { Report: ANSWER, START, DAYS, STATE }

/// Reads the section.
pub(crate) fn read(sheet: &mut Sheet<'_>, value: &Value) -> Result<(), Trouble> {
    let inside = unwrapped(value)?;
    let list = match View::object(inside) {
        Some(view) => view.get(&LEAVES),
        None => Some(inside),
    };
    let rows = list.and_then(|list| rows(sheet, Table::MedicalLeaves, "medical leaves", list));
    let Some(rows) = rows else {
        let why = "the medical leaves have none of the forms that are known";
        return Err(Trouble::section(why));
    };
    sheet.facts.note(Section::MedicalLeaves);
    for (at, row) in rows {
        let Some(starts_on) = sheet.date(at, "leave start", row.field(&START)) else {
            sheet.left_out(at, "medical leaves", "its first day is not known");
            continue;
        };
        let leave = MedicalLeave {
            provenance: at,
            starts_on,
            days: sheet.count(at, "leave days", row.field(&DAYS)),
            state: sheet.text(at, "leave state", row.field(&STATE)),
        };
        sheet.facts.medical_leaves.push(leave);
    }
    Ok(())
}
