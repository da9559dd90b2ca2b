//! Features in real terms: which have a variant at constant prices, and how it follows from the
//! nominal declaration.

use crate::features::feature::Feature;

/// The features that have a variant in real terms, by their nominal names.
const NOMINAL: &[&str] = &[
    "cashflow.inflow_avg_3m",
    "cashflow.inflow_avg_6m",
    "cashflow.inflow_avg_12m",
    "cashflow.inflow_median_6m",
    "cashflow.inflow_least_6m",
    "cashflow.inflow_cv_6m",
    "cashflow.inflow_cv_12m",
    "cashflow.inflow_slope_6m",
    "cashflow.outflow_avg_3m",
    "cashflow.outflow_avg_6m",
    "cashflow.outflow_avg_12m",
    "cashflow.outflow_median_6m",
    "cashflow.net_avg_3m",
    "cashflow.net_avg_6m",
    "cashflow.net_avg_12m",
    "cashflow.net_least_6m",
    "income.verified_monthly_3m",
    "income.verified_monthly_6m",
    "income.verified_monthly_12m",
    "income.conservative_6m",
    "income.median_6m",
    "income.least_6m",
    "income.cv_6m",
    "income.cv_12m",
    "income.trend_6m",
    "income.slope_6m",
    "income.last_month",
    "income.salary_monthly_3m",
    "income.salary_monthly_6m",
    "income.fees_monthly_6m",
    "income.stream_monthly_6m",
    "income.stream_monthly_12m",
    "income.stream_conservative_6m",
    "income.stream_least_6m",
    "income.stream_cv_6m",
    "income.stream_trend_6m",
    "expenses.essential_3m",
    "expenses.essential_6m",
    "expenses.discretionary_3m",
    "tax.fees_monthly_6m",
    "tax.fees_monthly_12m",
    "tax.fees_median_12m",
    "tax.fees_conservative_12m",
    "tax.fees_cv_12m",
    "tax.fees_trend_6m",
    "bureau.debt_growth_6m",
];

/// The variant in real terms of a nominal feature, if it has one.
///
/// It is the same declaration over amounts that are brought, month by month, to the last prices
/// known on the date of the decision. Of a measure that cannot be read so there is none.
pub(in crate::features) fn variant(nominal: &Feature) -> Option<Feature> {
    if !NOMINAL.contains(&nominal.name) {
        return None;
    }
    let sentence = |text: &str, more: &str| -> &'static str {
        format!("{}{more}", text.trim_end_matches('.')).leak()
    };
    Some(Feature {
        name: format!("{}_real", nominal.name).leak(),
        es: sentence(
            nominal.es,
            "; cada mes a precios del último índice conocido.",
        ),
        en: sentence(
            nominal.en,
            "; each month at the prices of the last index known.",
        ),
        missing: sentence(
            nominal.missing,
            ". Also without the index of a month, or when the last index is too old.",
        ),
        definition: None,
        measure: nominal.measure.in_real_terms()?,
        ..nominal.clone()
    })
}

/// Whether a feature is the variant of a nominal one.
pub(in crate::features) fn is_of(real: &Feature, nominal: &Feature) -> bool {
    real.name.strip_suffix("_real") == Some(nominal.name)
}
