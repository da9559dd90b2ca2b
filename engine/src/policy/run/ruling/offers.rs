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
use crate::policy::table::Found;
use crate::policy::value::{Operator, Value};

/// `[limits]` as they are for a case, as far as an offer was held against them.
#[derive(Default)]
struct Bounds {
    asked: Option<Limit>,
    amount_max: Option<Limit>,
    amount_min: Option<Limit>,
    monthly_rate_max: Option<Limit>,
    installment_max: Option<Limit>,
}

/// A limit. One that cannot be told is broken by every offer.
#[derive(Clone, Copy)]
enum Limit {
    None,
    Untold,
    At(Decimal),
}

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
        let mut bounds = Bounds::default();
        for offer in standing {
            if offer.unknown {
                continue;
            }
            let broken = match self.limit_broken(state, &mut bounds, &offer) {
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

    /// The first limit that an offer breaks.
    fn limit_broken(
        &self,
        state: &mut State,
        bounds: &mut Bounds,
        offer: &OfferRecord,
    ) -> Option<&'static str> {
        let Some(quote) = &offer.quote else {
            return Some("amount");
        };
        let limits = &self.parts.manifest.limits;
        let asked = || {
            let asked = self.named(state, "request.amount");
            let asked = asked.and_then(|asked| asked.number());
            asked.map_or(Limit::None, Limit::At)
        };
        // Nobody is lent more than they asked for, whatever the limits say.
        let asked = *bounds.asked.get_or_insert_with(asked);
        if asked.is_above(|| Some(offer.amount)) {
            return Some("amount");
        }
        let mut limit = |kept: &mut Option<Limit>, bound: &Option<Bound>| {
            *kept.get_or_insert_with(|| self.limit(state, bound.as_ref()))
        };
        if limit(&mut bounds.amount_max, &limits.amount_max).is_above(|| Some(offer.amount))
            || limit(&mut bounds.amount_min, &limits.amount_min).is_below(offer.amount)
        {
            return Some("amount");
        }
        let rate_max = limit(&mut bounds.monthly_rate_max, &limits.monthly_rate_max);
        if rate_max.is_above(|| Some(quote.monthly_rate)) {
            return Some("monthly_rate");
        }
        let installment_max = limit(&mut bounds.installment_max, &limits.installment_max);
        if installment_max.is_above(|| Some(quote.figures().ok()?.installment)) {
            return Some("installment");
        }
        let allowed = limits
            .terms
            .as_deref()
            .is_none_or(|name| self.parts.list(name).contains(&offer.term_months.into()));
        (!allowed).then_some("term_months")
    }

    fn limit(&self, state: &mut State, bound: Option<&Bound>) -> Limit {
        let told = match bound {
            None => return Limit::None,
            Some(Bound::Number(number)) => Some(*number),
            Some(Bound::Name(name)) => self.named(state, name).and_then(|value| value.number()),
        };
        told.map_or(Limit::Untold, Limit::At)
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
        let (table, as_of) = (&rate.table, self.subject.as_of);
        let column = table
            .results
            .iter()
            .position(|(name, _)| *name == rate.column)?;
        match table.find(&values, as_of) {
            Found::Row(row) => table.rows.get(row as usize)?.results.get(column)?.number(),
            Found::Sums(sums) => sums.get(column)?.number(),
            Found::Missing(_) => None,
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

impl Limit {
    fn is_above(self, figure: impl FnOnce() -> Option<Decimal>) -> bool {
        match self {
            Self::None => false,
            Self::Untold => true,
            Self::At(limit) => figure().is_none_or(|figure| figure > limit),
        }
    }

    fn is_below(self, figure: Decimal) -> bool {
        match self {
            Self::None => false,
            Self::Untold => true,
            Self::At(limit) => figure < limit,
        }
    }
}

/// On an approval, the limits that bound the offers are its reasons.
pub(super) fn limits(offers: &[OfferRecord], weighed: &mut Weights<'_>) {
    for code in offers.iter().filter_map(|offer| offer.bound_by.as_ref()) {
        weighed.add_new(code.clone().into(), Weighed::alone(Severity::Limit));
    }
}
