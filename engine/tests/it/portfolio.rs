//! Shards: what is written is read again, what differs is refused, and features do not notice.

mod damaged;
mod features;
mod refused;

use std::collections::BTreeMap;
use std::io::Cursor;

use caudal_engine::features::{Catalogue, Program};
use caudal_engine::frames::{Case, Table};
use caudal_engine::portfolio::{Columns, Error, Shard, ShardBuilder};
use caudal_facts::Limits;
use caudal_facts::categories::Category;
use caudal_facts::evidence::Sha256Digest;

use crate::features::Ledger;

/// A shard's files.
type Files = BTreeMap<Table, Vec<u8>>;

fn categories() -> Sha256Digest {
    Sha256Digest::of(b"categories")
}

/// A case with so many movements.
fn ledger(movements: u32) -> Ledger {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-01-01");
    for row in 0..movements {
        let day = format!("2026-{:02}-{:02}", 1 + row % 9, 1 + row % 28);
        ledger.row(&day, 1_000 - 7 * i64::from(row), Category::Salary);
    }
    ledger.facts.categories_sha256 = Some(categories());
    ledger
}

/// The shards of these cases.
fn shards(ledgers: &[Ledger], rows_max: usize) -> Vec<Shard> {
    let mut builder = ShardBuilder::with_rows_max(rows_max);
    let mut shards = Vec::new();
    for (number, ledger) in ledgers.iter().enumerate() {
        let id = format!("case-{number}");
        let case = Case {
            id: &id,
            ..ledger.case()
        };
        shards.extend(builder.push(&case, &ledger.facts).expect("pushed"));
    }
    shards.extend(builder.finish().expect("finished"));
    shards
}

fn one_shard(ledgers: &[Ledger]) -> Shard {
    let mut shards = shards(ledgers, Limits::SHARD_ROWS);
    assert_eq!(shards.len(), 1);
    shards.remove(0)
}

fn written(shard: &Shard) -> Files {
    let mut files = Files::new();
    for &table in Table::ALL {
        shard
            .write(table, files.entry(table).or_default())
            .expect("written");
    }
    files
}

fn read(files: &Files, columns: Columns<'_>) -> Result<Shard, Error> {
    Shard::read(Some(categories()), columns, |table| {
        let bytes = files.get(&table);
        bytes
            .map(|bytes| Cursor::new(bytes.as_slice()))
            .ok_or_else(|| std::io::Error::from(std::io::ErrorKind::NotFound))
    })
}

#[test]
fn what_is_written_is_read_again() {
    let shard = one_shard(&[ledger(30), ledger(0), ledger(400)]);
    let files = written(&shard);
    let back = read(&files, Columns::All).expect("read");
    assert_eq!(back.versions(), shard.versions());
    assert_eq!(back.versions().categories, Some(categories()));
    for &table in Table::ALL {
        let (left, right) = (shard.frames().table(table), back.frames().table(table));
        assert!(left.equals_missing(right), "{}", table.name());
    }
    assert_eq!(
        files,
        written(&back),
        "the same shard gives the same bytes, and so does what was read of it"
    );
}

#[test]
fn columns_that_no_feature_reads_are_left_out() {
    let mut ledger = ledger(30);
    for row in &mut ledger.facts.transactions {
        row.balance_after = Some(row.amount);
    }
    let files = written(&one_shard(&[ledger]));
    let nulls = |feature: &str| {
        let program = Program::compile(Catalogue::standard(), &[feature]).expect("a feature");
        let shard = read(&files, Columns::Of(&program)).expect("read");
        let movements = shard.frames().table(Table::Transactions);
        ["description", "balance_after", "amount"]
            .map(|column| movements.column(column).expect("a column").null_count())
    };
    assert_eq!(nulls("cashflow.inflow_avg_6m"), [30, 30, 0]);
    assert_eq!(nulls("balance.min_90d"), [30, 0, 0]);
    assert_eq!(
        nulls("affordability.balance_over_installments_90d"),
        [30, 0, 0],
        "what it relates reads balances"
    );
}

#[test]
fn shards_hold_whole_cases_and_as_many_as_fit() {
    let sizes = |movements: &[u32]| -> Vec<usize> {
        let ledgers: Vec<Ledger> = movements.iter().map(|count| ledger(*count)).collect();
        let shards = shards(&ledgers, 100);
        shards.iter().map(|shard| shard.frames().cases()).collect()
    };
    assert_eq!(sizes(&[]), [0_usize; 0]);
    assert_eq!(sizes(&[50, 50]), [2], "100 rows fit");
    assert_eq!(sizes(&[50, 51]), [1, 1], "101 do not");
    assert_eq!(sizes(&[99, 1, 1]), [2, 1]);
    assert_eq!(sizes(&[150, 10]), [1, 1], "a large case has its own");
    assert_eq!(
        sizes(&vec![0; 101]),
        [100, 1],
        "one row of cases is a row too"
    );
}

#[test]
fn a_shard_has_one_categories_file() {
    let mut builder = ShardBuilder::default();
    let mut other = ledger(1);
    other.facts.categories_sha256 = Some(Sha256Digest::of(b"others"));
    let mut without = ledger(0);
    without.facts.categories_sha256 = None;
    for ledger in [without, ledger(1)] {
        builder
            .push(&ledger.case(), &ledger.facts)
            .expect("the same, or none");
    }
    let error = builder.push(&other.case(), &other.facts);
    assert!(matches!(error, Err(Error::Categories { .. })));
}
