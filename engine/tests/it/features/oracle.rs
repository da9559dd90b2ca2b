//! The catalogue against re-computations that share nothing with it: every money feature in plain
//! decimals from the facts, and polars' eager group-bys over the frames.

mod balances;
mod cards;
mod counts;
mod covered;
mod days;
mod declared;
mod exact;
mod groups;
mod months;
mod movements;
mod registers;
mod shares;
mod streams;

use std::collections::BTreeMap;

use caudal_engine::features::{Catalogue, Cause, Feature, Unit, Value};
use caudal_facts::categories::Category;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::ledger::Ledger;
use super::random::{World, amounts, world};
use balances::Balances;
pub(crate) use balances::Stated;
pub(crate) use covered::Covered;
use movements::movements;
use streams::Streams;

/// What a feature should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// This many minor units.
    Known(Decimal),
    None,
    Missing,
}

impl From<Option<Decimal>> for Outcome {
    fn from(number: Option<Decimal>) -> Self {
        number.map_or(Self::Missing, Self::Known)
    }
}

impl From<Value> for Outcome {
    fn from(value: Value) -> Self {
        match value {
            Value::Known(number) => Self::Known(number.into()),
            Value::None => Self::None,
            Value::Missing(_) => Self::Missing,
        }
    }
}

/// Money features that no family below computes again.
fn is_left_out(name: &str) -> bool {
    // In real terms, `real.rs` compares them with what the nominal ones are made of.
    name.ends_with("_real")
        // `work.rs` holds these by cases.
        || matches!(
            name,
            "employment.income_6m"
                | "employment.income_12m"
                | "tax.fees_median_12m"
                | "tax.fees_conservative_12m"
                | "tax.fees_withheld_monthly_12m"
                | "tax.declared_income_year_before"
        )
}

/// What features should be, by their names: every money feature, and counts and shares of movements.
fn recomputed(ledger: &Ledger) -> BTreeMap<&'static str, Outcome> {
    let covered = Covered::of(ledger);
    let moved = movements(ledger);
    let balances = Balances::of(ledger, &covered);
    let streams = Streams::of(&moved, &covered, ledger.country);
    let mut all = BTreeMap::new();
    for row in months::ROWS {
        all.insert(row.0, months::outcome(row, &moved, &covered));
    }
    for row in days::ROWS {
        all.insert(row.0, days::outcome(row, &moved, &covered));
    }
    for &(name, days, counts) in counts::DAYS {
        all.insert(name, counts::of_days(days, counts, &moved, &covered));
    }
    for &(name, months, counts, holds) in counts::MONTHS {
        all.insert(
            name,
            counts::of_months(months, (counts, holds), &moved, &covered),
        );
    }
    for row in shares::ROWS {
        all.insert(row.0, shares::outcome(row, &moved, &covered));
    }
    for row in balances::ROWS {
        all.insert(row.0, balances.outcome(row, &covered));
    }
    for &(name, months, over) in streams::INCOME {
        all.insert(name, streams.income(months, over, &covered));
    }
    for &(name, months, over) in streams::EXPENSES {
        all.insert(name, streams.expenses(months, over, &covered));
    }
    for row in cards::ROWS {
        all.insert(row.0, cards::outcome(row, ledger));
    }
    for row in registers::ROWS {
        all.insert(row.0, registers::outcome(row, ledger));
    }
    for (name, of) in declared::ROWS {
        all.insert(name, of(ledger));
    }
    all
}

fn is_money(feature: &Feature) -> bool {
    matches!(feature.unit, Unit::Money | Unit::MoneyPerMonth)
}

/// Every feature of a case that is computed again, with what it should be.
fn held(ledger: &Ledger) -> Vec<(&'static str, Value, Outcome)> {
    let expected = recomputed(ledger);
    let row = ledger.features();
    row.iter()
        .filter_map(|(feature, value)| {
            let expected = *expected.get(feature.name)?;
            let has_source = !feature.sources.of(ledger.country).is_empty();
            let expected = if has_source {
                expected
            } else {
                Outcome::Missing
            };
            Some((feature.name, *value, expected))
        })
        .collect()
}

/// Amounts at the ends of the range and small ones, so that sums leave it and come back.
fn extremes() -> BoxedStrategy<i64> {
    prop::sample::select(vec![
        i64::MAX,
        i64::MIN,
        i64::MAX - 1,
        i64::MAX / 2,
        -1,
        1,
        1_000,
    ])
    .boxed()
}

/// Extreme cases in one currency and without balances that are off: what leaves the range is then
/// for each feature to say, and not for a rate.
fn extreme_world() -> impl Strategy<Value = World> {
    world(&extremes()).prop_map(|mut world| {
        for account in &mut world.accounts {
            account.is_foreign = false;
        }
        for row in &mut world.registers {
            row.is_foreign = false;
        }
        world
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn money_equals_a_plain_computation(world in world(&amounts())) {
        for (name, value, expected) in held(&world.ledger()) {
            prop_assert_eq!(Outcome::from(value), expected, "{}", name);
        }
    }

    #[test]
    fn what_leaves_the_range_is_missing_and_never_wraps(world in extreme_world()) {
        for (name, value, expected) in held(&world.ledger()) {
            match value {
                // A step on the way may overflow where the plain number does not.
                Value::Missing(Cause::Overflow) => {}
                // The plain root needs more room than the exact one.
                Value::Known(_) if name.contains("deviation_") && expected == Outcome::Missing => {}
                value => prop_assert_eq!(Outcome::from(value), expected, "{}", name),
            }
        }
    }
}

#[test]
fn every_money_feature_is_computed_again() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger
        .account("2025-01-01")
        .row("2026-10-01", 1, Category::Salary);
    let names = recomputed(&ledger);
    let catalogue = Catalogue::standard();
    for feature in catalogue.iter().filter(|feature| is_money(feature)) {
        let is_computed = names.contains_key(feature.name);
        assert!(is_computed != is_left_out(feature.name), "{}", feature.name);
    }
    assert!(names.keys().all(|name| catalogue.get(name).is_some()));
}
