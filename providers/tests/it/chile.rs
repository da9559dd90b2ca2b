//! The Chilean reports in each aggregator's reading.

use caudal_facts::facts::{DebtKind, FindingCode, Section};
use caudal_facts::{Facts, Source};
use serde_json::{Value, json};

use crate::support::{codes, entry, facts, findings, shown, status};

/// A pre-loan request whose Clave Única carries one report.
fn read(section: &str, report: &Value) -> Facts {
    let body = json!({"step": "READY_FOR_LOAN", "claveUnica": {section: report}}).to_string();
    let call = entry(Source::Bancame, "bancame", "pre-loan-request", &body);
    facts("CL", vec![call])
}

fn protests(report: &Value) -> Facts {
    let body = json!({"step": "READY_FOR_LOAN", "protestsAndDelinquencies": report}).to_string();
    let call = entry(Source::Bancame, "bancame", "pre-loan-request", &body);
    facts("CL", vec![call])
}

#[test]
fn a_debt_report_is_read_in_each_form() {
    let floid = json!({"code": "200", "data": {
        "name": "Ana", "rut": "11.111.111-1", "updated": "09/10/2026",
        "directDebt": [{"institution": "BANCO", "currentDebt": "1200000",
            "between30To89Days": "30000", "over90Days": "0", "total": "1230000"}],
        "indirectDebt": [],
        "credits": {"lines": [{"institution": "BANCO", "direct": "500000", "indirect": "0"}], "others": []}}});
    let boufin = json!({
        "directDebts": [{"entity": "BANCO", "currentDebt": 1_200_000, "delay30to89": 30_000,
            "delay90": 0, "total": 1_230_000}],
        "directDebtsTotal": 1_230_000, "indirectDebts": [], "indirectDebtsTotal": 0,
        "availableCredits": [{"entity": "BANCO", "directAmount": 500_000, "indirectAmount": 0}],
        "availableCreditsTotal": 500_000, "otherCredits": [], "otherCreditsTotal": 0});
    let pdf = json!({"fecha_actualizacion": "2026-10-09", "deuda_total": "1.230.000",
        "deuda_directa": [
            {"institucion": "BANCO", "tipo_credito": "consumo", "total": "1.230.000",
             "vigente": "1.200.000", "atraso_30_59": "10.000", "atraso_60_89": "20.000",
             "atraso_90_mas": "0"},
            {"institucion": "Total", "total": "1.230.000", "vigente": "1.200.000"}],
        "deuda_indirecta": [],
        "lineas_credito": [{"institucion": "BANCO", "disponible_directo": "500.000",
                            "disponible_indirecto": "0"}]});
    for (form, report, kind) in [
        ("floid", floid, None),
        ("boufin", boufin, None),
        ("pdf", pdf, Some(DebtKind::Consumer)),
    ] {
        let facts = read("CMF", &report);
        assert_eq!(status(&facts, Source::Cmf), "complete", "{form}");
        assert_eq!(codes(&facts), [""; 0], "{form}: {:?}", facts.findings);
        assert_eq!(facts.debts.len(), 1, "{form}");
        let debt = &facts.debts[0];
        let figures = [debt.total, debt.current, debt.late_30_89, debt.late_90_plus].map(shown);
        let expected = ["1230000 CLP", "1200000 CLP", "30000 CLP", "0 CLP"];
        assert_eq!(figures, expected, "{form}");
        assert_eq!((debt.kind, debt.indirect), (kind, false), "{form}");
        assert_eq!(
            shown(facts.credit_lines[0].available),
            "500000 CLP",
            "{form}"
        );
        assert!(
            facts.has(Section::Debts) && facts.has(Section::CreditLines),
            "{form}"
        );
    }
}

#[test]
fn a_debt_reports_totals_stand_when_it_gives_no_lines() {
    let belvo = json!({"currency": "CLP", "total": 130, "current": 100, "delinquent": 20,
        "severely_delinquent": 7, "defaulted": 3, "debt_data_last_update": "2026-10-01",
        "personal_data": {"document_id_type": "RUT", "document_id_number": "11111111-1"}});
    let facts = read("CMF", &belvo);
    let debt = &facts.debts[0];
    let figures = [debt.total, debt.late_30_89, debt.late_90_plus].map(shown);
    assert_eq!(figures, ["130 CLP", "20 CLP", "10 CLP"]);
    assert_eq!(codes(&facts), [""; 0]);
}

#[test]
fn a_debt_figure_that_is_split_needs_all_its_parts() {
    let line = |late: Value| {
        json!({"directDebt": [
        {"institution": "B", "total": "10", "late_30_59": "4", "late_60_89": late}]})
    };
    let facts = read("CMF", &line(json!("3")));
    assert_eq!(shown(facts.debts[0].late_30_89), "7 CLP");
    for part in [json!(null), json!("?")] {
        let facts = read("CMF", &line(part.clone()));
        assert_eq!(facts.debts[0].late_30_89, None, "{part}");
    }
}

#[test]
fn a_debt_line_that_does_not_add_up_is_found() {
    let line = |total: &str| {
        json!({"directDebt": [{"institution": "B", "currentDebt": "10",
        "between30To89Days": "0", "over90Days": "5", "total": total}]})
    };
    assert_eq!(codes(&read("CMF", &line("15"))), [""; 0]);
    assert_eq!(codes(&read("CMF", &line("14"))), ["STATED_SUMS_DIFFER"]);
}

#[test]
fn a_list_that_failed_is_not_an_empty_list() {
    let report = json!({"directDebt": {"error_code": "SERVICE_UNAVAILABLE"},
        "credits": {"lines": [], "others": []}});
    let facts = read("CMF", &report);
    assert_eq!(status(&facts, Source::Cmf), "partial");
    assert!(!facts.has(Section::Debts) && facts.has(Section::CreditLines));
    assert_eq!(codes(&facts), ["SECTION_FAILED"]);
}

#[test]
fn a_report_about_somebody_else_is_not_used() {
    let report = json!({"data": {"rut": "12.531.909-2", "directDebt": []}});
    let facts = read("CMF", &report);
    let found = findings(&facts, FindingCode::HolderMismatch);
    assert_eq!(
        found,
        ["report: the report is about RUT •••••909-2, who is not the applicant"]
    );
    assert_eq!(status(&facts, Source::Cmf), "unavailable");
    assert!(!facts.has(Section::Debts));
}

#[test]
fn contributions_are_read_in_each_form() {
    let month = json!({"period": "202609", "taxable_amount": "950000", "quoted": "28500",
                       "payment_date": "10/10/2026"});
    let floid = json!({"code": "200", "msg": "ok", "data": [{"rut_employer": "76.086.428-5",
        "company_name": "ACME", "status": "ACTIVO", "end_date": null, "by_month": [month]}]});
    let boufin = json!({"contributions": [{"date": "2026-09-30", "employerName": "ACME",
            "monthlyIncome": 950_000, "employerContribution": 22_800}],
        "employers": [{"employerRut": "76.086.428-5", "employerName": "ACME",
                       "activeEmployer": true}]});
    let docutray = json!({"rut_afiliado": "11.111.111-1", "afp": "MODELO", "cotizaciones": [
        {"mes": "2026-09", "empleador": "ACME", "rut_empleador": "76.086.428-5",
         "remuneracion": "950.000", "cotizacion_obligatoria": "95.000", "estado": "PAGADO"}]});
    let single = json!({"SP": {"renta_imponible": {"code": "200", "msg": "ok",
        "period": "202609", "remuneracion": "950000", "moneda": "CLP"}}});
    for (form, report, employer, active, paid) in [
        ("floid", floid, Some("76.086.428-5"), Some(true), true),
        ("boufin", boufin, Some("ACME"), Some(true), false),
        ("docutray", docutray, Some("76.086.428-5"), None, false),
        ("single", single, None, None, false),
    ] {
        let facts = read("afc", &report);
        assert_eq!(codes(&facts), [""; 0], "{form}: {:?}", facts.findings);
        assert!(facts.has(Section::Contributions), "{form}");
        let row = &facts.contributions[0];
        assert_eq!(row.month.to_string(), "2026-09", "{form}");
        assert_eq!(shown(row.taxable_income), "950000 CLP", "{form}");
        assert_eq!(row.employer.as_deref(), employer, "{form}");
        assert_eq!(row.employer_active, active, "{form}");
        assert_eq!(row.paid_on.is_some(), paid, "{form}");
    }
    // An employment that has an end has ended.
    let ended = json!([{"rut_employer": "1", "end_date": "2026-08-31", "by_month": [
        {"period": "2026-08", "taxable_amount": "1"}]}]);
    assert_eq!(
        read("AFC", &ended).contributions[0].employer_active,
        Some(false)
    );
}

#[test]
fn tax_folders_are_read_in_each_form() {
    let codes_170 = json!({"170": {"name": "x", "value": "12.345.678", "number": 170}});
    let by_year = json!({"F22": {"by_year": [{"year": "2025", "data": codes_170}]}});
    let keyed = json!({"F22": {"2025": {"codigos": {"170": "12345678"}, "glosa": {"170": "x"}}}});
    let boufin = json!({"renta": {"folio": "9", "periodo": "2025",
        "170": {"codigo": "170", "nombre": "x", "valor": "12.345.678", "linea": "4"}}});
    for (form, report) in [("by year", by_year), ("keyed", keyed), ("boufin", boufin)] {
        let facts = read("SII", &report);
        assert_eq!(codes(&facts), [""; 0], "{form}: {:?}", facts.findings);
        let row = &facts.tax_returns[0];
        assert_eq!(
            (row.year, row.codes[&170].to_string()),
            (2025, "12345678".to_owned()),
            "{form}"
        );
        assert!(
            facts.has(Section::TaxReturns) && !facts.has(Section::FeeReceipts),
            "{form}"
        );
    }
    let fees = json!({"boletas": {"porMes": [{"mes": "2026-01", "honorarioBruto": "500.000",
        "retencionTerceros": "76.250", "ppm": "0"}, {"mes": "Enero"}], "totales": {}}});
    let facts = read("SII", &fees);
    assert_eq!(
        [facts.fee_receipts[0].gross, facts.fee_receipts[0].withheld].map(shown),
        ["500000 CLP", "76250 CLP"]
    );
    assert_eq!(
        status(&facts, Source::Sii),
        "partial",
        "a month without a year is left out"
    );
    for broken in [
        json!({"F22": {"error": "x"}}),
        json!({"F22": "x"}),
        json!({"iva": {}}),
    ] {
        assert_eq!(
            status(&read("SII", &broken), Source::Sii),
            "unavailable",
            "{broken}"
        );
    }
}

#[test]
fn medical_leaves_are_read_by_the_registers_names() {
    let report = json!({"licencias": [
        {"folio": "3-1", "fecha_inicio_reposo": "2026-08-03", "dias_reposo": "11",
         "ultimo_estado": "Tramitada"},
        {"fechaInicio": "2026-08-20", "dias": 3, "estado": "ANULADA"},
        {"fechaInicio": "2026-09-01", "dias": 3, "estado": "En casa"},
        {"fechaInicio": "2026-09-05", "dias": 3},
        {"folio": "3-2"}]});
    let facts = read("SUSESO", &report);
    let leave = &facts.medical_leaves[0];
    assert_eq!(
        (leave.days, leave.state.as_deref()),
        (Some(11), Some("Tramitada"))
    );
    let void: Vec<Option<bool>> = facts
        .medical_leaves
        .iter()
        .map(|leave| leave.void)
        .collect();
    assert_eq!(void, [Some(false), Some(true), None, None]);
    assert_eq!(findings(&facts, FindingCode::UnknownWord).len(), 1);
    assert_eq!(
        status(&facts, Source::Suseso),
        "partial",
        "a leave without its start is left out"
    );
    // The section may turn out to be the family funds' credits instead.
    let credits = json!({"colocaciones": [{"monto": 1}]});
    assert_eq!(
        status(&read("SUSESO", &credits), Source::Suseso),
        "unavailable"
    );
}

#[test]
fn protests_are_read_in_each_form() {
    let plain = json!({"protests": [{"date": "2026-03-01", "amount": "250.000",
            "documentType": "CH", "cleared": "NO"}],
        "delinquencies": [{"dueDate": "2026-02-01", "amount": 90_000, "creditor": "TIENDA"}]});
    let maat = json!({"Estado": "OK", "Mensaje": "", "Datos": {
        "Protestos": [{"Fecha": "01-03-2026", "Tipo_Documento": "CH", "Monto_protesto": "250000"}],
        "Morosidades": [{"Fecha_Vencimiento": "01-02-2026", "Monto": "90000", "Acreedor": "TIENDA"}],
        "Infocom": {"error": "sin servicio"}}});
    let sheriff = json!({"success": true, "data": {"cantidad": 2, "casos": [
        {"fechaEquifax": "01-03-2026", "montoImpago": "250.000", "deudaActiva": true,
         "tipoDocumento": "CH", "fechaJustificacion": null},
        {"fechaEquifax": "01-02-2026", "montoImpago": "90.000", "tipoDocumento": "CM",
         "nombreLibrador": "TIENDA"}]}});
    for (form, report, cleared, answer) in [
        ("plain", plain, Some(false), "complete"),
        ("maat", maat, None, "partial"),
        ("sheriff", sheriff, Some(false), "complete"),
    ] {
        let facts = protests(&report);
        assert_eq!(
            status(&facts, Source::Protests),
            answer,
            "{form}: {:?}",
            facts.findings
        );
        let protest = &facts.protests[0];
        assert_eq!(shown(protest.amount), "250000 CLP", "{form}");
        assert_eq!(protest.date, Some("2026-03-01".parse().unwrap()), "{form}");
        assert_eq!(protest.cleared, cleared, "{form}");
        let delinquency = &facts.delinquencies[0];
        assert_eq!(shown(delinquency.amount), "90000 CLP", "{form}");
        assert_eq!(delinquency.creditor.as_deref(), Some("TIENDA"), "{form}");
        assert!(
            facts.has(Section::Protests) && facts.has(Section::Delinquencies),
            "{form}"
        );
    }
}

#[test]
fn a_case_is_a_protest_unless_it_is_known_to_be_less() {
    let case = |document: &str, cleared: Value| {
        json!({"casos": [
        {"tipoDocumento": document, "montoImpago": "1", "fechaJustificacion": cleared}]})
    };
    let facts = protests(&case("XZ", json!(null)));
    assert_eq!((facts.protests.len(), facts.delinquencies.len()), (1, 0));
    assert_eq!(facts.protests[0].cleared, None);
    assert_eq!(codes(&facts), ["UNKNOWN_WORD"]);
    let facts = protests(&case("PG", json!("2026-05-05")));
    assert_eq!(facts.protests[0].cleared, Some(true));
    let none = protests(&json!({"success": true, "data": {"cantidad": 0, "casos": []}}));
    assert!(none.has(Section::Protests) && none.protests.is_empty());
    let none = protests(&json!({"success": true, "data": {"cantidad": 0}}));
    assert!(none.has(Section::Protests));
}

#[test]
fn a_list_of_protests_that_failed_is_not_an_empty_list() {
    let report = json!({"Protestos": {"code": "99", "message": "x"}, "Morosidades": []});
    let facts = protests(&report);
    assert!(!facts.has(Section::Protests) && facts.has(Section::Delinquencies));
    assert_eq!(status(&facts, Source::Protests), "partial");
    let facts = protests(&json!({}));
    assert_eq!(status(&facts, Source::Protests), "unavailable");
}
