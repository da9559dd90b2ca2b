//! Which rules rest on a parameter, a table, a scorecard or a named result.

use std::collections::{BTreeMap, BTreeSet};

use crate::policy::script::{
    Act, Block, Expression, ExpressionKind, Form, Statement, StatementKind, Verb,
};

/// What a script defines, by name.
#[derive(Default)]
struct Defined<'f> {
    lets: BTreeMap<&'f str, Vec<&'f Expression>>,
    functions: BTreeMap<&'f str, &'f Block>,
}

/// The rules by what they rest on, directly or through named results and functions.
pub(super) fn readers(form: &Form) -> BTreeMap<String, Vec<String>> {
    let mut defined = Defined::default();
    for function in &form.functions {
        defined.functions.insert(&function.name, &function.body);
    }
    let mut acts: Vec<&Act> = Vec::new();
    form.walk_statements(&mut |statement: &Statement| match &statement.kind {
        StatementKind::Let { name, value } => defined.lets.entry(name).or_default().push(value),
        StatementKind::Act(act) => {
            if let (Some(name), Some(value)) = (&act.kept_as, &act.operand) {
                defined.lets.entry(name).or_default().push(value);
            }
            acts.push(act);
        }
        _ => {}
    });
    let mut readers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for act in acts {
        let mut names = BTreeSet::new();
        let parts = act.operand.iter().chain(&act.details).chain(&act.because);
        for part in parts {
            defined.collect(part, &mut names);
        }
        if act.verb == Verb::Rules {
            names.insert(format!("tables.{}", act.name));
        }
        let rule = if act.verb == Verb::Offer {
            act.verb.name()
        } else {
            act.name.as_str()
        };
        for name in names {
            let known = readers.entry(name).or_default();
            if known.iter().all(|known| known != rule) {
                known.push(rule.to_owned());
            }
        }
    }
    readers
}

impl Defined<'_> {
    fn collect(&self, expression: &Expression, names: &mut BTreeSet<String>) {
        let mut found = Vec::new();
        expression.walk(&mut |part| found.push(part));
        for part in found {
            match &part.kind {
                ExpressionKind::Path(path) => self.path(path, names),
                ExpressionKind::Call(word, arguments) => self.call(word, arguments, names),
                _ => {}
            }
        }
    }

    fn path(&self, path: &[String], names: &mut BTreeSet<String>) {
        let known = names.insert(path.join("."));
        let Some(first) = path.first() else { return };
        let lets = self.lets.get(first.as_str());
        if !known || lets.is_none() {
            return;
        }
        names.insert(first.clone());
        for value in lets.into_iter().flatten() {
            self.collect(value, names);
        }
    }

    fn call(&self, word: &str, arguments: &[Expression], names: &mut BTreeSet<String>) {
        let named = match arguments.first().map(|argument| &argument.kind) {
            Some(ExpressionKind::Text(name)) => name.as_str(),
            _ => "",
        };
        match word {
            "table" => drop(names.insert(format!("tables.{named}"))),
            "scorecard" => drop(names.insert(format!("scorecards.{named}"))),
            _ => {
                let Some(body) = self.functions.get(word) else {
                    return;
                };
                if names.insert(format!("{word}()")) {
                    let mut parts = Vec::new();
                    body.walk(&mut |part| parts.push(part));
                    for part in parts {
                        self.collect(part, names);
                    }
                }
            }
        }
    }
}
