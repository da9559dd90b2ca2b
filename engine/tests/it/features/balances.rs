//! Daily balances: stated, chained within a day, carried on and computed backwards.

use caudal_engine::features::{Cause, Value};
use caudal_facts::categories::Category::{Salary, Shopping};
use caudal_facts::facts::Balance;
use caudal_facts::{Currency, DatedValue, Money};

use super::ledger::{Ledger, date};

fn state(ledger: &mut Ledger, account: u32, day: &str, minor: i64) {
    let provenance = ledger.provenance();
    let amount = ledger.money(minor);
    ledger.facts.balances.push(Balance {
        provenance,
        account,
        date: date(day),
        amount,
        credit_line: None,
    });
}

#[test]
fn balances_are_carried_on_and_computed_backwards() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-01-01");
    ledger
        .row("2026-09-25", 100, Salary)
        .row("2026-10-10", -30, Shopping);
    state(&mut ledger, 0, "2026-10-01", 500);
    ledger
        .known("balance.current", 470)
        .known("balance.min_30d", 400)
        .known("balance.min_90d", 400)
        .known("balance.days_le_0_90d", 0)
        // 4 days of 400, 15 of 500, 11 of 470.
        .known("balance.avg_30d", 476);
}

#[test]
fn the_report_states_the_balance_of_its_own_date() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-01-01");
    ledger.check("balance.current", Value::Missing(Cause::NotStated));
    ledger.facts.accounts[0].balance = Some(ledger.money(-5));
    ledger
        .known("balance.current", -5)
        .known("balance.days_le_0_30d", 30)
        .known("balance.month_end_min_3m", -5);
    // A report of a later day says nothing of today's balance.
    ledger.facts.answers[0].report_date = Some(date("2026-10-21"));
    ledger.check("balance.current", Value::Missing(Cause::NotStated));
}

#[test]
fn zero_counts_as_a_day_without_money_and_one_does_not() {
    for (balance, days) in [(-1, 30), (0, 30), (1, 0)] {
        let mut ledger = Ledger::chile("2026-10-20");
        ledger.account("2026-01-01");
        ledger.facts.accounts[0].balance = Some(ledger.money(balance));
        ledger.known("balance.days_le_0_30d", days);
    }
}

#[test]
fn the_last_balance_of_a_day_is_found_whatever_the_order_of_rows() {
    // Opening 100: +50 → 150, −120 → 30, +5 → 35.
    let moves = [(50, 150), (-120, 30), (5, 35)];
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [2, 0, 1]] {
        let mut ledger = Ledger::chile("2026-10-20");
        ledger.account("2026-01-01");
        for position in order {
            let (amount, after) = moves[position];
            ledger.row("2026-10-10", amount, Salary).after(after);
        }
        assert_eq!(
            ledger.value("balance.current"),
            Value::Known(35),
            "{order:?}"
        );
        assert_eq!(
            ledger.value("balance.min_30d"),
            Value::Known(35),
            "{order:?}"
        );
        assert_eq!(
            ledger.value("balance.avg_30d"),
            Value::Known(76),
            "{order:?}"
        );
    }
}

#[test]
fn a_day_that_goes_round_ends_where_the_day_before_leads() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-01-01");
    ledger.row("2026-10-09", 40, Salary).after(40);
    ledger.row("2026-10-10", -60, Shopping).after(40);
    ledger.row("2026-10-10", 60, Salary).after(100);
    ledger.known("balance.current", 40);
}

#[test]
fn a_day_that_states_some_balances_goes_on_from_the_last_of_them() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-01-01");
    ledger.row("2026-10-10", 10, Salary).after(110);
    ledger.row("2026-10-10", -5, Shopping);
    ledger.row("2026-10-10", -2, Shopping);
    ledger.known("balance.current", 103);
}

#[test]
fn a_broken_chain_takes_the_last_row_as_the_report_lists_them() {
    for (newest_first, expected) in [(false, 700), (true, 900)] {
        let mut ledger = Ledger::chile("2026-10-20");
        ledger.account("2026-01-01");
        ledger
            .row("2026-10-01", 1, Salary)
            .row("2026-10-10", 1, Salary);
        let (first, last) = if newest_first { (99, 1) } else { (1, 99) };
        ledger.facts.transactions[0].provenance.row = first;
        ledger.facts.transactions[1].provenance.row = last;
        ledger.row("2026-10-12", 10, Salary).after(900);
        ledger.row("2026-10-12", 10, Salary).after(700);
        if newest_first {
            ledger.facts.transactions[2].provenance.row = 0;
            ledger.facts.transactions[3].provenance.row = 1;
            ledger.facts.transactions[1].provenance.row = 2;
        } else {
            ledger.facts.transactions[2].provenance.row = 100;
            ledger.facts.transactions[3].provenance.row = 101;
        }
        assert_eq!(
            ledger.value("balance.current"),
            Value::Known(expected),
            "{newest_first}"
        );
    }
}

#[test]
fn accounts_add_up_and_one_unknown_leaves_all_unknown() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-01-01").account("2026-01-01");
    state(&mut ledger, 0, "2026-10-01", 10);
    ledger.check("balance.min_30d", Value::Missing(Cause::NotStated));
    state(&mut ledger, 1, "2026-10-05", -4);
    ledger.known("balance.min_30d", 6).known("data.accounts", 2);
}

#[test]
fn a_foreign_balance_needs_a_rate_for_every_day() {
    let mut ledger = Ledger::argentina("2026-10-20");
    ledger.account_in(Currency::Usd, "2026-01-01");
    ledger.facts.accounts[0].balance = Some(Money::from_minor(200, Currency::Usd));
    let monthly = |from: &str| DatedValue {
        from: date(from),
        value: 1000.into(),
    };
    ledger
        .rates
        .insert(Currency::Usd, vec![monthly("2026-10-12")]);
    ledger
        .known("balance.current", 200_000)
        .check("balance.min_30d", Value::Missing(Cause::NoRate));
    let daily = ["2026-09-14", "2026-09-24", "2026-10-04", "2026-10-14"];
    ledger
        .rates
        .insert(Currency::Usd, daily.map(monthly).to_vec());
    ledger.known("balance.min_30d", 200_000);
}

#[test]
fn the_lowest_month_end_is_of_complete_months() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-07-01");
    for (day, balance) in [
        ("2026-06-30", 1),
        ("2026-07-31", 70),
        ("2026-08-31", 60),
        ("2026-09-30", 65),
        ("2026-10-01", 2),
    ] {
        state(&mut ledger, 0, day, balance);
    }
    ledger.known("balance.month_end_min_3m", 60);
    ledger.facts.accounts[0].covers_from = Some(date("2026-07-02"));
    ledger.check(
        "balance.month_end_min_3m",
        Value::Missing(Cause::NotCovered),
    );
}

#[test]
fn a_balance_that_does_not_fit_is_overflow() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-01-01").account("2026-01-01");
    state(&mut ledger, 0, "2026-10-01", i64::MAX);
    state(&mut ledger, 1, "2026-10-01", 1);
    ledger.check("balance.current", Value::Missing(Cause::Overflow));
    state(&mut ledger, 1, "2026-10-02", 0);
    ledger.known("balance.current", i64::MAX);
}
