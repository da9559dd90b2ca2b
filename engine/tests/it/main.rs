//! Tests of the engine, one binary.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on says so by panicking"
)]

mod allocations;
mod batch;
mod engine;
mod features;
mod frames;
mod policy;
mod portfolio;
