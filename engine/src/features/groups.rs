//! The declarations, a file a group.

mod alimony;
mod balance;
mod bureau;
mod card;
mod cashflow;
mod data;
mod debt;
mod employment;
mod expenses;
mod income;
mod investment;
mod pre_approval;
pub(crate) mod sets;
mod stress;
mod tax;

use super::feature::Feature;

/// Every declaration, group by group, in the order that reference pages show them.
pub(super) const ALL: &[&[Feature]] = &[
    data::FEATURES,
    cashflow::FEATURES,
    income::FEATURES,
    expenses::FEATURES,
    balance::FEATURES,
    debt::FEATURES,
    card::FEATURES,
    bureau::FEATURES,
    employment::FEATURES,
    tax::FEATURES,
    investment::FEATURES,
    stress::FEATURES,
    pre_approval::FEATURES,
    alimony::FEATURES,
];
