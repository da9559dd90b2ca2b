//! Rules, prices, tables and scorecards that go against the direction in which a figure is riskier.
//!
//! A condition that becomes true as risk falls turns down those who are safer. Only what goes one way in everything
//! that it reads is told; amounts and counts are taken as not below zero.

mod defaults;
mod rows;
mod told;
mod wants;
mod ways;

use std::collections::BTreeSet;

use super::Reach;
use crate::features::Riskier;
use crate::policy::findings;
use crate::policy::script::Verb;
use crate::policy::typed::{NodeId, StepOf, What, Word};
use rows::Rows;
use ways::{Directions, Root, Way};

impl Reach<'_> {
    pub(super) fn directions(&self) {
        let rows = Rows::new(self.subject, self.typed);
        let directions = Directions::new(self.subject, self.typed, &self.lines, &rows);
        let told = self.tables(&directions, &rows);
        self.scorecards(&directions, &rows);
        for step in &self.typed.steps {
            match &step.of {
                StepOf::Act {
                    verb: verb @ (Verb::Decline | Verb::Refer | Verb::Withhold),
                    code,
                    when: Some(when),
                    ..
                } => {
                    if let Some((Riskier::Lower, root)) = directions.risk(*when)
                        && !self.rests_on(*when, &told)
                    {
                        let message =
                            format!("{}({code:?}) fires for those with less risk", verb.name());
                        self.wrong_way(&directions, *when, message, root);
                    }
                }
                StepOf::Offer(quote) => self.price(&directions, *quote, &told),
                _ => {}
            }
        }
        self.stand_ins(&directions);
    }

    fn wrong_way(&self, directions: &Directions<'_>, node: NodeId, message: String, root: &Root) {
        let finding = &findings::WRONG_DIRECTION;
        if self.is_accepted(finding, &directions.name(root)) {
            return;
        }
        let hint = directions.says(root);
        let span = &self.typed.node(node).span;
        self.report(finding, span, message, Some(&hint));
    }

    /// What is offered: a rate that falls with risk, an amount that rises with it.
    fn price(&self, directions: &Directions<'_>, quote: NodeId, told: &BTreeSet<NodeId>) {
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
            let wrong = |(root, way): &(&Root, Way)| {
                let risk = directions.risk_of(root, *way);
                risk.is_some_and(|risk| risk != right)
            };
            if let Some((root, _)) = directions.ways(node).find(wrong)
                && !self.rests_on(node, told)
            {
                let message = match right {
                    Riskier::Higher => format!("{what} of this offer falls as risk rises"),
                    Riskier::Lower => format!("{what} of this offer rises with risk"),
                };
                self.wrong_way(directions, node, message, root);
            }
        }
    }

    /// Whether a node is computed from one of some others.
    fn rests_on(&self, node: NodeId, others: &BTreeSet<NodeId>) -> bool {
        let (mut open, mut seen) = (vec![node], BTreeSet::new());
        while let Some(next) = open.pop() {
            if others.contains(&next) {
                return true;
            }
            if seen.insert(next) {
                open.extend(self.typed.node(next).what.operands());
            }
        }
        false
    }
}

impl Directions<'_> {
    /// What a figure is called.
    fn name(&self, root: &Root) -> String {
        match root {
            Root::Slot(slot) => self.typed.slot(*slot).name.to_string(),
            Root::Points(card) => card.to_string(),
            Root::Word(word) => word.to_string(),
        }
    }

    /// Which way a figure is riskier, as a sentence.
    fn says(&self, root: &Root) -> String {
        let higher = self.riskier(root) == Some(Riskier::Higher);
        let side = match (root, higher) {
            (Root::Word(_), true) => "later in its order",
            (Root::Word(_), false) => "earlier in its order",
            (_, true) => "higher",
            (_, false) => "lower",
        };
        let what = match root {
            Root::Points(card) => format!("the points of {card:?} are"),
            other => format!("{} is", self.name(other)),
        };
        match root {
            Root::Points(_) => format!("{what} riskier when they are {side}"),
            _ => format!("{what} riskier when it is {side}"),
        }
    }
}
