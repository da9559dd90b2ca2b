//! A simulator, a client and what tests ask for again and again.

use std::path::PathBuf;

use caudal_simulator::{Settings, Simulator};
use reqwest::header::HeaderMap;
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use url::Url;

/// An applicant of each country whose check digit is right.
pub(crate) const CUIT: &str = "20267565393";
pub(crate) const RUT: &str = "11111111-1";

/// An answer, read to its end.
pub(crate) struct Answered {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answered {
    pub(crate) async fn of(response: Response) -> Self {
        Self {
            status: response.status(),
            headers: response.headers().clone(),
            bytes: response.bytes().await.unwrap().to_vec(),
        }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }
}

pub(crate) async fn started(settings: Settings) -> Simulator {
    let as_of = settings.as_of.or("2026-10-20".parse().ok());
    Simulator::start(Settings { as_of, ..settings })
        .await
        .unwrap()
}

pub(crate) fn fixtures() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures"))
}

/// The test's client. Each test has a thread and a runtime of its own, which connections belong to.
pub(crate) fn client() -> Client {
    thread_local! {
        static CLIENT: Client = built();
    }
    CLIENT.with(Client::clone)
}

fn built() -> Client {
    let no_redirects = reqwest::redirect::Policy::none();
    let client = Client::builder().no_proxy().tls_certs_only([]);
    client.redirect(no_redirects).build().unwrap()
}

pub(crate) async fn sent(request: RequestBuilder) -> Answered {
    Answered::of(request.send().await.unwrap()).await
}

/// `GET` with Cirenio's key.
pub(crate) async fn cirenio(simulator: &Simulator, path: &str) -> Answered {
    let url = simulator.cirenio().join(path).unwrap();
    sent(client().get(url).header("x-api-key", "key")).await
}

/// Creates a job for somebody.
pub(crate) async fn job(simulator: &Simulator, applicant: &str, external_id: Value) -> Answered {
    sent(job_request(simulator, applicant, &external_id)).await
}

pub(crate) fn job_request(
    simulator: &Simulator,
    applicant: &str,
    external_id: &Value,
) -> RequestBuilder {
    let body = json!({
        "bank_id": 11,
        "token": format!("simulated-{applicant}"),
        "external_id": external_id,
    });
    let url = simulator.cirenio().join("jobs").unwrap();
    json_body(client().post(url).header("x-api-key", "key"), &body)
}

/// Polls a job until its state is one of these; the states that were seen on the way, in order.
pub(crate) async fn polled(simulator: &Simulator, hash: &str, until: &[&str]) -> Vec<String> {
    let mut states: Vec<String> = Vec::new();
    loop {
        let answer = cirenio(simulator, &format!("jobs/{hash}")).await;
        assert_eq!(answer.status, 200);
        let state = answer.json()["status"].as_str().unwrap().to_owned();
        let is_end = until.contains(&state.as_str());
        if states.last() != Some(&state) {
            states.push(state);
        }
        if is_end {
            return states;
        }
        assert!(states.len() < 20, "{states:?}");
    }
}

/// A generated report.
pub(crate) async fn report(simulator: &Simulator, applicant: &str) -> Answered {
    let created = job(simulator, applicant, Value::Null).await.json();
    let hash = created["hash"].as_str().unwrap();
    polled(simulator, hash, &["INSIGHTS", "READ"]).await;
    cirenio(simulator, &format!("reports/{hash}")).await
}

/// A Khipu operation for the bearer of `simulated-RUT`.
pub(crate) async fn khipu(simulator: &Simulator, rut: &str, path: &str, data: Value) -> Answered {
    let body = json!({ "RequestData": data });
    let request = client().post(simulator.khipu().join(path).unwrap());
    sent(json_body(
        request.bearer_auth(format!("simulated-{rut}")),
        &body,
    ))
    .await
}

/// An operation of the demonstration bank.
pub(crate) async fn bank(
    simulator: &Simulator,
    rut: &str,
    operation: &str,
    data: Value,
) -> Answered {
    let path = format!("v1/cl/banking/personal/demo-bank.khipu.com/{operation}");
    khipu(simulator, rut, &path, data).await
}

pub(crate) async fn pre_loan_request(simulator: &Simulator, rut: &str) -> Answered {
    let url = simulator
        .bancame()
        .join("partner/pre-loan-request")
        .unwrap();
    let request = client().post(url).bearer_auth("key");
    sent(form_body(request, &[("rut", rut), ("metadata", "{}")])).await
}

pub(crate) fn json_body(request: RequestBuilder, body: &Value) -> RequestBuilder {
    request
        .header("content-type", "application/json")
        .body(body.to_string())
}

pub(crate) fn form_body(request: RequestBuilder, pairs: &[(&str, &str)]) -> RequestBuilder {
    let body = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish();
    let media_type = "application/x-www-form-urlencoded";
    request.header("content-type", media_type).body(body)
}

pub(crate) fn debts(simulator: &Simulator, cuit: &str) -> Url {
    let path = format!("centraldedeudores/v1.0/Deudas/{cuit}");
    simulator.bcra().join(&path).unwrap()
}
