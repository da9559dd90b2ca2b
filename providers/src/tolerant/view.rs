//! A view of an object whose keys no document gives: names are tried as the known readings spell
//! them, without regard to case, accents or separators.

use serde_json::{Map, Value};

/// An object and its keys.
#[derive(Clone, Copy)]
pub(crate) struct View<'v> {
    map: &'v Map<String, Value>,
}

impl<'v> View<'v> {
    /// A view of an object; `None` for anything else.
    pub(crate) fn object(value: &'v Value) -> Option<Self> {
        value.as_object().map(|map| Self { map })
    }

    /// The first of `names` that the object has with a value; names are given in [`plain`] form.
    pub(crate) fn get(self, names: &[&str]) -> Option<&'v Value> {
        names.iter().find_map(|name| {
            self.map
                .iter()
                .find(|(key, value)| !value.is_null() && plain(key) == *name)
                .map(|(_, value)| value)
        })
    }

    /// The value of the first of `names`, or null.
    pub(crate) fn field(self, names: &[&str]) -> &'v Value {
        self.get(names).unwrap_or(&Value::Null)
    }

    /// Whether the object has a key of one of these names, even with null.
    pub(crate) fn has(self, names: &[&str]) -> bool {
        self.map
            .keys()
            .any(|key| names.contains(&plain(key).as_str()))
    }

    /// The entries.
    pub(crate) fn entries(self) -> impl Iterator<Item = (&'v String, &'v Value)> {
        self.map.iter()
    }
}

/// A key's letters and digits in lower case, accents dropped: `Rut_Empleador` is `rutempleador`.
pub(crate) fn plain(key: &str) -> String {
    key.chars()
        .filter_map(|c| match c.to_ascii_lowercase() {
            'á' | 'Á' => Some('a'),
            'é' | 'É' => Some('e'),
            'í' | 'Í' => Some('i'),
            'ó' | 'Ó' => Some('o'),
            'ú' | 'ü' | 'Ú' | 'Ü' => Some('u'),
            'ñ' | 'Ñ' => Some('n'),
            c if c.is_alphanumeric() => Some(c),
            _ => None,
        })
        .collect()
}
