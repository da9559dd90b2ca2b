//! `caudal diff`: what changed between two policies.

use std::io::Write;
use std::path::Path;

use caudal_engine::policy::{Change, Policy, Version, differences};
use caudal_facts::Limits;
use serde::Serialize;

use crate::cli::DiffArgs;
use crate::exit::Exit;
use crate::files::{PolicyFolder, write_page};
use crate::print;
use crate::problems::Problems;

#[derive(Serialize)]
struct Report<'r> {
    before: Identity<'r>,
    after: Identity<'r>,
    changes: &'r [Change],
}

#[derive(Serialize)]
struct Identity<'r> {
    folder: String,
    id: &'r str,
    version: &'r str,
    hash: String,
}

/// A policy and the folder that it was read from.
struct Side {
    folder: PolicyFolder,
    policy: Policy,
}

pub(crate) fn run(args: &DiffArgs, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let (before, after) = (Side::open(&args.before)?, Side::open(&args.after)?);
    let changes = differences(before.version(), after.version()).map_err(|found| {
        let folder = after.folder.clone();
        let doing = format!("compare {} with {}", before.shown(), after.shown());
        anyhow::Error::from(Problems::in_rules(doing, found, move |file| {
            folder.source(file)
        }))
    })?;
    let language = args.lang.into();
    if let Some(file) = &args.html {
        let page = print::diff::page(&before.policy, &after.policy, &changes, language);
        write_page(file, &page)?;
    }
    if args.json {
        let report = Report {
            before: before.identity(),
            after: after.identity(),
            changes: &changes,
        };
        serde_json::to_writer_pretty(&mut *out, &report)?;
        writeln!(out)?;
    } else {
        print::diff::write(out, &before.policy, &after.policy, &changes, language)?;
    }
    Ok(if changes.is_empty() {
        Exit::Done
    } else {
        Exit::Findings
    })
}

impl Side {
    fn open(path: &Path) -> anyhow::Result<Self> {
        let folder = PolicyFolder::open(path, &Limits::default())?;
        let policy = folder.load_whole()?;
        Ok(Self { folder, policy })
    }

    fn shown(&self) -> String {
        self.folder.shown()
    }

    fn version(&self) -> Version<'_> {
        Version {
            policy: &self.policy,
            files: &self.folder,
        }
    }

    fn identity(&self) -> Identity<'_> {
        let manifest = self.policy.manifest();
        Identity {
            folder: self.shown(),
            id: &manifest.id,
            version: &manifest.version,
            hash: self.policy.hash().to_string(),
        }
    }
}
