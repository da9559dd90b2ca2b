//! One pass over the operations of a plan, for some cases together.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use caudal_facts::{Party, Report, Source};

use super::column::Column;
use super::kernel::Operand;
use super::lacks::{Lack, Lacks};
use super::load::{self, Given};
use super::mask::Mask;
use super::reasons::{Codes, Weights};
use super::swept::{Read, Swept, Together};
use crate::policy::load::Parts;
use crate::policy::native::held::Held;
use crate::policy::native::plan::{Cell, Op, Plan, Ref};
use crate::policy::run::{Known, Manner, Mode, Subject};
use crate::policy::value::Value;

/// A pass.
pub(super) struct Sweep<'s> {
    pub(super) parts: &'s Arc<Parts>,
    pub(super) subjects: &'s [&'s Subject],
    pub(super) cells: Cells<'s>,
    pub(super) lacks: &'s mut Lacks,
    pub(super) codes: &'s mut Codes,
    pub(super) together: &'s mut Together,
    pub(super) weights: Weights,
    /// The cases whose run goes on.
    pub(super) active: Mask,
    /// Those whose stage is skipped.
    pub(super) skipping: Mask,
    /// How many stages have begun.
    pub(super) begun: usize,
    /// Which cases each report's source answered.
    pub(super) answered: Vec<(Report, Mask)>,
    /// What the cases give, by slot, until it is read.
    pub(super) given: Vec<Option<Given>>,
    /// How many operations are done.
    until: usize,
    /// The cases that read what features of a person's sources say as it is given, after so many reports were asked.
    pub(super) plain: Vec<(Party, &'static [Source], usize, Arc<Mask>)>,
    /// The cases that have read a value from outside, by its cell.
    pub(super) loaded: HashMap<u32, Mask>,
    /// The branches that the pass is in, the innermost last.
    branches: Vec<Branching>,
    months: AtomicU64,
}

/// A branch: some of its cases take one way, the rest the other.
struct Branching {
    /// The cases that take the other way, until their turn comes; then those that took the first.
    waiting: Mask,
    /// The operation at which both are done; not known until the first way is.
    end: Option<usize>,
}

/// What has been computed.
pub(super) struct Cells<'s> {
    pub(super) plan: &'s Plan,
    columns: Vec<Option<Column>>,
}

impl<'s> Sweep<'s> {
    /// A pass over so many operations.
    pub(super) fn new(
        (plan, until): (&'s Plan, usize),
        parts: &'s Arc<Parts>,
        subjects: &'s [&'s Subject],
        swept: &'s mut Swept,
    ) -> Self {
        let rows = subjects.len();
        let mut columns: Vec<Option<Column>> = Vec::new();
        columns.resize_with(plan.cells, || None);
        if let Some(first) = columns.first_mut() {
            let dates = subjects.iter().map(|subject| Value::Date(subject.as_of));
            *first = Some(Column::Mixed(dates.map(Held::Value).collect()));
        }
        let (lacks, codes, together) = swept.next(rows);
        let given = load::given(plan, until, parts, subjects, lacks);
        Self {
            parts,
            subjects,
            cells: Cells { plan, columns },
            lacks,
            codes,
            together,
            weights: Weights::new(rows),
            active: Mask::all(rows),
            skipping: Mask::none(rows),
            begun: 0,
            answered: load::answered(subjects),
            given,
            until,
            plain: Vec::new(),
            loaded: HashMap::new(),
            branches: Vec::new(),
            months: AtomicU64::default(),
        }
    }

    /// Does the operations.
    pub(super) fn run(mut self) {
        let (plan, until) = (self.cells.plan, self.until);
        for (at, op) in plan.ops.iter().enumerate().take(until) {
            self.join(at);
            if self.active.is_empty() && self.branches.is_empty() {
                break;
            }
            match op {
                Op::Branch { condition, .. } => self.branch(*condition),
                Op::Jump(to) => self.turn(*to as usize),
                Op::Stage { when, results } => self.stage(*when, *results),
                Op::Act { act, when, fired } => self.act(*act, *when, *fired),
                Op::Rules { act, table, of } => self.rules(*act, *table, of),
                Op::Answered { of, to, .. } => self.answered(*of, *to),
                Op::Load { slot, to } => self.load(*slot, *to),
                computes => self.compute(computes),
            }
        }
        self.join(until);
        if until == plan.ops.len() {
            let rest = self.active.clone();
            self.end(&rest, plan.results.len(), None);
        }
        self.together
            .settle(self.cells.columns, &self.weights, self.codes);
    }

    /// Only those for which a condition holds go on, until the others' turn comes. An `if` takes no other condition than
    /// yes or no.
    fn branch(&mut self, condition: Ref) {
        let went = self.went(condition);
        for (row, _) in went.unknown {
            self.leave(row);
        }
        let waiting = self.active.without(&went.holds);
        self.active = went.holds;
        self.branches.push(Branching { waiting, end: None });
    }

    /// It is the turn of those that take the other way, up to an operation.
    fn turn(&mut self, end: usize) {
        if let Some(branch) = self.branches.last_mut() {
            branch.end = Some(end);
            std::mem::swap(&mut self.active, &mut branch.waiting);
        }
    }

    /// Both ways of the branches that end before an operation go on together.
    fn join(&mut self, at: usize) {
        while let Some(done) = self.branches.pop_if(|branch| branch.end == Some(at)) {
            self.active = self.active.or(&done.waiting);
        }
    }

    pub(super) const fn rows(&self) -> usize {
        self.subjects.len()
    }

    /// What a case's run may read.
    pub(super) fn known(&self, row: usize) -> Known<'_> {
        Known {
            parts: self.parts,
            subject: self.subjects[row],
            manner: Manner {
                mode: Mode::Decide,
                traced: false,
            },
            quoted_months: &self.months,
            powers: None,
        }
    }

    /// What an operation reads of a case.
    pub(super) fn held(&self, of: Ref, row: usize) -> Held {
        self.cells.held(of, row, self.lacks)
    }

    /// A case is run on its own.
    pub(super) fn leave(&mut self, row: usize) {
        self.active.remove(row);
    }

    /// The runs of some cases end, with so many results that have names by then: by a stage, or by the script's end.
    pub(super) fn end(&mut self, rows: &Mask, results: usize, stage: Option<usize>) {
        for row in rows.iter() {
            self.together.end(row, results, stage);
        }
        self.active = self.active.without(rows);
    }

    /// A case's rule read something that is missing.
    pub(super) fn read_missing(&mut self, (row, lack): (usize, Lack), rule: u32, operand: u32) {
        self.together.read.push(Read {
            row,
            rule,
            operand,
            lack,
        });
    }
}

impl Cells<'_> {
    /// What an operation reads of every case; `None` where that is no value, or not there.
    pub(super) fn operand(&self, of: Ref) -> Option<Operand<'_>> {
        match of.place() {
            Ok(constant) => {
                let constant = self.plan.constants.get(constant)?;
                constant.value().map(Operand::One)
            }
            Err(_) => self.column(of).map(Operand::Column),
        }
    }

    /// The column of a cell.
    pub(super) fn column(&self, of: Ref) -> Option<&Column> {
        self.columns.get(of.place().err()?)?.as_ref()
    }

    /// What an operation reads of a case.
    pub(super) fn held(&self, of: Ref, row: usize, lacks: &Lacks) -> Held {
        let held = match of.place() {
            Ok(constant) => self.plan.constants.get(constant).cloned(),
            Err(_) => self.column(of).map(|column| column.held(row, lacks)),
        };
        held.unwrap_or(Held::Vacant)
    }

    pub(super) fn set(&mut self, cell: Cell, column: Column) {
        if let Some(place) = self.columns.get_mut(cell.0 as usize) {
            *place = Some(column);
        }
    }

    /// What has been computed of a cell for other cases, taken out.
    pub(super) fn take(&mut self, cell: Cell) -> Option<Column> {
        self.columns.get_mut(cell.0 as usize)?.take()
    }
}
