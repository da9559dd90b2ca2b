//! What evaluating a policy costs a case where many are evaluated together by columns, beside a run of each.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark stops at what is wrong, and printing is its purpose"
)]

use std::hint::black_box;
use std::sync::Arc;

use caudal_benches::{Folder, measured, thirty};
use caudal_engine::policy::{LoadOptions, Mode, Policy, SourceState, Subject};

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

fn main() {
    let folder = Folder::benches("thirty");
    let policy = Policy::load("", &folder, LoadOptions::default()).unwrap();
    let policy = policy.untraced();
    let subjects = subjects(&policy);
    let swept = policy.sweep(&subjects);
    assert!((0..CASES).all(|case| swept.case(case).is_some()));
    println!("thirty rules over forty features, a case, of processor:");
    report("by columns", 500, || {
        black_box(policy.sweep(black_box(&subjects)));
    });
    report("by columns, each outcome and reason read", 500, || {
        let swept = policy.sweep(black_box(&subjects));
        for case in (0..CASES).filter_map(|case| swept.case(case)) {
            black_box(case.outcome());
            for reason in case.reasons() {
                black_box(reason);
            }
        }
    });
    report("one by one", 50, || {
        for subject in &subjects {
            black_box(policy.run(Arc::clone(subject), Mode::Decide).unwrap());
        }
    });
}

/// Does all cases so often. Processor time counts, which other work on the machine stretches less than time on the wall.
fn report(what: &str, times: u32, all: impl Fn()) {
    let ((), took) = measured(|| (0..times).for_each(|_| all()));
    let cases = times * u32::try_from(CASES).unwrap();
    println!("  {what}: {:?}", took.processor / cases);
}
