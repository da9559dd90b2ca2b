//! Amounts times a number: money features times that number, everything else as it was.
//!
//! Where amounts are any whole numbers, a mean or median is rounded to a unit before anything is made
//! of it, and one rounded figure may lie on the other side of a limit than the scaled one: a 13th
//! salary of 1.3 medians, a fence of amounts, a tenth of an income. Of amounts that every mean and
//! median divides, nothing is rounded, and the law holds for every feature, but for
//! - deviations: a root, rounded to a unit whatever the amounts;
//! - stated months, which may lie one minor unit off what is listed, whatever the amounts. The
//!   cases here state no sums of months.

use caudal_engine::features::{Catalogue, FeatureRow, Unit, Value};
use proptest::prelude::*;

use super::changed;
use crate::features::random::{World, ledger, rows, world};

/// A multiple of twice the number of months or days of any mean, of the tenth of an income that a
/// balance is low below, and of the decimals of a rate: nothing is rounded.
const EVEN: i64 = 27_720 * 20 * 10_000;

impl World {
    /// The same case with every amount so many times as large.
    fn times(&self, factor: i64) -> Self {
        let mut world = self.clone();
        for movement in &mut world.movements {
            movement.amount *= factor;
        }
        for account in &mut world.accounts {
            account.opening *= factor;
            let offs = account.days.iter_mut().map(|(_, off)| off);
            for off in offs.chain(account.months.iter_mut().map(|(_, off)| off)) {
                *off *= factor;
            }
        }
        for row in &mut world.registers {
            for amount in row.amounts.iter_mut().flatten() {
                *amount *= factor;
            }
        }
        world
    }
}

/// Small amounts, so that no scaled one leaves the range.
fn small() -> BoxedStrategy<i64> {
    prop_oneof![
        prop::sample::select(vec![10_i64, -10, 25, -25, 0]),
        -200_i64..200,
    ]
    .boxed()
}

fn is_money(unit: Unit) -> bool {
    matches!(unit, Unit::Money | Unit::MoneyPerMonth)
}

/// The features that differ once the first row's money is scaled.
fn unscaled(one: &FeatureRow, other: &FeatureRow, factor: i64) -> Vec<&'static str> {
    let scaled = |unit, value| match value {
        Value::Known(number) if is_money(unit) => Value::Known(number * factor),
        value => value,
    };
    let pairs = one.iter().zip(other.iter());
    let differ = pairs.filter(|((feature, one), (_, other))| {
        scaled(feature.unit, **one) != **other && !is_deviation(feature.name)
    });
    differ.map(|((feature, _), _)| feature.name).collect()
}

fn is_deviation(name: &str) -> bool {
    name.contains("deviation_")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn amounts_that_nothing_rounds_scale_every_feature(
        mut world in world(&small()),
        factor in 2_i64..6,
    ) {
        // Prices that bring every amount to whole units.
        for figure in &mut world.prices {
            figure.value = 1 << (figure.value % 4);
        }
        let one = world.times(EVEN).ledger().features();
        let other = world.times(EVEN * factor).ledger().features();
        prop_assert_eq!(unscaled(&one, &other, factor), Vec::<&str>::new());
        let pairs = one.iter().zip(other.iter());
        for ((feature, one), (_, other)) in pairs.filter(|pair| is_deviation(pair.0.0.name)) {
            if let (Value::Known(one), Value::Known(other)) = (one, other) {
                prop_assert!((other - one * factor).abs() <= factor, "{}", feature.name);
            }
        }
    }

    #[test]
    fn any_amounts_scale_money_within_its_rounding(rows in rows(), factor in 2_i64..50) {
        let scaled = rows.iter().map(|row| (row.0, row.1, row.2 * factor, row.3));
        let scaled = ledger(&scaled.collect::<Vec<_>>(), 400).features();
        let one = ledger(&rows, 400).features();
        for name in changed(&one, &scaled) {
            let feature = Catalogue::standard().get(name).expect("a feature");
            let is_of_a_stream = ["stream", "source", "pay_day"].iter().any(|of| name.contains(of));
            let (Some(Value::Known(one)), Some(Value::Known(other)), true) =
                (one.get(name), scaled.get(name), is_money(feature.unit))
            else {
                prop_assert!(is_of_a_stream || name == "balance.days_low_90d", "{name}");
                continue;
            };
            // Each was rounded to a whole unit: the scaled one may be off by as much, scaled.
            let is_scaled = (other - one * factor).abs() <= factor;
            prop_assert!(is_scaled || is_of_a_stream, "{name}: {one}, {other}");
        }
    }
}
