//! Which way results move when the figures that they rest on rise.

use std::collections::BTreeMap;

use crate::features::Riskier;
use crate::policy::reach::linear::Lines;
use crate::policy::typed::{Node, NodeId, Slot, SlotId, StepOf, Typed, What, Word};
use crate::policy::value::Operator;

/// Which way a result moves when a figure rises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
    Both,
}

/// Which way a result moves with each figure that it rests on.
pub(super) type Ways = BTreeMap<SlotId, Way>;

impl Way {
    const fn turned(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
            Self::Both => Self::Both,
        }
    }
}

/// Which way every node moves. Operands stand before what uses them, so one pass tells all.
pub(super) struct Directions<'d> {
    typed: &'d Typed,
    lines: &'d Lines<'d>,
    told: Vec<Ways>,
    /// Whether a node is taken as not below zero.
    positive: Vec<bool>,
}

impl<'d> Directions<'d> {
    pub(super) fn new(typed: &'d Typed, lines: &'d Lines<'d>) -> Self {
        let mut directions = Self {
            typed,
            lines,
            told: Vec::with_capacity(typed.nodes.len()),
            positive: Vec::with_capacity(typed.nodes.len()),
        };
        for node in &typed.nodes {
            let (positive, ways) = (directions.tell_positive(node), directions.tell(node));
            directions.positive.push(positive);
            directions.told.push(ways);
        }
        directions
    }

    /// Whether a node rises with risk or falls with it, and a figure that says so; `None` where
    /// figures disagree, go both ways, or say nothing.
    pub(super) fn risk(&self, id: NodeId) -> Option<(Riskier, &'d Slot)> {
        let ways = self.ways(id);
        let mut found: Option<(Riskier, &Slot)> = None;
        for (slot, way) in &ways {
            let slot = self.typed.slot(*slot);
            if slot.riskier.is_some() && *way == Way::Both {
                return None;
            }
            match (risk_of(slot, *way), found) {
                (Some(risk), Some((known, _))) if risk != known => return None,
                (Some(risk), _) => found = Some((risk, slot)),
                (None, _) => {}
            }
        }
        found
    }

    /// Which way a node moves with each figure that it rests on.
    pub(super) fn ways(&self, id: NodeId) -> Ways {
        self.told.get(id.index()).cloned().unwrap_or_default()
    }

    fn tell(&self, node: &Node) -> Ways {
        match &node.what {
            What::Read(slot, _) => Ways::from([(*slot, Way::Up)]),
            What::Answered(of, ..) => self.ways(*of),
            What::Not(of) | What::Negate(of) => turned(self.ways(*of)),
            What::Apply(operator, one, other) => self.applied(*operator, *one, *other),
            What::Capped(of, _, cap) => joined(self.ways(*of), self.ways(*cap)),
            What::If(condition, yes, no) => self.choice(*condition, *yes, *no),
            What::Word(word, of) => self.word(*word, of),
            What::Fired(step) => match self.typed.steps.get(*step).map(|step| &step.of) {
                Some(StepOf::Act {
                    when: Some(when), ..
                }) => self.ways(*when),
                _ => Ways::new(),
            },
            other => other
                .operands()
                .into_iter()
                .fold(Ways::new(), |all, of| joined(all, both(self.ways(of)))),
        }
    }

    fn applied(&self, operator: Operator, one: NodeId, other: NodeId) -> Ways {
        let (first, second) = (self.ways(one), self.ways(other));
        match operator {
            Operator::Add | Operator::And | Operator::Or => joined(first, second),
            Operator::Subtract | Operator::Greater | Operator::GreaterOrEqual => {
                joined(first, turned(second))
            }
            Operator::Less | Operator::LessOrEqual => joined(turned(first), second),
            Operator::Multiply => joined(
                self.scaled(first, other, false),
                self.scaled(second, one, false),
            ),
            Operator::Divide => joined(
                self.scaled(first, other, false),
                self.scaled(second, one, true),
            ),
            Operator::Equal | Operator::NotEqual => both(joined(first, second)),
        }
    }

    /// The ways of a factor, by the sign of the other one.
    fn scaled(&self, ways: Ways, by: NodeId, turn: bool) -> Ways {
        let ways = if turn { turned(ways) } else { ways };
        match self.lines.constant(by) {
            Some(factor) if factor.is_sign_negative() => turned(ways),
            Some(_) => ways,
            None if self.is_positive(by) => ways,
            None => both(ways),
        }
    }

    /// Whether a value is taken as not below zero.
    fn is_positive(&self, id: NodeId) -> bool {
        self.positive.get(id.index()).copied().unwrap_or_default()
    }

    fn tell_positive(&self, node: &Node) -> bool {
        match &node.what {
            What::Number(number) => !number.is_sign_negative(),
            What::Read(..) | What::Property(..) => true,
            What::Answered(of, ..) => self.is_positive(*of),
            What::Apply(Operator::Add | Operator::Multiply | Operator::Divide, one, other)
            | What::Capped(one, _, other) => self.is_positive(*one) && self.is_positive(*other),
            What::If(_, yes, no) => self.is_positive(*yes) && self.is_positive(*no),
            What::Word(Word::Choose, of) => of.iter().skip(1).all(|of| self.is_positive(*of)),
            What::Word(
                Word::Min
                | Word::Max
                | Word::MinKnown
                | Word::MaxKnown
                | Word::Or
                | Word::IfNone
                | Word::FloorTo
                | Word::CeilTo
                | Word::RoundTo
                | Word::MonthlyFromTna
                | Word::MonthlyFromTea
                | Word::Uf
                | Word::Real,
                of,
            ) => of.iter().all(|of| self.is_positive(*of)),
            _ => false,
        }
    }

    fn choice(&self, condition: NodeId, yes: NodeId, no: NodeId) -> Ways {
        let branches = joined(self.ways(yes), self.ways(no));
        joined(branches, both(self.ways(condition)))
    }

    fn word(&self, word: Word, of: &[NodeId]) -> Ways {
        let all: Vec<Ways> = of.iter().map(|of| self.ways(*of)).collect();
        let mut all = all.into_iter();
        match word {
            Word::Min
            | Word::Max
            | Word::MinKnown
            | Word::MaxKnown
            | Word::Or
            | Word::IfNone
            | Word::MonthlyFromTna
            | Word::MonthlyFromTea => all.fold(Ways::new(), joined),
            Word::FloorTo | Word::CeilTo | Word::RoundTo | Word::Uf | Word::Real => {
                all.next().unwrap_or_default()
            }
            Word::Choose => match of {
                [condition, yes, no] => self.choice(*condition, *yes, *no),
                _ => Ways::new(),
            },
            Word::Installment => {
                let amount = all.next().unwrap_or_default();
                let rate = all.next().unwrap_or_default();
                joined(joined(amount, rate), both(all.next().unwrap_or_default()))
            }
            Word::Principal => {
                let installment = all.next().unwrap_or_default();
                let rate = turned(all.next().unwrap_or_default());
                joined(
                    joined(installment, rate),
                    both(all.next().unwrap_or_default()),
                )
            }
            // Whether a value is there says nothing of how high it is.
            Word::Known | Word::IsMissing | Word::IsNone => Ways::new(),
            _ => both(all.fold(Ways::new(), joined)),
        }
    }
}

fn turned(ways: Ways) -> Ways {
    ways.into_iter()
        .map(|(slot, way)| (slot, way.turned()))
        .collect()
}

fn both(ways: Ways) -> Ways {
    ways.into_keys().map(|slot| (slot, Way::Both)).collect()
}

fn joined(one: Ways, other: Ways) -> Ways {
    let mut all = one;
    for (slot, way) in other {
        all.entry(slot)
            .and_modify(|known| {
                if *known != way {
                    *known = Way::Both;
                }
            })
            .or_insert(way);
    }
    all
}

/// Whether a result rises with the risk that a figure tells of.
pub(super) fn risk_of(slot: &Slot, way: Way) -> Option<Riskier> {
    match (slot.riskier?, way) {
        (_, Way::Both) => None,
        (Riskier::Higher, Way::Up) | (Riskier::Lower, Way::Down) => Some(Riskier::Higher),
        (Riskier::Higher, Way::Down) | (Riskier::Lower, Way::Up) => Some(Riskier::Lower),
    }
}
