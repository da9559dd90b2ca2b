//! Registers: debts, protests, situations, contributions, fees, returns, alimony.

use caudal_engine::features::{Cause, Value};
use caudal_facts::facts::{
    AlimonyDebt, Contribution, CreditLine, DebtKind, DebtLine, Delinquency, FeeReceiptMonth,
    PreApproval, Protest, RejectedCheque, Section, Situation, TaxReturn,
};
use caudal_facts::{Month, Source};

use super::ledger::{Ledger, date};

pub(super) const NOT_STATED: Value = Value::Missing(Cause::NotStated);

pub(super) fn month(text: &str) -> Month {
    Month::parse(text).expect("a month")
}

/// Institution, whether indirect, kind, total and what is late by 90 days.
type Line = (&'static str, bool, Option<DebtKind>, i64, Option<i64>);

fn debts(lines: &[Line]) -> Ledger {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger
        .section(Source::Cmf, Section::Debts)
        .section(Source::Cmf, Section::CreditLines);
    for &(institution, indirect, kind, total, late) in lines {
        let line = DebtLine {
            provenance: ledger.provenance(),
            institution: (!institution.is_empty()).then(|| institution.to_owned()),
            indirect,
            kind,
            total: Some(ledger.money(total)),
            current: None,
            late_30_89: Some(ledger.money(0)),
            late_90_plus: late.map(|late| ledger.money(late)),
        };
        ledger.facts.debts.push(line);
    }
    ledger
}

#[test]
fn debts_are_told_apart_by_kind_and_by_whose_they_are() {
    let mut ledger = debts(&[
        ("A", false, Some(DebtKind::Consumer), 100, Some(7)),
        ("B", false, Some(DebtKind::Consumer), 20, Some(0)),
        ("B", false, Some(DebtKind::Mortgage), 3000, Some(0)),
        ("C", false, Some(DebtKind::Commercial), 0, Some(0)),
        ("D", true, Some(DebtKind::Consumer), 55, Some(9)),
    ]);
    ledger
        .known("debt.consumer_balance", 120)
        .known("debt.mortgage_balance", 3000)
        .known("debt.commercial_balance", 0)
        .known("debt.direct_total", 3120)
        .known("debt.indirect_total", 55)
        .known("debt.overdue_90_plus", 7)
        .known("debt.overdue_30_89", 0)
        .known("debt.lenders", 2)
        .known("debt.unused_lines", 0);
    let line = CreditLine {
        provenance: ledger.provenance(),
        institution: None,
        available: Some(ledger.money(9)),
    };
    ledger.facts.credit_lines.push(line);
    ledger.known("debt.unused_lines", 9);
}

#[test]
fn what_a_line_does_not_say_is_not_zero() {
    debts(&[("A", false, Some(DebtKind::Consumer), 100, None)])
        .check("debt.overdue_90_plus", NOT_STATED)
        .known("debt.direct_total", 100);
    debts(&[("A", false, None, 100, Some(0))])
        .check("debt.consumer_balance", NOT_STATED)
        .known("debt.direct_total", 100)
        .known("debt.indirect_total", 0);
    debts(&[("", false, Some(DebtKind::Consumer), 100, Some(0))])
        .check("debt.lenders", NOT_STATED)
        .known("debt.consumer_balance", 100);
    debts(&[
        ("A", false, None, i64::MAX, Some(0)),
        ("B", false, None, 1, Some(0)),
    ])
    .check("debt.direct_total", Value::Missing(Cause::Overflow));
}

#[test]
fn a_protest_is_open_unless_the_report_calls_it_cleared() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger
        .section(Source::Protests, Section::Protests)
        .section(Source::Protests, Section::Delinquencies);
    for (cleared, amount) in [(Some(true), 1), (Some(false), 20), (None, 300)] {
        let protest = Protest {
            provenance: ledger.provenance(),
            date: None,
            amount: Some(ledger.money(amount)),
            document: None,
            cleared,
        };
        ledger.facts.protests.push(protest);
    }
    let delinquency = Delinquency {
        provenance: ledger.provenance(),
        due_on: None,
        amount: None,
        creditor: None,
    };
    ledger.facts.delinquencies.push(delinquency);
    ledger
        .known("bureau.protests_open", 2)
        .known("bureau.protests_amount", 320)
        .known("bureau.delinquencies_count", 1)
        .check("bureau.delinquencies_amount", NOT_STATED)
        .check("bureau.worst_situation", NOT_STATED);
}

fn situations(rows: &[(&str, &str, Option<u32>, bool)]) -> Ledger {
    let mut ledger = Ledger::argentina("2026-10-20");
    ledger
        .section(Source::Bcra, Section::Situations)
        .section(Source::Bcra, Section::SituationHistory)
        .section(Source::Bcra, Section::RejectedCheques);
    for &(entity, of, situation, historical) in rows {
        let row = Situation {
            provenance: ledger.provenance(),
            month: month(of),
            entity: Some(entity.to_owned()),
            situation,
            amount: Some(ledger.money(100_000)),
            days_late: None,
            in_court: Some(entity == "C"),
            historical,
        };
        ledger.facts.situations.push(row);
    }
    ledger
}

#[test]
fn situations_are_the_worst_of_the_window() {
    situations(&[
        ("A", "2026-09", Some(1), false),
        ("B", "2026-09", Some(2), false),
        ("A", "2026-08", Some(3), true),
        ("B", "2026-08", Some(2), true),
        ("A", "2024-11", Some(4), true),
        ("A", "2024-10", Some(5), true),
        ("A", "2026-11", Some(6), true),
    ])
    .known("bureau.worst_situation", 2)
    .known("bureau.worst_situation_24m", 4)
    .known("bureau.months_situation_2_plus_24m", 3)
    .known("bureau.entities_with_debt", 2)
    .known("bureau.debt_total", 200_000)
    .known("bureau.in_court", 0);
}

#[test]
fn somebody_without_debts_has_situation_zero() {
    situations(&[])
        .known("bureau.worst_situation", 0)
        .known("bureau.worst_situation_24m", 0)
        .known("bureau.debt_total", 0)
        .known("bureau.in_court", 0);
}

#[test]
fn one_seen_in_court_is_known_and_an_unread_situation_is_not() {
    let mut ledger = situations(&[
        ("C", "2026-09", None, false),
        ("A", "2026-09", Some(1), false),
    ]);
    ledger.facts.situations[1].in_court = None;
    ledger
        .known("bureau.in_court", 1)
        .check("bureau.worst_situation", NOT_STATED)
        .known("bureau.debt_total", 200_000);
}

#[test]
fn cheques_count_from_the_day_they_were_rejected() {
    let mut ledger = situations(&[]);
    for (rejected, paid) in [
        ("2025-10-20", None),
        ("2025-10-21", None),
        ("2026-10-20", Some("2026-10-20")),
        ("2026-10-21", None),
    ] {
        let cheque = RejectedCheque {
            provenance: ledger.provenance(),
            rejected_on: Some(date(rejected)),
            amount: None,
            paid_on: paid.map(date),
        };
        ledger.facts.rejected_cheques.push(cheque);
    }
    ledger
        .known("bureau.rejected_cheques_12m", 2)
        // The last is of the day after the decision.
        .known("bureau.rejected_cheques_unpaid", 2);
}

/// Month, employer, income and whether the employment goes on.
pub(super) fn contributions(rows: &[(&str, &str, Option<i64>, Option<bool>)]) -> Ledger {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.section(Source::Afc, Section::Contributions);
    for &(of, employer, income, employer_active) in rows {
        let row = Contribution {
            provenance: ledger.provenance(),
            month: month(of),
            employer: Some(employer.to_owned()),
            taxable_income: income.map(|income| ledger.money(income)),
            paid_on: None,
            employer_active,
        };
        ledger.facts.contributions.push(row);
    }
    ledger
}

#[test]
fn contributions_are_summed_over_employers() {
    contributions(&[
        ("2026-09", "x", Some(500), Some(true)),
        ("2026-09", "y", Some(100), Some(true)),
        ("2026-08", "x", Some(500), Some(true)),
        ("2026-07", "x", Some(500), Some(true)),
        ("2026-05", "z", Some(900), Some(false)),
        ("2025-09", "z", Some(900), Some(true)),
    ])
    .known("employment.income_3m", 533)
    .known("employment.income_last", 600)
    .known("employment.active_employers", 2)
    .known("employment.months_continuous", 3)
    .known("employment.months_12m", 4);
}

#[test]
fn employment_at_its_boundaries() {
    contributions(&[])
        .known("employment.income_3m", 0)
        .known("employment.months_continuous", 0)
        .known("employment.active_employers", 0);
    contributions(&[
        ("2026-09", "x", Some(5), None),
        ("2026-08", "x", None, None),
    ])
    .check("employment.income_3m", NOT_STATED)
    .known("employment.income_last", 5)
    .check("employment.active_employers", NOT_STATED);
    contributions(&[
        ("2026-09", "x", Some(5), None),
        ("2026-08", "x", Some(5), None),
    ])
    .check("employment.income_3m", Value::Missing(Cause::NotCovered));
    contributions(&[("2026-08", "x", Some(5), None)]).known("employment.months_continuous", 1);
    contributions(&[("2026-07", "x", Some(5), None)]).known("employment.months_continuous", 0);
    contributions(&[("2025-10", "x", Some(5), None)])
        .known("employment.months_12m", 1)
        .known("employment.income_last", 5);
    contributions(&[("2025-09", "x", Some(5), None)])
        .known("employment.months_12m", 0)
        .known("employment.income_last", 0);
}

#[test]
fn fees_are_the_mean_of_covered_months() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.section(Source::Sii, Section::FeeReceipts);
    for (of, gross) in [
        ("2026-10", 1),
        ("2026-09", 600),
        ("2026-06", 300),
        ("2026-04", 1),
        ("2026-03", 900),
    ] {
        let row = FeeReceiptMonth {
            provenance: ledger.provenance(),
            month: month(of),
            gross: Some(ledger.money(gross)),
            withheld: None,
        };
        ledger.facts.fee_receipts.push(row);
    }
    // 901 over 6 months, and 1,801 over 12.
    ledger
        .known("tax.fees_monthly_6m", 150)
        .known("tax.fees_monthly_12m", 150);

    ledger.facts.answers[1].covers_from = Some(date("2026-07-01"));
    ledger
        .known("tax.fees_monthly_6m", 200)
        .check("tax.fees_monthly_12m", Value::Missing(Cause::NotCovered));
    ledger.facts.answers[1].covers_from = Some(date("2026-07-02"));
    ledger.check("tax.fees_monthly_6m", Value::Missing(Cause::NotCovered));
    ledger.facts.answers[1].covers_from = None;
    ledger.facts.fee_receipts[1].gross = None;
    ledger.check("tax.fees_monthly_6m", NOT_STATED);
}

#[test]
fn the_latest_return_of_two_years_counts() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.section(Source::Sii, Section::TaxReturns);
    let mut file = |year, codes: &[(u32, &str)]| {
        let form = TaxReturn {
            provenance: ledger.provenance(),
            year,
            codes: codes
                .iter()
                .map(|(code, value)| (*code, value.parse().expect("a number")))
                .collect(),
        };
        ledger.facts.tax_returns.push(form);
        ledger.value("tax.declared_income_last_year")
    };
    assert_eq!(file(2024, &[(170, "5")]), Value::None);
    assert_eq!(file(2025, &[(170, "12000000")]), Value::Known(1200_0000));
    assert_eq!(
        file(2026, &[(170, "13000000"), (305, "1")]),
        Value::Known(13_000_000)
    );
    assert_eq!(file(2027, &[(170, "1")]), Value::Known(13_000_000));

    ledger.facts.tax_returns[2].codes = [(170, "1.5".parse().expect("a number"))].into();
    ledger.check(
        "tax.declared_income_last_year",
        Value::Missing(Cause::Unreadable),
    );
    ledger.facts.tax_returns[2].codes.clear();
    ledger.check("tax.declared_income_last_year", NOT_STATED);
}

#[test]
fn alimony_and_pre_approvals() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger
        .section(Source::Alimony, Section::Alimony)
        .section(Source::Bancame, Section::PreApprovals);
    ledger
        .known("alimony.registered", 0)
        .known("alimony.owed", 0);
    let debt = AlimonyDebt {
        provenance: ledger.provenance(),
        owed: None,
    };
    ledger.facts.alimony.push(debt);
    ledger
        .known("alimony.registered", 1)
        .check("alimony.owed", NOT_STATED);
    for amount in [300, 500, 400] {
        let offer = PreApproval {
            provenance: ledger.provenance(),
            id: None,
            amount: Some(ledger.money(amount)),
            monthly_rate: None,
            installments: None,
            installment: None,
        };
        ledger.facts.pre_approvals.push(offer);
    }
    ledger
        .known("pre_approval.count", 3)
        .known("pre_approval.max_amount", 500);
}
