//! Changes as sentences.

use std::cmp::Ordering;

use super::{Change, How, Part};
use crate::decision::Bilingual;
use crate::policy::script::{Place, Verb};

/// What is said of a change.
pub(super) struct Spoken<'s> {
    pub(super) part: Part,
    pub(super) how: How,
    /// The name that rules use: `params.min_income`.
    pub(super) name: String,
    /// What of it changed; empty for all of it.
    pub(super) field: &'s str,
    pub(super) before: Option<Bilingual>,
    pub(super) after: Option<Bilingual>,
    /// Of two numbers: how the later one stands to the earlier.
    pub(super) direction: Option<Ordering>,
    pub(super) file: &'s str,
    pub(super) place: Place,
}

/// The sections of `policy.toml` and what they are about.
const SECTIONS: [(&str, Part); 15] = [
    ("policy", Part::Policy),
    ("params", Part::Parameter),
    ("sources", Part::Source),
    ("missing", Part::Missing),
    ("inputs", Part::Input),
    ("types", Part::Word),
    ("reference", Part::Series),
    ("prices", Part::Series),
    ("tables", Part::Table),
    ("scorecards", Part::Scorecard),
    ("loan", Part::Contract),
    ("limits", Part::Limit),
    ("review", Part::Review),
    ("validity", Part::Limit),
    ("accepted", Part::Policy),
];

/// What fields are called.
const FIELDS: [(&str, &str, &str); 40] = [
    ("value", "", ""),
    ("unit", "unidad", "unit"),
    ("reason", "motivo", "reason"),
    ("es", "texto en español", "Spanish text"),
    ("en", "texto en inglés", "English text"),
    (
        "can_act",
        "si el solicitante puede hacer algo",
        "whether the applicant can act",
    ),
    ("told", "si se comunica", "whether it is told"),
    (
        "instead",
        "lo que se comunica en su lugar",
        "what is told instead",
    ),
    (
        "explain",
        "el puntaje que la explica",
        "the scorecard that explains it",
    ),
    (
        "waivable",
        "si admite excepción",
        "whether it may be waived",
    ),
    ("asks", "documentos que pide", "documents that it asks for"),
    ("queue", "quién la revisa", "who looks at it"),
    (
        "source",
        "informe en que se basa",
        "the report that it rests on",
    ),
    ("rank", "lugar entre las razones", "place among the reasons"),
    ("verb", "efecto", "effect"),
    ("condition", "condición", "condition"),
    ("stage", "etapa", "stage"),
    ("loop", "ciclo", "loop"),
    ("hit", "qué filas responden", "which rows answer"),
    ("order", "orden", "order"),
    ("window", "ventana", "window"),
    (
        "rows.direction",
        "dirección de los movimientos",
        "direction of the movements",
    ),
    (
        "rows.categories",
        "categorías que cuentan",
        "categories that count",
    ),
    (
        "measure",
        "lo que vale cada movimiento",
        "what each movement is worth",
    ),
    (
        "reduce",
        "cómo se resumen los meses o días",
        "how months or days are reduced",
    ),
    ("ratio.of", "numerador", "numerator"),
    ("ratio.to", "denominador", "denominator"),
    (
        "real",
        "si va a precios constantes",
        "whether it is at constant prices",
    ),
    ("riskier", "sentido de más riesgo", "which way is riskier"),
    (
        "names",
        "lo que ninguna política puede leer",
        "what no policy may read",
    ),
    (
        "categories",
        "categorías que no se pueden aislar",
        "categories that may not be singled out",
    ),
    (
        "unless",
        "consentimiento que lo permite",
        "the consent that allows it",
    ),
    (
        "max_years",
        "años desde que la deuda fue exigible",
        "years since a debt was due",
    ),
    (
        "max_years_settled",
        "años desde que la deuda se pagó",
        "years since a debt was paid",
    ),
    (
        "carries",
        "cifras que toda oferta informa",
        "figures that every offer carries",
    ),
    ("cites", "norma", "the law"),
    (
        "checked",
        "si se cotejó con el texto legal",
        "whether it was held against the law's text",
    ),
    (
        "monthly_rate_max.file",
        "archivo de la tasa máxima",
        "file of the maximum rate",
    ),
    (
        "monthly_rate_max.column",
        "columna de la tasa máxima",
        "column of the maximum rate",
    ),
    (
        "monthly_rate_max.currency",
        "moneda de la tasa máxima",
        "currency of the maximum rate",
    ),
];

impl Part {
    /// What it is called.
    #[must_use]
    pub const fn title(self) -> (&'static str, &'static str) {
        match self {
            Self::Policy => ("Política", "Policy"),
            Self::Parameter => ("Parámetro", "Parameter"),
            Self::Rule => ("Regla", "Rule"),
            Self::Stage => ("Etapa", "Stage"),
            Self::Result => ("Resultado", "Result"),
            Self::Function => ("Función", "Function"),
            Self::Table => ("Tabla", "Table"),
            Self::Scorecard => ("Puntaje", "Scorecard"),
            Self::Reason => ("Razón", "Reason"),
            Self::Source => ("Informe", "Report"),
            Self::Missing => ("Dato faltante", "Missing data"),
            Self::Input => ("Dato propio", "Input"),
            Self::Feature => ("Variable propia", "Own feature"),
            Self::Word => ("Palabra", "Word"),
            Self::Series => ("Serie", "Series"),
            Self::Contract => ("Contrato", "Contract"),
            Self::Limit => ("Límite", "Limit"),
            Self::Review => ("Revisión", "Review"),
            Self::Law => ("Ley", "Law"),
        }
    }
}

/// The part that a section of `policy.toml` is about.
pub(super) fn part_of_section(section: &str) -> Part {
    let known = SECTIONS.iter().find(|(name, _)| *name == section);
    known.map_or(Part::Policy, |(_, part)| *part)
}

/// The same in both languages.
pub(super) fn either(text: &str) -> Bilingual {
    both(text, text)
}

pub(super) fn both(es: &str, en: &str) -> Bilingual {
    Bilingual {
        es: es.to_owned(),
        en: en.to_owned(),
    }
}

/// A place in a list, from 1.
pub(super) fn ordinal(number: usize) -> Bilingual {
    both(&format!("{number}.º"), &format!("number {number}"))
}

/// What a rule of this verb does.
pub(super) fn effect(verb: Verb) -> Bilingual {
    match verb {
        Verb::Decline => both("rechaza", "declines"),
        Verb::Refer => both("deriva a una persona", "refers to a person"),
        Verb::Rules => both("aplica una tabla de reglas", "applies a table of rules"),
        Verb::Waive => both("exime", "waives"),
        Verb::Soften => both("deriva en vez de rechazar", "refers instead of declining"),
        Verb::Condition => both("condiciona la aprobación", "is a condition of approval"),
        Verb::Withhold => both("retiene una oferta", "withholds an offer"),
        Verb::Offer => both("ofrece", "offers"),
    }
}

/// The change with its sentence.
pub(super) fn change(spoken: Spoken<'_>) -> Change {
    let (es, en) = spoken.part.title();
    // A law's sections may have the names of a policy's.
    let name = match spoken.part {
        Part::Law => &spoken.name,
        _ => plain(&spoken.name),
    };
    let subject = both(
        format!("{es} {name}").trim_end(),
        format!("{en} {name}").trim_end(),
    );
    let field = field(spoken.field);
    let of = |subject: &str, field: &str| match field {
        "" => subject.to_owned(),
        _ => format!("{subject}, {field}"),
    };
    let text = Bilingual {
        es: sentence(&spoken, &of(&subject.es, &field.es), Tongue::ES),
        en: sentence(&spoken, &of(&subject.en, &field.en), Tongue::EN),
    };
    Change {
        part: spoken.part,
        how: spoken.how,
        name: spoken.name,
        subject: Bilingual {
            es: of(&subject.es, &field.es),
            en: of(&subject.en, &field.en),
        },
        before: spoken.before,
        after: spoken.after,
        read_by: Vec::new(),
        file: spoken.file.to_owned(),
        line: spoken.place.line,
        text,
    }
}

/// A name without the section that its part says already.
fn plain(name: &str) -> &str {
    match name.split_once('.') {
        Some((section, rest)) if SECTIONS.iter().any(|(known, _)| *known == section) => rest,
        _ => name,
    }
}

fn field(name: &str) -> Bilingual {
    match FIELDS.iter().find(|(known, _, _)| *known == name) {
        Some((_, es, en)) => both(es, en),
        None => either(name),
    }
}

/// The words of one language around what changed.
#[derive(Clone, Copy)]
struct Tongue {
    of: fn(&Bilingual) -> &str,
    added: &'static str,
    removed: &'static str,
    rises: [&'static str; 2],
    falls: [&'static str; 2],
    moves: [&'static str; 2],
    was: &'static str,
    is: &'static str,
}

impl Tongue {
    const ES: Self = Self {
        of: |text| &text.es,
        added: "se agrega",
        removed: "se elimina",
        rises: ["sube de", "a"],
        falls: ["baja de", "a"],
        moves: ["pasa de", "a"],
        was: "antes",
        is: "ahora",
    };
    const EN: Self = Self {
        of: |text| &text.en,
        added: "is added",
        removed: "is removed",
        rises: ["rises from", "to"],
        falls: ["falls from", "to"],
        moves: ["moves from", "to"],
        was: "was",
        is: "now",
    };
}

fn sentence(spoken: &Spoken<'_>, subject: &str, tongue: Tongue) -> String {
    let told = |text: &Option<Bilingual>| {
        let text = text.as_ref().map_or("", |text| (tongue.of)(text));
        text.trim_end_matches('.').to_owned()
    };
    let (before, after) = (told(&spoken.before), told(&spoken.after));
    let from_to = |[from, to]: [&str; 2]| format!("{subject}: {from} {before} {to} {after}.");
    match (spoken.how, spoken.direction) {
        (How::Added, _) => format!("{subject}: {}: {after}.", tongue.added),
        (How::Removed, _) => format!("{subject}: {}: {before}.", tongue.removed),
        (How::Moved, _) => from_to(tongue.moves),
        (How::Changed, Some(Ordering::Greater)) => from_to(tongue.rises),
        (How::Changed, Some(Ordering::Less)) => from_to(tongue.falls),
        (How::Changed, _) => format!("{subject}: {} {before}; {} {after}.", tongue.was, tongue.is),
    }
}
