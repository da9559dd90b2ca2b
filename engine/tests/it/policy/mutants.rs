//! Small changes to a policy, and the cases that notice them.

mod alike;

use caudal_engine::policy::{Mutant, Policy, Verdict, mutants};

use super::coverage::{suite, with_cases};
use super::harness::{InMemory, load};

/// What no case notices: `file:line:column was as becomes`.
fn survivors(files: &InMemory) -> Vec<String> {
    let policy: Policy = load(files);
    let suites = [suite(&policy, files)];
    let tried = mutants(&policy, files);
    let tried = tried
        .iter()
        .map(|mutant| mutant.try_on(&policy, "", files, &suites));
    let survived = tried.filter(|tried| tried.verdict == Verdict::Survived);
    survived.map(|tried| written(&tried.mutant)).collect()
}

fn written(mutant: &Mutant) -> String {
    let place = format!("{}:{}:{}", mutant.file, mutant.line, mutant.column);
    format!("{place} {} as {}", mutant.was, mutant.becomes)
}

/// Files whose cases expect what the policy answers now.
fn files(script: &str, more: &str, cases: &[(&str, &str)]) -> InMemory {
    let givens: Vec<&str> = cases.iter().map(|(given, _)| *given).collect();
    let mut files = with_cases(script, more, &givens);
    let text: Vec<String> = cases
        .iter()
        .map(|(given, outcome)| {
            format!(
                "[[case]]\nname = \"a case\"\ngiven = {{ as_of = 2026-10-20, {given} }}\n\
                 expect.outcome = \"{outcome}\"\n"
            )
        })
        .collect();
    files.0.insert("cases/all.toml".to_owned(), text.concat());
    files
}

const OVER_FIVE: &str = "stage(\"s\");\ndecline(\"R1\", x.a > 5);";

#[test]
fn a_threshold_wants_a_case_on_each_side() {
    type Row<'r> = (&'r str, &'r [(&'r str, &'r str)], &'r [&'r str]);
    let table: &[Row<'_>] = &[
        (
            "at the threshold and a step over it: nothing is left",
            &[("x.a = 5", "refer"), ("x.a = 6", "decline")],
            &[],
        ),
        (
            "nothing at the threshold itself",
            &[("x.a = 4", "refer"), ("x.a = 6", "decline")],
            &["policy.rhai:2:19 > as >=", "policy.rhai:2:21 5 as 4"],
        ),
        (
            "only declined ones",
            &[("x.a = 6", "decline")],
            &["policy.rhai:2:19 > as >=", "policy.rhai:2:21 5 as 4"],
        ),
        (
            "no case",
            &[],
            &[
                "policy.rhai:2:15 x.a > 5 as false",
                "policy.rhai:2:19 > as >=",
                "policy.rhai:2:21 5 as 4",
                "policy.rhai:2:21 5 as 6",
            ],
        ),
    ];
    for (situation, cases, expected) in table {
        let mut files = files(OVER_FIVE, "", cases);
        if cases.is_empty() {
            files
                .0
                .insert("cases/all.toml".to_owned(), "case = []\n".to_owned());
        }
        let found = survivors(&files);
        let found: Vec<&String> = found
            .iter()
            .filter(|each| each.starts_with("policy.rhai"))
            .collect();
        assert_eq!(found, *expected, "{situation}");
    }
}

#[test]
fn parameters_cells_and_rows_are_changed_too() {
    let script = "stage(\"s\");\nrules(\"knock\");\nrefer(\"R3\", y.b > params.most);";
    let more = "most = { value = 1_000.50, unit = \"count\", reason = \"test\" }\n\
                [tables]\nknock = { hit = \"rules\" }\n";
    let mut files = files(script, more, &[]);
    files
        .0
        .insert("cases/all.toml".to_owned(), "case = []\n".to_owned());
    let knock = "when x.a;then outcome;then reason\n[0..5);decline;R1\n>=5;refer;R2\n".to_owned();
    files.0.insert("tables/knock.csv".to_owned(), knock);
    let policy = load(&files);
    let found: Vec<String> = mutants(&policy, &files).iter().map(written).collect();
    let wanted = [
        "policy.toml:15:18 1_000.50 as 1000.49",
        "policy.toml:15:18 1_000.50 as 1000.51",
        "tables/knock.csv:2:1 [ as (",
        "tables/knock.csv:2:6 ) as ]",
        "tables/knock.csv:2:5 5 as 6",
        "tables/knock.csv:2:8 decline as refer",
        "tables/knock.csv:2:16 R1 as R2",
        "tables/knock.csv:2:1 [0..5);decline;R1 as #",
        "tables/knock.csv:3:1 >= as >",
    ];
    for each in wanted {
        assert!(
            found.iter().any(|found| found == each),
            "{each}: {found:#?}"
        );
    }
}
