//! What the fuzz targets share: one payload given as the answer to every operation of a provider.

use std::sync::LazyLock;

use caudal_facts::categories::Categories;
use caudal_facts::evidence::{Entry, Payload, Status};
use caudal_facts::{Application, Evidence, Limits, Source};
use caudal_providers::{convert, coverage};

static CATEGORIES: LazyLock<Categories> = LazyLock::new(|| {
    let text = r#"
        version = "fuzz"
        country = "CL"
        [[entry]]
        id = "salary"
        category = "salary"
        sign = "in"
        any = ["HABERES", "REMUNERACION*"]
    "#;
    Categories::from_toml("categories.toml", text, &Limits::default()).expect("the text is fixed")
});

static CHILEAN: LazyLock<Application> = LazyLock::new(|| application("CL", "11.111.111-1"));
static ARGENTINE: LazyLock<Application> = LazyLock::new(|| application("AR", "20-26756539-3"));

fn application(country: &str, tax_id: &str) -> Application {
    let text = format!(
        r#"{{"id": "A-1", "country": "{country}", "product": "personal", "as_of": "2026-11-21",
            "applicant": {{"tax_id": "{tax_id}"}}, "request": {{"currency": "USD"}}}}"#
    );
    Application::from_json("application.json", text.as_bytes(), &Limits::default())
        .expect("the text is fixed")
}

/// Converts `payload` as a Chilean applicant's answer to all of these calls, and holds the laws.
pub fn chilean(provider: &str, calls: &[(Source, &str)], payload: &[u8]) {
    check(&CHILEAN, provider, calls, payload);
}

/// Converts `payload` as an Argentine applicant's answer to all of these calls, and holds the laws.
pub fn argentine(provider: &str, calls: &[(Source, &str)], payload: &[u8]) {
    check(&ARGENTINE, provider, calls, payload);
}

/// Nothing panics, the same evidence gives the same facts, each row leads to a payload, and every
/// account, card and section that rows speak of is there.
fn check(application: &Application, provider: &str, calls: &[(Source, &str)], payload: &[u8]) {
    let entries: Vec<_> = calls
        .iter()
        .map(|(source, operation)| Entry {
            source: *source,
            provider: provider.to_owned(),
            operation: (*operation).to_owned(),
            status: Status::Complete,
            obtained_at: None,
            payload: Some(Payload::new("payload.json", payload)),
        })
        .collect();
    for entry in &entries {
        if let Some(covered) = coverage(entry) {
            let listed: u64 = covered.unknown_fields().map(|(_, count)| count).sum();
            assert_eq!(listed, covered.kept());
        }
    }
    let evidence = Evidence {
        entries,
        co_applicant: None,
    };
    let facts = convert(application, &evidence, &CATEGORIES);
    assert_eq!(facts, convert(application, &evidence, &CATEGORIES));

    let within = |index: u32, length: usize| (index as usize) < length;
    let (accounts, cards) = (facts.accounts.len(), facts.cards.len());
    assert!(
        facts
            .transactions
            .iter()
            .all(|row| within(row.account, accounts))
    );
    assert!(
        facts
            .balances
            .iter()
            .all(|row| within(row.account, accounts))
    );
    assert!(
        facts
            .card_purchases
            .iter()
            .all(|row| within(row.card, cards))
    );
    let payloads = facts.payloads.len();
    assert!(
        facts
            .transactions
            .iter()
            .all(|row| within(row.provenance.payload, payloads))
    );
    for (source, _) in calls {
        assert!(facts.answer(*source).is_some(), "{source} was asked");
    }
}
