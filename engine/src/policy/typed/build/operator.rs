//! Operators, and what goes together.

use std::sync::Arc;

use super::Builder;
use crate::policy::findings::{self, Finding};
use crate::policy::kind::Kind;
use crate::policy::names;
use crate::policy::typed::node::{NodeId, Span, What};
use crate::policy::typed::types::{Described, Of, Type, Words};
use crate::policy::typed::units::Units;
use crate::policy::value::Operator;

impl Builder<'_> {
    /// A two-sided operator.
    pub(super) fn apply(
        &mut self,
        operator: Operator,
        one: NodeId,
        other: NodeId,
        span: Span,
    ) -> NodeId {
        let symbol = operator.symbol();
        let of = match operator {
            Operator::And | Operator::Or => {
                for side in [one, other] {
                    self.wants(side, symbol, "flag", |of| *of == Of::Flag);
                }
                Of::Flag
            }
            Operator::Multiply | Operator::Divide => self.scaled(operator, one, other),
            Operator::Add | Operator::Subtract => {
                let numbers = [one, other].map(|side| self.wants_number(side, symbol));
                match numbers {
                    [true, true] => self.alike(&[one, other], &span, symbol),
                    _ => Of::Unknown,
                }
            }
            Operator::Equal | Operator::NotEqual => {
                self.alike(&[one, other], &span, symbol);
                Of::Flag
            }
            Operator::Less
            | Operator::LessOrEqual
            | Operator::Greater
            | Operator::GreaterOrEqual => {
                let ordered = [one, other].map(|side| self.wants_ordered(side, symbol));
                if ordered == [true, true] {
                    self.alike(&[one, other], &span, symbol);
                }
                Of::Flag
            }
        };
        let lacks = self.ty(one).may_lack() || self.ty(other).may_lack();
        let computes = matches!(
            operator,
            Operator::Add | Operator::Subtract | Operator::Multiply | Operator::Divide
        );
        let ty = Type {
            of,
            missing: lacks || computes,
            none: false,
        };
        self.add(What::Apply(operator, one, other), ty, span)
    }

    /// A product or quotient.
    fn scaled(&self, operator: Operator, one: NodeId, other: NodeId) -> Of {
        let symbol = operator.symbol();
        let sound = [one, other].map(|side| self.wants_number(side, symbol)) == [true, true];
        match (&self.ty(one).of, &self.ty(other).of) {
            (Of::Number(one), Of::Number(other)) if sound => Of::Number(match operator {
                Operator::Divide => one.over(other),
                _ => one.times(other),
            }),
            _ => Of::Unknown,
        }
    }

    pub(super) fn negate(&mut self, of: NodeId, span: Span) -> NodeId {
        self.wants_number(of, "-");
        let ty = Type {
            none: false,
            missing: self.ty(of).may_lack(),
            of: self.ty(of).of.clone(),
        };
        self.add(What::Negate(of), ty, span)
    }

    pub(super) fn not(&mut self, of: NodeId, span: Span) -> NodeId {
        self.wants(of, "!", "flag", |of| *of == Of::Flag);
        let ty = Type {
            of: Of::Flag,
            none: false,
            missing: self.ty(of).may_lack(),
        };
        self.add(What::Not(of), ty, span)
    }

    /// Whether a number is there; reports what else is.
    pub(super) fn wants_number(&self, node: NodeId, word: &str) -> bool {
        self.wants(node, word, "number", |of| matches!(of, Of::Number(_)))
    }

    /// Whether a number or date is there; reports what else is.
    pub(super) fn wants_ordered(&self, node: NodeId, word: &str) -> bool {
        // A comparison of a comparison is a chain, which is reported as such.
        let chained = matches!(&self.typed.node(node).what, What::Apply(operator, ..)
            if operator.compares());
        if chained {
            return false;
        }
        self.wants(node, word, "number or date", |of| {
            matches!(of, Of::Number(_) | Of::Date)
        })
    }

    /// Whether what is wanted is there; reports what else is.
    pub(super) fn wants(
        &self,
        node: NodeId,
        word: &str,
        what: &str,
        fits: impl Fn(&Of) -> bool,
    ) -> bool {
        let of = &self.ty(node).of;
        if fits(of) || *of == Of::Unknown {
            return true;
        }
        let message = format!("{word} wants a {what}, not {}", Described(of));
        let hint = match of {
            Of::Row(_) => Some("read one of the row's results: table(…).result"),
            Of::Score(_) => Some("read its points: .points"),
            Of::Quote => Some("read one of its figures: .installment"),
            Of::Source(_) => Some("read .answered, .offered or .age_days"),
            Of::Text(_) if what == "number or date" => {
                Some("words have no order here: compare with == or one_of(x, […])")
            }
            _ => None,
        };
        let span = self.typed.node(node).span.clone();
        self.report(&findings::WRONG_TYPE, &span, message, hint);
        false
    }

    /// What values are that must go together; reports what does not.
    pub(super) fn alike(&self, nodes: &[NodeId], span: &Span, word: &str) -> Of {
        let mut so_far = Of::Unknown;
        for node in nodes {
            let of = &self.ty(*node).of;
            match joined(&so_far, of) {
                Ok(joined) => so_far = joined,
                Err(finding) => {
                    let (message, hint) = mismatch(finding, word, &so_far, of);
                    self.report(finding, span, message, hint.as_deref());
                    return Of::Unknown;
                }
            }
        }
        so_far
    }
}

fn joined(one: &Of, other: &Of) -> Result<Of, &'static Finding> {
    match (one, other) {
        (Of::Unknown, known) | (known, Of::Unknown) => Ok(known.clone()),
        (Of::Number(one), Of::Number(other)) => match one.both(other) {
            Some(both) => Ok(Of::Number(both)),
            None if one.differ_by_period(other) => Err(&findings::WRONG_PERIOD),
            None => Err(&findings::WRONG_UNIT),
        },
        (Of::Text(one), Of::Text(other)) => joined_words(one, other).map(Of::Text),
        (one, other) if one == other => Ok(one.clone()),
        _ => Err(&findings::WRONG_TYPE),
    }
}

fn joined_words(one: &Words, other: &Words) -> Result<Words, &'static Finding> {
    match (one, other) {
        (Words::Written(one), Words::Written(other)) => Ok(Words::Written(Arc::new(
            one.union(other).cloned().collect(),
        ))),
        (Words::Declared(name, values), Words::Written(written))
        | (Words::Written(written), Words::Declared(name, values)) => {
            if written.is_subset(values) {
                Ok(Words::Declared(Arc::clone(name), Arc::clone(values)))
            } else {
                Err(&findings::UNKNOWN_WORD)
            }
        }
        (Words::Declared(one, values), Words::Declared(other, others)) => {
            if one == other {
                Ok(Words::Declared(Arc::clone(one), Arc::clone(values)))
            } else if values.is_disjoint(others) {
                Err(&findings::WRONG_TYPE)
            } else {
                Ok(Words::Any)
            }
        }
        (Words::Any, _) | (_, Words::Any) => Ok(Words::Any),
    }
}

/// What to say of two values that do not go together.
fn mismatch(finding: &Finding, word: &str, one: &Of, other: &Of) -> (String, Option<String>) {
    let message = format!(
        "{word} puts {} and {} together",
        Described(one),
        Described(other)
    );
    if *finding == findings::UNKNOWN_WORD {
        return unknown_word(one, other).unwrap_or((message, None));
    }
    let (Of::Number(one), Of::Number(other)) = (one, other) else {
        return (message, None);
    };
    let either = |kind: Kind| one.may_be(&kind) || other.may_be(&kind);
    let hint = if *finding != findings::WRONG_PERIOD {
        None
    } else if either(Kind::RatePerYearNominal) {
        Some("a nominal yearly rate becomes a monthly one by monthly_from_tna(x)")
    } else if either(Kind::RatePerYearEffective) {
        Some("an effective yearly rate becomes a monthly one by monthly_from_tea(x)")
    } else if either(Kind::Money) {
        Some("an amount a month times a number of months is an amount")
    } else {
        None
    };
    let unit = |units: &Units| units.to_string();
    (
        format!("{word} puts {} and {} together", unit(one), unit(other)),
        hint.map(str::to_owned),
    )
}

fn unknown_word(one: &Of, other: &Of) -> Option<(String, Option<String>)> {
    let ((Of::Text(Words::Declared(name, values)), Of::Text(Words::Written(written)))
    | (Of::Text(Words::Written(written)), Of::Text(Words::Declared(name, values)))) = (one, other)
    else {
        return None;
    };
    let word = written.iter().find(|word| !values.contains(*word))?;
    let known: Vec<&str> = values.iter().map(|value| &**value).collect();
    Some((
        format!("{word:?} is none of the words of {name}"),
        Some(names::hint(word, &known)),
    ))
}
