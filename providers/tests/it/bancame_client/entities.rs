//! Entities and loans.

use caudal_facts::{Currency, Money};
use caudal_providers::bancame::{Entity, EntityChange, LoanState};
use serde_json::{Value, json};

use super::{JSON, client, entity, sent};
use crate::fake_transport::{answer, told};

#[tokio::test]
async fn entities_are_made_listed_and_changed() {
    let full = json!({
        "entityId": "ex-1", "externalEntityId": "shop-1", "name": "Empresa Ejemplo",
        "label": "ejemplo", "isActive": true
    });
    let (client, transport) = client([
        answer(201, &full),
        answer(200, json!([full, { "id": 7 }])),
        answer(200, json!({ "data": [full] })),
        answer(200, json!({ "data": full })),
    ]);
    let read = Entity {
        id: Some("ex-1".to_owned()),
        external_entity_id: Some("shop-1".to_owned()),
        name: Some("Empresa Ejemplo".to_owned()),
        label: Some("ejemplo".to_owned()),
        is_active: Some(true),
    };
    let other = Entity {
        id: Some("7".to_owned()),
        ..Entity::default()
    };
    assert_eq!(client.create_entity(&entity()).await.unwrap(), read);
    assert_eq!(client.entities().await.unwrap(), [read.clone(), other]);
    assert_eq!(
        client.entities().await.unwrap(),
        std::slice::from_ref(&read)
    );
    let change = EntityChange {
        is_active: Some(false),
        ..EntityChange::default()
    };
    assert_eq!(client.update_entity("a/b", &change).await.unwrap(), read);
    let sent_now = transport.sent();
    let (head, body) = sent_now[0].split_once("\n\n").unwrap();
    assert_eq!(format!("{head}\n\n"), sent("POST", "entity", JSON, ""));
    let expected = json!({
        "externalEntityId": "shop-1", "name": "Empresa Ejemplo", "label": "ejemplo", "isActive": true
    });
    assert_eq!(serde_json::from_str::<Value>(body).unwrap(), expected);
    assert_eq!(sent_now[1], sent("GET", "entity", "", ""));
    // An id cannot lead to another endpoint.
    assert_eq!(
        sent_now[3],
        sent("PATCH", "entity/a%2Fb", JSON, r#"{"isActive":false}"#)
    );
}

#[tokio::test]
async fn a_list_of_entities_is_not_guessed() {
    for body in [json!({}), json!({ "data": {} }), json!([1]), json!("x")] {
        let (client, _) = client([answer(200, &body)]);
        let outcome = client.entities().await;
        assert!(told(&outcome).contains("no list"), "{body}: {outcome:?}");
    }
}

#[tokio::test]
async fn a_loan_that_is_not_there_yet_is_none() {
    let loan = json!({ "externalTrxId": "A-1", "loanAmount": 150_000, "state": "ACTIVE" });
    let (client, transport) = client([
        answer(404, json!({ "message": "not found" })),
        answer(200, &loan),
        answer(200, json!({ "data": loan })),
    ]);
    let none = client.loan_by_external_transaction("A-1").await.unwrap();
    assert_eq!(none, None);
    for _ in 0..2 {
        let loan = client.loan_by_external_transaction("A-1").await.unwrap();
        let loan = loan.unwrap();
        assert_eq!(loan.amount, Some(Money::from_minor(150_000, Currency::Clp)));
        assert_eq!(loan.state, Some(LoanState::Active));
    }
    assert_eq!(transport.attempts(), 3);
    assert_eq!(transport.sent()[0], sent("GET", "loan/A-1", "", ""));
}

#[tokio::test]
async fn only_the_vendors_own_word_says_that_there_is_no_loan() {
    // HTTP status, body, the error's text, attempts.
    let cases = [
        (404, "<html>", "HTTP 404", 1),
        (404, r#"{"mess"#, "HTTP 404", 1),
        (404, "", "HTTP 404", 1),
        (403, "{}", "HTTP 403", 1),
        (200, "[]", "no loan", 1),
    ];
    for (status, body, expected, attempts) in cases {
        let (client, transport) = client([answer(status, body)]);
        let outcome = client.loan_by_external_transaction("A-1").await;
        assert!(outcome.is_err(), "{status} {body}");
        assert!(
            told(&outcome).contains(expected),
            "{status} {body}: {outcome:?}"
        );
        assert_eq!(transport.attempts(), attempts, "{status} {body}");
    }
}

#[tokio::test]
async fn an_id_leads_to_its_own_endpoint() {
    let (client, transport) = client([]);
    let change = EntityChange::default();
    for id in ["", ".", "..", &"x".repeat(129)] {
        client.loan_by_external_transaction(id).await.unwrap_err();
        client.update_entity(id, &change).await.unwrap_err();
    }
    assert_eq!(transport.attempts(), 0);
}

#[tokio::test]
async fn what_was_written_is_written_even_when_nothing_is_said_of_it() {
    let (client, transport) = client([answer(204, ""), answer(201, "")]);
    let change = EntityChange::default();
    let changed = client.update_entity("7", &change).await.unwrap();
    let made = client.create_entity(&entity()).await.unwrap();
    assert_eq!((changed, made), (Entity::default(), Entity::default()));
    assert_eq!(transport.attempts(), 2);
}
