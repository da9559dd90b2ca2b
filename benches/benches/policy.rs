//! What evaluating a policy costs: natively and by its script, with its trace and without, on one thread and on more.
#![expect(clippy::unwrap_used, reason = "a benchmark stops at what is wrong")]

use std::hint::black_box;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use caudal_benches::Folder;
use caudal_engine::policy::{
    CaseSuite, Evaluator, LoadOptions, Mode, Outcome, Policy, SourceState, Step, Subject, Value,
};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

/// Somebody on whom no rule fires: each value on the quiet side of its threshold.
const QUIET: [(&str, &str); 40] = [
    ("data.history_days", "365"),
    ("data.recency_days", "2"),
    ("data.full_months", "11"),
    ("data.uncategorised_share_90d", "0.0812"),
    ("data.transactions_90d", "154"),
    ("data.active_day_share_90d", "0.6122"),
    ("cashflow.inflow_avg_6m", "1450321"),
    ("cashflow.outflow_avg_6m", "1203450"),
    ("cashflow.net_least_6m", "-120340"),
    ("cashflow.months_net_negative_6m", "1"),
    ("cashflow.in_out_ratio_6m", "1.2051"),
    ("cashflow.inflow_cv_6m", "0.2113"),
    ("cashflow.borrowed_share_90d", "0.0512"),
    ("income.verified_monthly_6m", "1250430"),
    ("income.conservative_6m", "1102345"),
    ("income.cv_6m", "0.1042"),
    ("income.last_month", "1240000"),
    ("income.months_with_6m", "6"),
    ("income.trend_6m", "0.0213"),
    ("expenses.essential_3m", "423410"),
    ("expenses.rent_3m", "250000"),
    ("balance.current", "320450"),
    ("balance.min_90d", "-10230"),
    ("balance.avg_90d", "412330"),
    ("balance.days_le_0_90d", "4"),
    ("debt.payments_seen_3m", "182330"),
    ("debt.lenders_paid_90d", "2"),
    ("debt.consumer_balance", "3204500"),
    ("debt.overdue_30_89", "0"),
    ("debt.overdue_90_plus", "0"),
    ("debt.disbursements_90d", "1"),
    ("card.used", "430220"),
    ("card.utilisation", "0.4302"),
    ("bureau.protests_open", "0"),
    ("bureau.delinquencies_amount", "0"),
    ("employment.months_continuous", "38"),
    ("stress.returned_items_90d", "0"),
    ("stress.overdraft_charges_90d", "1"),
    ("stress.gambling_share_90d", "0.0123"),
    ("stress.cash_advances_90d", "1"),
];

fn quiet(policy: &Policy) -> Subject {
    let mut values = policy.blank();
    values.extend(QUIET.map(|(name, text)| (name, Value::Number(text.parse().unwrap()))));
    let answered = SourceState {
        answered: true,
        age_days: Some(0),
        why: None,
    };
    let sources = policy.sources().into_iter();
    Subject {
        application_id: "bench-1".into(),
        as_of: "2026-10-20".parse().unwrap(),
        values,
        sources: sources.map(|source| (source, answered.clone())).collect(),
        series: Arc::default(),
    }
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

/// Every way to evaluate a policy over one case.
fn ways(criterion: &mut Criterion, name: &str, policy: &Policy, subject: &Arc<Subject>) {
    assert!(policy.scripted().is_empty(), "{:?}", policy.scripted());
    let script = policy.clone().evaluated_by(Evaluator::Script);
    assert_eq!(outcome(policy, subject), outcome(&script, subject));
    let mut group = criterion.benchmark_group(name);
    for (way, policy) in [
        ("native", policy.clone()),
        ("native, untraced", policy.clone().untraced()),
        ("script", script.clone()),
        ("script, untraced", script.untraced()),
    ] {
        group.bench_function(way, |bench| {
            bench.iter(|| {
                let subject = Arc::clone(black_box(subject));
                policy.run(subject, Mode::Decide).unwrap()
            });
        });
    }
    group.finish();
}

fn one_case(criterion: &mut Criterion) {
    let thirty = load(&Folder::benches("thirty"));
    let subject = Arc::new(quiet(&thirty));
    ways(criterion, "thirty rules", &thirty, &subject);
    for (name, suite) in [
        ("examples/dmn-lending", "cases/tck.toml"),
        ("cl/consumer", "cases/offers.toml"),
    ] {
        let folder = Folder::rules(name);
        let policy = load(&folder);
        let Ok(suite) = CaseSuite::load(&policy, "", suite, &folder) else {
            continue;
        };
        if let Some(case) = suite.cases.first() {
            ways(criterion, name, &policy, &case.subject);
        }
    }
}

/// So many runs in all, shared out among threads that each have a case of their own.
fn shared_out(policy: &Policy, subject: &Subject, threads: u32, runs: u64) -> Duration {
    let each = runs.div_ceil(u64::from(threads));
    let begun = Instant::now();
    thread::scope(|scope| {
        for _ in 0..threads {
            let subject = Arc::new(subject.clone());
            scope.spawn(move || {
                for _ in 0..each {
                    black_box(policy.run(Arc::clone(&subject), Mode::Decide).unwrap());
                }
            });
        }
    });
    begun.elapsed()
}

fn threads(criterion: &mut Criterion) {
    let thirty = load(&Folder::benches("thirty"));
    let subject = quiet(&thirty);
    let mut group = criterion.benchmark_group("thirty rules, by threads");
    for threads in [1, 2, 4] {
        group.bench_function(BenchmarkId::from_parameter(threads), |bench| {
            bench.iter_custom(|runs| shared_out(&thirty, &subject, threads, runs));
        });
    }
    group.finish();
}

criterion_group!(benches, one_case, threads);
criterion_main!(benches);
