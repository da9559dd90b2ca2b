//! A status word that no document has is never success.

use caudal_facts::Source;
use caudal_providers::cirenio::Phase;
use caudal_providers::khipu::BankRequest;
use caudal_providers::{ClientError, Journal};
use caudal_simulator::{Fault, FaultRule, Vendor, When};

use super::stand::{Stand, applicant, new_job, rut};
use crate::lender::{AMPLE, Lender, access, demo_bank};

fn unknown_words(stand: &Stand, vendor: Vendor) {
    stand.simulator.faults().add(FaultRule {
        vendor: Some(vendor),
        endpoint: None,
        when: When::Always,
        fault: Fault::UnknownStatusWord,
    });
}

#[tokio::test]
async fn a_job_with_an_unknown_status_is_waited_for() {
    let stand = Stand::new().await;
    unknown_words(&stand, Vendor::Cirenio);
    let (created, _) = stand.cirenio.create_job(&new_job()).await.unwrap();
    assert_eq!(created.status.phase(), Phase::Pending);
    let (job, _) = stand.cirenio.job(&stand.job).await.unwrap();
    assert_eq!(job.status.phase(), Phase::Pending);
}

#[tokio::test]
async fn an_operation_with_an_unknown_status_has_failed() {
    let stand = Stand::new().await;
    unknown_words(&stand, Vendor::Khipu);
    let request = BankRequest::default();
    let outcome = stand.khipu.accounts(&demo_bank(), &request).await;
    let Err(ClientError::Failed(failure)) = outcome else {
        panic!("{outcome:?}");
    };
    assert_eq!((failure.code(), failure.attempts), (Some("DEFERRED"), 1));
}

#[tokio::test]
async fn a_request_with_an_unknown_step_is_neither_ready_nor_over() {
    let stand = Stand::new().await;
    unknown_words(&stand, Vendor::Bancame);
    let (rut, metadata) = (rut(), serde_json::Map::new());
    let request = stand
        .bancame
        .pre_loan_request(&rut, &metadata)
        .await
        .unwrap();
    assert!(!request.is_ready() && !request.is_ended());
}

#[tokio::test]
async fn gathering_takes_no_unknown_status_for_success() {
    let stand = Stand::new().await;
    for vendor in [Vendor::Cirenio, Vendor::Khipu, Vendor::Bancame] {
        unknown_words(&stand, vendor);
    }
    let providers = Lender::quick().providers(&stand.simulator);
    let cases = [
        ("cirenio", vec![Source::Cirenio]),
        ("khipu", vec![Source::Khipu, Source::Cmf, Source::Bancame]),
    ];
    for (provider, sources) in cases {
        let application = applicant(provider);
        let time = AMPLE / 100;
        let gathered = providers
            .gather(
                &application,
                &access(&application),
                &sources,
                &Journal::in_memory(),
                time,
            )
            .await;
        for report in &gathered.sources {
            assert_eq!(report.status, "unavailable", "{report:?}");
        }
    }
}
