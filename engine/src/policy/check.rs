//! What can be said of a policy before it runs: every name, code, table and argument is known.

mod codes;
mod flow;
mod infer;
mod lookups;
mod paths;
mod rates;
mod sources;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use caudal_facts::Diagnostic;

use super::document::Problems;
use super::kind::Kind;
use super::load::Slot;
use super::manifest::Manifest;
use super::names;
use super::reasons::Reasons;
use super::scorecard::Scorecard;
use super::script::vocabulary::FUNCTIONS;
use super::script::{Expression, ExpressionKind, Form, Place, Statement, StatementKind, Verb};
use super::table::Table;
use crate::features::Catalogue;

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
    checker.answers();
    checker.tables();
    checker.scorecards();
    checker.reasons();
    checker.bounds();
    checker.rates();
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
        let mut all: Vec<&Expression> = Vec::new();
        form.walk(&mut |expression| all.push(expression));
        self.each(&all, &[]);
        for function in &form.functions {
            for param in function
                .params
                .iter()
                .filter(|param| self.namespaces.contains(param))
            {
                let message = format!(
                    "{param:?} is a namespace and cannot be a parameter of {}",
                    function.name
                );
                let hint = "choose another name".to_owned();
                self.report(Place::default(), message, Some(hint));
            }
            let mut all: Vec<&Expression> = Vec::new();
            function.walk(&mut |expression| all.push(expression));
            let own: Vec<String> = function
                .params
                .iter()
                .chain(&function.locals)
                .cloned()
                .collect();
            self.each(&all, &own);
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

    /// Some expressions, in which these names are parameters.
    fn each(&mut self, expressions: &[&Expression], params: &[String]) {
        for expression in expressions {
            match &expression.kind {
                ExpressionKind::Path(path) => {
                    let parameter = path.first().is_some_and(|name| params.contains(name));
                    if !parameter {
                        self.path(path, expression.place);
                    }
                }
                ExpressionKind::Property(of, name) => self.property(of, name, expression.place),
                ExpressionKind::Call(name, arguments) => {
                    self.call(name, arguments, expression.place);
                    self.chain(name, arguments, expression.place);
                }
                ExpressionKind::If(condition, _) => self.condition_of_if(condition),
                _ => {}
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
