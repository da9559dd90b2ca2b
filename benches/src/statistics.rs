//! Statistics of a year of months that other tools compute as well, over the same portfolio on disk.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use caudal_engine::features::{Catalogue, FeatureTable, Program, Rates, compute_all};
use caudal_engine::frames::{Case, Table};
use caudal_engine::polars::prelude::{Column, ParquetWriter};
use caudal_engine::portfolio::{Shard, ShardBuilder};
use caudal_facts::categories::Category;
use caudal_facts::{Country, Currency};
use chrono::NaiveDate;

use crate::{Anything, Peers, ShardFolder, portfolio_case, portfolio_categories};

/// The columns that the peers read.
pub const PEERS_COLUMNS: [&str; 4] = ["case", "date", "amount", "category"];

/// The statistics of each series; `peers/portfolio.py` says how the peers compute them.
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

/// A portfolio on disk, as ours and as the peers read it.
#[derive(Debug)]
pub struct MonthlyStatistics {
    folder: PathBuf,
    shards: ShardFolder,
    program: Program,
}

impl MonthlyStatistics {
    /// Writes a portfolio of so many cases into a folder that is not there yet.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(folder: &Path, cases: u32) -> Result<Self, Anything> {
        let names = names();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        Ok(Self {
            folder: folder.to_owned(),
            shards: write(folder, cases)?,
            program: Program::compile(Catalogue::standard(), &names)
                .map_err(|unknown| format!("{unknown:?}"))?,
        })
    }

    /// The portfolio.
    #[must_use]
    pub const fn shards(&self) -> &ShardFolder {
        &self.shards
    }

    /// Computes them for one shard.
    ///
    /// # Errors
    /// When the shard cannot be read.
    pub fn of(&self, shard: &Path) -> Result<FeatureTable, Anything> {
        features(shard, &self.program)
    }

    /// The peers, which are ready when their answers are equal to ours.
    ///
    /// # Errors
    /// When this Python does not have them, or an answer differs.
    pub fn peers(&self, python: &Path, threads: usize) -> Result<Peers, Anything> {
        let ours = self.folder.join("ours");
        fs::create_dir_all(&ours)?;
        let tables = self.shards.each(threads, |shard| self.of(shard))?;
        for (number, table) in tables.iter().enumerate() {
            let file = File::create(ours.join(format!("{number:05}.parquet")))?;
            ParquetWriter::new(file).finish(&mut table.frame()?)?;
        }
        let mut peers = Peers::start(python, &flat_folder(&self.folder), threads, &categories())?;
        peers.compare(&ours)?;
        Ok(peers)
    }
}

/// Computes a program's features for one shard.
///
/// # Errors
/// When the shard cannot be read.
pub fn features(shard: &Path, program: &Program) -> Result<FeatureTable, Anything> {
    let shard = ShardFolder::read(shard, portfolio_categories(), program)?;
    let rates = Rates::default();
    Ok(compute_all(program, shard.frames(), |_| &rates)?)
}

/// Every statistic of every series.
fn names() -> Vec<String> {
    let name = |(series, statistic): (&&str, &str)| match (*series, statistic) {
        ("income.", "avg") => "income.verified_monthly_12m".to_owned(),
        (series, statistic) => format!("{series}{statistic}_12m"),
    };
    let all = SERIES
        .iter()
        .flat_map(|series| STATISTICS.map(|statistic| (series, statistic)));
    all.map(name).collect()
}

fn write(folder: &Path, cases: u32) -> Result<ShardFolder, Anything> {
    let as_of = NaiveDate::from_ymd_opt(2026, 10, 20).unwrap_or_default();
    let mut shards = ShardFolder::create(folder)?;
    fs::create_dir_all(flat_folder(folder))?;
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

/// Where the movements stand as the peers read them.
fn flat_folder(folder: &Path) -> PathBuf {
    folder.join("flat")
}

/// The movements of a shard as the peers read them: cases numbered through all files. Gives the number
/// of the next case.
fn flat(folder: &Path, shard: &Shard, base: u32) -> Result<u32, Anything> {
    let transactions = shard.frames().table(Table::Transactions);
    let mut frame = transactions.select(PEERS_COLUMNS)?;
    let cases = frame.column("case")?.u32()?;
    let cases: Vec<u32> = cases.iter().flatten().map(|case| case + base).collect();
    frame.with_column(Column::new("case".into(), cases))?;
    let file = File::create(flat_folder(folder).join(format!("{base:07}.parquet")))?;
    ParquetWriter::new(file).finish(&mut frame)?;
    Ok(base + u32::try_from(shard.frames().cases())?)
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
