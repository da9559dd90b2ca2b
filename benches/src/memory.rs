//! A policy's files in memory.

use std::collections::BTreeMap;

use caudal_engine::policy::Files;

/// Files by their paths.
#[derive(Debug)]
pub struct InMemory(pub BTreeMap<&'static str, String>);

impl Files for InMemory {
    fn read(&self, path: &str) -> Result<String, String> {
        let text = self.0.get(path).cloned();
        text.ok_or_else(|| "no such file".to_owned())
    }
}
