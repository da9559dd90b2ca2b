//! Random ledgers: a few accounts, amounts that often repeat, dates around every boundary.

mod registers;
mod world;

use caudal_facts::categories::Category;
use chrono::Days;
use proptest::prelude::*;

use super::ledger::Ledger;
pub(crate) use registers::RegisterRow;
pub(crate) use world::{AccountPlan, MovementPlan, PriceFigure, World, amounts, bank, world};

/// Account, days before the decision (later ones below zero), amount and category.
pub(crate) type Row = (u32, i64, i64, Category);

/// Categories that laws tell apart, own transfers among them.
const CATEGORIES: [Category; 14] = [
    Category::Uncategorised,
    Category::Salary,
    Category::Pension,
    Category::Fees,
    Category::TransferIn,
    Category::TransferOut,
    Category::OwnTransfer,
    Category::CashDeposit,
    Category::CashWithdrawal,
    Category::Rent,
    Category::Groceries,
    Category::Reversal,
    Category::LoanPayment,
    Category::Gambling,
];

pub(crate) fn rows() -> impl Strategy<Value = Vec<Row>> {
    let amount = prop_oneof![
        3 => prop::sample::select(vec![100_i64, -100, 250, -250, 1_000, -1_000]),
        2 => -5_000_i64..5_000,
        1 => any::<i32>().prop_map(i64::from),
    ];
    let day = prop_oneof![4 => 0_i64..130, 2 => -3_i64..430, 2 => 18_i64..24];
    let category = prop::sample::select(CATEGORIES.to_vec());
    prop::collection::vec((0..3_u32, day, amount, category), 0..70)
}

/// Three accounts covered from a day so many before the decision, and these movements.
pub(crate) fn ledger(rows: &[Row], covered_days: u64) -> Ledger {
    let mut ledger = Ledger::chile("2026-10-20");
    let from = (ledger.as_of - Days::new(covered_days)).to_string();
    ledger.account(&from).account(&from).account(&from);
    let as_of = ledger.as_of;
    for &(account, back, amount, category) in rows {
        ledger.dated(
            account,
            as_of - chrono::TimeDelta::days(back),
            amount,
            category,
        );
    }
    ledger
}
