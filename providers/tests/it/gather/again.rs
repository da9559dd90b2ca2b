//! A second gathering: stage by stage, from the cache, after it was dropped; and what each cost.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use caudal_facts::{Application, Currency, Money, Source};
use caudal_providers::{Cache, Gathered, Journal, MemoryCache, Origin, Providers};
use caudal_simulator::{Fault, FaultRule, Faults, Simulator, Vendor, When};

use super::{contents, contents_of_fixture, is_whole, told};
use crate::lender::{AMPLE, ARGENTINA, Lender, access, fixture, simulator};

const NAME: &str = "ar-salaried-clean";

async fn gathered(
    providers: &Providers,
    application: &Application,
    sources: &[Source],
    journal: &Journal,
) -> Gathered {
    let access = access(application);
    providers
        .gather(application, &access, sources, journal, AMPLE)
        .await
}

fn asked(simulator: &Simulator) -> [usize; 2] {
    [Vendor::Cirenio, Vendor::Bcra].map(|vendor| simulator.count(|seen| seen.vendor == vendor))
}

fn origins(gathered: &Gathered) -> Vec<Origin> {
    let payloads = gathered.sources.iter().flat_map(|report| &report.payloads);
    payloads.map(|report| report.origin).collect()
}

#[tokio::test]
async fn stage_by_stage_only_what_is_new_is_asked() {
    let simulator = simulator(Faults::none()).await;
    let (application, journal) = (fixture(NAME), Journal::in_memory());
    let providers = Lender::quick().providers(&simulator);
    let first = gathered(&providers, &application, &[Source::Bcra], &journal).await;
    assert_eq!(
        (told(&first), asked(&simulator)),
        (vec!["bcra complete".to_owned()], [0, 3])
    );

    let second = gathered(&providers, &application, &ARGENTINA, &journal).await;
    assert!(is_whole(&second), "{:?}", told(&second));
    assert_eq!(contents(&second.evidence), contents_of_fixture(NAME));
    let [cirenio, bcra] = asked(&simulator);
    assert_eq!(bcra, 3);
    let kept = Origin::Journal;
    let expected = [Origin::Provider, kept, kept, kept];
    assert_eq!(origins(&second), expected);

    let third = gathered(&providers, &application, &ARGENTINA, &journal).await;
    assert_eq!(asked(&simulator), [cirenio, 3]);
    assert_eq!(third.evidence, second.evidence);
}

#[tokio::test]
async fn a_source_asked_for_twice_is_asked_once() {
    let simulator = simulator(Faults::none()).await;
    let (application, journal) = (fixture(NAME), Journal::in_memory());
    let providers = Lender::quick().providers(&simulator);
    let sources = [Source::Bcra, Source::Bcra];
    let gathered = gathered(&providers, &application, &sources, &journal).await;
    assert_eq!((gathered.sources.len(), asked(&simulator)), (1, [0, 3]));
}

#[tokio::test]
async fn what_is_fresh_comes_from_the_cache() {
    let simulator = simulator(Faults::none()).await;
    let cache: Arc<dyn Cache> = Arc::new(MemoryCache::new(1 << 24, AMPLE));
    let lender = |max_age: &[(Source, Duration)]| {
        let mut lender = Lender::quick();
        lender.waits.max_age = max_age.iter().copied().collect();
        lender.providers(&simulator).with_cache(Arc::clone(&cache))
    };
    let hour = Duration::from_hours(1);
    let fresh = lender(&[(Source::Bcra, hour)]);
    let application = fixture(NAME);
    let first = gathered(&fresh, &application, &ARGENTINA, &Journal::in_memory()).await;
    let [cirenio, bcra] = asked(&simulator);

    // The other source has no age, so it is asked again.
    let second = gathered(&fresh, &application, &ARGENTINA, &Journal::in_memory()).await;
    assert!(is_whole(&second), "{:?}", told(&second));
    assert_eq!(contents(&second.evidence), contents(&first.evidence));
    let [cirenio_again, bcra_again] = asked(&simulator);
    assert!(cirenio_again > cirenio && bcra_again == bcra);
    let cached = Origin::Cache;
    let expected = [Origin::Provider, cached, cached, cached];
    assert_eq!(origins(&second), expected);
    let times = |gathered: &Gathered| -> Vec<_> {
        let entries = gathered.evidence.entries.iter();
        let of_bcra = entries.filter(|entry| entry.source == Source::Bcra);
        of_bcra.map(|entry| entry.obtained_at).collect()
    };
    assert_eq!(times(&second), times(&first));

    let stale = lender(&[(Source::Bcra, Duration::ZERO)]);
    gathered(&stale, &application, &[Source::Bcra], &Journal::in_memory()).await;
    assert_eq!(asked(&simulator)[1], bcra + 3, "stale");

    let other = fixture("ar-gig-income");
    gathered(&fresh, &other, &[Source::Bcra], &Journal::in_memory()).await;
    assert_eq!(asked(&simulator)[1], bcra + 6, "another applicant");
}

#[tokio::test]
async fn costs_and_effort_are_those_of_what_was_asked() {
    let simulator = simulator(Faults::none()).await;
    simulator.faults().add(FaultRule {
        vendor: Some(Vendor::Bcra),
        endpoint: None,
        when: When::FirstN(1),
        fault: Fault::InternalError,
    });
    let mut lender = Lender::quick();
    lender.waits.prices = BTreeMap::from([
        (
            "cirenio/report".to_owned(),
            Money::from_minor(35_000, Currency::Ars),
        ),
        (
            "bcra/deudas".to_owned(),
            Money::from_minor(100, Currency::Ars),
        ),
        (
            "bcra/historicas".to_owned(),
            Money::from_minor(50, Currency::Ars),
        ),
    ]);
    lender.waits.max_age = BTreeMap::from([(Source::Bcra, Duration::from_hours(1))]);
    let cache = Arc::new(MemoryCache::new(1 << 24, AMPLE));
    let providers = lender.providers(&simulator).with_cache(cache);
    let application = fixture(NAME);
    let first = gathered(&providers, &application, &ARGENTINA, &Journal::in_memory()).await;
    let [cirenio, bcra] = [&first.sources[0], &first.sources[1]];
    assert_eq!(
        cirenio.cost,
        [Money::from_minor(35_000, Currency::Ars).to_string()]
    );
    assert_eq!(
        bcra.cost,
        [Money::from_minor(150, Currency::Ars).to_string()]
    );
    assert_eq!((bcra.effort.calls, bcra.effort.attempts), (3, 4));
    // A creation, looks at the job, the report.
    assert!(cirenio.effort.calls >= 4 && cirenio.effort.calls == cirenio.effort.attempts);

    let second = gathered(
        &providers,
        &application,
        &[Source::Bcra],
        &Journal::in_memory(),
    )
    .await;
    let bcra = &second.sources[0];
    assert_eq!((bcra.effort.calls, bcra.effort.attempts), (0, 0));
    assert!(
        bcra.cost.is_empty(),
        "what comes from the cache costs nothing"
    );
}

#[tokio::test]
async fn dropped_in_the_middle_the_next_run_goes_on() {
    let simulator = simulator(Faults::none()).await;
    simulator.faults().add(FaultRule {
        vendor: Some(Vendor::Cirenio),
        endpoint: Some("GET /reports/:hash".to_owned()),
        when: When::Always,
        fault: Fault::Hang,
    });
    let (application, journal) = (fixture(NAME), Journal::in_memory());
    let providers = Lender::quick().providers(&simulator);
    let hangs = simulator.wait_until(|seen| {
        let report = seen
            .iter()
            .any(|seen| seen.endpoint == "GET /reports/:hash");
        report
            && seen
                .iter()
                .filter(|seen| seen.vendor == Vendor::Bcra)
                .count()
                == 3
    });
    tokio::select! {
        () = hangs => {}
        _ = gathered(&providers, &application, &ARGENTINA, &journal) => panic!("it hangs"),
    }
    simulator.faults().clear();
    let gathered = gathered(&providers, &application, &ARGENTINA, &journal).await;
    assert!(is_whole(&gathered), "{:?}", told(&gathered));
    assert_eq!(contents(&gathered.evidence), contents_of_fixture(NAME));
    assert_eq!(simulator.jobs().len(), 1);
}
