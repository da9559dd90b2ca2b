//! Changes of `policy.toml`, `reasons.toml` and `features.toml`, key by key.

use std::collections::BTreeSet;
use std::sync::Arc;

use caudal_facts::Diagnostic;
use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::align::{Pair, align};
use super::words::{self, Spoken};
use super::{Change, How, Part, Version};
use crate::decision::Bilingual;
use crate::policy::document::{File, Problems, number};
use crate::policy::manifest::is_own_key;
use crate::policy::own;
use crate::policy::script::Place;
use crate::policy::{Language, Policy, Value};

/// What stands for a law pack's file: packs have names of their own.
const LAW: &str = "law";

/// A file's values with their places.
pub(super) struct Tree {
    file: Arc<str>,
    line: usize,
    value: Branch,
}

pub(super) enum Branch {
    /// Its text with numbers as plain decimals, and the number if it is one.
    Leaf(String, Option<Decimal>),
    /// In the order of the file.
    Table(Vec<(String, Tree)>),
}

/// A key on both sides of a comparison.
pub(super) struct Pathway<'p> {
    before: &'p Policy,
    after: &'p Policy,
    file: &'static str,
    changes: Vec<Change>,
}

pub(super) fn changes(
    before: Version<'_>,
    after: Version<'_>,
    problems: &Problems,
) -> Result<Vec<Change>, Diagnostic> {
    let mut changes = Vec::new();
    for file in ["policy.toml", "reasons.toml", own::FILE] {
        let (Some(first), Some(second)) = (
            whole(before, file, problems)?,
            whole(after, file, problems)?,
        ) else {
            continue;
        };
        let mut way = Pathway {
            before: before.policy,
            after: after.policy,
            file,
            changes: Vec::new(),
        };
        way.tables("", &first, &second);
        changes.append(&mut way.changes);
    }
    changes.extend(reordered(before.policy, after.policy));
    Ok(changes)
}

/// A file and the same file of the policies that are extended, as the policy reads them: tables at the top key by key, what
/// stands below from the nearest as a whole; what is added after what was there. `None` after reporting one that is no TOML.
fn whole(
    version: Version<'_>,
    file: &str,
    problems: &Problems,
) -> Result<Option<Vec<(String, Tree)>>, Diagnostic> {
    let layers = version.layers(file)?;
    let mut merged: Vec<(String, Tree)> = Vec::new();
    for (index, (path, text)) in layers.iter().enumerate().rev() {
        let file = File {
            name: path,
            text,
            problems,
        };
        let Some(table) = file.parse() else {
            return Ok(None);
        };
        let mut nearer = branches(&path.as_str().into(), text, &table);
        let head = nearer.iter_mut().find(|(key, _)| key == "policy");
        if let Some((_, Tree { value, .. })) = head
            && let Branch::Table(head) = value
        {
            // What is read together says all that naming the other policy says.
            head.retain(|(key, _)| key != "extends" && (index == 0 || !is_own_key(key)));
        }
        merge(&mut merged, nearer);
    }
    Ok(Some(merged))
}

/// Puts a nearer file over the others.
fn merge(merged: &mut Vec<(String, Tree)>, nearer: Vec<(String, Tree)>) {
    for (key, tree) in nearer {
        let known = merged.iter_mut().find(|(known, _)| *known == key);
        match (known.map(|(_, known)| known), tree) {
            (None, tree) => merged.push((key, tree)),
            (
                Some(Tree {
                    value: Branch::Table(known),
                    ..
                }),
                Tree {
                    value: Branch::Table(over),
                    ..
                },
            ) => {
                for (key, tree) in over {
                    match known.iter_mut().find(|(known, _)| *known == key) {
                        Some((_, known)) => *known = tree,
                        None => known.push((key, tree)),
                    }
                }
            }
            (Some(known), tree) => *known = tree,
        }
    }
}

pub(super) fn branches(file: &Arc<str>, text: &str, table: &DeTable<'_>) -> Vec<(String, Tree)> {
    let mut keys: Vec<(usize, String, Tree)> = table
        .iter()
        .map(|(key, value)| {
            let start = key.span().start;
            let line = Diagnostic::at_offset("", text, start, "").line;
            let value = match value.get_ref() {
                DeValue::Table(inner) => Branch::Table(branches(file, text, inner)),
                leaf => Branch::Leaf(written(text, value), number(leaf)),
            };
            let file = Arc::clone(file);
            (start, key.get_ref().to_string(), Tree { file, line, value })
        })
        .collect();
    keys.sort_by_key(|(start, _, _)| *start);
    keys.into_iter().map(|(_, key, tree)| (key, tree)).collect()
}

/// A value as it is compared and shown.
fn written(text: &str, value: &Spanned<DeValue<'_>>) -> String {
    match value.get_ref() {
        DeValue::String(string) => string.to_string(),
        DeValue::Array(items) if items.is_empty() => "[]".to_owned(),
        DeValue::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| written(text, item)).collect();
            items.join(", ")
        }
        DeValue::Table(table) => flat(&branches(&"".into(), text, table)),
        other => number(other).map_or_else(
            || text.get(value.span()).unwrap_or_default().to_owned(),
            |number| number.normalize().to_string(),
        ),
    }
}

/// A table on one line.
fn flat(table: &[(String, Tree)]) -> String {
    let entries = table.iter().map(|(key, tree)| match &tree.value {
        Branch::Leaf(text, _) => format!("{key}: {text}"),
        Branch::Table(inner) => format!("{key}: {}", flat(inner)),
    });
    entries.collect::<Vec<_>>().join("; ")
}

impl<'p> Pathway<'p> {
    /// One through law packs.
    pub(super) const fn of_law(before: &'p Policy, after: &'p Policy) -> Self {
        Self {
            before,
            after,
            file: LAW,
            changes: Vec::new(),
        }
    }

    /// What it found.
    pub(super) fn into_changes(self) -> Vec<Change> {
        self.changes
    }

    /// Compares two tables, key by key.
    pub(super) fn tables(
        &mut self,
        path: &str,
        before: &[(String, Tree)],
        after: &[(String, Tree)],
    ) {
        let find = |table: &[(String, Tree)], key: &str| table.iter().position(|(k, _)| k == key);
        for (key, tree) in after {
            let name = joined(path, key);
            match find(before, key).map(|at| &before[at].1) {
                Some(was) => self.both(&name, was, tree),
                // A whole section is new key by key.
                None => match &tree.value {
                    Branch::Table(inner) if path.is_empty() && self.file != "reasons.toml" => {
                        self.tables(&name, &[], inner);
                    }
                    _ => self.change(How::Added, &name, None, Some(tree)),
                },
            }
        }
        for (key, tree) in before.iter().filter(|(key, _)| find(after, key).is_none()) {
            let name = joined(path, key);
            match &tree.value {
                Branch::Table(inner) if path.is_empty() && self.file != "reasons.toml" => {
                    self.tables(&name, inner, &[]);
                }
                _ => self.change(How::Removed, &name, Some(tree), None),
            }
        }
    }

    fn both(&mut self, name: &str, before: &Tree, after: &Tree) {
        match (&before.value, &after.value) {
            (Branch::Table(was), Branch::Table(is)) => self.tables(name, was, is),
            (Branch::Leaf(was, _), Branch::Leaf(is, _)) if was == is => {}
            _ => self.change(How::Changed, name, Some(before), Some(after)),
        }
    }

    fn change(&mut self, how: How, path: &str, before: Option<&Tree>, after: Option<&Tree>) {
        let (part, name, field) = self.named(path);
        let shown =
            |policy: &Policy, tree: Option<&Tree>| tree.map(|tree| show(policy, path, tree));
        let direction = match (before.map(|t| &t.value), after.map(|t| &t.value)) {
            (Some(Branch::Leaf(_, Some(was))), Some(Branch::Leaf(_, Some(is)))) => {
                Some(is.cmp(was))
            }
            _ => None,
        };
        self.changes.push(words::change(Spoken {
            part,
            how,
            field: &field,
            before: shown(self.before, before),
            after: shown(self.after, after),
            direction,
            file: after.or(before).map_or(self.file, |tree| &tree.file),
            place: Place {
                line: after.or(before).map_or(0, |tree| tree.line),
                column: 1,
            },
            name,
        }));
    }

    /// What a path is about: the part, the name that rules use, and the field.
    fn named(&self, path: &str) -> (Part, String, String) {
        if self.file == "reasons.toml" {
            let (code, field) = path.split_once('.').unwrap_or((path, ""));
            return (Part::Reason, code.to_owned(), field.to_owned());
        }
        let (section, rest) = path.split_once('.').unwrap_or((path, ""));
        let part = match self.file {
            own::FILE => Part::Feature,
            LAW => Part::Law,
            _ => words::part_of_section(section),
        };
        if matches!(
            part,
            Part::Parameter | Part::Table | Part::Scorecard | Part::Feature | Part::Law
        ) {
            let (name, field) = rest.split_once('.').unwrap_or((rest, ""));
            return (part, joined(section, name), field.to_owned());
        }
        (part, path.to_owned(), String::new())
    }
}

fn joined(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

/// A value in words; a parameter's by what it measures.
fn show(policy: &Policy, path: &str, tree: &Tree) -> Bilingual {
    let parameter = path.strip_prefix("params.");
    match &tree.value {
        Branch::Leaf(_, Some(number)) => {
            let name = parameter.and_then(|rest| rest.strip_suffix(".value"));
            let value = Value::Number(*number);
            let name = name.map_or_else(|| path.to_owned(), |name| format!("params.{name}"));
            let show = |language| match policy.kind(&name) {
                Some(_) => policy.show(&name, &value, language),
                None => number.normalize().to_string(),
            };
            Bilingual {
                es: show(Language::Spanish),
                en: show(Language::English),
            }
        }
        Branch::Leaf(text, None) => words::either(text),
        Branch::Table(table) => words::either(&flat(table)),
    }
}

/// Reasons that both have and that changed their rank among each other.
fn reordered(before: &Policy, after: &Policy) -> Vec<Change> {
    let codes = |policy: &Policy, other: &Policy| {
        let known: BTreeSet<String> = other.reasons().codes().map(str::to_owned).collect();
        let codes = policy.reasons().codes().map(str::to_owned);
        codes
            .filter(|code| known.contains(code))
            .collect::<Vec<_>>()
    };
    let (was, is) = (codes(before, after), codes(after, before));
    let rank = |policy: &Policy, code: &str| {
        let rank = policy.reasons().get(code).map_or(0, |(rank, _)| rank + 1);
        words::ordinal(rank)
    };
    align(&was, &is)
        .into_iter()
        .filter_map(|pair| match pair {
            Pair::Second(at) => Some(&is[at]),
            _ => None,
        })
        .map(|code| {
            words::change(Spoken {
                part: Part::Reason,
                how: How::Moved,
                name: code.clone(),
                field: "rank",
                before: Some(rank(before, code)),
                after: Some(rank(after, code)),
                direction: None,
                file: after.reasons().places().find(code).0,
                place: after.reasons().places().find(code).1,
            })
        })
        .collect()
}
