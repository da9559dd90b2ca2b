//! Khipu Open Data: bank operations and public services, at once or by callback.

mod banks;
mod envelope;
mod request;
mod services;

use std::sync::Arc;

use bytes::Bytes;
use caudal_facts::{Country, TaxId};
use http::{Method, StatusCode};
use serde_json::Value;
use url::Url;

use crate::applicants;
use crate::callbacks::Pending;
use crate::endpoints::Vendor;
use crate::fixtures::Held;
use crate::server::{Answer, Call};
use crate::world::World;
use envelope::{acknowledgement, failure, operation_id, success};
use request::{Refusal, Request};

/// Characters that an address to call back may have.
const CALLBACK_URL_MAX: usize = 255;

/// What an operation's id is drawn for.
const OPERATION: &str = "operation";

/// An operation's data, or the code of the error that it ends in.
type Outcome = Result<Value, &'static str>;

/// An operation on a bank.
pub(crate) fn bank(world: &Arc<World>, call: &Call) -> Answer {
    let country = call.param("country");
    let segment = call.param("segment");
    let known = matches!(country, "cl" | "ar")
        && matches!(segment, "personal" | "business" | "entrepreneur");
    let operation = banks::operation(operation_path(call));
    let Some(operation) = operation.filter(|_| known) else {
        return refusal(StatusCode::NOT_FOUND);
    };
    let request = match Request::of(call, operation.wants()) {
        Ok(request) => request,
        Err(refused) => return refused_answer(&refused),
    };
    let Some(applicant) = &call.applicant else {
        return refusal(StatusCode::UNAUTHORIZED);
    };
    let held = match &request.account {
        Some(account) => world
            .fixtures
            .account_payload(applicant, operation.fixture(), account),
        None => world
            .fixtures
            .payload(applicant, "khipu", operation.fixture()),
    };
    let held = held.filter(|_| !operation.is_always_made());
    finish(world, call, request, held, |request| {
        let person = applicants::person(world, applicant);
        operation.data(&person, request)
    })
}

/// A public service.
pub(crate) fn service(world: &Arc<World>, call: &Call) -> Answer {
    let request = match Request::of(call, request::Wants::Service) {
        Ok(request) => request,
        Err(refused) => return refused_answer(&refused),
    };
    let Some(applicant) = &call.applicant else {
        return refusal(StatusCode::UNAUTHORIZED);
    };
    let Some(service) = services::service(call.endpoint.template()) else {
        return refusal(StatusCode::NOT_FOUND);
    };
    let held = world.fixtures.payload(applicant, "khipu", service.fixture);
    finish(world, call, request, held, |request| {
        if !matches!(applicant, TaxId::Rut(_)) {
            return Err("E400");
        }
        let person = applicants::person(world, applicant);
        (service.data)(&person, request)
    })
}

/// The answer of a 200 whose envelope says `ERROR`.
pub(crate) fn error_in_ok(world: &World, call: &Call, code: &str) -> Answer {
    let id = operation_id(&mut call.dice(world.settings.seed, OPERATION));
    Answer::json(StatusCode::OK, &failure(&id, code))
}

/// Whom a request is about: the bearer's mark, then the account's credential, then whom a service is
/// asked about, else whoever the credential stands for.
pub(super) fn applicant(world: &World, call: &Call) -> Option<TaxId> {
    let body = call.json().unwrap_or_default();
    let given = request::names(&body);
    let credentials = call.bearer().into_iter().chain(given.iter().copied());
    if let Some(marked) = credentials.clone().find_map(applicants::applicant_of_text) {
        return Some(marked);
    }
    if let Some(plain) = given.iter().find_map(|text| applicants::plain_tax_id(text)) {
        return Some(plain);
    }
    let country = if call.param("country") == "ar" {
        Country::Ar
    } else {
        Country::Cl
    };
    let credential = given.first().copied().or(call.bearer())?;
    applicants::derived(world.settings.seed, country, credential)
}

/// Where a request asks to be called back, if it says so and as long as it may be.
pub(super) fn callback_url(call: &Call) -> Option<Url> {
    let body = call.json()?;
    let text = body.get("CallbackUrl")?.as_str()?;
    (text.chars().count() <= CALLBACK_URL_MAX).then(|| Url::parse(text).ok())?
}

/// How Khipu refuses with a status: its envelope, with the code that the status stands for.
pub(super) fn refusal(status: StatusCode) -> Answer {
    let code = match status.as_u16() {
        400 | 404 | 405 => "P001",
        401 | 403 => "A000",
        429 => "I001",
        503 => "E200",
        _ => "I002",
    };
    Answer::json(
        status,
        &failure("00000000-0000-4000-8000-000000000000", code),
    )
}

fn refused_answer(refused: &Refusal) -> Answer {
    match refused {
        Refusal::Unauthorised => refusal(StatusCode::UNAUTHORIZED),
        Refusal::Parameter(code) => {
            let body = failure("00000000-0000-4000-8000-000000000000", code);
            Answer::json(StatusCode::BAD_REQUEST, &body)
        }
    }
}

/// The fixture's bytes or an envelope around what is made, now or by callback.
fn finish(
    world: &Arc<World>,
    call: &Call,
    request: Request,
    held: Option<Held>,
    make: impl FnOnce(&Request) -> Outcome,
) -> Answer {
    let mut dice = call.dice(world.settings.seed, OPERATION);
    let id = operation_id(&mut dice);
    let (id, body) = match held {
        Some(Held::Payload(bytes)) => (id_of(&bytes).unwrap_or(id), bytes),
        Some(Held::Unavailable) => (id.clone(), bytes_of(&failure(&id, "T000"))),
        Some(Held::Nothing) => (id.clone(), bytes_of(&failure(&id, "E300"))),
        None => {
            let envelope = match make(&request) {
                Ok(data) => success(&id, &data),
                Err(code) => failure(&id, code),
            };
            (id, bytes_of(&envelope))
        }
    };
    let Some(url) = request.callback_url else {
        return Answer::payload(StatusCode::OK, body);
    };
    let pending = Pending {
        vendor: Vendor::Khipu,
        about: id.clone(),
        method: Method::POST,
        url,
        body,
    };
    tokio::spawn(pending.deliver(Arc::clone(world), call.fault.clone()));
    Answer::json(StatusCode::ACCEPTED, &acknowledgement(&id, &mut dice))
}

/// What follows the bank in a path.
fn operation_path(call: &Call) -> &str {
    let path = call.head.uri.path();
    path.splitn(8, '/').nth(7).unwrap_or_default()
}

fn id_of(body: &[u8]) -> Option<String> {
    let body: Value = serde_json::from_slice(body).ok()?;
    Some(body.get("OperationId")?.as_str()?.to_owned())
}

fn bytes_of(envelope: &Value) -> Bytes {
    envelope.to_string().into()
}
