//! `[limits]`: what every offer is held against.

use rust_decimal::Decimal;

use crate::policy::document::{Entry, Section};

/// What every offer is held against, whatever the script says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfferLimits {
    /// The smallest amount, as a number or a name.
    pub amount_min: Option<Bound>,
    /// The largest amount.
    pub amount_max: Option<Bound>,
    /// The list of terms, by a parameter's name.
    pub terms: Option<String>,
    /// The highest monthly rate.
    pub monthly_rate_max: Option<Bound>,
    /// The highest instalment.
    pub installment_max: Option<Bound>,
}

/// A limit: a figure, or the name of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bound {
    /// A figure.
    Number(Decimal),
    /// The full name of a parameter, input or feature.
    Name(String),
}

pub(super) fn read(root: &Section<'_, '_>) -> OfferLimits {
    let Some(section) = root.section("limits") else {
        return OfferLimits::default();
    };
    let mut limits = OfferLimits::default();
    if let Some(amount) = section.section("amount") {
        limits.amount_min = amount.optional("min").and_then(|entry| bound(&entry));
        limits.amount_max = amount.optional("max").and_then(|entry| bound(&entry));
        amount.finish();
    }
    if let Some(terms) = section.section("term_months") {
        limits.terms = terms.required("one_of").and_then(|entry| entry.string());
        terms.finish();
    }
    if let Some(rate) = section.section("monthly_rate") {
        limits.monthly_rate_max = rate.required("max").and_then(|entry| bound(&entry));
        rate.finish();
    }
    if let Some(installment) = section.section("installment") {
        limits.installment_max = installment.required("max").and_then(|entry| bound(&entry));
        installment.finish();
    }
    section.finish();
    limits
}

/// A figure, or a name.
pub(super) fn bound(entry: &Entry<'_, '_>) -> Option<Bound> {
    if entry.value.get_ref().is_str() {
        return entry.string().map(Bound::Name);
    }
    entry.decimal().map(Bound::Number)
}
