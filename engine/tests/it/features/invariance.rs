//! What must not change a feature, over random cases.
//!
//! Each law holds for every feature, except for what is named beside it with its reason.

mod later;
mod order;
mod scale;

use caudal_engine::features::{Catalogue, FeatureRow, Value};
use caudal_facts::Source;
use caudal_facts::categories::Category;
use proptest::prelude::*;

use super::ledger::Ledger;
use super::random::{ledger, rows};

/// Features whose values differ between two rows.
fn changed(one: &FeatureRow, other: &FeatureRow) -> Vec<&'static str> {
    let pairs = one.iter().zip(other.iter());
    let differ = pairs.filter(|((_, one), (_, other))| one != other);
    differ.map(|((feature, _), _)| feature.name).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

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

/// A report that lists no account says nothing of money: only what says of itself that it is never
/// missing is known, and it is zero.
#[test]
fn a_report_without_accounts_is_missing_and_not_zero() {
    for (mut ledger, bank) in [
        (Ledger::chile("2026-10-20"), Source::Khipu),
        (Ledger::argentina("2026-10-20"), Source::Cirenio),
    ] {
        ledger
            .facts
            .sections
            .retain(|section| *section == caudal_facts::facts::Section::Accounts);
        for (feature, value) in ledger.features().iter() {
            let is_banks = feature.sources.of(ledger.country) == [bank];
            let never_missing = is_banks && feature.missing.starts_with("Never");
            let expected = never_missing.then_some(Value::Known(0));
            let found = Some(*value).filter(|value| !matches!(value, Value::Missing(_)));
            assert_eq!(found, expected, "{}", feature.name);
        }
    }
}
