//! `caudal features`.

use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

use crate::support::{caudal, check, printed, root, run, scratch};

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

const OWN: &str = r#"[own.groceries_3m]
es = "Gasto mensual en supermercados: mediana de 3 meses completos"
en = "Groceries a month: median of 3 complete months"
unit = "money/month"
window = "3m"
rows = { direction = "out", categories = ["groceries"] }
reduce = "median"
riskier = "higher"

[own.groceries_share_3m]
es = "Supermercados como parte del ingreso verificado"
en = "Groceries as a share of verified income"
unit = "ratio"
ratio = { of = "own.groceries_3m", to = "income.verified_monthly_3m" }
"#;

/// A copy of the Chilean policy that declares features of its own.
fn declaring() -> String {
    let copy = scratch("own-features", &["rules"]);
    let policy = copy.join("rules/cl/consumer");
    std::fs::write(policy.join("features.toml"), OWN).expect("a file in the copy");
    policy.display().to_string()
}

#[test]
fn a_policys_own_features_are_listed_and_explained() {
    let policy = declaring();
    let own = printed(caudal(&["features", "own", "--policy", &policy]));
    check(&own, "features/own.es.txt");
    let one = ["features", "own.groceries_share_3m", "--policy", &policy];
    let one = printed(caudal(&[&one[..], &["--lang", "en"]].concat()));
    check(&one, "features/own_ratio.en.txt");
    let explained = printed(caudal(&[
        "decide",
        "--policy",
        &policy,
        "--application",
        "fixtures/applications/cl-salaried-clean.json",
        "--evidence",
        "fixtures/evidence/cl-salaried-clean",
        "--explain-feature",
        "own.groceries_3m",
    ]));
    check(&explained, "features/own_explained.es.txt");
}
