//! What Chile's public registers know of a person, in the forms that aggregators bring it.
//!
//! Khipu documents the containers of its services only; what is inside them is inferred.

mod contributions;
mod debts;
mod tax;

use serde_json::{Value, json};

use super::person::Person;

pub(crate) use contributions::{
    contributed_balance, contributions, contributions_balance, gross, last_contribution, worked,
};
pub(crate) use debts::{
    alimony, alimony_owed, available, debt_report, debts, insolvency, plain_protests, protests,
    unpaid,
};
pub(crate) use tax::{fees, tax_folder, tax_situation};

/// The sections that Clave Única opens in banca.me.
pub(crate) fn clave_unica(person: &Person) -> Value {
    json!({
        "afc": contributions::by_employer(person),
        "cmf": debts::plain_debt_report(person),
        "sii": tax::plain_tax_folder(person),
        "suseso": medical_leaves(person),
    })
}

/// One in ten has been ill.
fn medical_leaves(person: &Person) -> Value {
    let mut dice = person.dice("medical leaves");
    if !person.profile.is_employed() || !dice.per_mille(100) {
        return json!({ "licencias": [] });
    }
    let back = dice.between(60, 330).unsigned_abs();
    let from = person
        .as_of
        .checked_sub_days(chrono::Days::new(back))
        .unwrap_or(person.as_of);
    let days = dice.between(3, 11);
    json!({
        "licencias": [{
            "folio": format!("1-{}", dice.digits(8)),
            "estado": "TRAMITADA",
            "tipo_licencia": "ENFERMEDAD O ACCIDENTE COMUN",
            "fecha_emision": from,
            "fecha_inicio_reposo": from,
            "dias_reposo": days,
            "dias_autorizados": days,
            "rut_empleador": super::person::printed(&person.employer.0),
        }],
    })
}
