//! Transaction categories: which kind of movement a bank's text describes.
//!
//! Risk teams keep the entries in `rules/categories/{ar,cl}.toml`. The first entry that matches a
//! movement decides, and its id is kept with the row.

mod category;
mod entry;
mod file;
mod matching;
mod normalise;

pub use category::Category;
pub use entry::Entry;
pub use matching::{Categories, Decided, Movement};
pub use normalise::normalise;
