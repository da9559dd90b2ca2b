//! Applicants whose payloads are files: served byte for byte.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use bytes::Bytes;
use caudal_facts::evidence::{Entry, Manifest, Status};
use caudal_facts::{Application, Evidence, Limits, TaxId};
use serde_json::Value;

use crate::error::Error;

/// Applicants by tax id.
#[derive(Default)]
pub(crate) struct Fixtures(BTreeMap<TaxId, Evidence>);

/// What a fixture has for an operation.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Held {
    /// The payload.
    Payload(Bytes),
    /// The provider could not be had.
    Unavailable,
    /// Nobody asked, so there is nothing.
    Nothing,
}

impl Fixtures {
    /// Reads `applications/*.json` and, for each, `evidence/NAME/` under the same name.
    pub(crate) fn read(folder: &Path) -> Result<Self, Error> {
        let limits = Limits::default();
        let applications = folder.join("applications");
        let mut found = BTreeMap::new();
        for path in json_files(&applications)? {
            let shown = path.display().to_string();
            let bytes = read_limited(&path, limits.application_bytes)?;
            let application = Application::from_json(&shown, &bytes, &limits)?;
            let name = path.file_stem().unwrap_or_default();
            let evidence = folder.join("evidence").join(name);
            let manifest = evidence.join("manifest.json");
            let shown = manifest.display().to_string();
            let bytes = read_limited(&manifest, limits.manifest_bytes)?;
            let evidence = Manifest::from_json(&shown, &bytes, &limits)?
                .assemble(&shown, |file| {
                    read_limited(&evidence.join(file), limits.payload_bytes)
                })?;
            found.insert(application.tax_id, evidence);
        }
        Ok(Self(found))
    }

    /// Whether somebody is one of them.
    pub(crate) fn has(&self, applicant: &TaxId) -> bool {
        self.0.contains_key(applicant)
    }

    /// What there is for an operation of a provider; `None` for somebody who is not one of them.
    pub(crate) fn payload(
        &self,
        applicant: &TaxId,
        provider: &str,
        operation: &str,
    ) -> Option<Held> {
        let evidence = self.0.get(applicant)?;
        let entry = entries(evidence, provider, operation).next();
        Some(entry.map_or(Held::Nothing, held))
    }

    /// The same for an operation on one of Khipu's accounts: the payload that speaks of the account,
    /// else the one in the account's place.
    pub(crate) fn account_payload(
        &self,
        applicant: &TaxId,
        operation: &str,
        account: &str,
    ) -> Option<Held> {
        let evidence = self.0.get(applicant)?;
        let place = accounts(evidence).iter().position(|id| id == account);
        let Some(place) = place else {
            return Some(Held::Nothing);
        };
        let mut listed = entries(evidence, "khipu", operation);
        let named = entries(evidence, "khipu", operation).find(|entry| names(entry, account));
        let entry = named.or_else(|| listed.nth(place));
        Some(entry.map_or(Held::Nothing, held))
    }
}

fn entries<'e>(
    evidence: &'e Evidence,
    provider: &'e str,
    operation: &'e str,
) -> impl Iterator<Item = &'e Entry> {
    let fits = move |entry: &&Entry| entry.provider == provider && entry.operation == operation;
    evidence.entries.iter().filter(fits)
}

fn held(entry: &Entry) -> Held {
    match (&entry.payload, &entry.status) {
        (Some(payload), _) => Held::Payload(Bytes::copy_from_slice(payload.bytes())),
        (None, Status::Unavailable { .. }) => Held::Unavailable,
        (None, Status::Complete | Status::Partial { .. }) => Held::Nothing,
    }
}

/// The ids of the accounts that Khipu lists, in its order.
fn accounts(evidence: &Evidence) -> Vec<String> {
    let payload = entries(evidence, "khipu", "accounts").find_map(|entry| entry.payload.as_ref());
    let body = payload.and_then(|payload| serde_json::from_slice::<Value>(payload.bytes()).ok());
    let listed = body
        .as_ref()
        .and_then(|body| body.pointer("/Data/Account")?.as_array());
    let id = |account: &Value| Some(account.get("AccountId")?.as_str()?.to_owned());
    listed.into_iter().flatten().filter_map(id).collect()
}

/// Whether any row of an entry's payload is the account's.
fn names(entry: &Entry, account: &str) -> bool {
    let payload = entry.payload.as_ref();
    let body = payload.and_then(|payload| serde_json::from_slice::<Value>(payload.bytes()).ok());
    let containers = body.as_ref().and_then(|body| body.get("Data")?.as_object());
    let mut rows = containers
        .into_iter()
        .flat_map(|data| data.values())
        .filter_map(Value::as_array)
        .flatten();
    rows.any(|row| row.get("AccountId").and_then(Value::as_str) == Some(account))
}

fn json_files(folder: &Path) -> Result<Vec<std::path::PathBuf>, Error> {
    let io = |source| Error::Io {
        file: folder.to_owned(),
        source,
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(io)? {
        let path = entry.map_err(io)?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn read_limited(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    let io = |source| Error::Io {
        file: path.to_owned(),
        source,
    };
    let file = File::open(path).map_err(io)?;
    let mut bytes = Vec::new();
    file.take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(io)?;
    Limits::hold(
        &path.display().to_string(),
        bytes.len() as u64,
        limit,
        "bytes",
    )?;
    Ok(bytes)
}
