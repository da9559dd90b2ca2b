//! The debtors' register of Argentina's central bank.

use caudal_facts::facts::{FindingCode, Section};
use caudal_facts::{Facts, Source};
use serde_json::{Value, json};

use crate::support::{codes, entry, facts, findings, shown, status, unavailable, why};

fn read(operation: &str, body: &Value) -> Facts {
    let call = entry(Source::Bcra, "bcra", operation, &body.to_string());
    facts("AR", vec![call])
}

fn debts(changes: &Value) -> Value {
    let mut entity = json!({
        "entidad": "BANCO", "situacion": 2, "fechaSit1": null, "monto": 1234.5,
        "diasAtrasoPago": 45, "refinanciaciones": false, "enRevision": false, "procesoJud": true
    });
    for (key, value) in changes.as_object().unwrap() {
        entity[key] = value.clone();
    }
    let results = json!({"identificacion": 20_267_565_393_u64, "denominacion": "X",
        "periodos": [{"periodo": "202609", "entidades": [entity]}]});
    json!({"status": 200, "results": results})
}

#[test]
fn amounts_are_thousands_of_pesos() {
    for (monto, expected) in [
        (json!(1234.5), "1234500.00 ARS"),
        (json!("1234,5"), "1234500.00 ARS"),
        (json!(0), "0.00 ARS"),
        (json!("0.00001"), "0.01 ARS"),
        (json!("0.000001"), "missing"),
        (json!("x"), "missing"),
        (json!(null), "missing"),
        (json!(1e17), "missing"),
    ] {
        let facts = read("deudas", &debts(&json!({ "monto": monto })));
        assert_eq!(shown(facts.situations[0].amount), expected, "{monto}");
    }
}

#[test]
fn a_line_is_read_whole() {
    let facts = read("deudas", &debts(&json!({})));
    let row = &facts.situations[0];
    assert_eq!(
        (row.month.to_string(), row.situation),
        ("2026-09".to_owned(), Some(2))
    );
    assert_eq!(
        (row.days_late, row.in_court, row.historical),
        (Some(45), Some(true), false)
    );
    assert_eq!(codes(&facts), [""; 0]);
    assert!(facts.has(Section::Situations) && !facts.has(Section::SituationHistory));
    for (situation, expected) in [
        (json!("1"), Some(1)),
        (json!(6), Some(6)),
        (json!(0), None),
        (json!(7), None),
        (json!("normal"), None),
        (json!(null), None),
    ] {
        let facts = read("deudas", &debts(&json!({ "situacion": situation })));
        assert_eq!(facts.situations[0].situation, expected, "{situation}");
        let found = codes(&facts) == ["VALUE_UNREADABLE"];
        assert_eq!(
            found,
            expected.is_none() && !situation.is_null(),
            "{situation}"
        );
    }
}

#[test]
fn the_history_is_marked_as_such() {
    let month = |month: &str| {
        json!({"periodo": month, "entidades": [
        {"entidad": "BANCO", "situacion": 1, "monto": 1}]})
    };
    let two = json!({"status": 200, "results": {"periodos": [month("2026-09"), month("202608")]}});
    let historical = |facts: &Facts| -> Vec<bool> {
        facts.situations.iter().map(|row| row.historical).collect()
    };
    let facts = read("historicas", &two);
    assert_eq!(historical(&facts), [true, true]);
    assert!(facts.has(Section::SituationHistory) && !facts.has(Section::Situations));
    assert_eq!(historical(&read("deudas", &two)), [false, true]);
}

#[test]
fn nobody_owed_is_an_answer_and_an_error_is_none() {
    for (operation, section) in [
        ("deudas", Section::Situations),
        ("historicas", Section::SituationHistory),
        ("cheques-rechazados", Section::RejectedCheques),
    ] {
        let none = json!({"status": 404, "errorMessages": ["No se encontró datos"]});
        let facts = read(operation, &none);
        assert_eq!(status(&facts, Source::Bcra), "complete", "{operation}");
        assert!(
            facts.has(section) && facts.situations.is_empty(),
            "{operation}"
        );
        for (body, fragment) in [
            (json!({"status": 400, "errorMessages": ["x"]}), "status 400"),
            (json!({"status": 500}), "status 500"),
            (json!({"results": {}}), "no status"),
            (json!({"status": 200}), "no results"),
            (json!({"status": 200, "results": []}), "expected an object"),
            (json!({"status": 200, "results": {}}), "no list"),
            (json!([]), "not an object"),
        ] {
            let facts = read(operation, &body);
            assert_eq!(
                status(&facts, Source::Bcra),
                "unavailable",
                "{operation} {body}"
            );
            assert!(
                why(&facts, Source::Bcra).contains(fragment),
                "{operation} {body}"
            );
            assert!(facts.sections.is_empty(), "{operation} {body}");
        }
    }
}

#[test]
fn a_month_without_its_list_is_not_a_month_without_debts() {
    for (entities, expected) in [(json!([]), "complete"), (json!(null), "partial")] {
        let results = json!({"periodos": [{"periodo": "202609", "entidades": entities}]});
        let facts = read("deudas", &json!({"status": 200, "results": results}));
        assert_eq!(status(&facts, Source::Bcra), expected, "{entities}");
        assert_eq!(facts.has(Section::Situations), expected == "complete");
    }
}

#[test]
fn a_register_of_which_a_row_is_lacking_does_not_say_none() {
    for (month, known) in [("202609", true), ("2026/9?", false)] {
        let mut body = debts(&json!({}));
        body["results"]["periodos"][0]["periodo"] = json!(month);
        let facts = read("deudas", &body);
        assert_eq!(facts.has(Section::Situations), known, "{month}");
    }
}

#[test]
fn rejected_cheques_are_read_through_causes_and_entities() {
    let cheque = json!({"nroCheque": 1, "fechaRechazo": "2026-03-01", "monto": 150_000.5,
        "fechaPago": null});
    let paid = json!({"nroCheque": 2, "fechaRechazo": "2026-03-02", "monto": "1000",
        "fechaPago": "2026-03-09"});
    let body = json!({"status": 200, "results": {"causales": [
        {"causal": "SIN FONDOS", "entidades": [{"entidad": 7, "detalle": [cheque, paid]}]}]}});
    let facts = read("cheques-rechazados", &body);
    let rows: Vec<_> = facts
        .rejected_cheques
        .iter()
        .map(|row| (shown(row.amount), row.paid_on.is_some()))
        .collect();
    let expected = [
        ("150000.50 ARS".to_owned(), false),
        ("1000.00 ARS".to_owned(), true),
    ];
    assert_eq!(rows, expected);
}

#[test]
fn the_three_calls_are_one_answer() {
    let calls = vec![
        entry(
            Source::Bcra,
            "bcra",
            "deudas",
            &debts(&json!({})).to_string(),
        ),
        unavailable(Source::Bcra, "bcra", "historicas", "HTTP 500"),
        entry(
            Source::Bcra,
            "bcra",
            "cheques-rechazados",
            r#"{"status": 404}"#,
        ),
    ];
    let facts = facts("AR", calls);
    assert_eq!(status(&facts, Source::Bcra), "partial");
    assert_eq!(why(&facts, Source::Bcra), "HTTP 500");
    assert_eq!(
        facts.sections,
        [Section::Situations, Section::RejectedCheques]
    );
}

#[test]
fn an_answer_about_somebody_else_is_not_used() {
    let mut body = debts(&json!({}));
    body["results"]["identificacion"] = json!("20055361682");
    let facts = read("deudas", &body);
    assert_eq!(findings(&facts, FindingCode::HolderMismatch).len(), 1);
    assert_eq!(status(&facts, Source::Bcra), "unavailable");
    assert!(facts.situations.is_empty() && !facts.has(Section::Situations));
}
