//! What one decision costs: frames and features, the policy, and all of it.
#![expect(clippy::unwrap_used, reason = "a benchmark stops at what is wrong")]
#![expect(clippy::print_stdout, reason = "its figures are what it is run for")]

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use caudal_benches::{Folder, application, facts};
use caudal_engine::Engine;
use caudal_engine::features::{self, CaseContext, Catalogue, Program, Rates};
use caudal_engine::frames::{Case, Frames};
use caudal_engine::policy::{LoadOptions, Mode, Policy, SourceState, Subject, Value};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

fn decide(criterion: &mut Criterion) {
    let policy = Policy::load(
        "ar/consumer",
        &Folder::rules("ar/consumer"),
        LoadOptions::default(),
    );
    let policy = policy.unwrap();
    let names: Vec<&str> = policy
        .features()
        .iter()
        .map(|feature| feature.name)
        .collect();
    let program = Program::compile(Catalogue::standard(), &names).unwrap();
    let engine = Engine::new(policy.clone()).unwrap();
    let application = application().unwrap();
    let case = Case {
        id: &application.id,
        country: application.country,
        currency: policy.manifest().currency,
        as_of: application.as_of,
        amount: application.amount,
    };
    let context = CaseContext {
        currency: case.currency,
        as_of: case.as_of,
        country: case.country,
        rates: Rates::default(),
    };
    let mut group = criterion.benchmark_group("one case");
    for movements in [60, 600, 6_000] {
        let facts = facts(movements);
        let size = |what: &str| BenchmarkId::new(what, movements);
        group.bench_function(size("frames"), |bench| {
            bench.iter(|| Frames::of(black_box(&case), black_box(&facts)).unwrap());
        });
        let frames = Frames::of(&case, &facts).unwrap();
        group.bench_function(size("features"), |bench| {
            bench.iter(|| features::compute(&program, black_box(&frames), &context).unwrap());
        });
        group.bench_function(size("frames and features"), |bench| {
            bench.iter(|| {
                let frames = Frames::of(black_box(&case), black_box(&facts)).unwrap();
                features::compute(&program, &frames, &context).unwrap()
            });
        });
        group.bench_function(size("facts to decision"), |bench| {
            bench.iter(|| {
                engine
                    .decide(black_box(&application), black_box(&facts))
                    .unwrap()
            });
        });
    }
    group.bench_function("policy alone", |bench| {
        let subject = subject(&policy);
        bench.iter(|| policy.run(Arc::clone(&subject), Mode::Decide).unwrap());
    });
    group.finish();
}

/// A subject of whom the policy knows every number, so that every stage runs.
fn subject(policy: &Policy) -> Arc<Subject> {
    let number = |text: &str| Value::Number(text.parse().unwrap());
    let mut values = policy.blank();
    let features = policy.features();
    values.extend(features.iter().map(|feature| (feature.name, number("1"))));
    values.insert("data.holder_matches", Value::Flag(true));
    values.insert("stress.garnishment_12m", Value::Flag(false));
    values.insert("income.conservative_6m", number("1200000"));
    values.insert("data.full_months", number("11"));
    values.insert("request.amount", number("1500000"));
    let sources = policy.sources().into_iter().map(|source| {
        let state = SourceState {
            answered: true,
            age_days: Some(0),
            why: None,
        };
        (source.source, state)
    });
    Arc::new(Subject {
        application_id: "bench-1".into(),
        as_of: "2026-10-20".parse().unwrap(),
        values,
        sources: sources.collect(),
        co_applicant: None,
        series: Arc::default(),
    })
}

/// The median and the 99th percentile of facts to decision, which criterion does not tell.
fn percentiles(_: &mut Criterion) {
    let folder = Folder::rules("ar/consumer");
    let policy = Policy::load("ar/consumer", &folder, LoadOptions::default()).unwrap();
    let engine = Engine::new(policy).unwrap();
    let (application, facts) = (application().unwrap(), facts(600));
    let mut took: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let begun = Instant::now();
            black_box(engine.decide(&application, &facts).unwrap());
            begun.elapsed()
        })
        .collect();
    // What came before the caches were warm is left out.
    took.drain(..RUNS / 10);
    took.sort_unstable();
    let at = |percent: usize| took[(took.len() - 1) * percent / 100];
    println!(
        "facts to decision, 600 movements, {} runs: median {:?}, 99th percentile {:?}",
        took.len(),
        at(50),
        at(99)
    );
}

/// How many decisions the percentiles are of.
const RUNS: usize = 10_000;

criterion_group!(benches, decide, percentiles);
criterion_main!(benches);
