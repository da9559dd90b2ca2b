//! Functions of the policy's own: none may lead back to itself, for no script has anything that would end it.

use std::collections::{BTreeSet, HashMap};

use caudal_facts::Diagnostic;

use super::{Checker, ExpressionKind, Place};
use crate::policy::findings;
use crate::policy::script::Function;

/// What each function calls, and where.
type Calls<'f> = HashMap<&'f str, Vec<(&'f str, Place)>>;

impl Checker<'_> {
    /// Functions that call themselves, directly or by way of others.
    pub(super) fn recursions(&self) {
        let functions = &self.subject.form.functions;
        let calls: Calls<'_> = functions
            .iter()
            .map(|function| (function.name.as_str(), called(function)))
            .collect();
        for function in functions {
            let name = function.name.as_str();
            let mut own = calls.get(name).into_iter().flatten();
            let Some((by, place)) = own.find(|(by, _)| leads(&calls, by, name)) else {
                continue;
            };
            let message = if *by == name {
                format!("{name} calls itself")
            } else {
                format!("{name} calls itself by way of {by}")
            };
            let problem = Diagnostic::at(&function.file, (place.line, place.column), message)
                .hint("write what it computes without calling it again: nothing would end it");
            self.problems.push(&findings::NOT_IN_LANGUAGE, problem);
        }
    }
}

/// What a function calls, its own functions and the language's alike.
fn called(function: &Function) -> Vec<(&str, Place)> {
    let mut found = Vec::new();
    function.body.walk(&mut |expression| {
        if let ExpressionKind::Call(name, _) = &expression.kind {
            found.push((name.as_str(), expression.place));
        }
    });
    found
}

/// Whether a call of one function comes to a call of another; every function comes to itself.
fn leads(calls: &Calls<'_>, from: &str, to: &str) -> bool {
    let mut open = vec![from];
    let mut seen = BTreeSet::new();
    while let Some(name) = open.pop() {
        if name == to {
            return true;
        }
        if let Some((known, next)) = calls.get_key_value(name)
            && seen.insert(*known)
        {
            open.extend(next.iter().map(|(called, _)| *called));
        }
    }
    false
}
