//! Changes to scripts: operators, numbers, rules that never fire.

use std::collections::{BTreeMap, BTreeSet};

use super::number::leading;
use super::{Mutant, Mutation};
use crate::policy::script::text::{offset, spans};
use crate::policy::script::{Expression, ExpressionKind, StatementKind, Verb};
use crate::policy::{Files, Policy};

/// What each operator or word is changed to.
const INSTEAD: [(&str, &str); 19] = [
    ("<", "<="),
    ("<=", "<"),
    (">", ">="),
    (">=", ">"),
    ("==", "!="),
    ("!=", "=="),
    ("&&", "||"),
    ("||", "&&"),
    ("!", ""),
    ("+", "-"),
    ("-", "+"),
    ("*", "/"),
    ("/", "*"),
    ("min", "max"),
    ("max", "min"),
    ("min_known", "max_known"),
    ("max_known", "min_known"),
    ("floor_to", "ceil_to"),
    ("ceil_to", "floor_to"),
];

pub(super) fn mutants(policy: &Policy, files: &dyn Files) -> Vec<Mutant> {
    let parts = &policy.parts;
    let main = parts.script_file().to_string();
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    for file in parts
        .manifest
        .uses
        .iter()
        .map(String::as_str)
        .chain([main.as_str()])
    {
        texts.insert(file, files.read(file).unwrap_or_default());
    }
    let mut found = Vec::new();
    let script = texts.get(main.as_str()).map_or("", String::as_str);
    rules(policy, &main, script, &mut found);
    parts
        .form
        .walk(&mut |part| expression(part, &main, script, &mut found));
    let called = called(policy);
    for function in &parts.form.functions {
        // What a policy never calls, its cases cannot notice.
        if !called.contains(function.name.as_str()) {
            continue;
        }
        let shared = parts.manifest.uses.iter();
        let file = shared
            .map(String::as_str)
            .find(|path| function.file.ends_with(path))
            .unwrap_or(&main);
        let text = texts.get(file).map_or("", String::as_str);
        function
            .body
            .walk(&mut |part| expression(part, file, text, &mut found));
    }
    found.sort_by(|one, other| {
        let key = |mutant: &Mutant| (mutant.file.clone(), mutant.range.start);
        key(one).cmp(&key(other))
    });
    found
}

/// Each rule's condition as one that never holds.
fn rules(policy: &Policy, file: &str, text: &str, found: &mut Vec<Mutant>) {
    policy.parts.form.walk_statements(&mut |statement| {
        if let StatementKind::Act(act) = &statement.kind
            && act.operand.is_some()
            && !matches!(act.verb, Verb::Offer | Verb::Rules)
            && let Some(span) = spans(text, statement.place).get(1)
        {
            let raw = text.get(span.clone()).unwrap_or_default();
            let start = span.start + (raw.len() - raw.trim_start().len());
            let end = start + raw.trim().len();
            found.extend(Mutant::at(Mutation::Rule, file, text, start..end, "false"));
        }
    });
}

fn expression(part: &Expression, file: &str, text: &str, found: &mut Vec<Mutant>) {
    let Some(at) = offset(text, part.place) else {
        return;
    };
    let rest = text.get(at..).unwrap_or_default();
    match &part.kind {
        ExpressionKind::Call(word, parts) if rest.starts_with(word.as_str()) => {
            let instead = INSTEAD.iter().find(|(known, _)| known == word);
            // A sign is part of its figure.
            let sign = word == "-" && parts.len() == 1;
            if let Some((_, becomes)) = instead.filter(|_| !sign) {
                let range = at..at + word.len();
                found.extend(Mutant::at(Mutation::Operator, file, text, range, *becomes));
            }
        }
        ExpressionKind::Number(_) => {
            let Some(length) = leading(rest) else { return };
            let range = at..at + length;
            found.extend(Mutant::figures(Mutation::Threshold, file, text, &range));
        }
        _ => {}
    }
}

/// The functions that the script calls, directly or through others.
fn called(policy: &Policy) -> BTreeSet<&str> {
    let form = &policy.parts.form;
    let mut called = BTreeSet::new();
    let mut open = Vec::new();
    form.walk(&mut |part| open.extend(word(part)));
    while let Some(name) = open.pop() {
        if called.insert(name) {
            for function in form
                .functions
                .iter()
                .filter(|function| function.name == name)
            {
                function.body.walk(&mut |part| open.extend(word(part)));
            }
        }
    }
    called
}

fn word(part: &Expression) -> Option<&str> {
    match &part.kind {
        ExpressionKind::Call(word, _) => Some(word),
        _ => None,
    }
}
