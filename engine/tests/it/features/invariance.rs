//! What must not change a feature, over random ledgers.

use caudal_engine::features::{Catalogue, FeatureRow, Unit, Value};
use caudal_facts::categories::Category;
use proptest::prelude::*;

use super::ledger::Ledger;
use super::random::{Row, ledger, rows};

/// Features whose values differ between two rows.
fn changed(one: &FeatureRow, other: &FeatureRow) -> Vec<&'static str> {
    let pairs = one.iter().zip(other.iter());
    let differ = pairs.filter(|((_, one), (_, other))| one != other);
    differ.map(|((feature, _), _)| feature.name).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_row_after_the_decision_changes_nothing(
        rows in rows(),
        later in prop::collection::vec((0..3_u32, 1_i64..90, -5_000_i64..5_000), 1..8),
    ) {
        let before: Vec<Row> = rows.into_iter().filter(|row| row.1 >= 0).collect();
        let with = later
            .into_iter()
            .map(|(account, ahead, amount)| (account, -ahead, amount, Category::Salary));
        let after: Vec<Row> = before.iter().copied().chain(with).collect();
        let (before, after) = (ledger(&before, 400).features(), ledger(&after, 400).features());
        prop_assert_eq!(changed(&before, &after), Vec::<&str>::new());
    }

    #[test]
    fn an_own_transfer_is_neither_income_nor_net_flow(
        rows in rows(),
        back in 0_i64..120,
        // An amount of its own, so that it takes no other movement's place.
        amount in 6_000_000_000_i64..7_000_000_000,
    ) {
        let mut with = rows.clone();
        with.push((0, back, -amount, Category::TransferOut));
        with.push((1, back, amount, Category::TransferIn));
        let (before, after) = (ledger(&rows, 400).features(), ledger(&with, 400).features());
        let touched = changed(&before, &after);
        let flows = ["income.", "expenses.", "debt.", "affordability.", "stress."];
        let counted = touched.into_iter().filter(|name| {
            flows.iter().any(|group| name.starts_with(group))
                || (name.starts_with("cashflow.") && !name.starts_with("cashflow.own_"))
        });
        prop_assert_eq!(counted.collect::<Vec<_>>(), Vec::<&str>::new());
    }

    #[test]
    fn scaled_amounts_scale_money_and_leave_counts_and_shares(rows in rows(), factor in 2_i64..50) {
        let scaled: Vec<Row> = rows
            .iter()
            .map(|row| (row.0, row.1, row.2 * factor, row.3))
            .collect();
        let (one, other) = (ledger(&rows, 400).features(), ledger(&scaled, 400).features());
        for ((feature, one), (_, other)) in one.iter().zip(other.iter()) {
            check_scaled(feature.name, feature.unit, *one, *other, factor)?;
        }
    }
}

fn check_scaled(
    name: &str,
    unit: Unit,
    one: Value,
    other: Value,
    factor: i64,
) -> Result<(), TestCaseError> {
    let (Value::Known(one), Value::Known(other)) = (one, other) else {
        prop_assert_eq!(one, other, "{}", name);
        return Ok(());
    };
    match unit {
        // Each was rounded to a whole unit: the scaled one may be off by as much, scaled.
        Unit::Money | Unit::MoneyPerMonth => {
            prop_assert!(
                (other - one * factor).abs() <= factor,
                "{name}: {one}, {other}"
            );
        }
        // A tenth of an income is cut to a whole unit, and so is a median that counts.
        Unit::Days if name == "balance.days_low_90d" => {}
        _ if name.contains("stream") || name.contains("source") => {}
        _ => prop_assert_eq!(one, other, "{}", name),
    }
    Ok(())
}

#[test]
fn an_empty_case_is_missing_and_not_zero() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.facts.answers.clear();
    for (feature, value) in ledger.features().iter() {
        assert!(matches!(value, Value::Missing(_)), "{}", feature.name);
    }
    assert!(Catalogue::standard().iter().len() >= 150);
}
