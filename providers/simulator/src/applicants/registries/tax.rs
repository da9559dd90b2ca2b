//! The tax service: fee receipts and yearly returns.

use caudal_facts::Month;
use serde_json::{Value, json};

use super::contributions::gross;
use crate::applicants::money::per_mille;
use crate::applicants::person::Person;
use crate::applicants::products::day_of;
use crate::applicants::profile::Profile;

/// What is withheld of a fee, in ten-thousandths.
const WITHHELD: i64 = 1_525;

/// Months of fee receipts.
const MONTHS: i32 = 14;

/// `Data` of both tax folders, under the container's own name.
pub(crate) fn tax_folder(person: &Person, container: &str) -> Value {
    let fee = |(month, gross, withheld): &(Month, i64, i64)| {
        json!({
            "mes": month.to_string(),
            "honorarioBruto": gross.to_string(),
            "retencionTerceros": withheld.to_string(),
            "ppm": "0",
        })
    };
    let fees = fees(person);
    let folder = json!({
        "nombre": person.name,
        "rut": person.printed_tax_id(),
        "fechaGeneracion": person.as_of,
        "contribuyente": {
            "Fecha de Inicio de Actividades": started(person),
            "Actividades Economicas": activities(person),
            "Categoria tributaria": category(person),
        },
        "boletas": {
            "porMes": fees.iter().map(fee).collect::<Vec<_>>(),
            "totales": {
                "honorarioBruto": fees.iter().map(|fee| fee.1).sum::<i64>().to_string(),
                "retencionTerceros": fees.iter().map(|fee| fee.2).sum::<i64>().to_string(),
            },
        },
        "propiedadesBienesRaices": [],
        "renta": years(person).map(|(year, base)| json!({
            "periodo": year.to_string(),
            "folio": person.dice(&format!("folio {year}")).digits(9),
            "codigos": { "170": {
                "codigo": "170", "nombre": "Base imponible", "valor": dotted(base),
            } },
        })).collect::<Vec<_>>(),
    });
    json!({ container: folder })
}

/// The same as another aggregator brings it.
pub(super) fn plain_tax_folder(person: &Person) -> Value {
    let year = |(year, base): (i32, i64)| {
        let code = json!({
            "name": "Base imponible IUSC o IGC", "value": base.to_string(), "number": "170",
        });
        json!({ "year": year, "data": { "170": code } })
    };
    json!({
        "tipo": "ACREDITAR RENTA",
        "nombre_emisor": person.name,
        "rut_emisor": person.printed_tax_id(),
        "datos_contribuyente": {
            "fecha_inicio_actividades": started(person),
            "actividades_economicas": activities(person),
            "categoria_tributaria": category(person),
        },
        "bienes_raices": [],
        "boletas_honorarios": [],
        "F22": { "by_year": years(person).map(year).collect::<Vec<_>>() },
    })
}

/// `Data` of `/tax-situation`.
pub(crate) fn tax_situation(person: &Person) -> Value {
    json!({
        "TaxSituation": {
            "Rut": person.printed_tax_id(),
            "Name": person.name,
            "QueryDate": person.as_of,
            "ActivitiesStartDate": started(person),
            "Activities": activities(person),
            "IsSmallBusiness": person.profile == Profile::Merchant,
        },
    })
}

/// Month, gross and withheld of each month with fees, newest first.
pub(crate) fn fees(person: &Person) -> Vec<(Month, i64, i64)> {
    if person.profile != Profile::Gig {
        return Vec::new();
    }
    let last = Month::of(person.as_of).plus(-1);
    let fee = |back: i32| {
        let month = last.plus(-back);
        let mut dice = person.dice(&format!("fees {month}"));
        let gross = per_mille(person.income_in(month), dice.between(500, 1_200));
        (month, gross, per_mille(gross, WITHHELD) / 10)
    };
    (0..MONTHS).map(fee).collect()
}

/// The two years before this one, and twelve months' worth of taxable income in each.
fn years(person: &Person) -> impl Iterator<Item = (i32, i64)> {
    let year = Month::of(person.as_of).year();
    (0..2).filter_map(move |back| {
        let of = Month::new(year - 1 - back, 12)?;
        Some((year - back, gross(person, of) * 12))
    })
}

fn is_in_business(person: &Person) -> bool {
    matches!(person.profile, Profile::Gig | Profile::Merchant)
}

fn started(person: &Person) -> Value {
    let start = day_of(Month::of(person.as_of).plus(-70), 5);
    if is_in_business(person) {
        json!(start)
    } else {
        Value::Null
    }
}

fn activities(person: &Person) -> Value {
    match person.profile {
        Profile::Gig => json!(["SERVICIOS DE TRANSPORTE DE PASAJEROS"]),
        Profile::Merchant => json!(["VENTA AL POR MENOR EN ALMACENES"]),
        _ => json!([]),
    }
}

const fn category(person: &Person) -> &'static str {
    match person.profile {
        Profile::Merchant => "Primera categoria",
        _ => "Segunda categoria",
    }
}

/// An amount with dots between the thousands, as the service prints it.
fn dotted(amount: i64) -> String {
    let digits = amount.unsigned_abs().to_string();
    let groups: Vec<_> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(String::from_utf8_lossy)
        .collect();
    groups.join(".")
}
