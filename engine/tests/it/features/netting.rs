//! Transfers between own accounts: what pairs, and what does not.

use caudal_engine::features::{Cause, Value};
use caudal_facts::Currency;
use caudal_facts::categories::Category::{
    self, CashDeposit, CashWithdrawal, OwnTransfer, Salary, TransferIn, TransferOut, Uncategorised,
};

use super::ledger::Ledger;

/// Account, day of September, amount and category.
type Row = (u32, u32, i64, Category);

/// Money in and out of September, after netting.
fn check(rows: &[Row], inflow: i64, outflow: i64) {
    let mut ledger = Ledger::chile("2026-10-01");
    ledger
        .account("2026-01-01")
        .account("2026-01-01")
        .account("2026-01-01");
    for &(account, day, amount, category) in rows {
        ledger.row_of(account, &format!("2026-09-{day:02}"), amount, category);
    }
    assert_eq!(
        ledger.value("cashflow.inflow_30d"),
        Value::Known(inflow),
        "in: {rows:?}"
    );
    assert_eq!(
        ledger.value("cashflow.outflow_30d"),
        Value::Known(outflow),
        "out: {rows:?}"
    );
}

#[test]
fn legs_up_to_three_days_apart_pair() {
    check(
        &[(0, 10, -100, TransferOut), (1, 13, 100, TransferIn)],
        0,
        0,
    );
    check(
        &[(0, 10, -100, TransferOut), (1, 14, 100, TransferIn)],
        100,
        100,
    );
    check(
        &[(0, 13, -100, TransferOut), (1, 10, 100, TransferIn)],
        0,
        0,
    );
    check(
        &[(0, 14, -100, TransferOut), (1, 10, 100, TransferIn)],
        100,
        100,
    );
}

#[test]
fn legs_differ_in_account_and_sign_and_in_nothing_else() {
    check(
        &[(0, 10, -100, TransferOut), (0, 10, 100, TransferIn)],
        100,
        100,
    );
    check(
        &[(0, 10, -100, TransferOut), (1, 10, 101, TransferIn)],
        101,
        100,
    );
    check(
        &[(0, 10, 100, TransferIn), (1, 10, 100, TransferIn)],
        200,
        0,
    );
    check(&[(0, 10, 0, TransferIn), (1, 10, 0, TransferOut)], 0, 0);
}

#[test]
fn only_open_categories_are_legs() {
    check(
        &[(0, 10, -100, CashWithdrawal), (1, 10, 100, CashDeposit)],
        0,
        0,
    );
    check(
        &[(0, 10, -100, Uncategorised), (1, 10, 100, Uncategorised)],
        0,
        0,
    );
    check(
        &[(0, 10, -100, TransferOut), (1, 10, 100, Salary)],
        100,
        100,
    );
    check(
        &[(0, 10, -100, Category::Rent), (1, 10, 100, TransferIn)],
        100,
        100,
    );
}

#[test]
fn an_own_transfer_is_dropped_singly_and_takes_its_other_leg_along() {
    check(&[(0, 10, 100, OwnTransfer)], 0, 0);
    check(
        &[(0, 10, -100, OwnTransfer), (1, 11, 100, TransferIn)],
        0,
        0,
    );
    check(
        &[(0, 10, -100, OwnTransfer), (1, 11, 99, TransferIn)],
        99,
        0,
    );
}

#[test]
fn each_movement_pairs_once() {
    check(
        &[
            (0, 10, -100, TransferOut),
            (0, 10, -100, TransferOut),
            (1, 10, 100, TransferIn),
        ],
        0,
        100,
    );
    check(
        &[
            (0, 10, -100, TransferOut),
            (1, 10, 100, TransferIn),
            (2, 10, 100, TransferIn),
        ],
        100,
        0,
    );
}

#[test]
fn the_nearest_date_goes_first_then_the_earlier_row() {
    // The window of 30 days begins on 2 September: who pairs shows in who is left inside it.
    let first_of_august = |rows: &[(u32, &str, i64)], inflow: i64| {
        let mut ledger = Ledger::chile("2026-10-01");
        ledger
            .account("2026-01-01")
            .account("2026-01-01")
            .account("2026-01-01");
        for &(account, day, amount) in rows {
            ledger.row_of(account, day, amount, Uncategorised);
        }
        assert_eq!(
            ledger.value("cashflow.inflow_30d"),
            Value::Known(inflow),
            "{rows:?}"
        );
    };
    // Nearest first: 3 September pairs with the 2nd, though the 31st of August stands before it.
    first_of_august(
        &[
            (1, "2026-08-31", 100),
            (0, "2026-09-03", -100),
            (1, "2026-09-02", 100),
        ],
        0,
    );
    // A tie of one day each way: the earlier pairs, and the later one stays.
    first_of_august(
        &[
            (1, "2026-09-01", 100),
            (0, "2026-09-02", -100),
            (2, "2026-09-03", 100),
        ],
        100,
    );
    // Two outs and three ins that tie three ways: one in is left, the latest.
    first_of_august(
        &[
            (1, "2026-08-31", 100),
            (2, "2026-09-01", 100),
            (0, "2026-09-01", -100),
            (0, "2026-08-31", -100),
            (1, "2026-09-02", 100),
        ],
        100,
    );
}

#[test]
fn legs_of_different_currencies_do_not_pair() {
    let mut ledger = Ledger::chile("2026-10-01");
    ledger
        .account("2026-01-01")
        .account_in(Currency::Usd, "2026-01-01");
    ledger.row_of(0, "2026-09-10", -100, TransferOut);
    ledger.row_of(1, "2026-09-10", 100, TransferIn);
    ledger
        .known("cashflow.outflow_30d", 100)
        .known("data.amounts_without_rate", 1);
}

#[test]
fn what_came_from_own_accounts_is_told() {
    let mut ledger = Ledger::chile("2026-10-01");
    ledger.account("2026-01-01").account("2026-01-01");
    ledger.row_of(0, "2026-09-10", -300, TransferOut);
    ledger.row_of(1, "2026-09-10", 300, TransferIn);
    ledger
        .known("cashflow.own_transfers_in_3m", 100)
        .known("cashflow.inflow_avg_3m", 0)
        .known("cashflow.net_avg_3m", 0)
        .check(
            "stress.gambling_share_90d",
            Value::Missing(Cause::DivisionByZero),
        );
}
