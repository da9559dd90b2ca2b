//! The engine as backends call it: errors of the caller, determinism, stage by stage.

mod calling;
mod counterfactuals;
mod reference;
mod two_people;
mod unpriced;
