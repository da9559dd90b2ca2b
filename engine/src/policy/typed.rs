//! A policy's script as one closed, typed computation.
//!
//! The script's tree is resolved against the catalogue, inputs, parameters, tables and scorecards: every name is a
//! slot or the node that computes it, the policy's own functions stand in place of their calls, and loops over list
//! parameters are written out. What remains is a list of nodes, operands before what uses them, and a list of steps
//! over them. Whatever looks at a policy without running its script looks here: types, reach, coverage,
//! counterfactuals, native evaluation.

mod build;
mod node;
mod order;
mod step;
mod types;
mod units;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::kind::Kind;

pub(crate) use build::{build, kind_of_property};
pub use node::{Asked, Node, NodeId, Slot, SlotId, SlotOf, Span, What};
pub(crate) use order::{Branches, NameRead, Named, Order, Reached};
pub use step::{Stage, Step, StepOf};
pub use types::{Of, Type, Words};
pub use units::Units;
pub use words::{Absence, Gives, SIGNATURES, Signature, Takes, Word};

/// A policy's script in typed form.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// Everything that is computed, operands before what uses them.
    pub nodes: Vec<Node>,
    /// Everything that is read from outside the script.
    pub slots: Vec<Slot>,
    /// The stages, in order.
    pub stages: Vec<Stage>,
    /// The statements in order, loops written out.
    pub steps: Vec<Step>,
    /// Why the script cannot be evaluated from this form alone; empty when it can.
    pub open: Vec<(Span, Arc<str>)>,
    /// The results of tables, by their names.
    pub(crate) results: BTreeMap<Arc<str>, Vec<(Arc<str>, Kind)>>,
    /// The nodes that names stand for: top-level `let`s, and those of loops in their last round.
    pub(crate) names: BTreeMap<Arc<str>, NodeId>,
    /// In which order it computes and reads.
    pub(crate) order: Order,
}

impl Typed {
    /// A node.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// A slot.
    #[must_use]
    pub fn slot(&self, id: SlotId) -> &Slot {
        &self.slots[id.index()]
    }

    /// The node that a `let` names.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<NodeId> {
        self.names.get(name).copied()
    }

    /// What a `let`, or a property of one, measures: `capacity`, `score.points`.
    pub(crate) fn kind_of(&self, name: &str) -> Option<Kind> {
        if name == "as_of" {
            return Some(Kind::Date);
        }
        if let Some(node) = self.named(name) {
            return self.node(node).ty.kind();
        }
        let (owner, property) = name.split_once('.')?;
        let owner = self.named(owner)?;
        // What no expression reads has no node: a text may show what no rule rests on.
        kind_of_property(self, owner, property)
    }
}
