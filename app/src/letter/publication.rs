//! What a lender publishes of a policy: the objective conditions, and how it is decided by them.

use std::collections::{BTreeMap, BTreeSet};

use caudal_engine::features::Feature;
use caudal_engine::policy::{
    Act, Kind, Language, NoOffer, ParamValue, Policy, Reason, Silence, StatementKind, Value, Verb,
};
use caudal_facts::{Party, Report};

use super::law::Jurisdiction;
use crate::print::{Document, report_name};

const LANGUAGE: Language = Language::Spanish;

/// What stands where a text shows the applicant's own figure.
const OWN_FIGURE: &str = "(su dato)";

/// A stage as it is published: its reports, and what its rules say by what they do.
#[derive(Default)]
struct Published {
    asks: Vec<Report>,
    declines: Vec<String>,
    refers: Vec<String>,
    conditions: Vec<String>,
    withheld: Vec<String>,
}

/// The conditions of a policy, in the name of a lender.
pub(crate) fn publication(policy: &Policy, lender: &str) -> Document {
    let manifest = policy.manifest();
    let mut document = Document::new(format!("Condiciones para acceder a un crédito de {lender}"));
    identity(&mut document, policy);
    logic(&mut document, policy);
    document.heading("Condiciones, en el orden en que se miran");
    for (index, stage) in stages(policy).iter().enumerate() {
        publish(&mut document, index + 1, stage);
    }
    reports(&mut document, policy);
    document.heading("Qué datos se miran");
    let features = policy.features();
    document.items(features.iter().map(|feature| about(feature)).collect());
    let own = manifest.inputs.iter();
    let own = own.filter(|(name, _)| name.starts_with("applicant."));
    document.items(own.map(|(_, input)| format!("{}.", input.es)).collect());
    let theirs = policy.features_of(Party::CoApplicant);
    if !theirs.is_empty() {
        document.paragraph("De quien pide el crédito con otra persona se mira también:");
        document.items(theirs.iter().map(|feature| about(feature)).collect());
    }
    document.heading("A quién preguntar");
    if let Some(contact) = &manifest.review.contact {
        document.paragraph(format!(
            "Quien pide un crédito puede preguntar por qué se le respondió así, dar su punto de vista y pedir que una \
             persona lo revise, en {contact}."
        ));
    }
    if let Some(country) = manifest.country {
        document.paragraph(Jurisdiction::of(country).publication());
    }
    document
}

fn identity(document: &mut Document, policy: &Policy) {
    let manifest = policy.manifest();
    let mut rows = vec![
        ("Condiciones".to_owned(), manifest.id.clone()),
        ("Versión".to_owned(), manifest.version.clone()),
        ("SHA-256".to_owned(), policy.hash().to_string()),
    ];
    let validity = match (manifest.from, manifest.until) {
        (Some(from), Some(until)) => {
            format!("del {} al {}", LANGUAGE.date(from), LANGUAGE.date(until))
        }
        (Some(from), None) => format!("desde el {}", LANGUAGE.date(from)),
        (None, Some(until)) => format!("hasta el {}", LANGUAGE.date(until)),
        (None, None) => return document.rows(rows),
    };
    rows.push(("Rigen".to_owned(), validity));
    document.rows(rows);
}

fn logic(document: &mut Document, policy: &Policy) {
    document.heading("Cómo se decide");
    document.paragraph(
        "Un sistema automático compara los datos de la solicitud con estas condiciones, las mismas para todas las \
         personas. Mira primero lo que no cuesta pedir; si algo rechaza la solicitud, no pide más informes. De todo \
         lo que encuentra vale lo más severo: rechazar, si no derivar a una persona, y si no aprobar. Las mismas \
         condiciones y los mismos datos dan siempre la misma respuesta.",
    );
    document.paragraph(
        "Un dato que falta no es un rechazo: la solicitud la mira una persona. Tampoco aprueba: solo se aprueba con \
         una oferta y sin ninguna condición pendiente.",
    );
    document.paragraph(match policy.manifest().no_offer {
        NoOffer::Decline => {
            "Si ninguna oferta es posible por razones conocidas, la solicitud se rechaza con esas razones."
        }
        NoOffer::Refer => "Si ninguna oferta es posible, la solicitud la mira una persona.",
    });
    document.paragraph(
        "Hay además controles de identidad y contra el fraude, que no se publican para que sirvan. Ninguna respuesta \
         queda sin que se pueda pedir que una persona la revise.",
    );
}

fn stages(policy: &Policy) -> Vec<Published> {
    let mut stages = vec![Published::default()];
    let mut seen = BTreeSet::new();
    policy
        .form()
        .walk_statements(&mut |statement| match &statement.kind {
            StatementKind::Stage { ask, .. } => stages.push(Published {
                asks: ask.iter().filter_map(|name| Report::parse(name)).collect(),
                ..Published::default()
            }),
            StatementKind::Act(act) => {
                let Some(stage) = stages.last_mut() else {
                    return;
                };
                if let Some(reason) = told(policy, act)
                    && seen.insert(reason.code.clone())
                {
                    let text = text(policy, reason);
                    match act.verb {
                        Verb::Decline => stage.declines.push(text),
                        Verb::Refer => stage.refers.push(text),
                        Verb::Withhold => stage.withheld.push(text),
                        _ => stage.conditions.push(text),
                    }
                }
            }
            _ => {}
        });
    stages.retain(|stage| {
        let rules = [
            &stage.declines,
            &stage.refers,
            &stage.conditions,
            &stage.withheld,
        ];
        !stage.asks.is_empty() || rules.iter().any(|rules| !rules.is_empty())
    });
    stages
}

/// The reason that a rule gives, if applicants are told of it.
fn told<'p>(policy: &'p Policy, act: &Act) -> Option<&'p Reason> {
    if !matches!(
        act.verb,
        Verb::Decline | Verb::Refer | Verb::Condition | Verb::Withhold
    ) {
        return None;
    }
    let code = act.name.split('/').next()?;
    let (_, reason) = policy.reasons().get(code)?;
    reason.told.then_some(reason)
}

/// A reason's text with the policy's own figures, and a stand-in for the applicant's.
fn text(policy: &Policy, reason: &Reason) -> String {
    let names = reason.es.split('{').skip(1);
    let names = names.filter_map(|rest| rest.split_once('}'));
    let values: BTreeMap<String, Value> = names
        .map(|(name, _)| {
            let name = name.trim();
            (name.to_owned(), figure(policy, name))
        })
        .collect();
    let text = policy.text(&reason.code, &values, LANGUAGE);
    text.replace(&format!("({OWN_FIGURE})"), OWN_FIGURE)
}

fn figure(policy: &Policy, name: &str) -> Value {
    let parameter = name.strip_prefix("params.");
    let parameter = parameter.and_then(|name| policy.manifest().params.get(name));
    match parameter.map(|parameter| (&parameter.value, &parameter.kind)) {
        // What a UF comes to is known on the date of a decision only.
        Some((ParamValue::Number(number), Kind::Uf)) => {
            Value::Text(format!("{} UF", LANGUAGE.number(*number)).into())
        }
        Some((ParamValue::Number(number), _)) => Value::Number(*number),
        Some((ParamValue::Flag(flag), _)) => Value::Flag(*flag),
        Some((ParamValue::List(list), _)) => {
            let list: Vec<String> = list.iter().map(ToString::to_string).collect();
            Value::Text(list.join(", ").into())
        }
        None => Value::Text(OWN_FIGURE.into()),
    }
}

fn publish(document: &mut Document, number: usize, stage: &Published) {
    let asks: Vec<String> = stage
        .asks
        .iter()
        .map(|report| report_name(report.name()))
        .collect();
    document.paragraph(match asks.as_slice() {
        [] => format!("Paso {number}. Con lo que ya se sabe."),
        asks => format!("Paso {number}. Se pide: {}.", asks.join("; ")),
    });
    let groups = [
        ("Se rechaza", &stage.declines),
        ("La mira una persona", &stage.refers),
        ("Condición", &stage.conditions),
        ("Un plazo no se ofrece", &stage.withheld),
    ];
    let lines = groups
        .into_iter()
        .flat_map(|(effect, texts)| texts.iter().map(move |text| format!("{effect}: {text}")));
    document.items(lines.collect());
}

fn reports(document: &mut Document, policy: &Policy) {
    let sources = policy.sources();
    if sources.is_empty() {
        return;
    }
    document.heading("Qué informes se piden");
    let rules = &policy.manifest().sources;
    let rows = sources.into_iter().map(|report| {
        let rule = rules.get(&report.source);
        let age = rule.and_then(|rule| rule.max_age_days);
        let age = age.map_or_else(
            || "de cualquier fecha".to_owned(),
            |days| match days {
                1 => "de no más de un día".to_owned(),
                days => format!("de no más de {days} días"),
            },
        );
        let silence = match rule.map_or(Silence::Refer, |rule| rule.silence) {
            Silence::Refer => "si no responde, mira una persona",
            Silence::Decline => "si no responde, se rechaza",
            Silence::GoOn => "si no responde, se sigue sin él",
        };
        (report_name(report.name()), format!("{age}; {silence}"))
    });
    document.rows(rows.collect());
}

fn about(feature: &Feature) -> String {
    let text = feature.es.trim_end_matches('.');
    format!("{text}.")
}
