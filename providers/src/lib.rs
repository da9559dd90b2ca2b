//! What Caudal's providers send, and how it becomes facts.
//!
//! Each provider is a folder with the same files: `wire` writes its answers down as its documents
//! give them, `convert` turns them into rows. [`convert()`] does so for a whole application's
//! evidence; it is pure and cannot fail: what could not be read is a finding in the facts.
//! [`read_folder`] is the only thing here that reads files.
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

mod bancame;
mod bcra;
mod chile;
mod cirenio;
mod convert;
mod error;
mod folder;
mod khipu;
mod reconcile;
mod sheet;
mod tolerant;

pub use convert::convert;
pub use error::Error;
pub use folder::read_folder;
