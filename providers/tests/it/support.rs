//! What the tests share: an application, evidence from texts, and shorthand for what came of it.

use caudal_facts::categories::Categories;
use caudal_facts::evidence::{Entry, Payload, Status};
use caudal_facts::facts::FindingCode;
use caudal_facts::{Application, Evidence, Facts, Limits, Money, Source};
use serde_json::{Value, json};

/// One call's answer.
pub(crate) fn entry(source: Source, provider: &str, operation: &str, body: &str) -> Entry {
    Entry {
        source,
        provider: provider.to_owned(),
        operation: operation.to_owned(),
        status: Status::Complete,
        obtained_at: Some("2026-11-20T10:00:00-03:00".parse().unwrap()),
        payload: Some(Payload::new(
            format!("{provider}-{operation}.json"),
            body.as_bytes(),
        )),
    }
}

/// The same answer, obtained at another time.
pub(crate) fn at(time: &str, entry: Entry) -> Entry {
    Entry {
        obtained_at: Some(time.parse().unwrap()),
        ..entry
    }
}

/// A call that nobody answered.
pub(crate) fn unavailable(source: Source, provider: &str, operation: &str, why: &str) -> Entry {
    Entry {
        status: Status::Unavailable {
            why: why.to_owned(),
        },
        payload: None,
        ..entry(source, provider, operation, "")
    }
}

/// An applicant in this country.
pub(crate) fn application(country: &str) -> Application {
    let tax_id = match country {
        "AR" => "20-26756539-3",
        _ => "11.111.111-1",
    };
    let text = format!(
        r#"{{"id": "A-1", "country": "{country}", "product": "personal", "as_of": "2026-11-21",
            "applicant": {{"tax_id": "{tax_id}"}}, "request": {{"currency": "USD"}}}}"#
    );
    Application::from_json("application.json", text.as_bytes(), &Limits::default()).unwrap()
}

/// A small categories file.
pub(crate) fn categories() -> Categories {
    let text = r#"
        version = "test"
        country = "CL"
        [[entry]]
        id = "own.tax-id"
        category = "own_transfer"
        counterparty_is_applicant = true
        [[entry]]
        id = "salary.haberes"
        category = "salary"
        sign = "in"
        any = ["HABERES", "REMUNERACION*"]
    "#;
    Categories::from_toml("categories.toml", text, &Limits::default()).unwrap()
}

/// What becomes of these calls for an applicant in this country.
pub(crate) fn facts(country: &str, entries: Vec<Entry>) -> Facts {
    let evidence = Evidence {
        entries,
        co_applicant: None,
    };
    caudal_providers::convert(&application(country), &evidence, &categories())
}

/// The findings of one kind, as texts.
pub(crate) fn findings(facts: &Facts, code: FindingCode) -> Vec<&str> {
    let of_code = facts.findings.iter().filter(|finding| finding.code == code);
    of_code.map(|finding| finding.message.as_str()).collect()
}

/// The codes of all findings, in order, each once.
pub(crate) fn codes(facts: &Facts) -> Vec<&'static str> {
    let mut codes: Vec<_> = facts.findings.iter().map(|f| f.code.name()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The status of a source's answer: `complete`, `partial`, `unavailable`, or `not asked`.
pub(crate) fn status(facts: &Facts, source: Source) -> &'static str {
    facts
        .answer(source)
        .map_or("not asked", |answer| answer.status.name())
}

/// Why a source's answer is not complete.
pub(crate) fn why(facts: &Facts, source: Source) -> &str {
    let answer = facts.answer(source).unwrap();
    answer.status.why().unwrap()
}

/// An amount as tests write it.
pub(crate) fn shown(money: Option<Money>) -> String {
    money.map_or("missing".to_owned(), |money| money.to_string())
}

/// The Cirenio sample with the value at a JSON pointer replaced.
pub(crate) fn replaced(sample: &str, pointer: &str, value: Value) -> String {
    let mut sample: Value = serde_json::from_str(sample).unwrap();
    *sample.pointer_mut(pointer).unwrap() = value;
    sample.to_string()
}

/// The sample with one key of the object at a pointer renamed.
pub(crate) fn renamed(sample: &str, pointer: &str, from: &str, to: &str) -> String {
    let mut sample: Value = serde_json::from_str(sample).unwrap();
    let object = sample
        .pointer_mut(pointer)
        .unwrap()
        .as_object_mut()
        .unwrap();
    let value = object.remove(from).unwrap();
    object.insert(to.to_owned(), value);
    sample.to_string()
}

/// Khipu's envelope around data.
pub(crate) fn enveloped(data: &Value) -> String {
    json!({
        "OperationId": "6baf6c19-e485-463b-ae24-a821b025c8a4", "Status": "OK", "Data": data,
        "AdditionalInformation": null, "Error": null, "LifeSpan": null
    })
    .to_string()
}

/// How many values there are, counted without regard to what they mean.
pub(crate) fn values(value: &Value) -> u64 {
    match value {
        Value::Array(items) => items.iter().map(values).sum(),
        Value::Object(map) => map.values().map(values).sum(),
        _ => 1,
    }
}
