//! Gaps, overlaps and rows that never answer, held against every value around their bounds.

use std::collections::BTreeSet;

use caudal_engine::policy::{
    Causes, Domain, LoadOptions, Policy, Shape, Table, TableAnswer, Value,
};
use chrono::NaiveDate;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::harness::{files, load, number};

/// The columns of random tables: whole numbers, any numbers, words, yes or no.
pub(super) const COLUMNS: [&str; 4] = ["a", "b", "c", "d"];

pub(super) fn domains() -> Vec<Domain> {
    let (low, high) = (Some(Decimal::ZERO), Some(Decimal::from(4)));
    let shape = |shape, none, missing| Domain {
        shape,
        none,
        missing,
    };
    let words = ["N", "O", "P"].map(Into::into);
    vec![
        shape(
            Shape::Numbers {
                low,
                high,
                whole: true,
            },
            true,
            true,
        ),
        shape(
            Shape::Numbers {
                low,
                high: None,
                whole: false,
            },
            false,
            true,
        ),
        shape(Shape::Words(words.into()), true, false),
        shape(Shape::Flags, false, true),
    ]
}

/// Every value that can matter: cells' bounds are halves from 0 to 6.
fn samples(column: usize) -> Vec<Value> {
    let missing = || Value::Missing(Causes::data(COLUMNS[column]));
    let none = || Value::None("x".into());
    let numbers =
        |step: i64, to: i64| (0..=to).map(move |n| Value::Number(Decimal::new(n * step, 2)));
    match column {
        0 => numbers(100, 4).chain([none(), missing()]).collect(),
        1 => numbers(25, 26).chain([missing()]).collect(),
        2 => {
            let words = ["N", "O", "P"].map(|word| Value::Text(word.into()));
            words.into_iter().chain([none()]).collect()
        }
        _ => vec![Value::Flag(false), Value::Flag(true), missing()],
    }
}

fn number_cell() -> impl Strategy<Value = String> {
    let half = || (0_i64..=8).prop_map(|n| Decimal::new(n * 5, 1));
    prop_oneof![
        3 => Just("any".to_owned()),
        1 => Just("missing".to_owned()),
        1 => Just("none".to_owned()),
        1 => half().prop_map(|n| n.to_string()),
        1 => (half(), half()).prop_map(|(one, other)| format!("{one}|{other}")),
        4 => (half(), prop::sample::select(vec!["<", "<=", ">", ">="]))
            .prop_map(|(n, sign)| format!("{sign}{n}")),
        4 => (half(), 1_i64..=4, any::<bool>(), any::<bool>()).prop_map(|(low, more, from, to)| {
            let high = low + Decimal::new(more * 5, 1);
            let (open, close) = (if from { '[' } else { '(' }, if to { ']' } else { ')' });
            format!("{open}{low}..{high}{close}")
        }),
    ]
}

fn cell(column: usize) -> BoxedStrategy<String> {
    let of = |cells: &[&str]| {
        let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        prop::sample::select(cells).boxed()
    };
    match column {
        0 | 1 => number_cell().boxed(),
        2 => of(&["any", "any", "N", "O|P", "P", "none", "missing", "N|O|P"]),
        _ => of(&["any", "any", "true", "false", "missing"]),
    }
}

/// Rows of cells for the first so many columns.
pub(super) fn rows(columns: usize, most: usize) -> impl Strategy<Value = Vec<Vec<String>>> {
    let row: Vec<BoxedStrategy<String>> = (0..columns).map(cell).collect();
    prop::collection::vec(row, 1..=most)
}

/// A table whose result is the number of the row.
fn table(hit: &str, rows: &[Vec<String>]) -> Policy {
    table_of(hit, rows, |row| row)
}

/// A table whose result is told by the number of the row.
pub(super) fn table_of(hit: &str, rows: &[Vec<String>], result: impl Fn(usize) -> usize) -> Policy {
    let columns = rows.first().map_or(0, Vec::len);
    let header: Vec<String> = COLUMNS[..columns]
        .iter()
        .map(|c| format!("when {c}"))
        .collect();
    let lines = rows.iter().zip(0_usize..);
    let lines: Vec<String> = lines
        .map(|(row, n)| format!("{};{}", row.join(";"), result(n)))
        .collect();
    let csv = format!("{};then points\n{}\n", header.join(";"), lines.join("\n"));
    let more = format!("[tables]\nt = {{ hit = \"{hit}\", then = {{ points = \"points\" }} }}\n");
    let mut files = files("stage(\"s\");\noffer(quote(1000, 0.02, 12));\n", &more);
    files.0.insert("tables/t.csv".to_owned(), csv);
    load(&files)
}

/// Every combination of sampled values.
pub(super) fn points(columns: usize) -> Vec<Vec<Value>> {
    let mut points: Vec<Vec<Value>> = vec![Vec::new()];
    for column in 0..columns {
        let longer = points.iter().flat_map(|point| {
            let values = samples(column).into_iter();
            values.map(move |value| [point.clone(), vec![value]].concat())
        });
        points = longer.collect();
    }
    points
}

pub(super) fn as_of() -> NaiveDate {
    "2026-10-20".parse().unwrap()
}

/// The number of the row that answered.
fn answering(answer: &TableAnswer) -> Option<usize> {
    match answer {
        TableAnswer::Found(results) => {
            let points = results.get("points")?.number()?;
            usize::try_from(points.mantissa()).ok()
        }
        TableAnswer::Missing(_) => None,
    }
}

fn is_gap(answer: &TableAnswer) -> bool {
    matches!(answer, TableAnswer::Missing(causes) if *causes == Causes::gap("t"))
}

fn is_missing(value: &Value) -> bool {
    matches!(value, Value::Missing(_))
}

fn column_value(point: &[Value], name: &str) -> Value {
    let column = COLUMNS.iter().position(|column| *column == name).unwrap();
    point[column].clone()
}

fn studied(policy: &Policy) -> &Table {
    policy.table("t").unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn gaps_are_exactly_the_values_for_which_no_row_holds(rows in rows(4, 7)) {
        let policy = table("unique", &rows);
        let study = studied(&policy).study(&domains());
        prop_assert!(!study.unfinished);
        for point in points(4) {
            if point.iter().any(is_missing) {
                continue;
            }
            let told = study.gaps.iter().any(|gap| gap.contains(|name| column_value(&point, name)));
            let gap = is_gap(&studied(&policy).scan(&point, as_of()));
            prop_assert_eq!(told, gap, "{:?}: {:?}", point, study.gaps);
        }
    }

    #[test]
    fn overlaps_are_exactly_the_values_for_which_two_rows_hold(rows in rows(4, 5)) {
        let alone: Vec<Policy> = rows.iter().map(|row| table("unique", std::slice::from_ref(row))).collect();
        let policy = table("unique", &rows);
        let study = studied(&policy).study(&domains());
        for point in points(4) {
            let holding: Vec<usize> = (0..rows.len())
                .filter(|row| answering(&studied(&alone[*row]).scan(&point, as_of())).is_some())
                .collect();
            let mut pairs = BTreeSet::new();
            for later in &holding {
                pairs.extend(holding.iter().filter(|row| *row < later).map(|row| (*later, *row)));
            }
            let told: BTreeSet<(usize, usize)> = study
                .overlaps
                .iter()
                .filter(|overlap| overlap.region.contains(|name| column_value(&point, name)))
                .map(|overlap| (overlap.row, overlap.other))
                .collect();
            prop_assert_eq!(told, pairs, "{:?}", point);
        }
    }

    #[test]
    fn rows_that_never_answer_are_exactly_those_told(rows in rows(4, 7)) {
        let policy = table("first", &rows);
        let study = studied(&policy).study(&domains());
        let answered: BTreeSet<usize> = points(4)
            .iter()
            .filter_map(|point| answering(&studied(&policy).scan(point, as_of())))
            .collect();
        let masked = study.masked.iter().map(|(row, _)| *row);
        let never: BTreeSet<usize> = masked.chain(study.unreachable.iter().map(|(row, _)| *row)).collect();
        let expected: BTreeSet<usize> = (0..rows.len()).filter(|row| !answered.contains(row)).collect();
        prop_assert_eq!(never, expected, "{:?}", study);
    }

    #[test]
    fn an_indexed_table_answers_as_a_scan_does(
        rows in rows(4, 60),
        hit in prop::sample::select(vec!["first", "unique", "sum"]),
    ) {
        let policy = table(hit, &rows);
        for point in points(4) {
            let (indexed, scanned) = (
                studied(&policy).answer(&point, as_of()),
                studied(&policy).scan(&point, as_of()),
            );
            prop_assert_eq!(indexed, scanned, "{:?}", point);
        }
    }
}

/// The problems of a policy with a table over inputs, each as `id: line: message`.
fn told(hit: &str, csv: &str) -> Vec<String> {
    let inputs = "\"n.count\" = { type = \"count\", whole = true, range = \"0..9\", es = \"a\", en = \"a\" }\n\
        \"n.share\" = { type = \"ratio\", range = \"0..1\", es = \"a\", en = \"a\" }\n\
        \"n.word\" = { type = \"text\", values = [\"A\", \"B\"], es = \"a\", en = \"a\" }\n\
        \"n.since\" = { type = \"date\", none = \"never\", es = \"a\", en = \"a\" }\n\
        [params]\n";
    let tables = match hit {
        "rules" => "[tables]\nt = { hit = \"rules\" }\n".to_owned(),
        hit => format!("[tables]\nt = {{ hit = \"{hit}\", then = {{ points = \"points\" }} }}\n"),
    };
    let script = match hit {
        "rules" => "stage(\"s\");\nrules(\"t\");\noffer(quote(1000, 0.02, 12));\n",
        _ => {
            "stage(\"s\");\nrefer(\"R1\", table(\"t\").points > 3);\noffer(quote(1000, 0.02, 12));\n"
        }
    };
    let mut files = files(script, &tables);
    let toml = files.0.get_mut("policy.toml").unwrap();
    *toml = toml.replace("[params]\n", inputs);
    files.0.insert("tables/t.csv".to_owned(), csv.to_owned());
    let found = match Policy::load("", &files, LoadOptions::default()) {
        Ok(policy) => policy.findings().to_vec(),
        Err(problems) => problems,
    };
    let of_table = found
        .iter()
        .filter(|problem| problem.file == "tables/t.csv");
    of_table
        .map(|problem| {
            format!(
                "{}: {}: {}",
                problem.id.unwrap_or_default(),
                problem.line,
                problem.message
            )
        })
        .collect()
}

#[test]
fn what_is_wrong_with_rows_is_told_at_its_line() {
    for (hit, csv, expected) in [
        (
            "unique",
            "when n.count;then points\n[0..2];1\n[3..9];2\n",
            &[][..],
        ),
        (
            "unique",
            "# bands\nwhen n.share;then points\n[0..0.2];1\n(0.2..0.5);2\n[0.6..1];2\n",
            &["table-gap: 2: table \"t\" has no row where n.share is [0.5..0.6)"],
        ),
        (
            "unique",
            "when n.word;when n.count;then points\nA;any;1\nB;<4;2\nB;>5;3\n",
            &["table-gap: 1: table \"t\" has no row where n.word is B and n.count is [4..5]"],
        ),
        (
            "unique",
            "when n.word;when n.count;then points\nA;any;1\nB;<=4;2\nA|B;>=4;3\n",
            &[
                "overlapping-rows: 4: the row holds together with that of line 2 where n.word is A and n.count is [4..9]",
            ],
        ),
        (
            "unique",
            "when n.since;then points\n<2026-01-01;1\n>2026-01-01;2\n",
            &[
                "table-gap: 1: table \"t\" has no row where n.since is 2026-01-01",
                "table-gap: 1: table \"t\" has no row where n.since is none",
            ],
        ),
        (
            "unique",
            "when from;when until;when n.word;then points\n2026-01-01;2026-01-31;any;1\n2026-02-02;any;any;2\n",
            &["table-gap: 1: table \"t\" has no row where date is 2026-02-01"],
        ),
        (
            "first",
            "when n.count;then points\n>=4;1\n>=6;2\nany;3\n",
            &["masked-row: 3: the row never answers: that of line 2 does"],
        ),
        (
            "first",
            "when n.count;then points\n<5;1\n>=5;2\nmissing;3\n",
            &["masked-row: 4: the row never answers: the rows above it do"],
        ),
        (
            "first",
            "when n.count;then points\n(3..4);1\n>9;2\nany;3\n",
            &[
                "unreachable-row: 2: the row never holds: n.count is never what its cell asks for",
                "unreachable-row: 3: the row never holds: n.count is never what its cell asks for",
            ],
        ),
        (
            "rules",
            "when n.count;when n.word;then outcome;then reason\n>3;any;decline;R1\n>5;A;decline;R1\n>5;A;refer;R2\n",
            &["subsumed-row: 3: the row of line 2 says the same whenever this one holds"],
        ),
        ("sum", "when n.count;then points\n>3;1\n>5;2\n", &[]),
    ] {
        assert_eq!(told(hit, csv), expected, "{csv}");
    }
}

#[test]
fn ten_thousand_rows_are_searched_and_answered() {
    let rows: Vec<Vec<String>> = (0..10_000)
        .map(|row| {
            let (a, b) = (row / 100, row % 100);
            vec![a.to_string(), format!("[{b}..{})", b + 1)]
        })
        .collect();
    let policy = table("unique", &rows);
    let whole = |high| Domain {
        shape: Shape::Numbers {
            low: Some(Decimal::ZERO),
            high: Some(Decimal::from(high)),
            whole: true,
        },
        none: false,
        missing: true,
    };
    let study = studied(&policy).study(&[whole(99), whole(100)]);
    let gaps: Vec<String> = study.gaps.iter().map(ToString::to_string).collect();
    assert_eq!(gaps, ["where b is 100"]);
    assert!(study.overlaps.is_empty() && !study.unfinished);
    let answer = studied(&policy).answer(&[number("73"), number("41.5")], as_of());
    assert_eq!(answering(&answer), Some(7_341));
}
