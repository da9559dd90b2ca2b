//! BCRA (Argentina): the central bank's debtors' register, open to all.

#[cfg(feature = "fetch")]
mod client;
mod convert;
mod wire;

#[cfg(feature = "fetch")]
pub use client::{BASE, Bcra, ENDPOINTS, settings};

pub(crate) use convert::{convert, measure};
