//! Khipu Open Data (Chile): a bank's accounts, balances, statements and movements, and public
//! services.
//!
//! The bank data have the UK Open Banking account-information shape, with differences that the
//! published samples show. The insides of the public services are undocumented and read as the
//! Chilean reports that they carry.

#[cfg(feature = "fetch")]
pub mod callback;
#[cfg(feature = "fetch")]
mod client;
#[cfg(feature = "fetch")]
mod code;
mod convert;
#[cfg(feature = "fetch")]
mod numbers;
mod standing;
mod wire;

#[cfg(feature = "fetch")]
pub use callback::CallbackAddress;
#[cfg(feature = "fetch")]
pub use client::{
    AccountCredential, Authentication, BASE, BankPath, BankRequest, ENDPOINTS, Khipu, Operation,
    Outcome, Segment, TaxFolder, settings,
};
#[cfg(feature = "fetch")]
pub use code::{Class, Code};
#[cfg(feature = "fetch")]
pub(crate) use numbers::account_numbers;

pub(crate) use convert::{convert, measure};
