//! A secret in a file that people write: the variable or the file that holds it, or itself.

use std::fmt;
use std::path::{Path, PathBuf};

use caudal_providers::{Secret, SecretError};
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};

/// Where a secret is.
#[derive(Debug, Clone)]
pub(super) enum SecretReference {
    /// In an environment variable.
    Environment(String),
    /// In a file, relative to the one that names it.
    File(PathBuf),
    /// Here. Only an applicant's own access may be written down like this.
    Here(Secret),
}

impl SecretReference {
    /// The secret; `folder` is the one of the file that names it.
    pub(super) fn resolve(&self, folder: &Path) -> Result<Secret, SecretError> {
        match self {
            Self::Environment(name) => Secret::from_environment(name),
            Self::File(path) => Secret::from_file(&folder.join(path)),
            Self::Here(secret) => Ok(secret.clone()),
        }
    }
}

impl<'de> Deserialize<'de> for SecretReference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(References)
    }
}

struct References;

impl<'de> Visitor<'de> for References {
    type Value = SecretReference;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{ env = \"NAME\" } or { file = \"PATH\" }")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<SecretReference, E> {
        Secret::new(text)
            .map(SecretReference::Here)
            .map_err(E::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<SecretReference, A::Error> {
        // A name that is neither may be a secret that slipped, so no message shows it.
        let wrong = || A::Error::custom("expected one of env and file, and nothing else");
        let name: String = map.next_key()?.ok_or_else(wrong)?;
        let reference = match name.as_str() {
            "env" => SecretReference::Environment(map.next_value()?),
            "file" => SecretReference::File(map.next_value()?),
            _ => return Err(wrong()),
        };
        match map.next_key::<String>()? {
            None => Ok(reference),
            Some(_) => Err(wrong()),
        }
    }
}
