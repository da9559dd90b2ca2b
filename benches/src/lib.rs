//! What benchmarks share: a policy's folder on disk, and a case of any size.

mod case;
mod folder;

pub use case::{application, facts};
pub use folder::Folder;
