//! Small changes to a policy's files, to see whether its cases notice them.
//!
//! A change that no case notices is a threshold, operator or rule that could be wrong without anybody knowing.

mod alike;
mod number;
mod params;
mod script;
mod sheets;
mod values;

use std::ops::Range;
use std::sync::Arc;

use caudal_facts::Country;

use super::case::CaseSuite;
use super::run::{Mode, Step};
use super::{Files, LoadOptions, Policy};

/// One change to one place of a policy's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// What is changed.
    pub change: Mutation,
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
    /// The units of its last place that a figure is moved by; zero for anything else.
    units: i64,
}

/// What a change is made to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mutation {
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
    /// No application could be answered otherwise, so that no case could notice it.
    Alike,
    /// It loads, and every case passes.
    Survived,
}

/// A change as it was tried in the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// The change; a figure may have been moved further than one step.
    pub mutant: Mutant,
    /// What became of it.
    pub verdict: Verdict,
}

/// How far a figure is moved, in steps, while nothing that it is compared with lies between.
const STEPS: [i64; 19] = [
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000,
    200_000, 500_000, 1_000_000,
];

/// Every change to a policy, in the order of its files: script, parameters, tables, scorecards.
#[must_use]
pub fn mutants(policy: &Policy, files: &dyn Files) -> Vec<Mutant> {
    let mut found = script::mutants(policy, files);
    found.extend(params::mutants(files));
    found.extend(sheets::mutants(policy, files));
    found
}

impl Mutation {
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
    ///
    /// A figure is moved further as long as no application could tell the change: where points come in fives, a
    /// cut-off of 400 is tried as 395, and not as 399.
    #[must_use]
    pub fn try_on(
        &self,
        of: &Policy,
        root: &str,
        files: &dyn Files,
        suites: &[CaseSuite],
    ) -> Tried {
        let further = STEPS.into_iter().map_while(|steps| self.times(steps));
        let mut tried = further.map(|mutant| Tried {
            verdict: mutant.once(of, root, files, suites),
            mutant,
        });
        let told = tried.find(|tried| tried.verdict != Verdict::Alike);
        told.unwrap_or_else(|| Tried {
            mutant: self.clone(),
            verdict: Verdict::Alike,
        })
    }

    fn once(&self, of: &Policy, root: &str, files: &dyn Files, suites: &[CaseSuite]) -> Verdict {
        let changed = Changed {
            mutant: self,
            files,
        };
        let Ok(policy) = Policy::load(root, &changed, LoadOptions::default()) else {
            return Verdict::Refused;
        };
        // A rule that never fires leaves things unused, which is no finding about the rule.
        let is_found =
            self.change != Mutation::Rule && policy.findings().len() > of.findings().len();
        let notices = suites.iter().flat_map(|suite| &suite.cases).any(|case| {
            match policy.run(Arc::clone(&case.subject), Mode::Decide) {
                Ok(Step::Ruled(ruling)) => !case.expect.differences(&ruling).is_empty(),
                Ok(Step::Gather(_)) | Err(_) => true,
            }
        });
        match (notices, is_found) {
            (true, _) => Verdict::Noticed,
            (false, true) => Verdict::Refused,
            (false, false) if alike::alike(&of.parts, &policy.parts) => Verdict::Alike,
            (false, false) => Verdict::Survived,
        }
    }

    /// The same change, a figure moved so many times as far; `None` for anything else that is to go further.
    fn times(&self, steps: i64) -> Option<Self> {
        if steps == 1 {
            return Some(self.clone());
        }
        let units = self.units.checked_mul(steps).filter(|units| *units != 0)?;
        Some(Self {
            becomes: number::stepped(&self.was, units)?,
            ..self.clone()
        })
    }

    /// A figure one step down and one up.
    fn figures(change: Mutation, file: &str, text: &str, range: &Range<usize>) -> Vec<Self> {
        let was = text.get(range.clone()).unwrap_or_default();
        let each = [-1, 1].into_iter().filter_map(|units| {
            let becomes = number::stepped(was, units)?;
            let mutant = Self::at(change, file, text, range.clone(), becomes)?;
            Some(Self { units, ..mutant })
        });
        each.collect()
    }

    /// A change of what stands in a range of a file's text.
    fn at(
        change: Mutation,
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
            units: 0,
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

    fn holds(&self, path: &str) -> bool {
        self.files.holds(path)
    }

    fn law(&self, country: Country) -> Result<Vec<String>, String> {
        self.files.law(country)
    }
}
