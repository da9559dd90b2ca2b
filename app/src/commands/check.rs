//! `caudal check`: everything wrong with policies and their cases, without running them.

mod json;
mod sarif;

use std::io::Write;

use anyhow::anyhow;
use caudal_engine::policy::{CaseSuite, Finding, Policy};
use caudal_facts::{Diagnostic, Level, Limits, names};

use crate::cli::{CheckArgs, Deny};
use crate::exit::Exit;
use crate::files::{self, PolicyFolder};
use crate::print::{self, counted, problem};

/// The kind of finding that tells what could not be looked at.
const NOT_ANALYSED: &str = "not-analysed";

/// A policy, and what was found in it.
struct Checked {
    folder: PolicyFolder,
    policy: Option<Policy>,
    cases: usize,
    found: Vec<Diagnostic>,
}

impl Checked {
    /// How many parts of it could not be told.
    fn not_analysed(&self) -> usize {
        let found = self.found.iter();
        found
            .filter(|problem| problem.id == Some(NOT_ANALYSED))
            .count()
    }
}

pub(crate) fn run(args: &CheckArgs, out: &mut dyn Write) -> anyhow::Result<Exit> {
    if let Some(id) = &args.explain {
        return explain(id, out);
    }
    if args.markdown {
        print::findings::markdown(out)?;
        return Ok(Exit::Done);
    }
    let limits = Limits::default();
    let mut checked = Vec::new();
    for folder in &args.folders {
        for folder in files::policies_in(folder, &limits)? {
            checked.push(check(folder)?);
        }
    }
    compare_versions(&mut checked);
    if args.json {
        json::write(out, &checked)?;
    } else if args.sarif {
        sarif::write(out, &checked)?;
    } else {
        write_for_people(out, &checked)?;
    }
    let fails = match args.deny {
        Some(Deny::Warnings) => Level::Warning,
        None => Level::Error,
    };
    let failed = checked
        .iter()
        .flat_map(|policy| &policy.found)
        .any(|problem| problem.level >= fails);
    Ok(if failed { Exit::Findings } else { Exit::Done })
}

/// One kind of problem, or all of them.
fn explain(id: &str, out: &mut dyn Write) -> anyhow::Result<Exit> {
    if id.is_empty() {
        print::findings::list(out)?;
        return Ok(Exit::Done);
    }
    let Some(finding) = Finding::get(id) else {
        let known: Vec<&str> = Finding::all().map(|finding| finding.id).collect();
        let hint = match names::nearest(id, &known) {
            Some(near) => format!("did you mean {near:?}?"),
            None => "`caudal check --explain` lists all kinds of problems".to_owned(),
        };
        return Err(anyhow!("explain {id:?}: no check finds that\nhint: {hint}"));
    };
    print::findings::one(out, finding)?;
    Ok(Exit::Done)
}

fn check(folder: PolicyFolder) -> anyhow::Result<Checked> {
    let policy = match folder.load() {
        Ok(policy) => policy,
        Err(found) => {
            return Ok(Checked {
                folder,
                policy: None,
                cases: 0,
                found,
            });
        }
    };
    let mut found = policy.findings().to_vec();
    let mut cases = 0;
    for file in folder.case_files()? {
        match CaseSuite::load(&policy, &folder.shown(), &file, &folder) {
            Ok(suite) => cases += suite.cases.len(),
            Err(problems) => found.extend(problems),
        }
    }
    Ok(Checked {
        folder,
        policy: Some(policy),
        cases,
        found,
    })
}

/// Versions of one policy that are in force on the same dates.
fn compare_versions(checked: &mut [Checked]) {
    for later in 1..checked.len() {
        let (before, rest) = checked.split_at_mut(later);
        let Some(checked) = rest.first_mut() else {
            continue;
        };
        let Some(policy) = &checked.policy else {
            continue;
        };
        let others = before.iter().filter_map(|other| other.policy.as_ref());
        let root = checked.folder.shown();
        let overlaps = others.filter_map(|other| policy.overlapping(&root, other));
        checked.found.extend(overlaps);
    }
}

fn write_for_people(out: &mut dyn Write, checked: &[Checked]) -> std::io::Result<()> {
    for policy in checked.iter().filter(|policy| !policy.found.is_empty()) {
        problem::write_all(out, &policy.found, &|file| policy.folder.source(file))?;
        writeln!(out)?;
    }
    for policy in checked {
        write_accepted(out, policy)?;
    }
    let cases = checked.iter().map(|policy| policy.cases).sum();
    writeln!(
        out,
        "{} checked with {}: {}",
        counted(checked.len(), "policy", "policies"),
        counted(cases, "case", "cases"),
        summary(checked),
    )?;
    if checked.iter().any(|policy| policy.policy.is_none()) {
        writeln!(out, "the cases of a policy are checked once it loads")?;
    }
    Ok(())
}

/// The warnings that a policy accepts, each with its reason: whoever reads the summary sees what it leaves out.
fn write_accepted(out: &mut dyn Write, checked: &Checked) -> std::io::Result<()> {
    let Some(manifest) = checked.policy.as_ref().map(Policy::manifest) else {
        return Ok(());
    };
    if manifest.accepted.iter().next().is_none() {
        return Ok(());
    }
    writeln!(out, "accepted by {}, in its words:", checked.folder.shown())?;
    for one in manifest.accepted.iter() {
        let text = format!("{} {}: {}", one.finding, one.figure, one.reason);
        print::item(out, 2, "- ", &text)?;
    }
    writeln!(out)
}

/// How much was found, by severity.
fn summary(checked: &[Checked]) -> String {
    let parts: Vec<String> = [
        (Level::Error, "error", "errors"),
        (Level::Warning, "warning", "warnings"),
        (Level::Note, "note", "notes"),
    ]
    .into_iter()
    .map(|(level, one, many)| (count(checked, level), one, many))
    .filter(|(count, ..)| *count > 0)
    .map(|(count, one, many)| counted(count, one, many))
    .collect();
    if parts.is_empty() {
        return counted(0, "problem", "problems");
    }
    parts.join(", ")
}

/// How many problems of one severity were found.
fn count(checked: &[Checked], level: Level) -> usize {
    checked
        .iter()
        .flat_map(|policy| &policy.found)
        .filter(|problem| problem.level == level)
        .count()
}
