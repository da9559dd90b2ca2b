//! polars as an oracle: its eager group-bys over the frames give the same sums, counts, least and
//! largest amounts as every series over months and days.
//!
//! polars groups and adds up; which movement is of which series is the other oracle's to say.

use std::collections::BTreeMap;

use caudal_engine::features::Value;
use caudal_engine::frames::Table;
use caudal_facts::Month;
use chrono::NaiveDate;
use polars::prelude::*;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::covered::Covered;
use super::months::{Counts, Sign};
use super::movements::{Movement, movements};
use super::{counts, days, months};
use crate::features::ledger::Ledger;
use crate::features::random::{World, amounts, world};

/// What a group of movements comes to.
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    sum: i64,
    count: i64,
    least: i64,
    largest: i64,
}

/// A case's movements as the frames hold them, with what netting made of each.
struct Grouped {
    table: DataFrame,
    movements: BTreeMap<(NaiveDate, u32), Movement>,
    covered: Covered,
}

impl Grouped {
    fn of(ledger: &Ledger) -> Self {
        let frames = ledger.frames();
        let movements = movements(ledger).into_iter();
        Self {
            table: frames.table(Table::Transactions).clone(),
            movements: movements
                .map(|movement| ((movement.row.date, movement.row.provenance.row), movement))
                .collect(),
            covered: Covered::of(ledger),
        }
    }

    /// The movements that count, grouped by what `key` says of their date.
    #[expect(
        deprecated,
        reason = "eager group-bys need no lazy plans, which this build leaves out"
    )]
    fn by(&self, counts: Counts, key: impl Fn(NaiveDate) -> i32) -> BTreeMap<i32, Group> {
        let column = |name: &str| self.table.column(name).expect("a column");
        let dates = column("date").date().expect("dates").physical();
        let rows = column("row").u32().expect("rows");
        let (mut mask, mut keys) = (Vec::new(), Vec::new());
        for (day, row) in dates.into_no_null_iter().zip(rows.into_no_null_iter()) {
            let day = NaiveDate::from_epoch_days(day).expect("a date");
            mask.push(self.movements.get(&(day, row)).is_some_and(counts));
            keys.push(key(day));
        }
        let mut table = self.table.select(["amount"]).expect("a column");
        table
            .with_column(Column::new("key".into(), keys))
            .expect("as long");
        let mask = BooleanChunked::from_iter_values("mask".into(), mask.into_iter());
        let table = table.filter(&mask).expect("as long");
        let mut groups: BTreeMap<i32, Group> = BTreeMap::new();
        let group_by = || {
            table
                .group_by(["key"])
                .expect("a column")
                .select(["amount"])
        };
        let mut take = |reduced: PolarsResult<DataFrame>, put: fn(&mut Group, i64)| {
            let reduced = reduced.expect("grouped");
            let keys = reduced
                .column("key")
                .expect("a column")
                .i32()
                .expect("keys");
            let numbers = reduced.columns()[1]
                .cast(&DataType::Int64)
                .expect("numbers");
            let numbers = numbers.i64().expect("numbers").into_no_null_iter();
            for (key, number) in keys.into_no_null_iter().zip(numbers) {
                put(groups.entry(key).or_default(), number);
            }
        };
        take(group_by().sum(), |group, sum| group.sum = sum);
        take(group_by().count(), |group, count| group.count = count);
        take(group_by().min(), |group, least| group.least = least);
        take(group_by().max(), |group, largest| group.largest = largest);
        groups
    }

    /// One group of all that counts in some days; `None` where they are not covered.
    fn in_days(&self, count: i64, counts: Counts) -> Option<Group> {
        let days = self.covered.days(count)?..=self.covered.to;
        let groups = self.by(counts, |day| i32::from(days.contains(&day)));
        Some(groups.get(&1).copied().unwrap_or_default())
    }

    /// One sum a covered month, latest first.
    fn in_months(&self, count: i32, counts: Counts) -> Option<Vec<i64>> {
        let months = self.covered.months(count)?;
        let groups = self.by(counts, |day| Month::of(day).index());
        let sum = |month: &Month| groups.get(&month.index()).map_or(0, |group| group.sum);
        Some(months.iter().map(sum).collect())
    }
}

/// Deposit accounts in the case's currency: what the frames hold is what counts.
fn at_home(world: World) -> Ledger {
    let mut world = world;
    for account in &mut world.accounts {
        account.is_foreign = false;
    }
    world.ledger()
}

fn known(value: Option<i64>) -> Option<Value> {
    value.map(Value::Known)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn series_equal_group_bys(world in world(&amounts())) {
        check(&at_home(world));
    }

    #[test]
    fn the_least_balance_equals_group_by(
        balances in prop::collection::vec(-1_000_i64..1_000, 90),
    ) {
        check_least_balance(&balances);
    }
}

fn check(ledger: &Ledger) {
    let grouped = Grouped::of(ledger);
    let row = ledger.features();
    let found = |name: &str| {
        let value = row.get(name).copied();
        value.filter(|value| matches!(value, Value::Known(_)))
    };
    for &(name, count, counts, sign, over) in months::ROWS {
        let sums = grouped.in_months(count, counts).map(|sums| {
            let turned = |sum: i64| if sign == Sign::Turned { -sum } else { sum };
            let sums = sums.into_iter().map(|sum| Decimal::from(turned(sum)));
            let number = over(&sums.collect::<Vec<_>>()).expect("there are months");
            i64::try_from(number).expect("small amounts")
        });
        assert_eq!(found(name), known(sums), "{name}");
    }
    for &(name, count, counts, over) in days::ROWS {
        let number = grouped.in_days(count, counts).map(|group| match over {
            days::Over::Sum => group.sum,
            days::Over::Turned => -group.sum,
            days::Over::Largest => group.largest.abs().max(group.least.abs()),
        });
        assert_eq!(found(name), known(number), "{name}");
    }
    for &(name, count, counts) in counts::DAYS {
        let number = grouped.in_days(count, counts).map(|group| group.count);
        assert_eq!(found(name), known(number), "{name}");
    }
    for &(name, count, counts, holds) in counts::MONTHS {
        let months = grouped.in_months(count, counts).map(|sums| {
            let counted = sums.into_iter().filter(|sum| holds(Decimal::from(*sum)));
            i64::try_from(counted.count()).expect("few")
        });
        assert_eq!(found(name), known(months), "{name}");
    }
}

/// A movement each day, stating the balance after it.
fn check_least_balance(balances: &[i64]) {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2025-01-01");
    let as_of = ledger.as_of;
    let mut before = 0;
    for (balance, back) in balances.iter().zip((0..90_i64).rev()) {
        let day = as_of - chrono::TimeDelta::days(back);
        let category = caudal_facts::categories::Category::Shopping;
        ledger
            .dated(0, day, balance - before, category)
            .after(*balance);
        before = *balance;
    }
    let reduced = |reduce: fn(&GroupBy<'_>) -> PolarsResult<DataFrame>| {
        let frames = ledger.frames();
        let table = frames.table(Table::Transactions);
        let groups = table.group_by(["account"]).expect("a column");
        let reduced = reduce(&groups.select(["balance_after"])).expect("grouped");
        let numbers = reduced.columns()[1].i64().expect("amounts");
        numbers.get(0).expect("one account")
    };
    ledger
        .known("balance.min_90d", reduced(least))
        .known("balance.max_90d", reduced(largest))
        .known("balance.current", before);
}

#[expect(
    deprecated,
    reason = "eager group-bys need no lazy plans, which this build leaves out"
)]
fn least(groups: &GroupBy<'_>) -> PolarsResult<DataFrame> {
    groups.min()
}

#[expect(
    deprecated,
    reason = "eager group-bys need no lazy plans, which this build leaves out"
)]
fn largest(groups: &GroupBy<'_>) -> PolarsResult<DataFrame> {
    groups.max()
}
