//! Calling the engine with what fits the policy and what does not.

use std::collections::BTreeMap;

use caudal_engine::facts::evidence::Status;
use caudal_engine::facts::facts::{Answer, Section};
use caudal_engine::facts::{Application, Facts, Limits, Report, Source};
use caudal_engine::policy::{Files, LoadOptions, Policy};
use caudal_engine::{Engine, Error, Next};

struct InMemory<'t>(BTreeMap<&'static str, &'t str>);

impl Files for InMemory<'_> {
    fn read(&self, path: &str) -> Result<String, String> {
        let text = self.0.get(path).ok_or("no such file")?;
        Ok((*text).to_owned())
    }
}

const POLICY: &str = r#"
[policy]
id = "cl/test"
version = "1"
country = "CL"
currency = "CLP"
from = 2026-01-01
until = 2026-12-31
[sources]
protests = { cost = 420, max_age_days = 7, missing = "refer" }
[inputs]
"applicant.birth_date" = { type = "date", es = "Nacimiento", en = "Birth date" }
"customer.loans_repaid" = { type = "count", range = "0..99", whole = true, nullable = true, es = "Pagados", en = "Repaid" }
"customer.segment" = { type = "text", values = ["NEW", "OLD"], nullable = true, es = "Segmento", en = "Segment" }
"#;

const SCRIPT: &str = r#"
stage("application");
let age = years_between(applicant.birth_date, as_of);
decline("UNDER_AGE", age < 18);
stage("bureau", #{ ask: ["protests"] });
decline("PROTESTS_OPEN", bureau.protests_open > 0);
stage("offers");
offer(quote(request.amount, 0.02, 12));
"#;

const REASONS: &str = r#"
[UNDER_AGE]
es = "Debe tener al menos 18 años; tiene {age}."
en = "You must be 18; you are {age}."
[PROTESTS_OPEN]
es = "Registra {bureau.protests_open} protestos."
en = "You have {bureau.protests_open} protests."
"#;

fn engine() -> Engine {
    let files = InMemory(BTreeMap::from([
        ("policy.toml", POLICY),
        ("policy.rhai", SCRIPT),
        ("reasons.toml", REASONS),
    ]));
    Engine::new(Policy::load("", &files, LoadOptions::default()).unwrap()).unwrap()
}

const APPLICATION: &str = r#"{
  "id": "CL-1", "country": "CL", "product": "consumer", "as_of": "2026-10-20",
  "applicant": { "tax_id": "12531909-2" },
  "request": { "amount": 1000000, "currency": "CLP", "term_months": 12 },
  "inputs": { "applicant.birth_date": "1990-05-04" }
}"#;

fn application(from: &str, to: &str) -> Application {
    let text = APPLICATION.replacen(from, to, 1);
    Application::from_json("a.json", text.as_bytes(), &Limits::default()).unwrap()
}

/// Facts in which the protests report answered with no protest, of this date.
pub(super) fn no_protests(report_date: &str) -> Facts {
    let mut facts = Facts {
        answers: vec![Answer {
            source: Source::Protests,
            provider: "khipu".to_owned(),
            status: Status::Complete,
            obtained_at: None,
            report_date: Some(report_date.parse().unwrap()),
            covers_from: None,
            payloads: Vec::new(),
        }],
        ..Facts::default()
    };
    facts.note(Section::Protests);
    facts
}

#[test]
fn an_answer_says_until_when_it_holds() {
    let policy = format!(
        "{POLICY}\n[params]\nagain = {{ value = 30, unit = \"days\", reason = \"r\" }}\n\
         [validity]\noffer_days = 14\nreapply_days = \"params.again\"\n"
    );
    let script = SCRIPT.replace("age < 18", "age < 18 || params.again < 1");
    let files = InMemory(BTreeMap::from([
        ("policy.toml", &*policy),
        ("policy.rhai", &*script),
        ("reasons.toml", REASONS),
    ]));
    let policy = Policy::load("", &files, LoadOptions::default()).unwrap();
    let engine = Engine::new(policy).unwrap();
    let day = |text: &str| Some(text.parse().unwrap());
    for (situation, born, facts, expected) in [
        (
            "approved",
            "1990-05-04",
            no_protests("2026-10-20"),
            (day("2026-11-03"), None),
        ),
        (
            "declined",
            "2010-05-04",
            no_protests("2026-10-20"),
            (None, day("2026-11-19")),
        ),
        ("referred", "1990-05-04", Facts::default(), (None, None)),
    ] {
        let decision = engine
            .decide(&application("1990-05-04", born), &facts)
            .unwrap();
        let said = (decision.offers_valid_until, decision.reapply_from);
        assert_eq!(said, expected, "{situation}");
    }
}

#[test]
fn known_absence_approves_and_silence_refers() {
    let engine = engine();
    let application = application("", "");
    let decision = engine
        .decide(&application, &no_protests("2026-10-20"))
        .unwrap();
    assert_eq!(decision.outcome, "approve");
    assert_eq!(decision.offers.len(), 1);
    let decision = engine.decide(&application, &Facts::default()).unwrap();
    assert_eq!(decision.outcome, "refer");
    assert_eq!(decision.reasons[0].code, "DATA_MISSING(protests)");
    assert_eq!(decision.indicative_offers.len(), 1);
    assert!(decision.offers.is_empty());
}

#[test]
fn a_report_is_too_old_from_the_day_after_its_age() {
    let engine = engine();
    let application = application("", "");
    for (report_date, outcome) in [("2026-10-13", "approve"), ("2026-10-12", "refer")] {
        let decision = engine
            .decide(&application, &no_protests(report_date))
            .unwrap();
        assert_eq!(decision.outcome, outcome, "{report_date}");
    }
    let old = engine
        .decide(&application, &no_protests("2026-10-12"))
        .unwrap();
    let why = old.sources_asked[0].why.as_deref();
    assert_eq!(
        why,
        Some("the report is 8 days old, the policy takes 7 at most")
    );
}

#[test]
fn a_report_of_a_later_day_or_of_none_is_not_used() {
    let engine = engine();
    let application = application("", "");
    for (report_date, why) in [
        (
            Some("2026-10-21"),
            "the report is of a later day than the decision",
        ),
        (
            None,
            "the report has no date, and the policy wants to know its age",
        ),
    ] {
        let mut facts = no_protests("2026-10-20");
        facts.answers[0].report_date = report_date.map(|date| date.parse().unwrap());
        let decision = engine.decide(&application, &facts).unwrap();
        assert_eq!(decision.outcome, "refer");
        assert_eq!(decision.sources_asked[0].why.as_deref(), Some(why));
    }
}

#[test]
fn a_declined_person_is_told_only_what_declined() {
    let files = InMemory(BTreeMap::from([
        ("policy.toml", POLICY),
        (
            "policy.rhai",
            "stage(\"s\");\nrefer(\"PROTESTS_OPEN\", true);\ndecline(\"UNDER_AGE\", true);\nlet age = 3;\n",
        ),
        (
            "reasons.toml",
            "[UNDER_AGE]\nes = \"a\"\nen = \"a\"\n[PROTESTS_OPEN]\nes = \"b\"\nen = \"b\"\n",
        ),
    ]));
    let engine = Engine::new(Policy::load("", &files, LoadOptions::default()).unwrap()).unwrap();
    let decision = engine
        .decide(&application("", ""), &Facts::default())
        .unwrap();
    assert_eq!(decision.reasons.len(), 2);
    let told: Vec<&str> = decision
        .reasons_told
        .iter()
        .map(|told| told.code.as_str())
        .collect();
    assert_eq!(told, ["UNDER_AGE"]);
}

#[test]
fn next_asks_only_for_those_still_in() {
    let engine = engine();
    let adult = application("", "");
    let Next::Gather(sources) = engine.next(&adult, &Facts::default()).unwrap() else {
        panic!("expected to gather");
    };
    assert_eq!(sources, [Report::from(Source::Protests)]);
    let facts = no_protests("2026-10-20");
    let Next::Decided(next) = engine.next(&adult, &facts).unwrap() else {
        panic!("expected a decision");
    };
    assert_eq!(next, engine.decide(&adult, &facts).unwrap());
    let minor = application("1990-05-04", "2010-05-04");
    let Next::Decided(decision) = engine.next(&minor, &Facts::default()).unwrap() else {
        panic!("expected a decision");
    };
    assert_eq!(decision.outcome, "decline");
    assert_eq!(
        decision.reasons[0].text.es,
        "Debe tener al menos 18 años; tiene 16."
    );
    assert_eq!(decision.sources_not_asked[0].source, "protests");
}

#[test]
fn a_policy_decides_outside_its_dates_and_says_so() {
    let engine = engine();
    for (as_of, in_force) in [
        ("2025-12-31", false),
        ("2026-01-01", true),
        ("2026-12-31", true),
        ("2027-01-01", false),
    ] {
        let application = application("2026-10-20", as_of);
        let decision = engine.decide(&application, &no_protests(as_of)).unwrap();
        assert_eq!(decision.policy.in_force, in_force, "{as_of}");
    }
}

#[test]
fn what_does_not_fit_the_policy_is_an_error() {
    let engine = engine();
    for (from, to, expected) in [
        (
            "\"CLP\"",
            "\"USD\"",
            "decide a request in USD: policy cl/test decides in CLP",
        ),
        (
            "\"1990-05-04\"",
            "true",
            "inputs.applicant.birth_date: is true: expected a date",
        ),
        (
            "\"1990-05-04\"",
            "\"4 May 1990\"",
            "expected a date such as 1988-02-29",
        ),
        (
            "\"1990-05-04\"",
            "\"none\"",
            "is \"none\": expected a value: nothing says what none of it means",
        ),
        (
            "\"1990-05-04\"",
            "\"1990-05-04\", \"customer.loans_repaid\": 100",
            "is 100: expected 0 to 99",
        ),
        (
            "\"1990-05-04\"",
            "\"1990-05-04\", \"customer.loans_repaid\": 1.5",
            "is 1.5: expected a whole number",
        ),
        (
            "\"1990-05-04\"",
            "\"1990-05-04\", \"customer.segment\": \"MEDUIM\"",
            "expected one of NEW, OLD",
        ),
    ] {
        let application = application(from, to);
        let error = engine
            .decide(&application, &Facts::default())
            .unwrap_err()
            .to_string();
        assert!(
            error.contains(expected),
            "{to}\nexpected {expected}\nfound {error}"
        );
    }
    let abroad = APPLICATION
        .replace("\"CL\"", "\"AR\"")
        .replace("12531909-2", "20-26756539-3");
    let abroad = Application::from_json("a.json", abroad.as_bytes(), &Limits::default()).unwrap();
    let error = engine.decide(&abroad, &Facts::default());
    assert!(matches!(error, Err(Error::Country { .. })));
}

#[test]
fn a_request_without_an_amount_is_none_and_never_zero() {
    let application = application("\"amount\": 1000000, ", "");
    let decision = engine()
        .decide(&application, &no_protests("2026-10-20"))
        .unwrap();
    assert_eq!(decision.outcome, "refer");
    assert_eq!(decision.reasons[0].code, "DATA_MISSING(request)");
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    let engine = engine();
    let application = application("", "");
    let facts = no_protests("2026-10-20");
    let bytes = || serde_json::to_vec(&engine.decide(&application, &facts).unwrap()).unwrap();
    let first = bytes();
    let others: Vec<Vec<u8>> = (0..8).map(|_| bytes()).collect();
    assert!(others.iter().all(|other| *other == first));
}

#[test]
fn one_engine_serves_many_threads() {
    fn shared<T: Send + Sync + Clone>(_: &T) {}
    shared(&engine());
}
