//! What can be said of a policy before it runs: every name, code, table and argument is known.

mod codes;
mod infer;
mod lookups;
mod paths;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use caudal_facts::Diagnostic;

use super::document::Problems;
use super::kind::Kind;
use super::load::Slot;
use super::manifest::{Bound, Manifest, Silence};
use super::names;
use super::reasons::Reasons;
use super::scorecard::Scorecard;
use super::script::vocabulary::FUNCTIONS;
use super::script::{Expression, ExpressionKind, Form, Place, Statement, StatementKind, Verb};
use super::table::Table;
use crate::features::{Catalogue, Feature};

pub(crate) use paths::namespaces;

/// What is checked.
pub(crate) struct Subject<'s> {
    pub(crate) root: &'s str,
    pub(crate) manifest: &'s Manifest,
    pub(crate) reasons: &'s Reasons,
    pub(crate) tables: &'s BTreeMap<String, Table>,
    pub(crate) scorecards: &'s BTreeMap<String, Scorecard>,
    pub(crate) form: &'s Form,
}

/// What the check learned on its way.
#[derive(Default)]
pub(crate) struct Checked {
    pub(crate) slots: HashMap<String, Slot>,
    pub(crate) placeholders: HashMap<String, Vec<String>>,
    pub(crate) kinds: HashMap<String, Kind>,
}

struct Checker<'s> {
    subject: &'s Subject<'s>,
    problems: &'s Problems,
    checked: Checked,
    /// Names that `let`, loops and functions define, with the table a row comes from.
    locals: HashMap<String, Option<String>>,
    namespaces: Vec<String>,
    /// Functions whose kind is being told, so that recursion ends.
    inferring: RefCell<Vec<String>>,
}

/// Checks a policy and resolves the names that it reads.
pub(crate) fn check(subject: &Subject<'_>, problems: &Problems) -> Checked {
    let mut checker = Checker {
        subject,
        problems,
        checked: Checked::default(),
        locals: HashMap::new(),
        namespaces: namespaces(subject.manifest),
        inferring: RefCell::default(),
    };
    checker.define();
    checker.expressions();
    checker.statements(&subject.form.statements, false);
    checker.tables();
    checker.scorecards();
    checker.reasons();
    checker.bounds();
    checker.missing_rules();
    checker.silences();
    checker.never_asked();
    checker.checked
}

impl Checker<'_> {
    fn file(&self, path: &str) -> String {
        if self.subject.root.is_empty() {
            path.to_owned()
        } else {
            format!("{}/{path}", self.subject.root)
        }
    }

    fn report(&self, place: Place, message: impl Into<String>, hint: Option<String>) {
        self.report_in("policy.rhai", place, message, hint);
    }

    fn report_in(
        &self,
        path: &str,
        place: Place,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        let mut problem = Diagnostic::at(self.file(path), (place.line, place.column), message);
        problem.hint = hint;
        self.problems.push(problem);
    }

    /// Collects the names that the script defines, and what they measure.
    fn define(&mut self) {
        let form = self.subject.form;
        let mut defined: Vec<(String, Place, Option<String>, Option<Kind>)> = Vec::new();
        form.walk_statements(&mut |statement| match &statement.kind {
            StatementKind::Let { name, value } => {
                let table = infer::table_of(value);
                defined.push((name.clone(), statement.place, table, None));
            }
            StatementKind::Act(act) => {
                if let Some(name) = &act.kept_as {
                    defined.push((name.clone(), statement.place, None, Some(Kind::Flag)));
                }
            }
            StatementKind::Loop { name, list, .. } => {
                let kind = match &list.kind {
                    ExpressionKind::Path(path) => path
                        .get(1)
                        .and_then(|name| self.subject.manifest.params.get(name))
                        .map(|param| param.kind.clone()),
                    _ => None,
                };
                defined.push((name.clone(), statement.place, None, kind));
            }
            _ => {}
        });
        for (name, place, table, kind) in defined {
            if self.namespaces.contains(&name) {
                self.report(
                    place,
                    format!("{name:?} is a namespace and cannot be a name of its own"),
                    Some("choose another name".to_owned()),
                );
            }
            if let Some(kind) = kind {
                self.checked.kinds.insert(name.clone(), kind);
            }
            self.locals.insert(name, table);
        }
    }

    /// Every expression: names, functions, lookups, codes given inside expressions.
    fn expressions(&mut self) {
        let form = self.subject.form;
        let params: BTreeSet<&str> = form
            .functions
            .iter()
            .flat_map(|function| function.params.iter().map(String::as_str))
            .collect();
        let mut all: Vec<&Expression> = Vec::new();
        form.walk(&mut |expression| all.push(expression));
        for expression in all {
            match &expression.kind {
                ExpressionKind::Path(path) => {
                    let parameter = path
                        .first()
                        .is_some_and(|name| params.contains(name.as_str()));
                    if !parameter {
                        self.path(path, expression.place);
                    }
                }
                ExpressionKind::Property(of, name) => self.property(of, name, expression.place),
                ExpressionKind::Call(name, arguments) => {
                    self.call(name, arguments, expression.place);
                }
                _ => {}
            }
        }
        let mut lets: Vec<(&str, &Expression)> = Vec::new();
        form.walk_statements(&mut |statement| {
            if let StatementKind::Let { name, value } = &statement.kind {
                lets.push((name, value));
            }
        });
        for (name, value) in lets {
            if let Some(kind) = self.kind_of(value) {
                self.checked.kinds.insert(name.to_owned(), kind);
            }
        }
    }

    fn call(&self, name: &str, arguments: &[Expression], place: Place) {
        let own = self
            .subject
            .form
            .functions
            .iter()
            .find(|function| function.name == name);
        if let Some(function) = own {
            if function.params.len() != arguments.len() {
                let (wants, has) = (function.params.len(), arguments.len());
                self.report(
                    place,
                    format!("{name} takes {wants} values, not {has}"),
                    None,
                );
            }
            return;
        }
        let operator = !name.starts_with(|c: char| c.is_ascii_alphabetic());
        if operator || Verb::parse(name).is_some() {
            return;
        }
        let Some((_, arities)) = FUNCTIONS.iter().find(|(known, _)| *known == name) else {
            let known: Vec<&str> = FUNCTIONS.iter().map(|(known, _)| *known).collect();
            let hint = names::nearest(name, &known).map(|near| format!("did you mean {near:?}?"));
            self.report(place, format!("unknown function {name:?}"), hint);
            return;
        };
        if !arities.contains(&arguments.len()) {
            let wants: Vec<String> = arities.iter().map(ToString::to_string).collect();
            let message = format!(
                "{name} takes {} values, not {}",
                wants.join(" or "),
                arguments.len()
            );
            self.report(place, message, None);
            return;
        }
        match name {
            "table" | "scorecard" => self.lookup(name, arguments, place),
            "or_refer" | "or_decline" | "capped" => self.code_argument(arguments, place),
            _ => {}
        }
    }

    /// Deciding statements: their codes, and that a loop ends with an offer.
    fn statements(&self, statements: &[Statement], in_loop: bool) {
        for statement in statements {
            match &statement.kind {
                StatementKind::Act(act) => self.act(act, statement.place, in_loop),
                StatementKind::Loop { list, body, .. } => {
                    if in_loop {
                        self.report(statement.place, "a loop stands in a loop", None);
                    }
                    self.loop_list(list);
                    let ends = matches!(
                        body.last().map(|last| &last.kind),
                        Some(StatementKind::Act(act)) if act.verb == Verb::Offer
                    );
                    if !ends {
                        self.report(
                            statement.place,
                            "a loop over terms does not end with offer(…)",
                            Some("write the withhold(…) lines first and offer(…) last".to_owned()),
                        );
                    }
                    self.statements(body, true);
                }
                StatementKind::Stage { .. } if in_loop => {
                    self.report(statement.place, "a stage begins in a loop", None);
                }
                _ => {}
            }
        }
    }

    fn loop_list(&self, list: &Expression) {
        let known = match &list.kind {
            ExpressionKind::Path(path) => match path.as_slice() {
                [namespace, name] if namespace == "params" => {
                    self.subject.manifest.params.get(name).is_some_and(|param| {
                        matches!(param.value, super::manifest::ParamValue::List(_))
                    })
                }
                _ => false,
            },
            _ => false,
        };
        if !known {
            self.report(
                list.place,
                "a loop runs over a list parameter only",
                Some(
                    "declare the list under [params] and write for term in params.terms".to_owned(),
                ),
            );
        }
    }

    /// Names in `[limits]`.
    fn bounds(&mut self) {
        let limits = &self.subject.manifest.limits;
        let bounds = [
            &limits.amount_min,
            &limits.amount_max,
            &limits.monthly_rate_max,
            &limits.installment_max,
        ];
        let mut names: Vec<&String> = bounds
            .into_iter()
            .flatten()
            .filter_map(|bound| match bound {
                Bound::Name(name) => Some(name),
                Bound::Number(_) => None,
            })
            .collect();
        names.extend(&limits.terms);
        for name in names {
            if let Err((message, hint)) = self.resolve(name) {
                self.report_in("policy.toml", Place::default(), message, hint);
            }
        }
    }

    fn missing_rules(&self) {
        let known = self.all_names();
        for rule in &self.subject.manifest.missing {
            if !known.iter().any(|name| rule.matches(name)) {
                let message = format!(
                    "[missing] {:?} names nothing that can be missing",
                    rule.pattern
                );
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                let hint = names::nearest(&rule.pattern, &known)
                    .map(|near| format!("did you mean {near:?}?"));
                self.report_in("policy.toml", Place::default(), message, hint);
            }
        }
    }

    /// Where silence means "go on", every feature that is read must be able to be none.
    fn silences(&self) {
        let manifest = self.subject.manifest;
        let Some(country) = manifest.country else {
            return;
        };
        for slot in self.checked.slots.values() {
            let Slot::Feature(feature) = slot else {
                continue;
            };
            let goes_on = feature.sources.of(country).iter().find(|source| {
                manifest
                    .sources
                    .get(source)
                    .is_some_and(|rule| rule.silence == Silence::GoOn)
            });
            if let Some(source) = goes_on
                && feature.none.is_none()
            {
                let message = format!(
                    "the policy goes on when {source} is silent, but {} cannot be none",
                    feature.name
                );
                let hint = format!("let the silence of {source} refer, or do not read the feature");
                self.report_in("policy.toml", Place::default(), message, Some(hint));
            }
        }
    }

    /// A feature whose sources no stage asks would be missing in every run.
    fn never_asked(&self) {
        let Some(country) = self.subject.manifest.country else {
            return;
        };
        let asked: BTreeSet<&str> = self
            .subject
            .form
            .statements
            .iter()
            .filter_map(|statement| match &statement.kind {
                StatementKind::Stage { ask, .. } => Some(ask),
                _ => None,
            })
            .flatten()
            .map(String::as_str)
            .collect();
        let mut never: Vec<&Feature> = self
            .checked
            .slots
            .values()
            .filter_map(|slot| match slot {
                Slot::Feature(feature) => Some(*feature),
                _ => None,
            })
            .filter(|feature| {
                let sources = feature.sources.of(country);
                !sources.is_empty() && !sources.iter().any(|source| asked.contains(source.name()))
            })
            .collect();
        never.sort_by_key(|feature| feature.name);
        for feature in never {
            let sources: Vec<&str> = feature
                .sources
                .of(country)
                .iter()
                .map(|source| source.name())
                .collect();
            let message = format!(
                "{} is read, but no stage asks {}",
                feature.name,
                sources.join(" or ")
            );
            let hint = format!(
                "write stage(\"…\", #{{ ask: [{:?}] }}) before it is read",
                sources[0]
            );
            self.report(Place::default(), message, Some(hint));
        }
    }

    fn all_names(&self) -> Vec<String> {
        let manifest = self.subject.manifest;
        let features = Catalogue::standard()
            .iter()
            .map(|feature| feature.name.to_owned());
        let inputs = manifest.inputs.keys().cloned();
        let reference = manifest
            .reference
            .keys()
            .map(|name| format!("reference.{name}"));
        let request = paths::REQUEST.map(|name| format!("request.{name}"));
        features
            .chain(inputs)
            .chain(reference)
            .chain(request)
            .collect()
    }
}
