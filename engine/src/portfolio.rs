//! Portfolios: many cases as shards, each a set of Parquet files that holds whole cases.
//!
//! A [`Shard`] is the unit of work, of memory, of resuming and of error: a worker reads one, computes
//! its cases' features with [`compute_all`](crate::features::compute_all), and lets go of it. The
//! files are those of [`Table`](crate::frames::Table), named after it, in whatever place the caller
//! keeps them: nothing here opens a file or starts a thread.

mod builder;
mod error;
mod metadata;
mod read;
mod seal;
mod shard;
mod write;

pub use builder::ShardBuilder;
pub use error::Error;
pub use metadata::Versions;
pub use read::{Columns, Outline};
pub use shard::Shard;
