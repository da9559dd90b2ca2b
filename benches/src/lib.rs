//! What benchmarks share: a policy's folder on disk, a case of any size, and applicants to gather for.

mod asked;
mod case;
mod folder;

pub use asked::{Anything, Asked, asked, providers};
pub use case::{application, facts};
pub use folder::Folder;
