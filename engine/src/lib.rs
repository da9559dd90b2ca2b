#![doc = include_str!("../../README.md")]

pub mod batch;
pub mod decision;
mod engine;
mod error;
pub mod exact;
pub mod features;
pub mod frames;
pub mod policy;
pub mod portfolio;
mod reference;

pub use caudal_facts as facts;
pub use decision::Decision;
pub use engine::{Counterfactual, Counterfactuals, Engine, Next, Reached, Trial, ValueChange};
pub use error::Error;
/// The tables of [`frames`] are polars' own, in the version that this crate is built with.
pub use polars;
pub use reference::{Reference, ReferenceSeries};
