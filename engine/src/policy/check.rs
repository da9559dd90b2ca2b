//! What can be said of a policy before it runs: every name, code, table and argument is known.

mod codes;
mod flow;
mod functions;
mod law;
mod lookups;
mod paths;
pub(super) mod rows;
mod sources;
mod stand_ins;
mod unused;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use caudal_facts::{Diagnostic, Party};

use super::document::Problems;
use super::feature_of::CO_PRESENT;
use super::findings::{self, Finding};
use super::kind::Kind;
use super::law::Law;
use super::load::Slot;
use super::manifest::Manifest;
use super::names;
use super::own::OwnFeatures;
use super::reach;
use super::reasons::Reasons;
use super::scorecard::Scorecard;
use super::script::vocabulary::FUNCTIONS;
use super::script::{Expression, ExpressionKind, Form, Place, Statement, StatementKind, Verb};
use super::table::Table;
use super::typed::{self, Typed};
use super::values;
use crate::features::Catalogue;

pub(crate) use paths::namespaces;
pub(crate) use rows::{Given, given};

/// How many places of a script are named that could not be told.
const NOT_ANALYSED_MAX: usize = 10;

/// What is checked.
pub(crate) struct Subject<'s> {
    pub(crate) root: &'s str,
    /// The script's path, relative to the policy.
    pub(crate) script: &'s str,
    pub(crate) manifest: &'s Manifest,
    /// The catalogue's features and the policy's own.
    pub(crate) catalogue: &'s Catalogue,
    pub(crate) own: &'s OwnFeatures,
    pub(crate) law: &'s Law,
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
    pub(crate) typed: Typed,
}

struct Checker<'s> {
    subject: &'s Subject<'s>,
    problems: &'s Problems,
    checked: Checked,
    /// Names that `let`, loops and functions define, with the table a row comes from.
    locals: HashMap<String, Option<String>>,
    namespaces: Vec<String>,
}

/// Checks a policy and resolves the names that it reads.
pub(crate) fn check(subject: &Subject<'_>, problems: &Problems) -> Checked {
    let mut checker = Checker {
        subject,
        problems,
        checked: Checked::default(),
        locals: HashMap::new(),
        namespaces: namespaces(subject.manifest, subject.catalogue),
    };
    checker.define();
    checker.expressions();
    checker.recursions();
    checker.statements(&subject.form.statements, false);
    checker.answers();
    checker.tables();
    checker.scorecards();
    checker.baselines();
    checker.types();
    checker.reasons();
    checker.bounds();
    checker.limit_kinds();
    checker.validity_days();
    checker.missing_rules();
    checker.stand_ins();
    checker.silences();
    checker.never_asked();
    checker.read_before_asked();
    checker.law();
    // A misspelt name leaves another one unused: one fault is told once.
    if !problems.has_errors() {
        checker.rows();
        checker.unused();
        checker.not_analysed();
        if checker.checked.typed.open.is_empty() {
            reach::find(subject, &checker.checked.typed, problems);
        }
    }
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

    fn report(
        &self,
        finding: &'static Finding,
        place: Place,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        self.report_in(finding, self.subject.script, place, message, hint);
    }

    fn report_in(
        &self,
        finding: &'static Finding,
        path: &str,
        place: Place,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        let mut problem = Diagnostic::at(self.file(path), (place.line, place.column), message);
        problem.hint = hint;
        self.problems.push(finding, problem);
    }

    /// Collects the names that the script defines, and what they measure.
    fn define(&mut self) {
        let form = self.subject.form;
        let mut defined: Vec<(String, Place, Option<String>)> = Vec::new();
        form.walk_statements(&mut |statement| match &statement.kind {
            StatementKind::Let { name, value } => {
                let table = lookups::table_of(value);
                defined.push((name.clone(), statement.place, table));
            }
            StatementKind::Act(act) => {
                if let Some(name) = &act.kept_as {
                    defined.push((name.clone(), statement.place, None));
                }
            }
            StatementKind::Loop { name, .. } => {
                defined.push((name.clone(), statement.place, None));
            }
            _ => {}
        });
        for (name, place, table) in defined {
            if self.namespaces.contains(&name) {
                self.report(
                    &findings::TAKEN_NAME,
                    place,
                    format!("{name:?} is a namespace and cannot be a name of its own"),
                    Some("choose another name".to_owned()),
                );
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
                self.report(&findings::TAKEN_NAME, Place::default(), message, Some(hint));
            }
            let mut all: Vec<&Expression> = Vec::new();
            function.body.walk(&mut |expression| all.push(expression));
            let own: Vec<String> = function
                .params
                .iter()
                .cloned()
                .chain(function.body.locals().into_iter().map(str::to_owned))
                .collect();
            self.each(&all, &own);
        }
    }

    /// The typed form, and what its names measure.
    fn types(&mut self) {
        let typed = typed::build(self.subject, &self.checked.slots, self.problems);
        let named = typed.names.iter().filter_map(|(name, node)| {
            let kind = typed.node(*node).ty.kind()?;
            Some((name.to_string(), kind))
        });
        self.checked.kinds.extend(named);
        self.checked.typed = typed;
    }

    /// Where the typed form stops short of the script, so that its reach is not told.
    fn not_analysed(&self) {
        let mut told: BTreeSet<(Arc<str>, Place, Arc<str>)> = BTreeSet::new();
        for (span, why) in &self.checked.typed.open {
            if told.insert((Arc::clone(&span.file), span.place, Arc::clone(why))) {
                let message = format!("this could not be analysed: {why}");
                let hint = "what its rules, offers and prices come to is not looked at";
                let problem = span.problem(self.problems, message).hint(hint);
                self.problems.push(&findings::NOT_ANALYSED, problem);
            }
            if told.len() == NOT_ANALYSED_MAX {
                break;
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
                ExpressionKind::If(condition, ..) => self.condition_of_if(condition),
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
                    &findings::WRONG_ARGUMENTS,
                    place,
                    format!("{name} takes {wants} values, not {has}"),
                    None,
                );
            }
            return;
        }
        let operator = !name.starts_with(|c: char| c.is_ascii_alphabetic());
        // `x in list` is read as list.contains(x), and reported as what it was written as.
        if operator || name == "contains" || Verb::parse(name).is_some() {
            return;
        }
        let Some((_, arities)) = FUNCTIONS.iter().find(|(known, _)| *known == name) else {
            let known: Vec<&str> = FUNCTIONS.iter().map(|(known, _)| *known).collect();
            let hint = names::nearest(name, &known).map(|near| format!("did you mean {near:?}?"));
            let message = format!("unknown function {name:?}");
            self.report(&findings::UNKNOWN_FUNCTION, place, message, hint);
            return;
        };
        if !arities.contains(&arguments.len()) {
            let wants: Vec<String> = arities.iter().map(ToString::to_string).collect();
            let message = format!(
                "{name} takes {} values, not {}",
                wants.join(" or "),
                arguments.len()
            );
            self.report(&findings::WRONG_ARGUMENTS, place, message, None);
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
                        let message = "a loop stands in a loop";
                        self.report(&findings::WRONG_LOOP, statement.place, message, None);
                    }
                    self.loop_list(list);
                    let ends = matches!(
                        body.last().map(|last| &last.kind),
                        Some(StatementKind::Act(act)) if act.verb == Verb::Offer
                    );
                    if !ends {
                        self.report(
                            &findings::WRONG_LOOP,
                            statement.place,
                            "a loop over terms does not end with offer(…)",
                            Some("write the withhold(…) lines first and offer(…) last".to_owned()),
                        );
                    }
                    self.statements(body, true);
                }
                StatementKind::Stage { .. } if in_loop => {
                    let message = "a stage begins in a loop";
                    self.report(&findings::WRONG_LOOP, statement.place, message, None);
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
                &findings::WRONG_LOOP,
                list.place,
                "a loop runs over a list parameter only",
                Some(
                    "declare the list under [params] and write for term in params.terms".to_owned(),
                ),
            );
        }
    }

    /// Every name that stands for something about a person, and for the applicant what belongs to nobody.
    fn all_names(&self, party: Party) -> Vec<String> {
        let manifest = self.subject.manifest;
        let catalogue = self.subject.catalogue;
        let features = catalogue.iter().map(|feature| feature.name.to_owned());
        let inputs = manifest.inputs.keys().cloned();
        if party == Party::CoApplicant {
            let theirs = features.chain(inputs);
            let theirs = theirs.map(|name| format!("{}{name}", party.prefix()));
            return theirs.chain([CO_PRESENT.to_owned()]).collect();
        }
        let reference = manifest
            .reference
            .keys()
            .map(|name| format!("reference.{name}"));
        let request = values::REQUEST.map(|name| format!("request.{name}"));
        features
            .chain(inputs)
            .chain(reference)
            .chain(request)
            .collect()
    }
}
