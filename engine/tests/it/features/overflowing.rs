//! Amounts at the end of the range, in every table: what does not fit is missing, in every group.

use std::collections::BTreeSet;

use caudal_engine::features::{Catalogue, Cause, Feature, Value};
use caudal_facts::Country;
use caudal_facts::categories::Category;
use caudal_facts::facts::AccountKind;

use super::random::{AccountPlan, MovementPlan, RegisterRow, World};

/// Groups in which nothing can leave the range, each with the reason.
const CANNOT: [(&str, &str); 1] = [(
    "data",
    "counts, days and a share of what moved, at most one",
)];

/// An account whose balance is the largest that there is.
fn account() -> AccountPlan {
    AccountPlan {
        kind: AccountKind::Current,
        is_foreign: false,
        covered_days: 420,
        opening: i64::MAX,
        at_report: true,
        after_movements: false,
        days: Vec::new(),
        months: Vec::new(),
    }
}

/// Twice the largest amount of every category in, and later as much out, so that nothing pairs.
fn movements() -> Vec<MovementPlan> {
    let both = Category::ALL.iter().flat_map(|category| {
        [
            (49, i64::MAX),
            (48, i64::MAX),
            (31, -i64::MAX),
            (30, -i64::MAX),
        ]
        .map(|(back, amount)| MovementPlan {
            account: 0,
            back,
            amount,
            category: *category,
            text: "PAGO AUTOMATICO",
        })
    });
    both.collect()
}

/// Rows of every register, of every kind, at home or abroad.
fn registers(is_foreign: bool) -> Vec<RegisterRow> {
    let numbers = (0..14_u8).flat_map(|register| (0..12).map(move |number| (register, number)));
    let rows = numbers.flat_map(|(register, number)| {
        [false, true].map(|flag| RegisterRow {
            register,
            is_foreign,
            amounts: [Some(i64::MAX), Some(1), Some(i64::MAX), Some(0)],
            back: Some(25),
            number,
            flag: Some(flag),
        })
    });
    rows.collect()
}

fn world(country: Country, movements: Vec<MovementPlan>, registers: Vec<RegisterRow>) -> World {
    World {
        country,
        as_of: "2026-10-20",
        report_age: 0,
        accounts: vec![account(), account()],
        movements,
        registers,
        prices: Vec::new(),
    }
}

/// The groups in which something is missing because it does not fit.
fn overflowing(world: &World) -> BTreeSet<&'static str> {
    let row = world.ledger().features();
    let missing = row
        .iter()
        .filter(|(_, value)| **value == Value::Missing(Cause::Overflow));
    missing
        .filter_map(|(feature, _)| feature.name.split('.').next())
        .collect()
}

#[test]
fn what_does_not_fit_is_missing_in_every_group() {
    let mut seen = BTreeSet::new();
    for country in [Country::Cl, Country::Ar] {
        for (movements, is_foreign) in [(movements(), false), (Vec::new(), true)] {
            seen.extend(overflowing(&world(
                country,
                movements,
                registers(is_foreign),
            )));
        }
    }
    for (group, why) in CANNOT {
        assert!(
            seen.insert(group),
            "{group} overflows, though it says {why}"
        );
    }
    let groups: BTreeSet<&str> = Catalogue::standard().iter().map(Feature::group).collect();
    assert_eq!(seen, groups);
}
