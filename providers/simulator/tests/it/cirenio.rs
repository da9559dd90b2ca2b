//! Jobs on their way, and what Cirenio refuses.

use std::time::Duration;

use caudal_simulator::{Fault, FaultRule, JobState, Pace, Settings, When};
use serde_json::{Value, json};

use crate::support::{CUIT, cirenio, client, job, json_body, polled, report, sent, started};

/// Only polls move a job on.
fn by_polls() -> Settings {
    Settings {
        pace: Pace {
            step: Duration::ZERO,
            ..Pace::default()
        },
        ..Settings::default()
    }
}

#[tokio::test]
async fn a_job_takes_one_step_a_poll_and_ends_read() {
    let simulator = started(by_polls()).await;
    let created = job(&simulator, CUIT, json!(1234)).await;
    assert_eq!(created.status, 201);
    let created = created.json();
    assert_eq!(created["status"], "WAITING");
    assert!(created["id"].is_u64());
    let hash = created["hash"].as_str().unwrap();
    let early = cirenio(&simulator, &format!("reports/{hash}")).await;
    assert_eq!(early.status, 404);
    assert!(early.json()["message"].is_string());
    let states = polled(&simulator, hash, &["INSIGHTS"]).await;
    assert_eq!(
        states,
        ["WAITING", "LOGGED", "WORKING", "STORED", "INSIGHTS"]
    );
    let report = cirenio(&simulator, &format!("reports/{hash}")).await.json();
    assert_eq!(report["status"], "ready");
    assert_eq!(report["external_id"], 1234);
    assert_eq!(simulator.jobs()[0].state, JobState::Read);
    let listed = cirenio(&simulator, "jobs").await.json();
    assert_eq!(listed[0]["status"], "READ");
    assert_eq!(listed[0]["external_id"], 1234);
}

#[tokio::test]
async fn the_external_id_comes_back_as_it_was_given() {
    let simulator = started(Settings::default()).await;
    for given in [json!("a-1"), json!(7), Value::Null] {
        job(&simulator, CUIT, given.clone()).await;
        assert_eq!(simulator.jobs().last().unwrap().external_id, given);
    }
}

#[tokio::test]
async fn jobs_fail_for_good_or_are_taken_up_again() {
    let cases = [
        (false, &["WAITING", "LOGGED", "WORKING", "FAILED"][..]),
        (
            true,
            &[
                "WAITING", "LOGGED", "FAILED", "RECYCLED", "WORKING", "STORED", "INSIGHTS",
            ],
        ),
    ];
    for (recycles, expected) in cases {
        let simulator = started(by_polls()).await;
        simulator.faults().add(FaultRule {
            vendor: None,
            endpoint: None,
            when: When::Always,
            fault: Fault::JobFails { recycles },
        });
        let created = job(&simulator, CUIT, Value::Null).await.json();
        let hash = created["hash"].as_str().unwrap();
        let last = [*expected.last().unwrap()];
        assert_eq!(polled(&simulator, hash, &last).await, expected);
    }
}

#[tokio::test]
async fn what_is_wrong_is_refused_with_its_own_status() {
    let simulator = started(Settings::default()).await;
    let url = simulator.cirenio().join("jobs").unwrap();
    let right = json!({"bank_id": 1, "token": "t", "external_id": 1});
    let post =
        |body: &Value| json_body(client().post(url.clone()).header("x-api-key", "key"), body);
    let cases = [
        ("no key", json_body(client().post(url.clone()), &right), 401),
        (
            "not said to be JSON",
            client()
                .post(url.clone())
                .header("x-api-key", "key")
                .body(right.to_string()),
            406,
        ),
        ("not JSON", post(&right).body("{"), 400),
        (
            "a bank that is not there",
            post(&json!({"bank_id": 999, "token": "t"})),
            400,
        ),
        (
            "a bank as a text",
            post(&json!({"bank_id": "1", "token": "t"})),
            400,
        ),
        ("no token", post(&json!({"bank_id": 1})), 400),
        (
            "an external id that is a list",
            post(&json!({"bank_id": 1, "token": "t", "external_id": []})),
            400,
        ),
        ("right", post(&right), 201),
        (
            "without external id",
            post(&json!({"bank_id": 20, "token": "t"})),
            201,
        ),
    ];
    for (name, request, status) in cases {
        assert_eq!(sent(request).await.status, status, "{name}");
    }
    assert_eq!(cirenio(&simulator, "jobs/nobody").await.status, 404);
    assert_eq!(cirenio(&simulator, "jobs/gone-1").await.status, 410);
    assert_eq!(cirenio(&simulator, "reports/gone-1").await.status, 410);
}

#[tokio::test]
async fn a_token_without_tax_id_is_always_the_same_somebody() {
    let simulator = started(Settings::default()).await;
    for _ in 0..2 {
        let url = simulator.cirenio().join("jobs").unwrap();
        let body = json!({"bank_id": 1, "token": "07e263c5", "external_id": null});
        sent(json_body(
            client().post(url).header("x-api-key", "key"),
            &body,
        ))
        .await;
    }
    let seen = simulator.seen();
    assert!(seen[0].applicant.as_ref().unwrap().is_valid());
    assert_eq!(seen[0].applicant, seen[1].applicant);
}

#[tokio::test]
async fn the_banks_are_the_documents_twenty_in_both_readings() {
    let simulator = started(Settings::default()).await;
    let banks = cirenio(&simulator, "banks").await.json();
    let banks = banks.as_array().unwrap();
    assert_eq!(banks.len(), 20);
    assert!(banks.iter().any(|bank| bank["active"].is_boolean()));
    assert!(banks.iter().any(|bank| bank["active"].is_number()));
}

#[tokio::test]
async fn a_bank_gives_as_many_days_as_it_has() {
    let simulator = started(Settings::default()).await;
    let answer = report(&simulator, CUIT).await.json();
    let data = match &answer["data"] {
        Value::String(text) => serde_json::from_str(text).unwrap(),
        data => data.clone(),
    };
    let account = &data["bank"]["accounts"]["data"][0];
    let movements = account
        .get("transactions")
        .or(account.get("Transactions"))
        .unwrap();
    let oldest = movements.as_array().unwrap().last().unwrap()["date"]
        .as_str()
        .unwrap();
    assert!(oldest >= "2025-10-20", "{oldest}");
}
