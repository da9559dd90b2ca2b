//! `caudal letter`: what an applicant is told of a decision.

use std::io::{Read as _, Write};
use std::path::Path;

use anyhow::Context as _;
use caudal_facts::Limits;

use crate::cli::LetterArgs;
use crate::exit::Exit;
use crate::files::{read_limited, write_page};
use crate::letter::{LetterDecision, letter};

pub(crate) fn run(args: &LetterArgs, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let (name, bytes) = read(&args.decision)?;
    let decision = LetterDecision::from_json(&name, &bytes)?;
    let document = letter(&decision, &args.lender);
    if let Some(file) = &args.html {
        write_page(file, &document.page())?;
    }
    document.write(out)?;
    Ok(Exit::Done)
}

/// A decision's bytes, and what messages call it. A decision holds a payload's worth of rows at most.
fn read(path: &Path) -> anyhow::Result<(String, Vec<u8>)> {
    let limit = Limits::default().payload_bytes;
    if path.as_os_str() != "-" {
        return Ok((path.display().to_string(), read_limited(path, limit)?));
    }
    let name = "standard input".to_owned();
    let mut bytes = Vec::new();
    std::io::stdin()
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .with_context(|| format!("read {name}"))?;
    Limits::hold(&name, bytes.len() as u64, limit, "bytes")?;
    Ok((name, bytes))
}
