//! polars as an oracle: its eager group-bys give the same sums, counts and least amounts.

use std::collections::BTreeMap;

use caudal_engine::exact::{divide, fit};
use caudal_engine::frames::Table;
use caudal_facts::Month;
use caudal_facts::categories::Category;
use polars::prelude::*;
use proptest::prelude::*;

use super::ledger::Ledger;

/// Movements of one account, none of which can be an own transfer.
fn ledger(rows: &[(i64, i64, Category)]) -> Ledger {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2025-01-01");
    let as_of = ledger.as_of;
    for &(back, amount, category) in rows {
        ledger.dated(0, as_of - chrono::TimeDelta::days(back), amount, category);
    }
    ledger
}

fn rows() -> impl Strategy<Value = Vec<(i64, i64, Category)>> {
    let category = prop::sample::select(vec![
        Category::Salary,
        Category::Rent,
        Category::Groceries,
        Category::ReturnedItem,
    ]);
    prop::collection::vec((0_i64..300, -1_000_000_i64..1_000_000, category), 1..80)
}

/// How a group is reduced.
#[derive(Clone, Copy)]
enum Reduce {
    Sum,
    Count,
    Least,
}

/// An aggregate of the movements that count, by month.
#[expect(
    deprecated,
    reason = "eager group-bys need no lazy plans, which this build leaves out"
)]
fn by_month(
    ledger: &Ledger,
    counts: impl Fn(u8, i64) -> bool,
    reduce: Reduce,
) -> BTreeMap<i32, i64> {
    let frames = ledger.frames();
    let movements = frames.table(Table::Transactions);
    let category = movements
        .column("category")
        .expect("a column")
        .u8()
        .expect("codes");
    let amount = movements
        .column("amount")
        .expect("a column")
        .i64()
        .expect("amounts");
    let mask: BooleanChunked = category
        .into_no_null_iter()
        .zip(amount.into_no_null_iter())
        .map(|(category, amount)| counts(category, amount))
        .collect();
    let months: Vec<i32> = ledger_months(movements);
    let mut table = movements.select(["amount"]).expect("a column");
    table
        .with_column(Column::new("month".into(), months))
        .expect("as long");
    let table = table.filter(&mask).expect("as long");
    let groups = table
        .group_by(["month"])
        .expect("a column")
        .select(["amount"]);
    let result = match reduce {
        Reduce::Sum => groups.sum(),
        Reduce::Count => groups.count(),
        Reduce::Least => groups.min(),
    }
    .expect("grouped");
    let keys = result
        .column("month")
        .expect("a column")
        .i32()
        .expect("months");
    let values = result.columns()[1].cast(&DataType::Int64).expect("numbers");
    keys.into_no_null_iter()
        .zip(values.i64().expect("numbers").into_no_null_iter())
        .collect()
}

fn ledger_months(movements: &DataFrame) -> Vec<i32> {
    let dates = movements
        .column("date")
        .expect("a column")
        .date()
        .expect("dates");
    dates
        .physical()
        .into_no_null_iter()
        .map(|day| Month::of(chrono::NaiveDate::from_epoch_days(day).expect("a date")).index())
        .collect()
}

fn last(months: i32, ledger: &Ledger) -> impl Iterator<Item = i32> {
    let current = Month::of(ledger.as_of).index();
    (1..=months).map(move |back| current - back)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn sums_and_counts_equal_group_by(rows in rows()) {
        check_sums_and_counts(&ledger(&rows));
    }

    #[test]
    fn the_least_balance_equals_group_by(
        balances in prop::collection::vec(-1_000_i64..1_000, 90),
    ) {
        check_least_balance(&balances);
    }
}

fn check_sums_and_counts(ledger: &Ledger) {
    let salary = Category::Salary.number();
    let paid = |category, amount| category == salary && amount >= 0;
    let sums = by_month(ledger, paid, Reduce::Sum);
    let total = last(6, ledger)
        .filter_map(|month| sums.get(&month))
        .sum::<i64>();
    let mean = divide(total.into(), 6).and_then(fit).expect("months");
    ledger.known("income.salary_monthly_6m", mean);

    let net = by_month(ledger, |_, _| true, Reduce::Sum);
    let negative = last(6, ledger).filter(|month| net.get(month).is_some_and(|sum| *sum < 0));
    let negative = i64::try_from(negative.count()).expect("small");
    ledger.known("cashflow.months_net_negative_6m", negative);

    let earned = |category, amount| category == salary && amount > 0;
    let counts = by_month(ledger, earned, Reduce::Count);
    let with = last(12, ledger).filter(|month| counts.contains_key(month));
    let with = i64::try_from(with.count()).expect("small");
    ledger.known("income.months_with_12m", with);

    // Every movement is in the last 300 days: the months' counts add up to the list.
    let counted = by_month(ledger, |_, _| true, Reduce::Count).into_values();
    let listed = ledger.facts.transactions.len();
    assert_eq!(i64::try_from(listed), Ok(counted.sum()));
}

/// A movement each day, stating the balance after it.
fn check_least_balance(balances: &[i64]) {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2025-01-01");
    let as_of = ledger.as_of;
    let mut before = 0;
    for (balance, back) in balances.iter().zip((0..90_i64).rev()) {
        let day = as_of - chrono::TimeDelta::days(back);
        let amount = balance - before;
        ledger
            .dated(0, day, amount, Category::Shopping)
            .after(*balance);
        before = *balance;
    }
    ledger
        .known("balance.min_90d", least_balance(&ledger))
        .known("balance.current", before);
}

#[expect(
    deprecated,
    reason = "eager group-bys need no lazy plans, which this build leaves out"
)]
fn least_balance(ledger: &Ledger) -> i64 {
    let frames = ledger.frames();
    let movements = frames.table(Table::Transactions);
    let groups = movements
        .group_by(["account"])
        .expect("a column")
        .select(["balance_after"]);
    let least = groups.min().expect("grouped");
    least.columns()[1]
        .i64()
        .expect("amounts")
        .get(0)
        .expect("one account")
}

#[test]
fn the_least_of_a_month_is_the_largest_outflow() {
    let ledger = ledger(&[(30, -5, Category::Rent), (31, -9, Category::Rent)]);
    let least = by_month(&ledger, |_, _| true, Reduce::Least);
    assert_eq!(least.into_values().collect::<Vec<_>>(), [-9]);
}
