//! Tests of the engine, one binary.

mod features;
mod policy;
