//! Contributions to the unemployment fund (AFC), as employers paid them.
//!
//! Forms: Floid by employer and month, Boufin's contributions and jobs, `DocuTray`'s pension
//! contributions, Floid's single month, Khipu's certificate.

use std::collections::BTreeMap;

use caudal_facts::facts::{Contribution, Provenance, Section};
use serde_json::Value;

use super::{ANSWER, head, pesos, rows, unwrapped};
use crate::sheet::{Sheet, Table, Trouble};
use crate::tolerant::{DateField, OpenField, View, names, open_enum, wire};

const MONTHS: [&str; 9] = [
    "contributions",
    "cotizaciones",
    "contribuciones",
    "bymonth",
    "detalle",
    "detail",
    "details",
    "months",
    "periods",
];
const EMPLOYER: [&str; 6] = [
    "rutemployer",
    "employerrut",
    "rutempleador",
    "employerid",
    "empleadorrut",
    "employertaxid",
];
const EMPLOYER_NAME: [&str; 5] = [
    "employername",
    "companyname",
    "empleador",
    "nombreempleador",
    "employer",
];
const PERIOD: [&str; 8] = [
    "period",
    "periodo",
    "mes",
    "month",
    "date",
    "fecha",
    "contributionperiod",
    "periodoremuneracion",
];
const INCOME: [&str; 8] = [
    "taxableamount",
    "taxableincome",
    "remuneracion",
    "rentaimponible",
    "remuneracionimponible",
    "monthlyincome",
    "imponible",
    "income",
];
const PAID_ON: [&str; 5] = [
    "paymentdate",
    "paidon",
    "fechapago",
    "paiddate",
    "fechadepago",
];

const ACTIVE: [&str; 2] = ["activeemployer", "active"];
const STATUS: [&str; 2] = ["status", "estado"];
const ENDED: [&str; 2] = ["enddate", "fechatermino"];
const IDS: [&str; 3] = ["rutafiliado", "rut", "affiliaterut"];
const DATES: [&str; 4] = ["fechaemision", "creationdate", "issuedate", "fechaconsulta"];

/// The report, as far as it is read.
pub(crate) struct Report;

names! {
    Report: ANSWER, EMPLOYER, EMPLOYER_NAME, PERIOD, INCOME, PAID_ON, ACTIVE, STATUS, ENDED, IDS, DATES
}

wire! {
    /// What is saved in the fund, as Khipu's page begins to name it. No fact is made of it.
    pub(crate) struct Balance {
        /// When it was made.
        creation_date: DateField = "CreationDate",
        /// Amounts; their fields are not documented.
        details: OpenField = "Details",
    }
}

open_enum! {
    /// Whether an employment goes on.
    JobStatus {
        /// It does.
        Active = "activo" | "activa" | "vigente" | "active",
        /// It has ended.
        Ended = "inactivo" | "inactiva" | "terminado" | "finiquitado" | "cesado" | "inactive"
            | "no vigente",
    }
}

/// What is known of whose contributions are being read.
#[derive(Clone, Default)]
struct Job {
    employer: Option<String>,
    active: Option<bool>,
}

/// Reads the report.
pub(crate) fn read(sheet: &mut Sheet<'_>, value: &Value) -> Result<(), Trouble> {
    let inside = unwrapped(value)?;
    let found = match View::object(inside) {
        Some(view) => certificate(sheet, view),
        None => employers(sheet, inside),
    };
    if !found {
        let why = "the contributions have none of the forms that are known";
        return Err(Trouble::section(why));
    }
    sheet.facts.note(Section::Contributions);
    Ok(())
}

/// Floid: a list of employers, each with its months; or a plain list of months.
fn employers(sheet: &mut Sheet<'_>, list: &Value) -> bool {
    let Value::Array(items) = list else {
        return false;
    };
    for item in items {
        let view = View::object(item);
        let months = view.and_then(|view| Some((view, view.get(&MONTHS)?)));
        match (view, months) {
            (_, Some((view, months))) => {
                let job = job(sheet, view);
                month_rows(sheet, months, &job, &BTreeMap::new());
            }
            (Some(row), None) => {
                let at = sheet.row(Table::Contributions);
                month(sheet, at, row, &Job::default(), &BTreeMap::new());
            }
            (None, None) => {
                let at = sheet.row(Table::Contributions);
                sheet.left_out(at, "contributions", "it is not an object");
            }
        }
    }
    true
}

fn certificate(sheet: &mut Sheet<'_>, view: View<'_>) -> bool {
    head(sheet, view, &IDS, &DATES);
    let person = view.get(&["personalinformation"]).and_then(View::object);
    if let Some(person) = person {
        sheet.subject_is_applicant("report", person.field(&IDS));
    }
    let single = view.get(&["rentaimponible"]).and_then(View::object);
    let fund = view.get(&["sp"]).and_then(View::object);
    let single = single.or_else(|| fund?.get(&["rentaimponible"]).and_then(View::object));
    if let Some(list) = view.get(&MONTHS) {
        let active = active_by_name(sheet, view);
        month_rows(sheet, list, &Job::default(), &active)
    } else if let Some(list) = view.get(&["employers", "empleadores"]) {
        employers(sheet, list)
    } else {
        let row = single.unwrap_or(view);
        if row.get(&PERIOD).is_none() || row.get(&INCOME).is_none() {
            return false;
        }
        let at = sheet.row(Table::Contributions);
        let job = job(sheet, row);
        month(sheet, at, row, &job, &BTreeMap::new());
        true
    }
}

fn month_rows(
    sheet: &mut Sheet<'_>,
    list: &Value,
    job: &Job,
    active: &BTreeMap<String, bool>,
) -> bool {
    let Some(rows) = rows(sheet, Table::Contributions, "contributions", list) else {
        return false;
    };
    for (at, row) in rows {
        month(sheet, at, row, job, active);
    }
    true
}

/// Boufin keeps the jobs apart from the contributions; their employers' names join them.
fn active_by_name(sheet: &mut Sheet<'_>, view: View<'_>) -> BTreeMap<String, bool> {
    let jobs = view.get(&["employers", "jobs", "empleadores"]);
    let Some(Value::Array(jobs)) = jobs else {
        return BTreeMap::new();
    };
    let here = sheet.place();
    let mut active = BTreeMap::new();
    for job in jobs.iter().filter_map(View::object) {
        let name = sheet.text(here, "employer", job.field(&EMPLOYER_NAME));
        let flag = sheet.flag(here, "employer active", job.field(&ACTIVE));
        if let (Some(name), Some(flag)) = (name, flag) {
            // Somebody hired again works there still.
            let known = active.entry(name).or_insert(flag);
            *known |= flag;
        }
    }
    active
}

fn job(sheet: &mut Sheet<'_>, view: View<'_>) -> Job {
    let here = sheet.place();
    let employer = sheet
        .text(here, "employer", view.field(&EMPLOYER))
        .or_else(|| sheet.text(here, "employer", view.field(&EMPLOYER_NAME)));
    let word = sheet.text(here, "employment status", view.field(&STATUS));
    let stated = word.and_then(|word| match JobStatus::of(&word) {
        JobStatus::Active => Some(true),
        JobStatus::Ended => Some(false),
        JobStatus::Other(word) => {
            sheet.unknown_word(here, "employment status", &word);
            None
        }
    });
    let ended = sheet.date(here, "employment end", view.field(&ENDED));
    Job {
        employer,
        active: stated.or(ended.map(|_| false)),
    }
}

fn month(
    sheet: &mut Sheet<'_>,
    at: Provenance,
    row: View<'_>,
    job: &Job,
    active: &BTreeMap<String, bool>,
) {
    let Some(month) = sheet.month(at, "contribution month", row.field(&PERIOD)) else {
        return sheet.left_out(at, "contributions", "its month is not known");
    };
    let name = sheet.text(at, "employer", row.field(&EMPLOYER_NAME));
    let employer_active = name.as_ref().and_then(|name| active.get(name).copied());
    let employer = sheet
        .text(at, "employer", row.field(&EMPLOYER))
        .or(name)
        .or_else(|| job.employer.clone());
    let contribution = Contribution {
        provenance: at,
        month,
        employer,
        taxable_income: pesos(sheet, at, "taxable income", row, &INCOME),
        paid_on: sheet.date(at, "contribution paid", row.field(&PAID_ON)),
        employer_active: employer_active.or(job.active),
    };
    sheet.facts.contributions.push(contribution);
}
