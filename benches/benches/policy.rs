//! What evaluating a policy costs: natively and by its script, with its trace and without, on one thread and on more.
#![expect(clippy::unwrap_used, reason = "a benchmark stops at what is wrong")]

use std::hint::black_box;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use caudal_benches::{Folder, thirty};
use caudal_engine::policy::{
    CaseSuite, Evaluator, LoadOptions, Mode, Outcome, Policy, SourceState, Step, Subject, Value,
};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// How many cases are ruled in turn, so that no branch is foretold from the case before.
const CASES: usize = 1_000;

fn subject(policy: &Policy, given: Vec<(&str, Value)>) -> Arc<Subject> {
    let mut values = policy.blank();
    values.extend(given);
    let answered = SourceState {
        answered: true,
        age_days: Some(0),
        why: None,
    };
    let sources = policy.sources().into_iter();
    Arc::new(Subject {
        application_id: "bench-1".into(),
        as_of: "2026-10-20".parse().unwrap(),
        values,
        sources: sources
            .map(|report| (report.source, answered.clone()))
            .collect(),
        co_applicant: None,
        series: Arc::default(),
    })
}

/// The cases of the thirty rules; four rules fire on average.
fn cases(policy: &Policy) -> Vec<Arc<Subject>> {
    let cases = thirty(CASES).into_iter();
    cases.map(|given| subject(policy, given)).collect()
}

fn load(folder: &Folder) -> Policy {
    Policy::load("", folder, LoadOptions::default()).unwrap()
}

fn outcome(policy: &Policy, subject: &Arc<Subject>) -> Outcome {
    match policy.run(Arc::clone(subject), Mode::Decide).unwrap() {
        Step::Ruled(ruling) => ruling.outcome,
        Step::Gather(sources) => unreachable!("it was given {sources:?}"),
    }
}

/// Every way to evaluate a policy over some cases, in turn.
fn ways(criterion: &mut Criterion, name: &str, policy: &Policy, subjects: &[Arc<Subject>]) {
    assert!(policy.scripted().is_empty(), "{:?}", policy.scripted());
    let script = policy.clone().evaluated_by(Evaluator::Script);
    for subject in subjects {
        assert_eq!(outcome(policy, subject), outcome(&script, subject));
    }
    let mut group = criterion.benchmark_group(name);
    for (way, policy) in [
        ("native", policy.clone()),
        ("native, untraced", policy.clone().untraced()),
        ("script", script.clone()),
        ("script, untraced", script.untraced()),
    ] {
        let mut turn = subjects.iter().cycle();
        group.bench_function(way, |bench| {
            bench.iter(|| {
                let subject = turn.next().map(Arc::clone).unwrap();
                policy.run(black_box(subject), Mode::Decide).unwrap()
            });
        });
    }
    group.finish();
}

fn one_case(criterion: &mut Criterion) {
    let policy = load(&Folder::benches("thirty"));
    ways(criterion, "thirty rules", &policy, &cases(&policy));
    for (name, suite) in [
        ("examples/dmn-lending", "cases/tck.toml"),
        ("cl/consumer", "cases/offers.toml"),
    ] {
        let folder = Folder::rules(name);
        let policy = load(&folder);
        let suite = CaseSuite::load(&policy, "", suite, &folder).unwrap();
        ways(
            criterion,
            name,
            &policy,
            &[Arc::clone(&suite.cases[0].subject)],
        );
    }
}

/// So many runs in all, shared out among threads that each have cases of their own.
fn shared_out(policy: &Policy, threads: usize, runs: u64) -> Duration {
    let each = usize::try_from(runs).unwrap().div_ceil(threads);
    let cases: Vec<_> = (0..threads).map(|_| cases(policy)).collect();
    let begun = Instant::now();
    thread::scope(|scope| {
        for cases in &cases {
            scope.spawn(move || {
                for subject in cases.iter().cycle().take(each) {
                    black_box(policy.run(Arc::clone(subject), Mode::Decide).unwrap());
                }
            });
        }
    });
    begun.elapsed()
}

fn threads(criterion: &mut Criterion) {
    let policy = load(&Folder::benches("thirty"));
    let mut group = criterion.benchmark_group("thirty rules, by threads");
    group.throughput(Throughput::Elements(1));
    for threads in [1, 2, 4] {
        group.bench_function(BenchmarkId::from_parameter(threads), |bench| {
            bench.iter_custom(|runs| shared_out(&policy, threads, runs));
        });
    }
    group.finish();
}

criterion_group!(benches, one_case, threads);
criterion_main!(benches);
