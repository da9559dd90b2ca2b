//! Months of which the report states more than it lists are not covered.

use caudal_engine::features::{Cause, Value};
use caudal_facts::Month;
use caudal_facts::categories::Category;
use caudal_facts::facts::StatedMonth;

use super::ledger::Ledger;

/// Pay of 100 and spending of 40 each month from April to September, as of 20 October.
fn ledger() -> Ledger {
    let mut ledger = Ledger::argentina("2026-10-20");
    ledger.account("2026-04-01");
    for month in 4..=9 {
        ledger.row(&format!("2026-{month:02}-05"), 100, Category::Salary);
        ledger.row(&format!("2026-{month:02}-06"), -40, Category::Groceries);
    }
    ledger
}

fn state(ledger: &mut Ledger, account: Option<u32>, month: u32, inflow: i64, outflow: i64) {
    let provenance = ledger.provenance();
    let stated = StatedMonth {
        provenance,
        account,
        month: Month::new(2026, month).expect("a month"),
        inflow: Some(ledger.money(inflow)),
        outflow: Some(ledger.money(outflow)),
        net: None,
        closing: None,
    };
    ledger.facts.stated_months.push(stated);
}

#[test]
fn a_month_listed_in_part_is_not_covered_whichever_sum_tells() {
    for account in [Some(0), None] {
        for (inflow, outflow, whole) in [
            (100, 40, true),
            (101, 41, true),
            (102, 40, false),
            (100, 42, false),
            // Fewer stated than listed is told by a finding; what is listed is there.
            (90, 30, true),
        ] {
            let mut ledger = ledger();
            state(&mut ledger, account, 9, inflow, outflow);
            let expected = if whole {
                Value::Known(100)
            } else {
                Value::Missing(Cause::NotCovered)
            };
            ledger.check("income.last_month", expected);
            ledger.known("data.full_months", if whole { 6 } else { 0 });
        }
    }
}

#[test]
fn a_month_listed_in_part_is_left_out_of_windows_and_ends_the_run_of_full_months() {
    let mut ledger = ledger();
    state(&mut ledger, Some(0), 7, 500, 40);
    ledger.known("data.full_months", 2);
    // Five of six months are covered, and none of them is the one listed in part.
    ledger.known("income.verified_monthly_6m", 100);
    ledger.known("income.months_with_6m", 5);
    ledger.check(
        "income.verified_monthly_3m",
        Value::Missing(Cause::NotCovered),
    );
    // Day windows that reach into it are not covered, those that do not are.
    ledger.check(
        "cashflow.largest_inflow_90d",
        Value::Missing(Cause::NotCovered),
    );
    ledger.known("cashflow.inflow_30d", 0);
}

#[test]
fn a_stated_month_says_nothing_of_an_account_of_another_currency_or_kind() {
    let mut ledger = ledger();
    ledger.account_in(caudal_facts::Currency::Usd, "2026-04-01");
    state(&mut ledger, Some(1), 9, 0, 0);
    ledger.known("income.last_month", 100);
}

#[test]
fn the_month_in_which_movements_begin_is_covered_from_the_first_of_them() {
    let mut ledger = Ledger::argentina("2026-10-20");
    ledger.account("2026-04-01");
    ledger.facts.accounts[0].covers_from = None;
    ledger.row("2026-05-24", 100, Category::Salary);
    ledger.row("2026-09-05", 100, Category::Salary);
    state(&mut ledger, Some(0), 5, 100, 0);
    ledger.known("data.full_months", 4);
    // A month stated before it, without movements, was looked at all the same.
    state(&mut ledger, Some(0), 4, 0, 0);
    ledger.known("data.full_months", 6);
}
