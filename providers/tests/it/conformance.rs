//! One suite that every client passes against the simulator, endpoint by endpoint: what goes wrong on
//! the way, whether it is asked again, and what it is told as.

mod bancame;
mod bcra;
mod checks;
mod cirenio;
mod khipu;
mod readme;
mod stand;
mod words;

use std::sync::Arc;

use caudal_facts::Source;
use caudal_facts::evidence::{Entry, Payload, Status};
use caudal_facts::{Application, Evidence};
use caudal_providers::ClientError;
use caudal_providers::caller::{Body, Endpoint, Repeat};
use caudal_simulator::{ENDPOINTS, FaultRule, Faults, Vendor, When};
use futures_util::future::{BoxFuture, join_all};

use checks::{CHECKS, Check, Expected};
use stand::{Stand, applicant};

use crate::support::categories;

/// What a call brings: its payload, where it is one that becomes facts.
type Brought = Result<Option<Body>, ClientError>;

/// An endpoint, and the client's method that asks it.
pub(crate) struct Subject {
    /// As the client's own table has it.
    endpoint: &'static Endpoint,
    /// The client's method.
    method: &'static str,
    /// Calls it.
    call: fn(Arc<Stand>) -> BoxFuture<'static, Brought>,
    /// What its payload is evidence of.
    payload: Option<(Source, &'static str)>,
    /// Checks that come out otherwise here, and how, because the vendor's convention says so.
    otherwise: &'static [(&'static str, &'static str)],
}

/// Every subject of the suite.
pub(crate) fn subjects() -> Vec<Subject> {
    let all = [
        cirenio::subjects(),
        khipu::subjects(),
        bancame::subjects(),
        bcra::subjects(),
    ];
    all.into_iter().flatten().collect()
}

impl Subject {
    fn new(
        endpoint: &'static Endpoint,
        method: &'static str,
        call: fn(Arc<Stand>) -> BoxFuture<'static, Brought>,
    ) -> Self {
        Self {
            endpoint,
            method,
            call,
            payload: None,
            otherwise: &[],
        }
    }

    fn bringing(self, source: Source, operation: &'static str) -> Self {
        Self {
            payload: Some((source, operation)),
            ..self
        }
    }

    fn but(self, otherwise: &'static [(&'static str, &'static str)]) -> Self {
        Self { otherwise, ..self }
    }

    /// Method and path as the vendor's document writes them.
    fn written(&self) -> String {
        written(self.endpoint)
    }

    /// The simulator's route, by its template.
    fn route(&self) -> &'static str {
        route(self.endpoint).unwrap()
    }

    fn expected(&self, check: &Check) -> &'static str {
        let otherwise = self.otherwise.iter().find(|(name, _)| *name == check.name);
        match (otherwise, self.endpoint.repeat) {
            (Some((_, expected)), _) => expected,
            (None, Repeat::Harmless) => check.expected.harmless,
            (None, Repeat::Creates) => check.expected.creating,
        }
    }

    /// Whether a body becomes facts without a panic, and how many findings it leaves.
    fn converted(&self, application: &Application, body: &Body) -> usize {
        let Some((source, operation)) = self.payload else {
            return 0;
        };
        let entry = Entry {
            source,
            provider: self.endpoint.provider.to_owned(),
            operation: operation.to_owned(),
            status: Status::Complete,
            obtained_at: Some("2026-10-20T10:00:00-03:00".parse().unwrap()),
            payload: Some(Payload::new("payload.json", body.bytes())),
        };
        let evidence = Evidence {
            entries: vec![entry],
            co_applicant: None,
        };
        let facts = caudal_providers::convert(application, &evidence, &categories());
        facts.findings.len()
    }
}

/// Method and path of an endpoint.
pub(crate) fn written(endpoint: &Endpoint) -> String {
    format!("{} {}", endpoint.method, endpoint.path)
}

/// The simulator's route for a client's endpoint: the same template, or the one for the rest of a path.
pub(crate) fn route(endpoint: &Endpoint) -> Option<&'static str> {
    let vendor = vendor(endpoint.provider);
    let written = written(endpoint);
    let rest = written.replace(":operation", "*operation");
    let of_vendor = ENDPOINTS.iter().filter(|route| route.vendor() == vendor);
    of_vendor
        .map(caudal_simulator::Endpoint::template)
        .find(|template| *template == written || *template == rest)
}

fn vendor(provider: &str) -> Vendor {
    let vendors = [
        ("cirenio", Vendor::Cirenio),
        ("khipu", Vendor::Khipu),
        ("bancame", Vendor::Bancame),
        ("bcra", Vendor::Bcra),
    ];
    let found = vendors.into_iter().find(|(name, _)| *name == provider);
    found.unwrap().1
}

/// What came of a call, in a word, and how often the endpoint was asked.
fn told(outcome: &Brought, attempts: usize) -> String {
    let word = match outcome {
        Ok(_) => "answered",
        Err(ClientError::Failed(failure)) => failure.kind.name(),
        Err(_) => "not asked",
    };
    format!("{word} {attempts}")
}

/// Runs every check on every subject, those of one check side by side.
async fn conforms(subjects: Vec<Subject>) {
    let (patient, hasty) = Stand::pair().await;
    let application = applicant(subjects[0].endpoint.provider);
    let mut wrong = Vec::new();
    let mut findings = 0;
    for check in CHECKS.iter() {
        let stand = if check.is_of_time() { &hasty } else { &patient };
        let rule = |subject: &Subject| FaultRule {
            vendor: Some(vendor(subject.endpoint.provider)),
            endpoint: Some(subject.route().to_owned()),
            when: check.when,
            fault: check.fault.clone().unwrap(),
        };
        let rules = match check.fault {
            Some(_) => subjects.iter().map(rule).collect(),
            None => Vec::new(),
        };
        stand.simulator.faults().set(Faults {
            rules,
            random_per_mille: 0,
        });
        let asked = |subject: &Subject| {
            let vendor = vendor(subject.endpoint.provider);
            stand
                .simulator
                .count(|seen| seen.vendor == vendor && seen.endpoint == subject.route())
        };
        let before: Vec<usize> = subjects.iter().map(asked).collect();
        let calls = subjects
            .iter()
            .map(|subject| (subject.call)(Arc::clone(stand)));
        let outcomes = join_all(calls).await;
        for ((subject, outcome), before) in subjects.iter().zip(&outcomes).zip(before) {
            let told = told(outcome, asked(subject) - before);
            let expected = subject.expected(check);
            if expected != Expected::ANYTHING && told != expected {
                wrong.push(format!(
                    "{}, {}: {told}, not {expected}: {outcome:?}",
                    check.name,
                    subject.written()
                ));
            }
            if let Ok(Some(body)) = outcome {
                findings += subject.converted(&application, body);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let bring = subjects.iter().any(|subject| subject.payload.is_some());
    assert_eq!(bring, findings > 0, "values of wrong types become findings");
}

#[tokio::test]
async fn cirenio_conforms() {
    conforms(cirenio::subjects()).await;
}

#[tokio::test]
async fn khipu_conforms() {
    conforms(khipu::subjects()).await;
}

#[tokio::test]
async fn bancame_conforms() {
    conforms(bancame::subjects()).await;
}

#[tokio::test]
async fn bcra_conforms() {
    conforms(bcra::subjects()).await;
}

#[test]
fn every_check_stands_once() {
    let mut names: Vec<_> = CHECKS.iter().map(|check| check.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), CHECKS.len());
    for subject in subjects() {
        for (name, _) in subject.otherwise {
            assert!(names.contains(name), "{}: {name}", subject.written());
        }
    }
    let first = CHECKS.iter().filter(|check| check.when == When::FirstN(1));
    assert!(first.count() >= 10);
}
