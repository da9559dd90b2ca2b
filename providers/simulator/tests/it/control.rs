//! The simulator driven from outside.

use caudal_simulator::{ENDPOINTS, Error, Fault, Faults, Settings, Simulator, When};
use serde_json::json;

use crate::support::{CUIT, client, debts, json_body, sent, started};

#[tokio::test]
async fn faults_are_set_and_requests_listed_over_http() {
    let simulator = started(Settings::default()).await;
    let page = sent(client().get(simulator.root())).await;
    let page = String::from_utf8(page.bytes).unwrap();
    for endpoint in ENDPOINTS {
        assert!(page.contains(&endpoint.path()), "{endpoint:?}");
    }
    let url = simulator.root().join("_faults").unwrap();
    let plan =
        json!({"rules": [{"vendor": "bcra", "when": {"first_n": 1}, "fault": "internal_error"}]});
    assert_eq!(
        sent(json_body(client().put(url.clone()), &plan))
            .await
            .status,
        200
    );
    assert_eq!(
        simulator.faults().current().rules[0].fault,
        Fault::InternalError
    );
    assert_eq!(
        sent(client().get(debts(&simulator, CUIT))).await.status,
        500
    );
    let seen = sent(client().get(simulator.root().join("_seen").unwrap()))
        .await
        .json();
    assert_eq!(seen[0]["status"], 500);
    assert_eq!(seen[0]["fault"], "internal_error");
    assert_eq!(
        seen[0]["endpoint"],
        "GET /centraldedeudores/v1.0/Deudas/:id"
    );
    assert!(!seen.to_string().contains("2675653"), "{seen}");
    let wrong = sent(
        client()
            .put(url)
            .body("{\"rules\": [{\"fault\": \"hangs\"}]}"),
    )
    .await;
    assert_eq!(wrong.status, 400);
    let wrong = String::from_utf8(wrong.bytes).unwrap();
    assert!(
        wrong.contains("hangs") && wrong.contains("oversized_body"),
        "{wrong}"
    );
}

#[test]
fn a_plan_that_cannot_be_read_says_which_words_are_allowed() {
    let rule = |rest: &str| format!("{{\"rules\": [{{{rest}}}]}}");
    let cases = [
        ("an unknown fault", rule(r#""fault": "crash""#), "`hang`"),
        (
            "an unknown field",
            rule(r#""fault": "hang", "vendors": "khipu""#),
            "`vendor`",
        ),
        (
            "an unknown vendor",
            rule(r#""fault": "hang", "vendor": "fintoc""#),
            "`cirenio_app`",
        ),
        (
            "an unknown time",
            rule(r#""fault": "hang", "when": {"after": 1}"#),
            "`first_n`",
        ),
        (
            "a field too many",
            rule(r#""fault": {"slow_body": {"ms": 1, "s": 1}}"#),
            "`ms`",
        ),
        (
            "an unknown endpoint",
            rule(r#""fault": "hang", "endpoint": "GET /job""#),
            "GET /jobs/:hash",
        ),
        (
            "another vendor's endpoint",
            rule(r#""fault": "hang", "vendor": "bcra", "endpoint": "POST /jobs""#),
            "Deudas/:id",
        ),
        (
            "too large a share",
            rule(r#""fault": "hang", "when": {"share": 1001}"#),
            "1000",
        ),
        (
            "no such status",
            rule(r#""fault": {"html_error_page": {"status": 99}}"#),
            "200 to 599",
        ),
        (
            "too large a mix",
            "{\"random_per_mille\": 1001}".to_owned(),
            "0 to 1000",
        ),
    ];
    for (name, plan, word) in cases {
        let error = Faults::from_json(plan.as_bytes()).unwrap_err();
        assert!(matches!(error, Error::Faults(_)), "{name}");
        assert!(error.to_string().contains(word), "{name}: {error}");
    }
}

#[test]
fn every_fault_survives_being_written_and_read() {
    for fault in Fault::each() {
        let plan = json!({"rules": [{"when": "always", "fault": fault}]});
        let read = Faults::from_json(plan.to_string().as_bytes()).unwrap();
        assert_eq!(
            (&read.rules[0].fault, read.rules[0].when),
            (&fault, When::Always)
        );
    }
}

#[tokio::test]
async fn a_port_is_taken_until_the_simulator_has_stopped() {
    let simulator = started(Settings::default()).await;
    let port = simulator.root().port().unwrap();
    let again = || {
        Simulator::start(Settings {
            port,
            ..Settings::default()
        })
    };
    let error = again().await.unwrap_err();
    assert!(matches!(error, Error::Listen { .. }));
    assert!(
        error.to_string().contains(&format!("127.0.0.1:{port}")),
        "{error}"
    );
    simulator.shutdown().await;
    assert_eq!(again().await.unwrap().root().port(), Some(port));
}
