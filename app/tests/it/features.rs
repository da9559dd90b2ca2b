//! `caudal features`.

use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

use crate::support::{caudal, check, printed, root, run};

#[test]
fn a_feature_tells_all_that_is_declared_of_it() {
    let one = "income.conservative_6m";
    check(&printed(caudal(&["features", one])), "features/one.es.txt");
    check(
        &printed(caudal(&["features", one, "--lang", "en"])),
        "features/one.en.txt",
    );
    check(
        &printed(caudal(&["features", one, "--json"])),
        "features/one.json",
    );
}

#[test]
fn a_group_is_listed() {
    check(
        &printed(caudal(&["features", "income"])),
        "features/group.es.txt",
    );
}

#[test]
fn the_whole_catalogue_is_listed_in_a_hundred_columns() {
    for lang in ["es", "en"] {
        let list = printed(caudal(&["features", "--lang", lang]));
        assert!(list.lines().all(|line| line.chars().count() <= 100));
    }
}

#[test]
fn the_reference_page_has_a_row_for_each_feature() {
    let rows = printed(caudal(&["features", "--markdown"]));
    let names = printed(caudal(&["features", "--json"]));
    let count = |text: &str, start: &str| {
        let lines = text.lines().map(str::trim_start);
        lines.filter(|line| line.starts_with(start)).count()
    };
    assert_eq!(count(&rows, "| `"), count(&names, "\"name\": "));
    assert!(count(&rows, "| `") >= 40);
}

#[test]
fn an_unknown_name_is_answered_with_the_nearest() {
    let ran = run(caudal(&["features", "income.conservativ_6m"]));
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    check(&ran.stderr, "features/unknown.txt");
}

#[test]
fn the_reference_in_rules_is_what_the_program_writes() {
    let reference = root().join("rules/FEATURES.md");
    Assert::new().action_env("SNAPSHOTS").eq(
        Data::text(printed(caudal(&["features", "--markdown"]))),
        Data::read_from(&reference, Some(DataFormat::Text)).raw(),
    );
}
