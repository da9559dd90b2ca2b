//! How often deciding asks for memory, held to the number, so that it cannot creep up.

use std::path::Path;
use std::sync::Arc;

use caudal_engine::policy::{
    CaseSuite, LoadOptions, Mode, Policy, SourceState, Step, Subject, Value,
};
use caudal_facts::{Country, Facts};

use super::batch::{application, engine_of};
use super::policy::shipped::Folder;

/// What is done, how often it asks for memory, and how often while no trace is kept.
const MOST: [(&str, u64, u64); 2] = [
    ("thirty rules over forty features", 24, 24),
    ("cl/consumer, a case with three offers", 39, 37),
];
/// A whole decision of `cl/consumer` about somebody of whom no source is known: tables, features, policy, texts.
const DECISION_MOST: u64 = 2_989;

fn folder(path: &str) -> Folder {
    Folder(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path))
}

/// Somebody of whom every feature is one.
fn ones(policy: &Policy) -> Arc<Subject> {
    let mut values = policy.blank();
    let features = policy.features().into_iter();
    values.extend(features.map(|feature| (feature.name, Value::Number(1.into()))));
    let answered = SourceState {
        answered: true,
        age_days: Some(0),
        why: None,
    };
    let sources = policy.sources().into_iter();
    Arc::new(Subject {
        application_id: "case-1".into(),
        as_of: "2026-10-20".parse().unwrap(),
        values,
        sources: sources
            .map(|report| (report.source, answered.clone()))
            .collect(),
        co_applicant: None,
        series: Arc::default(),
    })
}

/// How often a warm run asks for memory.
fn counted(policy: &Policy, subject: &Arc<Subject>) -> u64 {
    let run = || policy.run(Arc::clone(subject), Mode::Decide).unwrap();
    assert!(matches!(run(), Step::Ruled(_)));
    allocation_counter::measure(|| drop(run())).count_total
}

#[test]
fn a_run_asks_for_memory_no_more_often_than_it_did() {
    let thirty = folder("benches/policies/thirty");
    let thirty = Policy::load("", &thirty, LoadOptions::default()).unwrap();
    let consumer = folder("rules/cl/consumer");
    let policy = Policy::load("", &consumer, LoadOptions::default()).unwrap();
    let offers = CaseSuite::load(&policy, "", "cases/offers.toml", &consumer).unwrap();
    let cases = [
        (ones(&thirty), thirty),
        (Arc::clone(&offers.cases[0].subject), policy),
    ];
    for ((what, traced, untraced), (subject, policy)) in MOST.into_iter().zip(cases) {
        let counted = (
            counted(&policy, &subject),
            counted(&policy.clone().untraced(), &subject),
        );
        assert!(
            counted.0 <= traced && counted.1 <= untraced,
            "{what}: {counted:?}, at the most {traced} and {untraced}"
        );
    }
}

#[test]
fn a_decision_asks_for_memory_no_more_often_than_it_did() {
    let (engine, application) = (engine_of(Country::Cl), application(Country::Cl));
    let decide = || engine.decide(&application, &Facts::default()).unwrap();
    drop(decide());
    let counted = allocation_counter::measure(|| drop(decide())).count_total;
    assert!(
        counted <= DECISION_MOST,
        "{counted}, at the most {DECISION_MOST}"
    );
}
