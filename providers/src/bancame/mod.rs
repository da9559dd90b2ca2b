//! banca.me (Chile): pre-loan requests, with the public reports that the applicant's Clave Única
//! opens.
//!
//! The insides of the reports are undocumented, so each is read as the Chilean report it carries.

#[cfg(feature = "fetch")]
pub mod callback;
#[cfg(feature = "fetch")]
mod client;
mod convert;
#[cfg(feature = "fetch")]
mod loan;
mod step;
mod wire;

#[cfg(feature = "fetch")]
pub use client::{
    BASE, Bancame, ENDPOINTS, Entity, EntityChange, NewEntity, PreLoanRequest, WidgetSession,
    WidgetStart, settings,
};
#[cfg(feature = "fetch")]
pub use loan::{Installment, Loan, LoanState};
pub use step::Step;

pub(crate) use convert::{CARRIED, convert, measure};
