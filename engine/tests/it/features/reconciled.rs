//! Daily balances against what reports state: every stated balance is one of them, and the days on
//! which what is stated and what moved do not agree are counted.

use std::collections::{BTreeMap, BTreeSet};

use caudal_engine::features::{Catalogue, Cause, Program, TermOf, Value, lineage};
use caudal_facts::facts::AccountKind;
use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;

use super::ledger::{Ledger, date};
use super::oracle::{Covered, Stated};
use super::random::{World, amounts, world};

const UNRECONCILED: &str = "balance.unreconciled_days_90d";

/// The balance at the end of each of 90 days, as a feature tells them.
fn daily(ledger: &Ledger) -> BTreeMap<NaiveDate, i128> {
    let program = Program::compile(Catalogue::standard(), &["balance.min_90d"]).expect("a feature");
    let told = lineage(&program, &ledger.frames(), &ledger.context(), &ledger.facts);
    let terms = told.expect("told").terms.into_iter();
    let days = terms.map(|term| match term.of {
        TermOf::Day(day) => (day, term.number),
        other => panic!("a balance of {other:?}"),
    });
    days.collect()
}

/// One account in the case's currency, covered for long.
fn of_one_account(mut world: World) -> World {
    world.accounts.truncate(1);
    let account = &mut world.accounts[0];
    account.kind = AccountKind::Current;
    account.is_foreign = false;
    account.covered_days = 420;
    for movement in &mut world.movements {
        movement.account = 0;
    }
    world
}

/// The same, with every stated balance as it is.
fn consistent(mut world: World) -> World {
    for account in &mut world.accounts {
        let days = account.days.iter_mut().map(|(_, off)| off);
        for off in days.chain(account.months.iter_mut().map(|(_, off)| off)) {
            *off = 0;
        }
    }
    world
}

/// The days of the last 90 on which an account's stated balances and movements do not agree; none
/// where an account states no balance.
fn expected(ledger: &Ledger) -> Option<BTreeSet<NaiveDate>> {
    let covered = Covered::of(ledger);
    let first = covered.days(90)?;
    let accounts = ledger.facts.accounts.iter().enumerate();
    let deposits = accounts.filter(|(_, account)| account.kind.is_deposit());
    let stated: Vec<Stated> = deposits
        .map(|(number, _)| Stated::of(ledger, number, &covered))
        .collect();
    let all_state = !stated.is_empty() && stated.iter().all(|one| !one.anchors.is_empty());
    let broken = stated.iter().flat_map(Stated::broken);
    all_state.then(|| broken.filter(|day| *day >= first).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn every_stated_balance_is_reproduced(world in world(&amounts())) {
        let ledger = consistent(of_one_account(world)).ledger();
        let stated = Stated::of(&ledger, 0, &Covered::of(&ledger));
        let daily = daily(&ledger);
        for (day, balance) in &stated.anchors {
            if let Some(found) = daily.get(day) {
                prop_assert_eq!(Ok(*found), i128::try_from(*balance), "{}", day);
            }
        }
        let is_stated = !stated.anchors.is_empty();
        let none = is_stated.then_some(Value::Known(0));
        prop_assert_eq!(ledger.value(UNRECONCILED), none.unwrap_or(Value::Missing(Cause::NotStated)));
    }

    #[test]
    fn what_is_stated_last_is_reproduced_where_balances_are_at_odds(world in world(&amounts())) {
        let ledger = of_one_account(world).ledger();
        let daily = daily(&ledger);
        for (day, balance) in Stated::of(&ledger, 0, &Covered::of(&ledger)).anchors {
            if let Some(found) = daily.get(&day) {
                prop_assert_eq!(Ok(*found), i128::try_from(balance), "{}", day);
            }
        }
    }

    #[test]
    fn days_that_do_not_agree_are_counted(world in world(&amounts())) {
        let ledger = world.ledger();
        let found = match ledger.value(UNRECONCILED) {
            Value::Known(days) => usize::try_from(days).ok(),
            _ => None,
        };
        prop_assert_eq!(found, expected(&ledger).map(|days| days.len()));
    }
}

/// 100 on 1 October, 150 after what came on the 10th, and what else is stated.
fn stating(balances: &[(&str, i64)]) -> Ledger {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-01-01");
    ledger.row("2026-10-10", 50, caudal_facts::categories::Category::Salary);
    for &(day, amount) in [("2026-10-01", 100)].iter().chain(balances) {
        let provenance = ledger.provenance();
        let amount = ledger.money(amount);
        ledger.facts.balances.push(caudal_facts::facts::Balance {
            provenance,
            account: 0,
            date: date(day),
            amount,
            credit_line: None,
        });
    }
    ledger
}

#[test]
fn a_stated_balance_that_is_off_is_counted_once_and_holds_from_then_on() {
    for (balances, days, current) in [
        (&[][..], 0, 150),
        (&[("2026-10-10", 150)], 0, 150),
        (&[("2026-10-10", 149)], 1, 149),
        // A day that is off and a later one that is right: both differ from what leads to them.
        (&[("2026-10-10", 149), ("2026-10-12", 150)], 2, 150),
        (&[("2026-10-10", 149), ("2026-10-12", 149)], 1, 149),
        // Two balances of one day: the one listed last holds, and the day is at odds with itself.
        (&[("2026-10-12", 150), ("2026-10-12", 151)], 1, 151),
        (&[("2026-10-12", 150), ("2026-10-12", 150)], 0, 150),
    ] {
        let ledger = stating(balances);
        assert_eq!(
            ledger.value(UNRECONCILED),
            Value::Known(days),
            "{balances:?}"
        );
        assert_eq!(
            ledger.value("balance.current"),
            Value::Known(current),
            "{balances:?}"
        );
    }
}

#[test]
fn a_day_of_ninety_counts_and_one_before_does_not() {
    for (back, days) in [(89, 1), (90, 0)] {
        let mut ledger = stating(&[]);
        let off = ledger.as_of - TimeDelta::days(back);
        for (day, amount) in [(off - TimeDelta::days(1), 40), (off, 41)] {
            ledger.facts.balances[0].date = day;
            let mut balance = ledger.facts.balances[0].clone();
            balance.provenance = ledger.provenance();
            balance.amount = ledger.money(amount);
            ledger.facts.balances.push(balance);
        }
        ledger.facts.balances.remove(0);
        assert_eq!(ledger.value(UNRECONCILED), Value::Known(days), "{back}");
    }
}

#[test]
fn an_account_that_states_no_balance_leaves_the_count_unknown() {
    let mut ledger = stating(&[("2026-10-12", 7)]);
    ledger.known(UNRECONCILED, 1);
    ledger.account("2026-01-01");
    ledger.check(UNRECONCILED, Value::Missing(Cause::NotStated));
    ledger.facts.accounts[1].kind = AccountKind::CreditCard;
    ledger.known(UNRECONCILED, 1);
}
