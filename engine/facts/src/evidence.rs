//! What the providers answered: raw payloads with digests, and what could not be had and why.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::application::json_diagnostic;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::limits::Limits;
use crate::source::Source;

/// A SHA-256 digest, printed as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sha256Digest([u8; 32]);

impl Sha256Digest {
    /// The digest of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The digest with these 32 bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads 64 hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut digest = [0; 32];
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        for (byte, pair) in digest.iter_mut().zip(text.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(digest))
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Sha256Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha256Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// How a source answered. Anything a provider says that is not known to be success is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// All that was asked for.
    Complete,
    /// Some of it.
    Partial {
        /// What is not there, and why.
        why: String,
    },
    /// Nothing.
    Unavailable {
        /// Why not.
        why: String,
    },
}

impl Status {
    /// `complete`, `partial` or `unavailable`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Partial { .. } => "partial",
            Self::Unavailable { .. } => "unavailable",
        }
    }

    /// Why it is not complete.
    #[must_use]
    pub fn why(&self) -> Option<&str> {
        match self {
            Self::Complete => None,
            Self::Partial { why } | Self::Unavailable { why } => Some(why),
        }
    }
}

/// The bytes a provider sent, exactly, with their digest.
#[derive(Clone, PartialEq, Eq)]
pub struct Payload {
    file: String,
    sha256: Sha256Digest,
    bytes: Arc<[u8]>,
}

impl Payload {
    /// A payload under the file name it is kept as.
    #[must_use]
    pub fn new(file: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        Self {
            file: file.into(),
            sha256: Sha256Digest::of(&bytes),
            bytes,
        }
    }

    /// The file name within the evidence folder.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The digest of the bytes.
    #[must_use]
    pub const fn sha256(&self) -> Sha256Digest {
        self.sha256
    }

    /// The bytes as they came.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Payload")
            .field("file", &self.file)
            .field("sha256", &self.sha256)
            .field("bytes", &self.bytes.len())
            .finish()
    }
}

/// One call's outcome: which report, from whom, by which operation, and the payload if there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The report that was asked for.
    pub source: Source,
    /// The provider that was asked: `cirenio`, `khipu`, `bancame`, `bcra`.
    pub provider: String,
    /// The provider's operation: `report`, `transactions`, `debt-report`, ….
    pub operation: String,
    /// How it went.
    pub status: Status,
    /// When the answer was obtained.
    pub obtained_at: Option<DateTime<FixedOffset>>,
    /// What was answered.
    pub payload: Option<Payload>,
}

/// Everything the providers answered for one application, in the order it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// The calls' outcomes.
    pub entries: Vec<Entry>,
    /// The same of the co-applicant, if anything was asked about one.
    pub co_applicant: Option<Box<Self>>,
}

impl Evidence {
    /// The manifest that describes this evidence; reading it back with its payloads gives the same.
    /// A co-applicant's has a manifest of its own.
    #[must_use]
    pub fn manifest(&self) -> Manifest {
        let entry = |entry: &Entry| ManifestEntry {
            source: entry.source.name().to_owned(),
            provider: entry.provider.clone(),
            operation: entry.operation.clone(),
            file: entry.payload.as_ref().map(|each| each.file().to_owned()),
            obtained_at: entry.obtained_at,
            status: entry.status.name().to_owned(),
            why: entry.status.why().map(str::to_owned),
            sha256: entry.payload.as_ref().map(|each| each.sha256().to_string()),
        };
        Manifest {
            version: 1,
            entries: self.entries.iter().map(entry).collect(),
        }
    }
}

/// The evidence folder's `manifest.json`: one line a call.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The format's version: 1.
    pub version: u32,
    /// The calls.
    pub entries: Vec<ManifestEntry>,
}

/// One call in a [`Manifest`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestEntry {
    /// The report's name, as in [`Source::name`].
    pub source: String,
    /// The provider's name.
    pub provider: String,
    /// The provider's operation.
    pub operation: String,
    /// The payload's file, relative to the folder; absent when nothing was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// When the answer was obtained, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obtained_at: Option<DateTime<FixedOffset>>,
    /// `complete`, `partial` or `unavailable`.
    pub status: String,
    /// Why it is not complete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The payload's digest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

impl Manifest {
    /// Reads a manifest; `file` is the name that problems are reported under.
    ///
    /// # Errors
    /// [`Error::OverLimit`] or [`Error::Invalid`].
    pub fn from_json(file: &str, bytes: &[u8], limits: &Limits) -> Result<Self, Error> {
        Limits::hold(file, bytes.len() as u64, limits.manifest_bytes, "bytes")?;
        let manifest: Self = serde_json::from_slice(bytes)
            .map_err(|error| Error::Invalid(vec![json_diagnostic(file, &error)]))?;
        Limits::hold(
            file,
            manifest.entries.len() as u64,
            limits.manifest_entries,
            "entries",
        )?;
        if manifest.version != 1 {
            let message = format!(
                "version is {}: this Caudal reads version 1",
                manifest.version
            );
            return Err(Error::Invalid(vec![Diagnostic::at(file, (0, 0), message)]));
        }
        Ok(manifest)
    }

    /// Puts the payloads to their entries; `payload` gives a file's bytes, and each must have the
    /// digest that the manifest states.
    ///
    /// # Errors
    /// What `payload` failed with, or [`Error::Invalid`] with everything that is wrong.
    pub fn assemble<E: From<Error>>(
        self,
        file: &str,
        mut payload: impl FnMut(&str) -> Result<Vec<u8>, E>,
    ) -> Result<Evidence, E> {
        let mut problems = Vec::new();
        let mut entries = Vec::with_capacity(self.entries.len());
        for (index, entry) in self.entries.into_iter().enumerate() {
            let mut report = |message: String| {
                let message = format!("entries[{index}]: {message}");
                problems.push(Diagnostic::at(file, (0, 0), message));
            };
            let source = Source::parse(&entry.source);
            if source.is_none() {
                let known = Source::ALL.map(Source::name).join(", ");
                report(format!(
                    "unknown source {:?}: known are {known}",
                    entry.source
                ));
            }
            let status = status(&entry);
            if let Err(message) = &status {
                report(message.clone());
            }
            let payload = match &entry.file {
                None => None,
                Some(name) if !is_plain_file_name(name) => {
                    report(format!("file {name:?} is not a plain file name"));
                    None
                }
                Some(name) => Some(Payload::new(name.clone(), payload(name)?)),
            };
            if let Some(payload) = &payload {
                let found = payload.sha256().to_string();
                if entry.sha256.as_deref() != Some(&found) {
                    let stated = entry.sha256.as_deref().unwrap_or("none");
                    report(format!(
                        "{} has SHA-256 {found}, the manifest states {stated}",
                        payload.file()
                    ));
                }
            }
            if let (Some(source), Ok(status)) = (source, status) {
                entries.push(Entry {
                    source,
                    provider: entry.provider,
                    operation: entry.operation,
                    status,
                    obtained_at: entry.obtained_at,
                    payload,
                });
            }
        }
        if problems.is_empty() {
            Ok(Evidence {
                entries,
                co_applicant: None,
            })
        } else {
            Err(Error::Invalid(problems).into())
        }
    }
}

fn status(entry: &ManifestEntry) -> Result<Status, String> {
    let why = || {
        entry
            .why
            .clone()
            .ok_or_else(|| format!("status {} wants a why", entry.status))
    };
    match entry.status.as_str() {
        "complete" if entry.file.is_none() => Err("status complete wants a file".to_owned()),
        "complete" => Ok(Status::Complete),
        "partial" => Ok(Status::Partial { why: why()? }),
        "unavailable" => Ok(Status::Unavailable { why: why()? }),
        other => Err(format!(
            "unknown status {other:?}: known are complete, partial and unavailable"
        )),
    }
}

/// Whether a name stays within its folder on every platform.
fn is_plain_file_name(name: &str) -> bool {
    !name.is_empty() && name != "." && name != ".." && !name.contains(['/', '\\', ':', '\0'])
}
