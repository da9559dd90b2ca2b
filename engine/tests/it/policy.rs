//! Policies: the language's meaning, loading, and running.

pub(crate) mod harness;
mod laws;
mod loading;
mod loans;
mod missing;
mod offers;
mod rows;
mod sandbox;
mod scorecards;
mod shipped;
mod showing;
mod stages;
mod states;
mod tables;
