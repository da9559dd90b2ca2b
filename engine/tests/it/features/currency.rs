//! Foreign amounts: converted row by row, or left out and counted.

use caudal_engine::features::{Cause, Rates, Value};
use caudal_facts::categories::Category;
use caudal_facts::facts::{DebtKind, DebtLine, Section};
use caudal_facts::{Currency, DatedValue, Money, Source};

use super::ledger::{Ledger, date};

fn rate(from: &str, value: &str) -> DatedValue {
    DatedValue {
        from: date(from),
        value: value.parse().expect("a number"),
    }
}

fn with_dollars(rates: Vec<DatedValue>) -> Ledger {
    let mut ledger = Ledger::argentina("2026-10-01");
    ledger
        .account("2026-01-01")
        .account_in(Currency::Usd, "2026-01-01");
    ledger.rates.insert(Currency::Usd, rates);
    ledger
}

#[test]
fn each_row_is_converted_at_the_rate_of_its_date() {
    let mut ledger = with_dollars(vec![
        rate("2026-09-15", "1000.5"),
        rate("2026-09-01", "900"),
    ]);
    ledger.row_of(1, "2026-09-01", 100, Category::Salary);
    ledger.row_of(1, "2026-09-15", 100, Category::Salary);
    ledger.row_of(0, "2026-09-30", 7, Category::Salary);
    ledger
        .known("income.last_month", 90_000 + 100_050 + 7)
        .known("data.amounts_without_rate", 0);
}

#[test]
fn rounding_is_half_even_and_row_by_row() {
    // Half a centavo each: to the even one, and never on the sum.
    let mut ledger = with_dollars(vec![rate("2026-09-01", "0.5")]);
    for cents in [1, 1, 3, 5] {
        ledger.row_of(1, "2026-09-05", cents, Category::Salary);
    }
    ledger.known("income.last_month", 2 + 2);
}

#[test]
fn a_rate_is_good_for_ten_days() {
    for (day, expected, left_out) in [
        ("2026-09-10", 0, 1),
        ("2026-09-11", 200, 0),
        ("2026-09-21", 200, 0),
        ("2026-09-22", 0, 1),
    ] {
        let mut ledger = with_dollars(vec![rate("2026-09-11", "2")]);
        ledger.row_of(1, day, 100, Category::Salary);
        assert_eq!(
            ledger.value("income.last_month"),
            Value::Known(expected),
            "{day}"
        );
        assert_eq!(
            ledger.value("data.amounts_without_rate"),
            Value::Known(left_out),
            "{day}"
        );
    }
}

#[test]
fn zero_is_no_rate_and_the_later_of_two_holds() {
    let mut ledger = with_dollars(vec![rate("2026-09-01", "0")]);
    ledger.row_of(1, "2026-09-05", 100, Category::Salary);
    ledger.known("data.amounts_without_rate", 1);
    ledger.rates.insert(
        Currency::Usd,
        vec![rate("2026-09-01", "3"), rate("2026-09-01", "4")],
    );
    ledger.known("income.last_month", 400);
}

#[test]
fn a_count_needs_no_rate() {
    let mut ledger = with_dollars(Vec::new());
    ledger.row_of(1, "2026-09-05", -100, Category::ReturnedItem);
    ledger
        .known("stress.returned_items_90d", 1)
        .known("cashflow.outflow_30d", 0)
        .known("data.amounts_without_rate", 1);
}

#[test]
fn a_register_in_another_currency_is_not_left_out() {
    let mut ledger = Ledger::chile("2026-10-01");
    ledger.section(Source::Cmf, Section::Debts);
    let provenance = ledger.provenance();
    ledger.facts.debts.push(DebtLine {
        provenance,
        institution: None,
        indirect: false,
        kind: Some(DebtKind::Mortgage),
        total: Some(Money::from_minor(1_000_000, Currency::Uf)),
        current: None,
        late_30_89: None,
        late_90_plus: None,
    });
    ledger.check("debt.mortgage_balance", Value::Missing(Cause::NoRate));
    ledger
        .rates
        .insert(Currency::Uf, vec![rate("2026-10-01", "39500.12")]);
    ledger.known("debt.mortgage_balance", 3_950_012);
}

#[test]
fn a_conversion_that_does_not_fit_is_overflow() {
    let mut ledger = with_dollars(vec![rate("2026-09-01", "1000000")]);
    ledger.row_of(1, "2026-09-05", i64::MAX / 10, Category::Salary);
    ledger
        .check("income.last_month", Value::Missing(Cause::Overflow))
        .check(
            "cashflow.largest_inflow_90d",
            Value::Missing(Cause::Overflow),
        )
        .known("cashflow.outflow_30d", 0)
        .known("data.amounts_without_rate", 0);
}

#[test]
fn rates_convert_between_scales() {
    let mut rates = Rates::default();
    rates.insert(Currency::Uf, vec![rate("2026-10-01", "39500.12")]);
    rates.insert(Currency::Usd, vec![rate("2026-10-01", "950.55")]);
    let on = date("2026-10-01");
    for (minor, currency, expected) in [
        (10_000, Currency::Uf, 39_500),
        (5, Currency::Uf, 20),
        (-100, Currency::Usd, -951),
        (7, Currency::Clp, 7),
    ] {
        let money = Money::from_minor(minor, currency);
        assert_eq!(
            rates.convert(money, Currency::Clp, on),
            Ok(expected),
            "{money}"
        );
    }
    let pesos = Money::from_minor(1, Currency::Ars);
    assert_eq!(rates.convert(pesos, Currency::Clp, on), Err(Cause::NoRate));
    let rates = rates.max_age(0);
    assert!(rates.of(Currency::Usd, on).is_some());
    assert!(rates.of(Currency::Usd, date("2026-10-02")).is_none());
}
