//! A policy's folder on disk.

use std::fs;
use std::path::PathBuf;

use caudal_engine::policy::Files;

/// Reads a policy's files from its folder.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    /// The folder of a policy under `rules/`, such as `ar/consumer`.
    #[must_use]
    pub fn rules(policy: &str) -> Self {
        let rules = concat!(env!("CARGO_MANIFEST_DIR"), "/../rules");
        Self(PathBuf::from(rules).join(policy))
    }

    /// The folder of a policy under `benches/policies/`.
    #[must_use]
    pub fn benches(policy: &str) -> Self {
        let policies = concat!(env!("CARGO_MANIFEST_DIR"), "/policies");
        Self(PathBuf::from(policies).join(policy))
    }
}

impl Files for Folder {
    fn read(&self, path: &str) -> Result<String, String> {
        fs::read_to_string(self.0.join(path)).map_err(|error| error.to_string())
    }
}
