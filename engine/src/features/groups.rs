//! The declarations, a file a group.

mod affordability;
mod alimony;
mod balance;
mod bureau;
mod card;
mod cashflow;
mod data;
mod debt;
mod declared;
mod employment;
mod expenses;
mod income;
mod investment;
mod pre_approval;
mod real;
pub(crate) mod sets;
mod streams;
mod stress;
mod tax;
mod yearly;

use std::sync::LazyLock;

use super::feature::Feature;

/// Every feature, each with its variant in real terms behind it, where it has one.
pub(super) fn all() -> impl Iterator<Item = &'static Feature> {
    static REAL: LazyLock<Vec<Feature>> = LazyLock::new(|| {
        let nominal = ALL.iter().copied().flatten();
        nominal.filter_map(real::variant).collect()
    });
    let mut real = REAL.iter().peekable();
    ALL.iter().copied().flatten().flat_map(move |nominal| {
        let variant = real.next_if(|real| real::is_of(real, nominal));
        std::iter::once(nominal).chain(variant)
    })
}

/// Every declaration, group by group, in the order that reference pages show them.
const ALL: &[&[Feature]] = &[
    data::FEATURES,
    cashflow::FEATURES,
    cashflow::days::FEATURES,
    cashflow::days::SHARES,
    yearly::SPREADS,
    yearly::SPENDING,
    income::FEATURES,
    streams::FEATURES,
    declared::FEATURES,
    expenses::FEATURES,
    balance::FEATURES,
    debt::FEATURES,
    affordability::FEATURES,
    card::FEATURES,
    bureau::chile::FEATURES,
    bureau::argentina::FEATURES,
    employment::FEATURES,
    tax::FEATURES,
    investment::FEATURES,
    stress::FEATURES,
    pre_approval::FEATURES,
    alimony::FEATURES,
];
