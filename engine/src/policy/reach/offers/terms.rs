//! Terms and instalments of offers, held against the policy's own limits.

use rust_decimal::Decimal;

use super::Held;
use crate::policy::findings;
use crate::policy::manifest::ParamValue;
use crate::policy::reach::Reach;
use crate::policy::reach::region::{Region, Truth};
use crate::policy::reach::solver::Solver;
use crate::policy::typed::{NodeId, What, Word};
use crate::policy::value::Operator;

impl Reach<'_> {
    /// A term that is not in the list of those allowed.
    pub(super) fn term(&self, solver: &mut Solver<'_>, stands: &Region, term: NodeId) {
        let Some(name) = &self.subject.manifest.limits.terms else {
            return;
        };
        let Some(ParamValue::List(terms)) = self.declared(name) else {
            return;
        };
        let mut allowed = Truth::always(false);
        for months in terms {
            allowed = allowed.or(&solver.against_figure(Operator::Equal, term, *months));
        }
        if stands.and(&allowed.no).is_none() {
            return;
        }
        let message = format!("the term of this offer can be none of {name}");
        let hint = format!("write for term in {name} {{ … offer(quote(amount, rate, term)); }}");
        let span = &self.typed.node(term).span;
        self.report(&findings::OFFER_ABOVE_LIMIT, span, message, Some(&hint));
    }

    /// An instalment above the largest allowed. It is kept by what withholds the offer for its instalment, and by an amount
    /// that is never above what such an instalment pays back.
    pub(super) fn installment(
        &self,
        solver: &mut Solver<'_>,
        stands: &Region,
        quote: NodeId,
        [amount, rate, term]: [NodeId; 3],
    ) {
        let Some(limit) = &self.subject.manifest.limits.installment_max else {
            return;
        };
        let same = |id: NodeId| self.typed.node(id).same;
        let is = |figure: NodeId| Held {
            figure,
            operator: Operator::Greater,
            limit,
            what: "the instalment",
        };
        let mut kept = false;
        for (index, node) in self.typed.nodes.iter().enumerate() {
            let of_quote = matches!(&node.what, What::Property(of, name)
                if same(*of) == same(quote) && &**name == "installment");
            if of_quote && !kept {
                kept = self.is_within(solver, stands, is(NodeId::new(index)));
            }
        }
        for cap in self.caps(amount) {
            let What::Word(Word::Principal, of) = &self.typed.node(cap).what else {
                continue;
            };
            if let [paid, at, over] = of[..]
                && same(at) == same(rate)
                && same(over) == same(term)
                && !kept
            {
                kept = self.is_within(solver, stands, is(paid));
            }
        }
        if !kept {
            self.goes_past(is(quote));
        }
    }

    /// The values that a value is never above.
    fn caps(&self, of: NodeId) -> Vec<NodeId> {
        let (mut open, mut all) = (vec![of], Vec::new());
        while let Some(next) = open.pop() {
            all.push(next);
            match &self.typed.node(next).what {
                What::Capped(of, _, cap) => open.extend([*of, *cap]),
                What::Word(Word::Min, of) => open.extend(of),
                What::Word(Word::FloorTo, of) => open.extend(of.first()),
                What::Answered(of, ..) => open.push(*of),
                _ => {}
            }
        }
        all
    }

    /// A parameter's number.
    pub(super) fn parameter(&self, name: &str) -> Option<Decimal> {
        match self.declared(name)? {
            ParamValue::Number(number) => Some(*number),
            _ => None,
        }
    }

    fn declared(&self, name: &str) -> Option<&ParamValue> {
        let name = name.strip_prefix("params.")?;
        let param = self.subject.manifest.params.get(name)?;
        (param.kind != crate::policy::Kind::Uf).then_some(&param.value)
    }
}
