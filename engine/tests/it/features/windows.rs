//! Windows and coverage: both sides of each boundary.

use caudal_engine::features::{Cause, Value};
use caudal_facts::categories::Category;
use caudal_facts::facts::{AccountKind, StatedMonth};
use caudal_facts::{Month, Source};

use super::ledger::{Ledger, date};

/// One salary of 100 on a day, and what a feature makes of it.
#[test]
fn a_movement_counts_on_both_sides_of_each_boundary() {
    for (as_of, day, name, expected) in [
        ("2026-10-20", "2026-08-31", "income.last_month", 0),
        ("2026-10-20", "2026-09-01", "income.last_month", 100),
        ("2026-10-20", "2026-09-30", "income.last_month", 100),
        ("2026-10-20", "2026-10-01", "income.last_month", 0),
        ("2026-10-31", "2026-10-30", "income.last_month", 0),
        ("2026-11-01", "2026-10-31", "income.last_month", 100),
        ("2028-03-01", "2028-02-29", "income.last_month", 100),
        ("2028-02-29", "2028-02-28", "income.last_month", 0),
        ("2028-02-29", "2028-01-31", "income.last_month", 100),
        ("2027-03-31", "2027-02-28", "income.last_month", 100),
        ("2026-10-20", "2026-04-01", "income.months_with_6m", 1),
        ("2026-10-20", "2026-03-31", "income.months_with_6m", 0),
        ("2026-10-20", "2025-10-01", "income.months_with_12m", 1),
        ("2026-10-20", "2025-09-30", "income.months_with_12m", 0),
        ("2026-10-20", "2026-09-21", "cashflow.inflow_30d", 100),
        ("2026-10-20", "2026-09-20", "cashflow.inflow_30d", 0),
        ("2026-10-20", "2026-10-20", "cashflow.inflow_30d", 100),
        ("2026-10-20", "2026-10-21", "cashflow.inflow_30d", 0),
        (
            "2026-10-20",
            "2026-07-23",
            "cashflow.largest_inflow_90d",
            100,
        ),
        ("2026-10-20", "2026-07-22", "cashflow.largest_inflow_90d", 0),
        ("2028-03-01", "2027-12-03", "data.transactions_90d", 1),
        ("2028-03-01", "2027-12-02", "data.transactions_90d", 0),
    ] {
        let mut ledger = Ledger::chile(as_of);
        ledger.account("2020-01-01").row(day, 100, Category::Salary);
        assert_eq!(
            ledger.value(name),
            Value::Known(expected),
            "{name} as of {as_of}, {day}"
        );
    }
}

/// Covered from a day, and whether a feature has enough of it.
#[test]
fn a_window_needs_its_covered_months() {
    for (covers_from, name, enough) in [
        ("2026-07-01", "income.verified_monthly_6m", true),
        ("2026-07-02", "income.verified_monthly_6m", false),
        ("2026-04-01", "income.months_with_12m", true),
        ("2026-04-02", "income.months_with_12m", false),
        ("2026-07-01", "income.verified_monthly_3m", true),
        ("2026-07-02", "income.verified_monthly_3m", false),
        ("2026-09-01", "income.last_month", true),
        ("2026-09-02", "income.last_month", false),
        ("2026-09-21", "cashflow.inflow_30d", true),
        ("2026-09-22", "cashflow.inflow_30d", false),
        ("2026-07-23", "cashflow.largest_inflow_90d", true),
        ("2026-07-24", "cashflow.largest_inflow_90d", false),
        ("2026-04-01", "stress.garnishment_12m", true),
        ("2026-04-02", "stress.garnishment_12m", false),
    ] {
        let mut ledger = Ledger::chile("2026-10-20");
        ledger.account(covers_from);
        let expected = if enough {
            Value::Known(0)
        } else {
            Value::Missing(Cause::NotCovered)
        };
        assert_eq!(ledger.value(name), expected, "{name} from {covers_from}");
    }
}

#[test]
fn a_window_takes_only_covered_months() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-07-01");
    for day in ["2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30"] {
        ledger.row(day, 300, Category::Salary);
    }
    ledger
        .known("income.verified_monthly_6m", 300)
        .known("income.months_with_6m", 3)
        .check("income.trend_6m", Value::Missing(Cause::NotCovered));
}

#[test]
fn an_old_report_covers_up_to_its_date() {
    for (report_date, name, expected) in [
        ("2026-09-30", "income.last_month", Value::Known(50)),
        (
            "2026-09-29",
            "income.last_month",
            Value::Missing(Cause::NotCovered),
        ),
        ("2026-09-29", "data.full_months", Value::Known(8)),
        ("2026-09-30", "data.full_months", Value::Known(9)),
        ("2026-12-31", "data.full_months", Value::Known(9)),
        ("2026-09-30", "cashflow.inflow_30d", Value::Known(50)),
        ("2026-10-05", "cashflow.inflow_30d", Value::Known(50)),
        ("2026-10-06", "cashflow.inflow_30d", Value::Known(0)),
        ("2026-09-05", "income.conservative_6m", Value::Known(0)),
    ] {
        let mut ledger = Ledger::chile("2026-10-20");
        ledger
            .account("2026-01-01")
            .row("2026-09-06", 50, Category::Salary)
            .answer(Source::Khipu, report_date);
        assert_eq!(
            ledger.value(name),
            expected,
            "{name}, report of {report_date}"
        );
    }
}

#[test]
fn coverage_begins_with_the_first_movement_or_stated_month() {
    let silent = Value::Missing(Cause::NotCovered);
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("");
    ledger.check("income.last_month", silent);

    ledger.row("2026-09-02", 10, Category::Salary);
    ledger
        .check("income.last_month", silent)
        .known("data.history_days", 49);

    ledger.row("2026-09-01", 5, Category::Salary);
    ledger.known("income.last_month", 15);

    let provenance = ledger.provenance();
    ledger.facts.stated_months.push(StatedMonth {
        provenance,
        account: None,
        month: Month::new(2026, 7).expect("a month"),
        inflow: Some(ledger.money(0)),
        outflow: None,
        net: None,
        closing: None,
    });
    ledger.known("income.verified_monthly_3m", 5);
}

#[test]
fn a_month_is_covered_when_every_deposit_account_is() {
    let silent = Value::Missing(Cause::NotCovered);
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-01-01").account("2026-09-15");
    ledger.check("income.last_month", silent);

    // A card reported as an account is nobody's money to spend.
    ledger.facts.accounts[1].kind = AccountKind::CreditCard;
    ledger.known("income.last_month", 0);

    // An account of which the report says nothing does not narrow the others.
    ledger.account("").known("income.last_month", 0);

    // Nor does one whose first movement came after the decision.
    ledger.row_of(2, "2026-10-21", 9, Category::Salary);
    ledger.known("income.last_month", 0);

    // The report's own first day is every account's.
    ledger.facts.answers[0].covers_from = Some(date("2026-09-02"));
    ledger.check("income.last_month", silent);
}

#[test]
fn a_garnishment_is_known_whatever_is_covered() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger
        .account("2026-10-01")
        .row("2026-10-20", -1, Category::Garnishment)
        .known("stress.garnishment_12m", 1);
}
