//! Words and the policy's own functions.

use std::sync::Arc;

use caudal_facts::Report;
use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Builder, DEPTH_MAX, Scope};
use crate::policy::findings;
use crate::policy::kind::Kind;
use crate::policy::names;
use crate::policy::script::{Expression, ExpressionKind, Function, Place, Verb};
use crate::policy::typed::node::{Asked, NodeId, Span, What};
use crate::policy::typed::types::{Of, Type};
use crate::policy::typed::units::Units;
use crate::policy::typed::words::{Absence, Gives, Signature, Takes, Word};
use crate::policy::value::Operator;

impl Builder<'_> {
    pub(super) fn call(
        &mut self,
        name: &str,
        arguments: &[Expression],
        span: Span,
        place: Place,
    ) -> NodeId {
        let own = self.subject.form.functions.iter();
        if let Some(function) = own
            .filter(|function| function.name == name)
            .find(|function| function.params.len() == arguments.len())
        {
            return self.inline(function, arguments, span);
        }
        let operator = Operator::parse(name);
        if let (Some(operator), [one, other]) = (operator, arguments) {
            let (one, other) = (self.expression(one), self.expression(other));
            return self.apply(operator, one, other, span);
        }
        match (name, arguments) {
            ("!", [of]) => {
                let of = self.expression(of);
                self.not(of, span)
            }
            ("-", [of]) => {
                let of = self.expression(of);
                self.negate(of, span)
            }
            ("table", [name, ..]) => self.table(name, arguments.get(1), span),
            ("scorecard", [name, ..]) => self.scorecard(name, arguments.get(1), span),
            ("source", [name]) => self.source(name, span),
            ("capped", [of, code, cap]) => self.capped(of, code, cap, span),
            ("or_refer", [of, code]) => self.answered(Verb::Refer, of, code, (span, place)),
            ("or_decline", [of, code]) => self.answered(Verb::Decline, of, code, (span, place)),
            _ => match Signature::of(name) {
                Some(signature) => self.word(signature, arguments, span),
                None if name == "in" || name == "contains" => {
                    let message = "the language has no \"in\": missing data would be in no list";
                    let hint = "write one_of(x, [a, b])";
                    self.report(&findings::NOT_IN_LANGUAGE, &span, message, Some(hint));
                    self.unknown(span, None)
                }
                None => self.unknown(span, None),
            },
        }
    }

    /// A function of the policy's own, in place of its call.
    fn inline(&mut self, function: &Function, arguments: &[Expression], span: Span) -> NodeId {
        if self.depth >= DEPTH_MAX {
            return self.unknown(span, Some("functions call each other without end"));
        }
        let values: Vec<NodeId> = arguments
            .iter()
            .map(|argument| self.expression(argument))
            .collect();
        let inside = Scope {
            file: function.file.as_str().into(),
            names: function.params.iter().cloned().zip(values).collect(),
        };
        let outside = std::mem::replace(&mut self.scope, inside);
        self.depth += 1;
        let value = self.block(&function.body, &span);
        self.depth -= 1;
        self.scope = outside;
        value
    }

    fn word(&mut self, signature: &Signature, arguments: &[Expression], span: Span) -> NodeId {
        let Some(nodes) = self.arguments(signature, arguments) else {
            return self.unknown(span, None);
        };
        for (index, node) in nodes.iter().enumerate() {
            if let Some(argument) = arguments.get(index) {
                self.argument(signature, index, *node, argument);
            }
        }
        let like: Vec<NodeId> = nodes
            .iter()
            .enumerate()
            .filter(|(index, _)| {
                matches!(
                    signature.takes(*index),
                    Takes::Like | Takes::LikeNumber | Takes::Ordered
                )
            })
            .map(|(_, node)| *node)
            .collect();
        let alike = self.alike(&like, &span, signature.name);
        let of = match signature.gives {
            Gives::Flag => Of::Flag,
            Gives::Date => Of::Date,
            Gives::Like => alike,
            Gives::First => nodes
                .first()
                .map_or(Of::Unknown, |first| self.ty(*first).of.clone()),
            Gives::Number(kind) => Of::Number(Units::of(kind)),
            Gives::Quote => Of::Quote,
        };
        self.superfluous(signature, &nodes, &span);
        let (missing, none) = self.absence(signature.absence, &nodes);
        self.add(
            What::Word(signature.word, nodes),
            Type { of, missing, none },
            span,
        )
    }

    /// The nodes of a word's arguments; lists and maps as the values in them.
    fn arguments(
        &mut self,
        signature: &Signature,
        arguments: &[Expression],
    ) -> Option<Vec<NodeId>> {
        let mut nodes = Vec::new();
        for (index, argument) in arguments.iter().enumerate() {
            match (&argument.kind, signature.word, index) {
                (ExpressionKind::List(items), Word::OneOf, 1) => {
                    nodes.extend(items.iter().map(|item| self.expression(item)));
                }
                (ExpressionKind::Map(entries), Word::Quote, 3) => {
                    for (name, value) in entries {
                        if name == "monthly_fee" {
                            nodes.push(self.expression(value));
                        } else {
                            let span = self.span(argument);
                            let message = format!("quote knows no cost {name:?}");
                            let hint = names::hint(name, &["monthly_fee"]);
                            self.report(&findings::UNKNOWN_OPTION, &span, message, Some(&hint));
                        }
                    }
                }
                (_, Word::OneOf, 1) | (_, Word::Quote, 3) => {
                    let span = self.span(argument);
                    let what = if index == 1 {
                        "a list: [a, b]"
                    } else {
                        "a map: #{ monthly_fee: x }"
                    };
                    let message = format!("{} wants {what}", signature.name);
                    self.report(&findings::WRONG_TYPE, &span, message, None);
                    return None;
                }
                _ => nodes.push(self.expression(argument)),
            }
        }
        Some(nodes)
    }

    /// Holds one argument against what the word takes.
    fn argument(&self, signature: &Signature, index: usize, node: NodeId, written: &Expression) {
        let word = signature.name;
        match signature.takes(index) {
            // Whole rows and quotes may be chosen among.
            Takes::Like if signature.word == Word::Choose => {}
            Takes::Value | Takes::Like => {
                self.wants(node, word, "value", Of::is_value);
            }
            Takes::Flag => {
                self.wants(node, word, "flag", |of| *of == Of::Flag);
            }
            Takes::Date => {
                self.wants(node, word, "date", |of| *of == Of::Date);
            }
            Takes::Text => self.written_text(signature, node, written),
            Takes::Ordered => {
                self.wants_ordered(node, word);
            }
            Takes::LikeNumber => {
                if self.wants_number(node, word) && index == 1 {
                    self.step_above_zero(signature.word, node, word);
                }
            }
            Takes::Number(kinds) => {
                let wanted = Units::one_of(kinds);
                if let Of::Number(given) = &self.ty(node).of {
                    if given.both(&wanted).is_none() {
                        let finding = if given.differ_by_period(&wanted) {
                            &findings::WRONG_PERIOD
                        } else {
                            &findings::WRONG_UNIT
                        };
                        let span = self.typed.node(node).span.clone();
                        let message = format!("{word} takes {wanted}, this is {given}");
                        self.report(finding, &span, message, monthly(given, &wanted));
                    }
                } else {
                    self.wants_number(node, word);
                }
            }
        }
    }

    fn written_text(&self, signature: &Signature, node: NodeId, written: &Expression) {
        let span = self.span(written);
        let What::Text(text) = &self.typed.node(node).what else {
            let message = format!("{} wants a text that is written out", signature.name);
            self.report(&findings::NOT_TEXT, &span, message, None);
            return;
        };
        if signature.word == Word::Date && text.parse::<NaiveDate>().is_err() {
            let message = format!("{text:?} is no date");
            let hint = "write the year first: 2026-10-20";
            self.report(&findings::WRONG_DATE, &span, message, Some(hint));
        }
    }

    /// A step to round to must be known to be above zero: the run stops at any other.
    fn step_above_zero(&self, word: Word, node: NodeId, name: &str) {
        if !matches!(word, Word::FloorTo | Word::CeilTo | Word::RoundTo) {
            return;
        }
        let low = match &self.typed.node(node).what {
            What::Number(step) => Some(*step),
            What::Read(slot, _) => self.typed.slot(*slot).low,
            _ => None,
        };
        if low.is_none_or(|low| low <= Decimal::ZERO) {
            let span = self.typed.node(node).span.clone();
            let message = format!("{name} wants a step that is above zero for everybody");
            let hint = "write a number or a parameter: floor_to(1_000)";
            self.report(&findings::WRONG_STEP, &span, message, Some(hint));
        }
    }

    /// An answer to what never has to be answered.
    fn superfluous(&self, signature: &Signature, nodes: &[NodeId], span: &Span) {
        let Some(first) = nodes.first().map(|first| self.ty(*first)) else {
            return;
        };
        match signature.word {
            Word::Or if !first.missing => self.never_missing(span),
            Word::IfNone if !first.none => {
                let message = "this value is never none";
                let hint = "write .or(…) for missing data, or leave it out";
                self.report(&findings::NEVER_NONE, span, message, Some(hint));
            }
            _ => {}
        }
    }

    fn never_missing(&self, span: &Span) {
        let message = "this value is never missing";
        let hint = "leave the answer out";
        self.report(&findings::NEVER_MISSING, span, message, Some(hint));
    }

    /// Whether a word's result may be missing, and whether it may be none.
    fn absence(&self, absence: Absence, nodes: &[NodeId]) -> (bool, bool) {
        let ty = |index: usize| nodes.get(index).map(|node| self.ty(*node));
        let missing = |index: usize| ty(index).is_some_and(|ty| ty.missing);
        let none = |index: usize| ty(index).is_some_and(|ty| ty.none);
        let lacks = |index: usize| missing(index) || none(index);
        let all = 0..nodes.len();
        match absence {
            Absence::Never => (false, false),
            Absence::Strict => (all.clone().any(lacks), false),
            Absence::Fallible => (true, false),
            Absence::AllLack => (all.clone().all(lacks), false),
            Absence::IfMissing => (missing(0), false),
            Absence::Or => (missing(1) && missing(0), none(0) || (none(1) && missing(0))),
            Absence::IfNone => (missing(0) || (none(0) && missing(1)), none(0) && none(1)),
            Absence::Choose => (lacks(0) || missing(1) || missing(2), none(1) || none(2)),
        }
    }

    fn source(&mut self, name: &Expression, span: Span) -> NodeId {
        let ExpressionKind::Text(text) = &name.kind else {
            let message = "source wants its name as text";
            self.report(&findings::NOT_TEXT, &span, message, None);
            return self.unknown(span, None);
        };
        let Some(report) = Report::parse(text) else {
            let hint = names::report_hint(text);
            let message = format!("unknown source {text:?}");
            self.report(&findings::UNKNOWN_SOURCE, &span, message, Some(&hint));
            return self.unknown(span, None);
        };
        let asked = Asked(self.asked.get(&report).copied().unwrap_or_default());
        let ty = Type::nullable(Of::Source(report));
        self.add(What::Source(report, asked), ty, span)
    }

    fn capped(
        &mut self,
        of: &Expression,
        code: &Expression,
        cap: &Expression,
        span: Span,
    ) -> NodeId {
        let (of, cap) = (self.expression(of), self.expression(cap));
        let numbers = [of, cap].map(|side| self.wants_number(side, "capped"));
        let alike = match numbers {
            [true, true] => self.alike(&[of, cap], &span, "capped"),
            _ => Of::Unknown,
        };
        let ty = Type {
            of: alike,
            missing: self.ty(of).may_lack() || self.ty(cap).may_lack(),
            none: false,
        };
        self.add(What::Capped(of, text_of(code), cap), ty, span)
    }

    fn answered(
        &mut self,
        verb: Verb,
        of: &Expression,
        code: &Expression,
        (span, place): (Span, Place),
    ) -> NodeId {
        let of = self.expression(of);
        let word = if verb == Verb::Refer {
            "or_refer"
        } else {
            "or_decline"
        };
        self.wants(of, word, "value", Of::is_value);
        if !self.ty(of).missing {
            self.never_missing(&span);
        }
        let ty = self.ty(of).clone();
        let reached = self.reached();
        let node = self.add(What::Answered(of, verb, text_of(code)), ty, span);
        self.typed.order.answers.insert(node, (place, reached));
        node
    }
}

fn text_of(code: &Expression) -> Arc<str> {
    match &code.kind {
        ExpressionKind::Text(text) => text.as_str().into(),
        _ => "".into(),
    }
}

/// How a rate becomes one of the period that is wanted.
fn monthly(given: &Units, wanted: &Units) -> Option<&'static str> {
    if !given.differ_by_period(wanted) {
        return None;
    }
    if given.may_be(&Kind::RatePerYearNominal) {
        Some("write monthly_from_tna(…) of it")
    } else if given.may_be(&Kind::RatePerYearEffective) {
        Some("write monthly_from_tea(…) of it")
    } else if given.may_be(&Kind::RatePerMonth) {
        Some("it is a rate a month already")
    } else {
        None
    }
}
