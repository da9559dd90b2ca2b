//! Work and what it pays, as registers tell it: contributions over a year, medical leaves, fee
//! receipts month by month, one return against another.

use caudal_engine::features::{Cause, Value};
use caudal_facts::Source;
use caudal_facts::facts::{FeeReceiptMonth, MedicalLeave, Section, TaxReturn};

use super::ledger::{Ledger, date};
use super::registers::{NOT_STATED, contributions, month};

#[test]
fn contributions_over_a_year() {
    let year: Vec<(String, i64)> = (0..12)
        .map(|back| {
            (
                month("2026-09").plus(-back).to_string(),
                1_000 + 100 * i64::from(back),
            )
        })
        .collect();
    let rows: Vec<_> = year
        .iter()
        .map(|(of, income)| {
            (
                of.as_str(),
                if of.as_str() < "2026-04" {
                    "old"
                } else {
                    "new"
                },
                Some(*income),
                None,
            )
        })
        .collect();
    contributions(&rows)
        .known("employment.income_6m", 1_250)
        .known("employment.income_12m", 1_550)
        .known("employment.income_trend_6m", -214_286)
        .known("employment.employers_12m", 2)
        // 11,100 of 18,600 with the employer before.
        .known("employment.top_employer_share_12m", 596_774)
        .known("employment.tenure_months", 6)
        .known("employment.months_continuous", 12)
        .known("employment.months_since_last", 1);
    contributions(&rows[..11]).check("employment.income_12m", Value::Missing(Cause::NotCovered));
    contributions(&rows[..5])
        .check("employment.income_6m", Value::Missing(Cause::NotCovered))
        .check(
            "employment.income_trend_6m",
            Value::Missing(Cause::NotCovered),
        );
    contributions(&rows[..3]).known("employment.income_cv_12m", 74_227);
    contributions(&rows[..2]).check(
        "employment.income_cv_12m",
        Value::Missing(Cause::NotCovered),
    );
    contributions(&[])
        .check("employment.months_since_last", Value::None)
        .check("employment.top_employer_share_12m", Value::None)
        .known("employment.tenure_months", 0)
        .known("employment.employers_12m", 0);
}

#[test]
fn employers_at_the_edges_of_the_year() {
    contributions(&[
        ("2025-10", "x", Some(1), None),
        ("2025-09", "y", Some(9), None),
        ("2026-11", "z", Some(9), None),
    ])
    .known("employment.employers_12m", 1)
    .known("employment.top_employer_share_12m", 1_000_000);
    let mut unnamed = contributions(&[("2026-09", "x", Some(1), None)]);
    unnamed.facts.contributions[0].employer = None;
    unnamed
        .check("employment.employers_12m", NOT_STATED)
        .check("employment.tenure_months", NOT_STATED)
        .known("employment.income_last", 1);
    contributions(&[("2026-09", "x", None, None)])
        .check("employment.top_employer_share_12m", NOT_STATED)
        .known("employment.tenure_months", 1);
}

/// First day, how many days, and whether it was annulled.
type Leave = (&'static str, Option<u32>, Option<bool>);

fn leaves(rows: &[Leave]) -> Ledger {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.section(Source::Suseso, Section::MedicalLeaves);
    for &(starts_on, days, void) in rows {
        let leave = MedicalLeave {
            provenance: ledger.provenance(),
            starts_on: date(starts_on),
            days,
            state: None,
            void,
        };
        ledger.facts.medical_leaves.push(leave);
    }
    ledger
}

/// How many leaves began in the year, days on leave in it, and whether one goes on.
fn check_leaves(situation: &str, rows: &[Leave], begun: i64, days: Value, now: Value) {
    let ledger = leaves(rows);
    let of = |name: &str| ledger.value(name);
    let told = (
        of("employment.medical_leaves_365d"),
        of("employment.medical_leave_days_365d"),
        of("employment.on_medical_leave"),
    );
    assert_eq!(told, (Value::Known(begun), days, now), "{situation}");
}

#[test]
fn a_leave_counts_within_the_year() {
    for (situation, starts_on, length, begun, days, now) in [
        ("ends the day before", "2026-10-17", 3, 1, 3, 0),
        ("holds on the day", "2026-10-18", 3, 1, 3, 1),
        ("goes on after it", "2026-10-18", 30, 1, 3, 1),
        ("begins on the day", "2026-10-20", 1, 1, 1, 1),
        ("begins the day after", "2026-10-21", 3, 0, 0, 0),
        ("begins with the year", "2025-10-21", 3, 1, 3, 0),
        ("begins before the year", "2025-10-20", 3, 0, 2, 0),
        ("ends before the year", "2025-10-18", 3, 0, 0, 0),
    ] {
        let rows = [(starts_on, Some(length), None)];
        check_leaves(
            situation,
            &rows,
            begun,
            Value::Known(days),
            Value::Known(now),
        );
    }
    let silent = Value::Missing(Cause::SourceSilent(Source::Suseso));
    Ledger::chile("2026-10-20").check("employment.on_medical_leave", silent);
}

#[test]
fn days_of_leaves_count_once() {
    let (none, ten) = (Value::Known(0), Some(10));
    check_leaves("none", &[], 0, none, none);
    let overlap = [("2026-05-01", ten, None), ("2026-05-06", ten, Some(false))];
    check_leaves("two that overlap", &overlap, 2, Value::Known(15), none);
    let inside = [("2026-05-01", ten, None), ("2026-05-03", Some(2), None)];
    check_leaves("one inside another", &inside, 2, Value::Known(10), none);
    let annulled = [("2026-10-18", ten, Some(true))];
    check_leaves("annulled", &annulled, 0, none, none);
    let unknown = [("2026-05-01", None, None)];
    check_leaves("of unknown length", &unknown, 1, NOT_STATED, NOT_STATED);
    let long_ago = [("2025-10-20", None, None)];
    check_leaves(
        "of unknown length, a year ago",
        &long_ago,
        0,
        NOT_STATED,
        none,
    );
}

#[test]
fn fees_month_by_month() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.section(Source::Sii, Section::FeeReceipts);
    for (of, gross, withheld) in [
        ("2026-09", 600, Some(90)),
        ("2026-08", 300, Some(45)),
        ("2026-06", 300, None),
    ] {
        let row = FeeReceiptMonth {
            provenance: ledger.provenance(),
            month: month(of),
            gross: Some(ledger.money(gross)),
            withheld: withheld.map(|withheld| ledger.money(withheld)),
        };
        ledger.facts.fee_receipts.push(row);
    }
    ledger
        .known("tax.fees_months_12m", 3)
        .known("tax.fees_median_12m", 0)
        .known("tax.fees_conservative_12m", 0)
        // 900 of the last 3 months against 300 of the 3 before.
        .known("tax.fees_trend_6m", 2_000_000)
        .check("tax.fees_withheld_monthly_12m", NOT_STATED)
        .check("tax.fees_monthly_12m_real", Value::Missing(Cause::NoIndex));
    ledger.facts.fee_receipts.pop();
    ledger
        .known("tax.fees_withheld_monthly_12m", 11)
        .check("tax.fees_trend_6m", Value::Missing(Cause::DivisionByZero));
    ledger.facts.answers[1].covers_from = Some(date("2026-04-02"));
    ledger
        .check("tax.fees_trend_6m", Value::Missing(Cause::NotCovered))
        .known("tax.fees_monthly_6m", 180);
}

#[test]
fn a_return_against_the_one_before() {
    let returns = |years: &[(i32, Option<i64>)]| {
        let mut ledger = Ledger::chile("2026-10-20");
        ledger.section(Source::Sii, Section::TaxReturns);
        for &(year, income) in years {
            let form = TaxReturn {
                provenance: ledger.provenance(),
                year,
                codes: income
                    .map(|income| (170, income.into()))
                    .into_iter()
                    .collect(),
            };
            ledger.facts.tax_returns.push(form);
        }
        ledger
    };
    for (situation, years, before, change) in [
        (
            "both",
            &[(2026, Some(12)), (2025, Some(10))][..],
            Value::Known(10),
            Value::Known(200_000),
        ),
        (
            "the latest is last year's",
            &[(2025, Some(5)), (2024, Some(10))],
            Value::Known(10),
            Value::Known(-500_000),
        ),
        ("one alone", &[(2026, Some(12))], Value::None, Value::None),
        (
            "a year between",
            &[(2026, Some(12)), (2024, Some(10))],
            Value::None,
            Value::None,
        ),
        ("none", &[], Value::None, Value::None),
        (
            "without the line",
            &[(2026, Some(12)), (2025, None)],
            NOT_STATED,
            NOT_STATED,
        ),
        (
            "nothing the year before",
            &[(2026, Some(12)), (2025, Some(0))],
            Value::Known(0),
            Value::Missing(Cause::DivisionByZero),
        ),
    ] {
        let ledger = returns(years);
        assert_eq!(
            ledger.value("tax.declared_income_year_before"),
            before,
            "{situation}"
        );
        assert_eq!(
            ledger.value("tax.declared_income_change"),
            change,
            "{situation}"
        );
    }
}
