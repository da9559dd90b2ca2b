//! Cases around thresholds, and cases that nobody has confirmed.

use caudal_engine::policy::{Boundaries, CaseSuite};

use super::harness::{files, load};

#[test]
fn each_threshold_of_a_given_figure_gets_a_case_on_either_side_and_at_it() {
    let more = "[tables]\nsize = { hit = \"unique\", then = { n = \"ratio\" } }\n";
    let script = "stage(\"s\");\ndecline(\"R1\", x.a.if_none(0) > 1);\n\
                  refer(\"R2\", table(\"size\").n > params.half);";
    let mut files = files(script, more);
    let sizes = "when y.b;then n\n<5;0.4\n>=5;0.6\n";
    files
        .0
        .insert("tables/size.csv".to_owned(), sizes.to_owned());
    let base = "as_of = 2026-10-20\n[x]\na = 0\n[y]\nb = 0\n";
    files
        .0
        .insert("cases/_base.toml".to_owned(), base.to_owned());
    let policy = load(&files);
    let file = "cases/generated.toml";
    let found = Boundaries::of(&policy, "", "_base.toml", file, &files).unwrap();
    files.0.insert(file.to_owned(), found.text.clone());
    let suite = CaseSuite::load(&policy, "", file, &files).unwrap();
    let names: Vec<&str> = suite.cases.iter().map(|case| case.name.as_str()).collect();
    let expected = [
        "x.a just under 1",
        "x.a at 1",
        "x.a just over 1",
        "y.b just under 5",
        "y.b at 5",
        "y.b just over 5",
    ];
    assert_eq!(
        (names.as_slice(), found.cases),
        (&expected[..], 6),
        "{}",
        found.text
    );
    assert!(
        found
            .text
            .contains("given.x = { a = 2 }\nexpect.outcome = \"decline\"")
    );
    let results = suite.run(&policy);
    assert!(
        results
            .iter()
            .all(|result| result.unconfirmed && result.differences.is_empty())
    );
}
