//! Public registers of debts, protests and rejected cheques.

pub(super) mod argentina;
pub(super) mod chile;
