//! What a sweep tells of its cases.

use std::sync::Arc;

use caudal_facts::Report;

use super::column::Column;
use super::lacks::{Lack, Lacks};
use super::mask::Mask;
use super::reasons::{Code, Codes, Weights};
use crate::policy::load::Parts;
use crate::policy::native::held::Held;
use crate::policy::native::plan::{Plan, Ref};
use crate::policy::run::{Outcome, Severity};
use crate::policy::value::{Causes, Value};

/// What came of many cases whose rules were evaluated together.
#[derive(Debug)]
pub struct Swept {
    parts: Arc<Parts>,
    lacks: Lacks,
    codes: Codes,
    together_max: usize,
    all: Vec<Together>,
}

/// What came of one of them.
#[derive(Debug, Clone, Copy)]
pub struct SweptCase<'s> {
    swept: &'s Swept,
    together: &'s Together,
    row: usize,
    ended: Ended,
}

/// Cases that were looked at together.
#[derive(Debug)]
pub(super) struct Together {
    columns: Vec<Option<Column>>,
    ended: Vec<Option<Ended>>,
    /// Where each case's reasons begin, and where the last one's end.
    starts: Vec<u32>,
    reasons: Vec<(Code, Severity)>,
    /// What rules read and is missing, by case.
    pub(super) read: Vec<Read>,
    /// Conditions that apply, each with its rule, by case.
    pub(super) conditions: Vec<(usize, u32)>,
    /// What stood in for missing values, each with its slot, by case.
    pub(super) defaults: Vec<(usize, u32, Value)>,
    /// The reports in the order that they were asked, each with the cases that asked it then.
    pub(super) asked: Vec<(Report, Mask)>,
}

/// A rule's operand that is missing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Read {
    pub(super) row: usize,
    pub(super) rule: u32,
    pub(super) operand: u32,
    pub(super) lack: Lack,
}

/// Where a run ended.
#[derive(Debug, Clone, Copy)]
struct Ended {
    /// How many results had names by then.
    results: usize,
    /// The stage that ended it before the script did.
    stage: Option<usize>,
}

impl Swept {
    pub(super) fn new(parts: &Arc<Parts>, together_max: usize) -> Self {
        Self {
            parts: Arc::clone(parts),
            lacks: Lacks::default(),
            codes: Codes::new(parts),
            together_max,
            all: Vec::new(),
        }
    }

    /// What came of the case after so many; `None` where it has to be run on its own.
    #[must_use]
    pub fn case(&self, number: usize) -> Option<SweptCase<'_>> {
        let together = self.all.get(number / self.together_max)?;
        let row = number % self.together_max;
        let ended = (*together.ended.get(row)?)?;
        Some(SweptCase {
            swept: self,
            together,
            row,
            ended,
        })
    }

    /// So many cases that all are run on their own.
    pub(super) fn leave(&mut self, rows: usize) {
        self.all.push(Together::new(rows));
    }

    /// Room for so many cases more.
    pub(super) fn next(&mut self, rows: usize) -> (&mut Lacks, &mut Codes, &mut Together) {
        let place = self.all.len();
        self.all.push(Together::new(rows));
        (&mut self.lacks, &mut self.codes, &mut self.all[place])
    }
}

impl Together {
    fn new(rows: usize) -> Self {
        Self {
            columns: Vec::new(),
            ended: vec![None; rows],
            starts: Vec::new(),
            reasons: Vec::new(),
            read: Vec::new(),
            conditions: Vec::new(),
            defaults: Vec::new(),
            asked: Vec::new(),
        }
    }

    pub(super) fn end(&mut self, row: usize, results: usize, stage: Option<usize>) {
        if let Some(ended) = self.ended.get_mut(row) {
            *ended = Some(Ended { results, stage });
        }
    }

    /// The cases that have asked a report.
    pub(super) fn asked(&self, report: Report, rows: usize) -> Mask {
        let asked = self.asked.iter().filter(|(known, _)| *known == report);
        asked.fold(Mask::none(rows), |all, (_, rows)| all.or(rows))
    }

    /// The reports that a case has asked, in order.
    pub(super) fn asked_of(&self, row: usize) -> Vec<Report> {
        let asked = self.asked.iter().filter(|(_, rows)| rows.has(row));
        asked.map(|(report, _)| *report).collect()
    }

    /// Puts in order what came of the cases.
    pub(super) fn settle(
        &mut self,
        columns: Vec<Option<Column>>,
        weights: &Weights,
        codes: &mut Codes,
    ) {
        self.columns = columns;
        let rows = self.ended.len();
        let ended = Mask::of(rows, |row| self.ended[row].is_some());
        let mut ranked = weights.ranked(codes);
        let given = ranked
            .iter()
            .fold(Mask::none(rows), |all, (_, _, rows)| all.or(rows));
        // Nothing is offered to whom no rule stops: that is for a person.
        let nothing = Mask::all(rows).without(&given);
        ranked.push((codes.number("NO_OFFER"), Severity::Refer, nothing));
        let mut counts = vec![0_u32; rows + 1];
        for (_, _, rows) in &mut ranked {
            *rows = rows.and(&ended);
            for row in rows.iter() {
                counts[row + 1] += 1;
            }
        }
        let mut so_far = 0;
        for count in &mut counts {
            so_far += *count;
            *count = so_far;
        }
        self.starts = counts;
        let mut next = self.starts.clone();
        if let Some((first, _, _)) = ranked.first() {
            self.reasons = vec![(*first, Severity::Refer); so_far as usize];
        }
        for (code, severity, rows) in &ranked {
            for row in rows.iter() {
                self.reasons[next[row] as usize] = (*code, *severity);
                next[row] += 1;
            }
        }
        self.read.sort_by_key(|read| read.row);
        self.conditions.sort_by_key(|(row, _)| *row);
        self.defaults.sort_by_key(|(row, _, _)| *row);
    }
}

impl<'s> SweptCase<'s> {
    /// The outcome. Whoever is offered something is run on their own, so nobody is approved here.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self.given().first() {
            Some((_, Severity::Decline)) => Outcome::Decline,
            _ => Outcome::Refer,
        }
    }

    /// The codes of the reasons, most severe first, then in the order of the reasons file.
    #[must_use]
    pub fn reasons(&self) -> impl ExactSizeIterator<Item = (&'s str, Severity)> + use<'s> {
        let codes = &self.swept.codes;
        let given = self.given().iter();
        given.map(|(code, severity)| (codes.text(*code), *severity))
    }

    /// The stage that ended the run before its script did.
    #[must_use]
    pub fn stopped_at(&self) -> Option<&'s str> {
        let stage = self.swept.parts.rules.stages.get(self.ended.stage?)?;
        Some(&stage.name)
    }

    /// The codes of the conditions that apply, in order.
    pub fn conditions(&self) -> impl Iterator<Item = &'s str> + use<'s> {
        let rules = &self.swept.parts.rules;
        let own = of_row(&self.together.conditions, self.row, |(row, _)| *row);
        own.iter().map(|(_, rule)| rules.get(*rule).code.as_str())
    }

    /// The reports that were asked, in order.
    #[must_use]
    pub fn asked(&self) -> Vec<Report> {
        self.together.asked_of(self.row)
    }

    /// Values that stood in for missing ones, by full name.
    pub fn defaults(&self) -> impl Iterator<Item = (&'s str, &'s Value)> + use<'s> {
        let slots = self.plan().map_or(&[][..], |plan| &plan.slots);
        let own = of_row(&self.together.defaults, self.row, |(row, _, _)| *row);
        own.iter().filter_map(|(_, slot, value)| {
            let name = slots.get(*slot as usize)?.name.as_str();
            Some((name, value))
        })
    }

    /// What rules read that is missing, and why, in the order that it was read; a name as often as it was read.
    pub fn missing(&self) -> impl Iterator<Item = (&'s str, &'s Causes)> + use<'s> {
        let (rules, lacks) = (&self.swept.parts.rules, &self.swept.lacks);
        let own = of_row(&self.together.read, self.row, |read| read.row);
        own.iter().filter_map(|read| {
            let names = &rules.get(read.rule).operands;
            let name = names.get(read.operand as usize)?;
            Some((name.as_str(), lacks.causes(read.lack)?))
        })
    }

    /// The named results, in order.
    pub fn results(&self) -> impl Iterator<Item = (&'s str, Value)> + use<'s> {
        let (case, plan) = (*self, self.plan());
        let results = plan.into_iter().flat_map(move |plan| {
            let named = plan.results.iter().take(case.ended.results);
            named.flat_map(move |result| {
                let held = case.held(plan, result.of);
                let own = held.value().cloned();
                let properties = if own.is_some() {
                    &[][..]
                } else {
                    &result.properties[..]
                };
                let shown = (result.name + 1..).zip(properties);
                let shown: Vec<(u32, Value)> = shown
                    .filter_map(|(name, property)| {
                        let shown = held.shown(Some(*property), &plan.tables)?;
                        Some((name, shown.into_owned()))
                    })
                    .collect();
                own.map(|own| (result.name, own)).into_iter().chain(shown)
            })
        });
        results.filter_map(move |(name, value)| {
            let name = plan?.result_names.get(name as usize)?;
            Some((name.as_str(), value))
        })
    }

    fn held(&self, plan: &'s Plan, of: Ref) -> Held {
        let held = match of.place() {
            Ok(constant) => plan.constants.get(constant).cloned(),
            Err(cell) => {
                let column = self.together.columns.get(cell).and_then(Option::as_ref);
                column.map(|column| column.held(self.row, &self.swept.lacks))
            }
        };
        held.unwrap_or(Held::Vacant)
    }

    fn plan(&self) -> Option<&'s Plan> {
        self.swept.parts.native.plan.as_ref().ok()
    }

    fn given(&self) -> &'s [(Code, Severity)] {
        let bound = |row: usize| self.together.starts.get(row).map(|start| *start as usize);
        let own = bound(self.row).zip(bound(self.row + 1));
        let own = own.and_then(|(from, to)| self.together.reasons.get(from..to));
        own.unwrap_or_default()
    }
}

/// What of a list in the order of cases is one case's.
fn of_row<T>(all: &[T], row: usize, at: impl Fn(&T) -> usize) -> &[T] {
    let from = all.partition_point(|item| at(item) < row);
    let rest = all.get(from..).unwrap_or_default();
    let count = rest.partition_point(|item| at(item) == row);
    rest.get(..count).unwrap_or_default()
}
