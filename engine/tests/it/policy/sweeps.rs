//! Cases evaluated together come to what each comes to on its own: every case of the shipped policies and what lies near
//! it, and random policies over random rows. What a case comes to on its own is held against its script elsewhere.

use std::sync::Arc;

use caudal_engine::policy::{
    CaseSuite, LoadOptions, Mode, Policy, Ruling, Severity, Step, Subject, SweptCase, Value,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRunner};

use super::evaluators::{BOTH, EDITS, LATER, TWICE, expressions, near, row, statements};
use super::harness::{InMemory, files, load, number, subject};
use super::shipped::{Folder, policies, suites};
use super::wrong;

/// Everything that is told of a case.
#[derive(Debug, PartialEq)]
struct Told {
    outcome: String,
    stopped_at: Option<String>,
    reasons: Vec<(String, Severity)>,
    conditions: Vec<String>,
    asked: Vec<String>,
    defaults: Vec<(String, Value)>,
    missing: Vec<(String, String)>,
    results: Vec<(String, Value)>,
}

impl Told {
    fn of_ruling(ruling: &Ruling) -> Self {
        let read = ruling.events().flat_map(|event| {
            let operands: Vec<_> = event.operands().collect();
            operands
        });
        let missing = read.filter_map(|(name, value)| match &*value {
            Value::Missing(causes) => Some((name.to_owned(), causes.to_string())),
            _ => None,
        });
        let conditions = ruling.conditions.iter();
        let conditions = conditions.filter_map(|event| ruling.event(*event));
        let reasons = ruling.reasons.iter();
        Self {
            outcome: ruling.outcome.name().to_owned(),
            stopped_at: ruling.stopped_at.clone(),
            reasons: reasons
                .map(|reason| (reason.code.clone(), reason.severity))
                .collect(),
            conditions: conditions.map(|event| event.code.to_owned()).collect(),
            asked: ruling.asked.iter().map(ToString::to_string).collect(),
            defaults: ruling.defaults.clone().into_iter().collect(),
            missing: missing.collect(),
            results: ruling
                .results()
                .map(|(name, value)| (name.to_owned(), value.into_owned()))
                .collect(),
        }
    }

    fn of_case(case: &SweptCase<'_>) -> Self {
        let mut defaults: Vec<(String, Value)> = case
            .defaults()
            .map(|(name, value)| (name.to_owned(), value.clone()))
            .collect();
        defaults.sort_by(|one, other| one.0.cmp(&other.0));
        defaults.dedup();
        Self {
            outcome: case.outcome().name().to_owned(),
            stopped_at: case.stopped_at().map(str::to_owned),
            reasons: case
                .reasons()
                .map(|(code, severity)| (code.to_owned(), severity))
                .collect(),
            conditions: case.conditions().map(str::to_owned).collect(),
            asked: case.asked().iter().map(ToString::to_string).collect(),
            defaults,
            missing: case
                .missing()
                .map(|(name, causes)| (name.to_owned(), causes.to_string()))
                .collect(),
            results: case
                .results()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        }
    }
}

/// Holds what a sweep tells of cases against what a run of each tells, and says of how many it told anything.
fn agree(policy: &Policy, subjects: &[Arc<Subject>], context: &str) -> usize {
    let policy = policy.clone().untraced();
    let swept = policy.sweep(subjects);
    let mut told = 0;
    for (number, subject) in subjects.iter().enumerate() {
        let Some(case) = swept.case(number) else {
            continue;
        };
        told += 1;
        let ran = policy.run(Arc::clone(subject), Mode::Decide);
        let Ok(Step::Ruled(ruling)) = &ran else {
            panic!("{context}\ncase {number}: {ran:?}\n{:#?}", subject.values);
        };
        assert!(ruling.offers.is_empty() && ruling.withheld.is_empty());
        let (ours, theirs) = (Told::of_case(&case), Told::of_ruling(ruling));
        assert!(
            ours == theirs,
            "{context}\ncase {number}: {:#?}\n== together\n{ours:#?}\n== alone\n{theirs:#?}",
            subject.values
        );
    }
    assert!(swept.case(subjects.len()).is_none(), "{context}");
    told
}

#[test]
fn cases_of_the_shipped_policies() {
    let (mut told, mut all) = (0, 0);
    for path in policies() {
        let root = path.display().to_string();
        let files = Folder(path.clone());
        let policy = Policy::load(&root, &files, LoadOptions::default()).unwrap();
        let mut subjects = Vec::new();
        for suite in suites(&path) {
            let suite = CaseSuite::load(&policy, &root, &format!("cases/{suite}"), &files).unwrap();
            for case in &suite.cases {
                subjects.push(Arc::clone(&case.subject));
                for round in 0..7 {
                    let round = round * 5 + subjects.len();
                    subjects.push(Arc::new(near(&case.subject, round)));
                }
            }
        }
        told += agree(&policy, &subjects, &root);
        all += subjects.len();
    }
    // Most of them are offered something, or have their reasons weighed against each other.
    assert!(told > 300, "{told} of {all}");
}

/// A script without offers, which columns do to its end unless something in it hinders them.
fn script(expressions: &[String]) -> impl Strategy<Value = String> + use<> {
    (
        prop::sample::select(expressions.to_vec()),
        statements(expressions),
        prop::sample::select(LATER.to_vec()),
        statements(expressions),
    )
        .prop_map(|(x, first, later, then)| {
            let numbered = |statements: Vec<String>, stage: &str| {
                let numbered = statements.into_iter().enumerate();
                let numbered =
                    numbered.map(|(index, text)| text.replace('@', &format!("_{stage}{index}")));
                numbered.collect::<Vec<_>>().join("\n")
            };
            format!(
                "{TWICE}\n{BOTH}\nlet x = {x};\nlet kept = fraud.score * 1.05 - applicant.years;\n\
                 let row = table(\"bands\", #{{ points: fraud.score }});\nlet score = scorecard(\"card\");\n\
                 decline(\"R1/kept\", kept > 800.5 || debt.overdue_90_plus * 3 > debt.direct_total);\n{}\n\
                 stage(\"later\"{later});\n{}\nlet late = x;",
                numbered(first, "a"),
                numbered(then, "b")
            )
        })
}

/// `PROPTEST_CASES` says how many policies.
#[test]
fn random_policies_over_random_rows() {
    let mut runner = TestRunner::deterministic();
    let policies = Config::default().cases;
    let script = script(&expressions(&mut runner));
    let (mut told, mut all, mut loaded) = (0, 0, 0);
    for number in 0..policies {
        let script = script.new_tree(&mut runner).unwrap().current();
        let edits = EDITS[number as usize % EDITS.len()];
        let files = wrong::policy(&script, edits);
        let Ok(policy) = Policy::load("", &files, LoadOptions::default()) else {
            continue;
        };
        loaded += 1;
        // Every tenth policy gets more rows than are looked at together.
        let rows = if number % 10 == 0 { 1_100 } else { 70 };
        let rows: Vec<Arc<Subject>> = (0..rows)
            .map(|_| row().new_tree(&mut runner).unwrap().current())
            .collect();
        told += agree(&policy, &rows, &script);
        all += rows.len();
    }
    assert!(
        loaded > policies / 3 && told > all / 4,
        "{loaded} policies, {told} of {all} rows"
    );
}

/// Numbers at the edges of what columns hold: at many scales, near 64 bits, past them.
#[test]
fn numbers_at_the_edges_of_columns() {
    let script = "stage(\"s\");\nlet sum = x.a + y.b;\nlet difference = x.a - y.b;\nlet product = x.a * y.b;\n\
        let quotient = x.a / y.b;\nlet odd = (x.a * 0.3 + 7) / (y.b - 0.5);\nlet low = min(x.a, y.b, 3);\n\
        decline(\"R1\", sum > 10 && difference < 0.25);\nrefer(\"R2\", product >= 1000000000000000000);\n\
        refer(\"R3\", quotient == 0.5 || !(odd <= 3));\nrefer(\"R2/n\", -x.a > y.b * 0.001 && x.a != y.b);\n\
        refer(\"R3/none\", is_none(x.a) || x.p || y.q == x.p);";
    let policy = load(&edges(script));
    let numbers = [
        "0",
        "-0.0",
        "1",
        "0.5",
        "-3",
        "2.50",
        "0.000000000000000001",
        "0.0000000000000000000000000001",
        "1000000000",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "79228162514264337593543950335",
    ];
    let mut values: Vec<Option<Value>> = numbers.iter().map(|text| Some(number(text))).collect();
    values.extend([
        None,
        Some(Value::None("x".into())),
        Some(Value::missing("y")),
    ]);
    let flags = [None, Some(true), Some(false)];
    let row = |a: &Option<Value>, b: &Option<Value>, at: usize| {
        let mut given = Vec::new();
        given.extend(a.clone().map(|a| ("x.a", a)));
        given.extend(b.clone().map(|b| ("y.b", b)));
        given.extend(flags[at % 3].map(|p| ("x.p", Value::Flag(p))));
        given.extend(flags[at / 3 % 3].map(|q| ("y.q", Value::Flag(q))));
        subject(&given)
    };
    let mut all = Vec::new();
    for (first, a) in values.iter().enumerate() {
        for (second, b) in values.iter().enumerate() {
            all.push(row(a, b, first + 2 * second));
        }
    }
    assert_eq!(agree(&policy, &all, "all together"), all.len());
    // Few together, so that columns of whole numbers stay so.
    for some in all.chunks(5) {
        assert_eq!(agree(&policy, some, "few together"), some.len());
    }
}

fn edges(script: &str) -> InMemory {
    let mut files = files(script, "");
    let manifest = files.0.get_mut("policy.toml").unwrap();
    *manifest = manifest.replace("\"count\"", "\"ratio\"");
    files
}

/// Stages that end, skip and cannot tell whether they do.
#[test]
fn stages_part_the_cases() {
    let script = "let early = x.a + 1;\nstage(\"one\", #{ when: x.p });\nlet fired = decline(\"R1\", x.a > 3);\n\
        stage(\"two\", #{ stop_on: \"refer\" });\nrefer(\"R2\", fired || y.b < 2);\n\
        stage(\"three\", #{ stop_on: \"never\" });\ndecline(\"R1/again\", y.b > 8);\n\
        stage(\"four\");\nsoften(\"R1\", y.q, \"R2\");\nlet late = early * 2;\ncondition(\"R3\", late > 9);";
    let policy = load(&files(script, ""));
    let mut all = Vec::new();
    for a in ["missing", "none", "2", "4"] {
        for b in ["missing", "1", "7", "9"] {
            for flags in 0..9 {
                let mut given = Vec::new();
                for (name, text) in [("x.a", a), ("y.b", b)] {
                    match text {
                        "missing" => {}
                        "none" => given.push((name, Value::None("x".into()))),
                        text => given.push((name, number(text))),
                    }
                }
                let flag = |at: usize| [None, Some(true), Some(false)][at % 3];
                given.extend(flag(flags).map(|p| ("x.p", Value::Flag(p))));
                given.extend(flag(flags / 3).map(|q| ("y.q", Value::Flag(q))));
                all.push(subject(&given));
            }
        }
    }
    let told = agree(&policy, &all, script);
    assert!(told > all.len() / 2 && told < all.len(), "{told}");
}
