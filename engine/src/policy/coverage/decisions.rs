//! Every condition of a script, and the atomic conditions that it is made of.

use std::collections::BTreeSet;

use super::text::written;
use crate::policy::load::Parts;
use crate::policy::run::At;
use crate::policy::script::{
    Block, Expression, ExpressionKind, Place, Statement, StatementKind, Verb,
};
use crate::policy::value::{Operator, Value};

/// A condition: yes or no, made of atomic ones by `&&`, `||` and `!`.
#[derive(Debug)]
pub(super) struct Decision {
    /// The script that it stands in, relative to the policy.
    pub(super) file: String,
    /// What a watched run notes it under.
    pub(super) at: At,
    /// How it is made of its atoms.
    pub(super) tree: Tree,
    /// Its atomic conditions, in the order of the script.
    pub(super) atoms: Vec<Atom>,
    /// Whether it decides a rule: it counts for nothing when its stage is skipped.
    pub(super) of_rule: bool,
}

/// An atomic condition.
#[derive(Debug)]
pub(super) struct Atom {
    /// Where its first word stands.
    pub(super) place: Place,
    /// As the script writes it.
    pub(super) text: String,
}

/// How a condition is made.
#[derive(Debug)]
pub(super) enum Tree {
    /// An atomic condition, by its number.
    Atom(usize),
    /// `!x`
    Not(At, Box<Self>),
    /// `a && b`, `a || b`
    Logic(Operator, At, Box<[Self; 2]>),
}

impl Tree {
    /// What it comes to with these values of its atoms.
    pub(super) fn value(&self, atoms: &[Value]) -> Value {
        let taken = match self {
            Self::Atom(number) => return atoms[*number].clone(),
            Self::Not(_, of) => of.value(atoms).not(),
            Self::Logic(operator, _, sides) => {
                Value::apply(*operator, &sides[0].value(atoms), &sides[1].value(atoms))
            }
        };
        // Loading has seen to it that every operand is a yes or no.
        taken.unwrap_or_else(|_| Value::missing("condition"))
    }
}

/// Every condition of a policy's scripts. The conditions of an `if` that are bare names are not among them: nothing of
/// the language sees them pass.
pub(super) fn decisions(parts: &Parts) -> Vec<Decision> {
    let mut finder = Finder {
        file: parts.script_file().to_string(),
        inside: false,
        of_rule: false,
        found: Vec::new(),
    };
    for statement in &parts.form.statements {
        finder.statement(statement);
    }
    finder.inside = true;
    for function in &parts.form.functions {
        let shared = parts.manifest.uses.iter();
        let mut shared = shared.filter(|path| function.file.ends_with(path.as_str()));
        finder.file = shared
            .next()
            .cloned()
            .unwrap_or_else(|| parts.script_file().to_string());
        finder.block(&function.body);
    }
    // Two functions of two files may have a condition at the same line and column: what a run notes there could be
    // either's.
    let mut seen = BTreeSet::new();
    let twice: BTreeSet<(Place, bool)> = finder
        .found
        .iter()
        .map(|decision| (decision.at.place, decision.at.inside))
        .filter(|at| !seen.insert(*at))
        .collect();
    let mut found = finder.found;
    found.retain(|decision| !twice.contains(&(decision.at.place, decision.at.inside)));
    found
}

struct Finder {
    file: String,
    inside: bool,
    of_rule: bool,
    found: Vec<Decision>,
}

impl Finder {
    fn statement(&mut self, statement: &Statement) {
        match &statement.kind {
            StatementKind::Stage {
                when: Some(when), ..
            } => self.condition(when, statement.place),
            StatementKind::Stage { when: None, .. } => {}
            StatementKind::Let { value, .. } | StatementKind::Compute(value) => {
                self.expression(value);
            }
            StatementKind::Act(act) => {
                self.of_rule = true;
                match &act.operand {
                    Some(operand) if !matches!(act.verb, Verb::Offer | Verb::Rules) => {
                        self.condition(operand, statement.place);
                    }
                    Some(operand) => self.expression(operand),
                    None => {}
                }
                if let Some(details) = &act.details {
                    self.expression(details);
                }
                self.of_rule = false;
            }
            StatementKind::Loop { list, body, .. } => {
                self.expression(list);
                for statement in body {
                    self.statement(statement);
                }
            }
        }
    }

    fn block(&mut self, block: &Block) {
        for (_, value) in &block.lets {
            self.expression(value);
        }
        for part in block.others.iter().chain(block.value.as_deref()) {
            self.expression(part);
        }
    }

    /// A yes or no that the word at `word` takes: noted there if nothing else notes it.
    fn condition(&mut self, expression: &Expression, word: Place) {
        if operator(expression).is_some() {
            self.expression(expression);
        } else {
            self.keep(expression, word);
            self.within(expression);
        }
    }

    /// Any expression: conditions within it are found.
    fn expression(&mut self, expression: &Expression) {
        if operator(expression).is_some() {
            self.keep(expression, expression.place);
        } else {
            self.within(expression);
        }
    }

    fn keep(&mut self, expression: &Expression, at: Place) {
        let mut atoms = Vec::new();
        let tree = self.tree(expression, &mut atoms);
        self.found.push(Decision {
            file: self.file.clone(),
            at: self.at(at),
            tree,
            atoms: atoms
                .iter()
                .map(|atom| Atom {
                    place: first(atom),
                    text: written(atom),
                })
                .collect(),
            of_rule: self.of_rule,
        });
        if operator(expression).is_some() {
            for atom in atoms {
                self.within(atom);
            }
        }
    }

    fn tree<'e>(&self, expression: &'e Expression, atoms: &mut Vec<&'e Expression>) -> Tree {
        let at = self.at(expression.place);
        if let ExpressionKind::Call(word, parts) = &expression.kind {
            match (word.as_str(), parts.as_slice()) {
                ("!", [of]) => return Tree::Not(at, Box::new(self.tree(of, atoms))),
                ("&&" | "||", [left, right]) => {
                    let operator = if word == "&&" {
                        Operator::And
                    } else {
                        Operator::Or
                    };
                    let sides = [self.tree(left, atoms), self.tree(right, atoms)];
                    return Tree::Logic(operator, at, Box::new(sides));
                }
                _ => {}
            }
        }
        atoms.push(expression);
        Tree::Atom(atoms.len() - 1)
    }

    /// What stands within an expression that is no condition itself, or an atomic one.
    fn within(&mut self, expression: &Expression) {
        match &expression.kind {
            ExpressionKind::Call(word, parts) if word == "choose" => {
                if let [condition, rest @ ..] = parts.as_slice() {
                    self.condition(condition, expression.place);
                    for part in rest {
                        self.expression(part);
                    }
                }
            }
            ExpressionKind::Call(_, parts) | ExpressionKind::List(parts) => {
                for part in parts {
                    self.expression(part);
                }
            }
            ExpressionKind::Property(of, _) => self.expression(of),
            ExpressionKind::Map(entries) => {
                for (_, value) in entries {
                    self.expression(value);
                }
            }
            ExpressionKind::If(condition, yes, no) => {
                self.expression(condition);
                self.block(yes);
                self.block(no);
            }
            ExpressionKind::Block(block) => self.block(block),
            ExpressionKind::Number(_)
            | ExpressionKind::Flag(_)
            | ExpressionKind::Text(_)
            | ExpressionKind::Path(_) => {}
        }
    }

    fn at(&self, place: Place) -> At {
        At {
            place,
            inside: self.inside,
        }
    }
}

/// The operator that an expression answers yes or no by.
fn operator(expression: &Expression) -> Option<&str> {
    match &expression.kind {
        ExpressionKind::Call(word, parts) if parts.len() == 1 => {
            (word == "!").then_some(word.as_str())
        }
        ExpressionKind::Call(word, _) => Operator::parse(word)
            .filter(|operator| !operator.is_arithmetic())
            .map(|_| word.as_str()),
        _ => None,
    }
}

/// Where the first word of an expression stands.
fn first(expression: &Expression) -> Place {
    let mut first = expression.place;
    expression.walk(&mut |part| {
        if part.place != Place::default() {
            first = first.min(part.place);
        }
    });
    first
}
