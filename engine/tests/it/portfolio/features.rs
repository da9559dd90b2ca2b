//! Features over a shard are those of its cases one by one.

use caudal_engine::features::{Catalogue, Program, compute_all};
use caudal_engine::portfolio::Columns;
use caudal_facts::categories::Category;
use proptest::prelude::*;

use super::{one_shard, read, written};
use crate::features::Ledger;
use crate::features::random::{ledger, rows};

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
    let mut ledger = ledger(
        &[
            (0, 3, 10_000, Category::Salary),
            (1, 10, -4_000, Category::Uncategorised),
            (0, 40, 10_000, Category::Salary),
            (0, 70, 10_100, Category::Salary),
        ],
        400,
    );
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
        cases in prop::collection::vec((rows(), 0_u64..430), 1..6)
    ) {
        check(cases.iter().map(|(rows, covered)| ledger(rows, *covered)).collect());
    }
}
