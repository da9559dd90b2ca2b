//! What can be wrong with tables.

use caudal_facts::Currency;

use super::schema::Dtype;

/// Why tables could not be built or read. The text fits after "failed to …".
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A table that the schema has is not there.
    #[error("read table {table}: it is not given")]
    NoTable {
        /// The table's name.
        table: &'static str,
    },
    /// A column that the schema has is not there.
    #[error("read column {table}.{column}: it is not given")]
    NoColumn {
        /// The table's name.
        table: &'static str,
        /// The column's name.
        column: &'static str,
    },
    /// A column of another type than the schema's.
    #[error("read column {table}.{column}: it is {found}, expected {expected}")]
    WrongType {
        /// The table's name.
        table: &'static str,
        /// The column's name.
        column: &'static str,
        /// The type of the schema.
        expected: Dtype,
        /// The type that it has.
        found: String,
    },
    /// Nulls where the schema allows none.
    #[error("read column {table}.{column}: {nulls} values are null and it may have none")]
    Nulls {
        /// The table's name.
        table: &'static str,
        /// The column's name.
        column: &'static str,
        /// How many.
        nulls: usize,
    },
    /// Rows out of order.
    #[error(
        "read table {table}: row {row} is out of order\n  hint: sort by case, movements by case, date, account, payload and row; number cases, and a case's accounts and cards, from 0"
    )]
    Unsorted {
        /// The table's name.
        table: &'static str,
        /// The first row that is out of order, from 0.
        row: usize,
    },
    /// A case number without its row in `cases`.
    #[error("read table {table}: case {case} has no row in cases, which has {cases}")]
    NoCase {
        /// The table's name.
        table: &'static str,
        /// The number.
        case: u32,
        /// How many cases there are.
        cases: usize,
    },
    /// Two cases with one id.
    #[error("read table cases: rows {first} and {second} have the same id {id:?}")]
    TwoCases {
        /// The row of the first, from 0.
        first: usize,
        /// That of the second.
        second: usize,
        /// Their id.
        id: String,
    },
    /// A value that stands for nothing in the schema.
    #[error("read {table}.{column} in row {row}: {value} stands for nothing")]
    UnknownCode {
        /// The table's name.
        table: &'static str,
        /// The column's name.
        column: &'static str,
        /// The row, from 0.
        row: usize,
        /// The value, or `null`.
        value: String,
    },
    /// A movement of an account that is not there.
    #[error("read movement {row}: account {account} of its case has no row in accounts")]
    NoAccount {
        /// The row in `transactions`, from 0.
        row: usize,
        /// The account's number within the case.
        account: u32,
    },
    /// Two currencies in one row, which has room for one.
    #[error("hold one row of {table} in {first}: another of its amounts is in {second}")]
    MixedCurrencies {
        /// The table's name.
        table: &'static str,
        /// The currency of the row's first amount.
        first: Currency,
        /// The other one.
        second: Currency,
    },
    /// More rows than a table can number.
    #[error("hold {rows} rows of {table}: the limit is {}", u32::MAX)]
    TooManyRows {
        /// The table's name.
        table: &'static str,
        /// How many.
        rows: usize,
    },
    /// Not the one case that was asked about.
    #[error("compute one case: the tables hold {cases}")]
    NotOneCase {
        /// How many they hold.
        cases: usize,
    },
    /// Not the one feature whose lineage was asked for.
    #[error("trace one feature: the program computes {features}")]
    NotOneFeature {
        /// How many it computes.
        features: usize,
    },
    /// A stated month that does not fit 64-bit minor units.
    #[error("sum up {month}: an amount leaves the range of 64-bit minor units")]
    MonthOutOfRange {
        /// The month.
        month: caudal_facts::Month,
    },
    /// polars refused.
    #[error("build table {table}")]
    Polars {
        /// The table's name.
        table: &'static str,
        /// What polars said.
        source: polars::error::PolarsError,
    },
}
