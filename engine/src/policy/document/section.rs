//! Tables of TOML files. A policy that extends another is read through both files at once: what it
//! gives itself comes first, and a key that it leaves out is the other's.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::DeTable;

use super::{Entry, File};
use crate::policy::findings;

/// One table. Keys that nobody asked for are reported by [`finish`](Self::finish).
pub(crate) struct Section<'a, 't> {
    /// The tables it is made of, the nearest first. Never empty.
    layers: Vec<Layer<'a, 't>>,
    name: String,
    asked: RefCell<BTreeSet<&'static str>>,
}

#[derive(Clone)]
struct Layer<'a, 't> {
    file: File<'a>,
    table: &'t DeTable<'a>,
    span: Range<usize>,
}

impl<'a, 't> Section<'a, 't> {
    /// A whole file.
    pub(crate) fn root(file: File<'a>, table: &'t DeTable<'a>) -> Self {
        Self::layered(&[(file, table)])
    }

    /// Whole files, the nearest first. Tables at their top level are merged key by key; what stands
    /// below is taken from the nearest as a whole.
    pub(crate) fn layered(files: &[(File<'a>, &'t DeTable<'a>)]) -> Self {
        let layers = files.iter().map(|(file, table)| Layer {
            file: *file,
            table,
            span: 0..0,
        });
        Self {
            layers: layers.collect(),
            name: String::new(),
            asked: RefCell::default(),
        }
    }

    /// The table that an entry holds.
    pub(super) fn of(entry: &Entry<'a, 't>, table: &'t DeTable<'a>) -> Self {
        Self {
            layers: vec![Layer {
                file: entry.file,
                table,
                span: entry.key_span.clone(),
            }],
            name: entry.name.clone(),
            asked: RefCell::default(),
        }
    }

    /// Every entry, the nearest file's first, each in the order of its file.
    pub(crate) fn entries(&self) -> Vec<(String, Entry<'a, 't>)> {
        let mut seen = BTreeSet::new();
        let mut all = Vec::new();
        for layer in &self.layers {
            for key in layer.keys() {
                if seen.insert(key) {
                    all.extend(self.find(key).map(|entry| (key.to_owned(), entry)));
                }
            }
        }
        all
    }

    /// The keys in the order of the files, the furthest file first: what is added comes after what
    /// was there.
    pub(crate) fn keys_from_the_base(&self) -> Vec<&'t str> {
        let mut keys = Vec::new();
        for key in self.layers.iter().rev().flat_map(Layer::keys) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }

    /// The value of a key, if it is there.
    pub(crate) fn optional(&self, key: &'static str) -> Option<Entry<'a, 't>> {
        self.asked.borrow_mut().insert(key);
        self.find(key)
    }

    /// The value of a key that must be there.
    pub(crate) fn required(&self, key: &'static str) -> Option<Entry<'a, 't>> {
        let entry = self.optional(key);
        if entry.is_none() {
            self.lacks(key);
        }
        entry
    }

    /// The value of a key that must be there, in the nearest file itself.
    pub(crate) fn required_own(&self, key: &'static str) -> Option<Entry<'a, 't>> {
        self.asked.borrow_mut().insert(key);
        let own = self.layers.first()?.entry(self.path(key), key);
        if own.is_none() {
            self.lacks(key);
        }
        own
    }

    /// The value of a key in the nearest file itself, if it is there.
    pub(crate) fn optional_own(&self, key: &'static str) -> Option<Entry<'a, 't>> {
        self.asked.borrow_mut().insert(key);
        self.layers.first()?.entry(self.path(key), key)
    }

    /// A sub-table, if it is there.
    pub(crate) fn section(&self, key: &'static str) -> Option<Self> {
        self.asked.borrow_mut().insert(key);
        self.subsection(key)
    }

    /// A sub-table that must be there.
    pub(crate) fn required_section(&self, key: &'static str) -> Option<Self> {
        self.required(key)?;
        self.section(key)
    }

    /// A sub-table of a name that is not known beforehand, if it is there.
    pub(crate) fn subsection(&self, key: &str) -> Option<Self> {
        if !self.name.is_empty() {
            return self.find(key)?.section();
        }
        let tables = self.layers.iter().filter_map(|layer| {
            let entry = layer.entry(self.path(key), key)?;
            entry.section()
        });
        let mut layers = Vec::new();
        for table in tables {
            layers.extend(table.layers);
        }
        (!layers.is_empty()).then(|| Self {
            layers,
            name: self.path(key),
            asked: RefCell::default(),
        })
    }

    /// Reports the keys that nobody asked for, with the nearest known name.
    pub(crate) fn finish(self) {
        let asked = self.asked.into_inner();
        let known: Vec<&str> = asked.iter().copied().collect();
        let place = match self.name.as_str() {
            "" => "here",
            name => name,
        };
        for layer in &self.layers {
            for key in layer.table.keys() {
                let name = key.get_ref().as_ref();
                if !asked.contains(name) {
                    layer.file.report(
                        &findings::UNKNOWN_KEY,
                        key.span(),
                        format!("unknown key {name:?} in {place}"),
                        Some(crate::policy::names::hint(name, &known)),
                    );
                }
            }
        }
    }

    fn find(&self, key: &str) -> Option<Entry<'a, 't>> {
        let mut layers = self.layers.iter();
        layers.find_map(|layer| layer.entry(self.path(key), key))
    }

    fn path(&self, key: &str) -> String {
        if self.name.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.name)
        }
    }

    fn lacks(&self, key: &str) {
        if let Some(layer) = self.layers.first() {
            let message = format!("{} is missing", self.path(key));
            let (file, span) = (layer.file, layer.span.clone());
            file.report(&findings::MISSING_KEY, span, message, None);
        }
    }
}

impl<'a, 't> Layer<'a, 't> {
    /// The keys, in the order of the file.
    fn keys(&self) -> impl Iterator<Item = &'t str> + use<'a, 't> {
        let mut keys: Vec<_> = self.table.keys().collect();
        keys.sort_by_key(|key| key.span().start);
        keys.into_iter().map(|key| key.get_ref().as_ref())
    }

    fn entry(&self, name: String, key: &str) -> Option<Entry<'a, 't>> {
        let (given, value) = self.table.get_key_value(key)?;
        Some(Entry {
            file: self.file,
            name,
            key_span: given.span(),
            value,
        })
    }
}
