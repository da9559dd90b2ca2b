//! Callbacks: to whom, when, how often.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Request, State};
use caudal_simulator::{Delivery, Fault, FaultRule, Settings, Simulator, Vendor, When};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use url::Url;

use crate::support::{RUT, bank, client, form_body, json_body, sent, started};

type Heard = Arc<Mutex<Vec<(String, Vec<u8>)>>>;

/// Somebody who can be called back: method and query, and body, of each call.
async fn listener() -> (Url, Heard) {
    async fn hear(State(heard): State<Heard>, request: Request) {
        let (head, body) = request.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX)
            .await
            .unwrap()
            .to_vec();
        let query = head.uri.query().unwrap_or_default();
        heard
            .lock()
            .unwrap()
            .push((format!("{} {query}", head.method), body));
    }
    let heard = Heard::default();
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/called", socket.local_addr().unwrap());
    let router = Router::new().fallback(hear).with_state(Arc::clone(&heard));
    tokio::spawn(async move { axum::serve(socket, router).await });
    (url.parse().unwrap(), heard)
}

async fn asked(simulator: &Simulator, callback: &str) -> Value {
    let path = "v1/cl/banking/personal/demo-bank.khipu.com/accounts";
    let request = client().post(simulator.khipu().join(path).unwrap());
    let body = json!({"RequestData": {}, "CallbackUrl": callback});
    let answer = sent(json_body(
        request.bearer_auth(format!("simulated-{RUT}")),
        &body,
    ))
    .await;
    assert_eq!(answer.status, 202);
    answer.json()
}

fn fault(fault: Fault) -> FaultRule {
    FaultRule {
        vendor: None,
        endpoint: None,
        when: When::Always,
        fault,
    }
}

#[tokio::test]
async fn khipu_acknowledges_and_sends_the_same_body_as_at_once() {
    let (url, heard) = listener().await;
    let simulator = started(Settings::default()).await;
    let at_once = bank(&simulator, RUT, "accounts", json!({})).await.json();
    let ack = asked(&simulator, url.as_str()).await;
    assert_eq!((&ack["Status"], &ack["Data"]), (&json!("OK"), &Value::Null));
    assert!(!ack["LifeSpan"].is_null());
    simulator
        .wait_until_called(|callbacks| !callbacks.is_empty())
        .await;
    let callback = &simulator.callbacks()[0];
    assert_eq!(callback.delivery, Delivery::Answered(200));
    assert_eq!(callback.about, ack["OperationId"]);
    let heard = heard.lock().unwrap().clone();
    assert!(heard[0].0.starts_with("POST"));
    let body: Value = serde_json::from_slice(&heard[0].1).unwrap();
    assert_eq!(body["OperationId"], ack["OperationId"]);
    assert_eq!(body["Data"], at_once["Data"]);
}

#[tokio::test]
async fn callbacks_come_twice_late_or_never() {
    let cases = [
        (
            Fault::DuplicateCallback,
            vec![Delivery::Answered(200), Delivery::Answered(200)],
            2,
        ),
        (
            Fault::LateCallback { ms: 20 },
            vec![Delivery::Answered(200)],
            1,
        ),
        (Fault::LostCallback, vec![Delivery::Lost], 0),
    ];
    for (injected, expected, count) in cases {
        let (url, heard) = listener().await;
        let simulator = started(Settings::default()).await;
        simulator.faults().add(fault(injected.clone()));
        // Who asks for no callback meets no fault of callbacks.
        assert_eq!(
            bank(&simulator, RUT, "accounts", json!({})).await.status,
            200
        );
        asked(&simulator, url.as_str()).await;
        simulator
            .wait_until_called(|callbacks| callbacks.len() == expected.len())
            .await;
        let found: Vec<_> = simulator
            .callbacks()
            .into_iter()
            .map(|callback| callback.delivery)
            .collect();
        assert_eq!(found, expected, "{injected:?}");
        assert_eq!(heard.lock().unwrap().len(), count, "{injected:?}");
        let faults: Vec<_> = simulator
            .seen()
            .into_iter()
            .map(|seen| seen.fault)
            .collect();
        assert_eq!(faults, [None, Some(injected)]);
    }
}

#[tokio::test]
async fn nothing_but_loopback_is_ever_called() {
    let simulator = started(Settings::default()).await;
    let hosts = [
        "http://example.com/x",
        "http://10.0.0.1/x",
        "http://0.0.0.0/x",
        "http://[::2]/x",
    ];
    for host in hosts {
        asked(&simulator, host).await;
    }
    simulator
        .wait_until_called(|callbacks| callbacks.len() == hosts.len())
        .await;
    for callback in simulator.callbacks() {
        assert!(
            matches!(callback.delivery, Delivery::Refused(_)),
            "{callback:?}"
        );
    }
}

#[tokio::test]
async fn the_widget_sends_the_applicant_back_and_calls_when_the_job_has_ended() {
    for (injected, word) in [
        (None, "success"),
        (Some(Fault::JobFails { recycles: false }), "error"),
    ] {
        let (url, heard) = listener().await;
        let simulator = started(Settings::default()).await;
        if let Some(injected) = injected {
            simulator.faults().add(fault(injected));
        }
        let mut widget = simulator.widget();
        widget
            .query_pairs_mut()
            .append_pair("public_key", "key")
            .append_pair("callback", "http://127.0.0.1/back?kept=1")
            .append_pair("webhook", url.as_str())
            .append_pair("external_id", "simulated-20267565393");
        let answer = sent(client().get(widget)).await;
        assert_eq!(answer.status, 302);
        let location = answer.headers["location"].to_str().unwrap().to_owned();
        let hash = simulator.jobs()[0].hash.clone();
        let told = format!("status=success&external_id=simulated-20267565393&hash={hash}");
        assert_eq!(location, format!("http://127.0.0.1/back?kept=1&{told}"));
        simulator
            .wait_until_called(|callbacks| !callbacks.is_empty())
            .await;
        let told = told.replace("success", word);
        assert_eq!(
            heard.lock().unwrap().clone(),
            [(format!("POST {told}"), Vec::new())]
        );
    }
}

#[tokio::test]
async fn a_loan_begun_in_the_widget_makes_an_event() {
    let (url, heard) = listener().await;
    let settings = Settings {
        bancame_webhook: Some(url),
        ..Settings::default()
    };
    let simulator = started(settings).await;
    simulator.faults().add(fault(Fault::DuplicateCallback));
    let start = simulator.bancame().join("partner/widget/start").unwrap();
    let fields = [
        ("amount", "100000"),
        ("externalTrxId", "t-1"),
        ("entityId", "e"),
        ("email", "a@example.com"),
    ];
    sent(form_body(client().post(start).bearer_auth("k"), &fields)).await;
    simulator
        .wait_until_called(|callbacks| callbacks.len() == 2)
        .await;
    assert_eq!(simulator.callbacks()[0].vendor, Vendor::Bancame);
    let heard = heard.lock().unwrap().clone();
    assert_eq!(heard[0], heard[1]);
    let event: Value = serde_json::from_slice(&heard[0].1).unwrap();
    assert_eq!(event["data"]["externalTrxId"], "t-1");
    assert_eq!(event["eventId"], simulator.callbacks()[0].about);
}
