//! Why a feature is missing: every cause, zero that is not missing, and numbers that do not fit.

use caudal_engine::features::{Catalogue, Cause, Program, Value};
use caudal_facts::Source;
use caudal_facts::categories::Category;
use caudal_facts::evidence::{Sha256Digest, Status};
use caudal_facts::facts::{Finding, FindingCode, PayloadRef, Provenance, Section};

use super::ledger::Ledger;

#[test]
fn a_silent_source_leaves_everything_of_its_missing() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.facts.answers.clear();
    for (feature, value) in ledger.features().iter() {
        let expected = match feature.sources.cl.first() {
            Some(source) => Cause::SourceSilent(*source),
            None => Cause::NotStated,
        };
        assert_eq!(*value, Value::Missing(expected), "{}", feature.name);
    }
}

#[test]
fn an_unavailable_source_is_silent_and_a_partial_one_is_not() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.section(Source::Cmf, Section::Debts);
    ledger.known("debt.direct_total", 0);
    let why = "timed out".to_owned();
    ledger.facts.answers[1].status = Status::Partial { why: why.clone() };
    ledger.known("debt.direct_total", 0);
    ledger.facts.answers[1].status = Status::Unavailable { why };
    ledger.check(
        "debt.direct_total",
        Value::Missing(Cause::SourceSilent(Source::Cmf)),
    );
}

#[test]
fn a_section_that_is_not_there_is_not_zero() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.answer(Source::Cmf, "2026-10-19");
    ledger.check("debt.direct_total", Value::Missing(Cause::NotStated));
    ledger.facts.note(Section::Debts);
    ledger
        .known("debt.direct_total", 0)
        .known("debt.lenders", 0)
        .check("debt.unused_lines", Value::Missing(Cause::NotStated));
}

#[test]
fn an_unreadable_section_says_so() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger
        .answer(Source::Cmf, "2026-10-19")
        .answer(Source::Protests, "2026-10-19");
    ledger.facts.payloads.push(PayloadRef {
        source: Source::Cmf,
        provider: "test".to_owned(),
        operation: "debts".to_owned(),
        file: "cmf.json".to_owned(),
        sha256: Sha256Digest::of(b""),
        obtained_at: None,
    });
    ledger.facts.findings.push(Finding {
        code: FindingCode::SectionUnreadable,
        provenance: Some(Provenance { payload: 0, row: 0 }),
        message: String::new(),
    });
    ledger
        .check("debt.direct_total", Value::Missing(Cause::Unreadable))
        .check("bureau.protests_open", Value::Missing(Cause::NotStated))
        // What another report has wrong is not the bank's.
        .known("data.unreadable_values", 0)
        .known("data.stated_months_differ", 0);
}

#[test]
fn a_ratio_to_nothing_is_a_division_by_zero() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-01-01");
    for name in [
        "cashflow.in_out_ratio_90d",
        "cashflow.cash_withdrawal_share_90d",
        "cashflow.inflow_cv_6m",
        "income.cv_6m",
        "income.trend_6m",
        "stress.gambling_share_90d",
        "data.uncategorised_share_90d",
    ] {
        assert_eq!(
            ledger.value(name),
            Value::Missing(Cause::DivisionByZero),
            "{name}"
        );
    }
}

#[test]
fn nothing_happening_is_zero() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-01-01");
    for name in [
        "income.verified_monthly_6m",
        "income.conservative_6m",
        "cashflow.net_avg_3m",
        "cashflow.largest_inflow_90d",
        "data.transactions_90d",
        "data.amounts_without_rate",
        "expenses.essential_3m",
        "stress.returned_items_90d",
        "stress.garnishment_12m",
    ] {
        ledger.known(name, 0);
    }
    ledger.check("data.recency_days", Value::Missing(Cause::NotStated));
}

#[test]
fn what_does_not_fit_is_missing() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-01-01");
    ledger.row("2026-09-01", i64::MAX, Category::Salary);
    ledger
        .known("income.last_month", i64::MAX)
        .known("cashflow.largest_inflow_90d", i64::MAX)
        .check("income.cv_6m", Value::Missing(Cause::Overflow));

    ledger.row("2026-09-02", -1, Category::Rent);
    ledger.check("cashflow.in_out_ratio_90d", Value::Missing(Cause::Overflow));

    ledger.row("2026-09-02", 1, Category::Salary);
    ledger
        .check("income.last_month", Value::Missing(Cause::Overflow))
        .check(
            "income.verified_monthly_6m",
            Value::Missing(Cause::Overflow),
        )
        .known("income.fees_monthly_6m", 0);
}

#[test]
fn the_least_amount_has_no_positive() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-01-01");
    ledger.row("2026-09-01", i64::MIN, Category::Rent);
    ledger
        .check("expenses.rent_3m", Value::Missing(Cause::Overflow))
        .check("cashflow.outflow_avg_3m", Value::Missing(Cause::Overflow))
        .known("cashflow.months_net_negative_6m", 1);
}

#[test]
fn only_features_with_a_sentence_are_none() {
    let catalogue = Catalogue::standard();
    let with: Vec<_> = catalogue
        .iter()
        .filter(|feature| feature.none.is_some())
        .map(|feature| feature.name)
        .collect();
    assert_eq!(
        with,
        [
            "income.top_source_share_6m",
            "income.top_source_regularity_6m",
            "income.top_source_stability_6m",
            "income.top_source_confidence_6m",
            "income.pay_day_6m",
            "income.last_pay_days_6m",
            "income.salary_recency_days_12m",
            "declared.tax_gap_12m",
            "card.utilisation",
            "bureau.debt_growth_6m",
            "bureau.debt_growth_6m_real",
            "employment.top_employer_share_12m",
            "employment.months_since_last",
            "tax.declared_income_last_year",
            "tax.declared_income_year_before",
            "tax.declared_income_change",
            "pre_approval.max_amount",
            "pre_approval.max_installment"
        ]
    );
    let mut ledger = Ledger::chile("2026-10-20");
    ledger
        .section(Source::Bancame, Section::PreApprovals)
        .section(Source::Sii, Section::TaxReturns);
    ledger
        .known("pre_approval.count", 0)
        .check("pre_approval.max_amount", Value::None)
        .check("tax.declared_income_last_year", Value::None);
}

#[test]
fn a_feature_is_computed_once_in_the_order_named() {
    let names = [
        "tax.fees_monthly_6m",
        "data.accounts",
        "tax.fees_monthly_6m",
    ];
    let program = Program::compile(Catalogue::standard(), &names).expect("known");
    assert_eq!(program.names().collect::<Vec<_>>(), names[..2]);
}
