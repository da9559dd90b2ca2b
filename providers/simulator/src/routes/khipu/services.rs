//! The public services: which report each brings.

use serde_json::Value;

use super::Outcome;
use super::request::Request;
use crate::applicants::{Person, registries};

/// A public service.
pub(super) struct Service {
    /// Its operation's name in an evidence folder's manifest.
    pub(super) fixture: &'static str,
    /// Its data for a generated applicant.
    pub(super) data: fn(&Person, &Request) -> Outcome,
}

/// The service of an endpoint.
pub(super) fn service(template: &str) -> Option<Service> {
    let (_, path) = template.split_once("/services/")?;
    let (fixture, data): (_, fn(&Person, &Request) -> Outcome) = match path {
        "cmfchile.cl/debt-report" => ("debt-report", |person, _| {
            Ok(registries::debt_report(person))
        }),
        "afc.cl/contributions-certificate" => ("contributions-certificate", contributions),
        "afc.cl/last-credited-contribution" => ("last-credited-contribution", last_contribution),
        "afc.cl/balance" => ("contributions-balance", |person, _| {
            Ok(registries::contributions_balance(person))
        }),
        "afc.cl/employer/contributed-balance" => ("contributed-balance", |person, request| {
            let since = request.text("ContributionStartDate");
            Ok(registries::contributed_balance(person, since))
        }),
        "sii.cl/carpeta-tributaria/acreditar-renta" => ("carpeta-tributaria", |person, _| {
            Ok(registries::tax_folder(person, "CarpetaTributaria"))
        }),
        "sii.cl/carpeta-tributaria/solicitar-credito" => ("solicitar-credito", |person, _| {
            Ok(registries::tax_folder(person, "ConsultaCredito"))
        }),
        "sii.cl/tax-situation" => ("taxsituation", |person, _| {
            Ok(registries::tax_situation(person))
        }),
        "boletincomercial.cl/consulta-rut" => {
            ("consulta-rut", |person, _| Ok(registries::protests(person)))
        }
        "rndpa.srcei.cl/debt-registry" => {
            ("debt-registry", |person, _| Ok(registries::alimony(person)))
        }
        "boletinconcursal.cl/publications-procedure" => ("publications-procedure", |person, _| {
            Ok(registries::insolvency(person))
        }),
        _ => return None,
    };
    Some(Service { fixture, data })
}

/// All months, or those of the year that `Period` names.
fn contributions(person: &Person, request: &Request) -> Outcome {
    let year = match request.data.get("Period") {
        None | Some(Value::Null) => None,
        Some(Value::Number(number)) => Some(number.to_string()),
        Some(Value::String(text)) => Some(text.clone()),
        Some(_) => return Err("P001"),
    };
    match year.map(|year| year.parse::<i32>()).transpose() {
        Ok(year) => Ok(registries::contributions(person, year)),
        Err(_) => Err("P001"),
    }
}

fn last_contribution(person: &Person, _: &Request) -> Outcome {
    registries::last_contribution(person).ok_or("E300")
}
