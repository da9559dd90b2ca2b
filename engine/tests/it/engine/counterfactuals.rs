//! What would have to change: found by running the policy, also where it ended before all sources were asked.

use caudal_engine::facts::{Application, Facts, Limits, Source};
use caudal_engine::policy::{LoadOptions, Policy};
use caudal_engine::{Engine, Reached, Trial};

use crate::policy::harness::InMemory;

const POLICY: &str = r#"
[policy]
id = "cl/test"
version = "1"
country = "CL"
currency = "CLP"
[sources]
protests = { missing = "refer" }
[inputs]
"applicant.age" = { type = "years", es = "Edad", en = "Age" }
"#;

const SCRIPT: &str = r#"
stage("application");
decline("TOO_MUCH", request.amount > 3_000_000);
decline("UNDER_AGE", applicant.age < 18);
stage("bureau", #{ ask: ["protests"] });
decline("PROTESTS_OPEN", bureau.protests_open > 0);
stage("offers");
offer(quote(request.amount, 0.02, 12));
"#;

const REASONS: &str = "[TOO_MUCH]\nes = \"e\"\nen = \"e\"\n[UNDER_AGE]\nes = \"e\"\nen = \"e\"\n\
                       [PROTESTS_OPEN]\nes = \"e\"\nen = \"e\"\n";

/// The changes of one value that are found for a request by somebody of an age, and where they lead.
fn found(amount: u64, age: u8, answered: bool) -> Vec<(String, String, Reached)> {
    let files = [
        ("policy.toml", POLICY),
        ("policy.rhai", SCRIPT),
        ("reasons.toml", REASONS),
    ];
    let files = InMemory(
        files
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .into(),
    );
    let policy = Policy::load("", &files, LoadOptions::default()).unwrap();
    let text = format!(
        r#"{{ "id": "CL-1", "country": "CL", "product": "consumer", "as_of": "2026-10-20",
              "applicant": {{ "tax_id": "12531909-2" }},
              "request": {{ "amount": {amount}, "currency": "CLP", "term_months": 12 }},
              "inputs": {{ "applicant.age": {age} }} }}"#
    );
    let application = Application::from_json("a.json", text.as_bytes(), &Limits::default());
    let facts = if answered {
        super::calling::no_protests("2026-10-20")
    } else {
        Facts::default()
    };
    let engine = Engine::new(policy).unwrap();
    let found = engine.counterfactuals(&application.unwrap(), &facts, &Trial::default());
    let one = |found: caudal_engine::Counterfactual| {
        let [change] = &found.changes[..] else {
            panic!("{found:?}");
        };
        let to = change.to.to_string();
        (change.name.clone(), to, found.reaches.clone())
    };
    found.unwrap().found.into_iter().map(one).collect()
}

#[test]
fn a_stage_that_ended_the_run_is_gone_past() {
    let to = |reached| vec![("request.amount".to_owned(), "3000000".to_owned(), reached)];
    let asking = Reached::Asking(vec![Source::Protests.into()]);
    for (situation, amount, age, answered, expected) in [
        (
            "too much, and nobody asked yet",
            3_000_001,
            40,
            false,
            to(asking),
        ),
        (
            "too much, and the report is there",
            3_000_001,
            40,
            true,
            to(Reached::Approval),
        ),
        (
            "nothing ended it: the report is what is lacking",
            3_000_000,
            40,
            false,
            vec![],
        ),
        ("approved", 3_000_000, 40, true, vec![]),
        ("nobody can change their age", 3_000_000, 17, false, vec![]),
        (
            "nor is one of two reasons enough",
            3_000_001,
            17,
            false,
            vec![],
        ),
    ] {
        assert_eq!(found(amount, age, answered), expected, "{situation}");
    }
}
