//! The order of rows does not matter, in any table; nor over how many payloads the accounts come.
//!
//! Nothing is excepted. One answer stands for all payloads of a bank report, so that its coverage and
//! its counts are the same however many there are.
//! The numbers of accounts decide one thing only: which of several movements that would all do for
//! an own transfer is taken. Where there is one, they do not matter either, but that of two accounts
//! that leave a balance unknown for two reasons the first one's is given.

use std::collections::BTreeMap;

use caudal_engine::features::Value;
use caudal_facts::Facts;
use caudal_facts::categories::Category::{CashDeposit, TransferIn, TransferOut};
use caudal_facts::facts::Provenance;
use proptest::prelude::*;

use super::changed;
use crate::features::ledger::Ledger;
use crate::features::random::{World, amounts, world};

/// Another order, the same for the same seed.
fn shuffle<T>(rows: &mut [T], seed: u64, place: impl Fn(&T) -> u64) {
    rows.sort_by_cached_key(|row| (place(row) + 1).wrapping_mul(seed | 1).rotate_left(17));
}

/// Every list of the facts in another order; rows keep where they were read.
fn shuffle_all(facts: &mut Facts, seed: u64) {
    macro_rules! shuffle_rows {
        ($($table:ident)*) => {
            $(shuffle(&mut facts.$table, seed, |row| row.provenance.row.into());)*
        };
    }
    shuffle_rows!(
        transactions balances stated_months card_purchases loans deposits contributions
        fee_receipts tax_returns debts credit_lines situations rejected_cheques protests
        delinquencies alimony pre_approvals cards
    );
    shuffle(&mut facts.answers, seed, |answer| answer.source as u64);
    shuffle(&mut facts.sections, seed, |section| *section as u64);
}

/// Each account's rows in a payload of its own, numbered anew from 0.
fn split(facts: &mut Facts, payloads: &[u32]) {
    let mut next: BTreeMap<u32, u32> = BTreeMap::new();
    let mut place = |at: &mut Provenance, account: u32| {
        let payload = payloads[usize::try_from(account).expect("small")];
        let row = next.entry(payload).or_default();
        *at = Provenance { payload, row: *row };
        *row += 1;
    };
    for (account, row) in (0..).zip(&mut facts.accounts) {
        place(&mut row.provenance, account);
    }
    for row in &mut facts.transactions {
        place(&mut row.provenance, row.account);
    }
    for row in &mut facts.balances {
        place(&mut row.provenance, row.account);
    }
    for row in &mut facts.stated_months {
        place(&mut row.provenance, row.account.expect("of an account"));
    }
}

/// The same case with its accounts the other way round.
fn turned_round(world: &World) -> World {
    let mut other = world.clone();
    other.accounts.reverse();
    for movement in &mut other.movements {
        movement.account = other.accounts.len() - 1 - movement.account;
    }
    other
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_order_of_rows_changes_nothing_in_any_table(world in world(&amounts()), seed in any::<u64>()) {
        let one = world.ledger();
        let mut other = world.ledger();
        shuffle_all(&mut other.facts, seed);
        prop_assert_eq!(changed(&one.features(), &other.features()), Vec::<&str>::new());
    }

    #[test]
    fn splitting_accounts_over_payloads_changes_nothing(
        world in world(&amounts()),
        payloads in prop::collection::vec(0_u32..3, 3),
    ) {
        let one = world.ledger();
        let mut other = world.ledger();
        split(&mut other.facts, &payloads);
        prop_assert_eq!(changed(&one.features(), &other.features()), Vec::<&str>::new());
    }

    #[test]
    fn the_numbers_of_accounts_change_nothing(world in world(&amounts()), pairs in 0_usize..10) {
        let mut one = world;
        // Every size once, but for movements that come in pairs with the next one.
        for (number, movement) in one.movements.iter_mut().enumerate() {
            let pair = if number < 2 * pairs { number / 2 } else { number };
            let size = 1_000 + 7 * i64::try_from(pair).expect("small");
            movement.amount = if number % 2 == 0 { size } else { -size };
        }
        let (one, other) = (one.ledger().features(), turned_round(&one).ledger().features());
        let is_known = |name: &&str| {
            [&one, &other].iter().any(|row| !matches!(row.get(name), Some(Value::Missing(_))))
        };
        let touched = changed(&one, &other).into_iter().filter(is_known);
        prop_assert_eq!(touched.collect::<Vec<_>>(), Vec::<&str>::new());
    }
}

#[test]
fn of_two_that_would_do_the_lower_account_is_taken() {
    let inflow = |first, second| {
        let mut ledger = Ledger::chile("2026-10-20");
        ledger
            .account("2025-01-01")
            .account("2025-01-01")
            .account("2025-01-01");
        ledger.row_of(0, "2026-10-01", -100, TransferOut);
        ledger.row_of(1, "2026-10-01", 100, first);
        ledger.row_of(2, "2026-10-01", 100, second);
        ledger.value("cashflow.cash_deposit_share_90d")
    };
    assert_eq!(inflow(TransferIn, CashDeposit), Value::Known(1_000_000));
    assert_eq!(inflow(CashDeposit, TransferIn), Value::Known(0));
}
