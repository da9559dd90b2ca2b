//! The fixtures as a portfolio: features over a shard are those of each case alone.

use std::collections::BTreeMap;
use std::io::Cursor;

use caudal_engine::features::{Catalogue, Program, compute, compute_all};
use caudal_engine::frames::Table;
use caudal_engine::portfolio::{Columns, ShardBuilder};
use caudal_facts::Country;

use crate::fixtures::Fixture;

#[test]
fn one_case_and_a_shard_give_the_same() {
    for country in Country::ALL {
        let mut fixtures = Fixture::all();
        fixtures.retain(|fixture| fixture.application.country == country);
        check(&fixtures);
    }
}

fn check(fixtures: &[Fixture]) {
    let mut builder = ShardBuilder::default();
    for fixture in fixtures {
        let full = builder.push(&fixture.case(), &fixture.facts);
        assert!(full.expect("pushed").is_none(), "they fit one shard");
    }
    let shard = builder.finish().expect("built").expect("a shard");
    let mut files: BTreeMap<Table, Vec<u8>> = BTreeMap::new();
    for &table in Table::ALL {
        shard
            .write(table, files.entry(table).or_default())
            .expect("written");
    }
    let categories = shard.versions().categories;
    let program = Program::all(Catalogue::standard());
    for columns in [Columns::All, Columns::Of(&program)] {
        let read = caudal_engine::portfolio::Shard::read(categories, columns, |table| {
            Ok(Cursor::new(files[&table].as_slice()))
        });
        let read = read.expect("read");
        for (number, fixture) in fixtures.iter().enumerate() {
            let context = fixture.context();
            // Rates are a case's own among the fixtures; each is compared under its own.
            let table = compute_all(&program, read.frames(), |_| &context.rates);
            let row = table.expect("computed").row(number).expect("a case");
            let alone = compute(&program, &fixture.frames(), &context).expect("computed");
            for ((feature, here), (_, there)) in row.iter().zip(alone.iter()) {
                let case = &fixture.application.id;
                assert_eq!(here, there, "{} of {case}, {columns:?}", feature.name);
            }
        }
    }
}
