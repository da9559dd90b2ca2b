//! rhai's syntax tree into the typed form; what the language does not have is reported here.

mod block;
mod stage;

use caudal_facts::Diagnostic;
use rhai::{AST, ASTFlags, ASTNode, Expr, Position, Stmt};

use super::form::{
    Act, Block, Expression, ExpressionKind, Form, Function, Place, Statement, StatementKind, Verb,
};
use super::text;
use crate::policy::document::Problems;
use crate::policy::findings::{self, Finding};

/// Reads a compiled script into its form.
pub(crate) fn form(file: &str, source: &str, ast: &AST, problems: &Problems) -> Form {
    let walker = Walker {
        file,
        source,
        problems,
    };
    let functions = ast
        .iter_fn_def()
        .map(|function| Function {
            name: function.name.to_string(),
            file: file.to_owned(),
            params: function.params.iter().map(ToString::to_string).collect(),
            body: walker.body(ast, &function.name, function.params.len()),
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
    fn report(
        &self,
        finding: &'static Finding,
        position: Position,
        message: impl Into<String>,
        hint: &str,
    ) {
        let place = Place::from(position);
        let mut problem = Diagnostic::at(self.file, (place.line, place.column), message);
        if !hint.is_empty() {
            problem = problem.hint(hint);
        }
        self.problems.push(finding, problem);
    }

    /// What the language does not have.
    fn refuse(&self, position: Position, message: impl Into<String>, hint: &str) {
        self.report(&findings::NOT_IN_LANGUAGE, position, message, hint);
    }

    /// A function's body. rhai keeps a body's type to itself, so the tree of that one function is
    /// walked and only its outermost statements are taken.
    fn body(&self, ast: &AST, name: &str, params: usize) -> Block {
        let mut only = ast.clone_functions_only();
        only.retain_functions(|_, _, other, arity| other == name && arity == params);
        let mut outermost: Vec<Stmt> = Vec::new();
        only.walk(&mut |path: &[ASTNode<'_>]| {
            if let [ASTNode::Stmt(statement)] = path {
                outermost.push((*statement).clone());
            }
            true
        });
        self.block(&outermost)
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
                    self.refuse(position, "a policy exports nothing", "");
                }
                return Some(self.binding(name.as_str(), value, position));
            }
            Stmt::For(parts, _) => {
                let (name, counter, flow) = &**parts;
                if counter.is_some() {
                    self.report(
                        &findings::WRONG_LOOP,
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
                self.refuse(
                    position,
                    "a name keeps its first value",
                    "write a new let instead of an assignment",
                );
                return None;
            }
            Stmt::If(..) => {
                self.refuse(
                    position,
                    "a statement cannot stand under an if",
                    "put the condition into the rule: decline(\"CODE\", a && b)",
                );
                return None;
            }
            _ => {
                self.refuse(
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
            self.takes(call, at, verb.arities());
            StatementKind::Act(Box::new(self.act(verb, call, at)?))
        } else if call.name == "stage" {
            self.takes(call, at, &[1, 2]);
            self.stage(call, at)?
        } else {
            StatementKind::Compute(self.function(call, at))
        };
        Some(Statement { place, kind })
    }

    /// A word that decides takes so many values and no others: what stands beside them would be read by nobody.
    fn takes(&self, call: &rhai::FnCallExpr, at: Position, arities: &[usize]) {
        let given = call.args.len();
        if arities.contains(&given) {
            return;
        }
        let wants: Vec<String> = arities.iter().map(ToString::to_string).collect();
        let message = format!(
            "{} takes {} values, not {given}",
            call.name,
            wants.join(" or ")
        );
        let most = arities.iter().copied().max().unwrap_or_default();
        let surplus = call.args.get(most);
        let is_number = surplus.is_some_and(|surplus| {
            matches!(
                surplus,
                Expr::IntegerConstant(..) | Expr::DynamicConstant(..)
            )
        });
        let hint = if is_number {
            "a comma begins another value: write 500_000 and 0.5"
        } else {
            ""
        };
        self.report(&findings::WRONG_ARGUMENTS, at, message, hint);
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
                because: None,
                kept_as: None,
            });
        }
        let name = self.literal(call.args.first(), at, verb.name())?;
        let (operand, text) = argument(1).map_or((None, String::new()), |(operand, text)| {
            (Some(operand), text)
        });
        let more = argument(2).map(|(more, _)| more);
        let (details, because) = match verb {
            Verb::Condition => (more, None),
            _ => (None, more),
        };
        Some(Act {
            verb,
            name,
            operand,
            text,
            details,
            because,
            kept_as: None,
        })
    }

    fn literal(&self, argument: Option<&Expr>, at: Position, word: &str) -> Option<String> {
        if let Some(Expr::StringConstant(text, _)) = argument {
            return Some(text.to_string());
        }
        let message = format!("{word} wants its name as text, first");
        let hint = "write it in quotes: \"CODE\"";
        self.report(&findings::NOT_TEXT, at, message, hint);
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
                let block = self.block(block.statements());
                match block.value {
                    Some(value) if block.lets.is_empty() && block.others.is_empty() => {
                        return *value;
                    }
                    value => ExpressionKind::Block(Block { value, ..block }),
                }
            }
            other => {
                self.refuse(
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
        self.refuse(
            position,
            "this constant is not part of the policy language",
            "",
        );
        ExpressionKind::List(Vec::new())
    }

    fn function(&self, call: &rhai::FnCallExpr, at: Position) -> Expression {
        if Verb::parse(&call.name).is_some() || call.name == "stage" {
            self.refuse(
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
                self.refuse(
                    other.position(),
                    "this expression is not part of the policy language",
                    "",
                );
                subject
            }
        }
    }
}
