//! An answer of the register becomes facts.
//!
//! The register answers HTTP 404 for somebody whom no entity reports. That is an answer, kept as the
//! payload `{"status": 404, "errorMessages": […]}`: its table is there, and empty.

use caudal_facts::facts::{FindingCode, Provenance, RejectedCheque, Section, Situation};
use caudal_facts::{Country, Currency, Money, Month, Source};
use rust_decimal::Decimal;
use serde::Deserialize as _;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::wire::{Cheque, Cheques, Debts, Entity, Envelope};
use crate::convert::Call;
use crate::sheet::{Context, Part, Sheet, Table, Trouble};
use crate::tolerant::{self, Known as _, Measure, MoneyField, Outcome, Unread};

/// What knows an answer's fields; `None` for an operation that is not known.
pub(crate) fn measure(operation: &str) -> Option<Measure> {
    match operation {
        "deudas" | "historicas" => Some(Envelope::<Debts>::measure),
        "cheques-rechazados" => Some(Envelope::<Cheques>::measure),
        _ => None,
    }
}

/// What an answer of the register says; `None` for an operation that is not known.
pub(crate) fn convert(context: Context<'_>, call: &Call<'_>, body: &Value) -> Option<Vec<Part>> {
    let mut sheet = Sheet::new(context, Source::Bcra, Country::Ar, call.payload);
    let read = match call.operation {
        "deudas" => debts(&mut sheet, body, false),
        "historicas" => debts(&mut sheet, body, true),
        "cheques-rechazados" => cheques(&mut sheet, body),
        _ => return None,
    };
    Some(vec![match read {
        Ok(()) => sheet.finish(None),
        Err(trouble) => sheet.failed(trouble),
    }])
}

/// The data of an answer; `None` when the register knows nothing of the person.
fn results<T: DeserializeOwned>(body: &Value) -> Result<Option<T>, Trouble> {
    let envelope = Envelope::<T>::deserialize(body)
        .map_err(|_| Trouble::unreadable("the answer is not an object"))?;
    match tolerant::count(&envelope.status.0) {
        Ok(Some(200)) => {}
        Ok(Some(404)) => return Ok(None),
        Ok(Some(status)) => {
            let why = format!("the register answered status {status}");
            return Err(Trouble::failed(why));
        }
        Ok(None) | Err(_) => return Err(Trouble::unknown("the answer has no status")),
    }
    match envelope.results.read() {
        Outcome::Here(results) => Ok(Some(results)),
        Outcome::Missing => Err(Trouble::unreadable("the answer carries no results")),
        Outcome::Failed(why) => Err(Trouble::failed(why)),
        Outcome::Unreadable(unread) => Err(Trouble::unreadable(format!("results: {unread}"))),
    }
}

fn debts(sheet: &mut Sheet<'_>, body: &Value, historical: bool) -> Result<(), Trouble> {
    let section = if historical {
        Section::SituationHistory
    } else {
        Section::Situations
    };
    let Some(debts) = results::<Debts>(body)? else {
        sheet.facts.note(section);
        return Ok(());
    };
    sheet.subject_is_applicant("identificacion", &debts.identificacion.0);
    let periods = debts.periodos.rows();
    let Ok(Some(periods)) = periods else {
        return Err(Trouble::unreadable("the answer carries no list of months"));
    };
    sheet.facts.note(section);
    for period in periods {
        let here = sheet.place();
        let Some(period) = sheet.take(here, "periodos", period.map(Some)) else {
            sheet.left_out(here, "periodos", "it is not an object");
            continue;
        };
        let month = sheet.month(here, "periodo", &period.periodo.0);
        let rows = sheet.rows_expected(Table::Situations, "entidades", &period.entidades);
        // A month whose list is not there does not say that nothing was owed in it.
        let Some(rows) = rows else {
            sheet.facts.sections.retain(|noted| *noted != section);
            continue;
        };
        for (at, row) in rows {
            match month {
                Some(month) => situation(sheet, at, month, historical, &row),
                None => sheet.left_out(at, "entidades", "its month is not known"),
            }
        }
    }
    latest_month(sheet, historical);
    Ok(())
}

/// Of the register's present answer only the latest month is present, should it give more.
fn latest_month(sheet: &mut Sheet<'_>, historical: bool) {
    let latest = sheet.facts.situations.iter().map(|row| row.month).max();
    for row in &mut sheet.facts.situations {
        row.historical = historical || Some(row.month) < latest;
    }
}

fn situation(sheet: &mut Sheet<'_>, at: Provenance, month: Month, historical: bool, row: &Entity) {
    let situation = sheet.count(at, "situacion", &row.situacion.0);
    let known = situation.filter(|situation| (1..=6).contains(situation));
    if known != situation {
        let message = "situacion: outside 1 to 6".to_owned();
        sheet.finding(FindingCode::ValueUnreadable, Some(at), message);
    }
    let situation = Situation {
        provenance: at,
        month,
        entity: sheet.text(at, "entidad", &row.entidad.0),
        situation: known,
        amount: thousands(sheet, at, &row.monto),
        days_late: sheet.count(at, "diasAtrasoPago", &row.dias_atraso_pago.0),
        in_court: sheet.flag(at, "procesoJud", &row.proceso_jud.0),
        historical,
    };
    sheet.facts.situations.push(situation);
}

/// The register gives thousands of pesos.
fn thousands(sheet: &mut Sheet<'_>, at: Provenance, field: &MoneyField) -> Option<Money> {
    let read = tolerant::decimal(&field.0, Currency::Ars);
    let thousands = sheet.take(at, "monto", read)?;
    let money = thousands
        .checked_mul(Decimal::ONE_THOUSAND)
        .and_then(|pesos| Money::exact(pesos, Currency::Ars).ok());
    let read = money
        .map(Some)
        .ok_or_else(|| Unread::because("no amount in pesos with two decimals"));
    sheet.take(at, "monto", read)
}

fn cheques(sheet: &mut Sheet<'_>, body: &Value) -> Result<(), Trouble> {
    let Some(cheques) = results::<Cheques>(body)? else {
        sheet.facts.note(Section::RejectedCheques);
        return Ok(());
    };
    sheet.subject_is_applicant("identificacion", &cheques.identificacion.0);
    let Ok(Some(causes)) = cheques.causales.rows() else {
        return Err(Trouble::unreadable("the answer carries no list of causes"));
    };
    sheet.facts.note(Section::RejectedCheques);
    let here = sheet.place();
    for cause in causes {
        let entities = cause.and_then(|cause| cause.entidades.rows());
        let Some(entities) = sheet.take(here, "causales", entities) else {
            sheet.left_out(here, "causales", "its entities cannot be read");
            continue;
        };
        for entity in entities {
            let Some(entity) = sheet.take(here, "entidades", entity.map(Some)) else {
                sheet.left_out(here, "entidades", "it is not an object");
                continue;
            };
            let rows = sheet.rows_expected(Table::RejectedCheques, "detalle", &entity.detalle);
            for (at, row) in rows.unwrap_or_default() {
                cheque(sheet, at, &row);
            }
        }
    }
    Ok(())
}

fn cheque(sheet: &mut Sheet<'_>, at: Provenance, row: &Cheque) {
    let cheque = RejectedCheque {
        provenance: at,
        rejected_on: sheet.date(at, "fechaRechazo", &row.fecha_rechazo.0),
        amount: sheet.money(at, "monto", &row.monto.0, Currency::Ars),
        paid_on: sheet.date(at, "fechaPago", &row.fecha_pago.0),
    };
    sheet.facts.rejected_cheques.push(cheque);
}
