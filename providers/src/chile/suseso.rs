//! Medical leaves (SUSESO, licencias médicas).
//!
//! No aggregator's form is known; the names are those of the register's own tables.

use caudal_facts::facts::{MedicalLeave, Provenance, Section};
use serde_json::Value;

use super::{ANSWER, rows, unwrapped};
use crate::sheet::{Sheet, Table, Trouble};
use crate::tolerant::{View, names, open_enum};

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

open_enum! {
    /// Where a leave stands, as the electronic leave's web service names and numbers it.
    LeaveState {
        /// It was given, whether the employer and the insurer have dealt with it or not.
        Given = "otorgada" | "1" | "no tramitada" | "3" | "no recepcionada" | "4" | "tramitada" | "5"
            | "devuelta" | "6" | "autorizada" | "aprobada" | "aceptada" | "pendiente" | "reducida",
        /// It does not hold.
        Void = "anulada" | "2" | "rechazada",
    }
}

/// Whether a state says that a leave does not hold.
fn void(sheet: &mut Sheet<'_>, at: Provenance, word: &str) -> Option<bool> {
    match LeaveState::of(word) {
        LeaveState::Given => Some(false),
        LeaveState::Void => Some(true),
        LeaveState::Other(word) => {
            sheet.unknown_word(at, "leave state", &word);
            None
        }
    }
}

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
        let state = sheet.text(at, "leave state", row.field(&STATE));
        let leave = MedicalLeave {
            provenance: at,
            starts_on,
            days: sheet.count(at, "leave days", row.field(&DAYS)),
            void: state.as_deref().and_then(|word| void(sheet, at, word)),
            state,
        };
        sheet.facts.medical_leaves.push(leave);
    }
    Ok(())
}
