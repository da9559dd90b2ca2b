//! Expressions: names, properties, blocks.

use std::collections::BTreeSet;
use std::sync::Arc;

use caudal_facts::Party;

use super::Builder;
use crate::policy::feature_of::CO;
use crate::policy::findings;
use crate::policy::kind::Kind;
use crate::policy::names;
use crate::policy::script::object::QUOTE_PROPERTIES;
use crate::policy::script::{Block, Expression, ExpressionKind};
use crate::policy::typed::node::{NodeId, Span, What};
use crate::policy::typed::types::{Described, Of, Type, Words};
use crate::policy::typed::units::Units;
use crate::policy::typed::{Branches, NameRead, Typed};

impl Builder<'_> {
    pub(super) fn expression(&mut self, expression: &Expression) -> NodeId {
        let span = self.span(expression);
        if self.typed.nodes.len() >= super::NODES_MAX {
            return self.unknown(
                span,
                Some("the script comes to too much once its functions are written out"),
            );
        }
        match &expression.kind {
            ExpressionKind::Number(number) => {
                let ty = Type::known(Of::Number(Units::any()));
                self.add(What::Number(*number), ty, span)
            }
            ExpressionKind::Flag(flag) => self.add(What::Flag(*flag), Type::known(Of::Flag), span),
            ExpressionKind::Text(text) => {
                let text: Arc<str> = text.as_str().into();
                let words = Words::Written(Arc::new(BTreeSet::from([Arc::clone(&text)])));
                self.add(What::Text(text), Type::known(Of::Text(words)), span)
            }
            ExpressionKind::Path(path) => self.path(path, span),
            ExpressionKind::Property(of, name) => {
                let of = self.expression(of);
                self.property(of, name, span)
            }
            ExpressionKind::Call(name, arguments) => {
                self.call(name, arguments, span, expression.place)
            }
            ExpressionKind::If(condition, yes, no) => {
                let condition = self.condition(condition);
                self.branches += 1;
                let first = self.typed.nodes.len();
                let yes = self.block(yes, &span);
                let second = self.typed.nodes.len();
                let no = self.block(no, &span);
                self.branches -= 1;
                let node = self.choice(condition, yes, no, span);
                let branches = Branches {
                    yes: first,
                    no: second,
                };
                self.typed.order.branches.insert(node, branches);
                node
            }
            ExpressionKind::Block(block) => self.block(block, &span),
            ExpressionKind::List(_) | ExpressionKind::Map(_) => {
                let message = "a list or map stands where a value is wanted";
                let hint = "lists stand in one_of(x, […]), maps in table(name, #{ column: x })";
                self.report(&findings::WRONG_TYPE, &span, message, Some(hint));
                self.unknown(span, None)
            }
        }
    }

    /// What stands between braces.
    pub(super) fn block(&mut self, block: &Block, span: &Span) -> NodeId {
        let outside = self.scope.names.clone();
        for (name, value) in &block.lets {
            let node = self.expression(value);
            self.scope.names.insert(name.clone(), node);
        }
        for other in &block.others {
            self.expression(other);
        }
        let value = match &block.value {
            Some(value) => self.expression(value),
            None => {
                let message = "this gives no value";
                let hint = "end it with the value, without a semicolon";
                self.report(&findings::WRONG_TYPE, span, message, Some(hint));
                self.unknown(span.clone(), None)
            }
        };
        self.scope.names = outside;
        value
    }

    fn choice(&mut self, condition: NodeId, yes: NodeId, no: NodeId, span: Span) -> NodeId {
        let of = self.alike(&[yes, no], &span, "the branches of an if");
        let either = |builder: &Self, lacks: fn(&Type) -> bool| {
            lacks(builder.ty(yes)) || lacks(builder.ty(no))
        };
        let ty = Type {
            of,
            missing: either(self, |ty| ty.missing),
            none: either(self, |ty| ty.none),
        };
        self.add(What::If(condition, yes, no), ty, span)
    }

    fn path(&mut self, path: &[String], span: Span) -> NodeId {
        let [first, rest @ ..] = path else {
            return self.unknown(span, None);
        };
        if first == "as_of" && rest.is_empty() {
            return self.add(What::AsOf, Type::known(Of::Date), span);
        }
        if let Some(named) = self.scope.names.get(first).copied() {
            let mut node = named;
            if self.depth == 0 {
                self.typed.order.reads.push(NameRead {
                    name: first.as_str().into(),
                    node,
                    sure: self.branches == 0,
                });
            }
            for name in rest {
                node = self.property(node, name, span.clone());
            }
            return node;
        }
        // Inside a function only its own names are seen.
        if self.depth == 0 && rest.is_empty() && self.results.contains(first) {
            let message = format!("{first:?} is read before it is defined");
            let hint = "move the let up";
            self.report(&findings::UNKNOWN_NAME, &span, message, Some(hint));
            return self.unknown(span, None);
        }
        if self.depth > 0 && self.results.contains(first) {
            let message = format!("{first:?} is not seen inside a function");
            let hint = "pass it to the function as a value";
            self.report(&findings::UNKNOWN_NAME, &span, message, Some(hint));
            return self.unknown(span, None);
        }
        match rest {
            [group, name] if first == CO => self.read(&format!("{CO}.{group}.{name}"), span),
            [name] => self.read(&format!("{first}.{name}"), span),
            _ => self.unknown(span, None),
        }
    }

    /// A property of something computed.
    pub(super) fn property(&mut self, of: NodeId, name: &str, span: Span) -> NodeId {
        let owner = self.ty(of).clone();
        let found: Result<Of, &[&str]> = match &owner.of {
            Of::Unknown => return self.unknown(span, None),
            Of::Row(table) => {
                let results = self.typed.results.get(table);
                match results.and_then(|results| result(results, name)) {
                    Some(kind) => Ok(self.of(kind)),
                    // A result that a table does not have is reported where names are.
                    None => return self.unknown(span, None),
                }
            }
            Of::Score(card) => self
                .score_property(card, name)
                .ok_or(&["points", "reasons"]),
            Of::Source(_) => source_property(name).ok_or(&["answered", "offered", "age_days"]),
            Of::Quote => quote_property(name).ok_or(&QUOTE_PROPERTIES),
            _ => Err(&[]),
        };
        match found {
            Ok(found) => {
                let asked = name != "offered";
                let theirs =
                    matches!(&owner.of, Of::Source(report) if report.party == Party::CoApplicant);
                let ty = Type {
                    of: found,
                    missing: asked,
                    // Of a co-applicant where there is none, no source answered or did not.
                    none: asked && theirs,
                };
                self.add(What::Property(of, name.into()), ty, span)
            }
            Err(known) => {
                let message = format!("{} has no property {name:?}", Described(&owner.of));
                let hint = (!known.is_empty()).then(|| names::hint(name, known));
                self.report(&findings::UNKNOWN_PROPERTY, &span, message, hint.as_deref());
                self.unknown(span, None)
            }
        }
    }
}

impl Builder<'_> {
    /// Odds only where the scorecard says what its points stand for.
    fn score_property(&self, card: &str, name: &str) -> Option<Of> {
        let card = self.subject.scorecards.get(card);
        let scaled = card.is_some_and(|card| card.scaling.is_some());
        score_property(name).filter(|_| name != "odds" || scaled)
    }
}

/// What a property of a node measures.
pub(crate) fn kind_of_property(typed: &Typed, owner: NodeId, name: &str) -> Option<Kind> {
    let of = match &typed.node(owner).ty.of {
        Of::Row(table) => return result(typed.results.get(table)?, name).cloned(),
        Of::Score(_) => score_property(name)?,
        Of::Source(_) => source_property(name)?,
        Of::Quote => quote_property(name)?,
        _ => return None,
    };
    Type::known(of).kind()
}

fn result<'r>(results: &'r [(Arc<str>, Kind)], name: &str) -> Option<&'r Kind> {
    let (_, kind) = results.iter().find(|(result, _)| &**result == name)?;
    Some(kind)
}

fn score_property(name: &str) -> Option<Of> {
    match name {
        "points" => Some(Of::Number(Units::of(&Kind::Points))),
        "odds" => Some(Of::Number(Units::of(&Kind::Number))),
        "reasons" => Some(Of::Unknown),
        _ => None,
    }
}

fn source_property(name: &str) -> Option<Of> {
    match name {
        "answered" | "offered" => Some(Of::Flag),
        "age_days" => Some(Of::Number(Units::of(&Kind::Days))),
        _ => None,
    }
}

fn quote_property(name: &str) -> Option<Of> {
    let kinds: &[Kind] = match name {
        "amount" | "total" | "received" | "interest" | "taxes" | "insurance" => &[Kind::Money],
        "term_months" => &[Kind::Months],
        "monthly_rate" => &[Kind::RatePerMonth],
        "installment" => &[Kind::MoneyPerMonth],
        "tna" => &[Kind::RatePerYearNominal],
        "tea" => &[Kind::RatePerYearEffective],
        "cae" | "cft" => &[Kind::RatePerYearEffective, Kind::RatePerYearNominal],
        _ => return None,
    };
    Some(Of::Number(Units::one_of(kinds)))
}
