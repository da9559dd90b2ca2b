//! `features.toml`: a policy's own features are the catalogue's in all but their names.

use caudal_engine::Engine;
use caudal_engine::features::{Program, Riskier, Unit, Value, compute};
use caudal_engine::policy::{CaseSuite, LoadOptions, Policy, Version, differences};
use caudal_facts::categories::Category;
use caudal_facts::{Application, Limits};
use proptest::prelude::*;

use super::harness::{InMemory, load};
use crate::features::Ledger;
use crate::features::random::{amounts, world};

const MANIFEST: &str = r#"
[policy]
id = "own"
version = "1"
country = "CL"
currency = "CLP"
[review]
contact = "ejemplo"
[params]
most = { value = 200_000, unit = "money/month", reason = "test" }
"#;

const REASONS: &str = "[FARES]\nes = \"Gasta {own.transport_3m} en transporte.\"\nen = \"Spends {own.transport_3m} on transport.\"\n";

const SCRIPT: &str =
    "stage(\"bank\", #{ ask: [\"khipu\"] });\nrefer(\"FARES\", own.transport_3m > params.most);\n";

const TRANSPORT: &str = r#"
[own.transport_3m]
es = "Promedio mensual de transporte, 3 meses completos"
en = "Mean transport a month, 3 complete months"
unit = "money/month"
window = "3m"
riskier = "higher"
rows = { direction = "out", categories = ["transport"] }
reduce = "mean"
"#;

/// A policy that declares these features.
fn files(features: &str) -> InMemory {
    let texts = [
        ("policy.toml", MANIFEST),
        ("policy.rhai", SCRIPT),
        ("reasons.toml", REASONS),
        ("features.toml", features),
    ];
    let texts = texts.map(|(path, text)| (path.to_owned(), text.to_owned()));
    InMemory(texts.into_iter().collect())
}

/// Declarations, each with the feature of the catalogue that says the same.
const SAME: [(&str, &str); 20] = [
    (
        "money/month; 3m; in salary pension benefit fees_earned; mean",
        "income.verified_monthly_3m",
    ),
    (
        "money/month; 6m; in salary pension benefit fees_earned; conservative",
        "income.conservative_6m",
    ),
    (
        "ratio; 6m; in salary pension benefit fees_earned; variation",
        "income.cv_6m",
    ),
    (
        "money/month; 6m; in salary pension benefit fees_earned; least; real = true",
        "income.least_6m_real",
    ),
    (
        "months; 12m; in salary pension benefit fees_earned; months_above_zero",
        "income.months_with_12m",
    ),
    (
        "months; 6m; in salary pension benefit fees_earned; streak",
        "income.consecutive_months_6m",
    ),
    (
        "ratio; 6m; in salary pension benefit fees_earned; trend",
        "income.trend_6m",
    ),
    (
        "ratio; 6m; in salary pension benefit fees_earned; slope",
        "income.slope_6m",
    ),
    ("money/month; 6m; in; median", "cashflow.inflow_median_6m"),
    (
        "money/month; 12m; out; mean; measure = \"sum\"",
        "cashflow.outflow_avg_12m",
    ),
    ("money/month; 6m; both; least", "cashflow.net_least_6m"),
    (
        "count; 6m; both; months_below_zero",
        "cashflow.months_net_negative_6m",
    ),
    ("money; 30d; in; sum", "cashflow.inflow_30d"),
    (
        "count; 90d; out; sum; measure = \"count\"",
        "cashflow.outflow_count_90d",
    ),
    ("money; 90d; out; largest", "cashflow.largest_outflow_90d"),
    ("days; 90d; out gambling; days", "stress.gambling_days_90d"),
    (
        "flag; 12m; both garnishment; seen",
        "stress.garnishment_12m",
    ),
    ("money/month; 3m; out rent; mean", "expenses.rent_3m"),
    ("times; 6m; in ÷ out", "cashflow.in_out_ratio_6m"),
    ("ratio; 90d; out gambling ÷ in", "stress.gambling_share_90d"),
];

/// A declaration of these words: unit, window, rows, what becomes of them, and more keys.
fn declared(name: &str, words: &str) -> String {
    let parts: Vec<&str> = words.split("; ").collect();
    let [unit, window, rows, more @ ..] = parts.as_slice() else {
        panic!("{words}");
    };
    let rows_of = |text: &str| {
        let (direction, categories) = text.split_once(' ').unwrap_or((text, ""));
        let named: Vec<String> = categories
            .split_whitespace()
            .map(|category| format!("{category:?}"))
            .collect();
        match named.as_slice() {
            [] => format!("{{ direction = {direction:?} }}"),
            named => format!(
                "{{ direction = {direction:?}, categories = [{}] }}",
                named.join(", ")
            ),
        }
    };
    let measured = match rows.split_once(" ÷ ") {
        Some((of, to)) => format!("ratio = {{ of = {}, to = {} }}", rows_of(of), rows_of(to)),
        None => format!(
            "rows = {}\nreduce = {:?}\n{}",
            rows_of(rows),
            more[0],
            more[1..].join("\n")
        ),
    };
    format!(
        "[own.{name}]\nes = \"e\"\nen = \"e\"\nunit = {unit:?}\nwindow = {window:?}\n{measured}\n"
    )
}

/// A policy that declares all of [`SAME`], under the names a to t.
fn same() -> Policy {
    let all: Vec<String> = ('a'..)
        .zip(SAME)
        .map(|(name, (words, _))| declared(&name.to_string(), words))
        .collect();
    load(&files(&format!("{TRANSPORT}{}", all.concat())))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn declared_alike_they_are_computed_alike(world in world(&amounts())) {
        let policy = same();
        let own: Vec<String> = ('a'..='t').map(|name| format!("own.{name}")).collect();
        let names: Vec<&str> = own.iter().map(String::as_str).chain(SAME.map(|(_, name)| name)).collect();
        let program = Program::compile(policy.catalogue(), &names).unwrap();
        let ledger = world.ledger();
        let row = compute(&program, &ledger.frames(), &ledger.context()).unwrap();
        for (own, (_, name)) in own.iter().zip(SAME) {
            prop_assert_eq!(row.get(own), row.get(name), "{}", name);
        }
    }
}

/// Someone who spends so much on transport a month, of which so many months are covered.
fn spends(monthly: i64, covers_from: &str) -> Ledger {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account(covers_from);
    for day in ["2026-07-03", "2026-08-03", "2026-09-03"] {
        ledger.row(day, -monthly, Category::Transport);
        ledger.row(day, 900_000, Category::Salary);
    }
    ledger
}

fn decide(ledger: &Ledger, features: &str) -> caudal_engine::decision::Decision {
    let engine = Engine::new(load(&files(features))).unwrap();
    engine.decide(&application(), &ledger.facts).unwrap()
}

fn application() -> Application {
    let text = r#"{ "id": "CL-1", "country": "CL", "product": "consumer", "as_of": "2026-10-20",
        "applicant": { "tax_id": "12531909-2" }, "request": { "currency": "CLP" } }"#;
    Application::from_json("a.json", text.as_bytes(), &Limits::default()).unwrap()
}

#[test]
fn a_rule_reads_one_from_movements_to_the_text_of_its_reason() {
    for (situation, ledger, expected) in [
        (
            "at the threshold",
            spends(200_000, "2026-01-01"),
            &["NO_OFFER"][..],
        ),
        ("above it", spends(200_001, "2026-01-01"), &["FARES"]),
        (
            "two months of three",
            spends(200_001, "2026-07-15"),
            &["DATA_MISSING(khipu)"],
        ),
    ] {
        let decision = decide(&ledger, TRANSPORT);
        let codes: Vec<&str> = decision
            .reasons
            .iter()
            .map(|reason| reason.code.as_str())
            .collect();
        assert_eq!(codes, expected, "{situation}");
    }
    let decision = decide(&spends(250_000, "2026-01-01"), TRANSPORT);
    assert_eq!(decision.reasons[0].text.es, "Gasta $250.000 en transporte.");
    let source = decision.reasons[0].source.as_ref().unwrap();
    assert_eq!(source.name, "khipu");
}

#[test]
fn it_says_all_that_a_feature_says() {
    let policy = load(&files(TRANSPORT));
    let catalogue = policy.catalogue();
    let own = catalogue.get("own.transport_3m").unwrap();
    assert!(own.is_own());
    assert_eq!(own.unit, Unit::MoneyPerMonth);
    assert_eq!(own.riskier, Some(Riskier::Higher));
    assert_eq!(own.window.unwrap().to_string(), "3m");
    assert_eq!(
        own.sources,
        catalogue.get("expenses.rent_3m").unwrap().sources
    );
    assert!(std::ptr::eq(own, policy.features()[0]));
    assert_eq!(
        catalogue.nearest("own.transprt_3m"),
        Some("own.transport_3m")
    );
    // Kept once: whoever loads a policy again keeps nothing more.
    let again = load(&files(TRANSPORT));
    assert!(std::ptr::eq(
        own,
        again.catalogue().get("own.transport_3m").unwrap()
    ));
    let other = load(&files(&TRANSPORT.replace("\"mean\"", "\"median\"")));
    assert!(!std::ptr::eq(
        own,
        other.catalogue().get("own.transport_3m").unwrap()
    ));
    assert_ne!(policy.hash(), other.hash());
}

#[test]
fn its_lineage_is_that_of_its_movements() {
    let engine = Engine::new(load(&files(TRANSPORT))).unwrap();
    let ledger = spends(100_000, "2026-01-01");
    let lineage = engine
        .lineage(&application(), &ledger.facts, "own.transport_3m")
        .unwrap();
    assert_eq!(lineage.value, Value::Known(100_000));
    let numbers: Vec<i128> = lineage.terms.iter().map(|term| term.number).collect();
    assert_eq!(numbers, [100_000; 3]);
}

const SHARE: &str = r#"
[own.transport_share_3m]
es = "Transporte como parte del ingreso"
en = "Transport as a share of income"
unit = "ratio"
riskier = "higher"
ratio = { of = "own.transport_3m", to = "income.verified_monthly_3m" }
"#;

#[test]
fn a_ratio_of_two_features_is_known_where_both_are_and_the_second_is_not_zero() {
    let ratio = |ledger: &Ledger| {
        // A ratio may stand above what it relates.
        let files = files(&format!("{SHARE}{TRANSPORT}"));
        let engine = Engine::new(load(&files)).unwrap();
        let lineage = engine.lineage(&application(), &ledger.facts, "own.transport_share_3m");
        lineage.unwrap().value
    };
    assert_eq!(ratio(&spends(225_000, "2026-01-01")), Value::Known(250_000));
    let is_missing = |value| matches!(value, Value::Missing(_));
    assert!(is_missing(ratio(&spends(225_000, "2026-07-15"))));
    let mut penniless = Ledger::chile("2026-10-20");
    penniless
        .account("2026-01-01")
        .row("2026-09-03", -100, Category::Transport);
    assert!(is_missing(ratio(&penniless)));
}

#[test]
fn a_challenger_replaces_one_and_inherits_the_others() {
    let mut all = InMemory::default();
    for (path, text) in files(&format!("{TRANSPORT}{SHARE}")).0 {
        all.0.insert(format!("../base/{path}"), text);
    }
    let head = "[policy]\nid = \"b\"\nversion = \"1\"\nextends = \"../base\"\n";
    all.0.insert("policy.toml".to_owned(), head.to_owned());
    let inherited = load(&all);
    all.0.insert(
        "features.toml".to_owned(),
        TRANSPORT
            .replace("\"3m\"", "\"6m\"")
            .replace("[\"transport\"]", "[\"transport\", \"telecom\"]"),
    );
    let replaced = load(&all);
    let window = |policy: &Policy, name| {
        policy
            .catalogue()
            .get(name)
            .unwrap()
            .window
            .map(|window| window.to_string())
    };
    assert_eq!(
        window(&inherited, "own.transport_3m").as_deref(),
        Some("3m")
    );
    assert_eq!(window(&replaced, "own.transport_3m").as_deref(), Some("6m"));
    assert!(replaced.catalogue().get("own.transport_share_3m").is_some());
    assert_ne!(inherited.hash(), replaced.hash());
}

#[test]
fn changes_are_told_key_by_key() {
    let (before, after) = (
        files(TRANSPORT),
        files(&TRANSPORT.replace("\"mean\"", "\"median\"")),
    );
    let (was, is) = (load(&before), load(&after));
    let version = |policy, files| Version { policy, files };
    let changes = differences(version(&was, &before), version(&is, &after)).unwrap();
    let texts: Vec<&str> = changes
        .iter()
        .map(|change| change.text.en.as_str())
        .collect();
    assert_eq!(
        texts,
        ["Own feature own.transport_3m, how months or days are reduced: was mean; now median."]
    );
    assert_eq!(changes[0].read_by, ["FARES"]);
}

#[test]
fn a_case_gives_a_value_of_its_own() {
    let mut files = files(TRANSPORT);
    files.0.insert(
        "cases/a.toml".to_owned(),
        "[[case]]\nname = \"high\"\ngiven = { as_of = 2026-10-20, own.transport_3m = 200_001 }\nexpect.reasons = [\"FARES\"]\n".to_owned(),
    );
    let suite = CaseSuite::load(&load(&files), "", "cases/a.toml", &files).unwrap();
    let results = suite.run(&load(&files));
    assert!(results[0].differences.is_empty(), "{:?}", results[0]);
}

#[test]
fn what_the_law_forbids_cannot_be_read_through_a_ratio() {
    let law = "[law]\ncountry = \"CL\"\nversion = \"1\"\n[prohibited.transport]\nnames = [\"expenses.rent_3m\"]\n\
               cites = \"Ley 1\"\nchecked = true\nes = \"no\"\nen = \"not to be read\"\n";
    let share = SHARE
        .replace("own.transport_3m", "expenses.rent_3m")
        .replace("own.transport_share_3m", "own.transport_3m")
        .replace("riskier = \"higher\"\n", "");
    let mut files = files(&share);
    let script = SCRIPT.replace("params.most", "0.5");
    files.0.insert("policy.rhai".to_owned(), script);
    files.0.insert("../law/cl.toml".to_owned(), law.to_owned());
    let problems = Policy::load("", &files, LoadOptions::default()).unwrap_err();
    let found: Vec<_> = problems
        .iter()
        .map(|problem| (problem.id.unwrap_or_default(), problem.file.as_str()))
        .collect();
    assert_eq!(
        found,
        [("prohibited-feature", "features.toml")],
        "{problems:?}"
    );
}
