//! Asking the debtors' register.

use caudal_facts::TaxId;
use caudal_providers::ClientError;
use caudal_providers::bcra::{BASE, Bcra, ENDPOINTS, settings};
use caudal_providers::caller::Answer;
use serde_json::json;

use crate::fake_transport::{FakeClock, FakeTransport, Scripted, answer, at, told};

fn client(script: impl IntoIterator<Item = Scripted>) -> (Bcra, std::sync::Arc<FakeTransport>) {
    let transport = FakeTransport::new(script);
    let client = Bcra::new(at(BASE), transport.shared(), FakeClock::new(), settings());
    (client, transport)
}

fn cuit() -> TaxId {
    TaxId::parse_cuit("20-26756539-3").unwrap()
}

fn nothing_known() -> String {
    json!({"status": 404, "errorMessages": ["No se encontró datos para la identificación ingresada."]})
        .to_string()
}

#[tokio::test]
async fn each_operation_is_a_get_without_authentication() {
    let body = json!({"status": 200, "results": {}});
    let (client, transport) = client([answer(200, body)]);
    client.debts(&cuit()).await.unwrap();
    client.history(&cuit()).await.unwrap();
    client.rejected_cheques(&cuit()).await.unwrap();
    let expected = ENDPOINTS.each_ref().map(|endpoint| {
        let path = endpoint.path.replace(":id", "20267565393");
        format!(
            "{} https://api.bcra.gob.ar{path}\naccept: application/json",
            endpoint.method
        )
    });
    assert_eq!(transport.sent(), expected);
}

#[tokio::test]
async fn an_answer_is_told_from_an_error() {
    let known = json!({"status": 200, "results": {"periodos": []}}).to_string();
    let broken = json!({"status": 500, "errorMessages": ["Error interno"]}).to_string();
    let wrong = json!({"status": 400, "errorMessages": ["Parámetro erróneo"]}).to_string();
    // Situation, HTTP status, body, what comes of it, attempts.
    let cases = [
        ("data", 200, known.as_str(), "200", 1),
        ("nothing known", 404, &nothing_known(), "404", 1),
        (
            "nothing known, with status 200",
            200,
            &nothing_known(),
            "200",
            1,
        ),
        (
            "no such address",
            404,
            r#"{"message": "no Route matched"}"#,
            "HTTP 404",
            1,
        ),
        ("a page instead of a 404", 404, "<html>", "HTTP 404", 1),
        ("half a 404", 404, r#"{"status": 4"#, "too early", 4),
        ("an empty 404", 404, " ", "too early", 4),
        (
            "a 404 without a word",
            404,
            r#"{"status": 404}"#,
            "HTTP 404",
            1,
        ),
        ("a 404 that says 200", 404, &known, "HTTP 404", 1),
        ("an id that is none", 400, &wrong, "HTTP 400", 1),
        (
            "an id that is none, with status 200",
            200,
            &wrong,
            "HTTP 200, code \"400\"",
            1,
        ),
        ("broken", 500, &broken, "HTTP 500", 4),
        (
            "broken, with status 200",
            200,
            &broken,
            "HTTP 200, code \"500\"",
            4,
        ),
        ("too many", 429, "", "HTTP 429", 4),
        (
            "cut short",
            200,
            "{\"status\": 200, \"resul",
            "not an object",
            4,
        ),
        ("a list", 200, "[]", "not an object", 4),
    ];
    for (situation, status, body, expected, attempts) in cases {
        let (client, transport) = client([answer(status, body)]);
        let outcome = client.debts(&cuit()).await;
        let outcome = outcome.map(|answer| answer.status.as_u16().to_string());
        assert!(
            told(&outcome).contains(expected),
            "{situation}: {outcome:?}"
        );
        assert_eq!(transport.attempts(), attempts, "{situation}");
    }
}

#[tokio::test]
async fn the_register_comes_back() {
    let known = json!({"status": 200, "results": {"periodos": []}});
    let script = [answer(500, "{}"), Scripted::Interrupted, answer(200, known)];
    let (client, _) = client(script);
    let answer = client.history(&cuit()).await.unwrap();
    assert_eq!(answer.attempts, 3);
}

#[tokio::test]
async fn a_rut_is_not_asked_about() {
    let (client, transport) = client([]);
    let rut = TaxId::parse_rut("11.111.111-1").unwrap();
    let outcome: Result<Answer, ClientError> = client.debts(&rut).await;
    assert_eq!(told(&outcome), "ask bcra: the tax id is not a CUIT or CUIL");
    assert_eq!(transport.attempts(), 0);
}

#[tokio::test]
async fn nothing_of_the_person_is_printed() {
    let (client, _) = client([answer(500, json!({"status": 500, "results": "Ejemplo"}))]);
    let outcome = client.debts(&cuit()).await;
    let printed = format!("{client:?} {outcome:?} {}", told(&outcome));
    for hidden in ["20267565393", "26756539", "Ejemplo"] {
        assert!(!printed.contains(hidden), "{hidden}: {printed}");
    }
}
