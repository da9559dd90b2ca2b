//! One thing that is computed, and what it is computed from.

use std::sync::Arc;

use caudal_facts::{Diagnostic, Party, Report};
use rust_decimal::Decimal;

use super::types::Type;
use super::words::Word;
use crate::features::Riskier;
use crate::policy::Kind;
use crate::policy::document::Problems;
use crate::policy::feature_of::FeatureOf;
use crate::policy::findings::Finding;
use crate::policy::manifest::{MissingAction, ParamValue};
use crate::policy::script::{Place, Verb};
use crate::policy::value::Operator;

/// A node's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

/// A slot's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SlotId(u32);

/// A stretch of a script: from the first letter of its first word to its last word.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Span {
    /// The file, as messages name it.
    pub file: Arc<str>,
    /// Where it begins.
    pub place: Place,
    /// Where its last word begins.
    pub last: Place,
}

/// One thing that is computed.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it is.
    pub what: What,
    /// What it gives.
    pub ty: Type,
    /// Where it is written.
    pub span: Span,
    /// The stage in which it is computed; `None` before the first.
    pub stage: Option<usize>,
    /// The first node that computes the very same from the very same; itself if it is the first.
    pub same: NodeId,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum What {
    /// A number written out.
    Number(Decimal),
    /// `true` or `false`.
    Flag(bool),
    /// Text written out.
    Text(Arc<str>),
    /// The local date of the decision.
    AsOf,
    /// A value from outside.
    Read(SlotId, Asked),
    /// A two-sided operator.
    Apply(Operator, NodeId, NodeId),
    /// `!x`
    Not(NodeId),
    /// `-x`
    Negate(NodeId),
    /// A word over values.
    Word(Word, Vec<NodeId>),
    /// `x.capped(code, limit)`
    Capped(NodeId, Arc<str>, NodeId),
    /// `x.or_refer(code)` or `x.or_decline(code)`
    Answered(NodeId, Verb, Arc<str>),
    /// A table's row, with its columns' values in their order.
    Table(Arc<str>, Vec<NodeId>),
    /// A scorecard's answer, with its characteristics' values in their order.
    Scorecard(Arc<str>, Vec<NodeId>),
    /// `source(name)`
    Source(Report, Asked),
    /// A property of a row, score, source or quote.
    Property(NodeId, Arc<str>),
    /// `if condition { a } else { b }`
    If(NodeId, NodeId, NodeId),
    /// Whether a rule fired, by its step's number.
    Fired(usize),
    /// What could not be told; reported, or noted in [`Typed::open`](super::Typed::open).
    Unknown(u32),
}

/// How many stages so far asked for what a value rests on: a feature is missing until one of its
/// sources was asked, so the same name at two places may be two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Asked(pub u32);

/// A value from outside the script.
#[derive(Debug, Clone)]
pub struct Slot {
    /// Its full name: `income.cv_6m`, `params.min_age`.
    pub name: Arc<str>,
    /// What it is.
    pub of: SlotOf,
    /// What it measures.
    pub kind: Kind,
    /// What it gives; a stand-in of `[missing]` is taken into account.
    pub ty: Type,
    /// The smallest and largest number that it can be, where that is declared or plain from its unit.
    pub low: Option<Decimal>,
    /// The largest.
    pub high: Option<Decimal>,
    /// Whether it is a whole number.
    pub whole: bool,
    /// Which way it is riskier, where that is declared.
    pub riskier: Option<Riskier>,
    /// What `[missing]` says of it.
    pub missing: Option<MissingAction>,
}

/// What a slot is.
#[derive(Debug, Clone)]
pub enum SlotOf {
    /// A feature of one of the persons.
    Feature(FeatureOf),
    /// The lender's own datum about one of them.
    Input(Party),
    /// Whether there is a co-applicant.
    CoPresent,
    /// A part of the request.
    Request,
    /// A parameter with its value, before any conversion from UF.
    Param(ParamValue),
    /// A figure of a dated series.
    Reference,
}

impl Span {
    /// A problem over the stretch, where it is on one line.
    pub(crate) fn problem(&self, problems: &Problems, message: impl Into<String>) -> Diagnostic {
        let at = (self.place.line, self.place.column);
        let problem = Diagnostic::at(&*self.file, at, message);
        if self.last.line != self.place.line || self.last.column <= self.place.column {
            return problem;
        }
        let word = problems.word(&self.file, self.last);
        problem.over(self.last.column - self.place.column + word)
    }

    /// Reports a problem over the stretch, with a hint where there is one.
    pub(crate) fn report(
        &self,
        problems: &Problems,
        finding: &'static Finding,
        message: impl Into<String>,
        hint: Option<&str>,
    ) {
        let problem = self.problem(problems, message);
        problems.push(
            finding,
            match hint {
                Some(hint) => problem.hint(hint),
                None => problem,
            },
        );
    }
}

impl NodeId {
    /// The number of the node after so many.
    pub(crate) fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// Its place among the nodes.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl SlotId {
    /// The number of the slot after so many.
    pub(crate) fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// Its place among the slots.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl What {
    /// The nodes that it is computed from, in order.
    #[must_use]
    pub fn operands(&self) -> Vec<NodeId> {
        match self {
            Self::Number(_)
            | Self::Flag(_)
            | Self::Text(_)
            | Self::AsOf
            | Self::Read(..)
            | Self::Source(..)
            | Self::Fired(_)
            | Self::Unknown(_) => Vec::new(),
            Self::Apply(_, one, other) | Self::Capped(one, _, other) => vec![*one, *other],
            Self::Not(of) | Self::Negate(of) | Self::Answered(of, ..) | Self::Property(of, _) => {
                vec![*of]
            }
            Self::Word(_, of) | Self::Table(_, of) | Self::Scorecard(_, of) => of.clone(),
            Self::If(condition, yes, no) => vec![*condition, *yes, *no],
        }
    }

    /// The same with other operands, in the same order.
    #[must_use]
    pub(super) fn with(&self, operand: impl Fn(NodeId) -> NodeId) -> Self {
        let all = |of: &[NodeId]| of.iter().map(|id| operand(*id)).collect();
        match self {
            Self::Apply(operator, one, other) => {
                Self::Apply(*operator, operand(*one), operand(*other))
            }
            Self::Capped(of, code, cap) => {
                Self::Capped(operand(*of), Arc::clone(code), operand(*cap))
            }
            Self::Not(of) => Self::Not(operand(*of)),
            Self::Negate(of) => Self::Negate(operand(*of)),
            Self::Answered(of, verb, code) => Self::Answered(operand(*of), *verb, Arc::clone(code)),
            Self::Property(of, name) => Self::Property(operand(*of), Arc::clone(name)),
            Self::Word(word, of) => Self::Word(*word, all(of)),
            Self::Table(name, of) => Self::Table(Arc::clone(name), all(of)),
            Self::Scorecard(name, of) => Self::Scorecard(Arc::clone(name), all(of)),
            Self::If(condition, yes, no) => {
                Self::If(operand(*condition), operand(*yes), operand(*no))
            }
            leaf => leaf.clone(),
        }
    }
}
