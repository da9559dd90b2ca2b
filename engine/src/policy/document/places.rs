//! Where the names of a TOML file stand, for what is found out about them later.

use std::collections::BTreeMap;

use caudal_facts::Diagnostic;
use toml::de::{DeTable, DeValue};

use crate::policy::script::Place;

/// The places of a file's keys, by their dotted names: `params.min_age`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places(BTreeMap<String, Place>);

impl Places {
    /// The places of a table's keys, and of those of the tables in it.
    pub(crate) fn of(text: &str, table: &DeTable<'_>) -> Self {
        let mut places = BTreeMap::new();
        collect(text, "", table, &mut places);
        Self(places)
    }

    /// Where a name stands; nowhere if the file does not have it.
    pub(crate) fn find(&self, name: &str) -> Place {
        self.0.get(name).copied().unwrap_or_default()
    }
}

fn collect(text: &str, prefix: &str, table: &DeTable<'_>, places: &mut BTreeMap<String, Place>) {
    for (key, value) in table {
        let name = match prefix {
            "" => key.get_ref().to_string(),
            _ => format!("{prefix}.{}", key.get_ref()),
        };
        let at = Diagnostic::at_offset("", text, key.span().start, "");
        let place = Place {
            line: at.line,
            column: at.column,
        };
        if let DeValue::Table(inner) = value.get_ref() {
            collect(text, &name, inner, places);
        }
        places.insert(name, place);
    }
}
