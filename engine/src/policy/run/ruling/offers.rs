//! Which offers stand, which are withheld, and what it means when none is left.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Severity, Weighed};
use crate::policy::manifest::{Bound, NoOffer};
use crate::policy::run::{OfferRecord, Run, State};

impl Run {
    /// Parts what stands from what is withheld, and holds what stands against `[limits]`.
    pub(super) fn sort_offers(
        &self,
        state: &mut State,
        weighed: &mut BTreeMap<String, Weighed>,
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
            match self.limit_broken(state, &offer) {
                None => offers.push(offer),
                // An offer past a limit is the policy's fault, and never the applicant's decline.
                Some(limit) => {
                    weighed
                        .entry(format!("POLICY_LIMIT({limit})"))
                        .or_insert(Weighed {
                            severity: Severity::Refer,
                            event: None,
                            softened: None,
                        });
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
            .seen(state, "request.amount")
            .and_then(|asked| asked.number());
        if asked.is_some_and(|asked| offer.amount > asked) {
            return Some("amount");
        }
        let mut bound = |bound: &Bound| match bound {
            Bound::Number(number) => Some(*number),
            Bound::Name(name) => self.seen(state, name)?.number(),
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
            && above(quote.schedule.largest(), bound(max))
        {
            return Some("installment");
        }
        let allowed = limits
            .terms
            .as_deref()
            .is_none_or(|name| self.parts.list(name).contains(&offer.term_months.into()));
        (!allowed).then_some("term_months")
    }

    /// No rule fired and nothing is offered: what that means.
    pub(super) fn no_offer(
        &self,
        state: &State,
        withheld: &[OfferRecord],
        weighed: &mut BTreeMap<String, Weighed>,
    ) {
        let severity = match self.parts.manifest.no_offer {
            NoOffer::Decline if !withheld.is_empty() => Severity::Decline,
            NoOffer::Decline | NoOffer::Refer => Severity::Refer,
        };
        for event in withheld.iter().flat_map(|offer| &offer.withheld_by) {
            weighed
                .entry(state.events[*event].code.clone())
                .or_insert(Weighed {
                    severity,
                    event: Some(*event),
                    softened: None,
                });
        }
        if withheld.is_empty() {
            weighed.insert(
                "NO_OFFER".to_owned(),
                Weighed {
                    severity,
                    event: None,
                    softened: None,
                },
            );
        }
    }
}

/// On an approval, the limits that bound the offers are its reasons.
pub(super) fn limits(offers: &[OfferRecord], weighed: &mut BTreeMap<String, Weighed>) {
    for code in offers.iter().filter_map(|offer| offer.bound_by.as_ref()) {
        weighed.entry(code.clone()).or_insert(Weighed {
            severity: Severity::Limit,
            event: None,
            softened: None,
        });
    }
}
