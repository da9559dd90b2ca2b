//! The notice: what was decided, why, what can be done, from which data, and whom to ask.

use caudal_engine::policy::Language;
use rust_decimal::Decimal;

use super::decision::{LetterDecision, Offer, Outcome, Source, Told};
use crate::print::{Document, percent, report_name};

const LANGUAGE: Language = Language::Spanish;

pub(super) fn write(decision: &LetterDecision, lender: &str) -> Document {
    let mut document = Document::new(match decision.outcome {
        Outcome::Approve => "Aprobamos su solicitud de crédito",
        Outcome::Refer => "Una persona revisará su solicitud de crédito",
        Outcome::Decline => "No podemos darle el crédito que pidió",
    });
    document.rows(vec![
        ("De".to_owned(), lender.to_owned()),
        ("Solicitud".to_owned(), decision.application_id.clone()),
        ("Fecha".to_owned(), LANGUAGE.date(decision.as_of)),
        ("Usted pidió".to_owned(), requested(decision)),
    ]);
    document.paragraph(opening(decision));
    offers(&mut document, decision);
    reasons(&mut document, decision);
    actions(&mut document, decision);
    data(&mut document, decision);
    asking(&mut document, decision);
    let policy = &decision.policy;
    document.note(format!(
        "Se aplicaron las condiciones {}, versión {} (SHA-256 {}).",
        policy.id, policy.version, policy.hash
    ));
    document
}

pub(super) fn requested(decision: &LetterDecision) -> String {
    let requested = &decision.requested;
    let amount = requested.amount.map_or_else(
        || "el monto que fuera posible".to_owned(),
        |amount| money(amount, &requested.currency),
    );
    let term = requested.term_months.map_or_else(
        || "al plazo que fuera posible".to_owned(),
        |term| format!("a {term} meses"),
    );
    format!("{amount} {term} (producto: {})", requested.product)
}

/// An amount with its currency's sign.
pub(super) fn money(amount: Decimal, currency: &str) -> String {
    let number = LANGUAGE.number(amount.abs());
    let sign = if amount < Decimal::ZERO { "-" } else { "" };
    match currency {
        "CLP" | "ARS" => format!("{sign}${number}"),
        other => format!("{sign}{other} {number}"),
    }
}

fn opening(decision: &LetterDecision) -> String {
    let who = if decision.automated {
        "La respuesta la dio un sistema automático, que aplica las mismas condiciones a todas las personas."
    } else {
        "Un sistema automático reunió los datos, pero no decidió: lo hará una persona."
    };
    let what = match decision.outcome {
        Outcome::Approve => "Evaluamos su solicitud y la aprobamos. Esto es lo que le ofrecemos.",
        Outcome::Refer => {
            "Evaluamos su solicitud y todavía no hay una decisión. Una persona la mirará, por lo que se dice abajo."
        }
        Outcome::Decline => {
            "Evaluamos su solicitud y esta vez no podemos darle el crédito. Abajo está por qué, qué puede hacer y \
             a quién preguntar."
        }
    };
    format!("{what} {who}")
}

fn offers(document: &mut Document, decision: &LetterDecision) {
    if decision.outcome != Outcome::Approve {
        return;
    }
    let currency = &decision.requested.currency;
    document.heading("Lo que le ofrecemos");
    let lines = decision.offers.iter();
    document.items(lines.map(|offer| offer_line(offer, currency)).collect());
    if let Some(until) = decision.offers_valid_until {
        let until = LANGUAGE.date(until);
        document.paragraph(format!("Esta oferta vale hasta el {until} inclusive."));
    }
    let conditions: Vec<String> = decision
        .conditions
        .iter()
        .map(|condition| condition.text.es.clone())
        .collect();
    if !conditions.is_empty() {
        document.paragraph("El crédito se otorga con estas condiciones:");
        document.items(conditions);
    }
}

fn offer_line(offer: &Offer, currency: &str) -> String {
    let rate = |rate| percent(rate, LANGUAGE);
    let mut parts = vec![
        format!(
            "{} en {} cuotas mensuales de hasta {}",
            money(offer.amount, currency),
            offer.term_months,
            money(offer.installment, currency)
        ),
        format!("en total paga {}", money(offer.total, currency)),
        format!("tasa mensual {}", rate(offer.monthly_rate)),
    ];
    let argentine = currency == "ARS";
    for (name, value) in [("TNA", offer.tna), ("TEA", offer.tea)] {
        if let Some(value) = value.filter(|_| argentine) {
            parts.push(format!("{name} {}", rate(value)));
        }
    }
    if let Some(cost) = &offer.total_yearly_cost {
        parts.push(format!("{} {}", cost.name, rate(cost.value)));
    }
    format!("{}.", parts.join("; "))
}

fn reasons(document: &mut Document, decision: &LetterDecision) {
    if decision.reasons_told.is_empty() {
        return;
    }
    document.heading(match decision.outcome {
        Outcome::Approve => "Por qué el monto es menor al que pidió",
        Outcome::Refer => "Por qué la revisará una persona",
        Outcome::Decline => "Por qué, empezando por lo más importante",
    });
    let told = decision.reasons_told.iter().map(|reason| {
        let mut lines = vec![reason.text.es.clone()];
        let parts = reason.explained_by.iter();
        lines.extend(parts.map(|part| format!("· {}", part.text.es)));
        lines.extend(reason.source.as_ref().map(source));
        lines
    });
    document.numbered(told.collect());
}

fn source(source: &Source) -> String {
    let name = report_name(&source.name);
    match (source.report_date, source.age_days) {
        (Some(date), Some(0)) => format!(
            "Fuente: {name}, del {} (ese mismo día).",
            LANGUAGE.date(date)
        ),
        (Some(date), Some(1)) => format!(
            "Fuente: {name}, del {} (un día antes).",
            LANGUAGE.date(date)
        ),
        (Some(date), Some(days)) if days > 1 => {
            format!(
                "Fuente: {name}, del {} ({days} días antes).",
                LANGUAGE.date(date)
            )
        }
        (Some(date), _) => format!("Fuente: {name}, del {}.", LANGUAGE.date(date)),
        (None, _) => format!("Fuente: {name}."),
    }
}

/// What can be done, once each.
fn actions(document: &mut Document, decision: &LetterDecision) {
    if decision.outcome == Outcome::Approve {
        return;
    }
    let told = &decision.reasons_told;
    let mut asks: Vec<String> = Vec::new();
    for document in told.iter().flat_map(|reason| &reason.asks) {
        let name = document.replace('_', " ");
        if !asks.contains(&name) {
            asks.push(name);
        }
    }
    let mut items = Vec::new();
    if !asks.is_empty() {
        items.push(format!("Enviarnos: {}.", asks.join(", ")));
    }
    let numbers = |can_act: bool| numbered(told, |reason| reason.can_act == can_act);
    if let Some(numbers) = numbers(true) {
        items.push(format!(
            "Sobre {numbers} usted puede hacer algo: cuando cambie, o si el dato está equivocado, puede volver a \
             postular."
        ));
    }
    if let Some(numbers) = numbers(false) {
        items.push(format!(
            "No está en sus manos cambiar ahora {numbers}. Si el dato está equivocado, díganoslo."
        ));
    }
    let reports: Vec<String> = told
        .iter()
        .filter_map(|reason| Some(report_name(&reason.source.as_ref()?.name)))
        .fold(Vec::new(), |mut all, name| {
            if !all.contains(&name) {
                all.push(name);
            }
            all
        });
    if !reports.is_empty() {
        items.push(format!(
            "Si lo que dice un informe no es cierto, pida que lo corrija quien lo lleva ({}), y avísenos.",
            reports.join("; ")
        ));
    }
    document.heading("Qué puede hacer");
    document.items(items);
}

/// The numbers of the reasons that answer, in words.
fn numbered(told: &[Told], which: impl Fn(&Told) -> bool) -> Option<String> {
    let numbers: Vec<String> = told
        .iter()
        .enumerate()
        .filter(|(_, reason)| which(reason))
        .map(|(index, _)| (index + 1).to_string())
        .collect();
    match numbers.as_slice() {
        [] => None,
        [one] => Some(format!("la razón {one}")),
        [first @ .., last] => Some(format!("las razones {} y {last}", first.join(", "))),
    }
}

fn data(document: &mut Document, decision: &LetterDecision) {
    document.heading("Con qué datos se evaluó");
    let rows = decision.asked().map(|evidence| {
        let state = match (evidence.status.as_str(), evidence.report_date) {
            ("unavailable", _) => "no respondió".to_owned(),
            ("partial", Some(date)) => format!("del {}, incompleto", LANGUAGE.date(date)),
            ("partial", None) => "incompleto".to_owned(),
            (_, Some(date)) => format!("del {}", LANGUAGE.date(date)),
            (_, None) => "recibido".to_owned(),
        };
        (report_name(&evidence.source), state)
    });
    document.rows(rows.collect());
    if decision.asked_of_co_applicant() {
        document.paragraph(
            "También consultamos informes de quien pide el crédito con usted. Qué dicen puede preguntarlo esa persona.",
        );
    }
    document.paragraph(
        "También usamos lo que usted declaró en la solicitud y su historia con nosotros.",
    );
}

fn asking(document: &mut Document, decision: &LetterDecision) {
    document.heading("A quién preguntar");
    if let Some(from) = decision.reapply_from {
        let from = LANGUAGE.date(from);
        document.paragraph(format!(
            "Puede volver a pedir un crédito desde el {from}: antes no tendríamos datos nuevos. Pedir que una persona \
             revise esta respuesta puede en cualquier momento."
        ));
    }
    if let Some(contact) = &decision.review.contact {
        document.paragraph(format!(
            "Puede preguntar por qué, dar su punto de vista, mandar documentos y pedir que una persona revise la \
             respuesta en {contact}. Diga el número de su solicitud."
        ));
    }
    if let Some(law) = decision.jurisdiction() {
        document.paragraph("Usted tiene derecho a:");
        let declined = decision.outcome == Outcome::Decline;
        document.items(law.rights(decision.as_of, decision.automated, declined));
        document.paragraph(format!(
            "Si la respuesta no le satisface, puede reclamar ante {}.",
            law.authority()
        ));
    }
}
