//! The plan of a policy and its script come to the same: every case of the shipped policies and what lies near it, and
//! random policies over random rows, compared in everything that a ruling tells.

mod rows;

use std::sync::Arc;

use caudal_engine::policy::{
    CaseSuite, Evaluator, LoadOptions, Mode, Policy, Step, Subject, Value,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRunner};

use super::harness::{InMemory, files, load, number, subject};
use super::shipped::{Folder, policies, suites};
use super::soundness::{anything, condition};
use super::wrong;
pub(super) use rows::row;

/// Runs a case both ways in every manner, and says how often the plan could tell.
pub(super) fn agree(policy: &Policy, subject: &Arc<Subject>, context: &str) -> u32 {
    let mut planned = 0;
    for traced in [true, false] {
        for mode in [Mode::Decide, Mode::Next] {
            let run = |evaluator: Evaluator| {
                let policy = policy.clone().evaluated_by(evaluator);
                let policy = if traced { policy } else { policy.untraced() };
                policy.run(Arc::clone(subject), mode)
            };
            let (native, script) = (run(Evaluator::Native), run(Evaluator::Script));
            if let Ok(Step::Ruled(ruling)) = &native {
                planned += u32::from(ruling.evaluator == Evaluator::Native);
            }
            let (native, script) = (format!("{native:#?}"), format!("{script:#?}"));
            if native != script {
                let differs = native.lines().zip(script.lines()).position(|(a, b)| a != b);
                let from = differs.unwrap_or_default().saturating_sub(12);
                let part = |text: &str| {
                    let lines: Vec<&str> = text.lines().skip(from).take(40).collect();
                    lines.join("\n")
                };
                panic!(
                    "{context}\n{:#?}\n{mode:?} traced {traced}\n== native\n{}\n== script\n{}",
                    subject.values,
                    part(&native),
                    part(&script)
                );
            }
        }
    }
    planned
}

/// What lies near a case: one value or source after the other missing, none or extreme.
pub(super) fn near(subject: &Subject, round: usize) -> Subject {
    let mut near = subject.clone();
    let mut names: Vec<&str> = subject.values.iter().map(|(name, _)| name).collect();
    names.sort_unstable();
    if let Some(name) = names.get(round % (names.len() + 1)) {
        let value = match round % 5 {
            0 => Value::missing("near"),
            1 => Value::None("near".into()),
            2 => number("0"),
            3 => number("79228162514264337593543950335"),
            _ => number("-0.5"),
        };
        let flag = matches!(subject.values.get(name), Some(Value::Flag(_)));
        let value = if flag && matches!(value, Value::Number(_)) {
            Value::Flag(round.is_multiple_of(2))
        } else {
            value
        };
        near.values.insert(name, value);
    }
    let sources = near.sources.len().max(1);
    if round.is_multiple_of(3) {
        if let Some((_, state)) = near.sources.iter_mut().nth(round % sources) {
            state.answered = false;
        }
    } else if round.is_multiple_of(7) {
        near.sources.pop_last();
    }
    near
}

#[test]
fn shipped_policies_are_evaluated_natively_and_alike() {
    let mut ran = 0;
    for path in policies() {
        let root = path.display().to_string();
        let files = Folder(path.clone());
        let policy = Policy::load(&root, &files, LoadOptions::default()).unwrap();
        assert!(
            policy.scripted().is_empty(),
            "{root}: {:?}",
            policy.scripted()
        );
        for suite in suites(&path) {
            let suite = CaseSuite::load(&policy, &root, &format!("cases/{suite}"), &files).unwrap();
            for (round, case) in suite.cases.iter().enumerate() {
                let context = format!("{root} {}", case.name);
                // A case's own run is planned; what lies near it may be a fault of the policy.
                assert!(agree(&policy, &case.subject, &context) > 0, "{context}");
                let near = Arc::new(near(&case.subject, round * 7 + ran));
                agree(&policy, &near, &context);
                ran += 1;
            }
        }
    }
    assert!(ran > 100, "{ran} cases");
}

/// Texts that show values, answers to missing data, silence that declines.
pub(super) const EDITS: [&[(&str, &str, &str)]; 4] = [
    &[],
    &[
        ("reasons.toml", "uno", "uno {x} {params.overdue} {row.rate}"),
        ("reasons.toml", "one", "one {x} {params.overdue} {row.rate}"),
        ("reasons.toml", "dos", "dos {score.points} {amount} {late}"),
        ("reasons.toml", "two", "two {score.points} {amount} {late}"),
        ("reasons.toml", "[R2]\n", "[R2]\nexplain = \"card\"\n"),
    ],
    &[
        (
            "policy.toml",
            "\"refer\" }\n[reference]",
            "\"decline\" }\n[reference]",
        ),
        (
            "policy.toml",
            "[tables]\n",
            "[missing]\n\"fraud.*\" = \"decline\"\n\"customer.exposure\" = { default = 5, reason = \"r\" }\n[tables]\n",
        ),
    ],
    &[
        ("reasons.toml", "tres", "tres {fraud.score} {kept} {as_of}"),
        (
            "reasons.toml",
            "three",
            "three {fraud.score} {kept} {as_of}",
        ),
        (
            "policy.toml",
            "[tables]\n",
            "[limits]\namount = { min = 1, max = \"customer.exposure\" }\n[tables]\n",
        ),
    ],
];

/// A statement, given two conditions and an expression.
const STATEMENTS: [&str; 20] = [
    "decline(\"R1\", $a);",
    "refer(\"R2/odd\", $b);",
    "let other@ = $x; decline(\"R3\", $a || is_none(other@));",
    "let fired@ = refer(\"R2\", $a); decline(\"R1/after\", fired@ || $b);",
    "rules(\"knockouts\");",
    "soften(\"R1\", $b, \"R3\");",
    "waive(\"R1/after\", $a, \"R2\");",
    "condition(\"R3\", $a, #{ share: params.share, score: fraud.score });",
    "let answered@ = customer.income.or_refer(\"R3\"); decline(\"R1/income\", answered@ < 500000);",
    "let owed@ = debt.overdue_90_plus.or_decline(\"R2\"); refer(\"R3/owed\", owed@ > params.overdue);",
    "let many@ = bureau.protests_open + debt.direct_total / customer.exposure; refer(\"R3/many\", many@ > 3);",
    "let picked@ = if params.share > 0.2 { fraud.score } else { applicant.years * 2 }; decline(\"R2/if\", picked@ > 40);",
    "let also@ = scorecard(\"card\"); refer(\"R2/also\", also@.points < 110);",
    "refer(\"R1/far\", real(customer.exposure, as_of) > 3 || uf(2) > customer.exposure);",
    "refer(\"R2/age\", source(\"khipu\").age_days > 3 || !source(\"cmf\").answered);",
    "decline(\"R2/co\", co.present && (co.debt.overdue_90_plus > 0 || $a));",
    "let both@ = fraud.score + choose(co.present, co.fraud.score, 0); refer(\"R1/both\", both@ > 600 || co.applicant.retired);",
    "let theirs@ = co.debt.direct_total.if_none(0); refer(\"R3/theirs\", theirs@ > customer.exposure || is_none(co.history.days));",
    "refer(\"R2/asked\", source(\"co.cmf\").age_days > 3 || !source(\"co.protests\").answered || source(\"co.cmf\").offered);",
    "let twins@ = table(\"bands\", #{ points: fraud.score }); refer(\"R1/twins\", twins@.band == \"A\" && $b);",
];

pub(super) const LATER: [&str; 6] = [
    "",
    ", #{ stop_on: \"refer\" }",
    ", #{ when: applicant.retired, ask: [\"afc\"] }",
    ", #{ when: fraud.score > 40, stop_on: \"never\" }",
    ", #{ ask: [\"co.cmf\", \"co.protests\"] }",
    ", #{ ask: [\"afc\", \"co.cmf\"], when: co.present || fraud.score > 40 }",
];

/// Expressions that stand alone.
pub(super) fn expressions(runner: &mut TestRunner) -> Vec<String> {
    let mut sound = Vec::new();
    while sound.len() < 80 {
        let expression = anything().new_tree(runner).unwrap().current();
        let script = format!("{TWICE}\n{BOTH}\nlet x = {expression};");
        let files = wrong::policy(&script, &[]);
        if Policy::load("", &files, LoadOptions::default()).is_ok() {
            sound.push(expression);
        }
    }
    sound
}

/// The reports about a co-applicant that can be read from the start.
pub(super) const BOTH: &str = "stage(\"both\", #{ ask: [\"co.cmf\", \"co.protests\"] });";

pub(super) const TWICE: &str = "fn twice(a, b) { let c = a; if is_missing(c) { b } else { c } }";

pub(super) fn statements(expressions: &[String]) -> impl Strategy<Value = Vec<String>> + use<> {
    let statement = (
        prop::sample::select(STATEMENTS.to_vec()),
        condition(),
        condition(),
        prop::sample::select(expressions.to_vec()),
    );
    let statement = statement
        .prop_map(|(text, a, b, x)| text.replace("$a", &a).replace("$b", &b).replace("$x", &x));
    prop::collection::vec(statement, 1..7)
}

fn script(expressions: &[String]) -> impl Strategy<Value = String> + use<> {
    (
        prop::sample::select(expressions.to_vec()),
        statements(expressions),
        prop::sample::select(LATER.to_vec()),
        statements(expressions),
        condition(),
    )
        .prop_map(|(x, first, later, then, withheld)| {
            let numbered = |statements: Vec<String>, stage: &str| {
                let numbered = statements.into_iter().enumerate();
                let numbered = numbered.map(|(index, text)| text.replace('@', &format!("_{stage}{index}")));
                numbered.collect::<Vec<_>>().join("\n")
            };
            format!(
                "{TWICE}\n{BOTH}\n\
                 let x = {x};\nlet kept = fraud.score + 1;\n\
                 let row = table(\"bands\", #{{ points: fraud.score }});\nlet score = scorecard(\"card\");\n{}\n\
                 stage(\"later\"{later});\n{}\n\
                 for term in params.terms {{\n\
                 let amount = request.amount.capped(\"R2\", customer.exposure).capped(\"R1\", kept * 1000).floor_to(100);\n\
                 withhold(\"R3\", {withheld});\nwithhold(\"R1/small\", amount < 5000 && row.band == \"A\");\n\
                 offer(quote(amount, row.rate, term));\n}}\n\
                 let late = x;",
                numbered(first, "a"),
                numbered(then, "b")
            )
        })
}

/// `PROPTEST_CASES` says how many policies.
#[test]
fn random_policies_over_random_rows_are_evaluated_alike() {
    let mut runner = TestRunner::deterministic();
    let policies = Config::default().cases;
    let script = script(&expressions(&mut runner));
    let (mut natively, mut refused, mut scripted, mut runs) = (0, 0, 0, 0);
    for number in 0..policies {
        let script = script.new_tree(&mut runner).unwrap().current();
        let edits = EDITS[number as usize % EDITS.len()];
        let files = wrong::policy(&script, edits);
        let Ok(policy) = Policy::load("", &files, LoadOptions::default()) else {
            refused += 1;
            continue;
        };
        if !policy.scripted().is_empty() {
            scripted += 1;
            continue;
        }
        natively += 1;
        for _ in 0..6 {
            let row = row().new_tree(&mut runner).unwrap().current();
            runs += agree(&policy, &row, &script);
        }
    }
    assert!(
        natively > policies / 2 && runs > 0,
        "{natively} natively, {scripted} by script, {refused} refused, {runs} runs"
    );
}

/// Scripts that show what only their order tells.
#[test]
fn order_is_the_scripts_own() {
    let texts = |files: &mut InMemory| {
        let reasons = files.0.get_mut("reasons.toml").unwrap();
        *reasons = reasons.replace("uno {x.a}", "uno {n} {late}");
        *reasons = reasons.replace("one {x.a}", "one {n} {late}");
    };
    for (situation, script) in [
        (
            "a text shows a name of the round before",
            "stage(\"s\");\nlet late = 3;\nfor term in params.terms {\nwithhold(\"R1\", x.p);\nlet n = term * x.a;\n\
             withhold(\"R1/n\", n > 30);\noffer(quote(1000, 0.02, term));\n}",
        ),
        (
            "a text shows a name that only the end tells",
            "stage(\"s\");\nlet n = x.a + 1;\ndecline(\"R1\", x.p);\nlet late = n * 2;\nrefer(\"R1/2\", late > 9);",
        ),
        (
            "a branch is not taken",
            "fn f(a, b) { if is_missing(a) { b / 0 } else { if known(b) { a * b } else { let c = a + b; c * c } } }\n\
             stage(\"s\");\nlet n = f(x.a, y.b);\nlet late = f(f(x.a, 1), f(y.b, 2));\ndecline(\"R1\", n > late);",
        ),
        (
            "the same is answered twice, once in a stage that is skipped",
            "stage(\"s\", #{ when: x.p });\nlet n = x.a.or_refer(\"R2\");\nstage(\"t\", #{ stop_on: \"never\" });\n\
             let late = x.a.or_refer(\"R2\");\ndecline(\"R1\", n > 3 || late > 4);\nrefer(\"R3\", n + late > 3);",
        ),
        (
            "a run ends before its script does",
            "stage(\"s\");\nlet n = x.a;\nlet gone = decline(\"R1\", n > 3);\nstage(\"t\");\nlet late = n + 1;\n\
             refer(\"R1/t\", late > 3 || gone);",
        ),
    ] {
        let mut files = files(script, "");
        texts(&mut files);
        let policy = load(&files);
        assert!(
            policy.scripted().is_empty(),
            "{situation}: {:?}",
            policy.scripted()
        );
        for a in ["missing", "none", "2", "4", "79228162514264337593543950335"] {
            for b in ["missing", "0", "7"] {
                for p in [None, Some(true), Some(false)] {
                    let mut given = Vec::new();
                    for (name, text) in [("x.a", a), ("y.b", b)] {
                        match text {
                            "missing" => {}
                            "none" => given.push((name, Value::None("x".into()))),
                            text => given.push((name, number(text))),
                        }
                    }
                    given.extend(p.map(|p| ("x.p", Value::Flag(p))));
                    assert!(
                        agree(&policy, &subject(&given), situation) > 0,
                        "{situation}"
                    );
                }
            }
        }
    }
}
