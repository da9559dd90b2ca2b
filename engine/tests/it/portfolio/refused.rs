//! Files that are not a shard's, or not of one shard: each is named, and what was expected.

use caudal_engine::features::{Catalogue, Program};
use caudal_engine::frames::Table;
use caudal_engine::portfolio::{Columns, Error, Shard};
use polars::prelude::{
    Column, DataFrame, DataType, KeyValueMetadata, ParquetReader, ParquetWriter, SerReader as _,
};
use std::io::Cursor;

use super::{Files, ledger, one_shard, read, written};

/// A file's table and metadata.
fn open(bytes: &[u8]) -> (DataFrame, Vec<(String, String)>) {
    let mut reader = ParquetReader::new(Cursor::new(bytes));
    let metadata = reader.get_metadata().expect("metadata");
    let pairs = metadata.key_value_metadata().iter().flatten();
    let pairs = pairs
        .filter(|pair| pair.key.starts_with("caudal."))
        .map(|pair| (pair.key.clone(), pair.value.clone().expect("a value")))
        .collect();
    (reader.finish().expect("a table"), pairs)
}

/// A file with this table and metadata, its checksum its own.
fn close(mut frame: DataFrame, mut pairs: Vec<(String, String)>) -> Vec<u8> {
    const KEY: &str = "caudal.crc32c";
    for pair in pairs.iter_mut().filter(|pair| pair.0 == KEY) {
        "00000000".clone_into(&mut pair.1);
    }
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes)
        .with_key_value_metadata(Some(KeyValueMetadata::from_static(pairs)))
        .finish(&mut frame)
        .expect("written");
    let key = bytes
        .windows(KEY.len())
        .rposition(|window| window == KEY.as_bytes());
    if let Some(key) = key {
        // After the key, two bytes say what the value is and how long.
        let place = key + KEY.len() + 2;
        let checksum = format!("{:08x}", crc32c::crc32c(&bytes));
        bytes[place..place + 8].copy_from_slice(checksum.as_bytes());
    }
    bytes
}

/// What is said of a shard of which one file was changed.
fn refused(change: impl Fn(&mut Files)) -> String {
    let mut files = written(&one_shard(&[ledger(30), ledger(3)]));
    change(&mut files);
    let program = Program::all(Catalogue::standard());
    let errors = [Columns::All, Columns::Of(&program)]
        .map(|columns| read(&files, columns).expect_err("refused").to_string());
    assert_eq!(errors[0], errors[1]);
    errors[0].clone()
}

/// The same, with one value of the movements' metadata changed.
fn with_value(key: &str, value: &str) -> String {
    refused(|files| {
        let (frame, mut pairs) = open(&files[&Table::Transactions]);
        for pair in &mut pairs {
            if pair.0 == key {
                value.clone_into(&mut pair.1);
            }
        }
        files.insert(Table::Transactions, close(frame, pairs));
    })
}

/// The same, with the movements' table changed.
fn with_table(change: impl Fn(DataFrame) -> DataFrame) -> String {
    refused(|files| {
        let (frame, pairs) = open(&files[&Table::Transactions]);
        files.insert(Table::Transactions, close(change(frame), pairs));
    })
}

#[test]
fn versions_that_differ() {
    let text = with_value("caudal.schema", "1");
    assert!(
        text.starts_with("read transactions.parquet: its schema version is 1, expected 2\n"),
        "{text}"
    );
    let text = with_value("caudal.categories", "none");
    assert!(
        text.starts_with("read transactions.parquet: its categories digest is none, expected"),
        "{text}"
    );
    let text = with_value("caudal.table", "balances");
    assert!(
        text.starts_with("read transactions.parquet: its table is balances, expected transactions"),
        "{text}"
    );
    let files = written(&one_shard(&[ledger(1)]));
    let error = Shard::read(None, Columns::All, |table| {
        Ok(Cursor::new(files[&table].as_slice()))
    });
    let text = error.expect_err("other categories").to_string();
    assert!(
        text.starts_with("read cases.parquet: its categories"),
        "{text}"
    );
}

#[test]
fn another_catalogue_reads_the_same_tables() {
    let mut files = written(&one_shard(&[ledger(3)]));
    for bytes in files.values_mut() {
        let (frame, mut pairs) = open(bytes);
        for pair in &mut pairs {
            if pair.0 == "caudal.catalogue" {
                "1999.1".clone_into(&mut pair.1);
            }
        }
        *bytes = close(frame, pairs);
    }
    let shard = read(&files, Columns::All).expect("read");
    assert_eq!(shard.versions().catalogue, "1999.1");
}

#[test]
fn files_of_two_shards() {
    let other = written(&one_shard(&[ledger(30)]));
    let text = refused(|files| {
        files.insert(Table::Debts, other[&Table::Debts].clone());
    });
    assert!(
        text.starts_with("read debts.parquet: its digest of case ids is "),
        "{text}"
    );
    assert!(
        text.ends_with("hint: its files come from two shards"),
        "{text}"
    );
}

#[test]
fn a_file_that_is_not_there_or_no_parquet() {
    let gone = refused(|files| {
        files.remove(&Table::Balances);
    });
    assert_eq!(gone, "open balances.parquet");
    for bytes in [Vec::new(), b"PAR1".to_vec(), b"case,amount\n0,1\n".to_vec()] {
        let text = refused(|files| {
            files.insert(Table::Transactions, bytes.clone());
        });
        assert_eq!(text, "read transactions.parquet as Parquet");
    }
    let sealed_nothing = refused(|files| {
        let (frame, pairs) = open(&files[&Table::Transactions]);
        let seal = pairs.into_iter().filter(|pair| pair.0 == "caudal.crc32c");
        files.insert(Table::Transactions, close(frame, seal.collect()));
    });
    assert!(
        sealed_nothing.starts_with("read transactions.parquet: its metadata has no caudal.schema"),
        "{sealed_nothing}"
    );
    let half = refused(|files| {
        let bytes = files.get_mut(&Table::Transactions).expect("a file");
        bytes.truncate(bytes.len() / 2);
    });
    assert_eq!(half, "read transactions.parquet as Parquet");
}

#[test]
fn a_file_that_another_program_wrote_anew() {
    let text = refused(|files| {
        let (frame, _) = open(&files[&Table::Transactions]);
        files.insert(Table::Transactions, close(frame, Vec::new()));
    });
    assert!(
        text.starts_with("read transactions.parquet: its metadata has no caudal.crc32c"),
        "{text}"
    );
}

#[test]
fn tables_that_are_not_as_the_schema_says() {
    let text = with_table(|frame| frame.reverse());
    assert!(
        text.starts_with("read table transactions: row 3 is out of order"),
        "{text}"
    );
    let text = with_table(|frame| frame.drop("amount").expect("a column"));
    assert_eq!(text, "read column transactions.amount: it is not given");
}

/// Every column of every table, with texts in the place of numbers and numbers in that of texts.
#[test]
fn a_column_of_another_type() {
    let whole = written(&one_shard(&[ledger(30), ledger(3)]));
    for &table in Table::ALL {
        for declared in table.schema().columns {
            let (mut frame, pairs) = open(&whole[&table]);
            let height = frame.height();
            let column = frame.column(declared.name).expect("a column");
            let other = if column.dtype() == &DataType::String {
                Column::new(declared.name.into(), vec![1_i64; height])
            } else {
                Column::new(declared.name.into(), vec!["1"; height])
            };
            frame.with_column(other).expect("as long");
            let mut files = whole.clone();
            files.insert(table, close(frame, pairs));
            let text = read(&files, Columns::All).expect_err("refused").to_string();
            let place = format!("{}.{}", table.name(), declared.name);
            // Cases are counted, and their ids are held, before columns are.
            let named = text.starts_with(&format!("read column {place}: it is "));
            assert!(named, "{place}: {text}");
        }
    }
}

#[test]
fn a_table_past_the_limit_is_not_read() {
    let text = refused(|files| {
        let (_, pairs) = open(&files[&Table::Holders]);
        let numbers = vec![0_u32; 500_001];
        let frame = DataFrame::new(500_001, vec![Column::new("case".into(), numbers)]);
        files.insert(Table::Holders, close(frame.expect("one column"), pairs));
    });
    assert!(
        text.starts_with("hold 500001 rows of holders in a shard: the limit is 500000"),
        "{text}"
    );
    assert!(matches!(
        read(&Files::new(), Columns::All),
        Err(Error::Open { .. })
    ));
}
