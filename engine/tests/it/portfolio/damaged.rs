//! Damage: a file of which any byte is another, or that ends anywhere, is named and never read.

use caudal_engine::frames::Table;
use caudal_engine::portfolio::{Columns, Error};

use super::{Files, ledger, one_shard, read, written};

/// Tables of many rows, of few, and of none.
const TABLES: [Table; 4] = [
    Table::Cases,
    Table::Transactions,
    Table::Accounts,
    Table::Debts,
];

/// What is said of a shard of which one file has these bytes.
fn refused(whole: &Files, table: Table, bytes: Vec<u8>) -> Error {
    let mut files = whole.clone();
    files.insert(table, bytes);
    read(&files, Columns::All).expect_err("damaged")
}

#[test]
fn a_byte_that_is_another() {
    let whole = written(&one_shard(&[ledger(30), ledger(3)]));
    for table in TABLES {
        let bytes = &whole[&table];
        // Every place of the metadata, which a reader takes at its word, and some of the rest.
        let metadata = bytes.len().saturating_sub(900);
        let places = (0..metadata).step_by(11).chain(metadata..bytes.len());
        for (place, bit) in places.zip((0..8).cycle()) {
            let mut damaged = bytes.clone();
            damaged[place] ^= 1 << bit;
            let error = refused(&whole, table, damaged);
            let text = error.to_string();
            assert!(
                text.starts_with(&format!("read {}.parquet", table.name())),
                "bit {bit} of byte {place}: {text}"
            );
            let known = matches!(
                error,
                Error::Differs { .. } | Error::Read { .. } | Error::NoMetadata { .. }
            );
            assert!(known, "bit {bit} of byte {place}: {error:?}");
        }
    }
}

#[test]
fn a_file_that_ends_anywhere() {
    let whole = written(&one_shard(&[ledger(30), ledger(3)]));
    for table in TABLES {
        let bytes = &whole[&table];
        let ends = (0..bytes.len())
            .step_by(13)
            .chain(bytes.len() - 20..bytes.len());
        for end in ends {
            let error = refused(&whole, table, bytes[..end].to_vec());
            assert!(matches!(error, Error::Read { .. }), "{end}: {error:?}");
        }
        let mut longer = bytes.clone();
        longer.push(0);
        assert!(matches!(refused(&whole, table, longer), Error::Read { .. }));
    }
}

#[test]
fn two_files_changed_for_each_other() {
    let whole = written(&one_shard(&[ledger(30)]));
    let error = refused(&whole, Table::Debts, whole[&Table::Alimony].clone());
    let text = error.to_string();
    assert!(
        text.starts_with("read debts.parquet: its table is alimony, expected debts"),
        "{text}"
    );
}
