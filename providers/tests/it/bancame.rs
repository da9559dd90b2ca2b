//! banca.me's pre-loan requests: steps, parts that fail alone, offers.

use caudal_facts::facts::Section;
use caudal_facts::{Facts, Source};
use serde_json::{Value, json};

use crate::support::{codes, entry, facts, shown, status, unavailable, why};

fn read(body: &Value) -> Facts {
    let call = entry(
        Source::Bancame,
        "bancame",
        "pre-loan-request",
        &body.to_string(),
    );
    facts("CL", vec![call])
}

fn request() -> Value {
    json!({
        "step": "READY_FOR_LOAN",
        "protestsAndDelinquencies": {"protests": [], "delinquencies": []},
        "claveUnica": {
            "AFC": {"contributions": [{"date": "2026-09", "monthlyIncome": 900_000}]},
            "SII": {"boletas_honorarios": []},
            "SUSESO": {"licencias": []},
            "CMF": {"directDebt": [], "credits": {"lines": [], "others": []}},
        },
        "preApproves": [{"id": "p-1", "amount": 1_000_000, "interestRate": "0.019",
                         "periods": 12, "installmentAmount": "94.083"}],
    })
}

#[test]
fn a_request_answers_for_every_report_it_carries() {
    let facts = read(&request());
    for source in [
        Source::Bancame,
        Source::Afc,
        Source::Cmf,
        Source::Sii,
        Source::Suseso,
        Source::Protests,
    ] {
        assert_eq!(status(&facts, source), "complete", "{source}");
        assert_eq!(facts.answer(source).unwrap().payloads, [0]);
    }
    assert_eq!(status(&facts, Source::Alimony), "not asked");
    assert_eq!(codes(&facts), [""; 0]);
    let offer = &facts.pre_approvals[0];
    assert_eq!(offer.id.as_deref(), Some("p-1"));
    assert_eq!(
        [offer.amount, offer.installment].map(shown),
        ["1000000 CLP", "94083 CLP"]
    );
    assert_eq!(offer.monthly_rate.unwrap().to_string(), "0.019");
    assert_eq!(offer.installments, Some(12));
    assert!(facts.has(Section::PreApprovals) && facts.has(Section::MedicalLeaves));
}

#[test]
fn sections_are_found_in_any_case() {
    let mut body = request();
    let reports = body["claveUnica"].as_object().unwrap().clone();
    let lower = reports
        .into_iter()
        .map(|(key, value)| (key.to_lowercase(), value));
    body["claveUnica"] = Value::Object(lower.collect());
    let facts = read(&body);
    assert_eq!(status(&facts, Source::Cmf), "complete");
    assert_eq!(facts.contributions.len(), 1);
}

#[test]
fn a_step_that_is_not_known_to_be_a_success_is_none() {
    for (step, expected, code) in [
        (json!("READY_FOR_LOAN"), "complete", None),
        (json!("PAYMENT_SUBSCRIPTION"), "complete", None),
        (json!("AUTHORIZATION"), "complete", None),
        (
            json!("ARCHIVED_FAIL"),
            "unavailable",
            Some("SECTION_FAILED"),
        ),
        (
            json!("WAITING_CLAVE_UNICA"),
            "unavailable",
            Some("UNKNOWN_WORD"),
        ),
        (json!("-"), "unavailable", Some("UNKNOWN_WORD")),
        (json!(null), "unavailable", Some("UNKNOWN_WORD")),
        (json!(3), "unavailable", Some("UNKNOWN_WORD")),
    ] {
        let mut body = request();
        body["step"] = step.clone();
        let facts = read(&body);
        for source in [Source::Bancame, Source::Protests, Source::Cmf] {
            assert_eq!(status(&facts, source), expected, "{step} {source}");
        }
        assert_eq!(
            codes(&facts),
            code.into_iter().collect::<Vec<_>>(),
            "{step}"
        );
        assert_eq!(
            facts.sections.is_empty(),
            expected == "unavailable",
            "{step}"
        );
    }
}

#[test]
fn a_part_that_fails_alone_costs_only_its_own_source() {
    for (part, code) in [
        (json!(null), None),
        (
            json!({"code": "500", "msg": "error", "caseid": "x"}),
            Some("SECTION_FAILED"),
        ),
        (
            json!({"error_code": "SERVICE_UNAVAILABLE"}),
            Some("SECTION_FAILED"),
        ),
        (json!({"success": false}), Some("SECTION_FAILED")),
        (json!({"status": "error"}), Some("SECTION_FAILED")),
        (
            json!({"error": {"code": "LOCKED", "detail": "Ana"}}),
            Some("SECTION_FAILED"),
        ),
        (json!({}), Some("SECTION_UNREADABLE")),
        (json!("pendiente"), Some("SECTION_UNREADABLE")),
        (json!([1, 2]), Some("SECTION_UNREADABLE")),
        (json!(0), Some("SECTION_UNREADABLE")),
    ] {
        let mut body = request();
        body["claveUnica"]["CMF"] = part.clone();
        let facts = read(&body);
        assert_eq!(status(&facts, Source::Cmf), "unavailable", "{part}");
        assert_eq!(
            codes(&facts),
            code.into_iter().collect::<Vec<_>>(),
            "{part}"
        );
        assert!(
            !facts.has(Section::Debts) && !facts.has(Section::CreditLines),
            "{part}"
        );
        for other in [Source::Bancame, Source::Afc, Source::Sii, Source::Protests] {
            assert_eq!(status(&facts, other), "complete", "{part} {other}");
        }
    }
}

#[test]
fn a_request_without_clave_unica_leaves_its_reports_unavailable() {
    for (clave_unica, expected) in [
        (json!(null), "carries no such section"),
        (json!({}), "carries no such section"),
        (
            json!({"error": "LOCKED_CREDENTIALS"}),
            "claveUnica: the provider answered an error",
        ),
    ] {
        let mut body = request();
        body["claveUnica"] = clave_unica.clone();
        let facts = read(&body);
        for source in [Source::Afc, Source::Cmf, Source::Sii, Source::Suseso] {
            assert_eq!(status(&facts, source), "unavailable", "{clave_unica}");
            assert!(why(&facts, source).contains(expected), "{clave_unica}");
        }
        assert_eq!(status(&facts, Source::Bancame), "complete", "{clave_unica}");
    }
}

#[test]
fn offers_are_read_or_left_out() {
    for (offers, expected, answer) in [
        (json!([]), Some(0), "complete"),
        (json!(null), None, "unavailable"),
        (json!({"error": "x"}), None, "unavailable"),
        (json!("none"), None, "unavailable"),
        (
            json!([{"preApproveId": 7, "monto": "500.000", "cuotas": "6"}]),
            Some(1),
            "complete",
        ),
        (json!([{"id": "x"}, {"amount": 5}]), Some(1), "partial"),
        (json!(["x"]), Some(0), "partial"),
    ] {
        let mut body = request();
        body["preApproves"] = offers.clone();
        let facts = read(&body);
        let read = facts
            .has(Section::PreApprovals)
            .then_some(facts.pre_approvals.len());
        assert_eq!(read, expected, "{offers}");
        assert_eq!(status(&facts, Source::Bancame), answer, "{offers}");
    }
    // 1.9 may be a percentage or a mistake; 0.019 is a fraction, as the webhook's document has it.
    for (rate, expected) in [
        (json!(0.019), Some("0.019")),
        (json!("1.9%"), Some("0.019")),
        (json!(1.9), None),
        (json!(-0.1), None),
        (json!("x"), None),
    ] {
        let mut body = request();
        body["preApproves"][0]["interestRate"] = rate.clone();
        let facts = read(&body);
        let read = facts.pre_approvals[0]
            .monthly_rate
            .map(|rate| rate.normalize().to_string());
        assert_eq!(read.as_deref(), expected, "{rate}");
    }
}

#[test]
fn a_request_that_nobody_answered_leaves_all_its_sources_unavailable() {
    let call = unavailable(Source::Bancame, "bancame", "pre-loan-request", "HTTP 500");
    let facts = facts("CL", vec![call]);
    assert_eq!(facts.answers.len(), 6);
    for answer in &facts.answers {
        assert_eq!(answer.status.why(), Some("HTTP 500"), "{}", answer.source);
        assert_eq!(answer.report_date, None);
    }
    let wrong = read(&json!([]));
    assert_eq!(status(&wrong, Source::Bancame), "unavailable");
    assert_eq!(codes(&wrong), ["PAYLOAD_UNREADABLE"]);
}
