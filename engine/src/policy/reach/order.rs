//! How two values can stand to each other, whatever they are.

use std::cell::RefCell;
use std::collections::HashMap;

use super::range::Range;
use crate::policy::typed::{Node, NodeId, Typed, What, Word};

/// Which nodes are never above a bound, told once for each bound.
pub(super) struct Bounds<'t> {
    typed: &'t Typed,
    told: RefCell<HashMap<NodeId, Vec<bool>>>,
}

impl<'t> Bounds<'t> {
    pub(super) fn new(typed: &'t Typed) -> Self {
        Self {
            typed,
            told: RefCell::default(),
        }
    }

    /// Whether one value can be less than, equal to, and greater than another.
    pub(super) fn order(&self, ranges: &[Range], one: NodeId, other: NodeId) -> [bool; 3] {
        let (first, second) = (self.typed.node(one).same, self.typed.node(other).same);
        if first == second {
            return [false, true, false];
        }
        let range = |id: NodeId| ranges.get(id.index()).copied().unwrap_or((None, None));
        let ((low, high), (other_low, other_high)) = (range(one), range(other));
        let apart = |high, low| matches!((high, low), (Some(high), Some(low)) if high < low);
        let touching = |high, low| matches!((high, low), (Some(high), Some(low)) if high <= low);
        [
            !touching(other_high, low) && !self.at_most(other, first),
            !apart(high, other_low) && !apart(other_high, low),
            !touching(high, other_low) && !self.at_most(one, second),
        ]
    }

    /// Whether a node, where it is known, is never above a bound, whatever their values.
    fn at_most(&self, id: NodeId, bound: NodeId) -> bool {
        let mut told = self.told.borrow_mut();
        let below = told.entry(bound).or_insert_with(|| {
            let mut below: Vec<bool> = Vec::with_capacity(self.typed.nodes.len());
            for node in &self.typed.nodes {
                let next = is_below(node, bound, &below);
                below.push(next);
            }
            below
        });
        below.get(id.index()).copied().unwrap_or_default()
    }
}

/// Whether a node is never above a bound, by what is told of its operands.
fn is_below(node: &Node, bound: NodeId, below: &[bool]) -> bool {
    let is = |id: &NodeId| below.get(id.index()).copied().unwrap_or_default();
    node.same == bound
        || match &node.what {
            What::Capped(of, _, cap) => is(of) || is(cap),
            What::Word(Word::Min, of) => of.iter().any(is),
            What::Word(Word::FloorTo, of) => of.first().is_some_and(is),
            What::Word(Word::Max | Word::MinKnown | Word::MaxKnown, of) => of.iter().all(is),
            What::Word(Word::Choose, of) => of.iter().skip(1).all(is),
            What::If(_, yes, no) => is(yes) && is(no),
            What::Answered(of, ..) => is(of),
            _ => false,
        }
}
