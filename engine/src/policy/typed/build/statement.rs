//! Statements: stages, names, deciding words, loops written out.

use std::sync::Arc;

use caudal_facts::Report;
use rust_decimal::Decimal;

use super::Builder;
use crate::policy::findings;
use crate::policy::load;
use crate::policy::manifest::ParamValue;
use crate::policy::script::{
    Act, Expression, ExpressionKind, Statement, StatementKind, StopOn, Verb,
};
use crate::policy::typed::Named;
use crate::policy::typed::node::{NodeId, Span, What};
use crate::policy::typed::step::{Stage, Step, StepOf};
use crate::policy::typed::types::{Described, Of, Type};
use crate::policy::typed::units::Units;

impl Builder<'_> {
    pub(super) fn statements(&mut self, statements: &[Statement], round: Option<NodeId>) {
        for statement in statements {
            self.statement(statement, round);
        }
    }

    fn statement(&mut self, statement: &Statement, round: Option<NodeId>) {
        let span = Span {
            file: Arc::clone(&self.scope.file),
            place: statement.place,
            last: statement.place,
        };
        match &statement.kind {
            StatementKind::Stage {
                name,
                ask,
                when,
                stop_on,
            } => self.begin(name, ask, when.as_ref(), *stop_on, span),
            StatementKind::Let { name, value } => {
                let node = self.expression(value);
                self.name(name, node);
                self.step(StepOf::Let(name.as_str().into(), node), round, span);
                self.result(name, node, round);
            }
            StatementKind::Act(act) => {
                if let Some(of) = self.act(act, &span) {
                    self.step(of, round, span.clone());
                }
                if let Some(name) = &act.kept_as {
                    let node = self.fired(act.verb, span);
                    self.name(name, node);
                    self.result(name, node, round);
                }
            }
            StatementKind::Loop { name, list, body } => self.rounds(name, list, body),
            StatementKind::Compute(value) => {
                self.expression(value);
            }
        }
    }

    fn step(&mut self, of: StepOf, round: Option<NodeId>, span: Span) {
        let stage = self.stage();
        let reached = self.reached();
        self.typed.order.steps.push(reached);
        self.typed.steps.push(Step {
            of,
            stage,
            round,
            span,
        });
    }

    fn name(&mut self, name: &str, node: NodeId) {
        self.scope.names.insert(name.to_owned(), node);
        self.typed.names.insert(name.into(), node);
    }

    /// A name that decisions show: those of loops are not.
    fn result(&mut self, name: &str, node: NodeId, round: Option<NodeId>) {
        if round.is_none() {
            let steps = self.typed.steps.len();
            let name = name.into();
            self.typed.order.results.push(Named { name, node, steps });
        }
    }

    fn begin(
        &mut self,
        name: &str,
        ask: &[String],
        when: Option<&Expression>,
        stop_on: StopOn,
        span: Span,
    ) {
        let when = when.map(|when| self.condition(when));
        let ask: Vec<Report> = ask.iter().filter_map(|name| Report::parse(name)).collect();
        for report in &ask {
            *self.asked.entry(*report).or_default() += 1;
        }
        let number = self.typed.stages.len();
        self.typed.stages.push(Stage {
            name: name.into(),
            ask,
            when,
            stop_on,
            span: span.clone(),
        });
        self.step(StepOf::Stage(number), None, span);
    }

    fn act(&mut self, act: &Act, span: &Span) -> Option<StepOf> {
        match act.verb {
            Verb::Rules => {
                let columns = &self.subject.tables.get(&act.name)?.conditions;
                let values = self.columns(columns, act.operand.as_ref(), span);
                self.cells(&act.name, &values);
                Some(StepOf::Rules(act.name.as_str().into(), values))
            }
            Verb::Offer => {
                let operand = act.operand.as_ref()?;
                let quote = self.expression(operand);
                if !matches!(self.ty(quote).of, Of::Quote | Of::Unknown) {
                    let message =
                        format!("offer wants a quote, not {}", Described(&self.ty(quote).of));
                    let hint = "write offer(quote(amount, monthly_rate, term))";
                    let span = self.span(operand);
                    self.report(&findings::WRONG_TYPE, &span, message, Some(hint));
                }
                Some(StepOf::Offer(quote))
            }
            verb => Some(StepOf::Act {
                verb,
                code: act.name.as_str().into(),
                when: act.operand.as_ref().map(|when| self.condition(when)),
                details: self.details(act),
                because: match act.because.as_ref().map(|because| &because.kind) {
                    Some(ExpressionKind::Text(text)) => Some(text.as_str().into()),
                    _ => None,
                },
            }),
        }
    }

    fn details(&mut self, act: &Act) -> Vec<(Arc<str>, NodeId)> {
        match act.details.as_ref().map(|details| &details.kind) {
            Some(ExpressionKind::Map(entries)) => entries
                .iter()
                .map(|(name, value)| (name.as_str().into(), self.expression(value)))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// What a rule's kept answer is.
    fn fired(&mut self, verb: Verb, span: Span) -> NodeId {
        if matches!(verb, Verb::Rules | Verb::Offer) {
            let message = format!("{} gives nothing that could be kept", verb.name());
            self.report(&findings::WRONG_TYPE, &span, message, None);
            return self.unknown(span, None);
        }
        let step = self.typed.steps.len().saturating_sub(1);
        self.add(What::Fired(step), Type::nullable(Of::Flag), span)
    }

    /// A loop over a list parameter, round by round.
    fn rounds(&mut self, name: &str, list: &Expression, body: &[Statement]) {
        let full = match &list.kind {
            ExpressionKind::Path(path) => path.join("."),
            _ => String::new(),
        };
        let declared = match self.resolved.get(&full) {
            Some(load::Slot::Param(param)) => match &param.value {
                ParamValue::List(values) => Some((values.clone(), param.kind.clone())),
                _ => None,
            },
            _ => None,
        };
        let span = self.span(list);
        let outside = self.scope.clone();
        let (values, kind) = match declared {
            Some((values, kind)) => (values, Some(kind)),
            // Reported already; one round still tells what is wrong in the body.
            None => (vec![Decimal::ZERO], None),
        };
        for value in values {
            let round = match &kind {
                Some(kind) => {
                    let ty = Type::known(Of::Number(Units::of(kind)));
                    self.add(What::Number(value), ty, span.clone())
                }
                None => self.unknown(span.clone(), None),
            };
            self.name(name, round);
            self.statements(body, Some(round));
        }
        self.scope = outside;
    }

    /// An expression that must be a yes or no.
    pub(super) fn condition(&mut self, expression: &Expression) -> NodeId {
        let node = self.expression(expression);
        if !matches!(self.ty(node).of, Of::Flag | Of::Unknown) {
            let message = format!(
                "a condition is yes or no, and this is {}",
                Described(&self.ty(node).of)
            );
            let span = self.span(expression);
            let hint = "compare it: x > 0";
            self.report(&findings::WRONG_TYPE, &span, message, Some(hint));
        }
        node
    }
}
