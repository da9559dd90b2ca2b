//! Which way results move when the figures that they rest on rise.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::rows::Rows;
use crate::features::Riskier;
use crate::policy::check::Subject;
use crate::policy::reach::linear::Lines;
use crate::policy::table::Course;
use crate::policy::typed::{Node, NodeId, Of, SlotId, StepOf, Typed, What, Word, Words};
use crate::policy::value::Operator;

/// Which way a result moves when a figure rises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
    Both,
}

/// A figure of which it is declared which way it is riskier.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Root {
    /// A value from outside.
    Slot(SlotId),
    /// The points of a scorecard. What they rest on is looked at in its ranges.
    Points(Arc<str>),
    /// One of the policy's own words, which stand in the order of risk.
    Word(Arc<str>),
}

/// Which way a result moves with each figure that it rests on.
pub(super) type Ways = BTreeMap<Root, Way>;

impl Way {
    /// The way of what moves this way with something that moves the other way.
    pub(super) const fn over(self, other: Self) -> Self {
        match (self, other) {
            (Self::Both, _) | (_, Self::Both) => Self::Both,
            (Self::Up, way) => way,
            (Self::Down, Self::Up) => Self::Down,
            (Self::Down, Self::Down) => Self::Up,
        }
    }
}

/// Which way every node moves. Operands stand before what uses them, so one pass tells all.
pub(super) struct Directions<'d> {
    subject: &'d Subject<'d>,
    pub(super) typed: &'d Typed,
    lines: &'d Lines<'d>,
    rows: &'d Rows<'d>,
    told: Vec<Ways>,
    /// Which way every node moves with each of its operands.
    moves: Vec<Vec<(NodeId, Way)>>,
    /// Whether a node is taken as not below zero.
    positive: Vec<bool>,
}

impl<'d> Directions<'d> {
    pub(super) fn new(
        subject: &'d Subject<'d>,
        typed: &'d Typed,
        lines: &'d Lines<'d>,
        rows: &'d Rows<'d>,
    ) -> Self {
        let mut directions = Self {
            subject,
            typed,
            lines,
            rows,
            told: Vec::with_capacity(typed.nodes.len()),
            moves: Vec::with_capacity(typed.nodes.len()),
            positive: Vec::with_capacity(typed.nodes.len()),
        };
        for node in &typed.nodes {
            let positive = directions.tell_positive(node);
            let moves = directions.tell_moves(node);
            let told = directions.tell(node, &moves);
            directions.positive.push(positive);
            directions.moves.push(moves);
            directions.told.push(told);
        }
        directions
    }

    /// Whether a node rises with risk or falls with it, and a figure that says so; `None` where
    /// figures disagree, go both ways, or say nothing.
    pub(super) fn risk(&self, id: NodeId) -> Option<(Riskier, &Root)> {
        let ways = self.told.get(id.index())?;
        let mut found: Option<(Riskier, &Root)> = None;
        for (root, way) in ways {
            if *way == Way::Both && self.riskier(root).is_some() {
                return None;
            }
            match (self.risk_of(root, *way), found) {
                (Some(risk), Some((known, _))) if risk != known => return None,
                (Some(risk), _) => found = Some((risk, root)),
                (None, _) => {}
            }
        }
        found
    }

    /// Which way a node moves with each figure that it rests on.
    pub(super) fn ways(&self, id: NodeId) -> impl Iterator<Item = (&Root, Way)> {
        let ways = self.told.get(id.index()).into_iter().flatten();
        ways.map(|(root, way)| (root, *way))
    }

    /// Which way a node moves with each of its operands.
    pub(super) fn moves(&self, id: NodeId) -> &[(NodeId, Way)] {
        self.moves.get(id.index()).map_or(&[], Vec::as_slice)
    }

    /// Which way a figure is riskier.
    pub(super) fn riskier(&self, root: &Root) -> Option<Riskier> {
        match root {
            Root::Slot(slot) => self.typed.slot(*slot).riskier,
            Root::Points(card) => {
                let card = self.subject.scorecards.get(&**card)?;
                Some(if card.higher_is_better {
                    Riskier::Lower
                } else {
                    Riskier::Higher
                })
            }
            Root::Word(name) => self.subject.manifest.words.get(&**name)?.riskier(),
        }
    }

    /// Whether a result rises with the risk that a figure tells of.
    pub(super) fn risk_of(&self, root: &Root, way: Way) -> Option<Riskier> {
        match (self.riskier(root)?, way) {
            (_, Way::Both) => None,
            (Riskier::Higher, Way::Up) | (Riskier::Lower, Way::Down) => Some(Riskier::Higher),
            (Riskier::Higher, Way::Down) | (Riskier::Lower, Way::Up) => Some(Riskier::Lower),
        }
    }

    fn tell(&self, node: &Node, moves: &[(NodeId, Way)]) -> Ways {
        if let Some((root, way)) = self.root(node) {
            return Ways::from([(root, way)]);
        }
        let mut all = Ways::new();
        for (operand, over) in moves {
            for (root, way) in self.ways(*operand) {
                let way = way.over(*over);
                let known = all.entry(root.clone()).or_insert(way);
                if *known != way {
                    *known = Way::Both;
                }
            }
        }
        all
    }

    /// What is looked at by itself, whatever it is computed from.
    fn root(&self, node: &Node) -> Option<(Root, Way)> {
        if let Of::Text(Words::Declared(name, _)) = &node.ty.of
            && let root = Root::Word(Arc::clone(name))
            && self.riskier(&root).is_some()
        {
            return Some((root, Way::Up));
        }
        match &node.what {
            What::Read(slot, _) => Some((Root::Slot(*slot), Way::Up)),
            What::Property(owner, name) => {
                let What::Scorecard(card, _) = &self.typed.node(*owner).what else {
                    return None;
                };
                let root = Root::Points(Arc::clone(card));
                match &**name {
                    "points" => Some((root, Way::Up)),
                    // Good to bad: better points, more of it.
                    "odds" if self.riskier(&root)? == Riskier::Lower => Some((root, Way::Up)),
                    "odds" => Some((root, Way::Down)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn tell_moves(&self, node: &Node) -> Vec<(NodeId, Way)> {
        match &node.what {
            What::Answered(of, ..) => vec![(*of, Way::Up)],
            What::Not(of) | What::Negate(of) => vec![(*of, Way::Down)],
            What::Apply(operator, one, other) => self.applied(*operator, *one, *other),
            What::Capped(of, _, cap) => vec![(*of, Way::Up), (*cap, Way::Up)],
            What::If(condition, yes, no) => choice(*condition, *yes, *no),
            What::Word(word, of) => words(*word, of),
            What::Property(owner, name) => self.property(*owner, name),
            What::Fired(step) => match self.typed.steps.get(*step).map(|step| &step.of) {
                Some(StepOf::Act {
                    when: Some(when), ..
                }) => vec![(*when, Way::Up)],
                _ => Vec::new(),
            },
            other => both(&other.operands()),
        }
    }

    fn applied(&self, operator: Operator, one: NodeId, other: NodeId) -> Vec<(NodeId, Way)> {
        match operator {
            Operator::Add | Operator::And | Operator::Or => {
                vec![(one, Way::Up), (other, Way::Up)]
            }
            Operator::Subtract | Operator::Greater | Operator::GreaterOrEqual => {
                vec![(one, Way::Up), (other, Way::Down)]
            }
            Operator::Less | Operator::LessOrEqual => vec![(one, Way::Down), (other, Way::Up)],
            Operator::Multiply => {
                vec![(one, self.scaled(other)), (other, self.scaled(one))]
            }
            Operator::Divide => vec![
                (one, self.scaled(other)),
                (other, Way::Down.over(self.scaled(one))),
            ],
            Operator::Equal | Operator::NotEqual => both(&[one, other]),
        }
    }

    /// The way of a factor, by the sign of the other one.
    fn scaled(&self, by: NodeId) -> Way {
        match self.lines.constant(by) {
            Some(factor) if factor.is_sign_negative() => Way::Down,
            Some(_) => Way::Up,
            None if self.is_positive(by) => Way::Up,
            None => Way::Both,
        }
    }

    /// A column of a table moves its results as its rows say; the rest is not told.
    fn property(&self, owner: NodeId, name: &str) -> Vec<(NodeId, Way)> {
        let what = &self.typed.node(owner).what;
        let (What::Table(_, values) | What::Scorecard(_, values)) = what else {
            return vec![(owner, Way::Both)];
        };
        let risky = |(root, _): (&Root, Way)| self.riskier(root).is_some();
        let mut moves = Vec::new();
        for (column, value) in values.iter().enumerate() {
            if !self.ways(*value).any(risky) {
                continue;
            }
            let words = self.words(*value);
            let course = match what {
                What::Table(table, _) => self.rows.of_table(table, column, words, name),
                What::Scorecard(card, _) if name == "points" => {
                    self.rows.of_card(card, column, words)
                }
                _ => None,
            };
            let way = match course.as_deref() {
                Some(Course {
                    rises: Some(_),
                    falls: None,
                }) => Way::Up,
                Some(Course {
                    rises: None,
                    falls: Some(_),
                }) => Way::Down,
                Some(Course {
                    rises: None,
                    falls: None,
                }) => continue,
                _ => Way::Both,
            };
            moves.push((*value, way));
        }
        moves
    }

    /// The type of a value that is one of some ordered words.
    pub(super) fn words(&self, id: NodeId) -> Option<&str> {
        match &self.typed.node(id).ty.of {
            Of::Text(Words::Declared(name, _)) => Some(name),
            _ => None,
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
}

fn choice(condition: NodeId, yes: NodeId, no: NodeId) -> Vec<(NodeId, Way)> {
    vec![(yes, Way::Up), (no, Way::Up), (condition, Way::Both)]
}

fn words(word: Word, of: &[NodeId]) -> Vec<(NodeId, Way)> {
    match (word, of) {
        (
            Word::Min
            | Word::Max
            | Word::MinKnown
            | Word::MaxKnown
            | Word::Or
            | Word::IfNone
            | Word::MonthlyFromTna
            | Word::MonthlyFromTea,
            of,
        ) => of.iter().map(|of| (*of, Way::Up)).collect(),
        (Word::FloorTo | Word::CeilTo | Word::RoundTo | Word::Uf | Word::Real, [first, ..]) => {
            vec![(*first, Way::Up)]
        }
        (Word::Choose, [condition, yes, no]) => choice(*condition, *yes, *no),
        (Word::Installment, [amount, rate, term]) => {
            vec![(*amount, Way::Up), (*rate, Way::Up), (*term, Way::Both)]
        }
        (Word::Principal, [installment, rate, term]) => vec![
            (*installment, Way::Up),
            (*rate, Way::Down),
            (*term, Way::Both),
        ],
        // Whether a value is there says nothing of how high it is.
        (Word::Known | Word::IsMissing | Word::IsNone, _) => Vec::new(),
        (_, of) => both(of),
    }
}

fn both(of: &[NodeId]) -> Vec<(NodeId, Way)> {
    of.iter().map(|of| (*of, Way::Both)).collect()
}
