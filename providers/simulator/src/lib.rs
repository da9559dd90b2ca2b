//! Cirenio, Khipu, banca.me and the public BCRA register on loopback.
//!
//! A real HTTP server that answers as the vendors document it, contradictions included, and that fails
//! on demand in the ways a network fails. Applicants are fixtures or are generated: the same seed, tax
//! id and date give the same bytes on every machine. It never calls anything but loopback.
//!
//! # Who is asked about
//! A credential says it: Cirenio's `token`, Khipu's bearer token, `AccountLink` or `Username`, the widget's
//! `external_id` or `public_key` hold a tax id as `simulated-20267565393` or `simulated-11111111-1`. Any
//! other credential stands for somebody of its own, always the same. banca.me's form and the register's
//! path name the applicant as they do anyway, and so do the public services' `RutAfectado` and
//! `DebtorId`.
//!
//! # What is ours
//! Where the vendors document nothing, something had to be chosen: the paths of banca.me's loan and of a
//! single entity, its errors and the names of its rate limit's headers, the steps before
//! `READY_FOR_LOAN`, the words of Khipu's `Error.Type`, whether `LifeSpan` is a text or a number, the
//! insides of Khipu's services, the method of Cirenio's webhook. Events of banca.me are not signed.
//!
//! # Example
//! ```
//! use caudal_simulator::{Fault, FaultRule, Settings, Simulator, Vendor, When};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let simulator = Simulator::start(Settings::default()).await?;
//! simulator.faults().add(FaultRule {
//!     vendor: Some(Vendor::Bcra),
//!     endpoint: None,
//!     when: When::FirstN(1),
//!     fault: Fault::InternalError,
//! });
//!
//! let debts = simulator.bcra().join("centraldedeudores/v1.0/Deudas/20267565393")?;
//! assert_eq!(reqwest::get(debts.clone()).await?.status(), 500);
//! assert_eq!(reqwest::get(debts).await?.status(), 200);
//! assert_eq!(simulator.count(|seen| seen.vendor == Vendor::Bcra), 2);
//! simulator.shutdown().await;
//! # Ok(())
//! # }
//! ```

mod applicants;
mod callbacks;
mod endpoints;
mod error;
mod faults;
mod fixtures;
mod jobs;
mod log;
mod portfolio;
mod routes;
mod seen;
mod server;
mod settings;
mod simulator;
mod world;

pub use callbacks::{Callback, Delivery};
pub use endpoints::{ENDPOINTS, Endpoint, Vendor};
pub use error::Error;
pub use faults::{Fault, FaultPlan, FaultRule, Faults, RetryAfter, When};
pub use jobs::{Job, JobState};
pub use portfolio::Applicants;
pub use seen::Seen;
pub use settings::{Pace, Settings, WebhookVerb};
pub use simulator::Simulator;
