//! What a decision is made by: a policy, and the categories that movements are sorted into.

use std::path::Path;

use anyhow::anyhow;
use caudal_engine::Engine;
use caudal_facts::categories::Categories;
use caudal_facts::{Country, Limits};

use super::folder::PolicyFolder;
use super::input;

/// A policy ready to decide, and its categories.
pub(crate) struct Rules {
    /// The policy.
    pub(crate) engine: Engine,
    /// The categories.
    pub(crate) categories: Categories,
}

impl Rules {
    /// Reads a policy's folder and a categories file, the nearest above the policy if none is named.
    pub(crate) fn read(
        policy: &Path,
        categories: Option<&Path>,
        country: Country,
        limits: &Limits,
    ) -> anyhow::Result<Self> {
        let folder = PolicyFolder::open(policy, limits)?;
        let policy = folder.load_whole()?;
        let categories = match categories {
            Some(file) => file.to_owned(),
            None => folder.categories(country)?,
        };
        Ok(Self {
            categories: input::categories(&categories, limits)?,
            engine: Engine::new(policy).map_err(|error| anyhow!(error))?,
        })
    }
}
