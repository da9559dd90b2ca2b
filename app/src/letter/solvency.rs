//! Chile's report of the solvency analysis: Ley 19.496, article 17 N.

use caudal_engine::policy::Language;
use rust_decimal::Decimal;
use serde_json::Value;

use super::decision::{LetterDecision, Outcome};
use super::notice::{money, requested};
use crate::print::{Document, percent, report_name};

/// How a figure is written.
#[derive(Clone, Copy)]
enum Written {
    Money,
    Share,
    Times,
}

/// The figures of a policy's results that show solvency, and what they are called.
const FIGURES: [(&str, &str, Written); 10] = [
    (
        "monthly_income",
        "Ingreso mensual que consideramos",
        Written::Money,
    ),
    ("household", "Ingreso mensual del hogar", Written::Money),
    ("payments", "Cuotas que ya paga al mes", Written::Money),
    ("expenses", "Gastos básicos al mes", Written::Money),
    (
        "burden",
        "Parte del ingreso que va a cuotas",
        Written::Share,
    ),
    ("rci", "Parte del ingreso que va a cuotas", Written::Share),
    (
        "ceiling",
        "Parte del ingreso que puede ir a cuotas, como máximo",
        Written::Share,
    ),
    (
        "capacity",
        "Lo que puede pagar por una cuota nueva",
        Written::Money,
    ),
    ("residual", "Lo que le queda al mes", Written::Money),
    (
        "leverage",
        "Deuda de consumo, en meses de ingreso",
        Written::Times,
    ),
];

/// The reports that show income.
const INCOME: [&str; 3] = ["afc", "sii", "khipu"];

pub(super) fn write(document: &mut Document, decision: &LetterDecision, lender: &str) {
    document.heading("Informe del resultado de su solicitud y del análisis de solvencia económica");
    document.rows(vec![
        ("Institución".to_owned(), lender.to_owned()),
        ("Producto y detalle".to_owned(), requested(decision)),
        (
            "Fecha de la solicitud".to_owned(),
            Language::Spanish.date(decision.as_of),
        ),
        ("Resultado".to_owned(), result(decision.outcome).to_owned()),
    ]);
    let rows: Vec<(String, String)> = FIGURES
        .iter()
        .filter_map(|(name, label, written)| {
            let figure = decision.solvency.get(*name)?;
            let shown = shown(figure, *written, &decision.requested.currency);
            Some(((*label).to_owned(), shown))
        })
        .collect();
    if rows.is_empty() {
        document.paragraph(
            "No se llegó a calcular su solvencia: la evaluación terminó antes, por las razones de arriba.",
        );
    } else if !decision.solvency.contains_key("capacity") {
        document.rows(rows);
        document.paragraph(
            "Lo que falta no se llegó a calcular: la evaluación terminó antes, por las razones de arriba.",
        );
    } else {
        document.rows(rows);
    }
    let income: Vec<String> = decision
        .asked()
        .filter(|evidence| evidence.status != "unavailable")
        .map(|evidence| evidence.source.as_str())
        .filter(|source| INCOME.contains(source))
        .map(report_name)
        .collect();
    if !income.is_empty() {
        document.paragraph(format!("El ingreso se tomó de: {}.", income.join("; ")));
    }
    if decision.outcome != Outcome::Approve {
        document.paragraph("Los motivos son las razones de esta carta.");
    }
    document.note(
        "Informe de la Ley 19.496, artículo 17 N, y del reglamento sobre análisis de solvencia económica (Decreto 53 \
         del Ministerio de Economía, publicado el 3 de agosto de 2023).",
    );
}

const fn result(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Approve => "aprobada",
        Outcome::Refer => "pendiente: la revisará una persona",
        Outcome::Decline => "rechazada",
    }
}

fn shown(figure: &Value, written: Written, currency: &str) -> String {
    let number = figure
        .as_str()
        .and_then(|text| text.parse::<Decimal>().ok());
    let Some(number) = number else {
        return "no se pudo determinar".to_owned();
    };
    match written {
        Written::Money => {
            let decimals = if currency == "CLP" { 0 } else { 2 };
            money(number.round_dp(decimals), currency)
        }
        Written::Share => percent(number, Language::Spanish),
        Written::Times => Language::Spanish.number(number.round_dp(1)),
    }
}
