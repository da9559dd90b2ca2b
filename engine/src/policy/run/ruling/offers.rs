//! Which offers stand, which are withheld, and what it means when none is left.

use std::sync::Arc;

use caudal_facts::Currency;
use rust_decimal::Decimal;

use super::Severity;
use super::weights::{Weighed, Weights};
use crate::policy::law::MaximumRate;
use crate::policy::manifest::{Bound, NoOffer};
use crate::policy::run::{Known, OfferRecord, State};
use crate::policy::script::object::QuoteObject;
use crate::policy::table::Answer;
use crate::policy::value::{Operator, Value};

impl Known<'_> {
    /// Parts what stands from what is withheld, and holds what stands against `[limits]`.
    pub(super) fn sort_offers(
        &self,
        state: &mut State,
        weighed: &mut Weights<'_>,
    ) -> (Vec<OfferRecord>, Vec<OfferRecord>) {
        let records = std::mem::take(&mut state.offers);
        let (withheld, standing): (Vec<_>, Vec<_>) = records
            .into_iter()
            .partition(|offer| !offer.withheld_by.is_empty());
        let mut offers = Vec::new();
        for offer in standing {
            if offer.unknown {
                continue;
            }
            let broken = match self.limit_broken(state, &offer) {
                Some(limit) => Some(format!("POLICY_LIMIT({limit})")),
                None => {
                    let law = self.law_broken(&offer);
                    law.map(|figure| format!("LAW_LIMIT({figure})"))
                }
            };
            match broken {
                None => offers.push(offer),
                // An offer past a limit is the policy's fault, and never the applicant's decline.
                Some(code) => {
                    weighed.add_new(code.into(), Weighed::alone(Severity::Refer));
                }
            }
        }
        (offers, withheld)
    }

    /// The first limit that an offer breaks. One that cannot be told is broken.
    fn limit_broken(&self, state: &mut State, offer: &OfferRecord) -> Option<&'static str> {
        let Some(quote) = &offer.quote else {
            return Some("amount");
        };
        let limits = &self.parts.manifest.limits;
        let above = |figure: Decimal, max: Option<Decimal>| max.is_none_or(|max| figure > max);
        let below = |figure: Decimal, min: Option<Decimal>| min.is_none_or(|min| figure < min);
        // Nobody is lent more than they asked for, whatever the limits say.
        let asked = self
            .named(state, "request.amount")
            .and_then(|asked| asked.number());
        if asked.is_some_and(|asked| offer.amount > asked) {
            return Some("amount");
        }
        let mut bound = |bound: &Bound| match bound {
            Bound::Number(number) => Some(*number),
            Bound::Name(name) => self.named(state, name)?.number(),
        };
        if let Some(max) = &limits.amount_max
            && above(offer.amount, bound(max))
        {
            return Some("amount");
        }
        if let Some(min) = &limits.amount_min
            && below(offer.amount, bound(min))
        {
            return Some("amount");
        }
        if let Some(max) = &limits.monthly_rate_max
            && above(quote.monthly_rate, bound(max))
        {
            return Some("monthly_rate");
        }
        if let Some(max) = &limits.installment_max
            && quote
                .figures()
                .map_or(true, |figures| above(figures.installment, bound(max)))
        {
            return Some("installment");
        }
        let allowed = limits
            .terms
            .as_deref()
            .is_none_or(|name| self.parts.list(name).contains(&offer.term_months.into()));
        (!allowed).then_some("term_months")
    }

    /// The first figure by which an offer is not lawful. What cannot be told is not.
    fn law_broken(&self, offer: &OfferRecord) -> Option<&str> {
        let law = &self.parts.law;
        let quote = offer.quote.as_ref()?;
        let shown = QuoteObject {
            amount: offer.amount,
            term_months: offer.term_months,
            monthly_rate: quote.monthly_rate,
            quote: Some(Arc::clone(quote)),
            bound_by: None,
        };
        let lacking = law.carried.iter().flat_map(|carried| &carried.figures);
        for figure in lacking {
            let told = shown.property(figure).and_then(|value| value.number());
            if told.is_none() {
                return Some(figure);
            }
        }
        let over = law
            .rates
            .iter()
            .filter(|rate| rate.currency == self.parts.manifest.currency)
            .any(|rate| {
                let maximum = self.maximum_rate(rate, offer);
                maximum.is_none_or(|maximum| quote.monthly_rate > maximum)
            });
        over.then_some("monthly_rate")
    }

    /// The legal maximum rate a month of a loan, if there is one for it on this date.
    fn maximum_rate(&self, rate: &MaximumRate, offer: &OfferRecord) -> Option<Decimal> {
        let amount = Value::Number(offer.amount);
        let values: Vec<Value> = rate
            .table
            .conditions
            .iter()
            .map(|condition| match condition.as_str() {
                "amount" => amount.clone(),
                "term_months" => Value::Number(offer.term_months.into()),
                _ => {
                    let uf = self.reference(self.parts.manifest.prices.rate(Currency::Uf));
                    Value::apply(Operator::Divide, &amount, &uf)
                        .unwrap_or_else(|_| Value::missing("reference"))
                }
            })
            .collect();
        match rate.table.answer(&values, self.subject.as_of) {
            Answer::Found(cells) => cells.get(&rate.column)?.number(),
            Answer::Missing(_) => None,
        }
    }

    /// No rule fired and nothing is offered: what that means.
    pub(super) fn no_offer(
        &self,
        state: &State,
        withheld: &[OfferRecord],
        weighed: &mut Weights<'_>,
    ) {
        let severity = match self.parts.manifest.no_offer {
            NoOffer::Decline if !withheld.is_empty() => Severity::Decline,
            NoOffer::Decline | NoOffer::Refer => Severity::Refer,
        };
        for event in withheld.iter().flat_map(|offer| &offer.withheld_by) {
            let rule = self.parts.rules.get(state.log.entries[*event].rule);
            let by = Weighed::by(severity, *event);
            weighed.add_new(rule.code.clone().into(), by);
        }
        if withheld.is_empty() {
            weighed.add_new("NO_OFFER".into(), Weighed::alone(severity));
        }
    }
}

/// On an approval, the limits that bound the offers are its reasons.
pub(super) fn limits(offers: &[OfferRecord], weighed: &mut Weights<'_>) {
    for code in offers.iter().filter_map(|offer| offer.bound_by.as_ref()) {
        weighed.add_new(code.clone().into(), Weighed::alone(Severity::Limit));
    }
}
