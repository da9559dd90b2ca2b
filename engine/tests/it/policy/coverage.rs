//! What cases cover: rules, conditions by masking MC/DC, rows.

use caudal_engine::policy::{CaseSuite, Coverage, Policy};

use super::harness::{InMemory, files, load};

/// A policy's files with one file of cases, each written as its `given`.
pub(super) fn with_cases(script: &str, more: &str, cases: &[&str]) -> InMemory {
    let mut files = files(script, more);
    let cases: Vec<String> = cases
        .iter()
        .map(|given| {
            // What a reason's text shows is read, too.
            let shown = if given.contains("x.a") {
                ""
            } else {
                ", x.a = 0"
            };
            format!(
                "[[case]]\nname = \"a case\"\ngiven = {{ as_of = 2026-10-20, {given}{shown} }}\n"
            )
        })
        .collect();
    files.0.insert("cases/all.toml".to_owned(), cases.concat());
    files
}

/// The cases of [`with_cases`].
pub(super) fn suite(policy: &Policy, files: &InMemory) -> CaseSuite {
    match CaseSuite::load(policy, "", "cases/all.toml", files) {
        Ok(suite) => suite,
        Err(problems) => {
            let text: Vec<String> = problems.iter().map(ToString::to_string).collect();
            panic!("{}", text.join("\n"))
        }
    }
}

fn covered(script: &str, more: &str, cases: &[&str], tables: &[(&str, &str)]) -> Coverage {
    let mut files = with_cases(script, more, cases);
    for (name, text) in tables {
        files.0.insert((*name).to_owned(), (*text).to_owned());
    }
    let policy = load(&files);
    let results = suite(&policy, &files).run(&policy);
    Coverage::of(&policy, &results)
}

/// `text: yes/no/unknown, decided by holding/by not holding`
fn conditions(coverage: &Coverage) -> Vec<String> {
    coverage
        .conditions
        .iter()
        .map(|each| {
            format!(
                "{}: {}/{}/{}, {}/{}",
                each.text, each.yes, each.no, each.unknown, each.decided_yes, each.decided_no
            )
        })
        .collect()
}

const BOTH: &str = "stage(\"s\");\ndecline(\"R1\", x.p && y.q);";
const EITHER: &str = "stage(\"s\");\ndecline(\"R1\", x.p || !y.q);";

#[test]
fn a_condition_is_covered_once_it_decided_both_ways() {
    type Row<'r> = (&'r str, &'r str, &'r [&'r str], &'r [&'r str]);
    let table: &[Row<'_>] = &[
        (
            "both hold: each decides by holding",
            BOTH,
            &["x.p = true, y.q = true"],
            &["x.p: 1/0/0, 1/0", "y.q: 1/0/0, 1/0"],
        ),
        (
            "both do not: each masks the other",
            BOTH,
            &["x.p = false, y.q = false"],
            &["x.p: 0/1/0, 0/0", "y.q: 0/1/0, 0/0"],
        ),
        (
            "one at a time: both are covered",
            BOTH,
            &[
                "x.p = true, y.q = true",
                "x.p = true, y.q = false",
                "x.p = false, y.q = true",
            ],
            &["x.p: 2/1/0, 1/1", "y.q: 2/1/0, 1/1"],
        ),
        (
            "beside a missing one nothing decides, unless it decides alone",
            BOTH,
            &[
                "x.p = true, y.q = \"missing\"",
                "x.p = false, y.q = \"missing\"",
            ],
            &["x.p: 1/1/0, 0/1", "y.q: 0/0/2, 0/0"],
        ),
        (
            "a none is not known here",
            BOTH,
            &["x.p = \"none\", y.q = true"],
            &["x.p: 0/0/1, 0/0", "y.q: 1/0/0, 0/0"],
        ),
        (
            "under a not, holding is what the atom does",
            EITHER,
            &["x.p = false, y.q = true", "x.p = false, y.q = false"],
            &["x.p: 0/2/0, 0/1", "y.q: 1/1/0, 1/1"],
        ),
        (
            "a comparison alone",
            "stage(\"s\");\nlet low = x.a * 2 < 10;\nrefer(\"R1\", low);",
            &["x.a = 4", "x.a = 5", "x.a = \"missing\""],
            &["x.a * 2 < 10: 1/1/1, 1/1", "low: 1/1/1, 1/1"],
        ),
        (
            "within choose, and in a function that is called twice",
            "stage(\"s\");\nlet n = f(x.p) + f(y.q);\nrefer(\"R1\", n > 1);\nfn f(on) { choose(on, 1, 0) }",
            &["x.p = true, y.q = false"],
            &["n > 1: 0/1/0, 0/1", "on: 1/1/0, 1/1"],
        ),
        (
            "a stage's condition; the rules of a skipped stage decide nothing",
            "stage(\"s\", #{ when: x.p });\nrefer(\"R1\", y.q);",
            &["x.p = false, y.q = true"],
            &["x.p: 0/1/0, 0/1", "y.q: 0/0/0, 0/0"],
        ),
        (
            "each round of a loop",
            "stage(\"s\");\nfor term in params.terms { withhold(\"R1\", term > 6); offer(quote(100, 0.01, term)); }",
            &["x.a = 6"],
            &["term > 6: 1/1/0, 1/1"],
        ),
    ];
    for (situation, script, cases, expected) in table {
        let coverage = covered(script, "", cases, &[]);
        assert_eq!(conditions(&coverage), *expected, "{situation}");
    }
}

#[test]
fn rules_count_when_they_fire_when_they_do_not_and_when_nobody_can_tell() {
    let script = "stage(\"s\");\nlet a = x.a.or_refer(\"R3\");\ndecline(\"R1\", a > 1);\n\
                  stage(\"t\");\nrefer(\"R2\", y.b > 1);";
    let coverage = covered(
        script,
        "",
        &[
            "x.a = 2, y.b = 2",
            "x.a = 1, y.b = 2",
            "x.a = 1, y.b = \"missing\"",
        ],
        &[],
    );
    let rules: Vec<_> = coverage
        .rules
        .iter()
        .map(|rule| {
            (
                rule.name.as_str(),
                rule.fired,
                rule.not_fired,
                rule.unknown,
                rule.is_covered(),
            )
        })
        .collect();
    let expected = [
        ("R3", 0, 0, 0, false),
        ("R1", 1, 2, 0, true),
        ("R2", 1, 0, 1, false),
    ];
    assert_eq!(rules, expected);
    assert_eq!(coverage.of_rules().percent(), 33);
}

#[test]
fn rows_that_answered_are_covered() {
    let more = "[tables]\nsize = { hit = \"unique\", then = { n = \"count\" } }\n";
    let sizes = "when x.a;then n\n<5;1\n[5..10);2\n>=10;3\n";
    let script = "stage(\"s\");\nlet n = table(\"size\").n;\nrefer(\"R1\", n > 2);";
    let coverage = covered(
        script,
        more,
        &["x.a = 4", "x.a = 3", "x.a = 10", "x.a = \"missing\""],
        &[("tables/size.csv", sizes)],
    );
    let rows: Vec<_> = coverage
        .rows
        .iter()
        .map(|row| (row.line, row.cases))
        .collect();
    assert_eq!(rows, [(2, 2), (3, 0), (4, 1)]);
    let whole = coverage.whole();
    assert_eq!((whole.covered, whole.of, whole.percent()), (4, 5, 80));
}
