//! banca.me's endpoints.

use caudal_facts::Source;
use caudal_providers::bancame::{ENDPOINTS, EntityChange};
use serde_json::Map;

use super::Subject;
use super::stand::{TRANSACTION, rut, start};

/// What a written entity is answered with is not documented, so it may be nothing.
const NOT_DOCUMENTED: [(&str, &str); 2] = [
    ("no body, then success", "answered 1"),
    ("no body", "answered 1"),
];

pub(super) fn subjects() -> Vec<Subject> {
    let [request, bnpl, widget, create, list, change, loan] = &ENDPOINTS;
    vec![
        Subject::new(request, "Bancame::pre_loan_request", |stand| {
            Box::pin(async move {
                let request = stand.bancame.pre_loan_request(&rut(), &Map::new()).await?;
                Ok(Some(request.answer.body))
            })
        })
        .bringing(Source::Bancame, "pre-loan-request"),
        Subject::new(bnpl, "Bancame::bnpl_pre_loan_request", |stand| {
            Box::pin(async move {
                let fields = [("amount", "150000".to_owned())];
                let rut = rut();
                let request = stand.bancame.bnpl_pre_loan_request(&rut, &fields);
                request.await.map(|_| None)
            })
        }),
        Subject::new(widget, "Bancame::widget_start", |stand| {
            Box::pin(async move {
                let session = stand.bancame.widget_start(&start("A-2")).await;
                session.map(|_| None)
            })
        }),
        Subject::new(create, "Bancame::create_entity", |stand| {
            Box::pin(async move {
                let entity = stand.next_entity();
                stand.bancame.create_entity(&entity).await.map(|_| None)
            })
        })
        .but(&NOT_DOCUMENTED),
        Subject::new(list, "Bancame::entities", |stand| {
            Box::pin(async move { stand.bancame.entities().await.map(|_| None) })
        }),
        Subject::new(change, "Bancame::update_entity", |stand| {
            Box::pin(async move {
                let change = EntityChange {
                    is_active: Some(false),
                    ..EntityChange::default()
                };
                let change = stand.bancame.update_entity(&stand.entity, &change);
                change.await.map(|_| None)
            })
        })
        .but(&NOT_DOCUMENTED),
        Subject::new(loan, "Bancame::loan_by_external_transaction", |stand| {
            Box::pin(async move {
                let loan = stand.bancame.loan_by_external_transaction(TRANSACTION);
                loan.await.map(|_| None)
            })
        }),
    ]
}
