//! What the check says holds when policies run: those that pass raise no type error, and a rule never or always
//! fires exactly when the check says so.

use std::collections::BTreeMap;

use caudal_engine::policy::{LoadOptions, Mode, Policy, Step, Value, Verb};
use caudal_facts::Level;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use super::harness::{number, rule, subject};
use super::wrong::policy;

/// The inputs that generated policies read, each with the values that it may have.
fn values(name: &str, near: &[i64]) -> Vec<Option<Value>> {
    let numbers = |low: i64, high: i64, halves: bool| -> Vec<Option<Value>> {
        let mut all: Vec<String> = [low, high].iter().map(ToString::to_string).collect();
        for figure in near {
            all.extend((figure - 1..=figure + 1).map(|number| number.to_string()));
            if halves {
                all.extend([format!("{figure}.5"), format!("{}.5", figure - 1)]);
            }
        }
        let within = |text: &String| {
            let figure: rust_decimal::Decimal = text.parse().unwrap();
            (rust_decimal::Decimal::from(low)..=high.into()).contains(&figure)
        };
        all.sort();
        all.dedup();
        let known = all.iter().filter(|text| within(text));
        known.map(|text| Some(number(text))).collect()
    };
    let mut values = match name {
        "fraud.score" => numbers(0, 999, true),
        "applicant.years" => numbers(18, 99, false),
        "history.days" => {
            let mut days = numbers(-50, 2_000, true);
            days.push(Some(Value::None("history".into())));
            days
        }
        "applicant.retired" => vec![Some(Value::Flag(true)), Some(Value::Flag(false))],
        _ => vec![
            Some(Value::Text("NEW".into())),
            Some(Value::Text("RETURNING".into())),
        ],
    };
    values.push(None);
    values
}

const NAMES: [&str; 5] = [
    "fraud.score",
    "applicant.years",
    "history.days",
    "applicant.retired",
    "customer.segment",
];

/// Thresholds inside every range, so that no comparison is beyond one.
const FIGURES: [i64; 4] = [30, 31, 40, 60];

fn atom() -> impl Strategy<Value = String> {
    let operator = prop::sample::select(vec!["<", "<=", ">", ">=", "==", "!="]);
    let figure = prop::sample::select(FIGURES.to_vec());
    let subject = prop::sample::select(vec![
        "fraud.score",
        "applicant.years",
        "history.days",
        "fraud.score * 2",
        "30 - applicant.years",
        "history.days.if_none(35)",
        "history.days.or(35)",
        "fraud.score.or(50)",
        "choose(applicant.retired, applicant.years, 50)",
    ]);
    prop_oneof![
        6 => (subject, operator, figure.clone()).prop_map(|(x, op, n)| format!("{x} {op} {n}")),
        1 => Just("applicant.retired".to_owned()),
        1 => prop::sample::select(vec!["==", "!="])
            .prop_map(|op| format!("customer.segment {op} \"NEW\"")),
        1 => Just("is_missing(fraud.score)".to_owned()),
        1 => Just("known(history.days)".to_owned()),
        1 => Just("is_none(history.days)".to_owned()),
        1 => figure.prop_map(|n| format!("between(applicant.years, {n}, {})", n + 5)),
    ]
}

pub(super) fn condition() -> impl Strategy<Value = String> {
    atom().prop_recursive(2, 5, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} && {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} || {b})")),
            inner.prop_map(|a| format!("!({a})")),
        ]
    })
}

/// Every case that tells the figures of a script apart.
fn cases(script: &str) -> Vec<Vec<(&'static str, Value)>> {
    let near: Vec<i64> = FIGURES
        .iter()
        .flat_map(|figure| [*figure, figure / 2, figure + 5, 30 - figure])
        .collect();
    let mut cases: Vec<Vec<(&'static str, Value)>> = vec![Vec::new()];
    for name in NAMES.iter().filter(|name| script.contains(**name)) {
        let values = values(name, &near);
        cases = cases
            .iter()
            .flat_map(|case| {
                values.iter().map(move |value| {
                    let mut case = case.clone();
                    case.extend(value.clone().map(|value| (*name, value)));
                    case
                })
            })
            .collect();
    }
    cases
}

/// Whether each rule fires for some case, and does not fire for some.
fn sampled(policy: &Policy, script: &str) -> BTreeMap<usize, (bool, bool)> {
    let mut seen: BTreeMap<usize, (bool, bool)> = BTreeMap::new();
    for case in cases(script) {
        let ruling = rule(policy, subject(&case));
        for event in ruling.events().filter(|event| {
            event.code.starts_with('R') && matches!(event.verb, Verb::Decline | Verb::Refer)
        }) {
            let (fired, not) = seen.entry(event.place.line).or_default();
            *fired |= event.state.name() == "fired";
            *not |= event.state.name() == "not_fired";
        }
    }
    seen
}

#[test]
fn rules_never_or_always_fire_exactly_when_it_is_found() {
    let mut runner = TestRunner::deterministic();
    let (mut never, mut always, mut neither) = (0, 0, 0);
    for round in 0..90 {
        let (first, second) = (condition(), condition())
            .new_tree(&mut runner)
            .unwrap()
            .current();
        let begins = [
            "",
            ", #{ stop_on: \"never\" }",
            ", #{ when: applicant.retired }",
        ];
        let exceptions = ["", "soften(\"R1\", applicant.years > 40, \"R3\");"];
        let script = format!(
            "stage(\"one\"{});\ndecline(\"R1\", {first});\n{}\nstage(\"two\"{});\nrefer(\"R2\", {second});",
            begins[round % 3],
            exceptions[round / 3 % 2],
            begins[round / 6 % 3],
        );
        // Every name multiplies the cases.
        if cases(&script).len() > 2_500 {
            continue;
        }
        let policy = Policy::load("", &policy(&script, &[]), LoadOptions::default()).unwrap();
        let found = |line: usize, id: &str| {
            let findings = policy.findings().iter();
            findings
                .into_iter()
                .any(|found| found.line == line && found.id == Some(id))
        };
        for (line, (fires, not)) in sampled(&policy, &script) {
            let context = format!("{script}\n{:?}", policy.findings());
            // What lies outside a declared range is told as that.
            let beyond = found(line, "outside-range");
            let told = found(line, "never-fires");
            assert!(
                told != fires || (beyond && !fires),
                "line {line} of {context}"
            );
            // A rule that concerns nobody is told as such, and not as one for everybody.
            if fires {
                let told = found(line, "always-fires");
                assert!(told != not || (beyond && !not), "line {line} of {context}");
            }
            match (fires, not) {
                (false, _) => never += 1,
                (_, false) => always += 1,
                _ => neither += 1,
            }
        }
    }
    assert!(
        never > 4 && always > 0 && neither > 15,
        "{never} {always} {neither}"
    );
}

pub(super) fn anything() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "fraud.score",
        "applicant.years",
        "history.days",
        "applicant.retired",
        "applicant.birth_date",
        "customer.segment",
        "applicant.job",
        "customer.exposure",
        "customer.income",
        "request.amount",
        "params.share",
        "params.max_rate",
        "params.tna",
        "params.overdue",
        "as_of",
        "12",
        "0.5",
        "true",
        "\"NEW\"",
        "table(\"bands\", #{ points: fraud.score }).band",
        "table(\"bands\", #{ points: fraud.score }).rate",
        "scorecard(\"card\").points",
        "quote(request.amount, 0.02, 12).installment",
        "source(\"khipu\").age_days",
        "co.present",
        "co.fraud.score",
        "co.history.days",
        "co.applicant.retired",
        "co.debt.direct_total",
        "source(\"co.cmf\").answered",
    ]);
    leaf.prop_map(str::to_owned).prop_recursive(2, 8, 2, |inner| {
        let pair = || (inner.clone(), inner.clone());
        let operator = prop::sample::select(vec![
            "+", "-", "*", "/", "<", "<=", ">", ">=", "==", "!=", "&&", "||",
        ]);
        let word = prop::sample::select(vec![
            "min", "max", "min_known", "max_known", "or", "if_none", "floor_to", "years_between",
            "days_between", "real",
        ]);
        prop_oneof![
            4 => (pair(), operator).prop_map(|((a, b), op)| format!("({a} {op} {b})")),
            3 => (pair(), word).prop_map(|((a, b), word)| format!("{word}({a}, {b})")),
            1 => inner.clone().prop_map(|a| format!("!({a})")),
            1 => inner.clone().prop_map(|a| format!("-({a})")),
            1 => inner.clone().prop_map(|a| format!("known({a})")),
            1 => inner.clone().prop_map(|a| format!("is_none({a})")),
            1 => (pair(), inner.clone()).prop_map(|((a, b), c)| format!("choose({a}, {b}, {c})")),
            1 => (pair(), inner.clone()).prop_map(|((a, b), c)| format!("between({a}, {b}, {c})")),
            1 => pair().prop_map(|(a, b)| format!("one_of({a}, [{b}])")),
            1 => pair().prop_map(|(a, b)| format!("installment({a}, {b}, 12)")),
            1 => pair().prop_map(|(a, b)| format!("twice({a}, {b})")),
        ]
    })
}

/// A value of the type that an input declares, or none of it.
pub(super) fn given() -> impl Strategy<Value = Vec<(&'static str, Value)>> {
    let kinds: [(&'static str, Vec<Value>); 13] = [
        (
            "fraud.score",
            vec![number("0"), number("500"), number("999")],
        ),
        ("applicant.years", vec![number("18"), number("99")]),
        (
            "history.days",
            vec![number("0"), number("40"), Value::None("history".into())],
        ),
        (
            "applicant.retired",
            vec![Value::Flag(true), Value::Flag(false)],
        ),
        (
            "applicant.birth_date",
            vec![Value::Date("1980-02-29".parse().unwrap())],
        ),
        (
            "customer.segment",
            vec![Value::Text("NEW".into()), Value::Text("RETURNING".into())],
        ),
        ("applicant.job", vec![Value::Text("retired".into())]),
        (
            "customer.exposure",
            vec![number("0"), number("79228162514264337593543950335")],
        ),
        ("customer.income", vec![number("0"), number("750000")]),
        ("co.fraud.score", vec![number("0"), number("500")]),
        (
            "co.history.days",
            vec![number("40"), Value::None("history".into())],
        ),
        ("co.applicant.retired", vec![Value::Flag(true)]),
        (
            "request.amount",
            vec![
                number("1"),
                number("2000000"),
                Value::None("request".into()),
            ],
        ),
    ];
    let each: Vec<_> = kinds
        .into_iter()
        .map(|(name, values)| {
            prop::option::of(prop::sample::select(values)).prop_map(move |value| (name, value))
        })
        .collect();
    each.prop_map(|all| {
        let known = all
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)));
        known.collect()
    })
}

#[test]
fn a_policy_that_passes_raises_no_type_error() {
    let mut runner = TestRunner::deterministic();
    let (mut passed, mut refused) = (0, 0);
    for _ in 0..1_500 {
        let expression = anything().new_tree(&mut runner).unwrap().current();
        let script = format!(
            "fn twice(a, b) {{ let c = a; if is_missing(c) {{ b }} else {{ c }} }}\nlet x = {expression};"
        );
        let loaded = Policy::load("", &policy(&script, &[]), LoadOptions::default());
        let Ok(policy) = loaded else {
            refused += 1;
            continue;
        };
        assert!(
            policy
                .findings()
                .iter()
                .all(|found| found.level < Level::Error)
        );
        passed += 1;
        for _ in 0..12 {
            let given = given().new_tree(&mut runner).unwrap().current();
            match policy.run(subject(&given), Mode::Decide) {
                Ok(Step::Ruled(_) | Step::Gather(_)) => {}
                Err(fault) => panic!("{expression}\n{given:?}\n{fault}"),
            }
        }
    }
    assert!(
        passed > 150 && refused > 150,
        "{passed} passed, {refused} refused"
    );
}

#[test]
fn long_chains_and_doubled_names_are_told_without_end() {
    let chain = |step: &str, count: usize| {
        let lets = (1..count).map(|index| {
            let before = format!("n{}", index - 1);
            format!("let n{index} = {};", step.replace('@', &before))
        });
        let all: Vec<String> = lets.collect();
        let last = count - 1;
        format!(
            "let n0 = fraud.score;\n{}\nrefer(\"R1\", n{last} > 3 && !(n{last} < 2));",
            all.join("\n")
        )
    };
    for step in [
        "@ + @",
        "@ * 0.5",
        "@.or(@)",
        "@.if_none(@) + 1",
        "choose(@ > 3, @, @)",
        "min(@, max(@, @))",
        "-(-(@ - 1) - 1)",
    ] {
        // What it finds does not matter here, that it comes to an end does.
        let script = chain(step, 400);
        let problems = match Policy::load("", &policy(&script, &[]), LoadOptions::default()) {
            Ok(policy) => policy.findings().to_vec(),
            Err(problems) => problems,
        };
        let errors = problems
            .iter()
            .filter(|problem| problem.level == Level::Error);
        assert_eq!(errors.count(), 0, "{step}: {problems:?}");
    }
    let doubling: Vec<String> = (1..30)
        .map(|index| format!("fn f{index}(x) {{ f{}(x) + f{}(x) }}", index - 1, index - 1))
        .collect();
    let script = format!(
        "fn f0(x) {{ x }}\n{}\nlet x = f29(fraud.score);",
        doubling.join("\n")
    );
    let policy = Policy::load("", &policy(&script, &[]), LoadOptions::default()).unwrap();
    assert!(!policy.typed().open.is_empty());
}
