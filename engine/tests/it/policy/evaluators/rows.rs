//! Random rows: figures, inputs and reports of one person or of two.

use std::collections::BTreeMap;
use std::sync::Arc;

use caudal_engine::facts::{DatedValue, Source};
use caudal_engine::policy::{SourceState, Subject, Value};
use proptest::prelude::*;

use crate::policy::harness::{number, subject};
use crate::policy::soundness::given;

/// What the sources did.
fn sources() -> impl Strategy<Value = BTreeMap<Source, SourceState>> {
    let state = prop::option::of((any::<bool>(), prop::option::of(-1_i64..9)));
    let all = [Source::Khipu, Source::Cmf, Source::Protests, Source::Afc];
    prop::collection::vec(state, all.len()).prop_map(move |states| {
        let known = all.into_iter().zip(states);
        known
            .filter_map(|(source, state)| {
                let (answered, age_days) = state?;
                let why = None;
                Some((
                    source,
                    SourceState {
                        answered,
                        age_days,
                        why,
                    },
                ))
            })
            .collect()
    })
}

fn features() -> impl Strategy<Value = Vec<(&'static str, Value)>> {
    let names = [
        "bureau.protests_open",
        "debt.overdue_90_plus",
        "debt.direct_total",
        "co.debt.overdue_90_plus",
        "co.debt.direct_total",
    ];
    let value = prop::option::of(prop::sample::select(vec![
        number("0"),
        number("3"),
        number("40000000000000000000000000000"),
        Value::None("cmf".into()),
        Value::missing("overflow"),
    ]));
    prop::collection::vec(value, names.len()).prop_map(move |values| {
        let known = names.into_iter().zip(values);
        known
            .filter_map(|(name, value)| Some((name, value?)))
            .collect()
    })
}

pub(in crate::policy) fn row() -> impl Strategy<Value = Arc<Subject>> {
    let series = prop::sample::select(vec![None, Some("2026-10-20"), Some("2026-01-01")]);
    let theirs = prop::option::of(sources());
    let all = (given(), features(), sources(), theirs, series);
    all.prop_map(|(given, features, sources, theirs, series)| {
        let given: Vec<(&str, Value)> = given.into_iter().chain(features).collect();
        let mut row = (*subject(&given)).clone();
        row.sources = sources;
        row.co_applicant = theirs;
        if let Some(from) = series {
            let figure = DatedValue {
                from: from.parse().unwrap(),
                value: "39000.55".parse().unwrap(),
            };
            row.series = Arc::new(BTreeMap::from([("uf".to_owned(), vec![figure])]));
        }
        Arc::new(row)
    })
}
