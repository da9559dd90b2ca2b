//! What Khipu and banca.me send of their own accord: read, malformed, forged and repeated.

use std::num::NonZeroUsize;

use caudal_facts::{Currency, Limits, Money};
use caudal_providers::Secret;
use caudal_providers::bancame::callback::{self as bancame, Delivery, LoanEvent, Seen};
use caudal_providers::bancame::{Installment, LoanState};
use caudal_providers::khipu::callback as khipu;
use caudal_providers::khipu::{CallbackAddress, Class};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::fake_transport::told;
use crate::support::enveloped;

fn small() -> Limits {
    Limits {
        payload_bytes: 1_000,
        ..Limits::default()
    }
}

fn secret() -> Secret {
    Secret::new("b6f1").unwrap()
}

fn padded(body: &Value, bytes: usize) -> Vec<u8> {
    let mut text = body.to_string();
    text.extend(std::iter::repeat_n(' ', bytes - text.len()));
    text.into_bytes()
}

#[test]
fn khipus_callback_is_the_answer_with_our_token() {
    let body = enveloped(&json!({ "Account": [] }));
    // Query and the token in it.
    let cases = [
        ("token=f3a1", Some("f3a1")),
        ("?token=f3a1", Some("f3a1")),
        ("a=b&token=f3%2Ba1&c", Some("f3+a1")),
        ("token=", None),
        ("Token=f3a1", None),
        ("", None),
        ("%%%&&==", None),
    ];
    for (query, token) in cases {
        let event = khipu::read(query, body.as_bytes(), &small()).unwrap();
        assert_eq!(event.token.as_deref(), token, "{query:?}");
        let id = event.operation_id.as_deref();
        assert_eq!(id, Some("6baf6c19-e485-463b-ae24-a821b025c8a4"));
        assert_eq!((event.failed, event.body.bytes()), (None, body.as_bytes()));
    }
}

#[test]
fn khipus_callback_has_failed_unless_it_says_otherwise() {
    let cases = [
        (json!({ "Status": "OK" }), None),
        (json!({ "Status": "ok", "Data": null }), None),
        (
            json!({ "Status": "ERROR", "Error": { "Code": "E101" } }),
            Some(("E101", Class::LogOn)),
        ),
        (json!({ "Status": "ERROR" }), Some(("", Class::Other))),
        (
            json!({ "Status": "ERROR", "Error": "E101" }),
            Some(("", Class::Other)),
        ),
        (
            json!({ "Status": "OK", "Error": { "Code": "T000" } }),
            Some(("T000", Class::TimeOut)),
        ),
        (json!({ "Status": "LATER" }), Some(("LATER", Class::Other))),
    ];
    for (body, expected) in cases {
        let event = khipu::read("", body.to_string().as_bytes(), &small()).unwrap();
        let failed = event
            .failed
            .as_ref()
            .map(|code| (code.as_str(), code.class()));
        assert_eq!(failed, expected, "{body}");
    }
}

#[test]
fn khipus_callback_malformed() {
    let fine = json!({ "Status": "OK" });
    let long = "a".repeat(1_025);
    let no_envelope = "the body is not an envelope";
    let cases: [(&str, Vec<u8>, &str); 15] = [
        ("", padded(&fine, 1_000), ""),
        (
            "",
            padded(&fine, 1_001),
            "1001 bytes, the limit is 1000 bytes",
        ),
        (&long[1..], padded(&fine, 100), ""),
        (
            &long,
            padded(&fine, 100),
            "its query has 1025 bytes, the limit is 1024 bytes",
        ),
        ("token=a&token=b", padded(&fine, 100), "two tokens"),
        ("token=a&token=a", padded(&fine, 100), "two tokens"),
        ("", Vec::new(), "not JSON"),
        ("", b"{\"Status\": \"OK\"".to_vec(), "not JSON"),
        ("", b"{\"Status\": \"OK\"} x".to_vec(), "not JSON"),
        ("", vec![0xff, 0xfe, 0x00], "not JSON"),
        ("", b"null".to_vec(), no_envelope),
        ("", b"[]".to_vec(), no_envelope),
        ("", b"\"OK\"".to_vec(), no_envelope),
        ("", b"{}".to_vec(), no_envelope),
        ("", b"{\"Status\": {\"a\": 1}}".to_vec(), no_envelope),
    ];
    for (query, body, expected) in cases {
        let outcome = khipu::read(query, &body, &small());
        assert_eq!(outcome.is_err(), !expected.is_empty(), "{outcome:?}");
        assert!(told(&outcome).contains(expected), "{outcome:?}");
    }
}

#[test]
fn an_address_to_call_back_is_ours_and_short() {
    let room = 255 - "https://lender.example/k?token=".len();
    let address = CallbackAddress::new("https://lender.example/k#part").unwrap();
    assert_eq!(
        address
            .with_token(&"f".repeat(room))
            .unwrap()
            .as_str()
            .len(),
        255
    );
    let outcome = address.with_token(&"f".repeat(room + 1));
    assert!(
        told(&outcome).contains("256 characters, the limit is 255"),
        "{outcome:?}"
    );
    let with_query = CallbackAddress::new("https://lender.example/k?tenant=1").unwrap();
    let url = with_query.with_token("a&token=b").unwrap();
    assert_eq!(
        url.as_str(),
        "https://lender.example/k?tenant=1&token=a%26token%3Db"
    );
    let event = khipu::read(url.query().unwrap(), br#"{"Status": "OK"}"#, &small()).unwrap();
    assert_eq!(
        event.token.as_deref(),
        Some("a&token=b"),
        "what was put in is what comes back"
    );
    for refused in [
        "http://lender.example/k",
        "https://lender.example/k?token=1",
        "https://a:b@lender.example/",
        "lender.example",
        "",
    ] {
        assert!(CallbackAddress::new(refused).is_err(), "{refused:?}");
    }
    assert!(CallbackAddress::new("http://127.0.0.1:8017/k").is_ok());
}

fn loan_event(id: &str) -> Value {
    json!({ "eventId": id, "data": {
        "externalTrxId": "A-1", "loanAmount": 150_000, "interestRate": 0.015, "periods": 3,
        "installmentAmount": 51_507, "lastInstallmentAmount": "51.508", "state": "ACTIVE",
        "transferDate": "2026-11-21T01:30:00.000Z",
        "installments": [
            { "state": "PAID", "period": 1, "expirationDate": "2026-12-05" },
            { "state": "LATE", "period": "2", "expirationDate": null }
        ]
    } })
}

fn read(query: &str, body: &Value) -> Result<LoanEvent, bancame::CallbackError> {
    bancame::read(query, body.to_string().as_bytes(), &secret(), &small())
}

#[test]
fn bancames_webhook_tells_of_a_loan() {
    let event = read("?secret=b6f1", &loan_event("e-1")).unwrap();
    let pesos = |minor| Some(Money::from_minor(minor, Currency::Clp));
    let loan = &event.loan;
    assert_eq!(event.event_id, "e-1");
    assert_eq!(loan.external_trx_id.as_deref(), Some("A-1"));
    assert_eq!((loan.amount, loan.periods), (pesos(150_000), Some(3)));
    assert_eq!(
        (loan.installment, loan.last_installment),
        (pesos(51_507), pesos(51_508))
    );
    assert_eq!(loan.rate.unwrap().to_string(), "0.015");
    assert_eq!(loan.state, Some(LoanState::Active));
    // In Chile it is still the evening before.
    assert_eq!(loan.transferred_on, Some("2026-11-20".parse().unwrap()));
    let installments = [
        Installment {
            period: Some(1),
            state: Some(LoanState::Paid),
            due_on: Some("2026-12-05".parse().unwrap()),
        },
        Installment {
            period: Some(2),
            state: Some(LoanState::Other("LATE".to_owned())),
            due_on: None,
        },
    ];
    assert_eq!(loan.installments, installments);
    assert_eq!(loan.unread, [""; 0]);
}

#[test]
fn what_bancame_sends_otherwise_is_missing_and_named() {
    let cases = [
        ("loanAmount", json!(150_000.5), "loanAmount"),
        ("loanAmount", json!("a lot"), "loanAmount"),
        ("loanAmount", json!({}), "loanAmount"),
        ("interestRate", json!(1.5), "interestRate"),
        ("periods", json!(-1), "periods"),
        ("periods", json!(1.5), "periods"),
        ("transferDate", json!("soon"), "transferDate"),
        ("state", json!([]), "state"),
        ("installments", json!("three"), "installments"),
        ("installments", json!([7]), "installments"),
        (
            "installments",
            json!([{ "expirationDate": "soon" }]),
            "expirationDate",
        ),
        ("installments", json!(null), ""),
        ("loanAmount", json!(null), ""),
        ("colour", json!("red"), ""),
    ];
    for (name, value, unread) in cases {
        let mut body = loan_event("e-1");
        body["data"][name] = value;
        let event = read("secret=b6f1", &body).unwrap();
        assert_eq!(event.loan.unread.join(" "), unread, "{body}");
    }
}

#[test]
fn bancames_webhook_forged_or_malformed() {
    let fine = loan_event("e-1");
    let long = format!("secret=b6f1&{}", "a".repeat(8 * 1024));
    let (longest_id, too_long_id) = (loan_event(&"e".repeat(256)), loan_event(&"e".repeat(257)));
    let forged = "does not carry the shared secret";
    let cases = [
        ("secret=b6f1", fine.clone(), ""),
        ("", fine.clone(), forged),
        ("secret=", fine.clone(), forged),
        ("secret=b6f", fine.clone(), forged),
        ("secret=b6f10", fine.clone(), forged),
        ("secret=B6F1", fine.clone(), forged),
        ("other=b6f1", fine.clone(), forged),
        ("secret=guess&secret=b6f1", fine.clone(), forged),
        ("secret=b6f1&secret=b6f1", fine.clone(), forged),
        (
            long.as_str(),
            fine,
            "its query has 8204 bytes, the limit is 8192 bytes",
        ),
        ("secret=b6f1", longest_id, ""),
        (
            "secret=b6f1",
            too_long_id,
            "its eventId has 257 characters, the limit is 256",
        ),
        ("secret=b6f1", json!({ "data": {} }), "no eventId"),
        (
            "secret=b6f1",
            json!({ "eventId": " ", "data": {} }),
            "no eventId",
        ),
        (
            "secret=b6f1",
            json!({ "eventId": {}, "data": {} }),
            "no eventId",
        ),
        ("secret=b6f1", json!([]), "no eventId"),
        ("secret=b6f1", json!({ "eventId": "e-1" }), "no data"),
        (
            "secret=b6f1",
            json!({ "eventId": "e-1", "data": null }),
            "no data",
        ),
        (
            "secret=b6f1",
            json!({ "eventId": "e-1", "data": [] }),
            "no data",
        ),
    ];
    for (query, body, expected) in cases {
        let outcome = read(query, &body);
        assert_eq!(
            outcome.is_err(),
            !expected.is_empty(),
            "{body}: {outcome:?}"
        );
        assert!(told(&outcome).contains(expected), "{body}: {outcome:?}");
    }
}

#[test]
fn bancames_webhook_too_large_or_cut_short() {
    let short = json!({ "eventId": "e-1", "data": {} });
    for (body, expected) in [
        (padded(&short, 1_000), ""),
        (padded(&short, 1_001), "1001 bytes, the limit is 1000 bytes"),
        (b"{\"eventId\"".to_vec(), "not JSON"),
        (vec![0xff], "not JSON"),
        (Vec::new(), "not JSON"),
    ] {
        let outcome = bancame::read("secret=b6f1", &body, &secret(), &small());
        assert_eq!(outcome.is_err(), !expected.is_empty(), "{outcome:?}");
        assert!(told(&outcome).contains(expected), "{outcome:?}");
    }
}

#[test]
fn a_repeated_delivery_is_told_from_a_new_one() {
    let mut seen = Seen::new(NonZeroUsize::new(3).unwrap());
    let mut is_new = |id: &str| {
        let event = read("secret=b6f1", &loan_event(id)).unwrap();
        matches!(seen.admit(event), Delivery::New(_))
    };
    let delivered = ["1", "1", "2", "3", "1", "3", "4", "2", "1", "4"];
    let new = delivered.map(&mut is_new);
    // The fourth event pushes the first out of memory, and only that one.
    let expected = [
        true, false, true, true, false, false, true, false, true, false,
    ];
    assert_eq!(new, expected);
    seen.forget("4");
    seen.forget("never come");
    let again = read("secret=b6f1", &loan_event("4")).unwrap();
    assert!(matches!(seen.admit(again), Delivery::New(_)));
}

#[test]
fn tokens_and_people_are_in_no_print() {
    let mut body = loan_event("e-1");
    body["data"]["name"] = json!("Juan Ejemplo");
    let event = read("secret=b6f1", &body).unwrap();
    let answer = enveloped(&json!({ "AccountLink": "hush" }));
    let called = khipu::read("token=f3a1", answer.as_bytes(), &small()).unwrap();
    let printed = format!("{event:?} {called:#?}");
    for hidden in ["b6f1", "Ejemplo", "hush", "f3a1"] {
        assert!(!printed.contains(hidden), "{hidden}: {printed}");
    }
}

proptest! {
    #[test]
    fn no_bytes_make_a_callback_panic(query in any::<String>(), body in vec(any::<u8>(), 0..200)) {
        let _ = khipu::read(&query, &body, &small());
        let _ = bancame::read("secret=b6f1", &body, &secret(), &small());
        let _ = bancame::read(&query, &body, &secret(), &small());
    }

    #[test]
    fn no_damage_makes_a_callback_panic(
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        khipus in any::<bool>(),
    ) {
        let mut body = if khipus {
            enveloped(&json!({ "Account": [{ "AccountId": "1" }] })).into_bytes()
        } else {
            loan_event("e-1").to_string().into_bytes()
        };
        let at = at.index(body.len());
        body[at] = byte;
        let _ = khipu::read("token=a", &body, &small());
        let _ = bancame::read("secret=b6f1", &body, &secret(), &small());
        body.truncate(at);
        prop_assert!(khipu::read("token=a", &body, &small()).is_err());
        prop_assert!(bancame::read("secret=b6f1", &body, &secret(), &small()).is_err());
    }
}
