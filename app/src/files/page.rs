//! Pages that a command writes beside what it prints.

use std::fs;
use std::path::Path;

use anyhow::Context as _;

/// Writes a page; a file that is there is replaced.
pub(crate) fn write_page(path: &Path, page: &str) -> anyhow::Result<()> {
    fs::write(path, page).with_context(|| format!("write {}", path.display()))
}
