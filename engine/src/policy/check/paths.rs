//! Names with dots: features, inputs, parameters, the request, dated series.

use std::collections::BTreeSet;

use caudal_facts::Party;

use super::{Checker, Place};
use crate::features::Catalogue;
use crate::policy::feature_of::{CO, CO_PRESENT, FeatureOf};
use crate::policy::findings::{self, Finding};
use crate::policy::kind::Kind;
use crate::policy::load::Slot;
use crate::policy::manifest::Manifest;
use crate::policy::names;
use crate::policy::values::REQUEST;

/// The namespaces of a policy: the catalogue's groups, the inputs' own, and the fixed ones.
pub(crate) fn namespaces(manifest: &Manifest, catalogue: &Catalogue) -> Vec<String> {
    let before_dot = |name: &str| {
        name.split_once('.')
            .map(|(namespace, _)| namespace.to_owned())
    };
    let mut all: BTreeSet<String> = catalogue
        .iter()
        .filter_map(|feature| before_dot(feature.name))
        .collect();
    all.extend(manifest.inputs.keys().filter_map(|name| before_dot(name)));
    all.extend(["request", "params", "reference", CO].map(str::to_owned));
    all.into_iter().collect()
}

/// Why a name stands for nothing.
pub(super) struct Unknown {
    /// What kind of problem it is.
    pub(super) finding: &'static Finding,
    /// What is wrong.
    pub(super) message: String,
    /// What to do.
    pub(super) hint: Option<String>,
}

impl Checker<'_> {
    /// A path in the script.
    pub(super) fn path(&mut self, path: &[String], place: Place) {
        let [first, rest @ ..] = path else { return };
        if first == "as_of" && rest.is_empty() {
            return;
        }
        if let Some(table) = self.locals.get(first) {
            if let (Some(table), [property]) = (table, rest) {
                self.result_column(table, property, place);
            }
            return;
        }
        if !self.namespaces.contains(first) {
            let mut known: Vec<&str> = self.namespaces.iter().map(String::as_str).collect();
            known.extend(self.locals.keys().map(String::as_str));
            let hint = names::nearest(first, &known).map(|near| format!("did you mean {near:?}?"));
            let message = format!("unknown name {first:?}");
            self.report(&findings::UNKNOWN_NAME, place, message, hint);
            return;
        }
        // Of a co-applicant the catalogue's names are read, which have two parts themselves.
        let parts = if first == CO && path.join(".") != CO_PRESENT {
            2
        } else {
            1
        };
        if rest.len() < parts || (rest.len() > parts && first != CO) {
            let name = if first == CO { "group.name" } else { "name" };
            let message = format!("{first:?} is a namespace: write {first}.{name}");
            self.report(&findings::UNKNOWN_NAME, place, message, None);
            return;
        }
        if let Err(unknown) = self.resolve(&path.join(".")) {
            self.report(unknown.finding, place, unknown.message, unknown.hint);
        }
    }

    /// Finds what a full name stands for and keeps it.
    pub(super) fn resolve(&mut self, full: &str) -> Result<(), Unknown> {
        if self.checked.slots.contains_key(full) {
            return Ok(());
        }
        let (slot, kind) = self.slot(full)?;
        // An amount in UF is read as money of the date.
        let kind = if kind == Kind::Uf { Kind::Money } else { kind };
        self.checked.slots.insert(full.to_owned(), slot);
        self.checked.kinds.insert(full.to_owned(), kind);
        Ok(())
    }

    /// What a full name stands for, and what it measures.
    pub(super) fn slot(&self, full: &str) -> Result<(Slot, Kind), Unknown> {
        let manifest = self.subject.manifest;
        if let (Party::CoApplicant, theirs) = Party::split(full) {
            return self.of_co_applicant(full, theirs);
        }
        let (namespace, name) = full.split_once('.').unwrap_or((full, ""));
        if let Some(input) = manifest.inputs.get(full) {
            return Ok((Slot::Input(Party::Applicant), input.kind.clone()));
        }
        match namespace {
            "params" => match manifest.params.get(name) {
                Some(param) => Ok((Slot::Param(param.clone()), param.kind.clone())),
                None => Err(unknown(
                    &findings::UNKNOWN_PARAMETER,
                    "parameter",
                    name,
                    manifest.params.keys(),
                )),
            },
            "reference" => match manifest.reference.get(name) {
                Some(series) => Ok((Slot::Reference(name.to_owned()), series.kind.clone())),
                None => Err(unknown(
                    &findings::UNKNOWN_SERIES,
                    "dated series",
                    name,
                    manifest.reference.keys(),
                )),
            },
            "request" if REQUEST.contains(&name) => {
                let kind = match name {
                    "amount" => Kind::Money,
                    "term_months" => Kind::Months,
                    _ => Kind::Text,
                };
                Ok((Slot::Request, kind))
            }
            _ => self.feature(full, Party::Applicant),
        }
    }

    /// What is known of a co-applicant: whether there is one, and the same features and inputs as of the applicant.
    fn of_co_applicant(&self, full: &str, theirs: &str) -> Result<(Slot, Kind), Unknown> {
        let manifest = self.subject.manifest;
        if full == CO_PRESENT {
            return Ok((Slot::CoPresent, Kind::Flag));
        }
        let (namespace, _) = theirs.split_once('.').unwrap_or((theirs, ""));
        let hint = match (namespace, manifest.inputs.get(theirs)) {
            (CO, _) => "a co-applicant has no co-applicant".to_owned(),
            ("request" | "params" | "reference", _) => {
                format!("write {theirs}: it is nobody's own")
            }
            (_, Some(input)) => {
                return Ok((Slot::Input(Party::CoApplicant), input.kind.clone()));
            }
            (_, None) => return self.feature(theirs, Party::CoApplicant),
        };
        Err(Unknown {
            finding: &findings::UNKNOWN_FEATURE,
            message: format!("unknown feature or input {full:?}"),
            hint: Some(hint),
        })
    }

    fn feature(&self, name: &str, party: Party) -> Result<(Slot, Kind), Unknown> {
        let full = format!("{}{name}", party.prefix());
        let Some(feature) = self.subject.catalogue.get(name) else {
            let all = self.all_names(party);
            return Err(unknown(
                &findings::UNKNOWN_FEATURE,
                "feature or input",
                &full,
                all.iter(),
            ));
        };
        if let Some(country) = self.subject.manifest.country
            && feature.sources.of(country).is_empty()
            && !(feature.sources.ar.is_empty() && feature.sources.cl.is_empty())
        {
            return Err(Unknown {
                finding: &findings::NO_SOURCE,
                message: format!("feature {full:?} has no source in {country}"),
                hint: Some("`caudal features` lists each feature's sources".to_owned()),
            });
        }
        Ok((
            Slot::Feature(FeatureOf { party, feature }),
            feature.unit.into(),
        ))
    }
}

fn unknown<'k>(
    finding: &'static Finding,
    what: &str,
    name: &str,
    known: impl Iterator<Item = &'k String>,
) -> Unknown {
    let known: Vec<&str> = known.map(String::as_str).collect();
    Unknown {
        finding,
        message: format!("unknown {what} {name:?}"),
        hint: names::nearest(name, &known).map(|near| format!("did you mean {near:?}?")),
    }
}
