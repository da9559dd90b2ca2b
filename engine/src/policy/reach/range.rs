//! How small and how large a value can be, and what is left of a comparison with one unknown.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::domain::Values;
use super::interval::Numbers;
use super::solver::Solver;
use crate::policy::manifest::HitPolicy;
use crate::policy::typed::{NodeId, Typed, What, Word};
use crate::policy::value::{Operator, Value};

/// The smallest and the largest value.
type Range = (Option<Decimal>, Option<Decimal>);

/// A figure that a node always is.
pub(super) fn constant(typed: &Typed, id: NodeId) -> Option<Decimal> {
    let (figures, number) = linear(typed, id)?;
    figures.is_empty().then_some(number)
}

/// How small and large a node can be.
pub(super) fn of(solver: &Solver<'_>, id: NodeId) -> Range {
    let typed = solver.typed;
    if let Some(number) = constant(typed, id) {
        return (Some(number), Some(number));
    }
    let both = |ids: &[NodeId]| -> Vec<Range> { ids.iter().map(|id| of(solver, *id)).collect() };
    match &typed.node(id).what {
        What::Read(slot, _) => {
            let slot = typed.slot(*slot);
            (slot.low, slot.high)
        }
        What::Answered(inner, ..) => of(solver, *inner),
        What::Apply(Operator::Add, one, other) => {
            let ((a, b), (c, d)) = (of(solver, *one), of(solver, *other));
            (sum(a, c), sum(b, d))
        }
        What::Apply(Operator::Subtract, one, other) => {
            let ((a, b), (c, d)) = (of(solver, *one), of(solver, *other));
            (sum(a, d.map(|d| -d)), sum(b, c.map(|c| -c)))
        }
        What::Capped(one, _, cap) => smaller(&both(&[*one, *cap])),
        What::Word(Word::Min, ids) => smaller(&both(ids)),
        What::Word(Word::Max, ids) => {
            let ranges = both(ids);
            let low = ranges.iter().filter_map(|(low, _)| *low).max();
            let high = ranges.iter().map(|(_, high)| *high);
            (
                low,
                high.collect::<Option<Vec<_>>>()
                    .and_then(|all| all.into_iter().max()),
            )
        }
        What::Word(Word::MinKnown | Word::MaxKnown | Word::Or | Word::IfNone, ids) => {
            hull(&both(ids))
        }
        What::Word(Word::Choose, ids) => hull(&both(ids.get(1..).unwrap_or_default())),
        What::If(_, yes, no) => hull(&both(&[*yes, *no])),
        What::Word(Word::FloorTo, ids) => {
            let (_, high) = ids.first().map_or((None, None), |id| of(solver, *id));
            (None, high)
        }
        What::Word(Word::CeilTo, ids) => {
            let (low, _) = ids.first().map_or((None, None), |id| of(solver, *id));
            (low, None)
        }
        What::Property(owner, name) => property(solver, *owner, name),
        _ => (None, None),
    }
}

fn property(solver: &Solver<'_>, owner: NodeId, name: &str) -> Range {
    match &solver.typed.node(owner).what {
        What::Table(..) => {
            let Some(values) = results(solver, owner, name) else {
                return (None, None);
            };
            let numbers: Option<Vec<Decimal>> = values.iter().map(|value| value.number()).collect();
            let numbers = numbers.unwrap_or_default();
            (numbers.iter().min().copied(), numbers.iter().max().copied())
        }
        What::Scorecard(card, _) if name == "points" => {
            let Some(card) = solver.scorecards.get(&**card) else {
                return (None, None);
            };
            let mut range = (Some(card.initial), Some(card.initial));
            for characteristic in &card.characteristics {
                let points = || characteristic.ranges.iter().map(|range| range.points);
                range = (sum(range.0, points().min()), sum(range.1, points().max()));
            }
            range
        }
        _ => (None, None),
    }
}

/// The values that a table can give as a result.
fn results<'s>(solver: &Solver<'s>, owner: NodeId, name: &str) -> Option<Vec<&'s Value>> {
    let What::Table(table, _) = &solver.typed.node(owner).what else {
        return None;
    };
    let table = solver.tables.get(&**table)?;
    if !matches!(table.hit, HitPolicy::First | HitPolicy::Unique) {
        return None;
    }
    let column = table
        .results
        .iter()
        .position(|(result, _)| &**result == name)?;
    table
        .rows
        .iter()
        .map(|row| row.results.get(column))
        .collect()
}

/// The values of a table's result, one by one.
pub(super) fn listed(solver: &Solver<'_>, id: NodeId) -> Option<Values> {
    let What::Property(owner, name) = &solver.typed.node(id).what else {
        return None;
    };
    let values = results(solver, *owner, name)?;
    match values.first()? {
        Value::Number(_) => {
            let mut set = Numbers::none();
            let distinct: BTreeSet<Decimal> =
                values.iter().filter_map(|value| value.number()).collect();
            for number in distinct {
                set = set.or(Numbers::one(number));
            }
            Some(Values::Numbers { set, whole: false })
        }
        Value::Flag(_) => Some(Values::Flags {
            yes: values.contains(&&Value::Flag(true)),
            no: values.contains(&&Value::Flag(false)),
        }),
        Value::Text(_) => Some(Values::Texts {
            these: values
                .iter()
                .filter_map(|value| match value {
                    Value::Text(text) => Some(Arc::clone(text)),
                    _ => None,
                })
                .collect(),
            others: None,
        }),
        _ => None,
    }
}

/// Whether a node is a whole number for everybody.
pub(super) fn is_whole(typed: &Typed, id: NodeId) -> bool {
    match &typed.node(id).what {
        What::Read(slot, _) => typed.slot(*slot).whole,
        What::Word(Word::YearsBetween | Word::MonthsBetween | Word::DaysBetween, _) => true,
        _ => false,
    }
}

/// A comparison with one unknown: it, the operator, and the figure on the other side.
pub(super) fn isolated(
    typed: &Typed,
    operator: Operator,
    one: NodeId,
    other: NodeId,
) -> Option<(NodeId, Operator, Decimal)> {
    let (mut figures, left) = linear(typed, one)?;
    let (others, right) = linear(typed, other)?;
    for (subject, factor) in others {
        let so_far = figures.entry(subject).or_default();
        *so_far = so_far.checked_sub(factor)?;
    }
    let mut figures = figures.into_iter();
    let (subject, factor) = figures.next()?;
    if figures.next().is_some() || factor.is_zero() {
        return None;
    }
    let rest = right.checked_sub(left)?;
    let bound = rest.checked_div(factor)?;
    // Only where the division comes out even is the threshold the figure itself.
    if bound.checked_mul(factor)? != rest {
        return None;
    }
    let turned = factor.is_sign_negative();
    Some((
        subject,
        if turned { mirrored(operator) } else { operator },
        bound,
    ))
}

const fn mirrored(operator: Operator) -> Operator {
    match operator {
        Operator::Less => Operator::Greater,
        Operator::LessOrEqual => Operator::GreaterOrEqual,
        Operator::Greater => Operator::Less,
        Operator::GreaterOrEqual => Operator::LessOrEqual,
        same => same,
    }
}

/// Subjects with their factors, and what is added to them.
type Linear = (BTreeMap<NodeId, Decimal>, Decimal);

/// A node as a sum of subjects; `None` when figures grow too large.
fn linear(typed: &Typed, id: NodeId) -> Option<Linear> {
    let node = typed.node(id);
    match &node.what {
        What::Number(number) => Some((BTreeMap::new(), *number)),
        What::Read(slot, _) => {
            let slot = typed.slot(*slot);
            match (slot.low, slot.high, slot.ty.may_lack()) {
                (Some(low), Some(high), false) if low == high => Some((BTreeMap::new(), low)),
                _ => Some(single(node.same)),
            }
        }
        What::Answered(of, ..) => linear(typed, *of),
        What::Negate(of) => scaled(linear(typed, *of)?, Decimal::NEGATIVE_ONE),
        What::Apply(Operator::Add, one, other) => {
            added(linear(typed, *one)?, linear(typed, *other)?)
        }
        What::Apply(Operator::Subtract, one, other) => {
            let other = scaled(linear(typed, *other)?, Decimal::NEGATIVE_ONE)?;
            added(linear(typed, *one)?, other)
        }
        What::Apply(Operator::Multiply, one, other) => {
            let (one, other) = (linear(typed, *one)?, linear(typed, *other)?);
            if one.0.is_empty() {
                scaled(other, one.1)
            } else if other.0.is_empty() {
                scaled(one, other.1)
            } else {
                Some(single(node.same))
            }
        }
        What::Apply(Operator::Divide, one, other) => {
            let (one, other) = (linear(typed, *one)?, linear(typed, *other)?);
            let inverse = Decimal::ONE.checked_div(other.1);
            // A division that does not come out even is rounded, and no longer in proportion.
            let even = inverse.filter(|inverse| inverse.checked_mul(other.1) == Some(Decimal::ONE));
            match even {
                Some(inverse) if other.0.is_empty() => scaled(one, inverse),
                _ => Some(single(node.same)),
            }
        }
        _ => Some(single(node.same)),
    }
}

fn single(subject: NodeId) -> Linear {
    (BTreeMap::from([(subject, Decimal::ONE)]), Decimal::ZERO)
}

fn scaled(of: Linear, factor: Decimal) -> Option<Linear> {
    let mut scaled = BTreeMap::new();
    for (subject, own) in of.0 {
        scaled.insert(subject, own.checked_mul(factor)?);
    }
    Some((scaled, of.1.checked_mul(factor)?))
}

fn added(one: Linear, other: Linear) -> Option<Linear> {
    let mut all = one.0;
    for (subject, factor) in other.0 {
        let so_far = all.entry(subject).or_default();
        *so_far = so_far.checked_add(factor)?;
    }
    Some((all, one.1.checked_add(other.1)?))
}

fn sum(one: Option<Decimal>, other: Option<Decimal>) -> Option<Decimal> {
    one?.checked_add(other?)
}

fn smaller(ranges: &[Range]) -> Range {
    let low = ranges
        .iter()
        .map(|(low, _)| *low)
        .collect::<Option<Vec<_>>>();
    let high = ranges.iter().filter_map(|(_, high)| *high).min();
    (low.and_then(|all| all.into_iter().min()), high)
}

fn hull(ranges: &[Range]) -> Range {
    let low = ranges
        .iter()
        .map(|(low, _)| *low)
        .collect::<Option<Vec<_>>>();
    let high = ranges
        .iter()
        .map(|(_, high)| *high)
        .collect::<Option<Vec<_>>>();
    (
        low.and_then(|all| all.into_iter().min()),
        high.and_then(|all| all.into_iter().max()),
    )
}

/// Whether one value can be less than, equal to, and greater than another.
pub(super) fn order(solver: &Solver<'_>, one: NodeId, other: NodeId) -> [bool; 3] {
    let typed = solver.typed;
    let (first, second) = (typed.node(one).same, typed.node(other).same);
    if first == second {
        return [false, true, false];
    }
    let ((low, high), (other_low, other_high)) = (of(solver, one), of(solver, other));
    let apart = |high: Option<Decimal>, low: Option<Decimal>| matches!((high, low), (Some(high), Some(low)) if high < low);
    let touching = |high: Option<Decimal>, low: Option<Decimal>| matches!((high, low), (Some(high), Some(low)) if high <= low);
    let never_above = at_most(typed, one, second);
    let never_below = at_most(typed, other, first);
    [
        !touching(other_high, low) && !never_below,
        !apart(high, other_low) && !apart(other_high, low),
        !touching(high, other_low) && !never_above,
    ]
}

/// Whether a node, where it is known, is never above another, whatever their values.
pub(super) fn at_most(typed: &Typed, id: NodeId, bound: NodeId) -> bool {
    let node = typed.node(id);
    if node.same == bound {
        return true;
    }
    match &node.what {
        What::Capped(of, _, cap) => at_most(typed, *of, bound) || at_most(typed, *cap, bound),
        What::Word(Word::Min, of) => of.iter().any(|of| at_most(typed, *of, bound)),
        What::Word(Word::FloorTo, of) => of.first().is_some_and(|of| at_most(typed, *of, bound)),
        What::Word(Word::Max | Word::MinKnown | Word::MaxKnown, of) => {
            of.iter().all(|of| at_most(typed, *of, bound))
        }
        What::Word(Word::Choose, of) => of.iter().skip(1).all(|of| at_most(typed, *of, bound)),
        What::If(_, yes, no) => at_most(typed, *yes, bound) && at_most(typed, *no, bound),
        What::Answered(of, ..) => at_most(typed, *of, bound),
        _ => false,
    }
}
