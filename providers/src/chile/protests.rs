//! Protests and delinquencies, as the commercial bulletin and bureaus report them.
//!
//! Forms: plain lists of each, Maat's lists by market, `TheSheriff`'s single list of cases, Khipu's
//! bulletin report. Each list may be an error object of its own.

use caudal_facts::facts::{Delinquency, Protest, Provenance, Section};
use serde_json::Value;

use super::{ANSWER, pesos, rows, unwrapped};
use crate::sheet::{Sheet, Table, Trouble};
use crate::tolerant::{View, has_content, names, open_enum, shown_word, text};

const PROTESTS: [&str; 4] = [
    "protestos",
    "protests",
    "protestosvigentes",
    "protesteddocuments",
];
/// Every list of unpaid debts counts: a market's own list is no part of another's.
const DELINQUENCIES: [&str; 9] = [
    "morosidades",
    "morosidad",
    "delinquencies",
    "delinquency",
    "cuotasmorosas",
    "infocom",
    "deudascomercio",
    "deudasprevisionales",
    "deudaslaborales",
];
const CASES: [&str; 3] = ["casos", "cases", "documentos"];
const AMOUNT: [&str; 7] = [
    "montoprotesto",
    "montoimpago",
    "amount",
    "monto",
    "montodeuda",
    "valor",
    "debt",
];
const DOCUMENT: [&str; 7] = [
    "tipodocumento",
    "documenttype",
    "documentkind",
    "document",
    "glosadocumento",
    "tipodeuda",
    "type",
];
const PROTEST_DATE: [&str; 6] = [
    "fecha",
    "date",
    "fechaprotesto",
    "protestdate",
    "fechaequifax",
    "fechapublicacion",
];
const DUE_DATE: [&str; 8] = [
    "fechavencimiento",
    "duedate",
    "dueon",
    "due",
    "vencimiento",
    "fecha",
    "date",
    "fechaequifax",
];
const CREDITOR: [&str; 8] = [
    "acreedor",
    "creditor",
    "nombrelibrador",
    "librador",
    "institution",
    "institucion",
    "descripcionmercado",
    "market",
];

const CLEARED_ON: [&str; 3] = ["fechajustificacion", "fechaaclaracion", "clearedon"];
const CLEARED: [&str; 3] = ["cleared", "aclarado", "aclarada"];
const ACTIVE: [&str; 4] = ["deudaactiva", "active", "activa", "vigente"];
const IDS: [&str; 2] = ["rut", "rutafectado"];
const COUNT: [&str; 1] = ["cantidad"];
const RETURN_CODE: [&str; 1] = ["codigoretorno"];

/// The report, as far as it is read.
pub(crate) struct Report;

names! {
    Report: ANSWER, AMOUNT, DOCUMENT, PROTEST_DATE, DUE_DATE, CREDITOR, CLEARED_ON, CLEARED, ACTIVE, IDS,
    COUNT, RETURN_CODE
}

open_enum! {
    /// What kind of document a case is about.
    CaseDocument {
        /// An unpaid instalment.
        Instalment = "CM" | "cuota morosa" | "CUOTA MOROSA" | "cuota",
        /// A bill, cheque or promissory note.
        Protested = "CH" | "cheque" | "LT" | "letra" | "PG" | "pagare" | "pagaré",
    }
}

/// Reads the report.
pub(crate) fn read(sheet: &mut Sheet<'_>, value: &Value) -> Result<(), Trouble> {
    let inside = unwrapped(value)?;
    let unknown = || Trouble::section("the protests have none of the forms that are known");
    let view = View::object(inside).ok_or_else(unknown)?;
    refused(view)?;
    sheet.subject_is_applicant("report", view.field(&IDS));
    let mut found = false;
    if let Some(list) = view.get(&CASES) {
        found |= cases(sheet, list);
    } else if text(view.field(&COUNT)) == Ok(Some("0".to_owned())) {
        sheet.facts.note(Section::Protests);
        sheet.facts.note(Section::Delinquencies);
        found = true;
    }
    if let Some(list) = view.get(&PROTESTS)
        && let Some(rows) = rows(sheet, Table::Protests, "protests", list)
    {
        found = true;
        sheet.facts.note(Section::Protests);
        for (at, row) in rows {
            protest(sheet, at, row);
        }
    }
    for name in DELINQUENCIES {
        if let Some(list) = view.get(&[name])
            && let Some(rows) = rows(sheet, Table::Delinquencies, "delinquencies", list)
        {
            found = true;
            sheet.facts.note(Section::Delinquencies);
            for (at, row) in rows {
                delinquency(sheet, at, row);
            }
        }
    }
    found.then_some(()).ok_or_else(unknown)
}

/// The bulletin has a return code of its own; only zero is known to be a success.
fn refused(view: View<'_>) -> Result<(), Trouble> {
    let Some(code) = view.get(&RETURN_CODE) else {
        return Ok(());
    };
    match text(code) {
        Ok(Some(code)) if code == "0" || code == "00" => Ok(()),
        Ok(Some(code)) => Err(Trouble::failed(format!(
            "the bulletin answered return code {}",
            shown_word(&code)
        ))),
        _ => Err(Trouble::unknown(
            "the bulletin's return code cannot be read",
        )),
    }
}

/// One list for both: unpaid instalments are delinquencies, and whatever is not known to be one
/// counts as the graver thing.
fn cases(sheet: &mut Sheet<'_>, list: &Value) -> bool {
    let Some(rows) = rows(sheet, Table::Protests, "cases", list) else {
        return false;
    };
    sheet.facts.note(Section::Protests);
    sheet.facts.note(Section::Delinquencies);
    for (at, row) in rows {
        let word = sheet
            .text(at, "document", row.field(&DOCUMENT))
            .unwrap_or_default();
        match CaseDocument::of(&word) {
            CaseDocument::Instalment => delinquency(sheet, at, row),
            CaseDocument::Protested => protest(sheet, at, row),
            CaseDocument::Other(word) => {
                sheet.unknown_word(at, "document", &word);
                protest(sheet, at, row);
            }
        }
    }
    true
}

fn protest(sheet: &mut Sheet<'_>, at: Provenance, row: View<'_>) {
    let protest = Protest {
        provenance: at,
        date: sheet.date(at, "protest date", row.field(&PROTEST_DATE)),
        amount: pesos(sheet, at, "protest amount", row, &AMOUNT),
        document: sheet.text(at, "document", row.field(&DOCUMENT)),
        cleared: cleared(sheet, at, row),
    };
    // A row whose fields all have other names is still a protest: leaving it out would say that
    // there is none.
    sheet.facts.protests.push(protest);
}

/// Cleared when the report says so, gives the date of clearing, or calls the debt no longer active.
fn cleared(sheet: &mut Sheet<'_>, at: Provenance, row: View<'_>) -> Option<bool> {
    if row.get(&CLEARED_ON).is_some_and(has_content) {
        return Some(true);
    }
    let active = row.field(&ACTIVE);
    let stated = sheet.flag(at, "protest cleared", row.field(&CLEARED));
    stated.or_else(|| {
        sheet
            .flag(at, "protest active", active)
            .map(|active| !active)
    })
}

fn delinquency(sheet: &mut Sheet<'_>, at: Provenance, row: View<'_>) {
    let delinquency = Delinquency {
        provenance: at,
        due_on: sheet.date(at, "delinquency due date", row.field(&DUE_DATE)),
        amount: pesos(sheet, at, "delinquency amount", row, &AMOUNT),
        creditor: sheet.text(at, "creditor", row.field(&CREDITOR)),
    };
    sheet.facts.delinquencies.push(delinquency);
}
