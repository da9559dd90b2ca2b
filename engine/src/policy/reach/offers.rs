//! Offers that nothing keeps within the request and the policy's own limits.

mod terms;

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

/// A figure of an offer, and the side of a limit on which it may not lie.
#[derive(Clone, Copy)]
struct Held<'h> {
    figure: NodeId,
    operator: Operator,
    limit: &'h Bound,
    /// What the figure is called.
    what: &'static str,
}

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
        let &[amount, rate, term, ..] = of.as_slice() else {
            return;
        };
        // An offer that stands: nothing withholds it, and nothing that could is missing.
        let stands = withheld.iter().fold(Region::all(), |so_far, withheld| {
            let left = so_far.and(&withheld.no);
            if left.is_told() { left } else { so_far }
        });
        let limits = &self.subject.manifest.limits;
        let request = Bound::Name(REQUEST.to_owned());
        let most = limits.amount_max.as_ref().filter(|most| **most != request);
        for (figure, operator, limit, what) in [
            (amount, Operator::Greater, Some(&request), "the amount"),
            (amount, Operator::Greater, most, "the amount"),
            (
                amount,
                Operator::Less,
                limits.amount_min.as_ref(),
                "the amount",
            ),
            (
                rate,
                Operator::Greater,
                limits.monthly_rate_max.as_ref(),
                "the monthly rate",
            ),
        ] {
            if let Some(limit) = limit {
                let held = Held {
                    figure,
                    operator,
                    limit,
                    what,
                };
                if !self.is_within(solver, &stands, held) {
                    self.goes_past(held);
                }
            }
        }
        self.term(solver, &stands, term);
        self.installment(solver, &stands, quote, [amount, rate, term]);
    }

    /// Whether no offer that stands has a figure beyond a limit.
    fn is_within(&self, solver: &mut Solver<'_>, stands: &Region, held: Held<'_>) -> bool {
        let beyond = match held.limit {
            Bound::Number(number) => solver.against_figure(held.operator, held.figure, *number),
            Bound::Name(name) => {
                // A limit that the script does not even read keeps nothing.
                let reads = |node: &crate::policy::typed::Node| matches!(&node.what, What::Read(slot, _) if *self.typed.slot(*slot).name == **name);
                match self.typed.nodes.iter().find(|node| reads(node)) {
                    Some(node) => solver.comparison(held.operator, held.figure, node.same),
                    None => match self.parameter(name) {
                        Some(number) => solver.against_figure(held.operator, held.figure, number),
                        None => return false,
                    },
                }
            }
        };
        stands.and(&beyond.yes).is_none()
    }

    fn goes_past(&self, held: Held<'_>) {
        let limit = match held.limit {
            Bound::Number(number) => number.normalize().to_string(),
            Bound::Name(name) => name.clone(),
        };
        let (sign, side) = if held.operator == Operator::Less {
            ("<", "below")
        } else {
            (">", "above")
        };
        let (finding, hint): (&'static Finding, String) = if limit == REQUEST {
            (
                &findings::OFFER_ABOVE_REQUEST,
                "begin with request.amount and make it smaller: .capped(\"CODE\", limit)"
                    .to_owned(),
            )
        } else {
            (
                &findings::OFFER_ABOVE_LIMIT,
                format!("write withhold(\"CODE\", … {sign} {limit}) before the offer, or cap it"),
            )
        };
        let message = format!("{} of this offer can lie {side} {limit}", held.what);
        let span = &self.typed.node(held.figure).span;
        self.report(finding, span, message, Some(&hint));
    }
}
