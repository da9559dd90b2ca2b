//! The debtors' register's endpoints.

use caudal_facts::Source;
use caudal_providers::bcra::ENDPOINTS;

use super::Subject;
use super::stand::cuit;

pub(super) fn subjects() -> Vec<Subject> {
    let [debts, history, cheques] = &ENDPOINTS;
    vec![
        Subject::new(debts, "Bcra::debts", |stand| {
            Box::pin(async move { Ok(Some(stand.bcra.debts(&cuit()).await?.body)) })
        })
        .bringing(Source::Bcra, "deudas"),
        Subject::new(history, "Bcra::history", |stand| {
            Box::pin(async move { Ok(Some(stand.bcra.history(&cuit()).await?.body)) })
        })
        .bringing(Source::Bcra, "historicas"),
        Subject::new(cheques, "Bcra::rejected_cheques", |stand| {
            Box::pin(async move { Ok(Some(stand.bcra.rejected_cheques(&cuit()).await?.body)) })
        })
        .bringing(Source::Bcra, "cheques-rechazados"),
    ]
}
