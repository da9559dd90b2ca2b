//! What `decide` is given: the application, the categories, the evidence.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, anyhow};
use caudal_engine::Error;
use caudal_facts::categories::Categories;
use caudal_facts::{Application, Diagnostic, Evidence, Limits};

use crate::problems::Problems;

/// Reads an application.
pub(crate) fn application(path: &Path, limits: &Limits) -> anyhow::Result<Application> {
    let shown = path.display().to_string();
    let bytes = read_limited(path, limits.application_bytes)?;
    Application::from_json(&shown, &bytes, limits)
        .map_err(|error| refused(&format!("read application {shown}"), error))
}

/// Reads a categories file.
pub(crate) fn categories(path: &Path, limits: &Limits) -> anyhow::Result<Categories> {
    let shown = path.display().to_string();
    let bytes = read_limited(path, limits.rules_file_bytes)?;
    let text =
        String::from_utf8(bytes).map_err(|_| anyhow!("read {shown}: it is not UTF-8 text"))?;
    Categories::from_toml(&shown, &text, limits).map_err(|error| match error {
        caudal_facts::Error::Invalid(found) => {
            let doing = format!("read categories {shown}");
            Problems::in_rules(doing, found, move |_| Some(text.clone())).into()
        }
        other => anyhow!(other),
    })
}

/// Reads an evidence folder.
pub(crate) fn evidence(folder: &Path, limits: &Limits) -> anyhow::Result<Evidence> {
    caudal_providers::read_folder(folder, limits).map_err(|error| match error {
        caudal_providers::Error::Facts(error) => {
            refused(&format!("read evidence {}", folder.display()), error)
        }
        other => anyhow!(other),
    })
}

/// Reads a file whose size is held against the limit before and after.
pub(crate) fn read_limited(path: &Path, limit: u64) -> anyhow::Result<Vec<u8>> {
    let shown = path.display().to_string();
    let reading = || format!("read {shown}");
    let file = File::open(path).with_context(reading)?;
    let metadata = file.metadata().with_context(reading)?;
    if metadata.is_dir() {
        return Err(anyhow!("read {shown}: it is a folder, expected a file"));
    }
    Limits::hold(&shown, metadata.len(), limit, "bytes")?;
    // The size that was stated is not the size that is read: a pipe or a growing file has none.
    let mut bytes = Vec::new();
    file.take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .with_context(reading)?;
    Limits::hold(&shown, bytes.len() as u64, limit, "bytes")?;
    Ok(bytes)
}

fn refused(doing: &str, error: caudal_facts::Error) -> anyhow::Error {
    match error {
        caudal_facts::Error::Invalid(found) => Problems::in_personal_data(doing, found).into(),
        other => anyhow!(other),
    }
}

/// Why the engine refused an application, at its file: the engine knows no file, the program does.
pub(crate) fn application_refused(path: &Path, error: Error) -> anyhow::Error {
    let shown = path.display().to_string();
    let at = |message: String| Diagnostic::at(&shown, (0, 0), message);
    let found = match error {
        Error::Inputs(found) => found
            .into_iter()
            .map(|problem| at(problem.message))
            .collect(),
        Error::Country {
            policy,
            decides,
            given,
        } => {
            vec![at(format!(
                "country: is {given}, policy {policy} decides for {decides}"
            ))]
        }
        Error::Currency {
            policy,
            decides,
            given,
        } => {
            let message =
                format!("request.currency: is {given}, policy {policy} decides in {decides}");
            let hint = format!("ask for the amount in {decides}, or use a policy in {given}");
            vec![at(message).hint(hint)]
        }
        other => return anyhow!(other).context(format!("decide application {shown}")),
    };
    Problems::in_personal_data(format!("decide application {shown}"), found).into()
}
