//! Small changes to a policy's files, to see whether its cases notice them.
//!
//! A change that no case notices is a threshold, operator or rule that could be wrong without anybody knowing.

mod number;
mod params;
mod script;
mod sheets;

use std::ops::Range;
use std::sync::Arc;

use super::case::CaseSuite;
use super::run::{Mode, Step};
use super::{Files, LoadOptions, Policy};

/// One change to one place of a policy's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// What is changed.
    pub change: Change,
    /// The file, relative to the policy.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What stands there.
    pub was: String,
    /// What stands there instead.
    pub becomes: String,
    range: Range<usize>,
}

/// What a change is made to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// An operator of the script, or whether a range includes its end.
    Operator,
    /// A number of the script or a parameter, one step up or down.
    Threshold,
    /// A cell of a table or scorecard: a figure one step up or down, or another result.
    Cell,
    /// A rule that never fires, or a row of a table of rules that is not there.
    Rule,
}

/// What became of a changed policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// A case failed.
    Noticed,
    /// It cannot be loaded, or the check finds more in it than without the change.
    Refused,
    /// It loads, and every case passes.
    Survived,
}

/// Every change to a policy, in the order of its files: script, parameters, tables, scorecards.
#[must_use]
pub fn mutants(policy: &Policy, files: &dyn Files) -> Vec<Mutant> {
    let mut found = script::mutants(policy, files);
    found.extend(params::mutants(files));
    found.extend(sheets::mutants(policy, files));
    found
}

impl Change {
    /// Every kind of change.
    pub const ALL: [Self; 4] = [Self::Operator, Self::Threshold, Self::Cell, Self::Rule];

    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Threshold => "threshold",
            Self::Cell => "cell",
            Self::Rule => "rule",
        }
    }
}

impl Mutant {
    /// Loads the changed policy and runs these cases, which all pass without the change, until one fails. `root` is
    /// the policy's folder, for messages only.
    #[must_use]
    pub fn try_on(
        &self,
        of: &Policy,
        root: &str,
        files: &dyn Files,
        suites: &[CaseSuite],
    ) -> Verdict {
        let changed = Changed {
            mutant: self,
            files,
        };
        let Ok(policy) = Policy::load(root, &changed, LoadOptions::default()) else {
            return Verdict::Refused;
        };
        let notices = suites.iter().flat_map(|suite| &suite.cases).any(|case| {
            match policy.run(Arc::clone(&case.subject), Mode::Decide) {
                Ok(Step::Ruled(ruling)) => !case.expect.differences(&ruling).is_empty(),
                Ok(Step::Gather(_)) | Err(_) => true,
            }
        });
        // A rule that never fires leaves things unused, which is no finding about the rule.
        let is_found = self.change != Change::Rule && policy.findings().len() > of.findings().len();
        match (notices, is_found) {
            (true, _) => Verdict::Noticed,
            (false, true) => Verdict::Refused,
            (false, false) => Verdict::Survived,
        }
    }

    /// A change of what stands in a range of a file's text.
    fn at(
        change: Change,
        file: &str,
        text: &str,
        range: Range<usize>,
        becomes: impl Into<String>,
    ) -> Option<Self> {
        let was = text.get(range.clone())?.to_owned();
        let before = text.get(..range.start)?;
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        Some(Self {
            change,
            file: file.to_owned(),
            line,
            column: before[start..].chars().count() + 1,
            was,
            becomes: becomes.into(),
            range,
        })
    }
}

/// A policy's files with one change.
struct Changed<'c> {
    mutant: &'c Mutant,
    files: &'c dyn Files,
}

impl Files for Changed<'_> {
    fn read(&self, path: &str) -> Result<String, String> {
        let mut text = self.files.read(path)?;
        let range = self.mutant.range.clone();
        if path == self.mutant.file && text.get(range.clone()).is_some() {
            text.replace_range(range, &self.mutant.becomes);
        }
        Ok(text)
    }
}
