//! Runs of days: both sides of each boundary, days counted, balances over them.

use caudal_engine::features::{Cause, Value};
use caudal_facts::categories::Category;

use super::ledger::Ledger;

#[test]
fn each_run_takes_its_first_day_and_not_the_one_before() {
    for (inside, outside, name) in [
        ("2026-10-14", "2026-10-13", "cashflow.inflow_7d"),
        ("2026-09-21", "2026-09-20", "cashflow.inflow_30d"),
        ("2026-07-23", "2026-07-22", "cashflow.inflow_90d"),
        ("2026-04-24", "2026-04-23", "cashflow.inflow_180d"),
        ("2026-09-21", "2026-09-20", "cashflow.largest_inflow_30d"),
    ] {
        for (day, expected) in [(inside, 100), (outside, 0), ("2026-10-20", 100)] {
            let mut ledger = Ledger::chile("2026-10-20");
            ledger.account("2020-01-01").row(day, 100, Category::Salary);
            assert_eq!(ledger.value(name), Value::Known(expected), "{name}, {day}");
        }
        let mut ledger = Ledger::chile("2026-10-20");
        ledger.account(inside).known(name, 0);
        let mut ledger = Ledger::chile("2026-10-20");
        let short = ledger.as_of.to_string();
        ledger
            .account(&short)
            .check(name, Value::Missing(Cause::NotCovered));
    }
}

#[test]
fn counts_and_sums_of_a_run_agree() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-01-01");
    for (day, amount, category) in [
        ("2026-10-19", 100, Category::Salary),
        ("2026-10-01", 40, Category::CashDeposit),
        ("2026-10-01", -30, Category::Rent),
        ("2026-08-01", -50, Category::Groceries),
        ("2026-08-02", 60, Category::LoanDisbursement),
    ] {
        ledger.row(day, amount, category);
    }
    ledger
        .known("cashflow.inflow_count_30d", 2)
        .known("cashflow.outflow_count_30d", 1)
        .known("cashflow.inflow_count_90d", 3)
        .known("cashflow.outflow_count_90d", 2)
        .known("cashflow.net_30d", 110)
        .known("cashflow.net_90d", 120)
        .known("cashflow.largest_outflow_90d", 50)
        .known("cashflow.in_out_ratio_30d", 4_666_667)
        .known("cashflow.cash_deposit_share_90d", 200_000)
        .known("cashflow.borrowed_share_90d", 300_000)
        .known("data.transactions_30d", 3);
}

#[test]
fn days_with_activity_leave_out_what_the_bank_does() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-01-01");
    for (day, category) in [
        ("2026-10-20", Category::Groceries),
        ("2026-10-20", Category::Shopping),
        ("2026-07-23", Category::Groceries),
        ("2026-07-22", Category::Groceries),
        ("2026-09-01", Category::BankCharges),
        ("2026-09-02", Category::Taxes),
        ("2026-09-03", Category::OverdraftCharge),
        ("2026-10-21", Category::Groceries),
    ] {
        ledger.row(day, -10, category);
    }
    // Two days of 90.
    ledger.known("data.active_day_share_90d", 22_222);
}

#[test]
fn the_longest_gap_counts_both_ends() {
    let gap = |days: &[&str]| {
        let mut ledger = Ledger::chile("2026-10-20");
        ledger.account("2020-01-01");
        for day in days {
            ledger.row(day, -10, Category::Groceries);
        }
        ledger.value("data.longest_gap_days_180d")
    };
    // The run is 24 April to 20 October.
    assert_eq!(gap(&[]), Value::Known(180));
    assert_eq!(gap(&["2026-10-20"]), Value::Known(179));
    assert_eq!(gap(&["2026-04-24"]), Value::Known(179));
    assert_eq!(gap(&["2026-10-10", "2026-10-12"]), Value::Known(169));
    assert_eq!(
        gap(&["2026-04-24", "2026-07-03", "2026-10-20"]),
        Value::Known(108)
    );
}

#[test]
fn balances_of_a_run() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-01-01");
    for (day, amount, after, category) in [
        ("2026-04-01", 100, 100, Category::Salary),
        ("2026-09-01", -100, 0, Category::Rent),
        ("2026-10-11", 900, 900, Category::Salary),
    ] {
        ledger.row(day, amount, category).after(after);
    }
    // Of 90 days, 40 at 100, 40 at 0 and 10 at 900.
    ledger
        .known("balance.max_90d", 900)
        .known("balance.avg_90d", 144)
        .known("balance.avg_180d", 122)
        .known("balance.min_180d", 0)
        .known("balance.deviation_90d", 271)
        .known("balance.days_le_0_180d", 40)
        .known("balance.month_end_avg_3m", 67)
        .known("balance.month_end_min_3m", 0)
        // A tenth of 17 a month is 1: the days at nothing.
        .known("balance.days_low_90d", 40);
}

#[test]
fn a_low_balance_is_one_below_a_tenth_of_income() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-01-01");
    for month in 4..=9 {
        ledger.row(&format!("2026-{month:02}-01"), 1_009, Category::Salary);
        ledger.row(&format!("2026-{month:02}-02"), -1_009, Category::Rent);
    }
    ledger.row("2026-10-01", 100, Category::Salary).after(100);
    ledger.row("2026-10-20", -1, Category::Groceries).after(99);
    // Below 100: all but the first days of August and September and 1 to 19 October.
    ledger.known("balance.days_low_90d", 69);
}

#[test]
fn months_have_a_slope_a_streak_and_a_worst() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-01-01");
    for (month, amount) in [(4, 100), (5, 110), (6, 120), (7, 130), (8, 140), (9, 150)] {
        ledger.row(&format!("2026-{month:02}-15"), amount, Category::Salary);
    }
    ledger.row("2026-08-20", -500, Category::Rent);
    // 10 a month on a mean of 125.
    ledger
        .known("cashflow.inflow_slope_6m", 80_000)
        .known("cashflow.inflow_least_6m", 100)
        .known("cashflow.net_least_6m", -360)
        .known("cashflow.inflow_avg_6m", 125)
        .known("cashflow.in_out_ratio_6m", 1_500_000)
        .known("cashflow.months_net_negative_12m", 1)
        .known("cashflow.inflow_avg_12m", 83);
    let mut short = Ledger::chile("2026-10-20");
    short
        .account("2026-05-01")
        .row("2026-09-01", 1, Category::Salary)
        .check(
            "cashflow.inflow_slope_6m",
            Value::Missing(Cause::NotCovered),
        );
}
