//! Where the names of TOML files stand, for what is found out about them later.

use std::collections::BTreeMap;
use std::sync::Arc;

use caudal_facts::Diagnostic;
use toml::de::{DeTable, DeValue};

use crate::policy::script::Place;

/// The places of files' keys, by their dotted names: `params.min_age`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    /// The file of what stands nowhere.
    path: Arc<str>,
    places: BTreeMap<String, (Arc<str>, Place)>,
}

impl Places {
    /// The places of files' keys, and of those of the tables in them: path, text and table of each
    /// file, the nearest first.
    pub(crate) fn of(files: &[(&str, &str, &DeTable<'_>)]) -> Self {
        let mut places = BTreeMap::new();
        for (path, text, table) in files {
            let file = InFile {
                path: (*path).into(),
                text,
            };
            file.collect("", table, &mut places);
        }
        let path = files.first().map_or("", |(path, ..)| path).into();
        Self { path, places }
    }

    /// The file that a name stands in, relative to the policy, and where; nowhere in the nearest if
    /// no file has it.
    pub(crate) fn find(&self, name: &str) -> (&str, Place) {
        match self.places.get(name) {
            Some((path, place)) => (path, *place),
            None => (&self.path, Place::default()),
        }
    }
}

struct InFile<'t> {
    path: Arc<str>,
    text: &'t str,
}

impl InFile<'_> {
    fn collect(
        &self,
        prefix: &str,
        table: &DeTable<'_>,
        places: &mut BTreeMap<String, (Arc<str>, Place)>,
    ) {
        for (key, value) in table {
            let name = match prefix {
                "" => key.get_ref().to_string(),
                _ => format!("{prefix}.{}", key.get_ref()),
            };
            if let DeValue::Table(inner) = value.get_ref() {
                self.collect(&name, inner, places);
            }
            let at = Diagnostic::at_offset("", self.text, key.span().start, "");
            let place = Place {
                line: at.line,
                column: at.column,
            };
            places
                .entry(name)
                .or_insert_with(|| (Arc::clone(&self.path), place));
        }
    }
}
