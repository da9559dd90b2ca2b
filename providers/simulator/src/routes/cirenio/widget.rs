//! The widget, without its pages: the applicant has connected a bank as soon as it is opened.

use std::sync::Arc;

use bytes::Bytes;
use caudal_facts::TaxId;
use http::header::LOCATION;
use http::{Method, StatusCode};
use serde_json::Value;
use url::Url;

use super::{BANKS, fixture_hash, of_credential};
use crate::applicants::Dice;
use crate::callbacks::Pending;
use crate::endpoints::Vendor;
use crate::jobs::{JobState, NewJob, Running};
use crate::server::{Answer, Call};
use crate::settings::WebhookVerb;
use crate::world::World;

/// `GET /`: creates a job, sends the applicant back to `callback` and, when the job has ended, calls
/// `webhook`. Both carry `status`, `external_id` and `hash`, and no data.
pub(crate) fn widget(world: &Arc<World>, call: &Call) -> Answer {
    let key = call.query("public_key").filter(|key| !key.is_empty());
    let callback = call
        .query("callback")
        .and_then(|text| Url::parse(&text).ok());
    let (Some(_), Some(callback)) = (key, callback) else {
        let why = "public_key and callback (an address) are required\n";
        return Answer::text(StatusCode::BAD_REQUEST, why.to_owned());
    };
    let Ok(webhook) = call
        .query("webhook")
        .map(|text| Url::parse(&text))
        .transpose()
    else {
        return Answer::text(
            StatusCode::BAD_REQUEST,
            "webhook is no address\n".to_owned(),
        );
    };
    let external_id = call.query("external_id");
    let mut dice = Dice::new(world.settings.seed, &format!("widget {external_id:?}"));
    let bank = &BANKS[dice.index(BANKS.len())];
    let about = NewJob {
        bank: bank.id,
        applicant: call.applicant.clone(),
        external_id: external_id.map_or(Value::Null, Value::from),
        hash: fixture_hash(world, call.applicant.as_ref()),
        fault: call.fault.clone(),
    };
    let Some(job) = world.jobs.create(world.settings.seed, about) else {
        return Answer::text(
            StatusCode::SERVICE_UNAVAILABLE,
            "too many jobs\n".to_owned(),
        );
    };
    if let Some(webhook) = webhook {
        tokio::spawn(announce(Arc::clone(world), job.clone(), webhook));
    }
    let location = told(callback, &job, true);
    Answer::empty(StatusCode::FOUND).with(LOCATION, location.as_str())
}

/// The applicant that `external_id` or `public_key` names, else one of its own for each `external_id`.
pub(super) fn applicant(world: &World, call: &Call) -> Option<TaxId> {
    let external_id = call.query("external_id").unwrap_or_default();
    let key = call.query("public_key")?;
    of_credential(world, &format!("{external_id} {key}"))
}

async fn announce(world: Arc<World>, job: Running, webhook: Url) {
    let end = tokio::select! {
        end = world.jobs.end(&job.hash, world.settings.pace) => end,
        () = world.stopped() => None,
    };
    let Some(end) = end else { return };
    let pending = Pending {
        vendor: Vendor::CirenioApp,
        about: job.hash.clone(),
        method: match world.settings.cirenio_webhook {
            WebhookVerb::Get => Method::GET,
            WebhookVerb::Post => Method::POST,
        },
        url: told(webhook, &job, end != JobState::Failed),
        body: Bytes::new(),
    };
    pending.deliver(world, job.about.fault).await;
}

fn told(mut url: Url, job: &Running, well: bool) -> Url {
    let status = if well { "success" } else { "error" };
    let mut query = url.query_pairs_mut();
    query.append_pair("status", status);
    if let Some(external_id) = job.about.external_id.as_str() {
        query.append_pair("external_id", external_id);
    }
    query.append_pair("hash", &job.hash);
    drop(query);
    url
}
