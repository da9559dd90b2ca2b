//! Cases from JSON lines: on each an application, the manifest of its evidence, and the payloads.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Read as _};

use anyhow::Context as _;
use caudal_facts::categories::Categories;
use caudal_facts::evidence::{Manifest, Sha256Digest};
use caudal_facts::{Application, Evidence, Limits, json_diagnostic};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Read, Work, facts};

/// One line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    application: Box<RawValue>,
    manifest: Box<RawValue>,
    /// By file: JSON as the provider sent it, or its text.
    #[serde(default)]
    payloads: BTreeMap<String, Box<RawValue>>,
}

/// The lines of a file.
struct Lines<'c, R> {
    file: String,
    reader: R,
    number: u64,
    categories: &'c Categories,
    limits: Limits,
}

/// Every case of a file of JSON lines. Blank lines are none.
pub(crate) fn cases_of_lines<'c>(
    file: &str,
    reader: impl BufRead + 'c,
    categories: &'c Categories,
) -> impl Iterator<Item = anyhow::Result<Work<'c>>> + 'c {
    Lines {
        file: file.to_owned(),
        reader,
        number: 0,
        categories,
        limits: Limits::default(),
    }
}

impl<'c, R: BufRead> Iterator for Lines<'c, R> {
    type Item = anyhow::Result<Work<'c>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let mut bytes = Vec::new();
            let read = self.line(&mut bytes);
            let read = read.with_context(|| format!("read {}", self.file));
            match read {
                Ok(0) => return None,
                Ok(length) => {
                    self.number += 1;
                    let is_blank = bytes.iter().all(u8::is_ascii_whitespace);
                    if !is_blank || length > bytes.len() {
                        let from = format!("{}:{}", self.file, self.number);
                        let (categories, limits) = (self.categories, self.limits);
                        return Some(Ok(Box::new(move || {
                            case(from, &bytes, length, categories, &limits)
                        })));
                    }
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<R: BufRead> Lines<'_, R> {
    /// Reads a line up to its limit and skips the rest of it; gives its whole length.
    fn line(&mut self, bytes: &mut Vec<u8>) -> io::Result<usize> {
        let limit = self.limits.case_bytes;
        let mut length = self.reader.by_ref().take(limit).read_until(b'\n', bytes)?;
        let mut is_cut = length > 0 && !bytes.ends_with(b"\n");
        while is_cut {
            let buffer = self.reader.fill_buf()?;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let rest = end.map_or(buffer.len(), |end| end + 1);
            is_cut = end.is_none() && rest > 0;
            length += rest;
            self.reader.consume(rest);
        }
        Ok(length)
    }
}

/// The case of a line, of which no more than the limit was read.
fn case(
    from: String,
    bytes: &[u8],
    length: usize,
    categories: &Categories,
    limits: &Limits,
) -> Read {
    let what = "the line";
    let read = || {
        Limits::hold(what, length as u64, limits.case_bytes, "bytes")?;
        let line: Line = serde_json::from_slice(bytes).map_err(|error| {
            let problem = json_diagnostic("case", &error);
            caudal_facts::Error::Invalid(vec![problem])
        })?;
        let text = line.application.get().as_bytes();
        let application = Application::from_json("application", text, limits)?;
        Ok::<_, anyhow::Error>((line, application))
    };
    let (line, application) = match read() {
        Ok(read) => read,
        Err(error) => return Read::unread(from, &error),
    };
    let evidence = evidence(line, limits).map_err(anyhow::Error::from);
    let facts = evidence.and_then(|evidence| facts(&application, &evidence, categories));
    Read::new(from, &application, facts)
}

/// The evidence of a line. A payload beside its manifest can only be the one that is meant, so that its
/// digest need not be stated.
fn evidence(line: Line, limits: &Limits) -> Result<Evidence, caudal_facts::Error> {
    let Line {
        manifest, payloads, ..
    } = line;
    let mut manifest = Manifest::from_json("manifest", manifest.get().as_bytes(), limits)?;
    let payloads: BTreeMap<String, Vec<u8>> = payloads
        .into_iter()
        .map(|(file, payload)| (file, bytes_of(&payload)))
        .collect();
    for entry in &mut manifest.entries {
        let bytes = entry.file.as_ref().and_then(|file| payloads.get(file));
        if let Some(bytes) = bytes
            && entry.sha256.is_none()
        {
            entry.sha256 = Some(Sha256Digest::of(bytes).to_string());
        }
    }
    manifest.assemble("manifest", |file| {
        payloads.get(file).cloned().ok_or_else(|| {
            let problem = format!("payload {file:?} is not on the line");
            let problem = caudal_facts::Diagnostic::at("manifest", (0, 0), problem);
            caudal_facts::Error::Invalid(vec![problem])
        })
    })
}

/// A payload's bytes: of text what it says, of JSON how it stands there.
fn bytes_of(payload: &RawValue) -> Vec<u8> {
    match serde_json::from_str::<String>(payload.get()) {
        Ok(text) => text.into_bytes(),
        Err(_) => payload.get().as_bytes().to_vec(),
    }
}
