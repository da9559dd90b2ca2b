//! The law pack of a country: what no policy of it may read, each with the law that says so.
//!
//! `rules/cl/law/cl.toml` and `rules/ar/law/ar.toml`, where they exist; a policy reads the one of its country.

use super::document::{File, Problems, Section};

/// What a law forbids to decide by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Prohibition {
    /// Full names, or namespaces with `*`.
    pub(crate) features: Vec<String>,
    /// The law, in Spanish.
    pub(crate) es: String,
    /// The name that allows it after all where the policy reads it: a consent.
    pub(crate) unless: Option<String>,
}

impl Prohibition {
    /// Whether it speaks of a name. A `*` stands for any letters.
    pub(crate) fn forbids(&self, name: &str) -> bool {
        self.features.iter().any(|pattern| matches(pattern, name))
    }
}

/// Reads the prohibitions of a law pack.
pub(crate) fn prohibitions(name: &str, text: &str, problems: &Problems) -> Vec<Prohibition> {
    let file = File {
        name,
        text,
        problems,
    };
    let Some(table) = file.parse() else {
        return Vec::new();
    };
    // What else a pack says (how old facts may be, what offers carry) is for others to read.
    let root = Section::root(file, &table);
    let entries = root.optional("prohibited").and_then(|entry| entry.list());
    entries
        .unwrap_or_default()
        .iter()
        .filter_map(|entry| {
            let section = entry.section()?;
            let features = section.required("features")?.strings()?;
            let es = section.required("es")?.string()?;
            let unless = section.optional("unless").and_then(|entry| entry.string());
            section.finish();
            Some(Prohibition {
                features,
                es,
                unless,
            })
        })
        .collect()
}

fn matches(pattern: &str, name: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return pattern == name;
    };
    let Some(tail) = name.strip_prefix(start) else {
        return false;
    };
    rest.is_empty()
        || (0..=tail.len()).any(|at| tail.get(at..).is_some_and(|end| matches(rest, end)))
}
