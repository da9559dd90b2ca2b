//! Tests of the facts, one binary.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on says so by panicking"
)]

mod applications;
mod categories;
mod categories_of_texts;
mod evidence;
mod identifiers;
mod money;
mod rates;
