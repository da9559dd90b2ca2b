//! Facts that a credit decision rests on, in exact and provider-neutral form.
//!
//! This crate knows money, dates, tax ids, applications, evidence and facts. It knows no HTTP, no
//! data frames and no scripts: providers convert *to* it and the engine decides *from* it.

mod application;
pub mod calendar;
pub mod categories;
mod cbu;
mod country;
mod diagnostic;
mod error;
pub mod evidence;
pub mod facts;
mod limits;
mod money;
pub mod names;
pub mod numeric;
mod rate;
mod report;
mod source;
mod tax_id;

pub use application::{Application, CoApplicant, DatedValue, Given, Input, json_diagnostic};
pub use calendar::{Month, add_months, months_between, years_between};
pub use cbu::Cbu;
pub use country::Country;
pub use diagnostic::{Diagnostic, Level};
pub use error::Error;
pub use evidence::Evidence;
pub use facts::Facts;
pub use limits::Limits;
pub use money::{Currency, Money};
pub use rate::{Rate, RatePeriod};
pub use report::{Party, Report};
pub use source::Source;
pub use tax_id::TaxId;
