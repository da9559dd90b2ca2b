//! Offers as decisions carry them.

use caudal_facts::Currency;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;

use crate::policy::{OfferRecord, Quote, Ruling, TotalCost};

/// A loan offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfferView {
    /// The loan's amount: what the applicant receives, unless `received` says less.
    pub amount: Decimal,
    /// What the applicant receives, where the costs of opening are deducted from the amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received: Option<Decimal>,
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
    /// The opening fee.
    pub opening_fee: Decimal,
    /// The fees paid with the instalments, where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly_fees: Option<Decimal>,
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

/// A rate as it is shown.
pub(super) fn rate(rate: Decimal) -> Decimal {
    rate.round_dp_with_strategy(RATE_DECIMALS, RoundingStrategy::MidpointNearestEven)
}

/// An amount as it is shown: with the currency's decimals, rounded half-even.
pub(super) fn money(amount: Decimal, currency: Currency) -> Decimal {
    let decimals = currency.decimals();
    let mut amount = amount.round_dp_with_strategy(decimals, RoundingStrategy::MidpointNearestEven);
    amount.rescale(decimals);
    amount
}

impl TotalCostView {
    pub(super) fn of(quote: &Quote) -> Option<Self> {
        Some(Self {
            name: match quote.total_cost {
                TotalCost::Cae(_) => "CAE",
                TotalCost::Cft(_) => "CFT",
                TotalCost::Unstated => return None,
            },
            value: quote.total_yearly_cost()?,
        })
    }
}

impl OfferView {
    pub(super) fn of(offer: &OfferRecord, quote: &Quote, currency: Currency) -> Option<Self> {
        let money = |amount| money(amount, currency);
        let figures = quote.figures().ok()?;
        Some(Self {
            amount: money(offer.amount),
            received: (quote.received() < quote.amount).then(|| money(quote.received())),
            currency: currency.code(),
            term_months: offer.term_months,
            monthly_rate: rate(quote.monthly_rate),
            tna: quote.tna().map(rate),
            tea: quote.tea().map(rate),
            total_yearly_cost: TotalCostView::of(quote),
            installment: money(figures.installment),
            total: money(figures.total),
            interest: money(figures.interest),
            taxes: money(figures.taxes),
            insurance: money(figures.insurance),
            opening_fee: money(quote.opening_fee()),
            monthly_fees: Some(figures.monthly_fees)
                .filter(|fees| !fees.is_zero())
                .map(money),
            bound_by: offer.bound_by.clone(),
        })
    }
}

pub(super) fn offers(ruling: &Ruling, currency: Currency) -> Vec<OfferView> {
    ruling
        .offers
        .iter()
        .filter_map(|offer| OfferView::of(offer, offer.quote.as_deref()?, currency))
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
                .filter_map(|event| Some(ruling.event(*event)?.code.to_owned()))
                .collect(),
        })
        .collect()
}
