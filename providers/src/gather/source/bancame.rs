//! Getting banca.me's pre-loan request: asked until it is ready or over.

use caudal_facts::TaxId;
use serde_json::{Map, Value};

use crate::bancame::{Bancame, Step};
use crate::caller::Body;
use crate::gather::run::{Got, Missed, Run, Trouble, polls};
use crate::tolerant::shown_word;

/// What is written down before a request is made: the applicant has one request, and asking again
/// gives the same one.
const INTENT: &str = "pre-loan-request";

pub(in crate::gather) async fn pre_loan_request(
    run: &Run<'_>,
    client: &Bancame,
    tax_id: &TaxId,
    metadata: &Map<String, Value>,
) -> Result<Got, Missed> {
    if run.progress().intended.is_none() {
        run.intend(INTENT).await?;
    }
    let mut last = Missed::because("there was no time to ask");
    for wait in polls(run.settings) {
        match look(run, client, tax_id, metadata).await {
            Ok(Ok(body)) => return Ok(Got::Body(body)),
            Ok(Err(not_ready)) | Err(Trouble::Passing(not_ready)) => last = not_ready,
            Err(Trouble::Lasting(missed)) => return Err(missed),
        }
        if !run.wait(wait).await {
            break;
        }
    }
    Err(last)
}

/// One look at the request: its body when it is ready or over, else what there is to say of it.
async fn look(
    run: &Run<'_>,
    client: &Bancame,
    tax_id: &TaxId,
    metadata: &Map<String, Value>,
) -> Result<Result<Body, Missed>, Trouble> {
    let outcome = client.pre_loan_request(tax_id, metadata).await;
    let request = run.counted(outcome, |request| &request.answer)?;
    let step = word(&request.step);
    run.progressed(&step).await?;
    let body = request.answer.body.clone();
    if request.is_ready() || request.is_ended() {
        return Ok(Ok(body));
    }
    Ok(Err(Missed {
        body: Some(body),
        ..Missed::because(format!(
            "the request was still at step {step} at the deadline"
        ))
    }))
}

/// A step as journals and messages show it.
fn word(step: &Step) -> String {
    match step {
        Step::Other(word) => shown_word(word).trim_matches('"').to_owned(),
        known => format!("{known:?}"),
    }
}
