//! Tests of frames and features.

mod catalogue;
mod ledger;
