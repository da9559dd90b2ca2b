//! How soon a hostile script ends, from its text to the error that names the limit it went past.
#![expect(clippy::expect_used, reason = "a benchmark stops at what is wrong")]

#[path = "../../engine/tests/it/policy/hostile.rs"]
mod hostile;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;

use caudal_benches::InMemory;
use caudal_engine::policy::{LoadOptions, Mode, Policy, Subject, Values};
use criterion::{Criterion, criterion_group, criterion_main};

const MANIFEST: &str =
    "[policy]\nid = \"bench\"\nversion = \"1\"\ncountry = \"any\"\ncurrency = \"USD\"\n";

/// What is said of a script that is loaded, and run if it can be.
fn ended(files: &InMemory, subject: &Arc<Subject>) -> Vec<String> {
    match Policy::load("", files, LoadOptions::default()) {
        Err(problems) => problems.iter().map(ToString::to_string).collect(),
        Ok(policy) => match policy.run(Arc::clone(subject), Mode::Decide) {
            Err(fault) => vec![fault.to_string()],
            Ok(_) => Vec::new(),
        },
    }
}

fn sandbox(criterion: &mut Criterion) {
    let subject = Arc::new(Subject {
        application_id: "bench-1".into(),
        as_of: "2026-10-20".parse().expect("a date"),
        values: Values::default(),
        sources: BTreeMap::new(),
        co_applicant: None,
        series: Arc::default(),
    });
    let mut group = criterion.benchmark_group("sandbox");
    for (situation, script, limit) in hostile::scripts() {
        let files = InMemory(BTreeMap::from([
            ("policy.toml", MANIFEST.to_owned()),
            ("reasons.toml", String::new()),
            ("policy.rhai", format!("stage(\"s\");\n{script}\n")),
        ]));
        let said = ended(&files, &subject).join("\n").to_lowercase();
        assert!(said.contains(&limit.to_lowercase()), "{situation}: {said}");
        group.bench_function(situation, |bencher| {
            bencher.iter(|| ended(black_box(&files), &subject));
        });
    }
    group.finish();
}

criterion_group!(benches, sandbox);
criterion_main!(benches);
