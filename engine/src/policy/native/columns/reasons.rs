//! Reasons of many cases: which code weighs what for whom, and their order.

use std::collections::HashMap;
use std::sync::Arc;

use super::lacks::{Lack, Lacks};
use super::mask::Mask;
use crate::policy::load::Parts;
use crate::policy::run::Severity;
use crate::policy::value::Cause;

/// The number of a reason's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Code(u32);

/// Every code that some case was given.
#[derive(Debug)]
pub(super) struct Codes {
    parts: Arc<Parts>,
    /// Each with its place in the order of the reasons file.
    all: Vec<(usize, String)>,
    known: HashMap<String, Code>,
    of_lacks: HashMap<Lack, Option<OfLack>>,
}

/// What an unknown rule refers with.
#[derive(Debug, Clone)]
pub(super) struct OfLack {
    pub(super) codes: Arc<[Code]>,
    /// Whether a decline rule that wants it declines.
    pub(super) declines: bool,
}

/// What each code weighs for which cases.
#[derive(Debug)]
pub(super) struct Weights {
    rows: usize,
    codes: Vec<Weight>,
    /// The cases that the current stage declines, and those that it refers.
    pub(super) stage_declines: Mask,
    pub(super) stage_refers: Mask,
}

#[derive(Debug)]
struct Weight {
    code: Code,
    declines: Mask,
    refers: Mask,
}

impl Codes {
    pub(super) fn new(parts: &Arc<Parts>) -> Self {
        Self {
            parts: Arc::clone(parts),
            all: Vec::new(),
            known: HashMap::new(),
            of_lacks: HashMap::new(),
        }
    }

    pub(super) fn number(&mut self, code: &str) -> Code {
        if let Some(known) = self.known.get(code) {
            return *known;
        }
        let number = Code(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        let rank = self.parts.reasons.get(code);
        let rank = rank.map_or(usize::MAX, |(rank, _)| rank);
        self.all.push((rank, code.to_owned()));
        self.known.insert(code.to_owned(), number);
        number
    }

    pub(super) fn text(&self, code: Code) -> &str {
        self.all
            .get(code.0 as usize)
            .map_or("", |(_, text)| text.as_str())
    }

    /// What an unknown rule refers with for want of something; `None` where a reason has been given for some of it.
    pub(super) fn of_lack(&mut self, lack: Lack, lacks: &Lacks) -> Option<OfLack> {
        if let Some(known) = self.of_lacks.get(&lack) {
            return known.clone();
        }
        let causes = lacks.value(lack).lack();
        let causes: Vec<Cause> = causes.iter().flat_map(|all| all.iter().cloned()).collect();
        let codes: Option<Vec<String>> = causes.iter().map(Cause::code).collect();
        let of = codes.map(|codes| OfLack {
            codes: codes.iter().map(|code| self.number(code)).collect(),
            declines: causes
                .iter()
                .any(|cause| matches!(cause, Cause::Declines(_))),
        });
        self.of_lacks.insert(lack, of.clone());
        of
    }
}

impl Weights {
    pub(super) fn new(rows: usize) -> Self {
        Self {
            rows,
            codes: Vec::new(),
            stage_declines: Mask::none(rows),
            stage_refers: Mask::none(rows),
        }
    }

    /// The next stage has not come to anything yet.
    pub(super) fn begin_stage(&mut self) {
        self.stage_declines = Mask::none(self.rows);
        self.stage_refers = Mask::none(self.rows);
    }

    /// A code is given to some cases.
    pub(super) fn add(&mut self, code: Code, severity: Severity, rows: &Mask) {
        if rows.is_empty() {
            return;
        }
        let weight = self.of(code);
        let (all, stage) = if severity == Severity::Decline {
            weight.declines = weight.declines.or(rows);
            (&mut self.stage_declines, rows)
        } else {
            weight.refers = weight.refers.or(rows);
            (&mut self.stage_refers, rows)
        };
        *all = all.or(stage);
    }

    /// What each code weighs for every case, the heaviest first, then in the order of the reasons file, then by code.
    pub(super) fn ranked(&self, codes: &Codes) -> Vec<(Code, Severity, Mask)> {
        let mut order: Vec<&Weight> = self.codes.iter().collect();
        order.sort_by_key(|weight| codes.all.get(weight.code.0 as usize));
        let declines = order
            .iter()
            .map(|weight| (weight.code, Severity::Decline, weight.declines.clone()));
        let refers = order.iter().map(|weight| {
            let refers = weight.refers.without(&weight.declines);
            (weight.code, Severity::Refer, refers)
        });
        let all = declines.chain(refers);
        all.filter(|(_, _, rows)| !rows.is_empty()).collect()
    }

    fn of(&mut self, code: Code) -> &mut Weight {
        let known = self.codes.iter().position(|weight| weight.code == code);
        let place = known.unwrap_or_else(|| {
            self.codes.push(Weight {
                code,
                declines: Mask::none(self.rows),
                refers: Mask::none(self.rows),
            });
            self.codes.len() - 1
        });
        &mut self.codes[place]
    }
}
