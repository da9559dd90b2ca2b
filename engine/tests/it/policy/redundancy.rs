//! Rows that change no answer: told exactly when taking them out changes none.

use std::collections::BTreeSet;

use caudal_engine::policy::{Policy, Table, TableAnswer};
use proptest::prelude::*;

use super::rows::{as_of, domains, points, rows, table_of};

fn studied(policy: &Policy) -> &Table {
    policy.table("t").unwrap()
}

fn answers(policy: &Policy) -> Vec<TableAnswer> {
    let table = studied(policy);
    let points = points(4);
    points
        .iter()
        .map(|point| table.scan(point, as_of()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn rows_that_change_no_answer_are_exactly_those_told(rows in rows(4, 6), said in prop::collection::vec(0_usize..2, 6)) {
        let policy = table_of("first", &rows, |row| said[row]);
        let study = studied(&policy).study(&domains());
        let all = answers(&policy);
        let told: BTreeSet<usize> = study.redundant.iter().map(|(row, _)| *row).collect();
        // Of rows that never answer something else is told.
        let silent = study.masked.iter().map(|(row, _)| *row);
        let silent: BTreeSet<usize> =
            silent.chain(study.unreachable.iter().map(|(row, _)| *row)).collect();
        for row in (0..rows.len()).filter(|row| !silent.contains(row) && rows.len() > 1) {
            let mut fewer = rows.clone();
            fewer.remove(row);
            let without = table_of("first", &fewer, |kept| said[kept + usize::from(kept >= row)]);
            let same = answers(&without) == all;
            prop_assert_eq!(told.contains(&row), same, "row {} of {:?} {:?}", row, rows, said);
        }
    }

    #[test]
    fn rows_that_are_summed_twice_are_those_alike(rows in rows(2, 8)) {
        let policy = table_of("sum", &rows, |_| 1);
        let study = studied(&policy).study(&domains()[..2]);
        let told: BTreeSet<usize> = study.duplicated.iter().map(|(row, _)| *row).collect();
        for (index, row) in rows.iter().enumerate() {
            if rows[..index].contains(row) && !study.unreachable.iter().any(|(empty, _)| *empty == index) {
                prop_assert!(told.contains(&index), "{:?}", rows);
            }
        }
    }
}
