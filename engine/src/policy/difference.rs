//! What changed between two policies, or two versions of one: rule by rule, threshold by threshold, table row
//! by row, reason by reason, in words.
//!
//! Meaning is compared and not bytes: comments, blanks, the order of rules inside a stage and how a number is
//! written change nothing.

mod align;
mod code;
mod law;
mod readers;
mod script;
mod sheet;
mod tree;
mod words;

use caudal_facts::Diagnostic;
use serde::Serialize;

use super::document::Problems;
use super::{Files, Policy};
use crate::decision::Bilingual;

/// A policy with the files that it was loaded from.
#[derive(Clone, Copy)]
pub struct Version<'v> {
    /// The policy.
    pub policy: &'v Policy,
    /// Its files.
    pub files: &'v dyn Files,
}

/// What a change is about. The order is that of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Identity, validity, how many reasons are told.
    Policy,
    /// A figure that the risk team sets.
    Parameter,
    /// A rule, exception, condition, withholding or offer.
    Rule,
    /// A stage: what it asks, and when.
    Stage,
    /// A named result.
    Result,
    /// A function of the policy's own, or one that policies share.
    Function,
    /// A decision table.
    Table,
    /// A scorecard.
    Scorecard,
    /// A reason.
    Reason,
    /// What a report costs and what its silence means.
    Source,
    /// What missing data means.
    Missing,
    /// The lender's own data.
    Input,
    /// A feature that the policy declares itself.
    Feature,
    /// The policy's own words.
    Word,
    /// A dated series, or what prices are converted by.
    Series,
    /// The loan's contract.
    Contract,
    /// What every offer is held against.
    Limit,
    /// Where a person can ask.
    Review,
    /// What the law of the country says, as the policy was loaded with it.
    Law,
}

/// How something changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It says something else.
    Changed,
    /// It is the same at another place, where the place matters.
    Moved,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What it is about.
    pub part: Part,
    /// How it changed.
    pub how: How,
    /// The name of what changed: `params.min_income`, a rule, a table.
    pub name: String,
    /// What is called so, in words.
    pub subject: Bilingual,
    /// What it was.
    pub before: Option<Bilingual>,
    /// What it is.
    pub after: Option<Bilingual>,
    /// The rules that rest on it, where it is not a rule itself.
    pub read_by: Vec<String>,
    /// The file, relative to the policy: of the later version, or of the earlier one for what is gone.
    pub file: String,
    /// The line there; 0 where it has none.
    pub line: usize,
    /// The change as a sentence.
    pub text: Bilingual,
}

/// Every change from one version to the other, by part and then in the order of the files.
///
/// # Errors
/// A file that can no longer be read as it could when the policy was loaded.
pub fn differences(
    before: Version<'_>,
    after: Version<'_>,
) -> Result<Vec<Change>, Vec<Diagnostic>> {
    let problems = Problems::default();
    let mut changes = Vec::new();
    for part in [tree::changes, script::changes, sheet::changes, law::changes] {
        match part(before, after, &problems) {
            Ok(found) => changes.extend(found),
            Err(problem) => return Err(vec![problem]),
        }
    }
    if problems.has_errors() {
        return Err(problems.into_vec());
    }
    changes.sort_by_key(|change| change.part);
    let readers = [before, after].map(|version| readers::readers(version.policy.form()));
    for change in &mut changes {
        let of = usize::from(change.how != How::Removed);
        change.read_by = readers[of].get(&change.name).cloned().unwrap_or_default();
    }
    Ok(changes)
}

impl Version<'_> {
    /// The path of a file in the nearest folder that holds it: the policy's own, or one of those that it extends.
    fn path(self, file: &str) -> String {
        self.policy.parts.folders.path(self.files, file)
    }

    /// Every version of a file that the policy is read from, the nearest first: path and text.
    fn layers(self, file: &str) -> Result<Vec<(String, String)>, Diagnostic> {
        let paths = self.policy.parts.folders.holding(self.files, file);
        paths
            .map(|path| {
                let text = self.read(&path)?;
                Ok((path, text))
            })
            .collect()
    }

    /// A file's text.
    fn text(self, file: &str) -> Result<String, Diagnostic> {
        self.read(&self.path(file))
    }

    fn read(self, path: &str) -> Result<String, Diagnostic> {
        let text = self.files.read(path);
        text.map_err(|reason| Diagnostic::at(path, (0, 0), reason))
    }
}

impl std::fmt::Debug for Version<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Version")
            .field("policy", &self.policy.manifest().id)
            .finish_non_exhaustive()
    }
}
