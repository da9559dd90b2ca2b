//! `caudal features`: the catalogue.

use std::io::Write;

use anyhow::anyhow;
use caudal_engine::features::{Catalogue, Feature};
use caudal_facts::Limits;

use crate::cli::FeaturesArgs;
use crate::exit::Exit;
use crate::files::PolicyFolder;
use crate::print::catalogue as print;

pub(crate) fn run(args: &FeaturesArgs, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let policy = match &args.policy {
        Some(folder) => Some(PolicyFolder::open(folder, &Limits::default())?.load_whole()?),
        None => None,
    };
    let catalogue = match &policy {
        Some(policy) => policy.catalogue(),
        None => Catalogue::standard(),
    };
    let features = match &args.name {
        None => catalogue.iter().collect(),
        Some(name) => named(catalogue, name)?,
    };
    if args.json {
        print::json(out, &features)?;
    } else if args.markdown {
        print::markdown(out, &features)?;
    } else if let ([feature], Some(name)) = (features.as_slice(), &args.name)
        && feature.name == name
    {
        print::one(out, feature, args.lang.into())?;
    } else {
        print::list(out, &features, args.lang.into())?;
    }
    Ok(Exit::Done)
}

/// The feature of this name, or the features of the group of this name.
fn named(catalogue: &Catalogue, name: &str) -> anyhow::Result<Vec<&'static Feature>> {
    if let Some(feature) = catalogue.get(name) {
        return Ok(vec![feature]);
    }
    let group: Vec<_> = catalogue
        .iter()
        .filter(|feature| feature.group() == name)
        .collect();
    if !group.is_empty() {
        return Ok(group);
    }
    let hint = match catalogue.nearest(name) {
        Some(near) => format!("did you mean {near:?}?"),
        None => format!("the groups are {}", groups(catalogue).join(", ")),
    };
    Err(anyhow!(
        "find {name:?} in the catalogue: it is neither a feature nor a group\nhint: {hint}"
    ))
}

fn groups(catalogue: &Catalogue) -> Vec<&'static str> {
    let mut groups: Vec<&str> = catalogue.iter().map(Feature::group).collect();
    groups.sort_unstable();
    groups.dedup();
    groups
}
