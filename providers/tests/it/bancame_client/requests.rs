//! Pre-loan requests, and what holds for every call.

use std::sync::Arc;
use std::time::Duration;

use caudal_facts::TaxId;
use caudal_providers::Clock as _;
use caudal_providers::bancame::{ENDPOINTS, EntityChange, Step};
use serde_json::{Map, json};

use super::{FORM, client, entity, of, rut, sent, start};
use crate::fake_transport::{FakeClock, FakeTransport, Scripted, answer, told};

#[tokio::test]
async fn a_pre_loan_request_is_sent_as_the_quickstart_shows() {
    let (client, transport) = client([answer(200, json!({ "step": "READY_FOR_LOAN" }))]);
    client.pre_loan_request(&rut(), &Map::new()).await.unwrap();
    let expected = sent(
        "POST",
        "pre-loan-request",
        FORM,
        "rut=11111111-1&metadata=%7B%7D",
    );
    assert_eq!(transport.only(), expected);
}

#[tokio::test]
async fn metadata_and_further_fields_go_along() {
    let (client, transport) = client([answer(200, json!({ "step": "READY_FOR_LOAN" }))]);
    let metadata = Map::from_iter([("note".to_owned(), json!("a&b=ñ"))]);
    client.pre_loan_request(&rut(), &metadata).await.unwrap();
    let more = [
        ("amount", "150000".to_owned()),
        ("email", "j@ejemplo.cl".to_owned()),
    ];
    client.bnpl_pre_loan_request(&rut(), &more).await.unwrap();
    let metadata = "rut=11111111-1&metadata=%7B%22note%22%3A%22a%26b%3D%C3%B1%22%7D";
    let bnpl = "rut=11111111-1&amount=150000&email=j%40ejemplo.cl";
    let expected = [
        sent("POST", "pre-loan-request", FORM, metadata),
        sent("POST", "pre-loan-request/bnpl", FORM, bnpl),
    ];
    assert_eq!(transport.sent(), expected);
    let twice = client
        .bnpl_pre_loan_request(&rut(), &[("rut", "1-9".to_owned())])
        .await;
    assert!(told(&twice).contains("hold a rut"), "{twice:?}");
}

#[tokio::test]
async fn a_step_is_ready_over_or_neither() {
    let (no, yes) = (false, true);
    let cases = [
        (json!("READY_FOR_LOAN"), Step::ReadyForLoan, yes, no),
        (json!("ready_for_loan"), Step::ReadyForLoan, yes, no),
        (
            json!("PAYMENT_SUBSCRIPTION"),
            Step::PaymentSubscription,
            yes,
            no,
        ),
        (json!("AUTHORIZATION"), Step::Authorization, yes, no),
        (json!("ARCHIVED_FAIL"), Step::ArchivedFail, no, yes),
        (json!("WAITING"), Step::Other("WAITING".to_owned()), no, no),
        (json!("-"), Step::None, no, no),
        (json!(""), Step::None, no, no),
        (json!(null), Step::None, no, no),
        (json!(["READY_FOR_LOAN"]), Step::None, no, no),
    ];
    for (word, step, ready, ended) in cases {
        let body = json!({ "step": word });
        let (client, _) = client([answer(200, &body)]);
        let request = client.pre_loan_request(&rut(), &Map::new()).await.unwrap();
        assert_eq!(request.step, step, "{body}");
        assert_eq!(
            (request.is_ready(), request.is_ended()),
            (ready, ended),
            "{body}"
        );
        assert_eq!(Step::parse(step.as_str()), step);
        assert_eq!(request.answer.body.bytes(), body.to_string().as_bytes());
    }
}

#[tokio::test]
async fn an_answer_is_told_from_an_error() {
    // HTTP status, body, the error's text, attempts.
    let cases = [
        (400, "{}", "HTTP 400", 1),
        (401, "", "HTTP 401", 1),
        (403, "{}", "HTTP 403", 1),
        (429, "{}", "HTTP 429", 4),
        (500, "<html>", "HTTP 500", 4),
        (200, r#"{"error": "no"}"#, "HTTP 200", 1),
        (200, r#"{"success": false}"#, "HTTP 200", 1),
        (200, "<html>", "not JSON", 4),
        (200, r#"{"step": "READY"#, "not JSON", 4),
        (200, "[]", "not an object", 4),
        (200, "", "not JSON", 4),
    ];
    for (status, body, expected, attempts) in cases {
        let situation = format!("{status} {body}");
        let (client, transport) = client([answer(status, body)]);
        let outcome = client.pre_loan_request(&rut(), &Map::new()).await;
        assert!(outcome.is_err(), "{situation}");
        assert!(
            told(&outcome).contains(expected),
            "{situation}: {outcome:?}"
        );
        assert_eq!(transport.attempts(), attempts, "{situation}");
    }
}

#[tokio::test]
async fn what_makes_something_is_not_asked_for_twice() {
    // What happens, attempts of a reading, of a start of the widget, of a new entity, of a change.
    let cases = [
        (Scripted::TimedOut, [4, 1, 1, 4]),
        (Scripted::NotConnected, [4, 4, 4, 4]),
        (answer(500, ""), [4, 1, 1, 4]),
        (answer(429, ""), [4, 4, 4, 4]),
        (answer(428, "{}"), [1, 1, 1, 1]),
    ];
    for (event, expected) in cases {
        let situation = format!("{event:?}");
        let transport = FakeTransport::new([event]);
        // The breaker opens after eight failures of the provider's own; a new client has seen none.
        let fresh = || of(&transport, FakeClock::new());
        let (none, start, entity) = (Map::new(), start(), entity());
        let change = EntityChange::default();
        let mut attempts = Vec::new();
        fresh().pre_loan_request(&rut(), &none).await.unwrap_err();
        attempts.push(transport.drain());
        fresh().widget_start(&start).await.unwrap_err();
        attempts.push(transport.drain());
        fresh().create_entity(&entity).await.unwrap_err();
        attempts.push(transport.drain());
        fresh().update_entity("7", &change).await.unwrap_err();
        attempts.push(transport.drain());
        assert_eq!(attempts, expected, "{situation}");
    }
}

#[tokio::test]
async fn a_hundred_requests_take_a_minute() {
    let transport = FakeTransport::new([answer(200, json!({ "step": "-" }))]);
    let clock = FakeClock::new();
    let client = of(&transport, Arc::<FakeClock>::clone(&clock));
    let mut times = Vec::new();
    for _ in 0..250 {
        client.pre_loan_request(&rut(), &Map::new()).await.unwrap();
        times.push(clock.elapsed());
    }
    assert_eq!(times[9], Duration::ZERO, "ten follow each other at once");
    assert!(times[10] > Duration::ZERO);
    // The limiter counts in whole nanoseconds, and loses some.
    let minute = Duration::from_micros(59_999_999);
    for window in times.windows(101) {
        assert!(window[100] >= window[0] + minute, "{window:?}");
    }
}

#[tokio::test]
async fn secrets_and_people_are_in_no_print() {
    let body = json!({ "error": { "message": "Juana Ejemplo" } });
    let (client, _) = client([answer(200, body)]);
    let asked = client.pre_loan_request(&rut(), &Map::new()).await;
    let started = client.widget_start(&start()).await;
    let (other, _) = self::client([answer(200, json!({ "widgetToken": "hush" }))]);
    let session = other.widget_start(&start()).await.unwrap();
    let printed = format!(
        "{client:#?} {asked:?} {started:?} {:?} {session:?} {} {}",
        start(),
        told(&asked),
        told(&started)
    );
    for hidden in ["<token>", "11111111", "juana", "Ejemplo", "hush"] {
        assert!(!printed.contains(hidden), "{hidden}: {printed}");
    }
}

#[test]
fn endpoints_are_told_apart() {
    let mut named = ENDPOINTS
        .each_ref()
        .map(|endpoint| format!("{} {}", endpoint.method, endpoint.path));
    named.sort_unstable();
    assert!(named.windows(2).all(|pair| pair[0] != pair[1]));
}

#[tokio::test]
async fn an_id_of_another_country_is_not_sent() {
    let (client, transport) = client([]);
    let cuit = TaxId::parse_cuit("20-26756539-3").unwrap();
    let outcome = client.pre_loan_request(&cuit, &Map::new()).await;
    assert_eq!(told(&outcome), "ask bancame: the tax id is not a RUT");
    assert_eq!(transport.attempts(), 0);
}
