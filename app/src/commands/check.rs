//! `caudal check`: everything wrong with policies and their cases, without running them.

use std::io::Write;

use caudal_engine::policy::{CaseSuite, Policy};
use caudal_facts::{Diagnostic, Limits};
use serde::Serialize;

use crate::cli::CheckArgs;
use crate::exit::Exit;
use crate::files::{self, PolicyFolder};
use crate::print::{counted, problem};

/// A policy, and what was found in it.
struct Checked {
    folder: PolicyFolder,
    policy: Option<Policy>,
    cases: usize,
    found: Vec<Diagnostic>,
}

pub(crate) fn run(args: &CheckArgs, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let limits = Limits::default();
    let mut checked = Vec::new();
    for folder in &args.folders {
        for folder in files::policies_in(folder, &limits)? {
            checked.push(check(folder)?);
        }
    }
    if args.json {
        write_json(out, &checked)?;
    } else {
        write_for_people(out, &checked)?;
    }
    let clean = checked.iter().all(|policy| policy.found.is_empty());
    Ok(if clean { Exit::Done } else { Exit::Findings })
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
    let mut found = Vec::new();
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

fn write_for_people(out: &mut dyn Write, checked: &[Checked]) -> std::io::Result<()> {
    for policy in checked.iter().filter(|policy| !policy.found.is_empty()) {
        problem::write_all(out, &policy.found, &|file| policy.folder.source(file))?;
        writeln!(out)?;
    }
    let found = checked.iter().map(|policy| policy.found.len()).sum();
    let cases = checked.iter().map(|policy| policy.cases).sum();
    writeln!(
        out,
        "{} checked with {}: {}",
        counted(checked.len(), "policy", "policies"),
        counted(cases, "case", "cases"),
        counted(found, "problem", "problems"),
    )?;
    if checked.iter().any(|policy| policy.policy.is_none()) {
        writeln!(out, "the cases of a policy are checked once it loads")?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Report<'r> {
    policies: Vec<PolicyReport<'r>>,
}

#[derive(Serialize)]
struct PolicyReport<'r> {
    folder: String,
    id: Option<&'r str>,
    version: Option<&'r str>,
    hash: Option<String>,
    cases: usize,
    problems: Vec<ProblemReport<'r>>,
}

#[derive(Serialize)]
struct ProblemReport<'r> {
    file: &'r str,
    line: Option<usize>,
    column: Option<usize>,
    message: &'r str,
    hint: Option<&'r str>,
}

impl<'r> From<&'r Checked> for PolicyReport<'r> {
    fn from(checked: &'r Checked) -> Self {
        let manifest = checked.policy.as_ref().map(Policy::manifest);
        Self {
            folder: checked.folder.shown(),
            id: manifest.map(|manifest| manifest.id.as_str()),
            version: manifest.map(|manifest| manifest.version.as_str()),
            hash: checked
                .policy
                .as_ref()
                .map(|policy| policy.hash().to_string()),
            cases: checked.cases,
            problems: checked.found.iter().map(ProblemReport::from).collect(),
        }
    }
}

impl<'r> From<&'r Diagnostic> for ProblemReport<'r> {
    fn from(found: &'r Diagnostic) -> Self {
        let known = |number| (number > 0).then_some(number);
        Self {
            file: &found.file,
            line: known(found.line),
            column: known(found.column),
            message: &found.message,
            hint: found.hint.as_deref(),
        }
    }
}

fn write_json(out: &mut dyn Write, checked: &[Checked]) -> anyhow::Result<()> {
    let report = Report {
        policies: checked.iter().map(PolicyReport::from).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &report).map_err(std::io::Error::from)?;
    Ok(writeln!(out)?)
}
