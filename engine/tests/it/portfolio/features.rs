//! Features over a shard are those of its cases one by one.

use caudal_engine::features::{Catalogue, Program, compute_all};
use caudal_engine::portfolio::Columns;
use caudal_facts::categories::Category;
use proptest::prelude::*;

use super::{one_shard, read, written};
use crate::features::Ledger;
use crate::features::random::{World, amounts, world};

fn check(mut ledgers: Vec<Ledger>) {
    for ledger in &mut ledgers {
        ledger.facts.categories_sha256 = Some(super::categories());
    }
    let program = Program::all(Catalogue::standard());
    let files = written(&one_shard(&ledgers));
    for columns in [Columns::All, Columns::Of(&program)] {
        let shard = read(&files, columns).expect("read");
        let table = compute_all(&program, shard.frames(), |_| &ledgers[0].rates).expect("computed");
        assert_eq!(table.len(), ledgers.len());
        for (number, ledger) in ledgers.iter().enumerate() {
            assert_eq!(table.ids()[number], format!("case-{number}"));
            let row = table.row(number).expect("a case");
            let alone = ledger.features();
            for ((feature, here), (_, there)) in row.iter().zip(alone.iter()) {
                assert_eq!(
                    here, there,
                    "{} of case {number}, {columns:?}",
                    feature.name
                );
            }
        }
    }
}

#[test]
fn each_feature_finds_its_columns() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger
        .account("2025-01-01")
        .account("2025-01-01")
        .row("2026-08-01", 10_000, Category::Salary)
        .row("2026-09-01", 10_100, Category::Salary)
        .row("2026-10-01", 10_000, Category::Salary)
        .row("2026-10-10", -4_000, Category::Uncategorised);
    ledger.facts.categories_sha256 = Some(super::categories());
    let files = written(&one_shard(std::slice::from_ref(&ledger)));
    let alone = ledger.features();
    for feature in Catalogue::standard().iter() {
        let program = Program::compile(Catalogue::standard(), &[feature.name]).expect("a feature");
        let shard = read(&files, Columns::Of(&program)).expect("read");
        let table = compute_all(&program, shard.frames(), |_| &ledger.rates).expect("computed");
        let row = table.row(0).expect("a case");
        assert_eq!(
            row.get(feature.name),
            alone.get(feature.name),
            "{}",
            feature.name
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn one_case_and_a_shard_give_the_same(
        cases in prop::collection::vec(world(&amounts()), 1..6)
    ) {
        // A portfolio has the rates and prices of one day.
        let prices = cases[0].prices.clone();
        let ledgers = cases.into_iter().map(|world| {
            let (as_of, prices) = ("2026-10-20", prices.clone());
            World { as_of, prices, ..world }.ledger()
        });
        check(ledgers.collect());
    }
}
