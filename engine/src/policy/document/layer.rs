//! A file of a policy and the same file of the policies that it extends, read as one.

use toml::de::DeTable;

use super::{File, Places, Problems, Section};

/// One such file.
#[derive(Debug)]
pub(crate) struct Layer {
    /// Its path, relative to the policy.
    pub(crate) path: String,
    /// As messages name it.
    pub(crate) shown: String,
    /// What is in it.
    pub(crate) text: String,
}

impl Layer {
    /// The tables of the files; `None` after reporting the ones that are no TOML.
    pub(crate) fn parse_all<'l>(
        layers: &'l [Self],
        problems: &'l Problems,
    ) -> Option<Vec<DeTable<'l>>> {
        let tables: Vec<Option<DeTable<'l>>> = layers
            .iter()
            .map(|layer| layer.file(problems).parse())
            .collect();
        tables.into_iter().collect()
    }

    /// The files as one, the nearest first.
    pub(crate) fn section<'l, 't>(
        layers: &'l [Self],
        tables: &'t [DeTable<'l>],
        problems: &'l Problems,
    ) -> Section<'l, 't> {
        let files = layers.iter().map(|layer| layer.file(problems));
        let files: Vec<_> = files.zip(tables).collect();
        Section::layered(&files)
    }

    /// Where their names stand.
    pub(crate) fn places(layers: &[Self], tables: &[DeTable<'_>]) -> Places {
        let files: Vec<_> = layers
            .iter()
            .zip(tables)
            .map(|(layer, table)| (layer.path.as_str(), layer.text.as_str(), table))
            .collect();
        Places::of(&files)
    }

    fn file<'l>(&'l self, problems: &'l Problems) -> File<'l> {
        File {
            name: &self.shown,
            text: &self.text,
            problems,
        }
    }
}
