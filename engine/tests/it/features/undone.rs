//! Movements undone: what pairs, what does not, and that neither counts.

use caudal_facts::categories::Category::{
    self, BankCharges, Groceries, OverdraftCharge, Reversal, Salary, TransferIn, TransferOut,
    Uncategorised,
};

use super::ledger::Ledger;

/// Account, day of September, amount, category and the bank's text.
type Row = (u32, u32, i64, Category, &'static str);

/// Money in and out of September, and how many movements were undone.
#[track_caller]
fn check(rows: &[Row], inflow: i64, outflow: i64, undone: i64) {
    let mut ledger = Ledger::chile("2026-10-01");
    ledger.account("2026-01-01").account("2026-01-01");
    for &(account, day, amount, category, text) in rows {
        ledger.row_of(account, &format!("2026-09-{day:02}"), amount, category);
        ledger.says(text);
    }
    ledger
        .known("cashflow.inflow_30d", inflow)
        .known("cashflow.outflow_30d", outflow)
        .known("cashflow.undone_count_90d", undone);
}

#[test]
fn money_back_of_the_same_category_undoes_up_to_ten_days_later() {
    let out = (0, 10, -500, Groceries, "JUMBO 123");
    check(&[out, (0, 10, 500, Groceries, "JUMBO")], 0, 0, 1);
    check(&[out, (0, 20, 500, Groceries, "JUMBO")], 0, 0, 1);
    check(&[out, (0, 21, 500, Groceries, "JUMBO")], 500, 500, 0);
    check(&[out, (0, 9, 500, Groceries, "JUMBO")], 500, 500, 0);
    check(&[out, (0, 11, 499, Groceries, "JUMBO")], 499, 500, 0);
    check(&[out, (1, 11, 500, Groceries, "JUMBO")], 500, 500, 0);
}

#[test]
fn without_a_category_the_words_tell() {
    let out = (0, 10, -500, Uncategorised, "MERPAGO*TIENDA 01/09");
    let same = (0, 12, 500, Uncategorised, "merpago tienda 88");
    check(&[out, same], 0, 0, 1);
    // Every account counts for itself, whatever number the words come to.
    for account in 0..2 {
        for text in ["movement", "TIENDA", "MERPAGO*TIENDA"] {
            check(
                &[
                    (account, 10, -500, Uncategorised, text),
                    (1 - account, 20, 500, Uncategorised, text),
                ],
                500,
                500,
                0,
            );
        }
    }
    let other = (0, 12, 500, Uncategorised, "MERPAGO OTRA");
    check(&[out, other], 500, 500, 0);
    // Texts without words tell nothing.
    check(
        &[
            (0, 10, -500, Uncategorised, "123"),
            (0, 12, 500, Uncategorised, "456"),
        ],
        500,
        500,
        0,
    );
}

#[test]
fn a_reversal_undoes_whatever_has_its_amount() {
    check(
        &[
            (0, 10, -500, TransferOut, "TEF A TERCERO"),
            (0, 11, 500, Reversal, "REVERSA"),
        ],
        0,
        0,
        1,
    );
    check(
        &[
            (0, 10, 900, Salary, "REMUNERACION"),
            (0, 12, -900, Reversal, "REVERSA ABONO"),
        ],
        0,
        0,
        1,
    );
    // Alone it is nothing, and undoes nothing that comes after it.
    check(&[(0, 10, 500, Reversal, "REVERSA")], 0, 0, 0);
    check(
        &[
            (0, 10, 500, Reversal, "REVERSA"),
            (0, 11, -500, Groceries, "JUMBO"),
        ],
        0,
        500,
        0,
    );
}

#[test]
fn transfers_there_and_back_with_somebody_else_are_money_in_and_out() {
    check(
        &[
            (0, 10, -500, TransferOut, "TRANSFERENCIA"),
            (0, 12, 500, TransferIn, "TRANSFERENCIA"),
        ],
        500,
        500,
        0,
    );
}

#[test]
fn each_movement_is_undone_once_and_the_nearest_first() {
    check(
        &[
            (0, 10, -500, Groceries, "JUMBO"),
            (0, 11, -500, Groceries, "JUMBO"),
            (0, 12, 500, Groceries, "JUMBO"),
        ],
        0,
        500,
        1,
    );
    // The 11th is nearest to the 12th: what stays is the purchase of the 2nd, inside the 30 days.
    check(
        &[
            (0, 2, -500, Groceries, "JUMBO"),
            (0, 11, -500, Groceries, "JUMBO"),
            (0, 12, 500, Groceries, "JUMBO"),
        ],
        0,
        500,
        1,
    );
}

#[test]
fn a_fee_reversed_is_no_fee() {
    let mut ledger = Ledger::chile("2026-10-01");
    ledger
        .account("2026-01-01")
        .row("2026-09-10", -90, OverdraftCharge)
        .row("2026-09-11", -90, OverdraftCharge)
        .row("2026-09-12", 90, OverdraftCharge)
        .row("2026-09-14", -40, BankCharges)
        .row("2026-09-15", 40, Reversal)
        .known("stress.overdraft_charges_90d", 1)
        .known("cashflow.undone_outflow_90d", 130);
}

#[test]
fn own_transfers_that_nobody_answers_are_told() {
    let mut ledger = Ledger::chile("2026-10-01");
    ledger
        .account("2026-01-01")
        .account("2026-01-01")
        .row_of(0, "2026-09-10", 300, Category::OwnTransfer)
        .row_of(0, "2026-09-12", -600, Category::OwnTransfer)
        .row_of(1, "2026-09-13", 600, TransferIn)
        .row_of(0, "2026-09-20", 300, Salary)
        .known("cashflow.own_transfers_in_3m", 300)
        .known("cashflow.own_transfers_unmatched_3m", 100)
        .known("cashflow.own_transfer_share_3m", 750_000);
}
