//! What a decision is made by: a policy, and the categories that movements are sorted into.

use std::path::Path;

use anyhow::anyhow;
use caudal_engine::Engine;
use caudal_engine::policy::{Policy, Versions};
use caudal_facts::categories::Categories;
use caudal_facts::{Application, Limits};
use chrono::NaiveDate;

use super::folder::{PolicyFolder, versions_in};
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
    ///
    /// A folder that holds versions of a policy stands for the one in force on the application's date.
    pub(crate) fn read(
        at: RulesAt<'_>,
        application: &Application,
        limits: &Limits,
    ) -> anyhow::Result<Self> {
        let (folder, policy) = chosen(at.policy, Some(application.as_of), limits)?;
        let categories = match at.categories {
            Some(file) => file.to_owned(),
            None => folder.categories(application.country)?,
        };
        Self::of(at, policy, &categories, limits)
    }

    /// Reads the rules for a portfolio, whose cases may have dates of their own.
    ///
    /// A folder that holds versions of a policy stands for the one in force on the date that all cases are
    /// decided as of.
    pub(crate) fn for_portfolio(
        at: RulesAt<'_>,
        as_of: Option<NaiveDate>,
        limits: &Limits,
    ) -> anyhow::Result<Self> {
        let (folder, policy) = chosen(at.policy, as_of, limits)?;
        let categories = match (at.categories, policy.manifest().country) {
            (Some(file), _) => file.to_owned(),
            (None, Some(country)) => folder.categories(country)?,
            (None, None) => {
                return Err(anyhow!(
                    "find transaction categories: policy {} is of no country\nhint: name the file with --categories",
                    folder.shown()
                ));
            }
        };
        Self::of(at, policy, &categories, limits)
    }

    fn of(
        at: RulesAt<'_>,
        policy: Policy,
        categories: &Path,
        limits: &Limits,
    ) -> anyhow::Result<Self> {
        let categories = input::categories(categories, limits)?;
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

/// The policy in a folder, or the version in force on a date of those that it holds.
fn chosen(
    path: &Path,
    as_of: Option<NaiveDate>,
    limits: &Limits,
) -> anyhow::Result<(PolicyFolder, Policy)> {
    let mut folders = versions_in(path, limits)?;
    if folders.is_empty() {
        let folder = PolicyFolder::open(path, limits)?;
        let policy = folder.load_whole()?;
        return Ok((folder, policy));
    }
    let Some(as_of) = as_of else {
        return Err(anyhow!(
            "choose a version in {}: the cases have dates of their own\nhint: give --as-of, or name the folder of one version",
            path.display()
        ));
    };
    let policies: Vec<Policy> = folders
        .iter()
        .map(PolicyFolder::load_whole)
        .collect::<anyhow::Result<_>>()?;
    let shown = path.display();
    let versions = Versions::new(policies)
        .map_err(|error| anyhow!("{error}\nhint: name the folder of one of those in {shown}"))?;
    let Some((index, policy)) = versions.in_force(as_of) else {
        return Err(anyhow!(
            "choose a version in {shown}: none is in force on {as_of}\n\
             hint: name the folder of one; it decides dates outside its own, too, and says so"
        ));
    };
    Ok((folders.swap_remove(index), policy.clone()))
}
