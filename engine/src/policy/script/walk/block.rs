//! What stands between braces: names, what is computed from them, and the value that they lead to.

use rhai::{ASTFlags, FlowControl, Position, Stmt};

use super::{Block, Expression, ExpressionKind, Walker};

impl Walker<'_> {
    /// The statements between braces.
    pub(super) fn block(&self, statements: &[Stmt]) -> Block {
        let mut block = Block::default();
        for (index, statement) in statements.iter().enumerate() {
            let rest = statements.get(index + 1..).unwrap_or_default();
            match statement {
                Stmt::Noop(_) => {}
                Stmt::Var(variable, _, _) => {
                    let (name, value, _) = &**variable;
                    block
                        .lets
                        .push((name.name.to_string(), self.expression(value)));
                }
                Stmt::Return(Some(value), flags, _) if !flags.intersects(ASTFlags::BREAK) => {
                    block.value = Some(Box::new(self.expression(value)));
                    return block;
                }
                // What follows an `if` that returns is its other branch.
                Stmt::If(flow, position) if returns(flow.body.statements()) => {
                    let otherwise = [flow.branch.statements(), rest].concat();
                    block.value = Some(Box::new(self.branches(flow, &otherwise, *position)));
                    return block;
                }
                other => {
                    let Some(computed) = self.computed(other) else {
                        continue;
                    };
                    if rest.iter().all(|later| matches!(later, Stmt::Noop(_))) {
                        block.value = Some(Box::new(computed));
                    } else {
                        block.others.push(computed);
                    }
                }
            }
        }
        block
    }

    fn branches(&self, flow: &FlowControl, otherwise: &[Stmt], position: Position) -> Expression {
        Expression {
            place: position.into(),
            kind: ExpressionKind::If(
                Box::new(self.expression(&flow.expr)),
                self.block(flow.body.statements()),
                self.block(otherwise),
            ),
        }
    }

    /// What a statement of a function or block computes.
    fn computed(&self, statement: &Stmt) -> Option<Expression> {
        Some(match statement {
            Stmt::Expr(expression) => self.expression(expression),
            Stmt::FnCall(call, at) => self.function(call, *at),
            Stmt::Block(block) => Expression {
                place: block.position().into(),
                kind: ExpressionKind::Block(self.block(block.statements())),
            },
            Stmt::If(flow, position) => self.branches(flow, flow.branch.statements(), *position),
            other => {
                let message = "this statement is not part of the policy language";
                self.refuse(other.position(), message, "");
                return None;
            }
        })
    }
}

/// Whether a block ends by returning.
fn returns(statements: &[Stmt]) -> bool {
    matches!(statements.last(), Some(Stmt::Return(_, flags, _)) if !flags.intersects(ASTFlags::BREAK))
}
