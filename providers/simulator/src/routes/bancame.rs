//! banca.me's partner API: pre-loan requests, the widget, entities and loans.

mod entities;
mod loans;
mod partner;

use std::sync::Arc;

use caudal_facts::TaxId;
use http::{HeaderName, StatusCode};
use serde_json::{Value, json};

use crate::applicants::{self, bancame as reports};
use crate::fixtures::Held;
use crate::log::held;
use crate::server::{Answer, Call};
use crate::world::World;
use partner::Ration;

pub(crate) use entities::{change_entity, create_entity, list_entities};
pub(crate) use loans::{announces, loan, start_widget};
pub(crate) use partner::Partner;

/// `POST /partner/pre-loan-request`: gets or creates the request of a RUT.
pub(crate) fn pre_loan_request(world: &Arc<World>, call: &Call) -> Answer {
    requested(world, call, |applicant| {
        match world
            .fixtures
            .payload(applicant, "bancame", "pre-loan-request")
        {
            Some(Held::Payload(bytes)) => return Answer::payload(StatusCode::OK, bytes),
            Some(Held::Unavailable) => return refusal(StatusCode::INTERNAL_SERVER_ERROR),
            Some(Held::Nothing) => return refusal(StatusCode::NOT_FOUND),
            None => {}
        }
        let person = applicants::person(world, applicant);
        let asked = held(&world.partner).ask(applicant);
        let polls = u64::from(world.settings.pace.polls);
        let body = reports::pre_loan_request(&person, asked, polls);
        Answer::json(StatusCode::OK, &body)
    })
}

/// `POST /partner/pre-loan-request/bnpl`: instalment options, whose fields are not documented.
pub(crate) fn instalment_options(world: &Arc<World>, call: &Call) -> Answer {
    requested(world, call, |applicant| {
        if world.fixtures.has(applicant) {
            return refusal(StatusCode::NOT_FOUND);
        }
        let person = applicants::person(world, applicant);
        let amount = call.form("amount").and_then(|text| text.parse().ok());
        Answer::json(
            StatusCode::OK,
            &reports::instalment_options(&person, amount),
        )
    })
}

/// The RUT of a form.
pub(super) fn applicant(_: &World, call: &Call) -> Option<TaxId> {
    TaxId::read_rut(&call.form("rut")?)
}

/// The form of errors is not documented; this one is ours.
pub(super) fn refusal(status: StatusCode) -> Answer {
    let message = status.canonical_reason().unwrap_or("Error");
    Answer::json(
        status,
        &json!({ "statusCode": status.as_u16(), "message": message }),
    )
}

/// What is answered about the RUT of a form that is right.
fn requested(world: &World, call: &Call, answer: impl FnOnce(&TaxId) -> Answer) -> Answer {
    checked(world, call, || {
        if !call.is_said_to_be("application/x-www-form-urlencoded") {
            return refusal(StatusCode::BAD_REQUEST);
        }
        let metadata = call.form("metadata");
        let is_json = |text: &String| serde_json::from_str::<Value>(text).is_ok();
        if !metadata.as_ref().is_none_or(is_json) {
            return refusal(StatusCode::BAD_REQUEST);
        }
        match &call.applicant {
            Some(applicant) if applicant.is_valid() => answer(applicant),
            _ => refusal(StatusCode::BAD_REQUEST),
        }
    })
}

/// What is answered to whoever has a key, within its ration of requests.
fn checked(world: &World, call: &Call, answer: impl FnOnce() -> Answer) -> Answer {
    let Some(key) = call.bearer() else {
        return refusal(StatusCode::UNAUTHORIZED);
    };
    if !world.settings.bancame_rate_limit {
        return answer();
    }
    let ration = held(&world.partner).ration(key);
    let answer = if ration.is_spent() {
        refusal(StatusCode::TOO_MANY_REQUESTS)
    } else {
        answer()
    };
    with_ration(answer, &ration)
}

/// That there are headers is documented, their names are not.
fn with_ration(answer: Answer, ration: &Ration) -> Answer {
    answer
        .with(
            HeaderName::from_static("x-ratelimit-limit"),
            &Ration::REQUESTS.to_string(),
        )
        .with(
            HeaderName::from_static("x-ratelimit-remaining"),
            &ration.remaining().to_string(),
        )
        .with(
            HeaderName::from_static("x-ratelimit-reset"),
            &ration.reset_seconds().to_string(),
        )
}
