//! An evidence folder: `manifest.json` and the payloads it names.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use caudal_facts::evidence::Manifest;
use caudal_facts::{Evidence, Limits};

use crate::error::Error;

/// The manifest's name within its folder.
const MANIFEST: &str = "manifest.json";

/// Reads an evidence folder: its manifest, and each payload that the manifest names.
///
/// A file's size is held against its limit before it is read, and each payload must have the digest
/// that the manifest states.
///
/// # Errors
/// [`Error::Io`] for a file that cannot be read; [`Error::Facts`] for one over its limit, or with
/// everything that is wrong in the manifest.
pub fn read_folder(folder: &Path, limits: &Limits) -> Result<Evidence, Error> {
    let path = folder.join(MANIFEST);
    let shown = path.display().to_string();
    let bytes = read_limited(&path, limits.manifest_bytes)?;
    Manifest::from_json(&shown, &bytes, limits)?.assemble(&shown, |name| {
        read_limited(&folder.join(name), limits.payload_bytes)
    })
}

fn read_limited(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    let io = |source| Error::Io {
        file: path.to_owned(),
        source,
    };
    let shown = path.display().to_string();
    let file = File::open(path).map_err(io)?;
    let size = file.metadata().map_err(io)?.len();
    Limits::hold(&shown, size, limit, "bytes")?;
    // The size that was stated is not the size that is read: a pipe or a growing file has none.
    let mut bytes = Vec::new();
    file.take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(io)?;
    Limits::hold(&shown, bytes.len() as u64, limit, "bytes")?;
    Ok(bytes)
}
