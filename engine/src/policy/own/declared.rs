//! One declaration of `features.toml`.

use std::collections::BTreeMap;

use crate::features::own::{
    Declaration, Measure, Movements, NAMESPACE, Reducer, Riskier, Unit, Window, Worthy, comparable,
    ratio, share, units,
};
use crate::features::{Catalogue, Feature};
use crate::policy::document::{Entry, Section};
use crate::policy::manifest::riskier;
use crate::policy::{findings, names};

use super::words::{rows_of, sentence, unit, window_of, word};

/// A policy's own features by name.
pub(super) type Known = BTreeMap<String, Own>;

/// What a policy's own feature is to a ratio of others.
#[derive(Debug, Clone, Copy)]
pub(super) enum Own {
    /// It counts movements.
    Counted(&'static Feature),
    /// It is a ratio itself.
    Ratio,
    /// It cannot be read, which has been reported.
    Unreadable,
}

/// What a declaration says.
pub(super) struct Declared<'a, 't> {
    name: String,
    es: String,
    en: String,
    unit: (Unit, Entry<'a, 't>),
    riskier: Option<Riskier>,
    definition: Option<String>,
    none: Option<([String; 2], Entry<'a, 't>)>,
    of: Of<'a, 't>,
}

/// What it is computed from.
enum Of<'a, 't> {
    /// Movements of a span of time.
    Movements(Measure, Window),
    /// Two features.
    Features(Entry<'a, 't>, Entry<'a, 't>),
}

impl<'a, 't> Declared<'a, 't> {
    /// Reads one; `None` after reporting why it cannot be.
    pub(super) fn read(name: &str, entry: &Entry<'a, 't>) -> Option<Self> {
        if !entry.is_reserved(name) && !names::is_plain(name) {
            entry.report(format!(
                "{name:?} is not a name: expected lower-case letters, digits and underscores"
            ));
        }
        let section = entry.section()?;
        let text = |key| section.required(key).and_then(|entry| entry.string());
        let (es, en) = (text("es"), text("en"));
        let unit = section
            .required("unit")
            .and_then(|entry| Some((unit(&entry)?, entry)));
        let riskier = section
            .optional("riskier")
            .and_then(|entry| riskier(&entry));
        let definition = section
            .optional("definition")
            .and_then(|entry| entry.string());
        let none = section
            .optional("none")
            .and_then(|entry| Some((sentence(&entry)?, entry)));
        let of = of(&section);
        section.finish();
        Some(Self {
            name: format!("{NAMESPACE}.{name}"),
            es: es?,
            en: en?,
            unit: unit?,
            riskier,
            definition,
            none,
            of: of?,
        })
    }

    /// The feature, if it counts movements.
    pub(super) fn counted(&self) -> Own {
        let Of::Movements(measure, window) = &self.of else {
            return Own::Ratio;
        };
        if let Some((_, entry)) = &self.none {
            entry.report_with(
                "movements that are not there are a sum of zero: such a feature cannot be none",
                "leave none out",
            );
        }
        let kept = self.keep(*measure, Some(*window));
        kept.map_or(Own::Unreadable, Own::Counted)
    }

    /// The feature, if it is a ratio of two others.
    pub(super) fn related(&self, known: &Known) -> Option<&'static Feature> {
        let Of::Features(of, to) = &self.of else {
            return None;
        };
        let (first, second) = (feature(of, known), feature(to, known));
        let (first, second) = (first?, second?);
        if !comparable(first.unit, second.unit) {
            let message = format!(
                "{} is {}, {} is {}: one is no share of the other",
                first.name,
                first.unit.name(),
                second.name,
                second.unit.name()
            );
            to.report_as(&findings::WRONG_UNIT, message, None);
            return None;
        }
        let none = [first, second].map(|feature| feature.none.is_some());
        if let Some((_, entry)) = &self.none
            && none == [false, false]
        {
            let message = format!("neither {} nor {} can be none", first.name, second.name);
            entry.report_with(message, "leave none out");
        }
        self.keep(ratio(first, second), None)
    }

    fn keep(&self, measure: Measure, window: Option<Window>) -> Option<&'static Feature> {
        let (unit, entry) = &self.unit;
        let allowed = units(&measure);
        if !allowed.contains(unit) {
            let wanted: Vec<&str> = allowed.iter().map(|unit| unit.name()).collect();
            let message = format!(
                "unit is {:?}, this counts {}",
                unit.name(),
                wanted.join(" or ")
            );
            let hint = format!("write unit = {:?}", wanted[0]);
            entry.report_as(&findings::WRONG_UNIT, message, Some(hint));
            return None;
        }
        let declaration = Declaration {
            name: self.name.clone(),
            es: self.es.clone(),
            en: self.en.clone(),
            unit: *unit,
            window,
            riskier: self.riskier,
            none: self.none.as_ref().map(|(sentence, _)| sentence.clone()),
            definition: self.definition.clone(),
            measure,
        };
        Some(declaration.keep())
    }
}

/// What a declaration is computed from.
fn of<'a, 't>(section: &Section<'a, 't>) -> Option<Of<'a, 't>> {
    match (section.optional("rows"), section.optional("ratio")) {
        (Some(rows), None) => movements(section, &rows),
        (None, Some(ratio)) => of_two(section, &ratio),
        (Some(_), Some(ratio)) => {
            // Keys of the one or the other are not unknown.
            for key in ["window", "measure", "reduce", "real"] {
                section.optional(key);
            }
            ratio.report_with(
                "rows and ratio are two ways to measure",
                "give one of them, and declare the other as a feature of its own",
            );
            None
        }
        (None, None) => {
            section.required("rows");
            None
        }
    }
}

fn movements<'a, 't>(section: &Section<'a, 't>, rows: &Entry<'a, 't>) -> Option<Of<'a, 't>> {
    let rows = rows_of(rows);
    let reducer = section
        .required("reduce")
        .and_then(|entry| word(&entry, Reducer::WORDS, Reducer::parse));
    let span = section
        .required("window")
        .and_then(|entry| window_of(&entry));
    let worth = match section.optional("measure") {
        Some(entry) => Some(word(&entry, Worthy::WORDS, Worthy::parse)?),
        None => None,
    };
    let real = match section.optional("real") {
        Some(entry) => entry.flag()?,
        None => false,
    };
    let movements = Movements {
        rows: rows?,
        worth,
        reducer: reducer?,
        window: span?,
        real,
    };
    match movements.measure() {
        Ok(measure) => Some(Of::Movements(measure, movements.window)),
        Err(misfit) => {
            if let Some(entry) = section.optional(misfit.key) {
                entry.report_with(misfit.message, misfit.hint);
            }
            None
        }
    }
}

/// `ratio = { of = …, to = … }`: two features by name, or the sums of two kinds of movements.
fn of_two<'a, 't>(section: &Section<'a, 't>, ratio: &Entry<'a, 't>) -> Option<Of<'a, 't>> {
    let sides = ratio.section()?;
    let (of, to) = (sides.required("of"), sides.required("to"));
    sides.finish();
    let (of, to) = (of?, to?);
    if of.value.get_ref().is_str() && to.value.get_ref().is_str() {
        if let Some(entry) = section.optional("window") {
            entry.report_with(
                "a ratio of two features has their windows",
                "leave window out",
            );
        }
        return Some(Of::Features(of, to));
    }
    let (of, to) = (rows_of(&of), rows_of(&to));
    let span = section
        .required("window")
        .and_then(|entry| window_of(&entry))?;
    Some(Of::Movements(share(&of?, &to?, span), span))
}

/// A feature that a ratio names: of the catalogue, or of the policy's own that count movements.
fn feature(entry: &Entry<'_, '_>, known: &Known) -> Option<&'static Feature> {
    let name = entry.string()?;
    match known.get(&name) {
        Some(Own::Counted(feature)) => return Some(feature),
        Some(Own::Unreadable) => return None,
        Some(Own::Ratio) => {
            entry.report_with(
                format!("{name:?} is a ratio itself, and cannot be part of another"),
                "relate what that one relates",
            );
            return None;
        }
        None => {}
    }
    let catalogue = Catalogue::standard();
    let found = catalogue.get(&name);
    if found.is_none() {
        let mut all: Vec<&str> = catalogue.iter().map(|feature| feature.name).collect();
        all.extend(known.keys().map(String::as_str));
        let hint = names::nearest(&name, &all).map(|near| format!("did you mean {near:?}?"));
        let message = format!("unknown feature {name:?}");
        entry.report_as(&findings::UNKNOWN_FEATURE, message, hint);
    }
    found
}
