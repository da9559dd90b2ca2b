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
pub(crate) mod sets;
mod streams;
mod stress;
mod tax;
mod yearly;

use super::feature::Feature;

/// Every declaration, group by group, in the order that reference pages show them.
pub(super) const ALL: &[&[Feature]] = &[
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
