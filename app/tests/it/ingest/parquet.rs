//! A Parquet file of movements that others wrote: the same as its CSV, amounts to the last digit, and what is
//! refused by name.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use caudal_engine::polars::prelude::{
    Column, DataFrame, DataType, NamedFrom as _, ParquetReader, ParquetWriter, SerReader as _,
    Series, TimeUnit,
};

use super::{CATEGORIES, content, fresh};
use crate::support::{Ran, caudal, check, root, run};

/// Takes a file of movements that stands in a folder.
fn ingest(folder: &Path, file: &str, country: &str) -> Ran {
    let categories = root().join(CATEGORIES.replace("cl", country));
    let categories = categories.to_str().expect("a path that is text");
    let arguments = ["ingest", "--movements", file, "--as-of", "2026-10-20"];
    let command = caudal(
        &[
            &arguments[..],
            &["--categories", categories, "--out", "out"],
        ]
        .concat(),
    );
    run(command.current_dir(folder))
}

/// A column of these values.
fn column<T, D: ?Sized>(name: &str, values: T) -> Column
where
    Series: caudal_engine::polars::prelude::NamedFrom<T, D>,
{
    Series::new(name.into(), values).into()
}

/// A column of another type.
fn of_type(column: &Column, dtype: &DataType) -> Column {
    column.cast(dtype).expect("cast")
}

/// Two cases of three movements.
fn usual() -> Vec<Column> {
    // The first, second and last of September 2026.
    let days = column("date", [20_697_i32, 20_698, 20_726]);
    vec![
        column("case", ["a", "a", "b"]),
        column("account", ["1", "2", "1"]),
        of_type(&days, &DataType::Date),
        column("amount", [900_000_i64, -1_000, 5]),
        column(
            "description",
            ["ABONO REMUNERACION", "COMPRA JUMBO", "ABONO"],
        ),
        column("balance_after", [Some(900_000_i32), None, None]),
    ]
}

/// The usual columns with another in place of the one of its name, or beside them.
fn with(other: Column) -> Vec<Column> {
    let mut columns = usual();
    match columns
        .iter()
        .position(|column| column.name() == other.name())
    {
        Some(place) => columns[place] = other,
        None => columns.push(other),
    }
    columns
}

/// Writes a file with so many rows a row group.
fn write(folder: &Path, columns: Vec<Column>, rows: usize) -> PathBuf {
    let path = folder.join("bank");
    let height = columns.first().map_or(0, Column::len);
    let mut frame = DataFrame::new(height, columns).expect("a table");
    let file = File::create(&path).expect("a file");
    let writer = ParquetWriter::new(file).with_row_group_size(Some(rows));
    writer.finish(&mut frame).expect("written");
    path
}

#[test]
fn it_comes_to_the_same_as_its_csv() {
    let folder = fresh("ingest-parquet-same");
    let of_csv = folder.join("csv");
    fs::create_dir(&of_csv).expect("a folder");
    let rows = "case,account,date,amount,description,balance_after\n\
                a,1,2026-09-01,900000,ABONO REMUNERACION,900000\n\
                a,2,2026-09-02,-1000,COMPRA JUMBO,\n\
                b,1,2026-09-30,5,ABONO,\n";
    fs::write(of_csv.join("bank"), rows).expect("written");
    assert_eq!(ingest(&of_csv, "bank", "cl").code, 0);
    let expected = content(&of_csv.join("out"));
    for rows in [1, 2, 3] {
        let of_parquet = folder.join(format!("parquet-{rows}"));
        fs::create_dir(&of_parquet).expect("a folder");
        write(&of_parquet, usual(), rows);
        let ran = ingest(&of_parquet, "bank", "cl");
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        assert!(
            content(&of_parquet.join("out")) == expected,
            "{rows} rows a group"
        );
    }
}

#[test]
fn types_are_taken_where_they_are_exact() {
    let days = column("date", [20_697_i64, 20_698, 20_726]);
    let moments = column(
        "date",
        [20_697_i64, 20_698, 20_726].map(|day| day * 86_400_000_000 + 86_399_999_999),
    );
    let taken = [
        ("text", with(column("amount", ["900000", "-1000.00", "5"]))),
        (
            "date as text",
            with(column("date", ["2026-09-01", "2026-09-02", "2026-09-30"])),
        ),
        (
            "the last moment of a day",
            with(of_type(
                &moments,
                &DataType::Datetime(TimeUnit::Microseconds, None),
            )),
        ),
        ("unsigned", with(column("amount", [1_u32, 2, u32::MAX]))),
        (
            "more than 32 bits",
            with(column("amount", [1_u64, 2, 1 << 40])),
        ),
        ("accounts by number", with(column("account", [1_u16, 2, 1]))),
        ("cases by number", with(column("case", [9_i32, 9, 10]))),
        (
            "a detail that is null",
            with(column("detail", [None::<&str>; 3])),
        ),
    ];
    let refused = [
        (
            "fractions",
            with(column("amount", [900_000.0, -1_000.0, 5.0])),
        ),
        ("flags", with(column("description", [true, false, true]))),
        ("a number as date", with(days)),
        (
            "a date as case",
            with(usual()[2].clone().with_name("case".into())),
        ),
        ("another column", with(column("city", ["x", "y", "z"]))),
        ("no date", {
            let mut columns = usual();
            columns.remove(2);
            columns
        }),
        (
            "cases by number, unsorted",
            with(column("case", [10_i32, 10, 9])),
        ),
        ("cases unsorted", with(column("case", ["b", "b", "a"]))),
        (
            "numbers as text, sorted as numbers",
            with(column("case", ["9", "9", "10"])),
        ),
    ];
    let folder = fresh("ingest-parquet-types");
    let mut told = String::new();
    for (number, (name, columns)) in taken.into_iter().chain(refused).enumerate() {
        let folder = folder.join(number.to_string());
        fs::create_dir(&folder).expect("a folder");
        write(&folder, columns, 2);
        let ran = ingest(&folder, "bank", "cl");
        writeln!(told, "== {name}\n{}{}", ran.stdout, ran.stderr).expect("a text");
    }
    check(&told, "ingest/parquet-types.txt");
}

#[test]
fn nulls_cost_the_case_that_has_them() {
    let folder = fresh("ingest-parquet-nulls");
    let columns = vec![
        column("case", [None, Some("a"), Some("a"), Some("b"), Some("c")]),
        column("account", ["1"; 5]),
        column(
            "date",
            [
                Some("2026-09-01"),
                Some("2026-09-01"),
                Some("2026-09-02"),
                None,
                Some("2026-09-03"),
            ],
        ),
        column("amount", [Some(1_i64), Some(2), None, Some(4), Some(5)]),
        column("description", [None::<&str>; 5]),
    ];
    write(&folder, columns, 2);
    let ran = ingest(&folder, "bank", "cl");
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    let rejects = fs::read_to_string(folder.join("out/rejects.jsonl")).expect("rejects");
    check(&rejects, "ingest/parquet-nulls.jsonl");
}

/// Written by pyarrow 26, except for the decimals in integers, which are `DuckDB`'s.
#[test]
fn what_other_writers_write_is_read_to_the_last_digit() {
    let folder = fresh("ingest-parquet-foreign");
    let mut told = String::new();
    for name in [
        "decimals-in-bytes",
        "decimals-in-integers",
        "decimals-too-wide",
        "universal-time",
        "int96",
    ] {
        let here = folder.join(name);
        fs::create_dir(&here).expect("a folder");
        let from = root().join(format!("app/tests/it/ingest/foreign/{name}.parquet"));
        fs::copy(from, here.join("bank")).expect("a copy");
        let ran = ingest(&here, "bank", "ar");
        writeln!(told, "== {name}\n{}{}", ran.stdout, ran.stderr).expect("a text");
        if ran.code == 0 {
            let table = File::open(here.join("out/shard-00000/transactions.parquet"));
            let table = ParquetReader::new(table.expect("a table"))
                .finish()
                .expect("read");
            for name in ["amount", "balance_after"] {
                let amounts = table
                    .column(name)
                    .expect("amounts")
                    .i64()
                    .expect("integers");
                let amounts = amounts.iter().collect::<Vec<_>>();
                writeln!(told, "{name} {amounts:?}").expect("a text");
            }
        }
    }
    check(&told, "ingest/parquet-foreign.txt");
}

#[test]
fn a_damaged_file_is_refused_by_name_or_read() {
    let folder = fresh("ingest-parquet-damaged");
    let path = write(&folder, usual(), 1);
    let whole = fs::read(&path).expect("a file");
    for at in (4..whole.len()).step_by(29) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0xFF;
        fs::write(&path, damaged).expect("written");
        let _ = fs::remove_dir_all(folder.join("out"));
        let ran = ingest(&folder, "bank", "cl");
        let is_named = ran.code != 2 || ran.stderr.starts_with("error: failed to read bank");
        assert!(ran.code <= 2 && is_named, "byte {at}: {}", ran.stderr);
        assert!(
            !ran.stderr.contains("panicked"),
            "byte {at}: {}",
            ran.stderr
        );
    }
    fs::write(&path, &whole[..whole.len() / 2]).expect("written");
    let _ = fs::remove_dir_all(folder.join("out"));
    let ran = ingest(&folder, "bank", "cl");
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("failed to read bank: "),
        "{}",
        ran.stderr
    );
    assert!(!folder.join("out").exists());
}
