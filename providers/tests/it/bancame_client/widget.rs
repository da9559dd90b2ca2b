//! Starting the widget.

use caudal_facts::{Currency, Money};
use caudal_providers::bancame::WidgetStart;
use serde_json::json;

use super::{FORM, client, sent, start};
use crate::fake_transport::{answer, told};

#[tokio::test]
async fn the_widget_is_started_with_a_form() {
    let body = json!({ "widgetToken": "w-1", "validUntil": 1_795_176_000_000_i64 });
    let (client, transport) = client([answer(200, body)]);
    let session = client.widget_start(&start()).await.unwrap();
    assert_eq!(session.token.expose(), "w-1");
    let until = session.valid_until.unwrap().to_rfc3339();
    assert_eq!(until, "2026-11-20T12:00:00+00:00");
    let chosen = WidgetStart {
        pre_approve_id: Some("p-1".to_owned()),
        ..start()
    };
    client.widget_start(&chosen).await.unwrap();
    let form =
        "amount=150000&externalTrxId=A-1&entityId=ex-46df3310759e9000&email=juana%40ejemplo.cl";
    let expected = [
        sent("POST", "widget/start", FORM, form),
        sent(
            "POST",
            "widget/start",
            FORM,
            &format!("{form}&preApproveId=p-1"),
        ),
    ];
    assert_eq!(transport.sent(), expected);
}

#[tokio::test]
async fn a_session_needs_its_token_and_no_more() {
    let cases = [
        (
            json!({ "widgetToken": "w", "validUntil": "1795176000000" }),
            "2026-11-20T12:00:00+00:00",
        ),
        (json!({ "widgetToken": "w", "validUntil": "soon" }), "none"),
        (json!({ "widgetToken": "w", "validUntil": null }), "none"),
        (json!({ "widgetToken": "w", "validUntil": 1e30 }), "none"),
        (json!({ "widgetToken": "w" }), "none"),
        (json!({ "validUntil": 1 }), "no widget token"),
        (json!({ "widgetToken": " " }), "no widget token"),
        (json!({ "widgetToken": {} }), "no widget token"),
    ];
    for (body, expected) in cases {
        let (client, _) = client([answer(200, &body)]);
        let outcome = client.widget_start(&start()).await;
        let outcome = outcome.map(|session| {
            let until = session.valid_until.map(|until| until.to_rfc3339());
            until.unwrap_or_else(|| "none".to_owned())
        });
        assert!(told(&outcome).contains(expected), "{body}: {outcome:?}");
    }
}

#[tokio::test]
async fn arguments_are_held_before_anything_is_sent() {
    let of = |minor, currency| WidgetStart {
        amount: Money::from_minor(minor, currency),
        ..start()
    };
    let trx = |length| WidgetStart {
        external_trx_id: "x".repeat(length),
        ..start()
    };
    let mail = |length| WidgetStart {
        email: "x".repeat(length),
        ..start()
    };
    let chosen = |id: &str| WidgetStart {
        pre_approve_id: Some(id.to_owned()),
        ..start()
    };
    let no_amount = "not in Chilean pesos above zero";
    let cases = [
        (of(1, Currency::Clp), ""),
        (of(0, Currency::Clp), no_amount),
        (of(-1, Currency::Clp), no_amount),
        (of(1, Currency::Usd), no_amount),
        (trx(128), ""),
        (
            trx(129),
            "externalTrxId has 129 characters, the limit is 128",
        ),
        (trx(0), "externalTrxId is empty"),
        (mail(254), ""),
        (mail(255), "email has 255 characters, the limit is 254"),
        (chosen(" "), "preApproveId is empty"),
    ];
    for (row, (start, expected)) in cases.into_iter().enumerate() {
        let (client, transport) = client([answer(200, json!({ "widgetToken": "w" }))]);
        let outcome = client.widget_start(&start).await.map(|_| ());
        let refused = !expected.is_empty();
        assert_eq!(outcome.is_err(), refused, "{row}: {outcome:?}");
        assert!(told(&outcome).contains(expected), "{row}: {outcome:?}");
        assert_eq!(transport.attempts(), usize::from(!refused), "{row}");
    }
}
