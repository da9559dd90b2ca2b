//! Nodes as sums of subjects, and what is left of a comparison with one unknown.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::policy::typed::{Node, NodeId, Typed, What};
use crate::policy::value::Operator;

/// A node as a sum; nothing where figures grow too large.
type Linear = Option<Sum>;

/// Subjects with their factors, and what is added to them.
type Sum = (BTreeMap<NodeId, Decimal>, Decimal);

/// Every node as a sum. Operands stand before what uses them, so one pass tells all.
pub(super) struct Lines<'t> {
    typed: &'t Typed,
    told: Vec<Linear>,
}

impl<'t> Lines<'t> {
    pub(super) fn new(typed: &'t Typed) -> Self {
        let mut lines = Self {
            typed,
            told: Vec::with_capacity(typed.nodes.len()),
        };
        for node in &typed.nodes {
            let line = lines.line(node);
            lines.told.push(line);
        }
        lines
    }

    /// A figure that a node always is.
    pub(super) fn constant(&self, id: NodeId) -> Option<Decimal> {
        let (figures, number) = self.told(id)?;
        figures.is_empty().then_some(*number)
    }

    /// A comparison with one unknown: it, the operator, and the figure on the other side.
    pub(super) fn isolated(
        &self,
        operator: Operator,
        one: NodeId,
        other: NodeId,
    ) -> Option<(NodeId, Operator, Decimal)> {
        self.solved(operator, one, self.told(other)?)
    }

    /// The same of a comparison with a figure that no node is.
    pub(super) fn isolated_from(
        &self,
        operator: Operator,
        one: NodeId,
        figure: Decimal,
    ) -> Option<(NodeId, Operator, Decimal)> {
        self.solved(operator, one, &(BTreeMap::new(), figure))
    }

    fn solved(
        &self,
        operator: Operator,
        one: NodeId,
        (others, right): &Sum,
    ) -> Option<(NodeId, Operator, Decimal)> {
        let (figures, left) = self.told(one)?;
        let mut figures = figures.clone();
        for (subject, factor) in others {
            let so_far = figures.entry(*subject).or_default();
            *so_far = so_far.checked_sub(*factor)?;
        }
        let mut figures = figures.into_iter();
        let (subject, factor) = figures.next()?;
        if figures.next().is_some() || factor.is_zero() {
            return None;
        }
        let rest = right.checked_sub(*left)?;
        let bound = rest.checked_div(factor)?;
        // Only where the division comes out even is the threshold the figure itself.
        if bound.checked_mul(factor)? != rest {
            return None;
        }
        let turned = factor.is_sign_negative();
        let operator = if turned { mirrored(operator) } else { operator };
        Some((subject, operator, bound))
    }

    fn told(&self, id: NodeId) -> Option<&Sum> {
        self.told.get(id.index())?.as_ref()
    }

    fn line(&self, node: &Node) -> Linear {
        match &node.what {
            What::Number(number) => Some((BTreeMap::new(), *number)),
            What::Read(slot, _) => {
                let slot = self.typed.slot(*slot);
                match (slot.low, slot.high, slot.ty.may_lack()) {
                    (Some(low), Some(high), false) if low == high => Some((BTreeMap::new(), low)),
                    _ => Some(single(node.same)),
                }
            }
            What::Answered(of, ..) => self.told(*of).cloned(),
            What::Negate(of) => scaled(self.told(*of)?, Decimal::NEGATIVE_ONE),
            What::Apply(operator, one, other) if !operator.compares() => {
                let (one, other) = (self.told(*one)?, self.told(*other)?);
                match operator {
                    Operator::Add => added(one, other),
                    Operator::Subtract => added(one, &scaled(other, Decimal::NEGATIVE_ONE)?),
                    Operator::Multiply if one.0.is_empty() => scaled(other, one.1),
                    Operator::Multiply if other.0.is_empty() => scaled(one, other.1),
                    Operator::Divide if other.0.is_empty() => match even_inverse(other.1) {
                        Some(inverse) => scaled(one, inverse),
                        None => Some(single(node.same)),
                    },
                    _ => Some(single(node.same)),
                }
            }
            _ => Some(single(node.same)),
        }
    }
}

/// One over a figure. A division that does not come out even is rounded, and no longer in proportion.
fn even_inverse(number: Decimal) -> Option<Decimal> {
    let inverse = Decimal::ONE.checked_div(number)?;
    (inverse.checked_mul(number) == Some(Decimal::ONE)).then_some(inverse)
}

const fn mirrored(operator: Operator) -> Operator {
    match operator {
        Operator::Less => Operator::Greater,
        Operator::LessOrEqual => Operator::GreaterOrEqual,
        Operator::Greater => Operator::Less,
        Operator::GreaterOrEqual => Operator::LessOrEqual,
        same => same,
    }
}

fn single(subject: NodeId) -> Sum {
    (BTreeMap::from([(subject, Decimal::ONE)]), Decimal::ZERO)
}

fn scaled(of: &Sum, factor: Decimal) -> Linear {
    let mut scaled = BTreeMap::new();
    for (subject, own) in &of.0 {
        scaled.insert(*subject, own.checked_mul(factor)?);
    }
    Some((scaled, of.1.checked_mul(factor)?))
}

fn added(one: &Sum, other: &Sum) -> Linear {
    let mut all = one.0.clone();
    for (subject, factor) in &other.0 {
        let so_far = all.entry(*subject).or_default();
        *so_far = so_far.checked_add(*factor)?;
    }
    Some((all, one.1.checked_add(other.1)?))
}
