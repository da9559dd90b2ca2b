//! A plan: what it reads, what it computes in which order, what it writes down.

use caudal_facts::Report;

use super::cells::Cells;
use super::held::Held;
use crate::policy::load::Slot;
use crate::policy::manifest::MissingAction;
use crate::policy::run::{Log, Rules, Setting};
use crate::policy::scorecard::Scorecard;
use crate::policy::table::Table;
use crate::policy::typed::Word;
use crate::policy::value::Operator;
use crate::policy::values::NameId;

/// What an operation reads: a constant, or a cell of the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ref(u32);

/// A cell of the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell(pub(super) u32);

/// Everything that a run of a policy does.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) constants: Vec<Held>,
    /// How many cells a run has. The first holds the date of the decision.
    pub(super) cells: usize,
    pub(super) ops: Vec<Op>,
    pub(super) slots: Vec<SlotPlan>,
    pub(super) acts: Vec<ActPlan>,
    pub(super) tables: Vec<Table>,
    pub(super) cards: Vec<Scorecard>,
    /// The codes of limits that numbers remember.
    pub(super) codes: Vec<std::sync::Arc<str>>,
    /// The named results, in order.
    pub(super) results: Vec<ResultPlan>,
    /// The names of results and of their properties.
    pub(super) result_names: Vec<String>,
    /// By rule, in order: its placeholders that are named results, and which.
    pub(super) late: Vec<(u32, Vec<(u32, u32)>)>,
    /// How many events there usually are.
    pub(super) events: usize,
}

/// One operation.
#[derive(Debug)]
pub(super) enum Op {
    /// Reads from outside, once.
    Load { slot: u32, to: Cell },
    /// A two-sided operator.
    Apply {
        operator: Operator,
        left: Ref,
        right: Ref,
        to: Cell,
    },
    /// `!x`
    Not { of: Ref, to: Cell },
    /// `-x`
    Negate { of: Ref, to: Cell },
    /// A word over values.
    Word {
        word: Word,
        of: Box<[Ref]>,
        to: Cell,
    },
    /// `x.capped(code, cap)`
    Capped {
        of: Ref,
        code: u32,
        cap: Ref,
        to: Cell,
    },
    /// `x.or_refer(code)` and `x.or_decline(code)`
    Answered { of: Ref, act: u32, to: Cell },
    /// A table's answer.
    Table {
        table: u32,
        of: Box<[Ref]>,
        to: Cell,
    },
    /// A scorecard's answer.
    Scorecard { card: u32, of: Box<[Ref]>, to: Cell },
    /// `source(name)`
    Source { report: Report, to: Cell },
    /// A property of what is computed.
    Property {
        of: Ref,
        property: Property,
        to: Cell,
    },
    /// The same once more.
    Copy { of: Ref, to: Cell },
    /// Goes on there unless the condition holds.
    Branch { condition: Ref, otherwise: u32 },
    /// Goes on there.
    Jump(u32),
    /// Begins a stage; so many results have names by then.
    Stage { when: Option<Ref>, results: usize },
    /// A rule, exception, condition or withholding.
    Act {
        act: u32,
        when: Option<Ref>,
        fired: Option<Cell>,
    },
    /// Every row of a table of rules.
    Rules {
        act: u32,
        table: u32,
        of: Box<[Ref]>,
    },
    /// Offers a quote.
    Offer { act: u32, quote: Ref },
}

/// What is read of something computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Property {
    /// A table's result.
    Column(u32),
    /// A score's points.
    Points,
    /// The odds that they stand for.
    Odds,
    /// A score's reasons.
    Reasons,
    /// Whether a source answered.
    Answered,
    /// Whether it can be asked.
    Offered,
    /// How old its report is.
    AgeDays,
    /// A figure of a quote.
    Figure(&'static str),
    /// Something else, which only what is missing has.
    Other,
}

/// A value from outside.
#[derive(Debug)]
pub(super) struct SlotPlan {
    /// Its full name.
    pub(super) name: String,
    pub(super) slot: Slot,
    /// Its number among the values of a case.
    pub(super) id: Option<NameId>,
    /// What `[missing]` says of it.
    pub(super) action: Option<MissingAction>,
}

/// What an event shows under a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    pub(super) of: Ref,
    pub(super) property: Option<Property>,
}

/// A statement that decides.
#[derive(Debug, Default)]
pub(super) struct ActPlan {
    /// The number of its rule, or of its table's first row.
    pub(super) rule: u32,
    /// What its condition reads, by places among the rule's names.
    pub(super) operands: Vec<(u32, Shown)>,
    /// What the reasons show: of each rule of the statement in turn.
    pub(super) placeholders: Vec<Vec<(u32, Shown)>>,
    /// In a loop, the loop's value.
    pub(super) of: Option<Shown>,
    /// A condition's details.
    pub(super) details: Vec<(String, Ref)>,
    /// What other reasons show that it may give: limits, and a scorecard's own.
    pub(super) others: Vec<(String, Vec<(String, Shown)>)>,
}

/// A named result.
#[derive(Debug)]
pub(super) struct ResultPlan {
    pub(super) of: Ref,
    /// The place of its name.
    pub(super) name: u32,
    /// What of it is shown under names of their own, which follow.
    pub(super) properties: Vec<Property>,
}

impl Ref {
    const CONSTANT: u32 = 1 << 31;

    /// The constant after so many.
    pub(super) fn constant(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or_default() | Self::CONSTANT)
    }

    /// Its place among the constants, or among the cells.
    pub(super) const fn place(self) -> Result<usize, usize> {
        if self.0 & Self::CONSTANT == 0 {
            Err(self.0 as usize)
        } else {
            Ok((self.0 & !Self::CONSTANT) as usize)
        }
    }
}

impl From<Cell> for Ref {
    fn from(cell: Cell) -> Self {
        Self(cell.0)
    }
}

impl Plan {
    /// Placeholders that no rule had read yet are known once the script has ended.
    pub(super) fn late(&self, rules: &Rules, log: &mut Log, cells: Cells<'_>, reached: usize) {
        if self.late.is_empty() {
            return;
        }
        let setting = Setting {
            rules,
            cells: Some(cells),
        };
        for index in 0..log.entries.len() {
            let rule = log.entries[index].rule;
            let Ok(place) = self.late.binary_search_by_key(&rule, |(known, _)| *known) else {
                continue;
            };
            for (name, result) in &self.late[place].1 {
                if !log.shows(setting, index, *name)
                    && let Some(value) = cells.result(*result, reached)
                    && let Some(more) = log.more_of(index)
                {
                    more.late.push((*name, value.into_owned()));
                }
            }
        }
    }
}
