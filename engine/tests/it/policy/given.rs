//! What cases give: only what an applicant could have.

use caudal_engine::policy::CaseSuite;

use super::harness::{InMemory, load};

const MANIFEST: &str = r#"
[policy]
id = "given"
version = "1"
country = "CL"
currency = "CLP"
[types]
segment = { values = ["NEW", "KNOWN"] }
[inputs]
"customer.retired" = { type = "flag", nullable = true, es = "a", en = "a" }
"customer.born" = { type = "date", nullable = true, es = "b", en = "b" }
"customer.repaid" = { type = "count", range = "0..99", whole = true, nullable = true, none = "no loans", es = "c", en = "c" }
"customer.share" = { type = "ratio", nullable = true, es = "d", en = "d" }
"customer.segment" = { type = "segment", nullable = true, es = "e", en = "e" }
"customer.channel" = { type = "text", values = ["web", "shop"], nullable = true, es = "f", en = "f" }
"customer.note" = { type = "text", nullable = true, es = "g", en = "g" }
"#;

const SCRIPT: &str = r#"stage("bank", #{ ask: ["khipu"] });
refer("R1", customer.retired || customer.born > as_of || customer.repaid > 3 || customer.share > 0.5);
refer("R1/words", customer.segment == "NEW" || customer.channel == "web" || customer.note == "x");
refer("R1/features", data.recency_days > 3 || income.verified_monthly_3m < 1);
"#;

const REASONS: &str = "[R1]\nes = \"e\"\nen = \"e\"\n";

/// What is said of a case that gives a value.
fn said(namespace: &str, given: &str) -> Result<(), String> {
    let case = format!(
        "[[case]]\nname = \"one\"\ngiven = {{ as_of = 2026-10-20, {namespace} = {{ {given} }} }}\n"
    );
    let files = [
        ("policy.toml", MANIFEST),
        ("policy.rhai", SCRIPT),
        ("reasons.toml", REASONS),
        ("cases/one.toml", &case),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let files = InMemory(files.into());
    let suite = CaseSuite::load(&load(&files), "", "cases/one.toml", &files);
    // A case that leaves names unsaid is told so, which is not what this is about.
    let problems = suite.err().unwrap_or_default();
    let wrong = problems
        .into_iter()
        .find(|problem| !problem.message.starts_with("the case leaves unsaid"));
    wrong.map_or(Ok(()), |problem| Err(problem.message))
}

#[test]
fn a_value_that_nobody_can_have_is_refused() {
    for (namespace, given, expected) in [
        ("customer", "retired = true", None),
        (
            "customer",
            "retired = 1",
            Some("cannot be 1: expected true or false"),
        ),
        (
            "customer",
            "retired = \"yes\"",
            Some("cannot be yes: expected true or false"),
        ),
        ("customer", "retired = \"missing\"", None),
        (
            "customer",
            "retired = \"none\"",
            Some("nothing says what none of it means"),
        ),
        ("customer", "born = 1988-02-29", None),
        (
            "customer",
            "born = \"29-02-1988\"",
            Some("a date such as 1988-02-29"),
        ),
        ("customer", "repaid = 0", None),
        ("customer", "repaid = 99", None),
        (
            "customer",
            "repaid = -1",
            Some("cannot be -1: expected 0 to 99"),
        ),
        (
            "customer",
            "repaid = 100",
            Some("cannot be 100: expected 0 to 99"),
        ),
        ("customer", "repaid = 1.5", Some("a whole number")),
        ("customer", "repaid = \"none\"", None),
        ("customer", "share = 1.25", None),
        (
            "customer",
            "share = true",
            Some("cannot be true: expected a number, ratio"),
        ),
        ("customer", "segment = \"KNOWN\"", None),
        (
            "customer",
            "segment = \"KNOWM\"",
            Some("expected one of NEW, KNOWN"),
        ),
        (
            "customer",
            "segment = 3",
            Some("expected one of NEW, KNOWN"),
        ),
        ("customer", "channel = \"shop\"", None),
        (
            "customer",
            "channel = \"phone\"",
            Some("expected one of web, shop"),
        ),
        ("customer", "note = \"anything\"", None),
        (
            "customer",
            "note = false",
            Some("cannot be false: expected text"),
        ),
        ("data", "recency_days = 3", None),
        ("data", "recency_days = 3.5", Some("a whole number")),
        (
            "data",
            "recency_days = \"none\"",
            Some("nothing says what none of it means"),
        ),
        (
            "income",
            "verified_monthly_3m = \"much\"",
            Some("a number, money/month"),
        ),
        ("request", "amount = \"none\"", None),
        ("request", "amount = \"much\"", Some("a number, money")),
        ("request", "term_months = 12.5", Some("a whole number")),
        ("request", "product = 7", Some("expected text")),
    ] {
        let said = said(namespace, given);
        match (expected, &said) {
            (None, Ok(())) => {}
            (Some(expected), Err(message)) if message.contains(expected) => {}
            _ => panic!("{given}: expected {expected:?}, found {said:?}"),
        }
    }
}
