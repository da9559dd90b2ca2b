//! What a check found, for programs.

use std::io::Write;

use caudal_engine::policy::Policy;
use caudal_facts::{Diagnostic, Level};
use serde::Serialize;

use super::{Checked, count};

#[derive(Serialize)]
struct Report<'r> {
    errors: usize,
    warnings: usize,
    notes: usize,
    policies: Vec<PolicyReport<'r>>,
}

#[derive(Serialize)]
struct PolicyReport<'r> {
    folder: String,
    id: Option<&'r str>,
    version: Option<&'r str>,
    hash: Option<String>,
    cases: usize,
    not_analysed: usize,
    accepted: Vec<AcceptedReport<'r>>,
    problems: Vec<ProblemReport<'r>>,
}

/// A warning that the policy accepts, and why.
#[derive(Serialize)]
struct AcceptedReport<'r> {
    id: &'r str,
    figure: &'r str,
    reason: &'r str,
}

#[derive(Serialize)]
struct ProblemReport<'r> {
    id: Option<&'r str>,
    severity: &'r str,
    file: &'r str,
    line: Option<usize>,
    column: Option<usize>,
    length: Option<usize>,
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
            not_analysed: checked.not_analysed(),
            accepted: manifest
                .into_iter()
                .flat_map(|manifest| manifest.accepted.iter())
                .map(|accepted| AcceptedReport {
                    id: accepted.finding,
                    figure: accepted.figure,
                    reason: accepted.reason,
                })
                .collect(),
            problems: checked.found.iter().map(ProblemReport::from).collect(),
        }
    }
}

impl<'r> From<&'r Diagnostic> for ProblemReport<'r> {
    fn from(found: &'r Diagnostic) -> Self {
        let known = |number| (number > 0).then_some(number);
        Self {
            id: found.id,
            severity: found.level.name(),
            file: &found.file,
            line: known(found.line),
            column: known(found.column),
            length: known(found.length),
            message: &found.message,
            hint: found.hint.as_deref(),
        }
    }
}

/// Writes the report.
pub(super) fn write(out: &mut dyn Write, checked: &[Checked]) -> anyhow::Result<()> {
    let report = Report {
        errors: count(checked, Level::Error),
        warnings: count(checked, Level::Warning),
        notes: count(checked, Level::Note),
        policies: checked.iter().map(PolicyReport::from).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &report).map_err(std::io::Error::from)?;
    Ok(writeln!(out)?)
}
