//! Cirenio's API: banks, jobs and reports.

mod banks;
mod widget;

use std::sync::Arc;

use caudal_facts::{Country, TaxId};
use http::StatusCode;
use serde_json::{Value, json};

use crate::applicants::{self, Dice};
use crate::fixtures::Held;
use crate::jobs::{NewJob, Running};
use crate::server::{Answer, Call};
use crate::world::World;

pub(crate) use banks::{BANKS, Bank};
pub(crate) use widget::widget;

/// What a hash begins with whose report has been deleted.
const GONE: &str = "gone";

/// `GET /banks`.
pub(crate) fn banks(world: &Arc<World>, call: &Call) -> Answer {
    checked(call, || {
        let banks = BANKS.iter().map(|bank| bank.to_json(world.settings.seed));
        Answer::json(StatusCode::OK, &banks.collect())
    })
}

/// `POST /jobs`.
pub(crate) fn create_job(world: &Arc<World>, call: &Call) -> Answer {
    checked(call, || {
        if !call.is_said_to_be("application/json") {
            return refusal(StatusCode::NOT_ACCEPTABLE);
        }
        let Some((bank, external_id)) = call.json().as_ref().and_then(asked_for) else {
            return refusal(StatusCode::BAD_REQUEST);
        };
        let about = NewJob {
            bank: bank.id,
            applicant: call.applicant.clone(),
            external_id,
            hash: fixture_hash(world, call.applicant.as_ref()),
            fault: call.fault.clone(),
        };
        match world.jobs.create(world.settings.seed, about) {
            Some(job) => Answer::json(StatusCode::CREATED, &state(&job)),
            None => refusal(StatusCode::SERVICE_UNAVAILABLE),
        }
    })
}

/// `GET /jobs`.
pub(crate) fn list_jobs(world: &Arc<World>, call: &Call) -> Answer {
    checked(call, || {
        let row = |job: Running| {
            json!({
                "hash": job.hash,
                "external_id": job.about.external_id,
                "status": job.state.word(),
            })
        };
        let jobs = world.jobs.running(world.settings.pace);
        Answer::json(StatusCode::OK, &jobs.into_iter().map(row).collect())
    })
}

/// `GET /jobs/:hash`.
pub(crate) fn job(world: &Arc<World>, call: &Call) -> Answer {
    checked(call, || {
        let hash = call.param("hash");
        if hash.starts_with(GONE) {
            return refusal(StatusCode::GONE);
        }
        match world.jobs.poll(hash, world.settings.pace) {
            Some(job) => Answer::json(StatusCode::OK, &state(&job)),
            None => refusal(StatusCode::NOT_FOUND),
        }
    })
}

/// `GET /reports/:hash`.
pub(crate) fn report(world: &Arc<World>, call: &Call) -> Answer {
    checked(call, || {
        let hash = call.param("hash");
        if hash.starts_with(GONE) {
            return refusal(StatusCode::GONE);
        }
        let job = world.jobs.get(hash, world.settings.pace);
        let Some(job) = job.filter(|job| job.state.has_report()) else {
            return refusal(StatusCode::NOT_FOUND);
        };
        let Some(applicant) = &job.about.applicant else {
            return refusal(StatusCode::NOT_FOUND);
        };
        let answer = match world.fixtures.payload(applicant, "cirenio", "report") {
            Some(Held::Payload(bytes)) => Answer::payload(StatusCode::OK, bytes),
            Some(Held::Unavailable) => return refusal(StatusCode::INTERNAL_SERVER_ERROR),
            Some(Held::Nothing) => return refusal(StatusCode::NOT_FOUND),
            None => {
                let bank = banks::of(job.about.bank);
                let person = applicants::person(world, applicant);
                let report = applicants::cirenio_report(&person, bank, &job);
                Answer::json(StatusCode::OK, &report)
            }
        };
        world.jobs.mark_read(hash);
        answer
    })
}

/// The token's applicant, or that of the job asked about.
pub(super) fn applicant(world: &World, call: &Call) -> Option<TaxId> {
    let hash = call.param("hash");
    if !hash.is_empty() {
        return world.jobs.get(hash, world.settings.pace)?.about.applicant;
    }
    if call.endpoint.template() == "POST /jobs" {
        let body = call.json()?;
        return of_credential(world, body.get("token")?.as_str()?);
    }
    widget::applicant(world, call)
}

/// `{code, message}`, the form of every error.
pub(super) fn refusal(status: StatusCode) -> Answer {
    let message = match status.as_u16() {
        400 => "Request invalidado.",
        401 => "API Key erroneo.",
        404 => "No se encontro el objeto solicitado.",
        405 => "Metodo invalido.",
        406 => "El formato del requested no es un json.",
        410 => "El objeto ha sido eliminado.",
        429 => "Demasiados request en pocos minutos.",
        503 => "Nos encontramos en mantenimiento, intente mas tarde.",
        _ => "Error interno, intente mas tarde.",
    };
    Answer::json(
        status,
        &json!({ "code": status.as_u16().to_string(), "message": message }),
    )
}

/// What is answered to whoever has a key.
fn checked(call: &Call, answer: impl FnOnce() -> Answer) -> Answer {
    if call.api_key().is_none() {
        return refusal(StatusCode::UNAUTHORIZED);
    }
    answer()
}

/// The bank and the lender's own id of a body that is right.
fn asked_for(body: &Value) -> Option<(&'static Bank, Value)> {
    let bank = u32::try_from(body.get("bank_id")?.as_u64()?).ok()?;
    let bank = BANKS.iter().find(|known| known.id == bank)?;
    body.get("token")?
        .as_str()
        .filter(|token| !token.is_empty())?;
    let external_id = body.get("external_id").cloned().unwrap_or_default();
    let is_plain = external_id.is_null() || external_id.is_string() || external_id.is_number();
    is_plain.then_some((bank, external_id))
}

/// The sample's form: the number is called `id`, and the lender's own id is not told.
fn state(job: &Running) -> Value {
    json!({ "hash": job.hash, "id": job.number, "status": job.state.word() })
}

fn of_credential(world: &World, credential: &str) -> Option<TaxId> {
    applicants::applicant_of_text(credential)
        .or_else(|| applicants::derived(world.settings.seed, Country::Ar, credential))
}

/// The hash that a fixture's report names, so that job and report agree.
fn fixture_hash(world: &World, applicant: Option<&TaxId>) -> Option<String> {
    let Held::Payload(bytes) = world.fixtures.payload(applicant?, "cirenio", "report")? else {
        return None;
    };
    let report: Value = serde_json::from_slice(&bytes).ok()?;
    Some(report.get("hash")?.as_str()?.to_owned())
}

impl Bank {
    /// As `GET /banks` lists it: whether it is active is a number or a flag, the id a number or a text.
    fn to_json(&self, seed: u64) -> Value {
        let mut dice = Dice::new(seed, &format!("bank {}", self.id));
        let active = !dice.per_mille(50);
        let active = if dice.per_mille(500) {
            json!(active)
        } else {
            json!(u8::from(active))
        };
        let id = if dice.per_mille(100) {
            json!(self.id.to_string())
        } else {
            json!(self.id)
        };
        json!({
            "id": id,
            "name": self.name,
            "alias": self.alias,
            "code": self.code,
            "type": "personal",
            "active": active,
        })
    }
}
