//! In which order a script computes and reads: what evaluating it needs besides its nodes and steps.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::node::NodeId;
use crate::policy::script::Place;

/// The order of a script.
#[derive(Debug, Clone, Default)]
pub(crate) struct Order {
    /// Names of `let`s as they are read outside of functions, in order.
    pub(crate) reads: Vec<NameRead>,
    /// What had been built when each step was reached, step by step.
    pub(crate) steps: Vec<Reached>,
    /// The branches of each `if`.
    pub(crate) branches: BTreeMap<NodeId, Branches>,
    /// Where each `or_refer` and `or_decline` stands.
    pub(crate) answers: BTreeMap<NodeId, (Place, Reached)>,
    /// The names that decisions show, in order.
    pub(crate) results: Vec<Named>,
}

/// A name that was read.
#[derive(Debug, Clone)]
pub(crate) struct NameRead {
    pub(crate) name: Arc<str>,
    pub(crate) node: NodeId,
    /// Whether it is read in every run that comes so far, and not in a branch only.
    pub(crate) sure: bool,
}

/// How much had been built.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Reached {
    /// Nodes.
    pub(crate) nodes: usize,
    /// Names read.
    pub(crate) reads: usize,
}

/// Where the nodes of an `if`'s branches begin; the last ones stand before the node itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Branches {
    pub(crate) yes: usize,
    pub(crate) no: usize,
}

/// A top-level name.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    pub(crate) name: Arc<str>,
    pub(crate) node: NodeId,
    /// How many steps there are before it.
    pub(crate) steps: usize,
}
