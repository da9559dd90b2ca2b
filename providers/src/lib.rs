//! What Caudal's providers send, and how it becomes facts.
//!
//! Each provider is a folder with the same files: `wire` writes its answers down as its documents
//! give them, `convert` turns them into rows. [`convert()`] does so for a whole application's
//! evidence; it is pure and cannot fail: what could not be read is a finding in the facts.
//!
//! With the feature `fetch` (on by default) a provider's folder has a `client` too, over one shared
//! [`caller`], and [`Providers::gather`] asks all of them side by side, with a [`Journal`] that makes
//! it safe to be interrupted at any moment. Without it the crate has no HTTP and only reads.
//!
//! # Example
//! ```
//! use caudal_facts::categories::Categories;
//! use caudal_facts::{Application, Evidence, Limits, Source};
//!
//! let limits = Limits::default();
//! let application = br#"{
//!     "id": "A-1", "country": "AR", "product": "personal", "as_of": "2026-10-01",
//!     "applicant": { "tax_id": "20-26756539-3" }, "request": { "currency": "ARS" }
//! }"#;
//! let application = Application::from_json("application.json", application, &limits)?;
//! let categories = Categories::from_toml("ar.toml", "version = \"1\"\ncountry = \"AR\"", &limits)?;
//!
//! // Nobody was asked: that is not the same as having answered "nothing".
//! let facts = caudal_providers::convert(&application, &Evidence::default(), &categories);
//! assert!(facts.answer(Source::Cirenio).is_none());
//! # Ok::<(), caudal_facts::Error>(())
//! ```

#[cfg(feature = "fetch")]
mod address;
pub mod bancame;
pub mod bcra;
#[cfg(feature = "fetch")]
pub mod caller;
mod chile;
pub mod cirenio;
#[cfg(feature = "fetch")]
mod client;
#[cfg(feature = "fetch")]
mod clock;
mod convert;
mod coverage;
mod error;
mod folder;
#[cfg(feature = "fetch")]
mod gather;
pub mod khipu;
mod reconcile;
#[cfg(feature = "fetch")]
mod secret;
mod sheet;
mod tolerant;
#[cfg(feature = "fetch")]
pub mod transport;

#[cfg(feature = "fetch")]
pub use address::{Address, AddressError};
#[cfg(feature = "fetch")]
pub use client::ClientError;
#[cfg(feature = "fetch")]
pub use clock::{Clock, SystemClock};
pub use convert::convert;
pub use coverage::{Coverage, coverage};
pub use error::Error;
pub use folder::read_folder;
#[cfg(feature = "fetch")]
pub use folder::write_folder;
#[cfg(feature = "fetch")]
pub use gather::{
    Access, Arrival, Cache, CacheKey, Cached, CirenioAccess, Delivery, Effort, FolderStore,
    GatherSettings, Gathered, Journal, JournalError, KhipuAccess, MemoryCache, MemoryStore, Miss,
    Origin, PayloadReport, Progress, Providers, Record, Rejected, SourceReport, Step, Store,
    deliver, deliver_job,
};
#[cfg(feature = "fetch")]
pub use secret::{Secret, SecretError};

/// The README's example is compiled like the others.
#[cfg(all(doctest, feature = "fetch"))]
#[doc = include_str!("../README.md")]
struct Readme;
