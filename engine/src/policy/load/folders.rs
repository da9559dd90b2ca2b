//! The folders that a policy is read from: its own, then those of the policies that it extends.

use std::collections::BTreeSet;

use caudal_facts::Diagnostic;
use toml::de::DeTable;

use super::parts::Reader;
use crate::policy::document::Layer;
use crate::policy::{Files, findings};

/// How many policies one may extend, each the next.
const EXTENDED_MAX: usize = 8;

/// A policy's folders, the nearest first, as paths relative to it.
#[derive(Debug)]
pub(crate) struct Folders(Vec<String>);

impl Folders {
    /// The folders, with the manifest of each; `None` after reporting why one cannot be read.
    pub(super) fn find(reader: &mut Reader<'_>) -> Option<(Self, Vec<Layer>)> {
        let mut folders = vec![String::new()];
        let mut layers = Vec::new();
        let mut known = BTreeSet::from([String::new()]);
        while let Some(folder) = folders.get(layers.len()) {
            let layer = reader.layer(&join(folder, "policy.toml"))?;
            let Some((base, at)) = extends(&layer.text) else {
                layers.push(layer);
                break;
            };
            let next = join(folder, &base);
            if !known.insert(next.clone()) || folders.len() > EXTENDED_MAX {
                let problem = Diagnostic::at_offset(
                    &layer.shown,
                    &layer.text,
                    at,
                    format!("policy.extends {base:?} leads round in a circle or too far"),
                )
                .hint(format!(
                    "extend a policy that stands by itself; at most {EXTENDED_MAX} may extend one another"
                ));
                reader.problems.push(&findings::EXTENDS_CIRCLE, problem);
                return None;
            }
            folders.push(next);
            layers.push(layer);
        }
        Some((Self(folders), layers))
    }

    /// The paths of a file in the folders that hold it, the nearest first.
    pub(crate) fn holding<'f>(
        &'f self,
        files: &'f dyn Files,
        file: &'f str,
    ) -> impl Iterator<Item = String> + 'f {
        let paths = self.0.iter().map(move |folder| join(folder, file));
        paths.filter(move |path| files.holds(path))
    }

    /// The path of a file in the nearest folder that holds it; in the policy's own if none does.
    pub(crate) fn path(&self, files: &dyn Files, file: &str) -> String {
        // A policy that extends none is not asked twice for each file.
        let found = match self.0.len() {
            1 => None,
            _ => self.holding(files, file).next(),
        };
        found.unwrap_or_else(|| join("", file))
    }

    /// Every one of the versions that there is of a file that need not be there, the nearest first; `None` after reporting
    /// one that cannot be read.
    pub(super) fn layers_if_any(&self, reader: &mut Reader<'_>, file: &str) -> Option<Vec<Layer>> {
        let held: Vec<String> = self.holding(reader.files, file).collect();
        held.iter().map(|path| reader.layer(path)).collect()
    }

    /// Every one of a file's versions that there is, the nearest first.
    pub(super) fn layers(&self, reader: &mut Reader<'_>, file: &str) -> Option<Vec<Layer>> {
        let mut held: Vec<String> = match self.0.len() {
            1 => Vec::new(),
            _ => self.holding(reader.files, file).collect(),
        };
        if held.is_empty() {
            held.push(file.to_owned());
        }
        held.iter().map(|path| reader.layer(path)).collect()
    }
}

/// What a manifest says that it extends, and where. Whatever else is wrong is reported when the
/// manifest is read.
fn extends(text: &str) -> Option<(String, usize)> {
    let table = DeTable::parse(text).ok()?;
    let policy = table.get_ref().get("policy")?.get_ref().as_table()?;
    let extends = policy.get("extends")?;
    let base = extends.get_ref().as_str()?.to_owned();
    Some((base, extends.span().start))
}

/// A path in a folder, without the steps that lead back: `../consumer` and `../shared/x.rhai` make
/// `../shared/x.rhai`, so that one file has one name.
pub(super) fn join(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match (part, parts.last()) {
            ("" | ".", _) => {}
            ("..", Some(last)) if *last != ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    let joined = parts.join("/");
    // What begins at the root of a disk must stay so, to be refused by whoever reads files.
    if path.starts_with('/') {
        format!("/{joined}")
    } else {
        joined
    }
}
