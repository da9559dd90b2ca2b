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
mod growth;
mod months;
mod movements;
mod prices;
mod registers;
mod shares;
mod streams;

use std::collections::{BTreeMap, BTreeSet};

use caudal_engine::features::{Catalogue, Cause, Feature, Unit, Value};
use caudal_facts::categories::Category;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use rust_decimal::Decimal;

use super::ledger::Ledger;
use super::random::{World, amounts, world};
use balances::Balances;
pub(crate) use balances::Stated;
pub(crate) use covered::Covered;
use movements::{Movement, movements};
use prices::Prices;
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

/// What features should be, by their names: every money feature, every one in real terms, and counts
/// and shares of movements.
fn recomputed(ledger: &Ledger) -> BTreeMap<&'static str, Outcome> {
    let covered = Covered::of(ledger);
    let moved = movements(ledger);
    let balances = Balances::of(ledger, &covered);
    let streams = Streams::of(&moved, &covered, ledger.country);
    let by_month = |prices| by_month(ledger, (&moved, &streams), &covered, &prices);
    let mut all = by_month(Prices::Own);
    for (nominal, outcome) in by_month(Prices::Last(ledger)) {
        let real = Catalogue::standard().get(&format!("{nominal}_real"));
        all.extend(real.map(|real| (real.name, outcome)));
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
    for row in streams::EXPENSES {
        all.insert(row.0, streams.expenses(row, &covered));
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

/// Features that compare months with each other, at prices that are each month's own or one for all.
fn by_month(
    ledger: &Ledger,
    (moved, streams): (&[Movement], &Streams),
    covered: &Covered,
    prices: &Prices<'_>,
) -> BTreeMap<&'static str, Outcome> {
    let mut all = BTreeMap::new();
    for row in months::ROWS.iter().chain(months::RATIOS) {
        all.insert(row.0, months::outcome(row, moved, covered, prices));
    }
    for row in streams::INCOME {
        all.insert(row.0, streams.income(row, covered, prices));
    }
    for row in declared::FEES {
        all.insert(row.0, declared::fees(row, ledger, prices));
    }
    all.insert("bureau.debt_growth_6m", growth::outcome(ledger, prices));
    all
}

fn is_money(feature: &Feature) -> bool {
    matches!(feature.unit, Unit::Money | Unit::MoneyPerMonth)
}

fn has_root(name: &str) -> bool {
    name.contains("deviation_") || name.contains("cv_")
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
                Value::Known(_) if has_root(name) && expected == Outcome::Missing => {}
                value => prop_assert_eq!(Outcome::from(value), expected, "{}", name),
            }
        }
    }
}

#[test]
fn every_money_feature_and_every_real_one_is_computed_again() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger
        .account("2025-01-01")
        .row("2026-10-01", 1, Category::Salary);
    let names = recomputed(&ledger);
    let catalogue = Catalogue::standard();
    for feature in catalogue.iter() {
        let is_held = is_money(feature) || feature.name.ends_with("_real");
        assert!(
            !is_held || names.contains_key(feature.name),
            "{}",
            feature.name
        );
    }
    assert!(names.keys().all(|name| catalogue.get(name).is_some()));
}

#[test]
fn random_cases_reach_what_is_computed_again() {
    let mut runner = TestRunner::deterministic();
    let worlds = world(&amounts());
    let mut open: BTreeSet<&str> = recomputed(&Ledger::chile("2026-10-20"))
        .into_keys()
        .collect();
    for _ in 0..400 {
        let case = worlds.new_tree(&mut runner).expect("a case").current();
        for (name, value, _) in held(&case.ledger()) {
            if matches!(value, Value::Known(_)) {
                open.remove(name);
            }
        }
    }
    assert_eq!(open, BTreeSet::new());
}
