//! The statements of a policy over its nodes, loops written out.

use std::sync::Arc;

use caudal_facts::Report;

use super::node::{NodeId, Span};
use crate::policy::script::{StopOn, Verb};

/// A stage.
#[derive(Debug, Clone)]
pub struct Stage {
    /// Its name.
    pub name: Arc<str>,
    /// The sources that it asks.
    pub ask: Vec<Report>,
    /// Its condition; it is skipped when that is false.
    pub when: Option<NodeId>,
    /// Which outcome ends the run.
    pub stop_on: StopOn,
    /// Where it begins.
    pub span: Span,
}

/// A statement.
#[derive(Debug, Clone)]
pub struct Step {
    /// What it does.
    pub of: StepOf,
    /// The stage that it belongs to; `None` before the first.
    pub stage: Option<usize>,
    /// In a loop, the value of the round.
    pub round: Option<NodeId>,
    /// Where it is written.
    pub span: Span,
}

/// What a statement does.
#[derive(Debug, Clone)]
pub enum StepOf {
    /// Begins a stage, by its number.
    Stage(usize),
    /// Names a value.
    Let(Arc<str>, NodeId),
    /// Decides: a rule, exception, condition or withholding.
    Act {
        /// Which word.
        verb: Verb,
        /// The reason's code with its variant.
        code: Arc<str>,
        /// Its condition; `None` when it always holds.
        when: Option<NodeId>,
        /// A condition's details.
        details: Vec<(Arc<str>, NodeId)>,
        /// The reason that an exception is made for.
        because: Option<Arc<str>>,
    },
    /// Every row of a table of rules, with its columns' values in their order.
    Rules(Arc<str>, Vec<NodeId>),
    /// Offers a quote.
    Offer(NodeId),
}
