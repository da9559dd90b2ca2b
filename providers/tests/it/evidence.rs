//! Several answers for one application: which counts, and what one that is bad costs the others.

use caudal_facts::evidence::{Entry, Payload, Status};
use caudal_facts::facts::FindingCode;
use caudal_facts::{Facts, Source};
use serde_json::json;

use crate::support::{at, codes, entry, facts, findings, replaced, status, unavailable, why};

const REPORT: &str = include_str!("../data/cirenio-report.json");
const MONDAY: &str = "2026-11-02T10:00:00-03:00";
const TUESDAY: &str = "2026-11-03T10:00:00-03:00";

fn report(body: &str) -> Entry {
    entry(Source::Cirenio, "cirenio", "report", body)
}

/// A protests report with so many protests, by khipu's bulletin.
fn bulletin(protests: usize) -> Entry {
    let rows = vec![json!({"amount": 1}); protests];
    let body = json!({"Status": "OK", "Data": {"RutFinancialReport": {"protestos": rows}}});
    entry(Source::Protests, "khipu", "consulta-rut", &body.to_string())
}

/// The same by banca.me.
fn request(protests: usize) -> Entry {
    let rows = vec![json!({"amount": 1}); protests];
    let body = json!({"step": "READY_FOR_LOAN", "protestsAndDelinquencies": {"protests": rows},
        "preApproves": []});
    entry(
        Source::Bancame,
        "bancame",
        "pre-loan-request",
        &body.to_string(),
    )
}

#[test]
fn of_two_providers_the_latest_that_answered_counts() {
    let failed = |why: &str| unavailable(Source::Protests, "khipu", "consulta-rut", why);
    for (situation, calls, provider, count) in [
        (
            "later",
            vec![at(MONDAY, bulletin(1)), at(TUESDAY, request(2))],
            "bancame",
            2,
        ),
        (
            "earlier",
            vec![at(TUESDAY, bulletin(1)), at(MONDAY, request(2))],
            "khipu",
            1,
        ),
        (
            "same time, asked later",
            vec![at(MONDAY, request(2)), at(MONDAY, bulletin(1))],
            "khipu",
            1,
        ),
        (
            "later but failed",
            vec![at(MONDAY, request(2)), at(TUESDAY, failed("down"))],
            "bancame",
            2,
        ),
        (
            "an instant, not its text",
            vec![
                at("2026-11-02T23:00:00-03:00", request(2)),
                at("2026-11-03T01:00:00+00:00", bulletin(1)),
            ],
            "bancame",
            2,
        ),
        (
            "without a time is earliest",
            vec![
                at(MONDAY, bulletin(1)),
                Entry {
                    obtained_at: None,
                    ..request(2)
                },
            ],
            "khipu",
            1,
        ),
    ] {
        let facts = facts("CL", calls);
        let answer = facts.answer(Source::Protests).unwrap();
        assert_eq!(
            (answer.provider.as_str(), facts.protests.len()),
            (provider, count),
            "{situation}"
        );
        assert_eq!(status(&facts, Source::Protests), "complete", "{situation}");
        assert_eq!(
            facts.payloads.len(),
            if situation.ends_with("failed") { 1 } else { 2 }
        );
    }
}

#[test]
fn a_report_obtained_twice_counts_once() {
    let earlier = replaced(REPORT, "/data/bank/accounts/data/0/balance", json!(1));
    let calls = vec![at(TUESDAY, report(REPORT)), at(MONDAY, report(&earlier))];
    let facts = facts("AR", calls);
    assert_eq!((facts.accounts.len(), facts.transactions.len()), (2, 4));
    assert_eq!(facts.accounts[0].balance.unwrap().to_string(), "718.37 ARS");
    assert_eq!(facts.answer(Source::Cirenio).unwrap().payloads, [0]);
    assert_eq!(findings(&facts, FindingCode::HolderMismatch).len(), 2);
}

#[test]
fn reports_of_two_banks_both_count() {
    let other = replaced(REPORT, "/data/bank/id", json!(2));
    let facts = facts("AR", vec![report(REPORT), report(&other)]);
    assert_eq!((facts.accounts.len(), facts.transactions.len()), (4, 8));
    assert_eq!(facts.cards.len(), 4);
    let cards: Vec<_> = facts.card_purchases.iter().map(|row| row.card).collect();
    assert_eq!(cards, [0, 0, 2, 2], "purchases follow their card");
    assert_eq!(facts.answer(Source::Cirenio).unwrap().payloads, [0, 1]);
}

#[test]
fn one_payload_listed_for_several_sources_is_read_once() {
    let body = json!({"step": "READY_FOR_LOAN", "preApproves": [],
        "protestsAndDelinquencies": {"protests": [{"amount": 1}]}})
    .to_string();
    let listed = |source| entry(source, "bancame", "pre-loan-request", &body);
    let mut doubted = listed(Source::Protests);
    doubted.status = Status::Partial {
        why: "half".to_owned(),
    };
    let facts = facts(
        "CL",
        vec![listed(Source::Bancame), doubted, listed(Source::Alimony)],
    );
    assert_eq!((facts.payloads.len(), facts.protests.len()), (1, 1));
    assert_eq!(why(&facts, Source::Protests), "half");
    assert_eq!(
        why(&facts, Source::Alimony),
        "the answer says nothing of this report"
    );
}

#[test]
fn the_manifests_doubt_is_kept() {
    let stated = |status: Status| Entry {
        status,
        ..report(REPORT)
    };
    let partial = facts(
        "AR",
        vec![stated(Status::Partial {
            why: "cards timed out".to_owned(),
        })],
    );
    assert_eq!(status(&partial, Source::Cirenio), "partial");
    assert_eq!(partial.transactions.len(), 4);
    let none = facts(
        "AR",
        vec![stated(Status::Unavailable {
            why: "HTTP 500".to_owned(),
        })],
    );
    assert_eq!(why(&none, Source::Cirenio), "HTTP 500");
    assert!(none.transactions.is_empty() && none.sections.is_empty());
    assert_eq!(none.payloads.len(), 1, "what was answered is kept");
}

#[test]
fn answers_come_in_the_order_of_sources_and_none_for_who_was_not_asked() {
    let facts = facts("CL", vec![bulletin(0), request(0)]);
    let sources: Vec<_> = facts.answers.iter().map(|answer| answer.source).collect();
    let mut sorted = sources.clone();
    sorted.sort_unstable();
    assert_eq!(sources, sorted);
    assert!(facts.answer(Source::Khipu).is_none());
    assert_eq!(
        Facts::default(),
        Facts {
            categories_sha256: None,
            ..crate::support::facts("CL", vec![])
        }
    );
}

#[test]
fn what_nobody_can_read_is_said_and_costs_no_other() {
    for (provider, operation, body, code) in [
        ("cirenio", "jobs", REPORT, "PAYLOAD_UNREADABLE"),
        ("fintoc", "report", REPORT, "PAYLOAD_UNREADABLE"),
        ("khipu", "horoscope", "{}", "PAYLOAD_UNREADABLE"),
        ("bcra", "?", "{}", "PAYLOAD_UNREADABLE"),
        ("bancame", "widget", "{}", "PAYLOAD_UNREADABLE"),
        ("bcra", "deudas", "{\"status\": 200", "PAYLOAD_UNREADABLE"),
        ("bcra", "deudas", "\u{fffd}\u{1f600}", "PAYLOAD_UNREADABLE"),
    ] {
        let calls = vec![entry(Source::Bcra, provider, operation, body), bulletin(1)];
        let facts = facts("CL", calls);
        assert_eq!(
            status(&facts, Source::Bcra),
            "unavailable",
            "{provider} {operation}"
        );
        assert_eq!(codes(&facts), [code], "{provider} {operation}");
        assert_eq!(
            status(&facts, Source::Protests),
            "complete",
            "{provider} {operation}"
        );
    }
}

#[test]
fn bytes_before_and_around_the_json_are_met() {
    let bytes = |bytes: Vec<u8>| Entry {
        payload: Some(Payload::new("x.json", bytes)),
        ..report("")
    };
    let marked = [b"\xEF\xBB\xBF".as_slice(), REPORT.as_bytes()].concat();
    assert_eq!(facts("AR", vec![bytes(marked)]).transactions.len(), 4);
    // Latin-1 is not JSON.
    let latin = REPORT.replace("Préstamo", "Pr?stamo").into_bytes();
    let latin = latin
        .into_iter()
        .map(|b| if b == b'?' { 0xE9 } else { b })
        .collect();
    let facts = facts("AR", vec![bytes(latin)]);
    assert_eq!(why(&facts, Source::Cirenio), "the payload is not JSON");
}

#[test]
fn a_payload_over_its_limits_is_not_read_in_part() {
    let row = r#"{"Status":"Booked"}"#;
    let rows = |count: usize| {
        let list = vec![row; count].join(",");
        let body = format!(r#"{{"Status":"OK","Data":{{"Transaction":[{list}]}}}}"#);
        facts(
            "CL",
            vec![entry(Source::Khipu, "khipu", "transactions", &body)],
        )
    };
    let facts = rows(200_001);
    assert_eq!(status(&facts, Source::Khipu), "unavailable");
    assert!(why(&facts, Source::Khipu).contains("200001 rows, the limit is 200000 rows"));
    assert_eq!(facts.findings.len(), 1);

    let padded = format!("{REPORT}{}", " ".repeat(16 << 20));
    let facts = crate::support::facts("AR", vec![report(&padded)]);
    assert!(why(&facts, Source::Cirenio).contains("the limit is 16777216 bytes"));
}

#[test]
fn the_same_finding_many_times_is_counted_not_repeated() {
    let rows = vec![json!({"amount": "?"}); 80];
    let body = json!({"Status": "OK", "Data": {"RutFinancialReport": {"protestos": rows}}});
    let call = entry(Source::Protests, "khipu", "consulta-rut", &body.to_string());
    let facts = facts("CL", vec![call]);
    let found = findings(&facts, FindingCode::ValueUnreadable);
    assert_eq!(found.len(), 51);
    assert!(found.contains(&"30 more like those before"));
}
