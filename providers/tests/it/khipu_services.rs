//! Khipu's public services: which source each answers, in the envelope they share.

use caudal_facts::Source;
use caudal_facts::facts::Section;
use serde_json::{Value, json};

use crate::support::{codes, entry, enveloped, facts, shown, status, why};

fn read(source: Source, operation: &str, data: &Value) -> caudal_facts::Facts {
    facts(
        "CL",
        vec![entry(source, "khipu", operation, &enveloped(data))],
    )
}

#[test]
fn each_service_answers_its_source() {
    let debts = json!({"DebtReport": {"Rut": "11.111.111-1", "DirectDebts": [
        {"Institution": "BANCO", "CreditType": "Consumo", "Total": "1.200", "Current": "1.200",
         "Late3059": "0", "Late6089": "0", "Late90Plus": "0"}], "AvailableCredits": []}});
    let months = json!({"ContributionsCertificate": {"Contributions": [
        {"Period": "2026-09", "EmployerRut": "76.086.428-5", "TaxableIncome": "950000"}]}});
    let last = json!({"LastCreditedContribution": {"Period": "202609", "Remuneracion": "950000"}});
    let folder = json!({"CarpetaTributaria": {"boletas_honorarios": [
        {"mes": "2026-01", "honorarioBruto": "500.000", "retencion": "76.250"}]}});
    let protests =
        json!({"RutFinancialReport": {"codigoRetorno": 0, "protestos": [], "morosidades": []}});
    let alimony = json!({"DebtRegistry": {"Registered": false, "Debts": []}});
    for (source, operation, data, section) in [
        (Source::Cmf, "debt-report", debts, Section::Debts),
        (
            Source::Afc,
            "contributions-certificate",
            months,
            Section::Contributions,
        ),
        (
            Source::Afc,
            "last-credited-contribution",
            last,
            Section::Contributions,
        ),
        (
            Source::Sii,
            "carpeta-tributaria",
            folder,
            Section::FeeReceipts,
        ),
        (
            Source::Protests,
            "consulta-rut",
            protests,
            Section::Protests,
        ),
        (Source::Alimony, "debt-registry", alimony, Section::Alimony),
    ] {
        let facts = read(source, operation, &data);
        assert_eq!(
            status(&facts, source),
            "complete",
            "{operation}: {:?}",
            facts.findings
        );
        assert!(facts.has(section), "{operation}");
        assert_eq!(codes(&facts), [""; 0], "{operation}");
        assert_eq!(facts.answers.len(), 1, "{operation}");
    }
}

#[test]
fn insides_of_no_known_form_leave_the_source_unavailable() {
    for (source, operation) in [
        (Source::Cmf, "debt-report"),
        (Source::Afc, "contributions-certificate"),
        (Source::Sii, "carpeta-tributaria"),
        (Source::Protests, "consulta-rut"),
        (Source::Alimony, "debt-registry"),
    ] {
        for data in [
            json!({}),
            json!({"X": 1}),
            json!({"DebtReport": {"Pdf": "JVBERi0"}}),
        ] {
            let facts = read(source, operation, &data);
            assert_eq!(status(&facts, source), "unavailable", "{operation} {data}");
            assert!(facts.sections.is_empty(), "{operation} {data}");
            assert_eq!(codes(&facts), ["SECTION_UNREADABLE"], "{operation} {data}");
        }
    }
}

#[test]
fn the_bulletins_return_code_must_be_zero() {
    for (code, expected) in [
        (json!(0), "complete"),
        (json!("00"), "complete"),
        (json!(1), "unavailable"),
        (json!("9"), "unavailable"),
        (json!([]), "unavailable"),
    ] {
        let report = json!({"codigoRetorno": code, "glosaRetorno": "x", "protestos": []});
        let facts = read(
            Source::Protests,
            "consulta-rut",
            &json!({ "RutFinancialReport": report }),
        );
        assert_eq!(status(&facts, Source::Protests), expected, "{code}");
    }
}

#[test]
fn alimony_owed_is_known_even_when_its_amount_is_not() {
    for (inside, expected) in [
        (json!({"Registered": "NO"}), vec![]),
        (json!({"Registered": true}), vec!["missing"]),
        (
            json!({"Registered": true, "Debts": [{"Monto": "1.250.000"}]}),
            vec!["1250000 CLP"],
        ),
        (
            json!({"Debts": [{"Monto": "?"}, {"Amount": 5}]}),
            vec!["missing", "5 CLP"],
        ),
    ] {
        let facts = read(
            Source::Alimony,
            "debt-registry",
            &json!({ "DebtRegistry": inside }),
        );
        let owed: Vec<_> = facts.alimony.iter().map(|row| shown(row.owed)).collect();
        assert_eq!(owed, expected, "{inside}");
        assert!(facts.has(Section::Alimony), "{inside}");
    }
    let facts = read(
        Source::Alimony,
        "debt-registry",
        &json!({"DebtRegistry": {"Registered": "?"}}),
    );
    assert!(why(&facts, Source::Alimony).contains("none of the forms"));
}
