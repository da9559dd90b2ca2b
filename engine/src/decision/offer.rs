//! Offers as decisions carry them.

use caudal_facts::Currency;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;

use crate::policy::{OfferRecord, Quote, Ruling, TotalCost};

/// A loan offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfferView {
    /// What the applicant receives.
    pub amount: Decimal,
    /// The currency of every amount.
    pub currency: &'static str,
    /// Number of monthly instalments.
    pub term_months: u32,
    /// Interest a month, as a fraction.
    pub monthly_rate: Decimal,
    /// Nominal yearly rate.
    pub tna: Option<Decimal>,
    /// Effective yearly rate.
    pub tea: Option<Decimal>,
    /// The total yearly cost, as the law of the country names it.
    pub total_yearly_cost: Option<TotalCostView>,
    /// The largest instalment.
    pub installment: Decimal,
    /// All that is paid back.
    pub total: Decimal,
    /// The interest in it.
    pub interest: Decimal,
    /// The taxes in it, stamp tax included.
    pub taxes: Decimal,
    /// The insurance in it.
    pub insurance: Decimal,
    /// The opening fee, financed.
    pub opening_fee: Decimal,
    /// The reason whose limit made the amount smaller than asked for.
    pub bound_by: Option<String>,
}

/// A total yearly cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TotalCostView {
    /// `CAE` or `CFT`.
    pub name: &'static str,
    /// The fraction a year.
    pub value: Decimal,
}

/// A loan withheld.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WithheldView {
    /// The term.
    pub term_months: u32,
    /// The amount it would have been for.
    pub amount: Decimal,
    /// Why.
    pub reasons: Vec<String>,
}

/// Rates are shown to six decimals, half-even.
const RATE_DECIMALS: u32 = 6;

impl OfferView {
    pub(super) fn of(offer: &OfferRecord, quote: &Quote, currency: Currency) -> Self {
        let rate = |rate: Decimal| {
            rate.round_dp_with_strategy(RATE_DECIMALS, RoundingStrategy::MidpointNearestEven)
        };
        let money = |amount: Decimal| {
            let mut amount = amount
                .round_dp_with_strategy(currency.decimals(), RoundingStrategy::MidpointNearestEven);
            amount.rescale(currency.decimals());
            amount
        };
        let schedule = &quote.schedule;
        Self {
            amount: money(offer.amount),
            currency: currency.code(),
            term_months: offer.term_months,
            monthly_rate: rate(quote.monthly_rate),
            tna: quote.tna().map(rate),
            tea: quote.tea().map(rate),
            total_yearly_cost: quote.total_yearly_cost().map(|value| TotalCostView {
                name: match quote.total_cost {
                    TotalCost::Cae(_) => "CAE",
                    TotalCost::Cft(_) | TotalCost::Unstated => "CFT",
                },
                value,
            }),
            installment: money(schedule.largest()),
            total: money(schedule.total()),
            interest: money(schedule.interest()),
            taxes: money(schedule.taxes()),
            insurance: money(schedule.insurance()),
            opening_fee: money(schedule.opening_fee),
            bound_by: offer.bound_by.clone(),
        }
    }
}

pub(super) fn offers(ruling: &Ruling, currency: Currency) -> Vec<OfferView> {
    ruling
        .offers
        .iter()
        .filter_map(|offer| Some(OfferView::of(offer, offer.quote.as_deref()?, currency)))
        .collect()
}

pub(super) fn withheld(ruling: &Ruling) -> Vec<WithheldView> {
    ruling
        .withheld
        .iter()
        .map(|offer| WithheldView {
            term_months: offer.term_months,
            amount: offer.amount.normalize(),
            reasons: offer
                .withheld_by
                .iter()
                .map(|event| ruling.events[*event].code.clone())
                .collect(),
        })
        .collect()
}
