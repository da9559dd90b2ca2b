//! A person's debts as the central bank's register publishes them: whole thousands of pesos.

use caudal_facts::{Month, TaxId};
use chrono::Days;
use serde_json::{Value, json};

use super::ledger::Kind;
use super::money::{decimal, divided};
use super::person::Person;
use super::profile::Profile;

/// Months of history.
const MONTHS: i32 = 24;

/// One lender's line in one month.
pub(crate) struct Line {
    /// Who lent.
    pub(crate) lender: &'static str,
    /// 1 (normal) to 6.
    pub(crate) situation: u32,
    /// Thousands of pesos.
    pub(crate) amount: i64,
    /// Days in arrears.
    pub(crate) days_late: u32,
}

/// `results` of `/Deudas`; `None` for who has no debts that are reported.
pub(crate) fn debts(person: &Person) -> Option<Value> {
    let month = Month::of(person.as_of).plus(-1);
    let lines = lines(person, month)?;
    let entity = |line: &Line| {
        let since = (line.situation == 1).then(|| month.plus(-30).last_day());
        json!({
            "entidad": line.lender,
            "situacion": line.situation,
            "fechaSit1": since,
            "monto": thousands(line.amount),
            "diasAtrasoPago": line.days_late,
            "refinanciaciones": false,
            "recategorizacionOblig": false,
            "situacionJuridica": false,
            "irrecDisposicionTecnica": false,
            "enRevision": false,
            "procesoJud": false,
        })
    };
    let period = json!({
        "periodo": period(month),
        "entidades": lines.iter().map(entity).collect::<Vec<_>>(),
    });
    Some(results(person, "periodos", &json!([period])))
}

/// `results` of `/Deudas/Historicas`.
pub(crate) fn history(person: &Person) -> Option<Value> {
    let last = Month::of(person.as_of).plus(-1);
    let entity = |line: &Line| {
        json!({
            "entidad": line.lender,
            "situacion": line.situation,
            "monto": thousands(line.amount),
            "enRevision": false,
            "procesoJud": false,
        })
    };
    let mut periods = Vec::new();
    for month in (0..MONTHS).map(|back| last.plus(-back)) {
        let lines = lines(person, month)?;
        let lines: Vec<_> = lines.iter().map(entity).collect();
        periods.push(json!({ "periodo": period(month), "entidades": lines }));
    }
    Some(results(person, "periodos", &json!(periods)))
}

/// `results` of `/Deudas/ChequesRechazados`: an empty list for who has debts and no such cheque.
pub(crate) fn cheques(person: &Person) -> Option<Value> {
    lines(person, Month::of(person.as_of))?;
    let mut dice = person.dice("cheques");
    let has = person.is_late && dice.per_mille(400);
    let days = dice.between(20, 300).unsigned_abs();
    let rejected = person
        .as_of
        .checked_sub_days(Days::new(days))
        .unwrap_or(person.as_of);
    let cheque = json!({
        "nroCheque": dice.between(10_000_000, 99_999_999),
        "fechaRechazo": rejected,
        "monto": decimal(&format!("{}000.0", dice.between(40, 400))),
        "fechaPago": null,
        "fechaPagoMulta": null,
        "estadoMulta": "IMPAGA",
        "ctaPersonal": true,
        "denomJuridica": null,
        "enRevision": false,
        "procesoJud": false,
    });
    let causes = json!([{
        "causal": "SIN FONDOS",
        "entidades": [{ "entidad": 20, "detalle": [cheque] }],
    }]);
    let causes = if has { causes } else { json!([]) };
    Some(results(person, "causales", &causes))
}

fn results(person: &Person, name: &str, rows: &Value) -> Value {
    json!({
        "identificacion": decimal(&person.printed_tax_id()),
        "denominacion": person.name,
        name: rows,
    })
}

/// What each lender reports for a month. Somebody without debts, without history or of another
/// country is not in the register.
pub(crate) fn lines(person: &Person, month: Month) -> Option<Vec<Line>> {
    let is_known = matches!(person.tax_id, TaxId::Cuit(_)) && person.profile != Profile::ThinFile;
    let back = Month::of(person.as_of).index() - month.index();
    let mut found = Vec::new();
    for loan in &person.loans {
        let paid = i64::from(loan.paid) - i64::from(back.max(1)) + 1;
        if let Ok(paid) = u32::try_from(paid) {
            let then = super::products::Loan {
                paid,
                ..loan.clone()
            };
            let lender = loan
                .lender
                .unwrap_or("BANCO DE GALICIA Y BUENOS AIRES S.A.");
            found.push((lender, then.balance(), loan.lender.is_some()));
        }
    }
    for card in person
        .accounts
        .iter()
        .filter(|account| account.kind == Kind::Card)
    {
        found.push(("TARJETA NARANJA S.A.U.", -card.closing(), false));
    }
    let line = |(lender, owed, is_other): (&'static str, i64, bool)| {
        let is_late =
            person.is_late && (is_other || person.profile != Profile::OverIndebted) && back <= 3;
        Line {
            lender,
            situation: if is_late { 2 } else { 1 },
            amount: divided(owed.into(), 100_000).max(1),
            days_late: if is_late {
                31 + 15 * (3 - back.clamp(0, 3)).unsigned_abs()
            } else {
                0
            },
        }
    };
    let owes = !person.loans.is_empty()
        || person
            .accounts
            .iter()
            .any(|account| account.kind == Kind::Card);
    (is_known && owes).then(|| found.into_iter().map(line).collect())
}

fn period(month: Month) -> String {
    format!("{:04}{:02}", month.year(), month.number())
}

fn thousands(amount: i64) -> Value {
    decimal(&format!("{amount}.0"))
}
