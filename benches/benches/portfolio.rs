//! A portfolio in shards: one case, a scan, the features that other tools compute beside, all that a
//! policy reads, and how time grows. One run; `--rows N` says how many movements, `--peers PYTHON`
//! which Python has duckdb, pandas and pyarrow.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark stops at what is wrong"
)]
#![expect(clippy::print_stdout, reason = "its report is what it is run for")]

use std::fs::{self, File};
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use caudal_benches::{
    Anything, CASE_MOVEMENTS, Folder, Measured, MonthlyStatistics, PEERS_COLUMNS, ShardFolder,
    facts, features, measured, portfolio_categories,
};
use caudal_engine::features::{CaseContext, Catalogue, Program, Rates, compute};
use caudal_engine::frames::{Case, Frames};
use caudal_engine::polars::prelude::{DataFrame, ParallelStrategy, ParquetReader, SerReader as _};
use caudal_engine::policy::{LoadOptions, Policy};
use caudal_facts::Currency;

/// Threads that work on shards.
const THREADS: usize = 2;

/// Runs of which the fastest counts.
const RUNS: usize = 3;

fn main() {
    let rows = argument("--rows").map_or(1_000_000, |rows| rows.parse().expect("a number"));
    let cases: u32 = rows / CASE_MOVEMENTS;
    one_case();
    let folder = std::env::temp_dir().join(format!("caudal-portfolio-{}", std::process::id()));
    let (statistics, took) = measured(|| MonthlyStatistics::write(&folder, cases).unwrap());
    let shards = statistics.shards();
    report(
        &format!("write {cases} cases, {} shards", shards.len()),
        took,
    );
    let scan = best("eager read of the peers' columns", shards, scan);
    let compared = best("features that peers compute", shards, |shard| {
        Ok(statistics.of(shard)?.len())
    });
    println!("  {} of the eager read", times(compared.wall, scan.wall));
    peers(&statistics);
    let program = policy_features();
    let read = best(
        "read and check the columns of cl/consumer",
        shards,
        |shard| read(shard, &program),
    );
    let what = format!("all {} features of cl/consumer", program.names().len());
    let all = best(&what, shards, |shard| Ok(features(shard, &program)?.len()));
    let over = all.processor.saturating_sub(read.processor);
    println!(
        "  {:?} of processor a case over the read",
        over / cases.max(1)
    );
    if shards.len() >= 10 {
        let tenth = shards.first(shards.len() / 10);
        let small = best("the same, a tenth of the shards", &tenth, |shard| {
            Ok(features(shard, &program)?.len())
        });
        println!("  the whole is {} of it", times(all.wall, small.wall));
    }
    fs::remove_dir_all(&folder).unwrap();
}

/// One case of 600 movements, from facts to every feature of the catalogue.
fn one_case() {
    let facts = facts(600);
    let application = caudal_benches::application().unwrap();
    let case = Case {
        id: &application.id,
        country: application.country,
        currency: Currency::Ars,
        as_of: application.as_of,
        amount: application.amount,
    };
    let context = CaseContext {
        currency: case.currency,
        as_of: case.as_of,
        country: case.country,
        rates: Rates::default(),
    };
    let program = Program::all(Catalogue::standard());
    let mut took: Vec<Duration> = (0..1_001)
        .map(|_| {
            let begun = Instant::now();
            let frames = Frames::of(black_box(&case), black_box(&facts)).unwrap();
            black_box(compute(&program, &frames, &context).unwrap());
            begun.elapsed()
        })
        .collect();
    took.sort_unstable();
    let features = program.names().len();
    println!(
        "one case, 600 movements, {features} features: {:?} median",
        took[500]
    );
}

/// Reads and checks the columns that some features need, and computes none.
fn read(shard: &Path, program: &Program) -> Result<usize, Anything> {
    let shard = ShardFolder::read(shard, portfolio_categories(), program)?;
    Ok(shard.frames().cases())
}

fn scan(shard: &Path) -> Result<usize, Anything> {
    let file = File::open(shard.join("transactions.parquet"))?;
    let frame: DataFrame = ParquetReader::new(file)
        .read_parallel(ParallelStrategy::None)
        .with_columns(Some(PEERS_COLUMNS.map(str::to_owned).into()))
        .finish()?;
    Ok(black_box(frame).height())
}

fn policy_features() -> Program {
    let folder = Folder::rules("cl/consumer");
    let policy = Policy::load("cl/consumer", &folder, LoadOptions::default()).unwrap();
    let features = policy.features();
    let names: Vec<&str> = features.iter().map(|feature| feature.name).collect();
    Program::compile(Catalogue::standard(), &names).expect("a checked policy's features")
}

/// What `DuckDB` and pandas take for the same features of the same movements, results compared first.
fn peers(statistics: &MonthlyStatistics) {
    let Some(python) = argument("--peers") else {
        println!("peers: skipped; --peers PYTHON names a Python with duckdb, pandas and pyarrow");
        return;
    };
    let mut peers = match statistics.peers(Path::new(&python), THREADS) {
        Ok(peers) => peers,
        Err(error) => return println!("peers: skipped; {error}"),
    };
    for name in peers.names().to_owned() {
        let runs = (0..RUNS).map(|_| {
            let begun = Instant::now();
            peers.run(&name).unwrap();
            begun.elapsed()
        });
        let fastest = runs.min().unwrap_or_default();
        println!("{name}: {fastest:.3?}, results equal");
    }
}

/// The fastest of some runs over all shards.
fn best(
    what: &str,
    shards: &ShardFolder,
    work: impl Fn(&Path) -> Result<usize, Anything> + Sync,
) -> Measured {
    let run = || measured(|| shards.each(THREADS, &work).unwrap()).1;
    let fastest = (0..RUNS).map(|_| run()).min_by_key(|took| took.wall);
    let fastest = fastest.expect("at least one run");
    report(what, fastest);
    fastest
}

fn report(what: &str, took: Measured) {
    println!(
        "{what}: {:.3?}, processor {:.2?}, peak {} MiB",
        took.wall, took.processor, took.peak_mib
    );
}

/// How many times one time is another, to hundredths.
fn times(long: Duration, short: Duration) -> String {
    let hundredths = long.as_micros() * 100 / short.as_micros().max(1);
    format!("{}.{:02} times", hundredths / 100, hundredths % 100)
}

fn argument(name: &str) -> Option<String> {
    let mut arguments = std::env::args();
    arguments.find(|argument| argument == name)?;
    arguments.next()
}
