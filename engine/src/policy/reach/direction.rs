//! Rules, scorecards and prices that go against the direction in which a figure is riskier.
//!
//! A condition that becomes true as risk falls turns down those who are safer. Only what goes one way in everything
//! that it reads is told; amounts and counts are taken as not below zero.

use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;

use super::{Reach, range};
use crate::features::Riskier;
use crate::policy::findings;
use crate::policy::manifest::{MissingAction, ParamValue};
use crate::policy::script::Verb;
use crate::policy::typed::{NodeId, Slot, SlotId, StepOf, Typed, What, Word};
use crate::policy::value::{Operator, Value};

/// Which way a result moves when a figure rises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
    Both,
}

/// Which way a result moves with each figure that it rests on.
type Ways = BTreeMap<SlotId, Way>;

impl Way {
    const fn turned(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
            Self::Both => Self::Both,
        }
    }
}

impl Reach<'_> {
    pub(super) fn directions(&self) {
        let mut directions = Directions {
            typed: self.typed,
            told: HashMap::new(),
        };
        for step in &self.typed.steps {
            match &step.of {
                StepOf::Act {
                    verb: verb @ (Verb::Decline | Verb::Refer | Verb::Withhold),
                    code,
                    when: Some(when),
                    ..
                } => {
                    if let Some((Riskier::Lower, slot)) = directions.risk(*when) {
                        let message =
                            format!("{}({code:?}) fires for those with less risk", verb.name());
                        self.wrong_way(*when, message, slot);
                    }
                }
                StepOf::Offer(quote) => self.price(&mut directions, *quote),
                _ => {}
            }
        }
        self.scorecard_points(&mut directions);
        self.safe_defaults();
    }

    fn wrong_way(&self, node: NodeId, message: String, slot: &Slot) {
        let hint = format!("{} is riskier when it is {}", slot.name, side(slot));
        let span = &self.typed.node(node).span;
        self.report(&findings::WRONG_DIRECTION, span, message, Some(&hint));
    }

    /// What is offered: a rate that falls with risk, an amount that rises with it.
    fn price(&self, directions: &mut Directions<'_>, quote: NodeId) {
        let What::Word(Word::Quote, of) = &self.typed.node(quote).what else {
            return;
        };
        for (index, what, right) in [
            (0, "the amount", Riskier::Lower),
            (1, "the rate", Riskier::Higher),
        ] {
            let Some(node) = of.get(index).copied() else {
                continue;
            };
            let ways = directions.ways(node);
            let wrong = ways.iter().find(|(slot, way)| {
                let slot = self.typed.slot(**slot);
                risk_of(slot, **way).is_some_and(|risk| risk != right)
            });
            if let Some((slot, _)) = wrong {
                let message = match right {
                    Riskier::Higher => format!("{what} of this offer falls as risk rises"),
                    Riskier::Lower => format!("{what} of this offer rises with risk"),
                };
                self.wrong_way(node, message, self.typed.slot(*slot));
            }
        }
    }

    /// Ranges of scorecards that give better points for more risk.
    fn scorecard_points(&self, directions: &mut Directions<'_>) {
        for node in &self.typed.nodes {
            let What::Scorecard(name, values) = &node.what else {
                continue;
            };
            let Some(card) = self.subject.scorecards.get(&**name) else {
                continue;
            };
            for (characteristic, value) in card.characteristics.iter().zip(values) {
                let Some((riskier, slot)) = directions.risk(*value) else {
                    continue;
                };
                let mut ranges: Vec<_> = characteristic
                    .ranges
                    .iter()
                    .filter_map(|range| Some((range.cell.lowest()?, range)))
                    .collect();
                ranges.sort_by_key(|(lowest, _)| *lowest);
                for pair in ranges.windows(2) {
                    let [(_, low), (_, high)] = pair else {
                        continue;
                    };
                    let better = |one: Decimal, other: Decimal| {
                        if card.higher_is_better {
                            one > other
                        } else {
                            one < other
                        }
                    };
                    let wrong = match riskier {
                        Riskier::Higher => better(high.points, low.points),
                        Riskier::Lower => better(low.points, high.points),
                    };
                    if wrong {
                        let line = high.line.max(low.line);
                        let message = format!(
                            "{:?} gives better points for more risk: {} here, {} beside it",
                            characteristic.name, high.points, low.points
                        );
                        let hint = format!("{} is riskier when it is {}", slot.name, side(slot));
                        let finding = &findings::WRONG_DIRECTION;
                        self.report_line(finding, &card.file, (line, 0), message, Some(&hint));
                    }
                }
            }
        }
    }

    /// Stand-ins of `[missing]` that make an unknown person a good one.
    fn safe_defaults(&self) {
        for slot in &self.typed.slots {
            let (Some(MissingAction::Default { value, .. }), Some(riskier)) =
                (&slot.missing, slot.riskier)
            else {
                continue;
            };
            let safe = match value {
                ParamValue::Flag(flag) => *flag == (riskier == Riskier::Lower),
                ParamValue::Number(number) => self.is_safe(slot, *number, riskier),
                ParamValue::List(_) => false,
            };
            if safe {
                let rules = &self.subject.manifest.missing;
                let pattern = rules.iter().find(|rule| rule.matches(&slot.name));
                let name = pattern.map_or(&*slot.name, |rule| &rule.pattern);
                let place = self
                    .subject
                    .manifest
                    .places
                    .find(&format!("missing.{name}"));
                let message = format!("a missing {} is taken as one without risk", slot.name);
                let hint = format!("it is riskier when it is {}: let it refer", side(slot));
                self.report_line(
                    &findings::SAFE_DEFAULT,
                    "policy.toml",
                    (place.line, place.column),
                    message,
                    Some(&hint),
                );
            }
        }
    }

    /// Whether no comparison finds any risk in a figure.
    fn is_safe(&self, slot: &Slot, number: Decimal, riskier: Riskier) -> bool {
        let mut compared = false;
        for node in &self.typed.nodes {
            let What::Apply(operator, one, other) = &node.what else {
                continue;
            };
            let risky = match riskier {
                Riskier::Higher => [Operator::Greater, Operator::GreaterOrEqual],
                Riskier::Lower => [Operator::Less, Operator::LessOrEqual],
            };
            let Some((subject, operator, bound)) =
                range::isolated(self.typed, *operator, *one, *other)
            else {
                continue;
            };
            let of_slot = matches!(&self.typed.node(subject).what, What::Read(read, _)
                if self.typed.slot(*read).name == slot.name);
            if !of_slot || !risky.contains(&operator) {
                continue;
            }
            compared = true;
            let fires = Value::apply(operator, &Value::Number(number), &Value::Number(bound));
            if matches!(fires, Ok(Value::Flag(true))) {
                return false;
            }
        }
        compared || (riskier == Riskier::Higher && number <= Decimal::ZERO)
    }
}

struct Directions<'d> {
    typed: &'d Typed,
    told: HashMap<NodeId, Ways>,
}

impl<'d> Directions<'d> {
    /// Whether a node rises with risk or falls with it, and a figure that says so; `None` where
    /// figures disagree, go both ways, or say nothing.
    fn risk(&mut self, id: NodeId) -> Option<(Riskier, &'d Slot)> {
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

    fn ways(&mut self, id: NodeId) -> Ways {
        let same = self.typed.node(id).same;
        if let Some(told) = self.told.get(&same) {
            return told.clone();
        }
        let ways = self.tell(same);
        self.told.insert(same, ways.clone());
        ways
    }

    fn tell(&mut self, id: NodeId) -> Ways {
        match &self.typed.node(id).what {
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

    fn applied(&mut self, operator: Operator, one: NodeId, other: NodeId) -> Ways {
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
        match range::constant(self.typed, by) {
            Some(factor) if factor.is_sign_negative() => turned(ways),
            Some(_) => ways,
            None if self.is_positive(by) => ways,
            None => both(ways),
        }
    }

    /// Whether a value is taken as not below zero.
    fn is_positive(&self, id: NodeId) -> bool {
        match &self.typed.node(id).what {
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

    fn choice(&mut self, condition: NodeId, yes: NodeId, no: NodeId) -> Ways {
        let branches = joined(self.ways(yes), self.ways(no));
        joined(branches, both(self.ways(condition)))
    }

    fn word(&mut self, word: Word, of: &[NodeId]) -> Ways {
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
fn risk_of(slot: &Slot, way: Way) -> Option<Riskier> {
    match (slot.riskier?, way) {
        (_, Way::Both) => None,
        (Riskier::Higher, Way::Up) | (Riskier::Lower, Way::Down) => Some(Riskier::Higher),
        (Riskier::Higher, Way::Down) | (Riskier::Lower, Way::Up) => Some(Riskier::Lower),
    }
}

const fn side(slot: &Slot) -> &'static str {
    match slot.riskier {
        Some(Riskier::Lower) => "lower",
        _ => "higher",
    }
}
