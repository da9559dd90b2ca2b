//! Offers that nothing keeps within the request and the policy's own limits.

use super::Reach;
use super::region::{Region, Truth};
use super::solver::Solver;
use crate::policy::findings::{self, Finding};
use crate::policy::manifest::Bound;
use crate::policy::script::Verb;
use crate::policy::typed::{NodeId, StepOf, What, Word};
use crate::policy::value::Operator;

/// The limit that holds for every policy.
const REQUEST: &str = "request.amount";

impl Reach<'_> {
    pub(super) fn offers(&self) {
        let mut solver = self.solver();
        // What withholds an offer stands before it, in the same round.
        let mut withheld: Vec<Truth> = Vec::new();
        for step in &self.typed.steps {
            match &step.of {
                StepOf::Act {
                    verb: Verb::Withhold,
                    when: Some(when),
                    ..
                } => withheld.push(solver.truth(*when)),
                StepOf::Offer(quote) => {
                    self.offer(&mut solver, *quote, &withheld);
                    withheld.clear();
                }
                _ => {}
            }
        }
    }

    fn offer(&self, solver: &mut Solver<'_>, quote: NodeId, withheld: &[Truth]) {
        let What::Word(Word::Quote, of) = &self.typed.node(quote).what else {
            return;
        };
        let &[amount, rate, ..] = of.as_slice() else {
            return;
        };
        // An offer that stands: nothing withholds it, and nothing that could is missing.
        let stands = withheld.iter().fold(Region::all(), |so_far, withheld| {
            let left = so_far.and(&withheld.no);
            if left.is_told() { left } else { so_far }
        });
        self.hold(
            solver,
            &stands,
            amount,
            Operator::Greater,
            REQUEST,
            "the amount",
        );
        let limits = &self.subject.manifest.limits;
        for (node, operator, bound, what) in [
            (amount, Operator::Greater, &limits.amount_max, "the amount"),
            (amount, Operator::Less, &limits.amount_min, "the amount"),
            (
                rate,
                Operator::Greater,
                &limits.monthly_rate_max,
                "the monthly rate",
            ),
        ] {
            if let Some(Bound::Name(name)) = bound
                && name != REQUEST
            {
                self.hold(solver, &stands, node, operator, name, what);
            }
        }
    }

    /// Reports that a figure of an offer can lie beyond a limit.
    fn hold(
        &self,
        solver: &mut Solver<'_>,
        stands: &Region,
        figure: NodeId,
        operator: Operator,
        limit: &str,
        what: &str,
    ) {
        // A limit that the script does not even read keeps nothing.
        let reads = |node: &crate::policy::typed::Node| matches!(&node.what, What::Read(slot, _) if &*self.typed.slot(*slot).name == limit);
        let bound = self.typed.nodes.iter().position(reads);
        let within = bound.is_some_and(|index| {
            let bound = self.typed.nodes[index].same;
            let beyond = solver.comparison(operator, figure, bound);
            stands.and(&beyond.yes).is_none()
        });
        if within {
            return;
        }
        let (finding, hint): (&'static Finding, String) = if limit == REQUEST {
            (
                &findings::OFFER_ABOVE_REQUEST,
                "begin with request.amount and make it smaller: .capped(\"CODE\", limit)"
                    .to_owned(),
            )
        } else {
            let beyond = if operator == Operator::Less { "<" } else { ">" };
            (
                &findings::OFFER_ABOVE_LIMIT,
                format!("write withhold(\"CODE\", … {beyond} {limit}) before the offer, or cap it"),
            )
        };
        let side = if operator == Operator::Less {
            "below"
        } else {
            "above"
        };
        let message = format!("{what} of this offer can lie {side} {limit}");
        let span = &self.typed.node(figure).span;
        self.report(finding, span, message, Some(&hint));
    }
}
