//! The central bank's public register of debtors. No key, and no data is a 404.

use std::sync::Arc;

use caudal_facts::TaxId;
use http::StatusCode;
use serde_json::{Value, json};

use crate::applicants::{self, Person, bcra as register};
use crate::fixtures::Held;
use crate::server::{Answer, Call};
use crate::world::World;

/// `GET …/Deudas/:id`: what is owed now.
pub(crate) fn debts(world: &Arc<World>, call: &Call) -> Answer {
    answer(world, call, "deudas", register::debts)
}

/// `GET …/Deudas/Historicas/:id`: what was owed in the last 24 months.
pub(crate) fn history(world: &Arc<World>, call: &Call) -> Answer {
    answer(world, call, "historicas", register::history)
}

/// `GET …/Deudas/ChequesRechazados/:id`: cheques that were returned.
pub(crate) fn cheques(world: &Arc<World>, call: &Call) -> Answer {
    answer(world, call, "cheques-rechazados", register::cheques)
}

/// The id in the path, if it can be one.
pub(super) fn applicant(call: &Call) -> Option<TaxId> {
    let id = call.param("id");
    let is_plain = id.len() == 11 && id.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| TaxId::read_cuit(id))?
}

/// `{status, errorMessages}`, the form of every error.
pub(super) fn refusal(status: StatusCode) -> Answer {
    let message = match status.as_u16() {
        400 => "Parámetro erróneo: Ingresar 11 dígitos para realizar la consulta.",
        404 => "No se encontró datos para la identificación ingresada.",
        _ => "Se produjo un error inesperado.",
    };
    let body = json!({ "status": status.as_u16(), "errorMessages": [message] });
    Answer::json(status, &body)
}

fn answer(
    world: &World,
    call: &Call,
    operation: &str,
    report: fn(&Person) -> Option<Value>,
) -> Answer {
    let Some(applicant) = &call.applicant else {
        return refusal(StatusCode::BAD_REQUEST);
    };
    match world.fixtures.payload(applicant, "bcra", operation) {
        Some(Held::Payload(bytes)) => Answer::payload(status_of(&bytes), bytes),
        Some(Held::Unavailable) => refusal(StatusCode::INTERNAL_SERVER_ERROR),
        Some(Held::Nothing) => refusal(StatusCode::NOT_FOUND),
        None => match report(&applicants::person(world, applicant)) {
            Some(results) => {
                let body = json!({ "status": 200, "results": results });
                Answer::json(StatusCode::OK, &body)
            }
            None => refusal(StatusCode::NOT_FOUND),
        },
    }
}

/// A payload says in its body with which status it came.
fn status_of(body: &[u8]) -> StatusCode {
    let body = serde_json::from_slice::<Value>(body).unwrap_or_default();
    let status = body.get("status").and_then(Value::as_u64);
    status
        .and_then(|status| StatusCode::from_u16(u16::try_from(status).ok()?).ok())
        .unwrap_or(StatusCode::OK)
}
