//! Values and reasons as people read them.

use std::collections::BTreeMap;

use caudal_facts::{Currency, Party};
use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};

use super::kind::Kind;
use super::load::Parts;
use super::value::Value;

/// The languages that decisions speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Spanish, with numbers as Chile and Argentina write them: `$1.234.567,89`.
    Spanish,
    /// English, with numbers as English writes them: `$1,234,567.89`.
    English,
}

/// A reason's text with its placeholders filled in. Reasons that no policy writes have texts of
/// their own.
pub(crate) fn reason(
    parts: &Parts,
    code: &str,
    placeholders: &BTreeMap<String, Value>,
    language: Language,
) -> String {
    let Some((_, reason)) = parts.reasons.get(code) else {
        return own(code, language);
    };
    let text = match language {
        Language::Spanish => &reason.es,
        Language::English => &reason.en,
    };
    let mut shown = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}') else {
            break;
        };
        shown.push_str(&rest[..open]);
        let name = rest[open + 1..open + close].trim();
        shown.push_str(&match placeholders.get(name) {
            Some(held) => value(
                held,
                parts.kinds.get(name),
                parts.manifest.currency,
                language,
            ),
            None => missing(language).to_owned(),
        });
        rest = &rest[open + close + 1..];
    }
    shown.push_str(rest);
    shown
}

/// The texts of the reasons that the language itself gives.
fn own(code: &str, language: Language) -> String {
    let (kind, name) = match code.split_once('(') {
        Some((kind, rest)) => (kind, rest.trim_end_matches(')')),
        None => (code, ""),
    };
    let thing = thing(name, language);
    match (kind, language) {
        ("DATA_MISSING", Language::Spanish) => {
            format!("Para decidir falta {thing}; lo revisará una persona.")
        }
        ("DATA_MISSING", Language::English) => {
            format!("{thing} is missing to decide; a person will look at it.")
        }
        ("POLICY_GAP", Language::Spanish) => {
            format!("La política no prevé este caso ({name}); lo revisará una persona.")
        }
        ("POLICY_GAP", Language::English) => {
            format!("The policy does not cover this case ({name}); a person will look at it.")
        }
        ("POLICY_OVERLAP", Language::Spanish) => {
            format!("La política responde dos cosas a este caso ({name}); lo revisará una persona.")
        }
        ("POLICY_OVERLAP", Language::English) => {
            format!("The policy has two answers to this case ({name}); a person will look at it.")
        }
        ("POLICY_LIMIT", Language::Spanish) => {
            format!("La oferta excede un límite de la política ({name}); la revisará una persona.")
        }
        ("POLICY_LIMIT", Language::English) => {
            format!("The offer goes past a limit of the policy ({name}); a person will look at it.")
        }
        ("LAW_LIMIT", Language::Spanish) => {
            format!("La oferta no cumple una exigencia legal ({name}); la revisará una persona.")
        }
        ("LAW_LIMIT", Language::English) => {
            format!("The offer does not meet what the law asks ({name}); a person will look at it.")
        }
        ("NO_OFFER", Language::Spanish) => {
            "No hay una oferta posible; lo revisará una persona.".to_owned()
        }
        ("NO_OFFER", Language::English) => {
            "No offer could be made; a person will look at it.".to_owned()
        }
        _ => code.to_owned(),
    }
}

/// What is missing, in words: a source's report, a computation, or the lender's own data.
const THINGS: [(&str, &str, &str); 18] = [
    (
        "cirenio",
        "un dato del informe bancario (Cirenio)",
        "Part of the bank report (Cirenio)",
    ),
    (
        "khipu",
        "un dato del informe bancario (Khipu)",
        "Part of the bank report (Khipu)",
    ),
    (
        "bancame",
        "un dato de banca.me",
        "Part of banca.me's answer",
    ),
    (
        "afc",
        "un dato de las cotizaciones (AFC)",
        "Part of the contributions report (AFC)",
    ),
    (
        "cmf",
        "un dato del informe de deudas (CMF)",
        "Part of the debt report (CMF)",
    ),
    (
        "sii",
        "un dato de la carpeta tributaria (SII)",
        "Part of the tax folder (SII)",
    ),
    (
        "suseso",
        "un dato de licencias médicas (SUSESO)",
        "Part of the medical-leave report (SUSESO)",
    ),
    (
        "protests",
        "un dato de protestos y morosidades",
        "Part of the protests and delinquencies report",
    ),
    (
        "alimony",
        "un dato del registro de deudores de pensiones de alimentos",
        "Part of the alimony register",
    ),
    (
        "bcra",
        "un dato de la Central de Deudores (BCRA)",
        "Part of the debtors' register (BCRA)",
    ),
    (
        "reference",
        "un valor de referencia vigente",
        "A reference figure in force",
    ),
    ("request", "un dato de la solicitud", "Part of the request"),
    (
        "applicant",
        "un dato del solicitante",
        "Part of the applicant's own data",
    ),
    (
        "co",
        "un dato de quien pide también",
        "Part of what is known of a co-applicant",
    ),
    (
        "co.applicant",
        "un dato propio de quien pide también",
        "Part of the co-applicant's own data",
    ),
    (
        "customer",
        "un dato de su historia con nosotros",
        "Part of the history with us",
    ),
    (
        "division_by_zero",
        "un dato que no se puede calcular (división por cero)",
        "A figure that cannot be computed (division by zero)",
    ),
    (
        "overflow",
        "un dato que no se puede calcular (número demasiado grande)",
        "A figure that cannot be computed (number too large)",
    ),
];

fn thing(name: &str, language: Language) -> String {
    let word = |name: &str| {
        let known = THINGS.iter().find(|(known, _, _)| *known == name);
        known.map(|(_, es, en)| match language {
            Language::Spanish => *es,
            Language::English => *en,
        })
    };
    if let Some(word) = word(name) {
        return word.to_owned();
    }
    let (party, name) = Party::split(name);
    let word = word(name).unwrap_or(match language {
        // The lender's own namespaces are not for the applicant: one may be about fraud.
        Language::Spanish => "un dato",
        Language::English => "A figure",
    });
    match (party, language) {
        (Party::Applicant, _) => word.to_owned(),
        (Party::CoApplicant, Language::Spanish) => format!("{word} de quien pide también"),
        (Party::CoApplicant, Language::English) => format!("{word} about the co-applicant"),
    }
}

const fn missing(language: Language) -> &'static str {
    match language {
        Language::Spanish => "(sin dato)",
        Language::English => "(no data)",
    }
}

/// A value as it is written in a text.
pub(crate) fn value(
    held: &Value,
    kind: Option<&Kind>,
    currency: Currency,
    language: Language,
) -> String {
    let number = match held {
        Value::Number(number) => *number,
        Value::Flag(true) => return word(language, "sí", "yes"),
        Value::Flag(false) => return word(language, "no", "no"),
        Value::Text(text) => return text.to_string(),
        Value::Date(date) => return language.date(*date),
        Value::None(_) => return word(language, "ninguno", "none"),
        Value::Missing(_) => return missing(language).to_owned(),
    };
    match kind {
        Some(Kind::Money | Kind::MoneyPerMonth) => money(number, currency, language),
        Some(Kind::Uf) => format!("UF {}", digits(number, 2, language)),
        Some(
            Kind::Ratio
            | Kind::RatioPerMonth
            | Kind::RatePerMonth
            | Kind::RatePerYearNominal
            | Kind::RatePerYearEffective,
        ) => percent(number, language),
        Some(Kind::Times) => digits(number, 1, language),
        _ => digits(number, 2, language),
    }
}

fn word(language: Language, es: &str, en: &str) -> String {
    match language {
        Language::Spanish => es.to_owned(),
        Language::English => en.to_owned(),
    }
}

/// An amount: `$905.000`, `$31.733,00`, `USD 18,85`, rounded half-even to the currency's decimals.
fn money(amount: Decimal, currency: Currency, language: Language) -> String {
    let exact = currency.decimals();
    let text = grouped(
        amount.round_dp_with_strategy(exact, RoundingStrategy::MidpointNearestEven),
        exact,
        language,
    );
    let sign = match currency {
        Currency::Clp | Currency::Ars => "$",
        Currency::Usd => "USD ",
        Currency::Uf => "UF ",
    };
    match text.strip_prefix('-') {
        Some(positive) => format!("-{sign}{positive}"),
        None => format!("{sign}{text}"),
    }
}

fn percent(share: Decimal, language: Language) -> String {
    let percent = share.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(share);
    format!("{} %", digits(percent, 2, language))
}

/// At most so many decimals, none of them trailing zeros.
fn digits(number: Decimal, decimals: u32, language: Language) -> String {
    let rounded = number
        .round_dp_with_strategy(decimals, RoundingStrategy::MidpointNearestEven)
        .normalize();
    grouped(rounded, rounded.scale(), language)
}

fn grouped(number: Decimal, decimals: u32, language: Language) -> String {
    let mut number = number;
    number.rescale(decimals);
    language.number(number)
}

impl Language {
    /// A number with all of its decimals and its thousands apart: `1.234.567,80` or `1,234,567.80`.
    #[must_use]
    pub fn number(self, number: Decimal) -> String {
        let (group, point) = match self {
            Self::Spanish => ('.', ','),
            Self::English => (',', '.'),
        };
        let plain = number.abs().to_string();
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut text = String::new();
        if number.is_sign_negative() && !number.is_zero() {
            text.push('-');
        }
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                text.push(group);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(point);
            text.push_str(fraction);
        }
        text
    }

    /// A local date: `20-10-2026` or `2026-10-20`.
    #[must_use]
    pub fn date(self, date: NaiveDate) -> String {
        match self {
            Self::Spanish => date.format("%d-%m-%Y").to_string(),
            Self::English => date.to_string(),
        }
    }
}
