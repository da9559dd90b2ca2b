//! What evaluating a policy costs a case where many are evaluated together by columns, beside a run of each.
#![expect(clippy::unwrap_used, reason = "a benchmark stops at what is wrong")]

use std::hint::black_box;
use std::sync::Arc;

use caudal_benches::{Folder, thirty};
use caudal_engine::policy::{LoadOptions, Mode, Policy, SourceState, Subject};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// How many cases a shard's worth of them is.
const CASES: usize = 4_096;

/// Cases whose values are drawn from both sides of every threshold.
fn subjects(policy: &Policy) -> Vec<Arc<Subject>> {
    let answered = SourceState {
        answered: true,
        age_days: Some(0),
        why: None,
    };
    let sources = policy.sources().into_iter();
    let sources = sources.map(|report| (report.source, answered.clone()));
    let blank = Subject {
        application_id: "bench-1".into(),
        as_of: "2026-10-20".parse().unwrap(),
        values: policy.blank(),
        sources: sources.collect(),
        co_applicant: None,
        series: Arc::default(),
    };
    let drawn = thirty(CASES).into_iter();
    let subjects = drawn.map(|values| {
        let mut subject = blank.clone();
        subject.values.extend(values);
        Arc::new(subject)
    });
    subjects.collect()
}

fn together(criterion: &mut Criterion) {
    let folder = Folder::benches("thirty");
    let policy = Policy::load("", &folder, LoadOptions::default()).unwrap();
    let policy = policy.untraced();
    let subjects = subjects(&policy);
    let swept = policy.sweep(&subjects);
    assert!((0..CASES).all(|case| swept.case(case).is_some()));
    let mut group = criterion.benchmark_group("thirty rules over forty features");
    group.throughput(Throughput::Elements(u64::try_from(CASES).unwrap()));
    group.bench_function("by columns", |bench| {
        bench.iter(|| black_box(policy.sweep(black_box(&subjects))));
    });
    group.bench_function("by columns, every outcome and reason looked at", |bench| {
        bench.iter(|| {
            let swept = policy.sweep(black_box(&subjects));
            let cases = (0..CASES).filter_map(|case| swept.case(case));
            let told = cases.map(|case| (case.outcome(), case.reasons().len()));
            told.fold(0, |reasons, (_, more)| reasons + more)
        });
    });
    group.bench_function("one by one", |bench| {
        bench.iter(|| {
            for subject in &subjects {
                black_box(policy.run(Arc::clone(subject), Mode::Decide).unwrap());
            }
        });
    });
    group.finish();
}

criterion_group!(benches, together);
criterion_main!(benches);
