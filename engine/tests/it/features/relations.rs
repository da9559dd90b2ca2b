//! Figures made of others, and registers against what the account shows.

use caudal_engine::features::{Cause, Program, Value, compute};
use caudal_engine::frames::{Case, Frames};
use caudal_facts::categories::Category;
use caudal_facts::facts::{DebtLine, Section, Situation};
use caudal_facts::{Money, Month, Source};

use super::ledger::Ledger;

/// A Chilean case with an income of 600 a month and a debt.
fn chile(debt: i64) -> Ledger {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-01-01");
    for month in 4..=9 {
        ledger.row(&format!("2026-{month:02}-15"), 600, Category::Salary);
    }
    ledger.section(Source::Cmf, Section::Debts);
    let line = DebtLine {
        provenance: ledger.provenance(),
        institution: None,
        indirect: false,
        kind: None,
        total: Some(ledger.money(debt)),
        current: None,
        late_30_89: None,
        late_90_plus: None,
    };
    ledger.facts.debts.push(line);
    ledger
}

/// A feature of a case that asks for an amount.
fn with_request(ledger: &Ledger, amount: Option<i64>, name: &str) -> Value {
    let case = Case {
        amount: amount.map(|amount| Money::from_minor(amount, ledger.country.home_currency())),
        ..ledger.case()
    };
    let frames = Frames::of(&case, &ledger.facts).expect("frames");
    let catalogue = caudal_engine::features::Catalogue::standard();
    let program = Program::compile(catalogue, &[name]).expect("a feature");
    let row = compute(&program, &frames, &ledger.context()).expect("features");
    *row.get(name).expect("computed")
}

#[test]
fn debts_and_the_request_are_held_against_income() {
    let ledger = chile(1_500);
    ledger.known("affordability.leverage_6m", 2_500_000);
    for (amount, name, expected) in [
        (
            Some(300),
            "affordability.leverage_with_request_6m",
            Value::Known(3_000_000),
        ),
        (
            Some(300),
            "affordability.request_over_income_6m",
            Value::Known(500_000),
        ),
        (
            None,
            "affordability.request_over_income_6m",
            Value::Missing(Cause::NotStated),
        ),
        (
            None,
            "affordability.leverage_with_request_6m",
            Value::Missing(Cause::NotStated),
        ),
    ] {
        assert_eq!(with_request(&ledger, amount, name), expected, "{name}");
    }
}

#[test]
fn a_figure_that_is_missing_leaves_its_relations_missing() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-01-01").check(
        "affordability.leverage_6m",
        Value::Missing(Cause::SourceSilent(Source::Cmf)),
    );
    ledger.section(Source::Cmf, Section::Debts).check(
        "affordability.leverage_6m",
        Value::Missing(Cause::DivisionByZero),
    );
}

#[test]
fn what_must_be_paid_is_taken_from_income() {
    let mut ledger = chile(0);
    for (day, amount, category) in [
        ("2026-09-01", -300, Category::Rent),
        ("2026-09-02", -30, Category::LoanPayment),
        ("2026-09-03", -60, Category::CardPayment),
        ("2026-09-04", -999, Category::Shopping),
    ] {
        ledger.row(day, amount, category);
    }
    ledger
        .known("affordability.residual_3m", 470)
        .known("affordability.debt_service_6m", 25_000)
        .known("affordability.rent_share_3m", 166_667)
        .known("affordability.essential_share_3m", 166_667)
        .known("expenses.discretionary_share_3m", 719_222);
}

#[test]
fn debts_of_the_register_grow_against_six_months_before() {
    let growth = |rows: &[(u32, bool, i64)]| register(rows).value("bureau.debt_growth_6m");
    assert_eq!(growth(&[]), Value::None);
    assert_eq!(
        growth(&[(9, false, 300)]),
        Value::Missing(Cause::DivisionByZero)
    );
    // The history repeats the latest month, which counts once.
    assert_eq!(
        growth(&[
            (9, false, 200),
            (9, false, 100),
            (9, true, 300),
            (4, true, 999),
            (3, true, 200),
            (2, true, 1),
        ]),
        Value::Known(500_000)
    );
}

/// The debtors' register with these rows: month of 2026, of the history, what is owed.
pub(super) fn register(rows: &[(u32, bool, i64)]) -> Ledger {
    let mut ledger = Ledger::argentina("2026-10-20");
    ledger
        .section(Source::Bcra, Section::Situations)
        .section(Source::Bcra, Section::SituationHistory);
    for &(month, historical, amount) in rows {
        let situation = Situation {
            provenance: ledger.provenance(),
            month: Month::new(2026, month).expect("a month"),
            entity: None,
            situation: Some(1),
            amount: Some(ledger.money(amount)),
            days_late: None,
            in_court: None,
            historical,
        };
        ledger.facts.situations.push(situation);
    }
    ledger
}
