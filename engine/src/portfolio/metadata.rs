//! What every file of a shard says of itself, in its Parquet metadata.

use caudal_facts::evidence::Sha256Digest;
use polars::prelude::{FileMetadata, KeyValueMetadata};

use super::error::Error;
use super::seal;
use super::shard::file;
use crate::features::Catalogue;
use crate::frames::{Frames, SCHEMA_VERSION, Table};

const SCHEMA: &str = "caudal.schema";
const CATALOGUE: &str = "caudal.catalogue";
const CATEGORIES: &str = "caudal.categories";
const TABLE: &str = "caudal.table";
const CASES: &str = "caudal.cases";

/// How the metadata writes that no categories took part.
const NO_CATEGORIES: &str = "none";

/// What a shard was made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versions {
    /// The version of the tables' schema.
    pub schema: u32,
    /// The version of the catalogue of the program that wrote it. The tables hold no features, so
    /// another version reads them just as well.
    pub catalogue: String,
    /// The digest of the categories file that its movements were sorted by; `None` without any.
    pub categories: Option<Sha256Digest>,
}

impl Versions {
    /// What this version of the program writes.
    pub(super) fn current(categories: Option<Sha256Digest>) -> Self {
        Self {
            schema: SCHEMA_VERSION,
            catalogue: Catalogue::version().to_owned(),
            categories,
        }
    }
}

/// The metadata of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Metadata {
    schema: String,
    catalogue: String,
    categories: String,
    table: String,
    /// The digest of the cases' ids: files of one shard have the same.
    cases: String,
}

impl Metadata {
    pub(super) fn of(versions: &Versions, frames: &Frames, table: Table) -> Result<Self, Error> {
        Ok(Self {
            schema: versions.schema.to_string(),
            catalogue: versions.catalogue.clone(),
            categories: categories(versions.categories),
            table: table.name().to_owned(),
            cases: digest_of_cases(frames)?.to_string(),
        })
    }

    pub(super) fn into_parquet(self) -> KeyValueMetadata {
        let pairs = [
            (SCHEMA, self.schema),
            (CATALOGUE, self.catalogue),
            (CATEGORIES, self.categories),
            (TABLE, self.table),
            (CASES, self.cases),
            (seal::KEY, seal::BLANK.to_owned()),
        ];
        let pairs = pairs.map(|(key, value)| (key.to_owned(), value));
        KeyValueMetadata::from_static(pairs.into())
    }

    /// The metadata of the file of a table.
    pub(super) fn read(parquet: &FileMetadata, table: Table) -> Result<Self, Error> {
        let value = |key: &'static str| {
            let pairs = parquet.key_value_metadata().iter().flatten();
            pairs
                .filter(|pair| pair.key == key)
                .find_map(|pair| pair.value.clone())
                .ok_or_else(|| Error::NoMetadata {
                    file: file(table),
                    key,
                })
        };
        Ok(Self {
            schema: value(SCHEMA)?,
            catalogue: value(CATALOGUE)?,
            categories: value(CATEGORIES)?,
            table: value(TABLE)?,
            cases: value(CASES)?,
        })
    }

    /// Holds it against what is expected: this program's schema, the table, these categories.
    pub(super) fn hold(
        &self,
        table: Table,
        expected: Option<Sha256Digest>,
    ) -> Result<Versions, Error> {
        let differs = |what, found: &str, expected: String, hint| Error::Differs {
            file: file(table),
            what,
            found: found.to_owned(),
            expected,
            hint,
        };
        if self.schema != SCHEMA_VERSION.to_string() {
            let hint = "write the portfolio anew with this version of Caudal";
            let expected = SCHEMA_VERSION.to_string();
            return Err(differs("schema version", &self.schema, expected, hint));
        }
        if self.table != table.name() {
            let hint = "each file holds the table that it is named after";
            return Err(differs("table", &self.table, table.name().to_owned(), hint));
        }
        if self.categories != categories(expected) {
            let hint = "give the categories that the portfolio was written with, or write it anew";
            return Err(differs(
                "categories digest",
                &self.categories,
                categories(expected),
                hint,
            ));
        }
        Ok(Versions {
            schema: SCHEMA_VERSION,
            catalogue: self.catalogue.clone(),
            categories: expected,
        })
    }

    /// Holds that it is of the same shard as another file.
    pub(super) fn hold_same_shard(&self, first: &Self, table: Table) -> Result<(), Error> {
        if self.cases == first.cases {
            return Ok(());
        }
        Err(Error::Differs {
            file: file(table),
            what: "digest of case ids",
            found: self.cases.clone(),
            expected: first.cases.clone(),
            hint: "its files come from two shards",
        })
    }

    /// Holds that the cases are those that the files were written with.
    pub(super) fn hold_cases(&self, frames: &Frames) -> Result<(), Error> {
        let found = digest_of_cases(frames)?.to_string();
        if self.cases == found {
            return Ok(());
        }
        Err(Error::Differs {
            file: file(Table::Cases),
            what: "digest of case ids",
            found,
            expected: self.cases.clone(),
            hint: "the file was changed after the shard was written",
        })
    }
}

fn categories(digest: Option<Sha256Digest>) -> String {
    digest.map_or_else(|| NO_CATEGORIES.to_owned(), |digest| digest.to_string())
}

/// The digest of the ids, each after its length, so that no two lists of ids are alike.
fn digest_of_cases(frames: &Frames) -> Result<Sha256Digest, Error> {
    let table = Table::Cases;
    let polars = |source| {
        Error::Tables(crate::frames::Error::Polars {
            table: table.name(),
            source,
        })
    };
    let ids = frames.table(table).column("id").map_err(polars)?;
    let ids = ids.str().map_err(polars)?;
    let mut bytes = Vec::new();
    for id in ids.iter().map(Option::unwrap_or_default) {
        bytes.extend(id.len().to_le_bytes());
        bytes.extend(id.as_bytes());
    }
    Ok(Sha256Digest::of(&bytes))
}
