//! What Khipu answers: told apart, and asked again or not.

use caudal_providers::ClientError;
use caudal_providers::caller::Again;
use caudal_providers::khipu::{
    AccountCredential, Authentication, BankRequest, Class, Code, Outcome,
};
use serde_json::{Value, json};

use super::{DEMO, client, curl, demo, failed, nobody, secret, with_callback};
use crate::fake_transport::{FakeTransport, Scripted, answer, told};
use crate::support::enveloped;

#[tokio::test]
async fn an_operation_is_done_or_accepted() {
    let envelope = |changes: Value| {
        let mut envelope = json!({
            "OperationId": "o-1", "Status": "OK", "Data": null,
            "AdditionalInformation": null, "Error": null, "LifeSpan": null
        });
        for (name, value) in changes.as_object().unwrap() {
            envelope[name] = value.clone();
        }
        envelope
    };
    let accepted = |life_span: Option<&str>| Outcome::Accepted {
        life_span: life_span.map(str::to_owned),
    };
    let noted = json!({ "Data": {}, "AdditionalInformation": "Data incomplete" });
    let cases = [
        (200, json!({ "Data": {} }), Outcome::Done, false),
        (200, json!({}), Outcome::Done, false),
        (200, noted, Outcome::Done, true),
        (
            200,
            json!({ "Data": {}, "LifeSpan": 1 }),
            Outcome::Done,
            false,
        ),
        (200, json!({ "LifeSpan": "P" }), accepted(Some("P")), false),
        (
            202,
            json!({ "LifeSpan": 600 }),
            accepted(Some("600")),
            false,
        ),
        (202, json!({}), accepted(None), false),
    ];
    for (status, changes, outcome, noted) in cases {
        let body = envelope(changes);
        let (client, _) = client([answer(status, &body)]);
        let operation = client
            .accounts(&demo(), &BankRequest::default())
            .await
            .unwrap();
        assert_eq!(
            (&operation.outcome, operation.noted),
            (&outcome, noted),
            "{body}"
        );
        assert_eq!(operation.operation_id.as_deref(), Some("o-1"));
        assert_eq!(operation.answer.body.bytes(), body.to_string().as_bytes());
    }
}

/// Codes at both ends of each class, what they are about, and whether a reading is tried again.
const CODES: [(&str, Class, bool); 33] = [
    ("A000", Class::Authentication, false),
    ("A999", Class::Authentication, false),
    ("E000", Class::Generic, false),
    ("E001", Class::Other, false),
    ("E099", Class::Other, false),
    ("E100", Class::LogOn, false),
    ("E199", Class::LogOn, false),
    ("E200", Class::SiteUnavailable, true),
    ("E299", Class::SiteUnavailable, true),
    ("E300", Class::NoData, false),
    ("E399", Class::NoData, false),
    ("E400", Class::Parameters, false),
    ("E499", Class::Parameters, false),
    ("E500", Class::AutomaticPayment, false),
    ("E599", Class::AutomaticPayment, false),
    ("E600", Class::Other, false),
    ("E998", Class::Other, false),
    ("E999", Class::Custom, false),
    ("D000", Class::MissingInformation, false),
    ("F000", Class::Processing, true),
    ("T000", Class::TimeOut, true),
    ("I001", Class::Infrastructure, true),
    ("I003", Class::Infrastructure, true),
    ("P001", Class::RequestParameter, false),
    ("P003", Class::RequestParameter, false),
    ("e200", Class::SiteUnavailable, true),
    (" T000 ", Class::TimeOut, true),
    ("T00", Class::Other, false),
    ("T0000", Class::Other, false),
    ("T0x0", Class::Other, false),
    ("Z000", Class::Other, false),
    ("ñ000", Class::Other, false),
    ("", Class::Other, false),
];

#[tokio::test]
async fn an_error_in_an_answer_is_tried_again_by_its_code() {
    for (text, class, again) in CODES {
        let code = Code::parse(text);
        assert_eq!(code.class(), class, "{text:?}");
        assert_eq!(class.again() == Again::IfHarmless, again, "{text:?}");
        let link = BankRequest {
            credential: Some(AccountCredential::Link(secret("link=="))),
            ..BankRequest::default()
        };
        let reading = if again { 4 } else { 1 };
        // An operation that is created, or a credential that is tried, is never repeated blindly.
        let requests = [
            (BankRequest::default(), reading),
            (with_callback(60), 1),
            (link, 1),
        ];
        for (request, attempts) in requests {
            let (client, transport) = client([answer(200, failed(text))]);
            let failure = match client.accounts(&demo(), &request).await {
                Err(ClientError::Failed(failure)) => Some(failure),
                _ => None,
            };
            let failure = failure.unwrap();
            assert_eq!(transport.attempts(), attempts, "{text:?} {request:?}");
            let code = Some(text.trim()).filter(|code| !code.is_empty() && code.is_ascii());
            assert_eq!(failure.code(), code);
            assert!(failure.body.is_some(), "what was answered is kept");
        }
    }
}

#[tokio::test]
async fn an_answer_is_told_from_an_error_whatever_its_status() {
    let fine = enveloped(&json!({}));
    let pending = json!({ "Status": "PENDING", "Data": {} }).to_string();
    let both = json!({ "Status": "OK", "Error": { "Code": "E101" } }).to_string();
    let bare = json!({ "OperationId": "o-1", "Data": {} }).to_string();
    let half = r#"{"Status": "OK", "Da"#.to_owned();
    let text = str::to_owned;
    // HTTP status, body, the error's text, attempts.
    let cases = [
        // A code that is known says more than the status.
        (500, failed("E101"), "500, code \"E101\"", 1),
        (400, failed("E200"), "400, code \"E200\"", 4),
        (503, failed("Z1"), "503, code \"Z1\"", 4),
        (400, failed("Z1"), "400, code \"Z1\"", 1),
        (500, failed(Value::Null), "HTTP 500", 4),
        (200, failed(Value::Null), "HTTP 200", 1),
        (200, failed("Juan Ejemplo"), "HTTP 200", 1),
        // What does not say that it succeeded has not.
        (200, pending, "200, code \"PENDING\"", 1),
        (200, both, "code \"E101\"", 1),
        (500, fine.clone(), "HTTP 500", 4),
        (404, fine, "HTTP 404", 1),
        (200, bare, "not an envelope", 4),
        (200, text("[]"), "not an envelope", 4),
        (200, half, "not JSON", 4),
        (200, text("<html>"), "not JSON", 4),
        (401, text(""), "HTTP 401", 1),
        (429, text("{}"), "HTTP 429", 4),
    ];
    for (status, body, expected, attempts) in cases {
        let situation = format!("{status} {body}");
        let (client, transport) = client([answer(status, body)]);
        let outcome = client.accounts(&demo(), &BankRequest::default()).await;
        assert!(outcome.is_err(), "{situation}");
        assert!(!format!("{outcome:?}").contains("Ejemplo"), "{situation}");
        assert!(
            told(&outcome).contains(expected),
            "{situation}: {}",
            told(&outcome)
        );
        assert_eq!(transport.attempts(), attempts, "{situation}");
    }
}

#[tokio::test]
async fn what_may_have_been_carried_out_is_repeated_only_when_it_reads() {
    let request = with_callback(60);
    // What happens to each attempt, how often a reading is tried, and how often a creation.
    let cases = [
        (Scripted::TimedOut, 4, 1),
        (Scripted::Interrupted, 4, 1),
        (Scripted::NotConnected, 4, 4),
        (answer(500, ""), 4, 1),
        (answer(429, ""), 4, 4),
        (answer(400, ""), 1, 1),
    ];
    for (event, reading, creating) in cases {
        let situation = format!("{event:?}");
        let transport = FakeTransport::new([event]);
        let client = nobody(&transport).with_authentication(Authentication::ApiKey(secret("k")));
        client
            .accounts(&demo(), &BankRequest::default())
            .await
            .unwrap_err();
        assert_eq!(transport.attempts(), reading, "{situation}");
        client.accounts(&demo(), &request).await.unwrap_err();
        assert_eq!(transport.attempts(), reading + creating, "{situation}");
    }
}

#[tokio::test]
async fn a_token_is_asked_for_once_and_its_link_is_secret() {
    let link = "dFyRCVYNM0aGb1LSR/0B8e+eSVr1Zf1xj9YHmMVo==";
    let (username, password) = (secret("11.111.111-1"), secret("wxyz1234!@#$"));
    let (client, transport) =
        self::client([answer(200, enveloped(&json!({ "AccountLink": link })))]);
    let made = client
        .deprecated_token(&demo(), &username, &password)
        .await
        .unwrap();
    assert_eq!(made.expose(), link);
    assert!(!format!("{made:?}").contains("dFyR"));
    let body = json!({ "Username": "11.111.111-1", "Password": "wxyz1234!@#$" });
    assert_eq!(transport.only(), curl(&format!("{DEMO}/token"), &body));

    let no_link = [
        json!({}),
        json!(null),
        json!({ "AccountLink": " " }),
        json!({ "AccountLink": 7 }),
    ];
    for data in no_link {
        let (client, transport) = self::client([answer(200, enveloped(&data))]);
        let outcome = client.deprecated_token(&demo(), &username, &password).await;
        assert!(
            told(&outcome).contains("no account link"),
            "{data}: {outcome:?}"
        );
        assert_eq!(transport.attempts(), 1);
    }
    for event in [answer(200, failed("I001")), Scripted::TimedOut] {
        let (client, transport) = self::client([event]);
        client
            .deprecated_token(&demo(), &username, &password)
            .await
            .unwrap_err();
        assert_eq!(transport.attempts(), 1, "a password is not tried twice");
    }
}
