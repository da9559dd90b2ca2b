//! Cirenio (Argentina): jobs, and the bank report that a job leaves behind.
//!
//! The vendor's document contradicts itself in many places (types, capitals, objects against
//! lists); both readings are taken.

#[cfg(feature = "fetch")]
mod bank;
#[cfg(feature = "fetch")]
mod callback;
#[cfg(feature = "fetch")]
mod client;
mod convert;
#[cfg(feature = "fetch")]
mod job;
#[cfg(feature = "fetch")]
mod widget;
mod wire;

#[cfg(feature = "fetch")]
pub use bank::Bank;
#[cfg(feature = "fetch")]
pub use callback::{JobEvent, JobEventError};
#[cfg(feature = "fetch")]
pub use client::{BASE, Cirenio, ENDPOINTS, NewJob};
#[cfg(feature = "fetch")]
pub use job::{Job, JobStatus, Phase};
#[cfg(feature = "fetch")]
pub use widget::{WIDGET, Widget};

pub(crate) use convert::{convert, measure};
