//! Khipu's endpoints. Its codes say more than a status: the simulator's 429 comes with `I001`.

use std::sync::Arc;

use caudal_facts::Source;
use caudal_providers::ClientError;
use caudal_providers::caller::Endpoint;
use caudal_providers::khipu::{BankRequest, ENDPOINTS, Operation, TaxFolder};
use futures_util::future::BoxFuture;

use super::stand::{Stand, password, rut};
use super::{Brought, Subject};
use crate::lender::demo_bank;

pub(super) fn subjects() -> Vec<Subject> {
    let mut subjects = of_banks();
    subjects.extend(of_services());
    subjects
}

fn of_banks() -> Vec<Subject> {
    let [
        accounts,
        balance,
        statements,
        transactions,
        token,
        other,
        ..,
    ] = &ENDPOINTS;
    vec![
        Subject::new(accounts, "Khipu::accounts", |stand| {
            let request = BankRequest::default();
            brought(async move { stand.khipu.accounts(&demo_bank(), &request).await })
        })
        .bringing(Source::Khipu, "accounts"),
        Subject::new(balance, "Khipu::balance", |stand| {
            let request = BankRequest::of_account(stand.account.as_str());
            brought(async move { stand.khipu.balance(&demo_bank(), &request).await })
        })
        .bringing(Source::Khipu, "balance"),
        Subject::new(statements, "Khipu::statements", |stand| {
            let request = BankRequest::of_account(stand.account.as_str());
            brought(async move { stand.khipu.statements(&demo_bank(), &request).await })
        })
        .bringing(Source::Khipu, "statements"),
        Subject::new(transactions, "Khipu::transactions", |stand| {
            let request = BankRequest::of_account(stand.account.as_str());
            brought(async move { stand.khipu.transactions(&demo_bank(), &request).await })
        })
        .bringing(Source::Khipu, "transactions"),
        Subject::new(token, "Khipu::deprecated_token", |stand| {
            Box::pin(async move {
                let (bank, (username, password)) = (demo_bank(), password());
                let link = stand.khipu.deprecated_token(&bank, &username, &password);
                link.await.map(|_| None)
            })
        })
        // The code is Khipu's own word for its machines, and a link may have been made.
        .but(&[
            ("429 with seconds, then success", "refused 1"),
            ("429 with a date, then success", "refused 1"),
        ]),
        Subject::new(other, "Khipu::operation", |stand| {
            let request = BankRequest::of_account(stand.account.as_str());
            let operation = "booked/month/LCY/statements";
            brought(async move {
                let bank = demo_bank();
                stand.khipu.operation(&bank, operation, &request).await
            })
        }),
    ]
}

fn of_services() -> Vec<Subject> {
    let services: &[Endpoint; 11] = ENDPOINTS[6..17].try_into().unwrap();
    let [cmf, certificate, last, balance, by_employer, ..] = services;
    let [.., prove, apply, situation, protests, alimony, insolvency] = services;
    vec![
        Subject::new(cmf, "Khipu::cmf_debt_report", |stand| {
            brought(async move { stand.khipu.cmf_debt_report(&nothing()).await })
        })
        .bringing(Source::Cmf, "debt-report"),
        Subject::new(
            certificate,
            "Khipu::afc_contributions_certificate",
            |stand| {
                brought(async move {
                    let request = nothing();
                    stand
                        .khipu
                        .afc_contributions_certificate(2026, &request)
                        .await
                })
            },
        )
        .bringing(Source::Afc, "contributions-certificate"),
        Subject::new(last, "Khipu::afc_last_credited_contribution", |stand| {
            brought(async move { stand.khipu.afc_last_credited_contribution(&nothing()).await })
        }),
        Subject::new(balance, "Khipu::afc_balance", |stand| {
            brought(async move { stand.khipu.afc_balance(&nothing()).await })
        }),
        Subject::new(by_employer, "Khipu::service", |stand| {
            service(stand, "afc.cl", "employer/contributed-balance")
        }),
        Subject::new(prove, "Khipu::sii_tax_folder", |stand| {
            let folder = TaxFolder::AcreditarRenta {
                receiving_institution: "BANCO".to_owned(),
                institution_name: "Banco Ejemplo".to_owned(),
            };
            brought(async move { stand.khipu.sii_tax_folder(&folder, &nothing()).await })
        }),
        Subject::new(apply, "Khipu::sii_tax_folder", |stand| {
            let folder = TaxFolder::SolicitarCredito;
            brought(async move { stand.khipu.sii_tax_folder(&folder, &nothing()).await })
        })
        .bringing(Source::Sii, "carpeta-tributaria"),
        Subject::new(situation, "Khipu::service", |stand| {
            service(stand, "sii.cl", "tax-situation")
        }),
        Subject::new(protests, "Khipu::boletin_comercial", |stand| {
            brought(async move { stand.khipu.boletin_comercial(&rut(), &nothing()).await })
        })
        .bringing(Source::Protests, "consulta-rut"),
        Subject::new(alimony, "Khipu::alimony_registry", |stand| {
            brought(async move { stand.khipu.alimony_registry(&rut(), &nothing()).await })
        })
        .bringing(Source::Alimony, "debt-registry"),
        Subject::new(insolvency, "Khipu::bankruptcy_publications", |stand| {
            brought(async move { stand.khipu.bankruptcy_publications(&nothing()).await })
        }),
    ]
}

fn nothing() -> BankRequest {
    BankRequest::default()
}

fn service(
    stand: Arc<Stand>,
    site: &'static str,
    operation: &'static str,
) -> BoxFuture<'static, Brought> {
    brought(async move { stand.khipu.service(site, operation, &nothing()).await })
}

fn brought(
    call: impl Future<Output = Result<Operation, ClientError>> + Send + 'static,
) -> BoxFuture<'static, Brought> {
    Box::pin(async move { Ok(Some(call.await?.answer.body)) })
}
