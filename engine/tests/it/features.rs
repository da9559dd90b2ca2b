//! Tests of features: what each is on both sides of its boundaries, and laws over random ledgers.

mod balances;
mod cards;
mod catalogue;
mod causes;
mod currency;
mod exact;
mod invariance;
mod laws;
mod ledger;
mod lineage;
mod listing;
mod netting;
mod oracle;
mod overflowing;
mod price_index;
pub(crate) mod random;
mod real;
mod reconciled;
mod registers;
mod relations;
mod rolling;
mod streams;
mod undone;
mod windows;
mod work;

pub(crate) use ledger::Ledger;
