//! Changes of the law that two policies were loaded with, pack by pack and key by key. The rows of the tables that packs
//! name are compared with all others.

use std::collections::{BTreeMap, BTreeSet};

use caudal_facts::Diagnostic;

use super::tree::{Pathway, Tree, branches};
use super::{Change, Version};
use crate::policy::document::{File, Problems};

/// What stands in a pack, by key.
type Pack = Vec<(String, Tree)>;

pub(super) fn changes(
    before: Version<'_>,
    after: Version<'_>,
    problems: &Problems,
) -> Result<Vec<Change>, Diagnostic> {
    let (was, is) = (packs(before, problems)?, packs(after, problems)?);
    let names: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    let mut way = Pathway::of_law(before.policy, after.policy);
    for name in names {
        way.tables("", pack(&was, name), pack(&is, name));
    }
    Ok(way.into_changes())
}

fn pack<'p>(packs: &'p BTreeMap<String, Pack>, name: &str) -> &'p [(String, Tree)] {
    packs.get(name).map_or(&[], Vec::as_slice)
}

/// The packs by their files' names: two policies of one country are held against the same ones, wherever they stand.
fn packs(version: Version<'_>, problems: &Problems) -> Result<BTreeMap<String, Pack>, Diagnostic> {
    let mut packs = BTreeMap::new();
    for path in version.policy.law().versions.keys() {
        let text = version.read(path)?;
        let file = File {
            name: path,
            text: &text,
            problems,
        };
        if let Some(table) = file.parse() {
            let name = path.rsplit('/').next().unwrap_or(path);
            let pack = branches(&path.as_str().into(), &text, &table);
            packs.insert(name.to_owned(), pack);
        }
    }
    Ok(packs)
}
