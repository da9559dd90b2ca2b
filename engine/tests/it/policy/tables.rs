//! Decision tables: hit policies, three states in cells, dates, and the dialects of spreadsheets.

use std::collections::BTreeMap;

use caudal_engine::policy::{LoadOptions, Policy, Ruling, TableAnswer, Value};

use super::harness::{InMemory, codes, files, load, number, rule, subject};

/// A policy with one table `t` (columns as written) whose result is `r`.
fn with_table(hit: &str, csv: &str, script: &str) -> InMemory {
    let more = format!("[tables]\nt = {{ hit = \"{hit}\", then = {{ points = \"points\" }} }}\n");
    let mut files = files(script, &more);
    files.0.insert("tables/t.csv".to_owned(), csv.to_owned());
    files
}

const LOOK_UP: &str = "stage(\"s\");\nlet r = table(\"t\", #{ n: x.a }).points;\n\
                       refer(\"R1\", r > 100);\noffer(quote(1000, 0.02, 12));\n";

fn answer(hit: &str, csv: &str, a: Option<Value>) -> (Value, Vec<String>) {
    let policy = load(&with_table(hit, csv, LOOK_UP));
    let given: Vec<(&str, Value)> = a.map(|a| ("x.a", a)).into_iter().collect();
    let ruling = rule(&policy, subject(&given));
    let value = ruling.result("r").unwrap().into_owned();
    let codes = codes(&ruling).into_iter().map(str::to_owned).collect();
    (value, codes)
}

#[test]
fn ranges_hold_at_their_ends_as_written() {
    let csv = "when n;then points\n<10;1\n[10..20);2\n[20..30];3\n(30..40);4\n>=40;5\n";
    for (n, points) in [
        ("9.99", "1"),
        ("10", "2"),
        ("19.999", "2"),
        ("20", "3"),
        ("30", "3"),
        ("30.01", "4"),
        ("39.99", "4"),
        ("40", "5"),
    ] {
        assert_eq!(
            answer("unique", csv, Some(number(n))).0,
            number(points),
            "{n}"
        );
    }
}

#[test]
fn a_gap_is_the_policys_and_missing_data_is_the_datas() {
    let csv = "when n;then points\n<10;1\n>10;2\n";
    let (value, codes) = answer("unique", csv, Some(number("10")));
    assert!(matches!(value, Value::Missing(_)));
    assert_eq!(codes, ["POLICY_GAP(t)"]);
    assert_eq!(answer("unique", csv, None).1, ["DATA_MISSING(x)"]);
    // None is in no range, so no row holds.
    let none = Some(Value::None("x".into()));
    assert_eq!(answer("unique", csv, none).1, ["POLICY_GAP(t)"]);
}

#[test]
fn cells_for_missing_and_none() {
    let csv = "when n;then points\nmissing;2\nnone;1\n<10;3\nany;4\n";
    for (given, points) in [
        (Some(Value::None("x".into())), "1"),
        (None, "2"),
        (Some(number("9")), "3"),
        (Some(number("10")), "4"),
    ] {
        assert_eq!(
            answer("first", csv, given.clone()).0,
            number(points),
            "{given:?}"
        );
    }
    // A row above that cannot be told could be the answer.
    let hidden = "when n;then points\n<10;1\nany;4\n";
    assert_eq!(answer("first", hidden, None).1, ["DATA_MISSING(x)"]);
    // With a single row that holds, what another cannot tell does not matter.
    assert_eq!(
        answer("unique", "when n;then points\nmissing;2\n<10;3\n", None).0,
        number("2")
    );
}

/// The causes that a unique table gives no answer for, where a check would have refused its rows.
fn causes(csv: &str, n: Option<&str>) -> String {
    let script = "stage(\"s\");\noffer(quote(1000, 0.02, 12));\n";
    let policy = load(&with_table("unique", csv, script));
    let value = n.map_or_else(|| Value::missing("x"), number);
    let as_of = "2026-10-20".parse().unwrap();
    match policy.table("t").unwrap().answer(&[value], as_of) {
        TableAnswer::Missing(causes) => causes.to_string(),
        TableAnswer::Found(results) => results.into_values().map(|v| v.to_string()).collect(),
    }
}

#[test]
fn two_rows_of_a_unique_table_are_the_policys_fault() {
    let csv = "when n;then points\n<=10;1\n>=10;2\n";
    assert_eq!(causes(csv, Some("10")), "POLICY_OVERLAP(t)");
}

#[test]
fn a_row_that_cannot_be_told_may_be_the_answer_even_beside_one_that_holds() {
    let csv = "when n;then points\nany;9\n>=0;5\n";
    assert_eq!(causes(csv, None), "DATA_MISSING(x)");
    assert_eq!(causes(csv, Some("5")), "POLICY_OVERLAP(t)");
    assert_eq!(causes(csv, Some("-1")), "9");
}

#[test]
fn sums_add_every_row_that_holds() {
    let csv = "when n;then points\n>1;10\n>2;5\n>3;1\n";
    for (n, sum) in [("1", "0"), ("2", "10"), ("3", "15"), ("4", "16")] {
        assert_eq!(answer("sum", csv, Some(number(n))).0, number(sum), "{n}");
    }
    assert_eq!(answer("sum", csv, None).1, ["DATA_MISSING(x)"]);
}

#[test]
fn spreadsheets_of_the_country_are_read() {
    let csv = "\u{feff}# a comment\nwhen n;then points\n<1,5;1,25\n>=1,5;2\n";
    assert_eq!(answer("unique", csv, Some(number("1.4"))).0, number("1.25"));
    // Columns that were once used and are blank, and rows of nothing.
    let blank = "when n;then points;;\n<1,5;1,25;;\n;;;\n>=1,5;2;;\n";
    assert_eq!(
        answer("unique", blank, Some(number("1.4"))).0,
        number("1.25")
    );
    let commas = "when n,then points\n<1.5,1.25\n>=1.5,2\n";
    assert_eq!(
        answer("unique", commas, Some(number("1.4"))).0,
        number("1.25")
    );
}

#[test]
fn dated_rows_hold_from_and_until_their_day() {
    for (from, until, holds) in [
        ("2026-10-20", "any", true),
        ("2026-10-21", "any", false),
        ("any", "2026-10-20", true),
        ("any", "2026-10-19", false),
    ] {
        let csv = format!("when from;when until;when n;then points\n{from};{until};any;7\n");
        let (value, _) = answer("unique", &csv, Some(number("1")));
        assert_eq!(value == number("7"), holds, "{from} {until}");
    }
}

fn rules(csv: &str, values: &[(&str, Value)]) -> Ruling {
    let script = "stage(\"s\");\nrules(\"t\", #{ n: x.a });\noffer(quote(1000, 0.02, 12));\n";
    let mut files = files(script, "[tables]\nt = { hit = \"rules\" }\n");
    files.0.insert("tables/t.csv".to_owned(), csv.to_owned());
    rule(&load(&files), subject(values))
}

#[test]
fn every_row_of_a_table_of_rules_stands_alone() {
    let csv = "when n;when y.b;then outcome;then reason\n>3;any;decline;R1\nany;>3;refer;R2/v\n";
    let both = [("x.a", number("4")), ("y.b", number("4"))];
    assert_eq!(codes(&rules(csv, &both)), ["R1", "R2"]);
    let one_missing = [("x.a", number("4"))];
    assert_eq!(codes(&rules(csv, &one_missing)), ["R1", "DATA_MISSING(y)"]);
    let none = [("x.a", Value::None("x".into())), ("y.b", number("3"))];
    assert!(codes(&rules(csv, &none)).is_empty());
}

/// The problems of a table's file.
fn problems(csv: &str) -> String {
    let files = with_table("unique", csv, LOOK_UP);
    let problems = Policy::load("p", &files, LoadOptions::default()).unwrap_err();
    let text: Vec<String> = problems.iter().map(ToString::to_string).collect();
    text.join("\n")
}

#[test]
fn what_cannot_be_read_in_a_table_is_reported_with_its_line() {
    let cases = BTreeMap::from([
        (
            "when n;then points\n1.200;1\n",
            "p/tables/t.csv:2: column \"when n\": \"1.200\" could be read with thousands or with decimals",
        ),
        (
            "when n;then points\n1.200.000;1\n",
            "has more than one separator",
        ),
        (
            "when n;then points\n;1\n",
            "the cell is blank: write any if it does not matter",
        ),
        (
            "when n;then points\n[5..1];1\n",
            "range \"[5..1]\" holds nothing",
        ),
        (
            "when n;then points\n[5..5);1\n",
            "range \"[5..5)\" holds nothing",
        ),
        ("when n;then points\n[5..9;1\n", "cannot read range"),
        (
            "when n;then points\n>x;1\n",
            "is neither a number nor a date",
        ),
        ("when n;then points\n1;many\n", "\"many\" is no points"),
        (
            "when n;then points\n1\n",
            "p/tables/t.csv:2:1: the row has 1 cells, the header 2",
        ),
        (
            "when n;then poitns\n1;1\n",
            "result \"poitns\" is not declared",
        ),
        ("n;then points\n1;1\n", "expected \"when …\" or \"then …\""),
        ("when n;then points\n", "the table has no row"),
        ("", "the file has no header"),
        ("when m;then points\n1;1\n", "\"t\" wants column \"m\""),
        (
            "when x.aa;then points\n1;1\n",
            "unknown feature or input \"x.aa\"",
        ),
    ]);
    for (csv, expected) in cases {
        let found = problems(csv);
        assert!(found.contains(expected), "{csv:?}:\n{found}");
    }
}
