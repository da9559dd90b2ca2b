//! Cases from a folder: applications, and for each the evidence as `caudal fetch` keeps it.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::anyhow;
use caudal_facts::Limits;
use caudal_facts::categories::Categories;

use super::{Read, Work, facts};
use crate::fetching::hold_case;
use crate::files;

/// The folder of applications, and that of the folders of evidence under the same names.
const APPLICATIONS: &str = "applications";
const EVIDENCE: &str = "evidence";

/// Every case of a folder, by name. Evidence without its application is one that cannot be taken.
pub(crate) fn cases_in<'c>(
    folder: &Path,
    categories: &'c Categories,
) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Work<'c>>> + use<'c>> {
    let (applications, evidence) = (folder.join(APPLICATIONS), folder.join(EVIDENCE));
    if let Some(lacking) = [&applications, &evidence]
        .into_iter()
        .find(|each| !each.is_dir())
    {
        return Err(anyhow!(
            "read {}: there is no such folder\n\
             hint: cases are {APPLICATIONS}/NAME.json and, beside that folder, {EVIDENCE}/NAME/ with a manifest and payloads",
            lacking.display()
        ));
    }
    let mut names: BTreeSet<String> = BTreeSet::new();
    for name in files::names_in(&applications)? {
        names.extend(name.strip_suffix(".json").map(str::to_owned));
    }
    for name in files::names_in(&evidence)? {
        if evidence.join(&name).is_dir() {
            names.insert(name);
        }
    }
    Ok(names.into_iter().map(move |name| {
        let file = applications.join(format!("{name}.json"));
        let evidence = evidence.join(&name);
        let work: Work<'c> = Box::new(move || case(&file, &evidence, categories));
        Ok(work)
    }))
}

fn case(file: &Path, evidence: &Path, categories: &Categories) -> Read {
    let limits = Limits::default();
    if !file.exists() {
        let error = anyhow!("read {}: there is no such application", file.display());
        return Read::unread(evidence.display().to_string(), &error);
    }
    let from = file.display().to_string();
    let application = match files::application(file, &limits) {
        Ok(application) => application,
        Err(error) => return Read::unread(from, &error),
    };
    let read = || {
        hold_case(evidence, &application, &limits)?;
        facts(
            &application,
            &files::evidence(evidence, &limits)?,
            categories,
        )
    };
    Read::new(from, &application, read())
}
