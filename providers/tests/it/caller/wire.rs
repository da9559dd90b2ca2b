//! Limits that are held at the wire, over a real socket.

use caudal_providers::ClientError;
use caudal_providers::caller::FailureKind;
use caudal_simulator::{Fault, FaultRule, Faults, Vendor, When};

use crate::lender::{Lender, fixture, simulator};

fn too_large(limit: u64) -> FailureKind {
    FailureKind::TooLarge { limit }
}

#[tokio::test]
async fn an_answer_may_be_as_large_as_the_limit() {
    let simulator = simulator(Faults::none()).await;
    let cuit = fixture("ar-salaried-clean").tax_id;
    let mut lender = Lender::quick();
    let whole = lender.bcra(&simulator).debts(&cuit).await.unwrap();
    let bytes = whole.body.bytes().len() as u64;
    for (limit, fits) in [
        (bytes + 1, true),
        (bytes, true),
        (bytes - 1, false),
        (0, false),
    ] {
        lender.settings.body_bytes_max = limit;
        match lender.bcra(&simulator).debts(&cuit).await {
            Ok(answer) => assert!(fits && answer.body == whole.body, "limit {limit}"),
            Err(ClientError::Failed(failure)) => {
                assert!(!fits, "limit {limit}");
                assert_eq!((failure.kind, failure.attempts), (too_large(limit), 1));
            }
            Err(error) => panic!("{error}"),
        }
    }
}

#[tokio::test]
async fn an_answer_without_a_stated_length_is_held_to_it_while_it_comes() {
    let bytes = 300_000;
    let simulator = simulator(Faults::none()).await;
    simulator.faults().add(FaultRule {
        vendor: Some(Vendor::Bcra),
        endpoint: None,
        when: When::Always,
        fault: Fault::OversizedBody { bytes },
    });
    let cuit = fixture("ar-salaried-clean").tax_id;
    for (limit, word) in [
        (bytes + 1, "unreadable"),
        (bytes, "unreadable"),
        (bytes - 1, "too_large"),
    ] {
        let mut lender = Lender::quick();
        lender.settings.body_bytes_max = limit;
        lender.settings.retries.attempts_max = 1;
        let Err(ClientError::Failed(failure)) = lender.bcra(&simulator).debts(&cuit).await else {
            panic!("a body that does not end is no answer");
        };
        assert_eq!(failure.kind.name(), word, "limit {limit}");
        let kept = failure.body.map(|body| body.bytes().len() as u64);
        assert_eq!(
            kept,
            (word == "unreadable").then_some(bytes),
            "limit {limit}"
        );
    }
}

#[tokio::test]
async fn a_port_that_nobody_listens_at_is_not_connected() {
    let simulator = simulator(Faults::none()).await;
    let cuit = fixture("ar-salaried-clean").tax_id;
    let bcra = Lender::quick().bcra(&simulator);
    let address = simulator.bcra();
    simulator.shutdown().await;
    let Err(ClientError::Failed(failure)) = bcra.debts(&cuit).await else {
        panic!("nobody is there");
    };
    assert_eq!(
        (failure.kind.name(), failure.attempts),
        ("not_connected", 4)
    );
    // Where it was is no secret, but whom it was about is.
    let printed = format!("{failure} {failure:?}");
    assert!(
        !printed.contains(address.path()) && !printed.contains("27333333347"),
        "{printed}"
    );
}
