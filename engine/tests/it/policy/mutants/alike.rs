//! Changes that no application could tell, and how far a figure is moved until one could.

use caudal_engine::policy::{Mode, Mutant, Policy, Ruling, Step, Value, Verdict, mutants};

use super::super::harness::{InMemory, files, load, subject};
use super::written;

const SCORED: &str = "[scorecards]\ns = { initial = 300, good = \"higher\" }\n";
const LOOKED_UP: &str = "[tables]\nt = { hit = \"unique\", then = { n = \"count\" } }\n";
const FIRST: &str = "[tables]\nt = { hit = \"first\", then = { n = \"count\" } }\n";

const CARD: (&str, &str) = (
    "scorecards/s.csv",
    "characteristic;range;points;reason\nv;<10;0;R2\nv;[10..20);45;R2\nv;[20..30);95;R2\n\
     v;[30..40);140;R2\nv;>=40;190;R2\n",
);
const TABLE: (&str, &str) = (
    "tables/t.csv",
    "when x.a;then n\n<10;20\n[10..20);35\n[20..30);60\n>=30;90\n",
);

fn policy_of(script: &str, more: &str, sheet: Option<(&str, &str)>) -> InMemory {
    let mut files = files(script, more);
    if let Some((name, text)) = sheet {
        files.0.insert(name.to_owned(), text.to_owned());
    }
    files
}

/// Situation, script, more of policy.toml, a sheet, where what is looked at stands, and what becomes of it.
type Row<'r> = (
    &'r str,
    &'r str,
    &'r str,
    Option<(&'r str, &'r str)>,
    &'r str,
    &'r [&'r str],
);

fn check(table: &[Row<'_>]) {
    for (situation, script, more, sheet, place, expected) in table {
        let script = format!("stage(\"s\");\n{script}");
        let files = policy_of(&script, more, *sheet);
        let policy = load(&files);
        let mut found: Vec<String> = mutants(&policy, &files)
            .iter()
            .filter(|mutant| written(mutant).starts_with(place))
            .filter(|mutant| mutant.becomes != "false")
            .map(|mutant| mutant.try_on(&policy, "", &files, &[]))
            .map(|tried| {
                let (mutant, verdict) = (tried.mutant, format!("{:?}", tried.verdict));
                let verdict = verdict.to_lowercase();
                format!("{} as {} {verdict}", mutant.was, mutant.becomes)
            })
            .collect();
        found.sort();
        assert_eq!(found, *expected, "{situation}");
    }
}

#[test]
fn a_figure_is_moved_until_some_application_could_tell() {
    check(&[
        (
            "any number may be given: one step",
            "refer(\"R1\", x.a < 15);",
            "",
            None,
            "policy.rhai:2:",
            &["15 as 14 survived", "15 as 16 survived", "< as <= survived"],
        ),
        (
            "a score of 395 or 440: the next ones on both sides",
            "let s = scorecard(\"s\", #{ v: x.a });\nrefer(\"R1\", s.points < 400);",
            SCORED,
            Some(CARD),
            "policy.rhai:3:",
            &[
                "400 as 395 survived",
                "400 as 450 survived",
                "< as <= alike",
            ],
        ),
        (
            "a score at the threshold: one step up",
            "let s = scorecard(\"s\", #{ v: x.a });\nrefer(\"R1\", s.points < 395);",
            SCORED,
            Some(CARD),
            "policy.rhai:3:",
            &[
                "395 as 345 survived",
                "395 as 396 survived",
                "< as <= survived",
            ],
        ),
        (
            "a table's results",
            "refer(\"R1\", table(\"t\").n < 50);",
            LOOKED_UP,
            Some(TABLE),
            "policy.rhai:2:",
            &["50 as 30 survived", "50 as 70 survived", "< as <= alike"],
        ),
        (
            "equal or not is told wherever they are apart",
            "refer(\"R1\", table(\"t\").n == x.a);",
            LOOKED_UP,
            Some(TABLE),
            "policy.rhai:2:",
            &["== as != survived"],
        ),
        (
            "a parameter for what is floored to a thousand",
            "refer(\"R1\", x.a.floor_to(1000) < params.least);",
            "least = { value = 150_000, unit = \"count\", reason = \"test\" }\n",
            None,
            "policy.toml:15:",
            &["150_000 as 149000 survived", "150_000 as 150001 survived"],
        ),
    ]);
}

#[test]
fn what_nothing_tells_apart_changes_no_answer() {
    check(&[
        (
            "what stands in for none, where none never fires",
            "refer(\"R1\", x.a.if_none(0) > 5);",
            "",
            None,
            "policy.rhai:2:25",
            &["0 as -1 alike", "0 as 10 survived"],
        ),
        (
            "what only a scorecard is told",
            "let s = scorecard(\"s\", #{ v: choose(known(x.a), x.a, 45) });\nrefer(\"R1\", s.points < 350);",
            SCORED,
            Some(CARD),
            "policy.rhai:2:54",
            &["45 as 35 survived", "45 as 46 alike"],
        ),
        (
            "what a smaller one always bounds",
            "let n = min(table(\"t\").n, 95);\nrefer(\"R1\", n < 30);",
            LOOKED_UP,
            Some(TABLE),
            "policy.rhai:2:27",
            &["95 as 85 survived", "95 as 96 alike"],
        ),
        (
            "the same as a named result: it is seen",
            "let most = 50;\nrefer(\"R1\", min(table(\"t\").n, most) < 30);",
            LOOKED_UP,
            Some(TABLE),
            "policy.rhai:2:",
            &["50 as 49 survived", "50 as 51 survived"],
        ),
        (
            "a row that begins where the row before it ends",
            "refer(\"R1\", table(\"t\").n < 30);",
            FIRST,
            Some(("tables/t.csv", "when x.a;then n\n<=10;20\n>10;35\n")),
            "tables/t.csv:3:",
            &[
                "10 as 11 refused",
                "10 as 9 alike",
                "35 as 25 refused",
                "35 as 36 alike",
                "> as >= alike",
            ],
        ),
        (
            "a column that is given 6 and 12 only",
            "for term in params.terms { withhold(\"R1\", table(\"t\", #{ term: term }).n < 30); \
             offer(quote(100, 0.01, term)); }",
            LOOKED_UP,
            Some(("tables/t.csv", "when term;then n\n<=6;20\n>6;35\n")),
            "tables/t.csv:2:3",
            &["6 as 16 refused", "6 as 5 refused"],
        ),
    ]);
}

/// A policy in which many figures could be others.
const SLACK: &str = "stage(\"s\");
let s = scorecard(\"s\", #{ v: choose(x.p, x.a.if_none(25), 20) });
let n = min(table(\"t\").n, 50);
rules(\"k\", #{ n: n });
refer(\"R1\", s.points < 390 || n > 21);
decline(\"R2\", x.a.if_none(0) > params.most && x.a.floor_to(10) < 95);
for term in params.terms {
    withhold(\"R3\", n * 1 > 30 && term > 7);
    offer(quote(z.m.floor_to(10), 0.01, term));
}";

#[test]
fn what_no_application_could_tell_answers_every_application_alike() {
    let more = format!(
        "most = {{ value = 40, unit = \"count\", reason = \"test\" }}\n\
         least = {{ value = 40, unit = \"money\", reason = \"test\" }}\n\
         [inputs.\"z.m\"]\ntype = \"money\"\nnullable = true\nes = \"m\"\nen = \"m\"\n\
         {FIRST}k = {{ hit = \"rules\" }}\n{SCORED}[limits]\namount = {{ min = \"params.least\" }}\n"
    );
    let mut files = policy_of(SLACK, &more, Some(CARD));
    let rows = "when x.a;then n\n<=10;20\n(10..30];35\n>30;60\n".to_owned();
    files.0.insert("tables/t.csv".to_owned(), rows);
    let rules = "when n;then outcome;then reason\n<=35;refer;R1\n>35;refer;R2\n>50;decline;R3\n";
    files.0.insert("tables/k.csv".to_owned(), rules.to_owned());
    let policy = load(&files);
    let mut alike = 0;
    for mutant in mutants(&policy, &files) {
        if mutant.try_on(&policy, "", &files, &[]).verdict != Verdict::Alike {
            continue;
        }
        alike += 1;
        let changed = load(&changed(&files, &mutant));
        for case in applications() {
            let (before, after) = (ruling(&policy, &case), ruling(&changed, &case));
            assert_eq!(before, after, "{}: {case:?}", written(&mutant));
        }
    }
    assert!(alike > 10, "{alike}");
}

fn applications() -> Vec<Vec<(&'static str, Value)>> {
    let numbers =
        (-10..=220).map(|halves| Value::Number(rust_decimal::Decimal::new(halves * 5, 1)));
    let numbers = numbers.chain([Value::None("x.a".into()), Value::missing("x")]);
    let flags = [Value::Flag(true), Value::Flag(false), Value::missing("x")];
    numbers
        .flat_map(|number| {
            flags.clone().map(|flag| {
                vec![
                    ("x.a", number.clone()),
                    ("x.p", flag),
                    ("z.m", number.clone()),
                ]
            })
        })
        .collect()
}

fn ruling(policy: &Policy, values: &[(&str, Value)]) -> String {
    match policy.run(subject(values), Mode::Decide) {
        Ok(Step::Ruled(ruling)) => told(&ruling),
        other => panic!("{other:?}"),
    }
}

/// What a ruling comes to, without the texts of its reasons.
fn told(ruling: &Ruling) -> String {
    let reasons: Vec<&str> = ruling
        .reasons
        .iter()
        .map(|reason| reason.code.as_str())
        .collect();
    let terms = |offers: &[caudal_engine::policy::OfferRecord]| -> Vec<(u32, String)> {
        let each = offers.iter();
        each.map(|offer| (offer.term_months, offer.amount.to_string()))
            .collect()
    };
    format!(
        "{:?} {reasons:?} {:?} {:?} {:?}",
        ruling.outcome,
        ruling.results().collect::<Vec<_>>(),
        terms(&ruling.offers),
        terms(&ruling.withheld)
    )
}

/// The files with a change made to them.
fn changed(files: &InMemory, mutant: &Mutant) -> InMemory {
    let mut files = files.clone();
    let text = files.0.get_mut(&mutant.file).unwrap();
    let start: usize = text
        .split_inclusive('\n')
        .take(mutant.line - 1)
        .map(str::len)
        .sum();
    let at = start + mutant.column - 1;
    assert!(text[at..].starts_with(&mutant.was), "{mutant:?}");
    text.replace_range(at..at + mutant.was.len(), &mutant.becomes);
    files
}
