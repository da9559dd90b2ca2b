//! Reading cases: every name is one that the policy reads, and every name it reads has a value.

mod expect;
mod made;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use caudal_facts::{Diagnostic, Party, Report};
use chrono::NaiveDate;
use toml::de::DeTable;

use super::facts::{Beside, GivenFacts};
use super::{Case, CaseSuite};
use crate::policy::document::{Entry, File, Problems, Section, date, number};
use crate::policy::feature_of::{CO, CO_PRESENT};
use crate::policy::load::Slot;
use crate::policy::run::Subject;
use crate::policy::value::Value;
use crate::policy::{Files, Policy};
use crate::policy::{findings, names};
use expect::expectation;
use made::changed;

/// What a base or a case gives.
#[derive(Clone, Default)]
struct Given {
    id: Option<String>,
    as_of: Option<NaiveDate>,
    values: BTreeMap<String, Value>,
    silent: BTreeSet<Report>,
    facts: GivenFacts,
    /// The names that a case gives over its base.
    own: BTreeSet<String>,
}

pub(super) fn suite(
    policy: &Policy,
    root: &str,
    path: &str,
    files: &dyn Files,
) -> Result<CaseSuite, Vec<Diagnostic>> {
    let problems = Problems::default();
    let shown = |path: &str| {
        if root.is_empty() {
            path.to_owned()
        } else {
            format!("{root}/{path}")
        }
    };
    let text = files.read(path).map_err(|reason| {
        let problem = Diagnostic::at(shown(path), (0, 0), reason);
        vec![findings::UNREADABLE_FILE.of(problem)]
    })?;
    let name = shown(path);
    let file = File {
        name: &name,
        text: &text,
        problems: &problems,
    };
    let Some(table) = file.parse() else {
        return Err(problems.into_vec());
    };
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let shown_folder = shown(folder);
    let reader = Reader {
        policy,
        files,
        problems: &problems,
        beside: Beside {
            files,
            problems: &problems,
            folder,
            shown: &shown_folder,
        },
        unsaid: RefCell::default(),
    };
    let section = Section::root(file, &table);
    let base = match section.optional("base").and_then(|entry| entry.string()) {
        Some(base) => {
            let base_path = format!("{folder}/{base}");
            reader.base(&base_path, &shown(&base_path))
        }
        None => Given::default(),
    };
    let entries = section.required("case").and_then(|entry| entry.list());
    let cases: Vec<Case> = entries
        .unwrap_or_default()
        .iter()
        .filter_map(|entry| reader.case(entry, &base))
        .collect();
    section.finish();
    if problems.has_errors() {
        return Err(problems.into_vec());
    }
    Ok(CaseSuite {
        file: path.to_owned(),
        cases,
    })
}

/// What a case names cannot be read; it has been reported.
struct Unreadable;

struct Reader<'r> {
    policy: &'r Policy,
    files: &'r dyn Files,
    problems: &'r Problems,
    beside: Beside<'r>,
    /// Names that some case was told to leave unsaid.
    unsaid: RefCell<BTreeSet<String>>,
}

impl Reader<'_> {
    fn base(&self, path: &str, shown: &str) -> Given {
        let mut given = Given::default();
        let text = match self.files.read(path) {
            Ok(text) => text,
            Err(reason) => {
                let problem = Diagnostic::at(shown, (0, 0), reason);
                self.problems.push(&findings::UNREADABLE_FILE, problem);
                return given;
            }
        };
        let file = File {
            name: shown,
            text: &text,
            problems: self.problems,
        };
        if let Some(table) = file.parse() {
            self.give(file, &table, &mut given);
        }
        given.own.clear();
        given
    }

    /// Takes over everything that a table gives.
    fn give<'a>(&self, file: File<'a>, table: &DeTable<'a>, given: &mut Given) {
        for (name, entry) in Section::root(file, table).entries() {
            self.one(&name, &entry, given);
        }
    }

    fn one(&self, name: &str, entry: &Entry<'_, '_>, given: &mut Given) {
        match name {
            "as_of" => given.as_of = entry.date(),
            "application" => {
                if let Some(section) = entry.section() {
                    given.id = section.required("id").and_then(|entry| entry.string());
                    section.finish();
                }
            }
            "sources" => Self::sources(entry, given),
            "facts" => given.facts.read(entry, self.beside),
            namespace => {
                let Some(section) = entry.section() else {
                    return;
                };
                for (property, entry) in section.entries() {
                    let full = format!("{namespace}.{property}");
                    // What is known of a co-applicant stands under the same namespaces, within `co`.
                    if namespace == CO && full != CO_PRESENT {
                        self.one(&full, &entry, given);
                        continue;
                    }
                    self.known(&full, &entry);
                    let value = if full == CO_PRESENT {
                        entry.flag().map(Value::Flag)
                    } else {
                        self.value(&full, &entry)
                    };
                    if let Some(value) = value {
                        self.admit(&full, &value, &entry);
                        given.own.insert(full.clone());
                        given.values.insert(full, value);
                    }
                }
            }
        }
    }

    fn sources(entry: &Entry<'_, '_>, given: &mut Given) {
        let Some(section) = entry.section() else {
            return;
        };
        for (name, entry) in section.entries() {
            match (Report::parse(&name), entry.flag()) {
                (Some(source), Some(true)) => {
                    given.silent.remove(&source);
                }
                (Some(source), Some(false)) => {
                    given.silent.insert(source);
                }
                (None, _) => {
                    let hint = names::report_hint(&name);
                    let message = format!("unknown source {name:?}");
                    entry.report_as(&findings::UNKNOWN_SOURCE, message, Some(hint));
                }
                (Some(_), None) => {}
            }
        }
    }

    /// A name must be something that a case can give.
    fn known(&self, full: &str, entry: &Entry<'_, '_>) {
        let parts = &self.policy.parts;
        let (_, declared) = Party::split(full);
        let known = parts.slots.contains_key(full)
            || full == CO_PRESENT
            || parts.manifest.inputs.contains_key(declared)
            || parts.catalogue.get(declared).is_some()
            || full
                .strip_prefix("reference.")
                .is_some_and(|name| name == "uf" || parts.manifest.reference.contains_key(name))
            || full.starts_with("request.");
        if !known {
            let mut all: Vec<&str> = parts.slots.keys().map(String::as_str).collect();
            all.extend(parts.manifest.inputs.keys().map(String::as_str));
            let message = format!("{full:?} is neither a feature nor an input");
            let hint = names::nearest(full, &all).map(|near| format!("did you mean {near:?}?"));
            entry.report_as(&findings::UNKNOWN_FEATURE, message, hint);
        }
    }

    fn value(&self, full: &str, entry: &Entry<'_, '_>) -> Option<Value> {
        let held = entry.value.get_ref();
        if number(held).is_some() {
            return entry.decimal().map(Value::Number);
        }
        if let Some(flag) = held.as_bool() {
            return Some(Value::Flag(flag));
        }
        if let Some(date) = date(held) {
            return Some(Value::Date(date));
        }
        let cause = self.cause(full);
        match entry.string()?.as_str() {
            "missing" => Some(Value::missing(cause)),
            "none" => Some(Value::None(cause.into())),
            text => Some(Value::Text(text.into())),
        }
    }

    /// A value must be one that the name can have.
    fn admit(&self, full: &str, value: &Value, entry: &Entry<'_, '_>) {
        if let Some(allowed) = self.policy.allowed(full)
            && let Err(expected) = allowed.admit(value.clone())
        {
            entry.report(format!("{full} cannot be {value}: expected {expected}"));
        }
    }

    /// The name that a missing value is told by: its source, or its namespace.
    fn cause(&self, full: &str) -> String {
        let parts = &self.policy.parts;
        let report = match parts.slots.get(full) {
            Some(Slot::Feature(of)) => of.reports(parts.manifest.country).next(),
            _ => None,
        };
        let namespace = full
            .rsplit_once('.')
            .map_or(full, |(namespace, _)| namespace);
        report.map_or_else(|| namespace.to_owned(), |report| report.name().to_owned())
    }

    fn case(&self, entry: &Entry<'_, '_>, base: &Given) -> Option<Case> {
        let section = entry.section()?;
        let name = section.required("name").and_then(|entry| entry.string());
        let unconfirmed = section.optional("unconfirmed");
        let unconfirmed = unconfirmed.and_then(|entry| entry.flag());
        let applicant = self.applicant(&section);
        // An applicant's evidence says everything: a base would only be put over it.
        let mut given = match applicant {
            Ok(None) => base.clone(),
            _ => Given::default(),
        };
        if let Some(facts) = section.optional("facts") {
            given.facts.read(&facts, self.beside);
        }
        if let Some(table) = section.optional("given").and_then(|entry| entry.section()) {
            for (name, entry) in table.entries() {
                self.one(&name, &entry, &mut given);
            }
        }
        let missing = section.optional("missing").and_then(|entry| entry.list());
        for pattern in missing.unwrap_or_default() {
            self.missing(&pattern, &mut given);
        }
        let expect = section
            .section("expect")
            .map(expectation)
            .unwrap_or_default();
        section.finish();
        let (line, _) = entry.line();
        let subject = match applicant {
            Ok(Some(applicant)) => changed(entry, applicant, given),
            Ok(None) if given.facts.is_empty() => self.made_up(entry, given),
            Ok(None) => self.of_rows(entry, given),
            Err(Unreadable) => None,
        };
        Some(Case {
            name: name?,
            line,
            subject: Arc::new(subject?),
            expect,
            unconfirmed: unconfirmed.unwrap_or_default(),
        })
    }

    /// What an application and its evidence say, where a case names them.
    fn applicant(&self, section: &Section<'_, '_>) -> Result<Option<Subject>, Unreadable> {
        let application = section.optional("application");
        let evidence = section.optional("evidence");
        let (application, evidence) = match (application, evidence) {
            (None, None) => return Ok(None),
            (Some(application), Some(evidence)) => (application, evidence),
            (Some(only), None) | (None, Some(only)) => {
                only.report("application and evidence are given together");
                return Err(Unreadable);
            }
        };
        let (Some(file), Some(folder)) = (application.string(), evidence.string()) else {
            return Err(Unreadable);
        };
        let read = self.files.subject(self.policy, &file, &folder);
        read.map(Some).map_err(|reason| {
            application.report_as(&findings::UNREADABLE_FILE, reason, None);
            Unreadable
        })
    }

    fn missing(&self, entry: &Entry<'_, '_>, given: &mut Given) {
        let Some(pattern) = entry.string() else {
            return;
        };
        let matches = |name: &str| match pattern.strip_suffix('*') {
            Some(prefix) => name.starts_with(prefix),
            None => name == pattern,
        };
        let parts = &self.policy.parts;
        let mut all: BTreeSet<String> = parts.slots.keys().cloned().collect();
        all.extend(given.values.keys().cloned());
        let names: Vec<String> = all.into_iter().filter(|name| matches(name)).collect();
        if names.is_empty() {
            entry.report(format!(
                "missing {pattern:?} names nothing that the policy reads"
            ));
        }
        // Whether there is a co-applicant is never missing.
        for name in names.into_iter().filter(|name| name != CO_PRESENT) {
            let cause = self.cause(&name);
            given.own.insert(name.clone());
            given.values.insert(name, Value::missing(cause));
        }
    }
}
