//! One value against another: a figure, a text, or a value of its own.

use std::collections::BTreeSet;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::Solver;
use crate::policy::reach::domain::{Domain, Values};
use crate::policy::reach::interval::{Edge, Numbers};
use crate::policy::reach::region::{Region, Subject, Truth};
use crate::policy::typed::{NodeId, Of, What};
use crate::policy::value::{Operator, Value};

impl Solver<'_> {
    /// One value against another.
    pub(in crate::policy::reach) fn comparison(
        &mut self,
        operator: Operator,
        one: NodeId,
        other: NodeId,
    ) -> Truth {
        self.prepare(one);
        self.prepare(other);
        if self.typed.node(one).ty.of == Of::Flag && self.typed.node(other).ty.of == Of::Flag {
            let (one, other) = (self.truth(one), self.truth(other));
            let both = one.and(&other);
            let neither = one.not().and(&other.not());
            let equal = Truth {
                yes: both.yes.or(&neither.yes),
                no: both.no.and(&neither.no),
                lacks: both.lacks.or(&neither.lacks),
            };
            return if operator == Operator::NotEqual {
                equal.not()
            } else {
                equal
            };
        }
        let (ones, others) = (self.ways(one), self.ways(other));
        let mut all = nowhere();
        for (here, one) in &ones {
            for (there, other) in &others {
                let cases = here.and(there);
                if cases.is_none() {
                    continue;
                }
                let (Some(one), Some(other)) = (one, other) else {
                    all.lacks = all.lacks.or(&cases);
                    continue;
                };
                let truth = self.plain(operator, *one, *other);
                all = joined(&all, &cases, &truth);
            }
        }
        all
    }

    /// A value against a figure that no node is.
    pub(in crate::policy::reach) fn against_figure(
        &mut self,
        operator: Operator,
        one: NodeId,
        figure: Decimal,
    ) -> Truth {
        self.each_way(one, |solver, node| {
            if let Some(number) = solver.lines.constant(node) {
                let told = Value::apply(operator, &Value::Number(number), &Value::Number(figure));
                return Truth::always(matches!(told, Ok(Value::Flag(true))));
            }
            match solver.lines.isolated_from(operator, node, figure) {
                Some((subject, operator, bound)) => solver.against(subject, operator, bound),
                None => solver.against(node, operator, figure),
            }
        })
    }

    /// Whether a value is a text.
    pub(in crate::policy::reach) fn against_word(&mut self, one: NodeId, text: &str) -> Truth {
        self.each_way(one, |solver, node| {
            if let What::Text(written) = &solver.typed.node(node).what {
                return Truth::always(**written == *text);
            }
            let (subject, base) = solver.leaf(node);
            is_text(subject, &base, text.into())
        })
    }

    /// What holds of a value, over the ways in which it comes about.
    fn each_way(&mut self, one: NodeId, tell: impl Fn(&Self, NodeId) -> Truth) -> Truth {
        self.prepare(one);
        let mut all = nowhere();
        for (cases, node) in self.ways(one) {
            match node {
                Some(node) => all = joined(&all, &cases, &tell(self, node)),
                None => all.lacks = all.lacks.or(&cases),
            }
        }
        all
    }

    /// The same of values that come about in one way.
    fn plain(&self, operator: Operator, one: NodeId, other: NodeId) -> Truth {
        if let Some(flag) = self.constants(operator, one, other) {
            return Truth::always(flag);
        }
        if let Some((subject, operator, bound)) = self.lines.isolated(operator, one, other) {
            return self.against(subject, operator, bound);
        }
        if matches!(operator, Operator::Equal | Operator::NotEqual)
            && let Some((subject, text)) = self.against_text(one, other)
        {
            let (subject, base) = self.leaf(subject);
            let equal = is_text(subject, &base, text);
            return if operator == Operator::Equal {
                equal
            } else {
                equal.not()
            };
        }
        self.order(operator, one, other)
    }

    /// A subject against a figure.
    fn against(&self, subject: NodeId, operator: Operator, bound: Decimal) -> Truth {
        let (subject, base) = self.leaf(subject);
        let part = |set: Numbers| {
            let values = Values::Numbers { set, whole: false };
            Region::of(subject, base.known(&values))
        };
        let below = Numbers::between(Edge::Open, Edge::Without(bound));
        let up_to = Numbers::between(Edge::Open, Edge::With(bound));
        let above = Numbers::between(Edge::Without(bound), Edge::Open);
        let from = Numbers::between(Edge::With(bound), Edge::Open);
        let (yes, no) = match operator {
            Operator::Less => (below, from),
            Operator::LessOrEqual => (up_to, above),
            Operator::Greater => (above, up_to),
            Operator::GreaterOrEqual => (from, below),
            Operator::Equal => (Numbers::one(bound), below.or(above)),
            _ => (below.or(above), Numbers::one(bound)),
        };
        Truth {
            yes: part(yes),
            no: part(no),
            lacks: Region::of(subject, base.lacking()),
        }
    }

    fn against_text(&self, one: NodeId, other: NodeId) -> Option<(NodeId, Arc<str>)> {
        match (&self.typed.node(one).what, &self.typed.node(other).what) {
            (_, What::Text(text)) => Some((one, Arc::clone(text))),
            (What::Text(text), _) => Some((other, Arc::clone(text))),
            _ => None,
        }
    }

    fn constants(&self, operator: Operator, one: NodeId, other: NodeId) -> Option<bool> {
        let (one, other) = (self.constant(one)?, self.constant(other)?);
        match Value::apply(operator, &one, &other) {
            Ok(Value::Flag(flag)) => Some(flag),
            _ => None,
        }
    }

    fn constant(&self, id: NodeId) -> Option<Value> {
        if let What::Text(text) = &self.typed.node(id).what {
            return Some(Value::Text(Arc::clone(text)));
        }
        self.lines.constant(id).map(Value::Number)
    }

    /// How two values stand to each other, as a subject of its own.
    fn order(&self, operator: Operator, one: NodeId, other: NodeId) -> Truth {
        let (first, second) = (self.typed.node(one), self.typed.node(other));
        let turned = first.same > second.same;
        let subject = if turned {
            Subject::Order(second.same, first.same)
        } else {
            Subject::Order(first.same, second.same)
        };
        let order = |less: bool, equal: bool, greater: bool| Values::Order {
            less: if turned { greater } else { less },
            equal,
            greater: if turned { less } else { greater },
        };
        let possible = self.bounds.order(&self.ranges, one, other);
        let base = Domain {
            values: order(possible[0], possible[1], possible[2]),
            missing: first.ty.may_lack() || second.ty.may_lack(),
            none: false,
        };
        let (less, equal, greater) = match operator {
            Operator::Less => (true, false, false),
            Operator::LessOrEqual => (true, true, false),
            Operator::Greater => (false, false, true),
            Operator::GreaterOrEqual => (false, true, true),
            Operator::Equal => (false, true, false),
            _ => (true, false, true),
        };
        let part = |values: Values| Region::of(subject, base.known(&values));
        Truth {
            yes: part(order(less, equal, greater)),
            no: part(order(!less, !equal, !greater)),
            lacks: Region::of(subject, base.lacking()),
        }
    }
}

fn nowhere() -> Truth {
    Truth {
        yes: Region::none(),
        no: Region::none(),
        lacks: Region::none(),
    }
}

/// What is told so far, and what holds in some further cases.
fn joined(all: &Truth, cases: &Region, truth: &Truth) -> Truth {
    Truth {
        yes: all.yes.or(&cases.and(&truth.yes)),
        no: all.no.or(&cases.and(&truth.no)),
        lacks: all.lacks.or(&cases.and(&truth.lacks)),
    }
}

fn is_text(subject: Subject, base: &Domain, text: Arc<str>) -> Truth {
    let these = Values::Texts {
        these: BTreeSet::from([Arc::clone(&text)]),
        others: None,
    };
    let rest = Values::Texts {
        these: BTreeSet::new(),
        others: Some(BTreeSet::from([text])),
    };
    Truth {
        yes: Region::of(subject, base.known(&these)),
        no: Region::of(subject, base.known(&rest)),
        lacks: Region::of(subject, base.lacking()),
    }
}
