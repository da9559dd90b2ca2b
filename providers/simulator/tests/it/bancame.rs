//! banca.me's requests, entities, loans and ration.

use caudal_facts::TaxId;
use caudal_simulator::{Pace, Settings};
use serde_json::{Value, json};

use crate::support::{RUT, client, form_body, json_body, pre_loan_request, sent, started};

fn ruts() -> impl Iterator<Item = String> {
    (15_000_000..15_000_060).filter_map(|body| {
        let checks = "0123456789K".chars().map(|check| format!("{body}-{check}"));
        checks.into_iter().find(|rut| TaxId::parse_rut(rut).is_ok())
    })
}

#[tokio::test]
async fn requests_become_ready_after_some_polls_or_are_archived() {
    let simulator = started(Settings::default()).await;
    let (mut waited, mut archived, mut at_once) = (0, 0, 0);
    for rut in ruts() {
        let mut steps = Vec::new();
        loop {
            let body = pre_loan_request(&simulator, &rut).await.json();
            let step = body["step"].as_str().unwrap().to_owned();
            let is_end = matches!(step.as_str(), "READY_FOR_LOAN" | "ARCHIVED_FAIL");
            assert_eq!(
                body["claveUnica"].is_object(),
                step == "READY_FOR_LOAN",
                "{step}"
            );
            steps.push(step);
            if is_end {
                break;
            }
            assert!(steps.len() < 5, "{steps:?}");
        }
        waited += usize::from(steps.len() > 1);
        at_once += usize::from(steps.len() == 1);
        archived += usize::from(steps.last().unwrap() == "ARCHIVED_FAIL");
    }
    assert!(
        waited > 0 && at_once > 0 && archived > 0,
        "{waited} {at_once} {archived}"
    );
}

#[tokio::test]
async fn without_polls_in_the_pace_every_request_is_decided_at_once() {
    let pace = Pace {
        polls: 0,
        ..Pace::default()
    };
    let simulator = started(Settings {
        pace,
        ..Settings::default()
    })
    .await;
    for rut in ruts().take(20) {
        let body = pre_loan_request(&simulator, &rut).await.json();
        let step = body["step"].as_str().unwrap();
        assert!(matches!(step, "READY_FOR_LOAN" | "ARCHIVED_FAIL"), "{step}");
    }
}

#[tokio::test]
async fn a_pre_loan_request_is_a_form_with_a_right_rut() {
    let simulator = started(Settings::default()).await;
    let url = simulator
        .bancame()
        .join("partner/pre-loan-request")
        .unwrap();
    let post = || client().post(url.clone());
    let cases = [
        ("no key", form_body(post(), &[("rut", RUT)]), 401),
        (
            "JSON",
            json_body(post().bearer_auth("k"), &json!({"rut": RUT})),
            400,
        ),
        (
            "no RUT",
            form_body(post().bearer_auth("k"), &[("metadata", "{}")]),
            400,
        ),
        (
            "a wrong check digit",
            form_body(post().bearer_auth("k"), &[("rut", "11111111-2")]),
            400,
        ),
        (
            "metadata that is no JSON",
            form_body(
                post().bearer_auth("k"),
                &[("rut", RUT), ("metadata", "{'a': 1}")],
            ),
            400,
        ),
        (
            "right",
            form_body(
                post().bearer_auth("k"),
                &[("rut", "11.111.111-1"), ("metadata", "{}")],
            ),
            200,
        ),
        (
            "without metadata",
            form_body(post().bearer_auth("k"), &[("rut", RUT)]),
            200,
        ),
    ];
    for (name, request, status) in cases {
        assert_eq!(sent(request).await.status, status, "{name}");
    }
}

#[tokio::test]
async fn entities_are_created_once_listed_and_changed() {
    let simulator = started(Settings::default()).await;
    let url = simulator.bancame().join("partner/entity").unwrap();
    let post = |body: Value| {
        sent(json_body(
            client().post(url.clone()).bearer_auth("k"),
            &body,
        ))
    };
    let entity = |id: &str, label: &str| json!({"externalEntityId": id, "name": "Tienda", "label": label, "isActive": true});
    let first = post(entity("a", "uno")).await;
    assert_eq!(first.status, 201);
    assert_eq!(post(entity("a", "dos")).await.status, 428);
    assert_eq!(post(entity("b", "uno")).await.status, 428);
    assert_eq!(post(entity("b", "dos")).await.status, 201);
    assert_eq!(post(json!({"name": "Tienda"})).await.status, 400);
    assert_eq!(post(entity("", "tres")).await.status, 400);
    let listed = sent(client().get(url.clone()).bearer_auth("k"))
        .await
        .json();
    assert_eq!(listed.as_array().unwrap().len(), 2);
    let id = first.json()["id"].as_str().unwrap().to_owned();
    let patch = |id: &str, body: Value| {
        let url = simulator
            .bancame()
            .join(&format!("partner/entity/{id}"))
            .unwrap();
        sent(json_body(client().patch(url).bearer_auth("k"), &body))
    };
    let changed = patch(&id, json!({"isActive": false})).await;
    assert_eq!(
        (changed.status.as_u16(), &changed.json()["isActive"]),
        (200, &json!(false))
    );
    assert_eq!(patch(&id, json!({"label": "dos"})).await.status, 428);
    assert_eq!(patch(&id, json!({"label": 5})).await.status, 400);
    assert_eq!(patch("ex-nobody", json!({"label": "x"})).await.status, 404);
}

#[tokio::test]
async fn a_loan_is_not_there_before_its_lead() {
    let simulator = started(Settings::default()).await;
    let start = |amount: &'static str| {
        let url = simulator.bancame().join("partner/widget/start").unwrap();
        let fields = [
            ("amount", amount),
            ("externalTrxId", "t-1"),
            ("entityId", "ex-1"),
            ("email", "a@example.com"),
        ];
        sent(form_body(client().post(url).bearer_auth("k"), &fields))
    };
    let loan = || {
        let url = simulator.bancame().join("partner/loan/t-1").unwrap();
        sent(client().get(url).bearer_auth("k"))
    };
    assert_eq!(loan().await.status, 404);
    assert_eq!(start("nothing").await.status, 400);
    assert_eq!(start("0").await.status, 400);
    let token = start("1200000").await.json();
    assert!(token["widgetToken"].is_string() && token["validUntil"].is_u64());
    assert_eq!(loan().await.status, 404);
    let loan = loan().await.json();
    assert_eq!(loan["loanAmount"], 1_200_000);
    assert_eq!(loan["interestRate"].to_string(), "0.015");
    assert_eq!(loan["installments"].as_array().unwrap().len(), 12);
}

#[tokio::test]
async fn the_ration_is_a_hundred_a_minute_and_key() {
    let settings = Settings {
        bancame_rate_limit: true,
        ..Settings::default()
    };
    let simulator = started(settings).await;
    let url = simulator.bancame().join("partner/entity").unwrap();
    let client = client();
    let get = |key: &'static str| sent(client.get(url.clone()).bearer_auth(key));
    for _ in 0..100 {
        assert_eq!(get("a").await.status, 200);
    }
    let spent = get("a").await;
    assert_eq!(spent.status, 429);
    assert_eq!(spent.headers["x-ratelimit-limit"], "100");
    assert_eq!(spent.headers["x-ratelimit-remaining"], "0");
    let other = get("b").await;
    assert_eq!(other.status, 200);
    assert_eq!(other.headers["x-ratelimit-remaining"], "99");
}
