//! What Khipu wants of a request, and whom a request is about.

use caudal_simulator::Settings;
use reqwest::RequestBuilder;
use serde_json::{Value, json};

use crate::support::{RUT, bank, client, json_body, khipu, sent, started};

const BALANCE: &str = "v1/cl/banking/personal/demo-bank.khipu.com/balance";

#[tokio::test]
async fn one_credential_is_wanted_and_no_more() {
    let simulator = started(Settings::default()).await;
    let path = "v1/cl/banking/personal/demo-bank.khipu.com/accounts";
    let url = simulator.khipu().join(path).unwrap();
    let post = || client().post(url.clone());
    let plain = json!({"RequestData": {}});
    let credential =
        json!({"RequestData": {"AccountCredential": {"Username": RUT, "Password": "x"}}});
    let cases: [(&str, RequestBuilder, &Value, u16, Option<&str>); 6] = [
        ("none", post(), &plain, 401, Some("A000")),
        ("bearer", post().bearer_auth("t"), &plain, 200, None),
        (
            "key and credential",
            post().header("x-api-key", "k"),
            &credential,
            200,
            None,
        ),
        (
            "key alone",
            post().header("x-api-key", "k"),
            &plain,
            400,
            Some("P002"),
        ),
        (
            "both",
            post().bearer_auth("t").header("x-api-key", "k"),
            &credential,
            400,
            Some("P003"),
        ),
        (
            "an empty bearer",
            post().header("authorization", "Bearer "),
            &plain,
            401,
            Some("A000"),
        ),
    ];
    for (name, request, body, status, code) in cases {
        let answer = sent(json_body(request, body)).await;
        assert_eq!(answer.status, status, "{name}");
        assert_eq!(answer.json()["Error"]["Code"].as_str(), code, "{name}");
    }
}

#[tokio::test]
async fn parameters_are_held_to_their_lengths() {
    let simulator = started(Settings::default()).await;
    let account = "0".repeat(20);
    let url = |count: usize| format!("http://127.0.0.1/{}", "x".repeat(count - 17));
    let data = |account: &str| json!({"RequestData": {"AccountNumber": account}});
    let with_url =
        |url: String| json!({"RequestData": {"AccountNumber": account}, "CallbackUrl": url});
    let cases = [
        ("no account", json!({"RequestData": {}}), 400),
        ("no request data", json!({}), 400),
        ("an empty account", data(""), 400),
        ("twenty digits", data(&account), 200),
        ("twenty-one digits", data(&format!("{account}0")), 400),
        ("255 characters", with_url(url(255)), 202),
        ("256 characters", with_url(url(256)), 400),
        ("no address", with_url("nowhere".to_owned()), 400),
        (
            "a number",
            json!({"RequestData": {"AccountNumber": account}, "CallbackUrl": 1}),
            400,
        ),
    ];
    for (name, body, status) in cases {
        let request = client().post(simulator.khipu().join(BALANCE).unwrap());
        let answer = sent(json_body(request.bearer_auth("t"), &body)).await;
        assert_eq!(answer.status, status, "{name}");
    }
}

#[tokio::test]
async fn an_account_that_is_not_there_is_an_error_in_a_200() {
    let simulator = started(Settings::default()).await;
    let answer = bank(&simulator, RUT, "balance", json!({"AccountNumber": "1"})).await;
    assert_eq!(answer.status, 200);
    let body = answer.json();
    assert_eq!(
        (&body["Status"], &body["Error"]["Code"]),
        (&json!("ERROR"), &json!("E400"))
    );
    assert!(body["Data"].is_null());
}

#[tokio::test]
async fn whoever_is_named_is_asked_about() {
    let simulator = started(Settings::default()).await;
    let link = {
        let path = "v1/cl/banking/personal/demo-bank.khipu.com/token";
        let request = client()
            .post(simulator.khipu().join(path).unwrap())
            .bearer_auth("t");
        let body = json!({"Username": "11.111.111-1", "Password": "x"});
        sent(json_body(request, &body)).await.json()["Data"]["AccountLink"].clone()
    };
    let accounts = "v1/cl/banking/personal/demo-bank.khipu.com/accounts";
    let bulletin = "v1/cl/services/boletincomercial.cl/consulta-rut";
    let credential = |credential: Value| json!({"AccountCredential": credential});
    let cases = [
        (
            "a bearer's mark",
            "simulated-11111111-1",
            accounts,
            json!({}),
        ),
        (
            "an account's link",
            "t",
            accounts,
            credential(json!({"AccountLink": link})),
        ),
        (
            "a user name",
            "t",
            accounts,
            credential(json!({"Username": "11.111.111-1"})),
        ),
        (
            "a marked user name",
            "t",
            accounts,
            credential(json!({"Username": "simulated-111111111"})),
        ),
        (
            "a RUT asked about",
            "t",
            bulletin,
            json!({"RutAfectado": "11111111-1"}),
        ),
    ];
    for (name, bearer, path, data) in cases {
        let request = client()
            .post(simulator.khipu().join(path).unwrap())
            .bearer_auth(bearer);
        sent(json_body(request, &json!({"RequestData": data}))).await;
        let seen = simulator.seen().pop().unwrap();
        assert_eq!(seen.applicant.unwrap().reveal(), RUT, "{name}");
    }
}

#[tokio::test]
async fn answers_do_not_depend_on_the_order_they_are_asked_in() {
    let accounts = bank(
        &started(Settings::default()).await,
        RUT,
        "accounts",
        json!({}),
    )
    .await;
    let accounts = accounts.json()["Data"]["Account"]
        .as_array()
        .unwrap()
        .clone();
    let mut numbers: Vec<_> = accounts
        .iter()
        .map(|account| account["AccountId"].clone())
        .collect();
    numbers.push(json!("1"));
    let mut answers = Vec::new();
    for _ in 0..2 {
        numbers.reverse();
        let simulator = started(Settings::default()).await;
        let mut found = Vec::new();
        for number in &numbers {
            let answer = bank(&simulator, RUT, "balance", json!({"AccountNumber": number})).await;
            found.push((number.to_string(), answer.bytes));
        }
        found.sort();
        answers.push(found);
    }
    assert!(answers[0] == answers[1]);
}

#[tokio::test]
async fn unknown_places_are_not_found() {
    let simulator = started(Settings::default()).await;
    let cases = [
        "v1/pe/banking/personal/bank/accounts",
        "v1/cl/banking/corporate/bank/accounts",
        "v1/cl/banking/personal/bank/nothing",
        "v1/cl/services/afc.cl/nothing",
    ];
    for path in cases {
        assert_eq!(
            khipu(&simulator, RUT, path, json!({})).await.status,
            404,
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_certificate_is_of_the_year_that_is_asked_for() {
    let simulator = started(Settings::default()).await;
    let path = "v1/cl/services/afc.cl/contributions-certificate";
    let periods = |body: &Value| -> Vec<String> {
        let rows = body["Data"]["ContributionsCertificate"]["Contributions"]
            .as_array()
            .unwrap();
        rows.iter()
            .map(|row| row["Period"].as_str().unwrap().to_owned())
            .collect()
    };
    let mut found = 0;
    for body in 15_000_000..15_000_020 {
        let mut all = (0..=10).map(|check| {
            format!(
                "{body}-{}",
                if check == 10 {
                    "K".to_owned()
                } else {
                    check.to_string()
                }
            )
        });
        let rut = all
            .find(|rut| caudal_facts::TaxId::parse_rut(rut).is_ok())
            .unwrap();
        let whole = periods(&khipu(&simulator, &rut, path, json!({})).await.json());
        let year = periods(
            &khipu(&simulator, &rut, path, json!({"Period": 2026}))
                .await
                .json(),
        );
        let expected: Vec<_> = whole
            .iter()
            .filter(|period| period.starts_with("2026"))
            .cloned()
            .collect();
        assert_eq!(year, expected);
        found += year.len();
    }
    assert!(found > 0);
}
