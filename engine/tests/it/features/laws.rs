//! Laws over random ledgers: no order of rows matters, and many cases are each alone.

use caudal_engine::features::{Catalogue, FeatureRow, Program, Rates, compute_all};
use caudal_engine::frames::{Builder, Case, Frames};
use proptest::prelude::*;

use super::ledger::Ledger;
use super::random::{ledger, rows};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

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
