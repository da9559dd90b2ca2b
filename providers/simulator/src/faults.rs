//! Faults on demand: what can go wrong, when it does, and what it does to an answer.

mod damage;
mod fault;
mod plan;
mod rule;

pub use fault::{Fault, RetryAfter};
pub use plan::FaultPlan;
pub use rule::{FaultRule, Faults, When};

pub(crate) use damage::wrong_types;
pub(crate) use fault::status_word;
