//! `reasons.toml`: what each reason says, to whom, and what can be done about it.

use std::collections::BTreeMap;

use caudal_facts::Report;

use super::document::{Entry, Layer, Places, Problems, Section};
use super::{findings, names};

/// One reason. The order of the file ranks reasons of one severity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Its code.
    pub code: String,
    /// What is said in Spanish, with `{placeholders}`.
    pub es: String,
    /// What is said in English.
    pub en: String,
    /// Whether the applicant can do something about it.
    pub can_act: bool,
    /// Whether the applicant is told. Default true.
    pub told: bool,
    /// What is told instead.
    pub instead: Option<String>,
    /// A scorecard whose own reasons explain this one.
    pub explain: Option<String>,
    /// Whether `waive` and `soften` may touch it. Default false.
    pub waivable: bool,
    /// Documents that would settle it.
    pub asks: Vec<String>,
    /// Who looks at it.
    pub queue: Option<String>,
    /// The report it rests on, where it is not plain from the features.
    pub source: Option<Report>,
}

/// All reasons, in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Reasons {
    reasons: Vec<Reason>,
    /// Where each stands.
    places: Places,
}

impl Reasons {
    /// The reason with this code, and its rank in the file.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<(usize, &Reason)> {
        self.reasons
            .iter()
            .enumerate()
            .find(|(_, reason)| reason.code == code)
    }

    /// Every code, in order.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.reasons.iter().map(|reason| reason.code.as_str())
    }

    /// Every reason, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Reason> {
        self.reasons.iter()
    }

    /// Where each stands in the file.
    pub(crate) const fn places(&self) -> &Places {
        &self.places
    }

    /// Reads the file and those of the policies that this one extends, the nearest first; `None` after
    /// reporting that one is no TOML.
    pub(crate) fn from_layers(layers: &[Layer], problems: &Problems) -> Option<Self> {
        let tables = Layer::parse_all(layers, problems)?;
        let root = Layer::section(layers, &tables, problems);
        let entries: BTreeMap<String, Entry<'_, '_>> = root.entries().into_iter().collect();
        let known = root.keys_from_the_base();
        let reasons = known.iter().filter_map(|code| {
            let section = root.subsection(code)?;
            reason(code, entries.get(*code)?, section, &known)
        });
        let reasons: Vec<Reason> = reasons.collect();
        tell_told(&reasons, &entries);
        Some(Self {
            reasons,
            places: Layer::places(layers, &tables),
        })
    }
}

/// What is told instead of a reason that is kept inside must be told itself: whoever reads a letter finds one step of it.
fn tell_told(reasons: &[Reason], entries: &BTreeMap<String, Entry<'_, '_>>) {
    for reason in reasons.iter().filter(|reason| !reason.told) {
        let other = reason.instead.as_ref();
        let other = other.and_then(|code| reasons.iter().find(|other| other.code == *code));
        if let (Some(other), Some(entry)) = (other, entries.get(&reason.code))
            && !other.told
        {
            let (code, other) = (&reason.code, &other.code);
            entry.report_as(
                &findings::UNTOLD_REASON,
                format!("{code} says {other} instead, which is not told itself"),
                Some("name a reason that is told".to_owned()),
            );
        }
    }
}

fn reason(
    code: &str,
    entry: &Entry<'_, '_>,
    section: Section<'_, '_>,
    known: &[&str],
) -> Option<Reason> {
    let sentence = |key| sentence(code, entry, &section, key);
    let text = |key| section.optional(key).and_then(|entry| entry.string());
    let flag = |key| section.optional(key).and_then(|entry| entry.flag());
    let (es, en) = (sentence("es"), sentence("en"));
    let told = flag("told").unwrap_or(true);
    let instead = section.optional("instead").and_then(|entry| {
        let other = entry.string()?;
        if !known.contains(&other.as_str()) {
            let hint = names::hint(&other, known);
            let message = format!("unknown reason {other:?}");
            entry.report_as(&findings::UNKNOWN_REASON, message, Some(hint));
        }
        Some(other)
    });
    if !told && instead.is_none() {
        entry.report_as(
            &findings::UNTOLD_REASON,
            format!("{code} is not told and says nothing instead"),
            Some("add instead = \"…\", the reason that is told".to_owned()),
        );
    }
    let source = section.optional("source").and_then(|entry| {
        let name = entry.string()?;
        let source = Report::parse(&name);
        if source.is_none() {
            let hint = names::report_hint(&name);
            let message = format!("unknown source {name:?}");
            entry.report_as(&findings::UNKNOWN_SOURCE, message, Some(hint));
        }
        source
    });
    let reason = Reason {
        code: code.to_owned(),
        can_act: flag("can_act").unwrap_or_default(),
        told,
        instead,
        explain: text("explain"),
        waivable: flag("waivable").unwrap_or_default(),
        asks: section
            .optional("asks")
            .and_then(|entry| entry.strings())
            .unwrap_or_default(),
        queue: text("queue"),
        source,
        es: es?,
        en: en?,
    };
    section.finish();
    Some(reason)
}

/// The reason's text in one language, which must say something.
fn sentence(
    code: &str,
    reason: &Entry<'_, '_>,
    section: &Section<'_, '_>,
    language: &'static str,
) -> Option<String> {
    let text = match section.optional(language) {
        Some(entry) => {
            let text = entry.string()?;
            if !closes_all(&text) {
                let message = format!("{code}.{language} has a {{ that nothing closes");
                entry.report_with(message, "write the name to show as {name}");
            }
            text
        }
        None => String::new(),
    };
    if text.trim().is_empty() {
        let message = format!("{code}.{language} is missing");
        let hint = "say it in both languages: es = \"…\", en = \"…\"".to_owned();
        reason.report_as(&findings::UNTRANSLATED_REASON, message, Some(hint));
        return None;
    }
    Some(text)
}

/// Whether each brace that opens in a text is closed before the next one.
fn closes_all(text: &str) -> bool {
    let mut opened = text.split('{').skip(1);
    opened.all(|rest| rest.contains('}'))
}
