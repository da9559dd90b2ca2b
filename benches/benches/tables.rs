//! What it costs to look a case up in a decision table, by how many rows it has: indexed, and row by row.
#![expect(clippy::expect_used, reason = "a benchmark stops at what is wrong")]

use std::collections::BTreeMap;
use std::hint::black_box;

use caudal_benches::InMemory;
use caudal_engine::policy::{LoadOptions, Policy, Value};
use chrono::NaiveDate;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

/// A grid of prices: ten bands of points by as many ranges of amounts as make so many rows.
fn policy(rows: usize) -> Policy {
    let lines = (0..rows).map(|row| {
        let (band, range) = (row % 10, row / 10);
        format!("{band};[{range}..{});{row}", range + 1)
    });
    let lines: Vec<String> = lines.collect();
    let files = InMemory(BTreeMap::from([
        (
            "policy.toml",
            "[policy]\nid = \"bench\"\nversion = \"1\"\ncountry = \"any\"\ncurrency = \"USD\"\n\
             [tables]\nprices = { hit = \"unique\", then = { points = \"points\" } }\n"
                .to_owned(),
        ),
        ("reasons.toml", String::new()),
        (
            "policy.rhai",
            "stage(\"s\");\noffer(quote(1000, 0.02, 12));\n".to_owned(),
        ),
        (
            "tables/prices.csv",
            format!("when band;when amount;then points\n{}\n", lines.join("\n")),
        ),
    ]));
    Policy::load("", &files, LoadOptions::default()).expect("a sound policy")
}

fn tables(criterion: &mut Criterion) {
    let as_of = NaiveDate::from_ymd_opt(2026, 10, 20).expect("a date");
    let mut group = criterion.benchmark_group("table");
    for rows in [10, 1_000, 10_000] {
        let policy = policy(rows);
        let table = policy.table("prices").expect("the table");
        let last = u32::try_from(rows / 10 - 1).expect("small");
        let values = [Value::Number(7.into()), Value::Number(last.into())];
        group.bench_function(BenchmarkId::new("indexed", rows), |bencher| {
            bencher.iter(|| table.answer(black_box(&values), as_of));
        });
        group.bench_function(BenchmarkId::new("row by row", rows), |bencher| {
            bencher.iter(|| table.scan(black_box(&values), as_of));
        });
    }
    group.finish();
}

criterion_group!(benches, tables);
criterion_main!(benches);
