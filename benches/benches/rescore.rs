//! A portfolio decided again: made-up applicants of Chile, from shards to Parquet files of decisions by all of
//! `cl/consumer`, and what ten times as many cost.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark that cannot go on has failed, and printing is its purpose"
)]

use std::fs::{self, File};
use std::path::Path;
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::Duration;

use caudal_benches::{Anything, Folder, Measured, ShardFolder, measured};
use caudal_engine::batch::Batch;
use caudal_engine::features::{Rates, compute_all};
use caudal_engine::policy::{LoadOptions, Policy};
use caudal_engine::portfolio::ShardBuilder;
use caudal_engine::{Engine, Reference};
use caudal_facts::categories::Categories;
use caudal_facts::{Application, Facts, Limits};
use caudal_simulator::Applicants;
use chrono::NaiveDate;

/// Workers, and makers of applicants.
const THREADS: usize = 2;

/// How many of a person's movements are kept, the last ones.
const MOVEMENTS: usize = 200;

/// Cases by default; with `--cases`, as many as that says.
const CASES: u64 = 5_000;

fn main() {
    // cargo passes --bench to every benchmark.
    let cases = argument("--cases").map_or(CASES, |cases| cases.parse().expect("a number"));
    let folder = std::env::temp_dir().join(format!("caudal-rescore-{}", std::process::id()));
    let categories = categories();
    let (shards, took) = measured(|| write(&folder, cases, &categories).unwrap());
    report(&format!("make and write {cases} cases"), took);
    let engine = engine();
    let digest = categories.sha256();
    let program = engine.program();
    let read = run("read and check the columns", &shards, |shard| {
        let shard = ShardFolder::read(shard, digest, program)?;
        Ok(shard.frames().cases())
    });
    let features = run("and all features of cl/consumer", &shards, |shard| {
        let shard = ShardFolder::read(shard, digest, program)?;
        let rates = Rates::default();
        Ok(compute_all(program, shard.frames(), |_| &rates)?.len())
    });
    let batch = Batch::new(&engine, None);
    let rescored = |shard: &Path| {
        let read = ShardFolder::read(shard, digest, program)?;
        let decisions = batch.decide(read.frames())?;
        let file = File::create(shard.with_extension("decisions"))?;
        decisions.write(file, Vec::new())?;
        Ok(decisions.cases().len())
    };
    let all = run("and the policy, to Parquet", &shards, rescored);
    let each = |took: Measured| took.processor / u32::try_from(cases).unwrap();
    println!(
        "a case, of processor: {:?} to read, {:?} with features, {:?} with the policy and its Parquet",
        each(read),
        each(features),
        each(all)
    );
    if shards.len() >= 10 {
        let tenth = shards.first(shards.len() / 10);
        let small = run("the same, a tenth of the shards", &tenth, rescored);
        let hundredths = all.wall.as_micros() * 100 / small.wall.as_micros().max(1);
        println!(
            "  the whole is {}.{:02} times of it",
            hundredths / 100,
            hundredths % 100
        );
    }
    fs::remove_dir_all(&folder).unwrap();
}

fn categories() -> Categories {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../rules/categories/cl.toml");
    let text = fs::read_to_string(file).unwrap();
    Categories::from_toml("cl.toml", &text, &Limits::default()).unwrap()
}

fn engine() -> Engine {
    let folder = Folder::rules("cl/consumer");
    let policy = Policy::load("cl/consumer", &folder, LoadOptions::default()).unwrap();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/reference/cl.csv");
    let mut reference = Reference::default();
    let text = fs::read_to_string(file).unwrap();
    reference
        .read("cl.csv", &text, &Limits::default())
        .expect("dated series");
    let engine = Engine::new(policy).unwrap();
    engine.with_reference(reference).expect("known series")
}

/// Makes applicants side by side, and writes them in the order of their numbers.
fn write(folder: &Path, cases: u64, categories: &Categories) -> Result<ShardFolder, Anything> {
    let as_of = NaiveDate::from_ymd_opt(2026, 10, 20).unwrap_or_default();
    let applicants = Applicants::new(1, as_of, categories);
    let mut shards = ShardFolder::create(folder)?;
    let mut builder = ShardBuilder::default();
    thread::scope(|scope| {
        let makers: Vec<_> = (0..THREADS)
            .map(|first| {
                let (give, take) = sync_channel(64);
                let applicants = &applicants;
                scope.spawn(move || {
                    for number in (first as u64..cases).step_by(THREADS) {
                        let made = applicants.applicant(number).map(cut);
                        if made.is_none_or(|made| give.send(made).is_err()) {
                            return;
                        }
                    }
                });
                take
            })
            .collect();
        for (_, maker) in (0..cases).zip(makers.iter().cycle()) {
            let (application, facts) = maker.recv()?;
            if let Some(shard) = builder.push_application(&application, &facts)? {
                shards.write(&shard)?;
            }
        }
        Ok::<(), Anything>(())
    })?;
    if let Some(shard) = builder.finish()? {
        shards.write(&shard)?;
    }
    Ok(shards)
}

/// Leaves only the last movements.
fn cut((application, mut facts): (Application, Facts)) -> (Application, Facts) {
    let first = facts.transactions.len().saturating_sub(MOVEMENTS);
    facts.transactions.drain(..first);
    (application, facts)
}

/// One run over all shards.
fn run(
    what: &str,
    shards: &ShardFolder,
    work: impl Fn(&Path) -> Result<usize, Anything> + Sync,
) -> Measured {
    let (_, took) = measured(|| shards.each(THREADS, work).unwrap());
    report(what, took);
    took
}

fn report(what: &str, took: Measured) {
    let wall: Duration = took.wall;
    println!(
        "{what}: {wall:.3?}, processor {:.2?}, peak {} MiB",
        took.processor, took.peak_mib
    );
}

fn argument(name: &str) -> Option<String> {
    let mut arguments = std::env::args();
    arguments.find(|argument| argument == name)?;
    arguments.next()
}
