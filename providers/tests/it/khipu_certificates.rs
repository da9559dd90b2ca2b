//! Khipu's yearly certificates, and the reports that are known and not used.

use caudal_facts::evidence::Entry;
use caudal_facts::facts::{FindingCode, Section};
use caudal_facts::{Facts, Source};
use caudal_providers::coverage;
use serde_json::{Value, json};

use crate::support::{
    at, codes, entry, enveloped, facts, findings, shown, status, unavailable, why,
};

const MONDAY: &str = "2026-11-02T10:00:00-03:00";
const TUESDAY: &str = "2026-11-03T10:00:00-03:00";

fn call(source: Source, operation: &str, data: &Value) -> Entry {
    entry(source, "khipu", operation, &enveloped(data))
}

/// A certificate with an employer and an income for each month.
fn certificate(months: &[(&str, &str, u32)]) -> Entry {
    let rows: Vec<_> = months
        .iter()
        .map(|(month, employer, income)| {
            json!({"Period": month, "EmployerName": employer, "TaxableIncome": income})
        })
        .collect();
    let data = json!({"ContributionsCertificate": {"Contributions": rows}});
    call(Source::Afc, "contributions-certificate", &data)
}

fn months(facts: &Facts) -> Vec<String> {
    let mut months: Vec<_> = facts
        .contributions
        .iter()
        .map(|row| {
            let employer = row.employer.as_deref().unwrap_or("?");
            format!("{} {employer} {}", row.month, shown(row.taxable_income))
        })
        .collect();
    months.sort();
    months
}

#[test]
fn certificates_of_several_years_are_joined() {
    let older = certificate(&[("2024-12", "A", 700), ("2025-01", "A", 800)]);
    let newer = certificate(&[("2025-01", "A", 801), ("2025-02", "A", 900)]);
    for calls in [
        vec![at(MONDAY, older.clone()), at(TUESDAY, newer.clone())],
        vec![at(TUESDAY, newer), at(MONDAY, older)],
    ] {
        let facts = facts("CL", calls);
        let expected = [
            "2024-12 A 700 CLP",
            "2025-01 A 801 CLP",
            "2025-02 A 900 CLP",
        ];
        assert_eq!(months(&facts), expected);
        assert_eq!(status(&facts, Source::Afc), "complete");
        assert_eq!(facts.answer(Source::Afc).unwrap().payloads, [0, 1]);
        assert!(facts.has(Section::Contributions));
    }
}

#[test]
fn no_month_of_contributions_counts_twice_and_none_is_lost() {
    let two_jobs = certificate(&[("2025-01", "A", 800), ("2025-01", "B", 300)]);
    let one_job = certificate(&[("2025-01", "A", 810)]);
    let last = json!({"LastCreditedContribution": {"Period": "202501", "Remuneracion": "800"}});
    let last = call(Source::Afc, "last-credited-contribution", &last);
    let both = vec!["2025-01 A 800 CLP", "2025-01 B 300 CLP"];
    for (situation, calls, expected) in [
        (
            "the same twice",
            vec![at(MONDAY, one_job.clone()), at(TUESDAY, one_job.clone())],
            vec!["2025-01 A 810 CLP"],
        ),
        (
            "the last one, alone",
            vec![last.clone()],
            vec!["2025-01 ? 800 CLP"],
        ),
        (
            "the last one, obtained later",
            vec![at(MONDAY, two_jobs.clone()), at(TUESDAY, last)],
            both.clone(),
        ),
        (
            "one job fewer, obtained later",
            vec![at(MONDAY, two_jobs), at(TUESDAY, one_job)],
            both,
        ),
    ] {
        assert_eq!(months(&facts("CL", calls)), expected, "{situation}");
    }
}

#[test]
fn a_year_that_failed_leaves_the_others_and_is_said() {
    let calls = vec![
        certificate(&[("2025-01", "A", 800)]),
        unavailable(
            Source::Afc,
            "khipu",
            "contributions-certificate",
            "HTTP 500",
        ),
    ];
    let facts = facts("CL", calls);
    assert_eq!(facts.contributions.len(), 1);
    assert_eq!(
        (status(&facts, Source::Afc), why(&facts, Source::Afc)),
        ("partial", "HTTP 500")
    );
}

/// The operations whose answers are known and not used, with a container of each.
fn unused() -> Vec<(Source, &'static str, Value)> {
    let balance = json!({"ContributionsBalance": {"CreationDate": "2026-10-20",
        "Details": [{"Fund": "CIC", "Amount": "350000"}]}});
    let folder = json!({"ConsultaCredito": {"boletas_honorarios": [
        {"mes": "2026-01", "honorarioBruto": "500.000"}]}});
    let situation = json!({"TaxSituation": {"Activities": [{"Code": "492110"}]}});
    let insolvency = json!({"PublicationsProcedure": [{"Rol": "C-1-2026"}]});
    vec![
        (Source::Afc, "balance", balance),
        (
            Source::Afc,
            "employer/contributed-balance",
            json!({"EmployerBalance": {"Amount": 1}}),
        ),
        (Source::Sii, "carpeta-tributaria/solicitar-credito", folder),
        (Source::Sii, "tax-situation", situation),
        (Source::Protests, "publications-procedure", insolvency),
    ]
}

#[test]
fn a_report_that_is_not_used_says_so_and_never_none() {
    for (source, operation, data) in unused() {
        let entry = call(source, operation, &data);
        let covered = coverage(&entry).unwrap();
        assert!(covered.total() >= 6, "{operation}: nothing of it is lost");
        let facts = facts("CL", vec![entry]);
        assert_eq!(status(&facts, source), "unavailable", "{operation}");
        assert_eq!(codes(&facts), ["REPORT_NOT_USED"], "{operation}");
        assert!(
            why(&facts, source).ends_with("nothing in it is used"),
            "{operation}"
        );
        assert_eq!(facts.sections, [], "{operation}");
    }
}

#[test]
fn beside_a_report_that_is_used_it_takes_nothing_away() {
    for (source, operation, data) in unused() {
        let used = match source {
            Source::Afc => certificate(&[("2025-01", "A", 800)]),
            Source::Sii => call(
                source,
                "carpeta-tributaria",
                &json!({"CarpetaTributaria": {
                "boletas": [{"mes": "2026-01", "bruto": 1}]}}),
            ),
            _ => call(
                source,
                "consulta-rut",
                &json!({"RutFinancialReport": {"protestos": []}}),
            ),
        };
        let alone = facts("CL", vec![used.clone()]);
        for calls in [
            vec![used.clone(), call(source, operation, &data)],
            vec![call(source, operation, &data), used],
        ] {
            let facts = facts("CL", calls);
            assert_eq!(status(&facts, source), "complete", "{operation}");
            assert_eq!(facts.sections, alone.sections, "{operation}");
            assert_eq!(
                facts.fee_receipts.len(),
                alone.fee_receipts.len(),
                "{operation}"
            );
            assert_eq!(
                findings(&facts, FindingCode::ReportNotUsed).len(),
                1,
                "{operation}"
            );
        }
    }
}
