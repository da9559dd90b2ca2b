//! Features in real terms: month by month at the last prices known, and missing where a month has no
//! index.

use caudal_engine::features::{Catalogue, Cause, Value};
use caudal_facts::categories::Category;
use proptest::prelude::*;

use super::ledger::{Ledger, date};
use super::price_index::figures;
use super::random;
use super::relations::register;

/// Prices that grow by ten a month from 100 in April to 150 in September.
const RISING: [(&str, &str); 6] = [
    ("2026-04-01", "100"),
    ("2026-05-01", "110"),
    ("2026-06-01", "120"),
    ("2026-07-01", "130"),
    ("2026-08-01", "140"),
    ("2026-09-01", "150"),
];

fn indexed(mut ledger: Ledger, values: &[(&str, &str)]) -> Ledger {
    ledger.index(figures(values));
    ledger
}

/// A salary of 9,000 a month from April to September, and an expense of 1,300 in July.
fn salaried() -> Ledger {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-04-01");
    for month in 4..=9 {
        ledger.row(&format!("2026-{month:02}-15"), 9_000, Category::Salary);
    }
    ledger.row("2026-07-20", -1_300, Category::Groceries);
    ledger
}

#[test]
fn months_are_brought_to_the_last_prices() {
    // 9,000 × 150 ÷ 100, 110, …: 13,500, 12,273 (12,272.7), 11,250, 10,385 (10,384.6), 9,643 (9,642.9), 9,000.
    indexed(salaried(), &RISING)
        .known("income.last_month_real", 9_000)
        .known("income.verified_monthly_3m_real", 9_676)
        .known("income.verified_monthly_6m_real", 11_008)
        .known("income.median_6m_real", 10_818)
        .known("income.least_6m_real", 9_000)
        .known("income.conservative_6m_real", 9_000)
        .known("cashflow.inflow_avg_3m_real", 9_676)
        .known("cashflow.outflow_avg_3m_real", 500)
        .known("cashflow.net_avg_3m_real", 9_176)
        // (9,000 + 9,643 + 10,385) ÷ (11,250 + 12,273 + 13,500) − 1
        .known("income.trend_6m_real", -215_947)
        .known("income.trend_6m", 0)
        .known("income.cv_6m", 0)
        .known("income.verified_monthly_6m", 9_000);
}

#[test]
fn streams_of_income_are_brought_to_the_last_prices() {
    indexed(salaried(), &RISING)
        .known("income.stream_monthly_6m", 9_000)
        .known("income.stream_monthly_6m_real", 11_008)
        .known("income.stream_least_6m_real", 9_000);
}

#[test]
fn without_the_index_of_a_month_nothing_is_guessed() {
    let without = |left_out: &str| -> Vec<(&str, &str)> {
        let mut values = RISING.to_vec();
        values.retain(|(from, _)| *from != left_out);
        values
    };
    let missing = Value::Missing(Cause::NoIndex);
    for (situation, values, of_3, of_6) in [
        ("no index at all", Vec::new(), missing, missing),
        (
            "a month outside of 3",
            without("2026-05-01"),
            Value::Known(9_676),
            missing,
        ),
        (
            "a month inside of 3",
            without("2026-08-01"),
            missing,
            missing,
        ),
        // September takes August's figure, which is the last.
        (
            "the last month",
            without("2026-09-01"),
            Value::Known(9_231),
            Value::Known(10_374),
        ),
    ] {
        let ledger = indexed(salaried(), &values);
        assert_eq!(
            ledger.value("income.verified_monthly_3m_real"),
            of_3,
            "{situation}"
        );
        assert_eq!(
            ledger.value("income.verified_monthly_6m_real"),
            of_6,
            "{situation}"
        );
        ledger.known("income.verified_monthly_6m", 9_000);
    }
}

#[test]
fn what_the_nominal_figure_lacks_the_real_one_lacks_too() {
    let mut ledger = indexed(salaried(), &RISING);
    ledger.facts.accounts[0].covers_from = Some(date("2026-08-15"));
    let causes = |name: &str| ledger.value(name);
    let missing = Value::Missing(Cause::NotCovered);
    assert_eq!(causes("income.verified_monthly_6m_real"), missing);
    assert_eq!(causes("income.trend_6m_real"), missing);
    assert_eq!(causes("income.last_month_real"), Value::Known(9_000));
}

#[test]
fn debts_of_two_months_are_compared_at_one_price() {
    let rows = [(9, false, 300), (3, true, 100)];
    for (situation, values, expected) in [
        (
            "prices doubled",
            [("2026-03-01", "50"), ("2026-09-01", "100")],
            Value::Known(500_000),
        ),
        (
            "prices stood",
            [("2026-03-01", "50"), ("2026-09-01", "50")],
            Value::Known(2_000_000),
        ),
        (
            "prices tripled",
            [("2026-03-01", "7"), ("2026-09-01", "21")],
            Value::Known(0),
        ),
        // The last figure is April's, and too old in October.
        (
            "an old index",
            [("2026-03-01", "7"), ("2026-04-01", "21")],
            Value::Missing(Cause::NoIndex),
        ),
        (
            "no index of March",
            [("2026-08-01", "7"), ("2026-09-01", "21")],
            Value::Missing(Cause::NoIndex),
        ),
    ] {
        let ledger = indexed(register(&rows), &values);
        assert_eq!(
            ledger.value("bureau.debt_growth_6m_real"),
            expected,
            "{situation}"
        );
        ledger.known("bureau.debt_growth_6m", 2_000_000);
    }
    let none = indexed(register(&[]), &RISING);
    none.check("bureau.debt_growth_6m_real", Value::None);
    let begun = indexed(
        register(&rows[..1]),
        &[("2026-03-01", "50"), ("2026-09-01", "100")],
    );
    begun.check(
        "bureau.debt_growth_6m_real",
        Value::Missing(Cause::DivisionByZero),
    );
}

#[test]
fn every_real_feature_has_a_nominal_one_of_its_kind() {
    let catalogue = Catalogue::standard();
    let mut count = 0;
    for real in catalogue.iter() {
        let Some(name) = real.name.strip_suffix("_real") else {
            continue;
        };
        let nominal = catalogue.get(name).expect("a nominal feature");
        assert_eq!(
            (real.unit, real.sources, real.window, real.riskier),
            (
                nominal.unit,
                nominal.sources,
                nominal.window,
                nominal.riskier
            ),
            "{name}"
        );
        assert!(real.missing.contains("index"), "{name}");
        count += 1;
    }
    assert_eq!(count, 46);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Where prices stood still, real is nominal; and only how prices moved counts, not their level.
    #[test]
    fn still_prices_change_nothing(
        rows in random::rows(),
        covered in 0_u64..430,
        level in 1_u32..1_000_000,
    ) {
        let mut ledger = random::ledger(&rows, covered);
        let months = (1..=12).flat_map(|month| [2025, 2026].map(|year| (year, month)));
        let level = level.to_string();
        let values: Vec<(String, &str)> = months
            .map(|(year, month)| (format!("{year}-{month:02}-01"), level.as_str()))
            .collect();
        let values: Vec<(&str, &str)> = values.iter().map(|(from, value)| (from.as_str(), *value)).collect();
        ledger.index(figures(&values));
        let row = ledger.features();
        for (feature, value) in row.iter() {
            if let Some(nominal) = feature.name.strip_suffix("_real") {
                prop_assert_eq!(Some(value), row.get(nominal), "{}", feature.name);
            }
        }
    }
}
