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
use std::process::Command;
use std::time::{Duration, Instant};

use caudal_benches::{
    Anything, CASE_MOVEMENTS, Folder, Measured, ShardFolder, facts, measured, portfolio_case,
    portfolio_categories,
};
use caudal_engine::features::{
    CaseContext, Catalogue, FeatureTable, Program, Rates, compute, compute_all,
};
use caudal_engine::frames::{Case, Frames, Table};
use caudal_engine::polars::prelude::{
    Column, DataFrame, ParallelStrategy, ParquetReader, ParquetWriter, SerReader as _,
};
use caudal_engine::policy::{LoadOptions, Policy};
use caudal_engine::portfolio::{Shard, ShardBuilder};
use caudal_facts::categories::Category;
use caudal_facts::{Country, Currency};
use chrono::NaiveDate;

/// Threads that work on shards.
const THREADS: usize = 2;

/// Runs of which the fastest counts.
const RUNS: usize = 3;

/// The columns that the peers read.
const COLUMNS: [&str; 4] = ["case", "date", "amount", "category"];

/// The statistics that the peers compute as well of a year of months; `peers/portfolio.py` says how.
const STATISTICS: [&str; 4] = ["avg", "median", "deviation", "least"];

/// The series that they are of, as features begin; the peers have the same in the same order.
const SERIES: [&str; 11] = [
    "cashflow.inflow_",
    "cashflow.outflow_",
    "cashflow.net_",
    "income.",
    "expenses.rent_",
    "expenses.utilities_",
    "expenses.groceries_",
    "expenses.transport_",
    "expenses.health_",
    "expenses.restaurants_",
    "debt.payments_",
];

fn main() {
    let rows = argument("--rows").map_or(1_000_000, |rows| rows.parse().expect("a number"));
    let cases: u32 = rows / CASE_MOVEMENTS;
    one_case();
    let folder = std::env::temp_dir().join(format!("caudal-portfolio-{}", std::process::id()));
    let (shards, took) = measured(|| write(&folder, cases).unwrap());
    report(
        &format!("write {cases} cases, {} shards", shards.len()),
        took,
    );
    let scan = best("eager read of the peers' columns", &shards, scan);
    let names = compared();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let program = Program::compile(Catalogue::standard(), &names).expect("features");
    let compared = best("features that peers compute", &shards, |shard| {
        Ok(features(shard, &program)?.len())
    });
    println!("  {} of the eager read", times(compared.wall, scan.wall));
    peers(&folder, &shards, &program);
    let program = policy_features();
    let read = best(
        "read and check the columns of cl/consumer",
        &shards,
        |shard| read(shard, &program),
    );
    let what = format!("all {} features of cl/consumer", program.names().len());
    let all = best(&what, &shards, |shard| Ok(features(shard, &program)?.len()));
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

fn write(folder: &Path, cases: u32) -> Result<ShardFolder, Anything> {
    let as_of = NaiveDate::from_ymd_opt(2026, 10, 20).unwrap_or_default();
    let mut shards = ShardFolder::create(folder)?;
    let mut builder = ShardBuilder::default();
    let mut base = 0;
    for number in 0..cases {
        let id = format!("case-{number:07}");
        let case = Case {
            id: &id,
            country: Country::Cl,
            currency: Currency::Clp,
            as_of,
            amount: None,
        };
        if let Some(shard) = builder.push(&case, &portfolio_case(number, as_of))? {
            shards.write(&shard)?;
            base = flat(folder, &shard, base)?;
        }
    }
    if let Some(shard) = builder.finish()? {
        shards.write(&shard)?;
        flat(folder, &shard, base)?;
    }
    Ok(shards)
}

/// The same movements as the peers read them: cases numbered through all files. Gives the number of
/// the next case.
fn flat(folder: &Path, shard: &Shard, base: u32) -> Result<u32, Anything> {
    let flat = folder.join("flat");
    fs::create_dir_all(&flat)?;
    let mut frame = shard.frames().table(Table::Transactions).select(COLUMNS)?;
    let cases = frame.column("case")?.u32()?;
    let cases: Vec<u32> = cases.iter().flatten().map(|case| case + base).collect();
    frame.with_column(Column::new("case".into(), cases))?;
    let file = File::create(flat.join(format!("{base:07}.parquet")))?;
    ParquetWriter::new(file).finish(&mut frame)?;
    Ok(base + u32::try_from(shard.frames().cases())?)
}

/// Every statistic of every series.
fn compared() -> Vec<String> {
    let name = |(series, statistic): (&&str, &str)| match (*series, statistic) {
        ("income.", "avg") => "income.verified_monthly_12m".to_owned(),
        (series, statistic) => format!("{series}{statistic}_12m"),
    };
    let all = SERIES
        .iter()
        .flat_map(|series| STATISTICS.map(|statistic| (series, statistic)));
    all.map(name).collect()
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
        .with_columns(Some(COLUMNS.map(str::to_owned).into()))
        .finish()?;
    Ok(black_box(frame).height())
}

fn features(shard: &Path, program: &Program) -> Result<FeatureTable, Anything> {
    let shard = ShardFolder::read(shard, portfolio_categories(), program)?;
    let rates = Rates::default();
    Ok(compute_all(program, shard.frames(), |_| &rates)?)
}

fn policy_features() -> Program {
    let folder = Folder::rules("cl/consumer");
    let policy = Policy::load("cl/consumer", &folder, LoadOptions::default()).unwrap();
    let features = policy.features();
    let names: Vec<&str> = features.iter().map(|feature| feature.name).collect();
    Program::compile(Catalogue::standard(), &names).expect("a checked policy's features")
}

/// What `DuckDB` and pandas take for the same features of the same movements, results compared first.
fn peers(folder: &Path, shards: &ShardFolder, program: &Program) {
    let Some(python) = argument("--peers") else {
        println!("peers: skipped; --peers PYTHON names a Python with duckdb, pandas and pyarrow");
        return;
    };
    let ours = folder.join("ours");
    fs::create_dir_all(&ours).unwrap();
    let tables = shards
        .each(THREADS, |shard| features(shard, program))
        .unwrap();
    for (number, table) in tables.iter().enumerate() {
        let file = File::create(ours.join(format!("{number:05}.parquet"))).unwrap();
        let mut frame = table.frame().unwrap();
        ParquetWriter::new(file).finish(&mut frame).unwrap();
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/peers/portfolio.py");
    let ran = Command::new(&python)
        .arg(script)
        .args([folder.join("flat"), ours])
        .arg(THREADS.to_string())
        .arg(categories())
        .status();
    match ran {
        Ok(status) if status.success() => {}
        Ok(status) => println!("peers: {python} ended with {status}"),
        Err(error) => println!("peers: skipped; {python} does not start: {error}"),
    }
}

/// The categories of the series that are not all money in or out, as the peers are given them.
fn categories() -> String {
    let groups: [&[Category]; 8] = [
        &[
            Category::Salary,
            Category::Pension,
            Category::Benefit,
            Category::Fees,
        ],
        &[Category::Rent],
        &[Category::Utilities, Category::Telecom],
        &[Category::Groceries],
        &[Category::Transport],
        &[Category::Health],
        &[Category::Restaurants],
        &[
            Category::LoanPayment,
            Category::Mortgage,
            Category::CreditLineRepayment,
        ],
    ];
    let numbers = |group: &[Category]| -> Vec<String> {
        let numbers = group.iter().map(|category| category.number().to_string());
        numbers.collect()
    };
    groups.map(|group| numbers(group).join(",")).join(";")
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
