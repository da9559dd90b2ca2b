//! Khipu Open Data (Chile): a bank's accounts, balances, statements and movements, and public
//! services.
//!
//! The bank data have the UK Open Banking account-information shape, with differences that the
//! published samples show. The insides of the public services are undocumented and read as the
//! Chilean reports that they carry.

mod convert;
mod wire;

pub(crate) use convert::convert;
