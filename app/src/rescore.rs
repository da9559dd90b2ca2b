//! A portfolio decided again: shard by shard on all cores, stopped and gone on with at any moment.
//!
//! What is written is one file a shard, each whole or not at all, beside the plan that says what they are
//! made of. Who goes on finds the files that are there, and refuses when what they were made of has changed.

mod inputs;
mod job;
mod plan;
mod shard_files;
mod summary;
mod tally;
#[cfg(test)]
mod tests;
mod work;

pub(crate) use inputs::inputs;
pub(crate) use job::Job;
pub(crate) use plan::Plan;
pub(crate) use summary::Summary;
pub(crate) use work::{Ended, work};
