//! An application of two people: what the engine refuses, reads, suggests and leads back.

use caudal_engine::facts::evidence::{Sha256Digest, Status};
use caudal_engine::facts::facts::{Answer, PayloadRef, Protest, Provenance, Section};
use caudal_engine::facts::{Application, Facts, Limits, Report, Source};
use caudal_engine::policy::{LoadOptions, Policy};
use caudal_engine::portfolio::ShardBuilder;
use caudal_engine::{Engine, Error, Next, Reached, Trial};

use crate::policy::harness::InMemory;

const POLICY: &str = r#"
[policy]
id = "cl/two"
version = "1"
country = "CL"
currency = "CLP"
[sources]
protests = { cost = 420, max_age_days = 7, missing = "refer" }
[inputs]
"applicant.years" = { type = "years", range = "18..99", whole = true, es = "Edad", en = "Age" }
[loan]
total_cost = "cae"
"#;

const SCRIPT: &str = r#"
stage("application");
decline("TOO_OLD", applicant.years > 75 || (co.present && co.applicant.years > 75));
stage("bureau", #{ ask: ["protests", "co.protests"] });
let both = bureau.protests_open + co.bureau.protests_open.if_none(0);
decline("PROTESTS", both > 1);
stage("offers");
offer(quote(request.amount, 0.02, 12));
"#;

const REASONS: &str =
    "[TOO_OLD]\nes = \"e\"\nen = \"e\"\n[PROTESTS]\nes = \"{both}\"\nen = \"{both}\"\n";

fn engine_of(script: &str) -> Engine {
    let texts = [
        ("policy.toml", POLICY),
        ("policy.rhai", script),
        ("reasons.toml", REASONS),
    ];
    let texts = texts.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let files = InMemory(texts.into_iter().collect());
    let policy = match Policy::load("", &files, LoadOptions::default()) {
        Ok(policy) => policy,
        Err(found) => panic!("{found:?}"),
    };
    Engine::new(policy).unwrap()
}

fn application(co_applicant: &str) -> Application {
    let text = format!(
        r#"{{ "id": "CL-1", "country": "CL", "product": "consumer", "as_of": "2026-10-20",
        "applicant": {{ "tax_id": "12531909-2" }}, {co_applicant}
        "request": {{ "amount": 1000000, "currency": "CLP", "term_months": 12 }},
        "inputs": {{ "applicant.years": 40 }} }}"#
    );
    Application::from_json("a.json", text.as_bytes(), &Limits::default()).unwrap()
}

fn two() -> Application {
    application(
        r#""co_applicant": { "tax_id": "15555555-6", "inputs": { "applicant.years": 38 } },"#,
    )
}

/// Facts with so many protests, in a file of this name.
fn protests(count: u32, file: &str) -> Facts {
    let mut facts = Facts {
        answers: vec![Answer {
            source: Source::Protests,
            provider: "khipu".to_owned(),
            status: Status::Complete,
            obtained_at: None,
            report_date: Some("2026-10-19".parse().unwrap()),
            covers_from: None,
            payloads: vec![0],
        }],
        payloads: vec![PayloadRef {
            source: Source::Protests,
            provider: "khipu".to_owned(),
            operation: "consulta-rut".to_owned(),
            file: file.to_owned(),
            sha256: Sha256Digest::of(file.as_bytes()),
            obtained_at: None,
        }],
        ..Facts::default()
    };
    let protests = (0..count).map(|row| Protest {
        provenance: Provenance { payload: 0, row },
        date: Some("2026-05-04".parse().unwrap()),
        amount: None,
        document: None,
        cleared: Some(false),
    });
    facts.protests = protests.collect();
    facts.note(Section::Protests);
    facts
}

fn both(own: u32, theirs: u32) -> Facts {
    Facts {
        co_applicant: Some(Box::new(protests(theirs, "co/protests.json"))),
        ..protests(own, "protests.json")
    }
}

#[test]
fn what_would_be_decided_as_one_is_refused() {
    let blind =
        "stage(\"application\");\nlet both = 1;\ndecline(\"TOO_OLD\", applicant.years > 75);";
    let refused = engine_of(blind).decide(&two(), &both(0, 0));
    let Err(Error::CoApplicant { policy }) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(policy, "cl/two");
    // Facts about somebody who is not named.
    let refused = engine_of(SCRIPT).decide(&application(""), &both(0, 0));
    assert!(matches!(refused, Err(Error::NoCoApplicant)), "{refused:?}");
    let refused = ShardBuilder::default().push_application(&two(), &both(0, 0));
    let told = refused.unwrap_err().to_string();
    assert!(told.contains("with a co-applicant"), "{told}");
}

#[test]
fn an_input_of_theirs_is_held_to_the_one_declaration() {
    for (inputs, told) in [
        (
            r#"{ "applicant.years": 17 }"#,
            "co_applicant.inputs.applicant.years: is 17",
        ),
        (
            r#"{ "applicant.years": "x" }"#,
            "co_applicant.inputs.applicant.years: is \"x\"",
        ),
    ] {
        let named = format!(r#""co_applicant": {{ "tax_id": "15555555-6", "inputs": {inputs} }},"#);
        let error = engine_of(SCRIPT)
            .decide(&application(&named), &both(0, 0))
            .unwrap_err();
        assert!(error.to_string().contains(told), "{error}");
    }
    // Not given, it is missing, under their own name.
    let named = r#""co_applicant": { "tax_id": "15555555-6" },"#;
    let decision = engine_of(SCRIPT)
        .decide(&application(named), &both(0, 0))
        .unwrap();
    assert_eq!(decision.reasons[0].code, "DATA_MISSING(co.applicant)");
}

#[test]
fn next_wants_both_reports_and_decides_as_with_all_facts() {
    let engine = engine_of(SCRIPT);
    let wanted =
        |application: &Application, facts: &Facts| match engine.next(application, facts).unwrap() {
            Next::Gather(reports) => reports.iter().map(|report| report.name()).collect(),
            Next::Decided(_) => Vec::new(),
        };
    assert_eq!(wanted(&application(""), &Facts::default()), ["protests"]);
    assert_eq!(
        wanted(&two(), &Facts::default()),
        ["protests", "co.protests"]
    );
    assert_eq!(
        wanted(&two(), &protests(0, "protests.json")),
        ["co.protests"]
    );
    let facts = both(1, 0);
    let Next::Decided(next) = engine.next(&two(), &facts).unwrap() else {
        panic!("expected a decision");
    };
    assert_eq!(next, engine.decide(&two(), &facts).unwrap());
    assert_eq!(next.outcome, "approve");
}

#[test]
fn each_person_has_figures_of_their_own() {
    let engine = engine_of(SCRIPT);
    for (own, theirs, outcome) in [
        (0, 0, "approve"),
        (1, 0, "approve"),
        (0, 1, "approve"),
        (1, 1, "decline"),
        (0, 2, "decline"),
    ] {
        let facts = both(own, theirs);
        let decision = engine.decide(&two(), &facts).unwrap();
        assert_eq!(decision.outcome, outcome, "{own} and {theirs}");
        for (name, count, file) in [
            ("bureau.protests_open", own, "protests.json"),
            ("co.bureau.protests_open", theirs, "co/protests.json"),
        ] {
            let lineage = engine.lineage(&two(), &facts, name).unwrap();
            assert_eq!(lineage.name(), name);
            assert_eq!(lineage.rows.len(), count as usize, "{name}");
            let payloads = lineage.rows.iter().filter_map(|row| row.payload.as_ref());
            assert!(payloads.clone().all(|payload| payload.file == file));
            assert_eq!(payloads.count(), count as usize);
        }
    }
    let nobody = engine.lineage(
        &application(""),
        &protests(0, "a"),
        "co.bureau.protests_open",
    );
    assert!(matches!(nobody, Err(Error::NoCoApplicant)), "{nobody:?}");
}

#[test]
fn without_the_other_is_tried() {
    let engine = engine_of(SCRIPT);
    let policy = engine.policy();
    let mut alone = Trial::default();
    alone.set(policy, "co.present", "false").unwrap();
    let facts = both(0, 2);
    let decision = engine.trial(&two(), &facts, &alone).unwrap();
    assert_eq!(decision.outcome, "approve");
    for (name, text) in [
        ("co.present", "missing"),
        ("co.present", "3"),
        ("co.bureau.protests_open", "none"),
    ] {
        let refused = Trial::default().set(policy, name, text);
        assert!(refused.is_err(), "{name}={text}");
    }
}

#[test]
fn what_the_other_can_change_is_suggested_where_there_is_one() {
    let script = "stage(\"a\", #{ ask: [\"co.cmf\"] });\nlet both = co.debt.direct_total.if_none(0);\n\
                  decline(\"PROTESTS\", both > 100 || applicant.years > 80);\nstage(\"offers\");\n\
                  offer(quote(request.amount, 0.02, 12));";
    let engine = engine_of(script);
    let mut facts = both(0, 0);
    for answer in &mut facts.co_applicant.as_mut().unwrap().answers {
        answer.source = Source::Cmf;
    }
    let mut owes = Trial::default();
    owes.set(engine.policy(), "co.debt.direct_total", "500")
        .unwrap();
    let found = engine.counterfactuals(&two(), &facts, &owes).unwrap();
    let changes: Vec<_> = found
        .found
        .iter()
        .flat_map(|found| &found.changes)
        .collect();
    assert_eq!(changes.len(), 1, "{changes:?}");
    assert_eq!(changes[0].name, "co.debt.direct_total");
    assert_eq!(changes[0].to, 100.into());
    assert_eq!(found.found[0].reaches, Reached::Approval);
    // Of somebody who is not there nothing is suggested, and nothing is wanted.
    let alone = engine
        .counterfactuals(&application(""), &protests(0, "a"), &owes)
        .unwrap();
    assert_eq!(alone.found, []);
}

#[test]
fn the_applicant_is_not_told_whose_report_the_others_is() {
    let engine = engine_of(SCRIPT);
    let script = SCRIPT.replace("both > 1", "co.present && co.bureau.protests_open > 1");
    let theirs = engine_of(&script);
    let facts = both(0, 2);
    let decision = theirs.decide(&two(), &facts).unwrap();
    let source = decision.reasons[0].source.as_ref().unwrap();
    assert_eq!(source.name, Report::parse("co.protests").unwrap().name());
    assert_eq!(
        source.sha256,
        [Sha256Digest::of(b"co/protests.json").to_string()]
    );
    assert_eq!(decision.reasons_told[0].code, "PROTESTS");
    assert_eq!(decision.reasons_told[0].source, None);
    // One's own is named.
    let decision = engine.decide(&two(), &both(2, 0)).unwrap();
    assert_eq!(
        decision.reasons_told[0].source.as_ref().unwrap().name,
        "protests"
    );
}
