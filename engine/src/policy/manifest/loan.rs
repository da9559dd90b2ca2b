//! `[loan]` and `[limits]`: the contract that quotes follow, and what every offer is held against.

use caudal_facts::Currency;
use rust_decimal::Decimal;

use crate::policy::document::{Entry, Section};
use crate::policy::names;

/// The contract: French system (equal instalments of capital and interest), monthly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoanTerms {
    /// The step that instalments are rounded to, half up. Default: the currency's smallest unit.
    pub round_installment_to: Decimal,
    /// A fee for opening, as a part of the amount, financed. Default 0.
    pub opening_fee: Decimal,
    /// Stamp tax for each month or part of one, as a part of the amount, financed. Default 0.
    pub stamp_tax_monthly: Decimal,
    /// The most that stamp tax may come to. Default: no cap.
    pub stamp_tax_max: Option<Decimal>,
    /// Value-added tax on interest, paid with each instalment. Default 0.
    pub vat_on_interest: Decimal,
    /// Insurance a month as a part of what is owed, paid with each instalment. Default 0.
    pub insurance_monthly: Decimal,
    /// How the total yearly cost is called and stated.
    pub total_cost: TotalCost,
}

/// The yearly figure that the law has a loan's total cost stated in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TotalCost {
    /// Carga anual equivalente (Chile).
    Cae(Yearly),
    /// Costo financiero total (Argentina).
    Cft(Yearly),
    /// Neither is asked for.
    Unstated,
}

/// How a monthly internal rate of return becomes a yearly figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Yearly {
    /// Twelve times the monthly rate.
    Simple,
    /// Compounded over twelve months.
    Compound,
}

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

pub(super) fn read(root: &Section<'_, '_>, currency: Currency) -> LoanTerms {
    let mut terms = LoanTerms {
        round_installment_to: Decimal::new(1, currency.decimals()),
        opening_fee: Decimal::ZERO,
        stamp_tax_monthly: Decimal::ZERO,
        stamp_tax_max: None,
        vat_on_interest: Decimal::ZERO,
        insurance_monthly: Decimal::ZERO,
        total_cost: TotalCost::Unstated,
    };
    let Some(section) = root.section("loan") else {
        return terms;
    };
    only(&section, "system", "french");
    only(&section, "rate", "monthly");
    if let Some(entry) = section.optional("round_installment_to")
        && let Some(step) = entry.decimal()
    {
        if step <= Decimal::ZERO {
            entry.report(format!("{} is {step}: expected more than zero", entry.name));
        } else {
            terms.round_installment_to = step;
        }
    }
    let share = |key| section.optional(key).and_then(|entry| share(&entry));
    terms.opening_fee = share("opening_fee").unwrap_or_default();
    terms.stamp_tax_monthly = share("stamp_tax_monthly").unwrap_or_default();
    terms.stamp_tax_max = share("stamp_tax_max");
    terms.vat_on_interest = share("vat_on_interest").unwrap_or_default();
    terms.insurance_monthly = share("insurance_monthly").unwrap_or_default();
    let yearly = section
        .optional("total_cost_year")
        .and_then(|entry| yearly(&entry));
    terms.total_cost = section
        .optional("total_cost")
        .map_or(TotalCost::Unstated, |entry| total_cost(&entry, yearly));
    section.finish();
    terms
}

fn only(section: &Section<'_, '_>, key: &'static str, word: &str) {
    if let Some(entry) = section.optional(key)
        && let Some(given) = entry.string()
        && given != word
    {
        entry.report(format!(
            "{} is {given:?}: only {word:?} is known",
            entry.name
        ));
    }
}

fn share(entry: &Entry<'_, '_>) -> Option<Decimal> {
    let share = entry.decimal()?;
    if share < Decimal::ZERO || share >= Decimal::ONE {
        entry.report_with(
            format!(
                "{} is {share}: expected at least 0 and less than 1",
                entry.name
            ),
            "a share is a fraction: 0.21 is 21 %",
        );
        return None;
    }
    Some(share)
}

fn yearly(entry: &Entry<'_, '_>) -> Option<Yearly> {
    match entry.string()?.as_str() {
        "simple" => Some(Yearly::Simple),
        "compound" => Some(Yearly::Compound),
        other => {
            entry.report_with(
                format!("unknown way to a yearly figure {other:?}"),
                "known are \"simple\" and \"compound\"",
            );
            None
        }
    }
}

fn total_cost(entry: &Entry<'_, '_>, year: Option<Yearly>) -> TotalCost {
    match entry.string().as_deref() {
        Some("cae") => TotalCost::Cae(year.unwrap_or(Yearly::Simple)),
        Some("cft") => TotalCost::Cft(year.unwrap_or(Yearly::Compound)),
        None => TotalCost::Unstated,
        Some(other) => {
            entry.report_with(
                format!("unknown total cost {other:?}"),
                names::hint(other, &["cae", "cft"]),
            );
            TotalCost::Unstated
        }
    }
}

pub(super) fn limits(root: &Section<'_, '_>) -> OfferLimits {
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

fn bound(entry: &Entry<'_, '_>) -> Option<Bound> {
    if entry.value.get_ref().is_str() {
        return entry.string().map(Bound::Name);
    }
    entry.decimal().map(Bound::Number)
}
