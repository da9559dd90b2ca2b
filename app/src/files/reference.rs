//! A folder of dated series: exchange rates, price indexes, minimum wages.

use std::path::Path;

use anyhow::anyhow;
use caudal_engine::Reference;
use caudal_facts::{Diagnostic, Limits};

use super::folder::names_in;
use super::input::read_limited;
use crate::problems::Problems;

/// Reads every CSV file of a folder, by name.
pub(super) fn reference(folder: &Path, limits: &Limits) -> anyhow::Result<Reference> {
    let shown = folder.display();
    let mut names = names_in(folder)?;
    names.retain(|name| Path::new(name).extension().is_some_and(|end| end == "csv"));
    if names.is_empty() {
        return Err(anyhow!(
            "read reference {shown}: the folder holds no CSV file"
        ));
    }
    let what = format!("reference {shown}");
    Limits::hold(&what, names.len() as u64, limits.reference_files, "files")?;
    let mut reference = Reference::default();
    let mut found = Vec::new();
    for name in &names {
        let file = folder.join(name);
        let shown = file.display().to_string();
        let bytes = read_limited(&file, limits.rules_file_bytes)?;
        match String::from_utf8(bytes) {
            Ok(text) => found.extend(
                reference
                    .read(&shown, &text, limits)
                    .err()
                    .unwrap_or_default(),
            ),
            Err(_) => found.push(Diagnostic::at(&shown, (0, 0), "is not UTF-8 text")),
        }
    }
    if found.is_empty() {
        Ok(reference)
    } else {
        Err(problems(folder, found))
    }
}

/// Problems in the files of a reference folder, which are shown: nobody's data is in them.
pub(super) fn problems(folder: &Path, found: Vec<Diagnostic>) -> anyhow::Error {
    let doing = format!("read reference {}", folder.display());
    let limit = Limits::default().rules_file_bytes;
    let source = move |file: &str| {
        let bytes = read_limited(Path::new(file), limit).ok()?;
        String::from_utf8(bytes).ok()
    };
    Problems::in_rules(doing, found, source).into()
}
