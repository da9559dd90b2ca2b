//! The debt report of the financial regulator (CMF, Informe de Deudas).
//!
//! Forms: Floid, Boufin, the regulator's own table and PDF, Belvo's totals, Khipu's container.

use caudal_facts::facts::{CreditLine, DebtKind, DebtLine, FindingCode, Provenance, Section};
use caudal_facts::{Currency, Money};
use serde_json::Value;

use super::{ANSWER, head, pesos, rows, sum, unwrapped};
use crate::sheet::{Sheet, Table, Trouble};
use crate::tolerant::{View, has_content, names, open_enum};

const DIRECT: [&str; 5] = [
    "directdebt",
    "directdebts",
    "deudadirecta",
    "deudasdirectas",
    "debts",
];
const INDIRECT: [&str; 4] = [
    "indirectdebt",
    "indirectdebts",
    "deudaindirecta",
    "deudasindirectas",
];
const LINES: [&str; 6] = [
    "availablecredits",
    "lineascredito",
    "lineasdecredito",
    "creditlines",
    "lines",
    "creditosdisponibles",
];
const OTHER_LINES: [&str; 2] = ["othercredits", "others"];

const IDS: [&str; 3] = ["rut", "documentidnumber", "rutconsultado"];
const DATES: [&str; 5] = [
    "updated",
    "fechaactualizacion",
    "debtdatalastupdate",
    "fechaemision",
    "reportdate",
];
const INSTITUTION: [&str; 4] = ["institution", "entity", "institucion", "entidad"];
const KIND: [&str; 5] = ["credittype", "tipocredito", "type", "tipo", "kind"];
const TOTAL: [&str; 5] = [
    "total",
    "totaldebt",
    "totalcredit",
    "totalcredito",
    "montototal",
];
const CURRENT: [&str; 4] = ["currentdebt", "current", "vigente", "montovigente"];
const LATE_30_89: [&str; 5] = [
    "between30to89days",
    "delay30to89",
    "late3089",
    "atraso3089",
    "delinquent",
];
const LATE_30_59: [&str; 4] = ["late3059", "atraso3059", "delay30to59", "between30to59days"];
const LATE_60_89: [&str; 4] = ["late6089", "atraso6089", "delay60to89", "between60to89days"];
const LATE_90_PLUS: [&str; 7] = [
    "over90days",
    "delay90",
    "delay90plus",
    "late90plus",
    "late90",
    "atraso90mas",
    "atraso90",
];
const LATE_90_PLUS_PARTS: [&str; 2] = ["severelydelinquent", "defaulted"];
const AVAILABLE: [&str; 8] = [
    "direct",
    "disponibledirecto",
    "directamount",
    "available",
    "disponible",
    "availableamount",
    "amount",
    "monto",
];

/// The report, as far as it is read.
pub(crate) struct Report;

names! {
    Report: ANSWER, IDS, DATES, INSTITUTION, KIND, TOTAL, CURRENT, LATE_30_89, LATE_30_59, LATE_60_89,
    LATE_90_PLUS, LATE_90_PLUS_PARTS, AVAILABLE
}

open_enum! {
    /// What a debt was for.
    KindWord {
        /// Consumer credit.
        Consumer = "consumo" | "consumer" | "tarjeta",
        /// Housing credit.
        Mortgage = "vivienda" | "hipotecario" | "hipotecaria" | "mortgage" | "housing",
        /// Business credit.
        Commercial = "comercial" | "commercial",
        /// Named as something else.
        Unnamed = "otro" | "otros" | "other",
    }
}

/// Reads the report.
pub(crate) fn read(sheet: &mut Sheet<'_>, value: &Value) -> Result<(), Trouble> {
    let inside = unwrapped(value)?;
    let unknown = || Trouble::section("the debt report has none of the forms that are known");
    let view = View::object(inside).ok_or_else(unknown)?;
    let person = view.get(&["personaldata"]).and_then(View::object);
    head(sheet, view, &IDS, &DATES);
    if let Some(person) = person {
        sheet.subject_is_applicant("report", person.field(&IDS));
    }
    let mut found = debts(sheet, view);
    if !found && view.has(&["total", "totaldebt"]) && view.has(&["current", "currentdebt"]) {
        let at = sheet.row(Table::Debts);
        sheet.facts.note(Section::Debts);
        debt(sheet, at, view, false);
        found = true;
    }
    found |= lines(sheet, view);
    found.then_some(()).ok_or_else(unknown)
}

fn debts(sheet: &mut Sheet<'_>, view: View<'_>) -> bool {
    let lists = [
        ("direct debts", view.get(&DIRECT), false),
        ("indirect debts", view.get(&INDIRECT), true),
    ];
    let mut direct_read = false;
    for (name, list, indirect) in lists {
        let Some(rows) = list.and_then(|list| rows(sheet, Table::Debts, name, list)) else {
            continue;
        };
        direct_read |= !indirect;
        for (at, row) in rows {
            debt(sheet, at, row, indirect);
        }
    }
    // A report that gives only what others owe does not say that this person owes nothing.
    if direct_read {
        sheet.facts.note(Section::Debts);
    }
    direct_read
}

fn debt(sheet: &mut Sheet<'_>, at: Provenance, row: View<'_>, indirect: bool) {
    let institution = sheet.text(at, "debt institution", row.field(&INSTITUTION));
    if institution.as_deref().is_some_and(is_total) {
        return;
    }
    let line = DebtLine {
        provenance: at,
        institution,
        indirect,
        kind: kind(sheet, at, row),
        total: pesos(sheet, at, "debt total", row, &TOTAL),
        current: pesos(sheet, at, "current debt", row, &CURRENT),
        late_30_89: late_30_89(sheet, at, row),
        late_90_plus: late_90_plus(sheet, at, row),
    };
    let figures = [line.total, line.current, line.late_30_89, line.late_90_plus];
    if figures.iter().all(Option::is_none) {
        return sheet.left_out(at, "debts", "none of its figures is known");
    }
    adds_up(sheet, at, &line);
    sheet.facts.debts.push(line);
}

/// A table's last line sums up those above it; counting it too would double the debt.
fn is_total(institution: &str) -> bool {
    let word = institution.trim_end_matches(':').trim();
    ["total", "totales", "total general"]
        .iter()
        .any(|total| word.eq_ignore_ascii_case(total))
}

fn kind(sheet: &mut Sheet<'_>, at: Provenance, row: View<'_>) -> Option<DebtKind> {
    let word = sheet.text(at, "debt kind", row.field(&KIND))?;
    let first = word.split_whitespace().last().unwrap_or_default();
    match KindWord::of(first) {
        KindWord::Consumer => Some(DebtKind::Consumer),
        KindWord::Mortgage => Some(DebtKind::Mortgage),
        KindWord::Commercial => Some(DebtKind::Commercial),
        KindWord::Unnamed => Some(DebtKind::Other),
        KindWord::Other(_) => {
            sheet.unknown_word(at, "debt kind", &word);
            None
        }
    }
}

/// One figure, or the sum of the two that newer reports split it into.
fn late_30_89(sheet: &mut Sheet<'_>, at: Provenance, row: View<'_>) -> Option<Money> {
    if row.has(&LATE_30_89) {
        return pesos(sheet, at, "debt 30 to 89 days late", row, &LATE_30_89);
    }
    if !row.has(&LATE_30_59) && !row.has(&LATE_60_89) {
        return None;
    }
    let parts = [
        pesos(sheet, at, "debt 30 to 59 days late", row, &LATE_30_59),
        pesos(sheet, at, "debt 60 to 89 days late", row, &LATE_60_89),
    ];
    sum(sheet, at, "debt 30 to 89 days late", &parts)
}

/// One figure, or the sum of the two that Belvo splits it into.
fn late_90_plus(sheet: &mut Sheet<'_>, at: Provenance, row: View<'_>) -> Option<Money> {
    if row.has(&LATE_90_PLUS) {
        return pesos(sheet, at, "debt 90 days late", row, &LATE_90_PLUS);
    }
    let name = "debt 90 days late";
    let mut parts = Vec::new();
    for key in LATE_90_PLUS_PARTS {
        if row.has(&[key]) {
            parts.push(pesos(sheet, at, name, row, &[key]));
        }
    }
    sum(sheet, at, name, &parts)
}

/// A line whose parts are all there must come to its total.
fn adds_up(sheet: &mut Sheet<'_>, at: Provenance, line: &DebtLine) {
    let parts = [line.current, line.late_30_89, line.late_90_plus];
    let (Some(total), Some(parts)) = (line.total, sum(sheet, at, "debt total", &parts)) else {
        return;
    };
    if parts != total {
        let message = format!("debts: the parts of a line come to {parts}, its total is {total}");
        sheet.finding(FindingCode::StatedSumsDiffer, Some(at), message);
    }
}

fn lines(sheet: &mut Sheet<'_>, view: View<'_>) -> bool {
    let credits = view.get(&["credits"]).and_then(View::object);
    let mut found = false;
    for holder in [Some(view), credits].into_iter().flatten() {
        // The other credits add to the lines; alone they do not say that there are no lines.
        for (keys, is_main) in [(&LINES[..], true), (&OTHER_LINES[..], false)] {
            let Some(list) = holder.get(keys).filter(|list| is_main || has_content(list)) else {
                continue;
            };
            let rows = rows(sheet, Table::CreditLines, "credit lines", list);
            found |= is_main && rows.is_some();
            for (at, row) in rows.unwrap_or_default() {
                line(sheet, at, row);
            }
        }
    }
    if found {
        sheet.facts.note(Section::CreditLines);
    }
    found
}

fn line(sheet: &mut Sheet<'_>, at: Provenance, row: View<'_>) {
    let institution = sheet.text(at, "credit line institution", row.field(&INSTITUTION));
    if institution.as_deref().is_some_and(is_total) {
        return;
    }
    let available = sheet.money(at, "credit line", row.field(&AVAILABLE), Currency::Clp);
    if available.is_none() {
        return sheet.left_out(at, "credit lines", "its amount is not known");
    }
    sheet.facts.credit_lines.push(CreditLine {
        provenance: at,
        institution,
        available,
    });
}
