//! Facts as polars tables: one public, versioned schema for one case and for ten million.
//!
//! The schema is declared once, in [`tables`], and everything else follows from it: how rows are
//! pushed, what a Parquet file must hold, the reference page. Building and reading one case sorts,
//! groups, joins and plans nothing in polars, so that no thread pool can change a decision.

mod bank;
mod build;
mod check;
mod codes;
mod concat;
mod error;
mod kinds;
mod read;
mod registry;
mod schema;
mod sides;
pub mod tables;
mod wording;

pub use build::{Builder, Case, Frames};
pub use codes::{SECTIONS, currency_of, number_of_currency};
pub use error::Error;
pub use schema::{ColumnSchema, Dtype, SCHEMA_VERSION, TableSchema};
pub use tables::Table;

pub(crate) use check::MONTHS;
pub(crate) use codes::{account_kind, debt_kind, finding, section_number, source_number};
pub(crate) use read::{Cells, MovementColumns, TableView, View};
