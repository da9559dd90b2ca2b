//! Transaction categories: which kind of movement a bank's text describes.
//!
//! Risk teams keep the entries in `rules/categories/{ar,cl}.toml`. The first entry that matches a
//! movement decides, and its id is kept with the row.

mod category;
mod entry;
mod file;
mod normalise;

pub use category::Category;
pub use entry::{Categories, Decided, Movement};
pub use normalise::normalise;
