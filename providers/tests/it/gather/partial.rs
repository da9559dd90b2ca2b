//! What does not come is told, with the reason; the rest comes all the same.

use std::time::Duration;

use caudal_facts::{Application, Source};
use caudal_providers::caller::{Circuit, CircuitState};
use caudal_providers::{Access, Gathered, Journal, Providers};
use caudal_simulator::{Fault, FaultRule, Faults, Vendor, When};

use super::told;
use crate::lender::{AMPLE, Lender, access, clock, fixture, quick_waits, simulator};

fn rule(endpoint: &str, when: When, fault: Fault) -> Faults {
    Faults {
        rules: vec![FaultRule {
            vendor: None,
            endpoint: Some(endpoint.to_owned()),
            when,
            fault,
        }],
        random_per_mille: 0,
    }
}

async fn gathered(
    providers: &Providers,
    application: &Application,
    access: &Access,
    sources: &[Source],
) -> Gathered {
    let journal = Journal::in_memory();
    providers
        .gather(application, access, sources, &journal, AMPLE)
        .await
}

#[tokio::test]
async fn one_accounts_balance_fails_and_the_rest_comes() {
    let balance = "POST /v1/:country/banking/:segment/:bank/balance";
    let simulator = simulator(rule(balance, When::Nth(1), Fault::InternalError)).await;
    let mut lender = Lender::quick();
    lender.settings.retries.attempts_max = 1;
    let application = fixture("cl-salaried-clean");
    let providers = lender.providers(&simulator);
    let access = access(&application);
    let gathered = gathered(&providers, &application, &access, &[Source::Khipu]).await;
    let report = &gathered.sources[0];
    assert_eq!(report.status, "partial");
    let missing: Vec<_> = report
        .payloads
        .iter()
        .filter(|each| !each.arrived)
        .collect();
    assert_eq!((report.payloads.len(), missing.len()), (7, 1));
    let why = report.why.as_deref().unwrap();
    assert_eq!(
        why.split_once(": ").map(|(_, why)| why),
        Some(
            "POST /v1/:country/banking/:segment/:bank/balance of khipu, asked once: it answered HTTP \
             500, code \"I002\""
        )
    );
    assert!(why.starts_with(&missing[0].payload) && why.starts_with("khipu-balance-"));
    // What was answered instead is kept.
    let rejected = gathered
        .evidence
        .entries
        .iter()
        .find(|entry| entry.status.why().is_some());
    let payload = rejected.unwrap().payload.as_ref().unwrap();
    assert!(payload.file().ends_with(".rejected"));
}

#[tokio::test]
async fn a_source_that_cannot_be_asked_says_why() {
    let simulator = simulator(Faults::none()).await;
    let lender = Lender::quick();
    let nobody = Providers::new(clock(), quick_waits());
    let everybody = lender.providers(&simulator);
    let nothing = Access::default();
    let (argentina, chile) = (fixture("ar-salaried-clean"), fixture("cl-salaried-clean"));
    let cases = [
        (
            &nobody,
            &argentina,
            Source::Cirenio,
            "cirenio is not configured",
        ),
        (
            &nobody,
            &argentina,
            Source::Bcra,
            "the bcra is not configured",
        ),
        (&nobody, &chile, Source::Khipu, "khipu is not configured"),
        (
            &nobody,
            &chile,
            Source::Bancame,
            "banca.me is not configured",
        ),
        (
            &nobody,
            &chile,
            Source::Cmf,
            "nobody is configured to bring cmf",
        ),
        (
            &everybody,
            &argentina,
            Source::Cirenio,
            "the applicant connected no bank through cirenio",
        ),
        (
            &everybody,
            &chile,
            Source::Khipu,
            "the applicant connected no bank through khipu",
        ),
        (&everybody, &chile, Source::Bcra, "bcra is a source of AR"),
        (&everybody, &argentina, Source::Sii, "sii is a source of CL"),
    ];
    for (providers, application, source, why) in cases {
        let gathered = gathered(providers, application, &nothing, &[source]).await;
        let told = told(&gathered);
        let expected = format!("{source} unavailable: ");
        assert!(
            told.len() == 1 && told[0].starts_with(&expected) && told[0].ends_with(why),
            "{told:?}, not {why}"
        );
        assert_eq!(gathered.evidence.entries.len(), 1);
        assert_eq!(gathered.sources[0].effort.attempts, 0);
    }
    assert_eq!(simulator.seen().len(), 0);
}

#[tokio::test]
async fn registers_that_khipu_cannot_bring_come_with_banca_me() {
    let simulator = simulator(Faults::none()).await;
    let application = fixture("cl-bancame-only");
    let providers = Lender::quick().providers(&simulator);
    let sources = [Source::Afc, Source::Cmf, Source::Suseso, Source::Bancame];
    let gathered = gathered(&providers, &application, &Access::default(), &sources).await;
    let complete = sources.map(|source| format!("{source} complete"));
    assert_eq!(told(&gathered), complete);
    // One request answers them all, and its payload stands once.
    assert_eq!(gathered.evidence.entries.len(), 1);
    assert_eq!(simulator.count(|seen| seen.vendor == Vendor::Bancame), 1);
}

#[tokio::test]
async fn an_open_circuit_asks_nobody() {
    let debts = "GET /centraldedeudores/v1.0/Deudas/:id";
    let simulator = simulator(rule(debts, When::Always, Fault::InternalError)).await;
    let mut lender = Lender::quick();
    lender.settings.circuit = Circuit {
        failures: 2.try_into().unwrap(),
        open_min: AMPLE,
        open_max: AMPLE,
    };
    lender.settings.retries.attempts_max = 2;
    let bcra = lender.bcra(&simulator);
    let application = fixture("ar-salaried-clean");
    bcra.debts(&application.tax_id).await.unwrap_err();
    assert_eq!(bcra.circuit(), CircuitState::Open);

    let before = simulator.seen().len();
    let providers = Providers::new(clock(), quick_waits()).with_bcra(bcra);
    let gathered = gathered(
        &providers,
        &application,
        &Access::default(),
        &[Source::Bcra],
    )
    .await;
    let report = &gathered.sources[0];
    assert_eq!((report.status, report.effort.attempts), ("unavailable", 0));
    let why = report.why.as_deref().unwrap();
    assert!(
        why.starts_with(
            "bcra-deudas: GET /centraldedeudores/v1.0/Deudas/:id of bcra, not asked: it failed too often \
             lately, and was not asked"
        ),
        "{why}"
    );
    assert_eq!(simulator.seen().len(), before);
}

#[tokio::test]
async fn the_deadline_is_held() {
    let time = Duration::from_millis(150);
    let hangs = Faults {
        rules: vec![FaultRule {
            vendor: None,
            endpoint: None,
            when: When::Always,
            fault: Fault::Hang,
        }],
        random_per_mille: 0,
    };
    let simulator = simulator(hangs).await;
    for name in ["ar-salaried-clean", "cl-salaried-clean"] {
        let application = fixture(name);
        let lender = Lender::quick();
        let providers = lender.providers(&simulator);
        let before = lender.clock.elapsed();
        let gathered = providers
            .gather(
                &application,
                &access(&application),
                crate::lender::sources(&application),
                &Journal::in_memory(),
                time,
            )
            .await;
        let took = lender.clock.elapsed().saturating_sub(before);
        assert!(took >= time && took < time * 10, "{name}: {took:?}");
        for report in &gathered.sources {
            assert_eq!(report.status, "unavailable", "{name}");
            let why = report.why.as_deref().unwrap();
            assert!(why.ends_with(": no answer by the deadline"), "{why}");
        }
    }
}

#[tokio::test]
async fn what_came_before_the_deadline_stays() {
    let cheques = "GET /centraldedeudores/v1.0/Deudas/ChequesRechazados/:id";
    let simulator = simulator(rule(cheques, When::Always, Fault::Hang)).await;
    let application = fixture("ar-salaried-clean");
    let providers = Lender::quick().providers(&simulator);
    let journal = Journal::in_memory();
    let (access, sources) = (access(&application), [Source::Bcra]);
    let time = Duration::from_millis(150);
    let first = providers
        .gather(&application, &access, &sources, &journal, time)
        .await;
    assert_eq!(
        told(&first),
        ["bcra partial: bcra-cheques-rechazados: no answer by the deadline"]
    );
    simulator.faults().clear();
    let before = simulator.seen().len();
    let second = providers
        .gather(&application, &access, &sources, &journal, AMPLE)
        .await;
    assert_eq!(told(&second), ["bcra complete"]);
    assert_eq!(simulator.seen().len(), before + 1);
}
