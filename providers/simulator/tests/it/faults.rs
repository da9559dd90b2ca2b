//! Each fault does what it says, to whom it says, when it says.

use std::time::{Duration, Instant, SystemTime};

use caudal_simulator::{Fault, FaultRule, Faults, RetryAfter, Settings, Simulator, Vendor, When};
use reqwest::{Error, StatusCode};
use serde_json::{Value, json};

use crate::support::{
    CUIT, RUT, bank, client, debts, job, job_request, pre_loan_request, sent, started,
};

fn always(fault: Fault) -> Faults {
    let rule = FaultRule {
        vendor: None,
        endpoint: None,
        when: When::Always,
        fault,
    };
    Faults {
        rules: vec![rule],
        random_per_mille: 0,
    }
}

async fn with(fault: Fault) -> Simulator {
    started(Settings {
        faults: always(fault),
        ..Settings::default()
    })
    .await
}

/// The body of a job's creation, or what the client makes of it.
async fn created(simulator: &Simulator) -> Result<(StatusCode, Vec<u8>), Error> {
    let response = job_request(simulator, CUIT, &json!(1)).send().await?;
    Ok((response.status(), response.bytes().await?.to_vec()))
}

#[tokio::test]
async fn refusals_come_with_their_status_and_without_effect() {
    let cases = [
        (
            Fault::RateLimited {
                retry_after: RetryAfter::Seconds(7),
            },
            429,
            Some("7"),
        ),
        (
            Fault::RateLimited {
                retry_after: RetryAfter::Absent,
            },
            429,
            None,
        ),
        (Fault::InternalError, 500, None),
        (
            Fault::Unavailable {
                retry_after: RetryAfter::Seconds(1),
            },
            503,
            Some("1"),
        ),
        (
            Fault::Unavailable {
                retry_after: RetryAfter::Absent,
            },
            503,
            None,
        ),
    ];
    for (fault, status, retry_after) in cases {
        let simulator = with(fault.clone()).await;
        let answer = job(&simulator, CUIT, json!(1)).await;
        assert_eq!(answer.status, status, "{fault:?}");
        assert!(answer.json()["message"].is_string(), "{fault:?}");
        let told = answer
            .headers
            .get("retry-after")
            .map(|value| value.to_str().unwrap());
        assert_eq!(told, retry_after, "{fault:?}");
        assert_eq!(simulator.jobs(), [], "{fault:?}");
        let seen = simulator.seen().pop().unwrap();
        assert_eq!((seen.fault, seen.status), (Some(fault), Some(status)));
    }
}

#[tokio::test]
async fn retry_after_may_be_a_date() {
    let simulator = with(Fault::RateLimited {
        retry_after: RetryAfter::HttpDateIn(90),
    })
    .await;
    let answer = job(&simulator, CUIT, json!(1)).await;
    let told = answer.headers["retry-after"].to_str().unwrap();
    let parsed = chrono::NaiveDateTime::parse_from_str(told, "%a, %d %b %Y %H:%M:%S GMT").unwrap();
    let now = chrono::DateTime::<chrono::Utc>::from(SystemTime::now());
    let ahead = (parsed.and_utc() - now).num_seconds();
    assert!((80..=90).contains(&ahead), "{told}");
}

#[tokio::test]
async fn a_page_for_people_comes_with_any_status() {
    for status in [200, 502] {
        let simulator = with(Fault::HtmlErrorPage { status }).await;
        let answer = job(&simulator, CUIT, json!(1)).await;
        assert_eq!(answer.status, status);
        assert!(
            answer.headers["content-type"]
                .to_str()
                .unwrap()
                .starts_with("text/html")
        );
        assert!(answer.bytes.starts_with(b"<!DOCTYPE html>"));
        assert_eq!(simulator.jobs(), []);
    }
}

#[tokio::test]
async fn a_connection_is_reset_before_the_answer_with_or_without_effect() {
    for effect in [false, true] {
        let simulator = with(Fault::ResetBeforeHeaders { effect }).await;
        let error = created(&simulator).await.unwrap_err();
        assert!(error.is_request(), "{error:?}");
        assert_eq!(simulator.jobs().len(), usize::from(effect));
        assert_eq!(simulator.seen().pop().unwrap().status, None);
    }
}

#[tokio::test]
async fn a_connection_is_reset_in_the_middle_of_the_body() {
    let simulator = with(Fault::ResetMidBody).await;
    let response = job_request(&simulator, CUIT, &json!(1))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 201);
    response.bytes().await.unwrap_err();
    assert_eq!(simulator.jobs().len(), 1);
}

#[tokio::test]
async fn bodies_are_cut_emptied_or_without_end() {
    let simulator = with(Fault::TruncatedJson).await;
    let (status, bytes) = created(&simulator).await.unwrap();
    assert_eq!(status, 201);
    assert!(!bytes.is_empty() && serde_json::from_slice::<Value>(&bytes).is_err());
    simulator.faults().set(always(Fault::EmptyBody));
    let (status, bytes) = created(&simulator).await.unwrap();
    assert_eq!((status.as_u16(), bytes.len()), (201, 0));
    for bytes in [1, 9, 65_536, 200_000] {
        simulator
            .faults()
            .set(always(Fault::OversizedBody { bytes }));
        let (status, body) = created(&simulator).await.unwrap();
        assert_eq!((status.as_u16(), body.len() as u64), (201, bytes));
        assert!(body.starts_with(&b"{\"data\":\""[..body.len().min(9)]));
    }
}

#[tokio::test]
async fn slow_answers_are_whole() {
    for fault in [Fault::SlowFirstByte { ms: 30 }, Fault::SlowBody { ms: 4 }] {
        let simulator = with(fault.clone()).await;
        let begun = Instant::now();
        let (status, bytes) = created(&simulator).await.unwrap();
        assert!(begun.elapsed() >= Duration::from_millis(28), "{fault:?}");
        assert_eq!(status, 201);
        assert!(serde_json::from_slice::<Value>(&bytes).is_ok());
    }
}

#[tokio::test]
async fn a_hanging_request_hangs_until_the_simulator_stops() {
    let simulator = with(Fault::Hang).await;
    let hanging = tokio::spawn(job_request(&simulator, CUIT, &json!(1)).send());
    simulator.wait_until(|seen| !seen.is_empty()).await;
    assert!(!hanging.is_finished());
    assert_eq!(simulator.jobs(), []);
    simulator.shutdown().await;
    hanging.await.unwrap().unwrap_err();
}

#[tokio::test]
async fn values_come_in_wrong_types() {
    let simulator = started(Settings::default()).await;
    let right = bank(&simulator, RUT, "accounts", json!({})).await.json();
    simulator.faults().set(always(Fault::WrongTypes));
    let wrong = bank(&simulator, RUT, "accounts", json!({})).await;
    assert_eq!(wrong.status, 200);
    let wrong = wrong.json();
    assert!(wrong.is_object());
    assert_ne!(wrong["Data"], right["Data"]);
}

#[tokio::test]
async fn khipu_says_error_in_a_200() {
    let simulator = with(Fault::StatusErrorInOk {
        code: "T000".to_owned(),
    })
    .await;
    let answer = bank(&simulator, RUT, "accounts", json!({})).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["Error"]["Code"], "T000");
    // No other vendor has such an envelope.
    assert_eq!(job(&simulator, CUIT, json!(1)).await.status, 201);
}

#[tokio::test]
async fn statuses_are_words_that_nobody_knows() {
    let simulator = with(Fault::UnknownStatusWord).await;
    let state = job(&simulator, CUIT, json!(1)).await.json();
    assert_eq!(state["status"], "SUSPENDED");
    assert_eq!(
        bank(&simulator, RUT, "accounts", json!({})).await.json()["Status"],
        "DEFERRED"
    );
    assert_eq!(
        pre_loan_request(&simulator, RUT).await.json()["step"],
        "WAITING_REVIEW"
    );
    let seen = sent(client().get(debts(&simulator, CUIT))).await;
    assert_ne!(seen.status, 500);
    assert_eq!(simulator.seen().pop().unwrap().fault, None);
}

#[tokio::test]
async fn rules_choose_vendor_endpoint_and_time() {
    let cases = [
        (When::Always, "xxxxxx"),
        (When::Nth(1), "x....."),
        (When::Nth(3), "..x..."),
        (When::FirstN(0), "......"),
        (When::FirstN(2), "xx...."),
        (When::Every(0), "......"),
        (When::Every(2), ".x.x.x"),
        (When::Share(0), "......"),
        (When::Share(1_000), "xxxxxx"),
    ];
    for (when, expected) in cases {
        let simulator = started(Settings::default()).await;
        simulator.faults().add(FaultRule {
            vendor: Some(Vendor::Cirenio),
            endpoint: Some("POST /jobs".to_owned()),
            when,
            fault: Fault::InternalError,
        });
        let mut found = String::new();
        for _ in 0..6 {
            // Neither another vendor nor another endpoint counts.
            assert_eq!(
                bank(&simulator, RUT, "accounts", json!({})).await.status,
                200
            );
            assert_eq!(
                crate::support::cirenio(&simulator, "jobs").await.status,
                200
            );
            let is_faulty = job(&simulator, CUIT, json!(1)).await.status == 500;
            found.push(if is_faulty { 'x' } else { '.' });
        }
        assert_eq!(found, expected, "{when:?}");
        simulator.faults().clear();
        assert_eq!(job(&simulator, CUIT, json!(1)).await.status, 201);
    }
}

#[tokio::test]
async fn a_share_is_drawn_for_the_request_whatever_else_is_asked() {
    let drawn = async |noise: bool| {
        let simulator = started(Settings::default()).await;
        simulator.faults().add(FaultRule {
            vendor: Some(Vendor::Cirenio),
            endpoint: None,
            when: When::Share(500),
            fault: Fault::InternalError,
        });
        let mut found = Vec::new();
        for _ in 0..20 {
            if noise {
                crate::support::cirenio(&simulator, "jobs").await;
            }
            found.push(job(&simulator, CUIT, json!(1)).await.status.as_u16());
        }
        found
    };
    let found = drawn(false).await;
    assert!(found.contains(&500) && found.contains(&201), "{found:?}");
    assert_eq!(found, drawn(true).await);
}

#[tokio::test]
async fn a_mix_has_every_fault_that_can_happen_and_spares_the_rest() {
    let faults = Faults::random(500);
    let simulator = started(Settings {
        faults,
        ..Settings::default()
    })
    .await;
    let client = reqwest::Client::builder()
        .no_proxy()
        .tls_certs_only([])
        .timeout(Duration::from_millis(300))
        .build()
        .unwrap();
    for _ in 0..120 {
        // What becomes of it is the client's affair; that it is noted is the test's.
        let _ = client.get(debts(&simulator, CUIT)).send().await;
    }
    let seen = simulator.seen();
    assert_eq!(seen.len(), 120);
    let faulty = seen.iter().filter(|seen| seen.fault.is_some()).count();
    assert!((30..=90).contains(&faulty), "{faulty}");
    let is_misplaced = |fault: &Fault| {
        matches!(
            fault,
            Fault::JobFails { .. } | Fault::LostCallback | Fault::StatusErrorInOk { .. }
        )
    };
    assert!(
        !seen
            .iter()
            .filter_map(|seen| seen.fault.as_ref())
            .any(is_misplaced)
    );
}
