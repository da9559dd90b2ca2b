//! An evidence folder: `manifest.json` and the payloads it names, read and written.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use caudal_facts::evidence::Manifest;
use caudal_facts::{Evidence, Limits};

use crate::error::Error;

/// The manifest's name within its folder.
const MANIFEST: &str = "manifest.json";

/// The folder of a co-applicant's evidence, within the applicant's.
pub(crate) const CO_APPLICANT: &str = "co";

/// Reads an evidence folder: its manifest, and each payload that the manifest names. What was asked
/// about a co-applicant stands in the folder `co` within it, in the same form.
///
/// A file's size is held against its limit before it is read, and each payload must have the digest
/// that the manifest states.
///
/// # Errors
/// [`Error::Io`] for a file that cannot be read; [`Error::Facts`] for one over its limit, or with
/// everything that is wrong in the manifest.
pub fn read_folder(folder: &Path, limits: &Limits) -> Result<Evidence, Error> {
    let mut evidence = read_person(folder, limits)?;
    let theirs = folder.join(CO_APPLICANT);
    if theirs.exists() {
        evidence.co_applicant = Some(Box::new(read_person(&theirs, limits)?));
    }
    Ok(evidence)
}

fn read_person(folder: &Path, limits: &Limits) -> Result<Evidence, Error> {
    let path = folder.join(MANIFEST);
    let shown = path.display().to_string();
    let bytes = read_limited(&path, limits.manifest_bytes)?;
    Manifest::from_json(&shown, &bytes, limits)?.assemble(&shown, |name| {
        read_limited(&folder.join(name), limits.payload_bytes)
    })
}

/// Writes an evidence folder: each payload, and then the manifest that names them; before them, in the
/// folder `co`, those of a co-applicant.
///
/// The manifest is written last and whole, so a folder that has one has everything it names. A
/// payload that is there already, as when the folder is a journal's, is not written again.
///
/// # Errors
/// [`Error::NotWritten`].
#[cfg(feature = "fetch")]
pub fn write_folder(folder: &Path, evidence: &Evidence) -> Result<(), Error> {
    let io = |file: &str, source| Error::NotWritten {
        file: folder.join(file),
        source,
    };
    std::fs::create_dir_all(folder).map_err(|error| io("", error))?;
    if let Some(theirs) = &evidence.co_applicant {
        write_folder(&folder.join(CO_APPLICANT), theirs)?;
    }
    let payloads = evidence
        .entries
        .iter()
        .filter_map(|entry| entry.payload.as_ref());
    for payload in payloads {
        let there =
            std::fs::read(folder.join(payload.file())).is_ok_and(|bytes| bytes == payload.bytes());
        if !there {
            write_whole(folder, payload.file(), payload.bytes())
                .map_err(|error| io(payload.file(), error))?;
        }
    }
    let mut manifest = serde_json::to_vec_pretty(&evidence.manifest())
        .map_err(|error| io(MANIFEST, error.into()))?;
    manifest.push(b'\n');
    write_whole(folder, MANIFEST, &manifest).map_err(|error| io(MANIFEST, error))
}

/// Writes a file whole or not at all: under another name, flushed, then renamed.
#[cfg(feature = "fetch")]
pub(crate) fn write_whole(folder: &Path, file: &str, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;

    let mut draft = tempfile::NamedTempFile::new_in(folder)?;
    draft.write_all(bytes)?;
    draft.as_file().sync_data()?;
    draft
        .persist(folder.join(file))
        .map_err(|error| error.error)?;
    // The new name itself has to reach the disk too, where a folder can be flushed at all.
    if let Ok(folder) = File::open(folder) {
        folder.sync_data()?;
    }
    Ok(())
}

pub(crate) fn read_limited(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
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
