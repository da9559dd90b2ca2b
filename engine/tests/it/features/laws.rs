//! Laws over random ledgers: features equal a plain re-computation, and no order matters.

use std::collections::BTreeMap;

use caudal_engine::exact::divide;
use caudal_engine::features::{Catalogue, FeatureRow, Program, Rates, Value, compute_all};
use caudal_engine::frames::{Builder, Case, Frames};
use caudal_facts::Month;
use caudal_facts::categories::Category::{self, *};
use caudal_facts::facts::Transaction;
use proptest::prelude::*;

use super::ledger::Ledger;
use super::random::{ledger, rows};

/// Movements that are left after netting, found by looking at every pair.
fn netted(ledger: &Ledger) -> Vec<(Transaction, Category)> {
    let mut rows = ledger.facts.transactions.clone();
    rows.retain(|row| row.date <= ledger.as_of);
    rows.sort_by_key(|row| (row.date, row.account, row.category, row.provenance.row));
    let mut own: Vec<bool> = rows.iter().map(|row| row.category == OwnTransfer).collect();
    let mut free = vec![true; rows.len()];
    let leg = |row: &Transaction| {
        matches!(
            row.category,
            TransferIn | TransferOut | OwnTransfer | Uncategorised | CashDeposit | CashWithdrawal
        )
    };
    for apart in 0..=3 {
        for out in 0..rows.len() {
            if !free[out] || !leg(&rows[out]) || rows[out].amount.minor() >= 0 {
                continue;
            }
            let days = |row: &Transaction| (row.date - rows[out].date).num_days();
            let other = (0..rows.len()).find(|&at| {
                free[at]
                    && leg(&rows[at])
                    && rows[at].amount.minor() == -rows[out].amount.minor()
                    && rows[at].account != rows[out].account
                    && days(&rows[at]).abs() == apart
            });
            if let Some(other) = other {
                (free[out], free[other]) = (false, false);
                (own[out], own[other]) = (true, true);
            }
        }
    }
    let undone = undone(&rows, own.clone());
    let category = |((row, own), undone): ((Transaction, bool), bool)| {
        let category = match (own, undone) {
            (true, _) => OwnTransfer,
            (_, true) => Reversal,
            _ => row.category,
        };
        (row, category)
    };
    rows.into_iter()
        .zip(own)
        .zip(undone)
        .map(category)
        .collect()
}

/// Whether a movement may be undone by another.
type Rule<'r> = &'r dyn Fn(&Transaction, &Transaction) -> bool;

/// Which movements undo each other, found by looking at every pair: first those of one kind, then
/// those that a reversal undoes.
fn undone(rows: &[Transaction], settled: Vec<bool>) -> Vec<bool> {
    let of_one_kind = |first: &Transaction, second: &Transaction| {
        let kinds = [Uncategorised, Rent, Groceries, LoanPayment, Gambling];
        first.category == second.category
            && kinds.contains(&first.category)
            && first.amount.minor() < 0
    };
    let reversed = |first: &Transaction, second: &Transaction| {
        first.category != Reversal && second.category == Reversal
    };
    let reversed_in = |first: &Transaction, second: &Transaction| {
        first.amount.minor() < 0 && reversed(first, second)
    };
    let mut settled = settled;
    let mut undone = vec![false; rows.len()];
    let rules: [Rule<'_>; 3] = [&of_one_kind, &reversed_in, &reversed];
    for rule in rules {
        for apart in 0..=10 {
            for first in 0..rows.len() {
                let pairs = |second: &usize| {
                    let (one, other) = (&rows[first], &rows[*second]);
                    !settled[*second]
                        && one.account == other.account
                        && one.amount.minor() == -other.amount.minor()
                        && one.amount.minor() != 0
                        && (other.date - one.date).num_days() == apart
                        && rule(one, other)
                };
                if settled[first] {
                    continue;
                }
                if let Some(second) = (0..rows.len()).find(pairs) {
                    (settled[first], settled[second]) = (true, true);
                    (undone[first], undone[second]) = (true, true);
                }
            }
        }
    }
    undone
}

/// One sum a covered month of the last `count`, latest first.
fn months(
    ledger: &Ledger,
    count: i32,
    counts: impl Fn(Category, i64) -> bool,
) -> Option<Vec<i128>> {
    let mut sums: BTreeMap<Month, i128> = BTreeMap::new();
    for (row, category) in netted(ledger) {
        if counts(category, row.amount.minor()) {
            *sums.entry(Month::of(row.date)).or_default() += i128::from(row.amount.minor());
        }
    }
    let from = ledger.facts.accounts[0].covers_from.expect("stated");
    let covered: Vec<i128> = (1..=count)
        .map(|back| Month::of(ledger.as_of).plus(-back))
        .filter(|month| month.first_day() >= from)
        .map(|month| sums.get(&month).copied().unwrap_or_default())
        .collect();
    let needed = if count == 3 { 3 } else { count / 2 };
    (i32::try_from(covered.len()).expect("small") >= needed).then_some(covered)
}

fn mean(sums: &[i128]) -> i64 {
    let count = i128::try_from(sums.len()).expect("small");
    let mean = divide(sums.iter().sum(), count).expect("there are months");
    i64::try_from(mean).expect("small amounts")
}

fn median(sums: &[i128]) -> i64 {
    let mut sums = sums.to_vec();
    sums.sort_unstable();
    let twice = sums[(sums.len() - 1) / 2] + sums[sums.len() / 2];
    i64::try_from(divide(twice, 2).expect("two")).expect("small amounts")
}

fn days(ledger: &Ledger, count: i64, counts: impl Fn(Category, i64) -> bool) -> Vec<i128> {
    netted(ledger)
        .into_iter()
        .filter(|(row, _)| (ledger.as_of - row.date).num_days() < count)
        .filter(|(row, category)| counts(*category, row.amount.minor()))
        .map(|(row, _)| i128::from(row.amount.minor()))
        .collect()
}

#[track_caller]
fn held(row: &FeatureRow, name: &str, expected: Option<i64>) {
    let found = match row.get(name).expect("computed") {
        Value::Known(value) => Some(*value),
        _ => None,
    };
    assert_eq!(found, expected, "{name}");
}

fn moved(category: Category) -> bool {
    !matches!(category, OwnTransfer | Reversal)
}

fn income(category: Category, amount: i64) -> bool {
    matches!(category, Salary | Pension | Benefit | Fees) && amount >= 0
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn months_equal_a_plain_computation(rows in rows(), covered in 0_u64..430) {
        check_months(&ledger(&rows, covered));
    }

    #[test]
    fn days_equal_a_plain_computation(rows in rows(), covered in 0_u64..120) {
        check_days(&ledger(&rows, covered), covered);
    }

    #[test]
    fn the_order_of_rows_changes_nothing(
        (rows, shuffled) in rows()
            .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
    ) {
        // The same movements in another order within the report, not only within the list.
        let one = ledger(&rows, 400).features();
        let other = ledger(&shuffled, 400).features();
        prop_assert!(same(&one, &other));
    }

    #[test]
    fn many_cases_equal_each_alone(
        cases in prop::collection::vec((rows(), 0_u64..430), 0..5),
    ) {
        let ledgers = cases.iter().map(|(rows, covered)| ledger(rows, *covered));
        check_together(&ledgers.collect::<Vec<_>>());
    }
}

fn same(one: &FeatureRow, other: &FeatureRow) -> bool {
    let values = |row: &FeatureRow| row.iter().map(|(_, value)| *value).collect::<Vec<_>>();
    values(one) == values(other)
}

fn small(count: usize) -> i64 {
    i64::try_from(count).expect("small")
}

fn check_months(ledger: &Ledger) {
    let row = ledger.features();
    let inflow = |category, amount| moved(category) && amount >= 0;
    let outflow = |category, amount| moved(category) && amount < 0;
    let all = |category, _| moved(category);
    let negative = |sums: Vec<i128>| small(sums.iter().filter(|sum| **sum < 0).count());
    let positive = |sums: Vec<i128>| small(sums.iter().filter(|sum| **sum > 0).count());
    let turned = |sums: Vec<i128>| sums.iter().map(|sum| -sum).collect::<Vec<_>>();
    let conservative = |sums: Vec<i128>| {
        let last = i64::try_from(sums[0]).expect("small amounts");
        mean(&sums).min(median(&sums)).min(last)
    };
    for (name, expected) in [
        (
            "cashflow.inflow_avg_3m",
            months(ledger, 3, inflow).as_deref().map(mean),
        ),
        (
            "cashflow.inflow_median_6m",
            months(ledger, 6, inflow).as_deref().map(median),
        ),
        (
            "cashflow.outflow_median_6m",
            months(ledger, 6, outflow)
                .map(turned)
                .as_deref()
                .map(median),
        ),
        (
            "cashflow.net_avg_6m",
            months(ledger, 6, all).as_deref().map(mean),
        ),
        (
            "cashflow.months_net_negative_6m",
            months(ledger, 6, all).map(negative),
        ),
        (
            "income.verified_monthly_6m",
            months(ledger, 6, income).as_deref().map(mean),
        ),
        (
            "income.conservative_6m",
            months(ledger, 6, income).map(conservative),
        ),
        (
            "income.months_with_12m",
            months(ledger, 12, income).map(positive),
        ),
    ] {
        held(&row, name, expected);
    }
}

fn check_days(ledger: &Ledger, covered: u64) {
    let row = ledger.features();
    let inflow = |category, amount| moved(category) && amount >= 0;
    let outflow = |category, amount| moved(category) && amount < 0;
    let fit = |sum: i128| i64::try_from(sum).expect("small amounts");
    let share = |part: i128, whole| divide(part * 1_000_000, whole).ok().map(fit);
    let of_30 = |value| Some(value).filter(|_| covered >= 29);
    let of_90 = |value| Some(value).filter(|_| covered >= 89);

    let came_in = days(ledger, 30, inflow).iter().sum();
    let went_out: i128 = days(ledger, 30, outflow).iter().sum();
    held(&row, "cashflow.inflow_30d", of_30(fit(came_in)));
    held(&row, "cashflow.outflow_30d", of_30(-fit(went_out)));

    let largest = days(ledger, 90, inflow).into_iter().max();
    let count = days(ledger, 90, |_, _| true).len();
    held(
        &row,
        "cashflow.largest_inflow_90d",
        of_90(fit(largest.unwrap_or_default())),
    );
    held(&row, "data.transactions_90d", of_90(small(count)));

    let gambled = |category, amount| category == Gambling && amount < 0;
    let gambled: i128 = days(ledger, 90, gambled).iter().sum();
    let came_in = days(ledger, 90, inflow).iter().sum();
    let gambling = share(-gambled, came_in).and_then(of_90);
    held(&row, "stress.gambling_share_90d", gambling);

    let turnover = |counts: fn(Category) -> bool| -> i128 {
        let amounts = days(ledger, 90, |category, _| counts(category));
        amounts.iter().map(|amount| amount.abs()).sum()
    };
    let open = turnover(|category| category == Uncategorised);
    let open = share(open, turnover(|_| true)).and_then(of_90);
    held(&row, "data.uncategorised_share_90d", open);
}

fn check_together(ledgers: &[Ledger]) {
    let program = Program::all(Catalogue::standard());
    let mut builder = Builder::default();
    let mut parts = Vec::new();
    for (ledger, id) in ledgers.iter().zip(["a", "b", "c", "d", "e"]) {
        let case = Case {
            id,
            ..ledger.case()
        };
        builder.push(&case, &ledger.facts).expect("pushed");
        parts.push(Frames::of(&case, &ledger.facts).expect("built"));
    }
    let rates = Rates::default();
    let pushed = builder.finish().expect("built");
    let joined = Frames::concat(&parts).expect("joined");
    for frames in [pushed, joined] {
        let table = compute_all(&program, &frames, |_| &rates).expect("computed");
        assert_eq!(table.len(), ledgers.len());
        for (position, ledger) in ledgers.iter().enumerate() {
            let row = table.row(position).expect("a row");
            assert!(same(&row, &ledger.features()), "case {position}");
        }
    }
}
