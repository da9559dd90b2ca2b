//! Tests of frames and features.

#![expect(
    clippy::expect_used,
    reason = "a test stops where its own case is wrong"
)]

mod catalogue;
mod causes;
mod currency;
mod exact;
mod ledger;
mod netting;
mod windows;
