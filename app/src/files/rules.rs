//! What a decision is made by: a policy, and the categories that movements are sorted into.

use std::path::Path;

use anyhow::anyhow;
use caudal_engine::Engine;
use caudal_facts::categories::Categories;
use caudal_facts::{Country, Limits};

use super::folder::PolicyFolder;
use super::{input, reference};

/// A policy ready to decide, and its categories.
pub(crate) struct Rules {
    /// The policy.
    pub(crate) engine: Engine,
    /// The categories.
    pub(crate) categories: Categories,
}

/// Where the rules are, as the command line names it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RulesAt<'a> {
    /// The policy's folder.
    pub(crate) policy: &'a Path,
    /// The categories file; the nearest above the policy if none is named.
    pub(crate) categories: Option<&'a Path>,
    /// The folder of dated series, if one is named.
    pub(crate) reference: Option<&'a Path>,
}

impl Rules {
    /// Reads a policy's folder, a categories file and the dated series.
    pub(crate) fn read(at: RulesAt<'_>, country: Country, limits: &Limits) -> anyhow::Result<Self> {
        let folder = PolicyFolder::open(at.policy, limits)?;
        let policy = folder.load_whole()?;
        let categories = match at.categories {
            Some(file) => file.to_owned(),
            None => folder.categories(country)?,
        };
        let categories = input::categories(&categories, limits)?;
        let mut engine = Engine::new(policy).map_err(|error| anyhow!(error))?;
        if let Some(folder) = at.reference {
            let read = reference::reference(folder, limits)?;
            engine = engine
                .with_reference(read)
                .map_err(|found| reference::problems(folder, found))?;
        }
        Ok(Self { engine, categories })
    }
}
