//! Policies: the language's meaning, loading, and running.

mod arbitrary;
mod boundaries;
mod coverage;
mod directions;
mod evaluators;
mod extending;
pub(crate) mod harness;
mod hostile;
mod law;
mod laws;
mod loading;
mod loans;
mod missing;
mod mutants;
mod offers;
mod rows;
mod sandbox;
mod scorecards;
mod shipped;
mod showing;
mod soundness;
mod stages;
mod states;
mod tables;
mod versions;
mod wrong;
