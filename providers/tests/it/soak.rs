//! Many applicants at once, with faults in three requests of ten: every gathering ends in time and in
//! a defined state, and nothing of anybody is printed anywhere.
//!
//! `CAUDAL_SOAK=2000` gives the number of applicants; the ordinary run has 60.

mod memory;
mod watch;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use caudal_facts::{Application, Country, Facts, Limits, Source, TaxId};
use caudal_providers::caller::Circuit;
use caudal_providers::{Gathered, Journal, Providers};
use caudal_simulator::Faults;
use futures_util::StreamExt as _;
use futures_util::stream;

use crate::callback_host::CallbackHost;
use crate::lender::{Lender, access, clock, simulator};
use crate::support::categories;
use memory::{growth_max, peak_kib, resident_kib};
use watch::{Watch, leak};

/// Applicants of the ordinary run.
const ORDINARY: usize = 60;

/// How many are gathered for at a time.
const AT_ONCE: usize = 64;

/// The time that each gathering has.
const TIME: Duration = Duration::from_secs(3);

/// How much later than that it may end: what a machine with few cores takes to get round to it.
const SLACK: Duration = TIME;

/// From how many applicants on the memory is held to be flat.
const FLAT_FROM: usize = 1_000;

/// What the gatherings came to.
#[derive(Debug, Default)]
struct Summary {
    statuses: BTreeMap<(&'static str, &'static str), usize>,
    attempts: u32,
    findings: usize,
    longest: Duration,
}

/// What one applicant's gathering is done with.
struct Office {
    lender: Lender,
    providers: Providers,
    host: CallbackHost,
}

fn size() -> usize {
    let size = std::env::var("CAUDAL_SOAK").ok();
    size.map_or(ORDINARY, |text| text.parse().unwrap())
}

/// An applicant of either country; every second one of each.
fn applicant(number: usize) -> Application {
    let country = Country::ALL[number % 2];
    let body = match country {
        Country::Ar => format!("20{}", 31_000_000 + number),
        Country::Cl => format!("{}", 17_000_000 + number),
    };
    let checks = "0123456789K".chars();
    let tax_id = checks
        .filter_map(|check| country.read_tax_id(&format!("{body}{check}")))
        .find(TaxId::is_valid)
        // Of some bodies no CUIT is issued.
        .unwrap_or_else(|| TaxId::parse_cuit("20-26756539-3").unwrap());
    let text = format!(
        r#"{{"id": "soak-{number}", "country": "{}", "product": "personal", "as_of": "2026-10-20",
            "applicant": {{"tax_id": "{}"}}, "request": {{"currency": "USD"}}}}"#,
        country.code(),
        tax_id.reveal()
    );
    Application::from_json("soak.json", text.as_bytes(), &Limits::default()).unwrap()
}

fn sources(country: Country) -> Vec<Source> {
    match country {
        Country::Ar => vec![Source::Cirenio, Source::Bcra],
        Country::Cl => Source::ALL
            .into_iter()
            .filter(|source| !matches!(source, Source::Cirenio | Source::Bcra))
            .collect(),
    }
}

/// Gathers for one applicant; of those of Chile every second is called back.
async fn one(office: Arc<Office>, number: usize) -> (Gathered, Facts, Duration) {
    let application = applicant(number);
    let journal = Journal::in_memory();
    let providers = if number % 4 == 1 {
        let address = office.host.address(&application.id, &journal);
        office.providers.clone().with_callbacks(address)
    } else {
        office.providers.clone()
    };
    let clock = &office.lender.clock;
    let (access, sources) = (access(&application), sources(application.country));
    let before = clock.elapsed();
    let gathered = providers
        .gather(&application, &access, &sources, &journal, TIME)
        .await;
    let took = clock.elapsed().saturating_sub(before);
    office.host.forget(&application.id);
    hold(&application, &sources, &gathered, took);
    let facts = caudal_providers::convert(&application, &gathered.evidence, &categories());
    for finding in &facts.findings {
        let name = application.tax_id.reveal();
        assert!(
            !finding.message.contains(&name),
            "a finding names the applicant"
        );
    }
    (gathered, facts, took)
}

/// Holds one gathering to what is promised of each.
fn hold(application: &Application, sources: &[Source], gathered: &Gathered, took: Duration) {
    let id = &application.id;
    assert!(took < TIME + SLACK, "{id} took {took:?}");
    assert!(gathered.journal_errors.is_empty(), "{id}: {gathered:?}");
    let names: Vec<_> = sources.iter().map(|source| source.name()).collect();
    let reported: Vec<_> = gathered
        .sources
        .iter()
        .map(|report| report.source)
        .collect();
    assert_eq!(reported, names, "{id}");
    for report in &gathered.sources {
        let arrived = report.payloads.iter().filter(|each| each.arrived).count();
        let of = report.payloads.len();
        let is_sound = match (report.status, &report.why) {
            ("complete", None) => arrived == of,
            ("partial", Some(_)) => arrived > 0 && arrived < of,
            ("unavailable", Some(_)) => arrived == 0,
            _ => false,
        };
        assert!(is_sound, "{id}: {report:?}");
    }
    let told = format!("{:?} {:?}", gathered.sources, gathered.journal_errors);
    assert_eq!(leak(&told), None, "{id}");
}

impl Summary {
    fn take(&mut self, gathered: &Gathered, facts: &Facts, took: Duration) {
        for report in &gathered.sources {
            let key = (report.source, report.status);
            *self.statuses.entry(key).or_default() += 1;
            self.attempts += report.effort.attempts;
        }
        self.findings += facts.findings.len();
        self.longest = self.longest.max(took);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[expect(
    clippy::print_stdout,
    reason = "the figures are what a long run is for"
)]
async fn a_third_of_all_requests_fails_and_every_gathering_ends() {
    let size = size();
    let simulator = simulator(Faults::random(300)).await;
    let watch = Watch::installed();
    let mut lender = Lender::quick();
    lender.settings.timeout = Duration::from_millis(500);
    lender.settings.circuit = Circuit {
        open_min: Duration::from_millis(20),
        open_max: Duration::from_millis(100),
        ..Circuit::default()
    };
    lender.waits.callback_wait = Duration::from_millis(500);
    let office = Arc::new(Office {
        providers: lender.providers(&simulator),
        host: CallbackHost::start(clock()).await,
        lender,
    });
    let clock = Arc::clone(&office.lender.clock);
    let began = clock.elapsed();
    let mut summary = Summary::default();
    let mut resident = Vec::new();
    let quarter = size.div_ceil(4);
    let mut ended = stream::iter(0..size)
        .map(|number| tokio::spawn(one(Arc::clone(&office), number)))
        .buffer_unordered(AT_ONCE);
    let mut count = 0;
    while let Some(outcome) = ended.next().await {
        // A panic of one gathering is one of the test.
        let (gathered, facts, took) = outcome.unwrap();
        summary.take(&gathered, &facts, took);
        count += 1;
        if count % quarter == 0 {
            resident.extend(resident_kib());
        }
    }
    let faults = simulator.count(|seen| seen.fault.is_some());
    let seen = simulator.seen().len();
    println!(
        "{size} applicants in {:?}, the longest {:?}\n{} attempts, {faults} faults in the last {seen} \
         requests, {} findings\n{} lines logged, {} callbacks\nresident after each quarter, KiB: \
         {resident:?}, at most {:?}",
        clock.elapsed().saturating_sub(began),
        summary.longest,
        summary.attempts,
        summary.findings,
        watch.lines(),
        office.host.deliveries().len(),
        peak_kib(),
    );
    for ((source, status), count) in &summary.statuses {
        println!("  {source} {status}: {count}");
    }
    assert_eq!(count, size);
    assert_eq!(watch.leaks(), Vec::<String>::new());
    assert!(watch.lines() > size, "the log was not captured");
    assert!(faults * 5 > seen, "{faults} faults of {seen} requests");
    if size >= FLAT_FROM && resident.len() == 4 {
        for (before, after) in resident.iter().zip(&resident[1..]) {
            let grown = after.saturating_sub(*before);
            assert!(
                grown <= growth_max(quarter),
                "{grown} KiB more: {resident:?}"
            );
        }
    }
}
