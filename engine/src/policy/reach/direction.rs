//! Rules, scorecards and prices that go against the direction in which a figure is riskier.
//!
//! A condition that becomes true as risk falls turns down those who are safer. Only what goes one way in everything
//! that it reads is told; amounts and counts are taken as not below zero.

mod ways;

use rust_decimal::Decimal;

use super::Reach;
use crate::features::Riskier;
use crate::policy::findings;
use crate::policy::manifest::{MissingAction, ParamValue};
use crate::policy::script::Verb;
use crate::policy::typed::{NodeId, Slot, StepOf, What, Word};
use crate::policy::value::{Operator, Value};
use ways::{Directions, risk_of};

impl Reach<'_> {
    pub(super) fn directions(&self) {
        let directions = Directions::new(self.typed, &self.lines);
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
                StepOf::Offer(quote) => self.price(&directions, *quote),
                _ => {}
            }
        }
        self.scorecard_points(&directions);
        self.safe_defaults();
    }

    fn wrong_way(&self, node: NodeId, message: String, slot: &Slot) {
        let hint = format!("{} is riskier when it is {}", slot.name, side(slot));
        let span = &self.typed.node(node).span;
        self.report(&findings::WRONG_DIRECTION, span, message, Some(&hint));
    }

    /// What is offered: a rate that falls with risk, an amount that rises with it.
    fn price(&self, directions: &Directions<'_>, quote: NodeId) {
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
    fn scorecard_points(&self, directions: &Directions<'_>) {
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
            let Some((subject, operator, bound)) = self.lines.isolated(*operator, *one, *other)
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

const fn side(slot: &Slot) -> &'static str {
    match slot.riskier {
        Some(Riskier::Lower) => "lower",
        _ => "higher",
    }
}
