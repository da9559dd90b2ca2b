//! rhai's syntax tree into the typed form; what the language does not have is reported here.

mod stage;

use caudal_facts::Diagnostic;
use rhai::{AST, ASTFlags, ASTNode, Expr, Position, Stmt};

use super::form::{
    Act, Expression, ExpressionKind, Form, Function, Place, Statement, StatementKind, Verb,
};
use super::text;
use crate::policy::document::Problems;

/// Reads a compiled script into its form.
pub(crate) fn form(file: &str, source: &str, ast: &AST, problems: &Problems) -> Form {
    let walker = Walker {
        file,
        source,
        problems,
    };
    let functions = ast
        .iter_fn_def()
        .map(|function| {
            let (body, locals) = walker.body(ast, &function.name, function.params.len());
            Function {
                name: function.name.to_string(),
                params: function.params.iter().map(ToString::to_string).collect(),
                locals,
                body,
            }
        })
        .collect();
    Form {
        statements: walker.statements(ast.statements()),
        functions,
    }
}

struct Walker<'w> {
    file: &'w str,
    source: &'w str,
    problems: &'w Problems,
}

impl From<Position> for Place {
    fn from(position: Position) -> Self {
        Self {
            line: position.line().unwrap_or_default(),
            column: position.position().unwrap_or_default(),
        }
    }
}

impl Walker<'_> {
    fn report(&self, position: Position, message: impl Into<String>, hint: &str) {
        let place = Place::from(position);
        let problem = Diagnostic::at(self.file, (place.line, place.column), message);
        self.problems.push(if hint.is_empty() {
            problem
        } else {
            problem.hint(hint)
        });
    }

    /// Everything that a function's body computes, and the names it defines. rhai keeps a body's
    /// type to itself, so the tree of that one function is walked and only its outermost statements
    /// are taken.
    fn body(&self, ast: &AST, name: &str, params: usize) -> (Vec<Expression>, Vec<String>) {
        let mut only = ast.clone_functions_only();
        only.retain_functions(|_, _, other, arity| other == name && arity == params);
        let (mut body, mut locals) = (Vec::new(), Vec::new());
        only.walk(&mut |path: &[ASTNode<'_>]| {
            if let Some(ASTNode::Stmt(Stmt::Var(variable, _, _))) = path.last() {
                locals.push(variable.0.name.to_string());
            }
            if let [ASTNode::Stmt(statement)] = path {
                body.extend(self.computed(statement));
            }
            true
        });
        (body, locals)
    }

    fn statements(&self, statements: &[Stmt]) -> Vec<Statement> {
        statements
            .iter()
            .filter_map(|statement| self.statement(statement))
            .collect()
    }

    fn statement(&self, statement: &Stmt) -> Option<Statement> {
        let position = statement.position();
        let kind = match statement {
            Stmt::Noop(_) => return None,
            Stmt::FnCall(call, at) => return self.call(call, *at),
            Stmt::Expr(expression) => match &**expression {
                Expr::FnCall(call, at) => return self.call(call, *at),
                other => StatementKind::Compute(self.expression(other)),
            },
            Stmt::Var(variable, flags, _) => {
                let (name, value, _) = &**variable;
                if flags.intersects(ASTFlags::EXPORTED) {
                    self.report(position, "a policy exports nothing", "");
                }
                return Some(self.binding(name.as_str(), value, position));
            }
            Stmt::For(parts, _) => {
                let (name, counter, flow) = &**parts;
                if counter.is_some() {
                    self.report(
                        position,
                        "a loop has no counter",
                        "write for term in params.terms",
                    );
                }
                StatementKind::Loop {
                    name: name.name.to_string(),
                    list: self.expression(&flow.expr),
                    body: self.statements(flow.body.statements()),
                }
            }
            Stmt::Assignment(_) => {
                self.report(
                    position,
                    "a name keeps its first value",
                    "write a new let instead of an assignment",
                );
                return None;
            }
            Stmt::If(..) => {
                self.report(
                    position,
                    "a statement cannot stand under an if",
                    "put the condition into the rule: decline(\"CODE\", a && b)",
                );
                return None;
            }
            _ => {
                self.report(
                    position,
                    "this statement is not part of the policy language",
                    "",
                );
                return None;
            }
        };
        Some(Statement {
            place: position.into(),
            kind,
        })
    }

    fn binding(&self, name: &str, value: &Expr, position: Position) -> Statement {
        if let Expr::FnCall(call, at) = value
            && Verb::parse(&call.name).is_some()
            && let Some(mut statement) = self.call(call, *at)
        {
            if let StatementKind::Act(act) = &mut statement.kind {
                act.kept_as = Some(name.to_owned());
            }
            return statement;
        }
        Statement {
            place: position.into(),
            kind: StatementKind::Let {
                name: name.to_owned(),
                value: self.expression(value),
            },
        }
    }

    fn call(&self, call: &rhai::FnCallExpr, at: Position) -> Option<Statement> {
        let place = at.into();
        let kind = if let Some(verb) = Verb::parse(&call.name) {
            StatementKind::Act(self.act(verb, call, at)?)
        } else if call.name == "stage" {
            self.stage(call, at)?
        } else {
            StatementKind::Compute(self.function(call, at))
        };
        Some(Statement { place, kind })
    }

    fn act(&self, verb: Verb, call: &rhai::FnCallExpr, at: Position) -> Option<Act> {
        let texts = text::arguments(self.source, at.into());
        let argument = |index: usize| {
            let expression = self.expression(call.args.get(index)?);
            Some((expression, texts.get(index).cloned().unwrap_or_default()))
        };
        if verb == Verb::Offer {
            let (operand, text) = argument(0)?;
            return Some(Act {
                verb,
                name: String::new(),
                operand: Some(operand),
                text,
                details: None,
                kept_as: None,
            });
        }
        let name = self.literal(call.args.first(), at, verb.name())?;
        let (operand, text) = argument(1).map_or((None, String::new()), |(operand, text)| {
            (Some(operand), text)
        });
        let details = argument(2).filter(|_| verb == Verb::Condition);
        Some(Act {
            verb,
            name,
            operand,
            text,
            details: details.map(|(details, _)| details),
            kept_as: None,
        })
    }

    fn literal(&self, argument: Option<&Expr>, at: Position, word: &str) -> Option<String> {
        if let Some(Expr::StringConstant(text, _)) = argument {
            return Some(text.to_string());
        }
        let message = format!("{word} wants its name as text, first");
        self.report(at, message, "write it in quotes: \"CODE\"");
        None
    }

    fn expression(&self, expression: &Expr) -> Expression {
        let place = Place::from(expression.start_position());
        let kind = match expression {
            Expr::DynamicConstant(constant, _) => self.constant(constant, expression.position()),
            Expr::BoolConstant(flag, _) => ExpressionKind::Flag(*flag),
            Expr::IntegerConstant(number, _) => ExpressionKind::Number((*number).into()),
            Expr::CharConstant(letter, _) => ExpressionKind::Text(letter.to_string()),
            Expr::StringConstant(text, _) => ExpressionKind::Text(text.to_string()),
            Expr::Array(items, _) => {
                ExpressionKind::List(items.iter().map(|item| self.expression(item)).collect())
            }
            Expr::Map(parts, _) => ExpressionKind::Map(
                parts
                    .0
                    .iter()
                    .map(|(key, value)| (key.name.to_string(), self.expression(value)))
                    .collect(),
            ),
            Expr::Variable(variable, _, _) => ExpressionKind::Path(vec![variable.1.to_string()]),
            Expr::FnCall(call, at) => return self.function(call, *at),
            Expr::Dot(parts, _, _) => return self.chain(self.expression(&parts.lhs), &parts.rhs),
            Expr::Stmt(block) => {
                let mut computed: Vec<_> = block
                    .statements()
                    .iter()
                    .flat_map(|statement| self.computed(statement))
                    .collect();
                match computed.pop() {
                    Some(last) if computed.is_empty() => return last,
                    Some(last) => {
                        computed.push(last);
                        ExpressionKind::List(computed)
                    }
                    None => ExpressionKind::List(Vec::new()),
                }
            }
            other => {
                self.report(
                    other.position(),
                    "this expression is not part of the policy language",
                    "",
                );
                ExpressionKind::List(Vec::new())
            }
        };
        Expression { place, kind }
    }

    fn constant(&self, constant: &rhai::Dynamic, position: Position) -> ExpressionKind {
        if let Ok(number) = constant.as_decimal() {
            return ExpressionKind::Number(number);
        }
        self.report(
            position,
            "this constant is not part of the policy language",
            "",
        );
        ExpressionKind::List(Vec::new())
    }

    fn function(&self, call: &rhai::FnCallExpr, at: Position) -> Expression {
        if Verb::parse(&call.name).is_some() || call.name == "stage" {
            self.report(
                at,
                format!("{} stands within an expression", call.name),
                "write it as a statement of its own, or let name = … of it",
            );
        }
        let arguments = call.args.iter().map(|argument| self.expression(argument));
        let name = match call.name.as_str() {
            "&" => "&&",
            "|" => "||",
            name => name,
        };
        Expression {
            place: at.into(),
            kind: ExpressionKind::Call(name.to_owned(), arguments.collect()),
        }
    }

    /// Follows `.property` and `.method(…)` from a subject.
    fn chain(&self, subject: Expression, rest: &Expr) -> Expression {
        let place = subject.place;
        match rest {
            Expr::Dot(parts, _, _) => {
                let next = self.chain(subject, &parts.lhs);
                self.chain(next, &parts.rhs)
            }
            Expr::Property(names, _) => {
                let property = names.2.to_string();
                let kind = match subject.kind {
                    ExpressionKind::Path(mut path) => {
                        path.push(property);
                        ExpressionKind::Path(path)
                    }
                    _ => ExpressionKind::Property(Box::new(subject), property),
                };
                Expression { place, kind }
            }
            Expr::MethodCall(call, at) | Expr::FnCall(call, at) => {
                let mut method = self.function(call, *at);
                if let ExpressionKind::Call(_, arguments) = &mut method.kind {
                    arguments.insert(0, subject);
                }
                method
            }
            other => {
                self.report(
                    other.position(),
                    "this expression is not part of the policy language",
                    "",
                );
                subject
            }
        }
    }

    /// Everything that a statement of a function or block computes.
    fn computed(&self, statement: &Stmt) -> Vec<Expression> {
        match statement {
            Stmt::Noop(_) => Vec::new(),
            Stmt::Expr(expression) => vec![self.expression(expression)],
            Stmt::FnCall(call, at) => vec![self.function(call, *at)],
            Stmt::Var(variable, _, _) => vec![self.expression(&variable.1)],
            Stmt::Block(block) => block
                .statements()
                .iter()
                .flat_map(|inner| self.computed(inner))
                .collect(),
            Stmt::Return(Some(value), flags, _) if !flags.intersects(ASTFlags::BREAK) => {
                vec![self.expression(value)]
            }
            Stmt::If(flow, position) => {
                let branches = flow
                    .body
                    .statements()
                    .iter()
                    .chain(flow.branch.statements());
                vec![Expression {
                    place: (*position).into(),
                    kind: ExpressionKind::If(
                        Box::new(self.expression(&flow.expr)),
                        branches.flat_map(|inner| self.computed(inner)).collect(),
                    ),
                }]
            }
            other => {
                self.report(
                    other.position(),
                    "this statement is not part of the policy language",
                    "",
                );
                Vec::new()
            }
        }
    }
}
