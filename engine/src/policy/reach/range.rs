//! How small and how large a value can be, and what is left of a comparison with one unknown.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use caudal_facts::{Rate, RatePeriod};
use rust_decimal::Decimal;

use super::domain::Values;
use super::interval::Numbers;
use super::linear::Lines;
use crate::policy::manifest::HitPolicy;
use crate::policy::scorecard::Scorecard;
use crate::policy::table::Table;
use crate::policy::typed::{NodeId, Typed, What, Word};
use crate::policy::value::{Operator, Value};

/// The smallest and the largest value.
pub(super) type Range = (Option<Decimal>, Option<Decimal>);

/// How small and large every node can be. Operands stand before what uses them, so one pass tells all.
pub(super) fn all(
    typed: &Typed,
    lines: &Lines<'_>,
    tables: &BTreeMap<String, Table>,
    scorecards: &BTreeMap<String, Scorecard>,
) -> Vec<Range> {
    let mut told: Vec<Range> = Vec::with_capacity(typed.nodes.len());
    for index in 0..typed.nodes.len() {
        let id = NodeId::new(index);
        let range = match lines.constant(id) {
            Some(number) => (Some(number), Some(number)),
            None => of(typed, tables, scorecards, &told, id),
        };
        told.push(range);
    }
    told
}

/// How small and large a node can be, by what is told of its operands.
fn of(
    typed: &Typed,
    tables: &BTreeMap<String, Table>,
    scorecards: &BTreeMap<String, Scorecard>,
    told: &[Range],
    id: NodeId,
) -> Range {
    let one = |id: NodeId| told.get(id.index()).copied().unwrap_or((None, None));
    let both = |ids: &[NodeId]| -> Vec<Range> { ids.iter().map(|id| one(*id)).collect() };
    match &typed.node(id).what {
        What::Read(slot, _) => {
            let slot = typed.slot(*slot);
            (slot.low, slot.high)
        }
        What::Answered(inner, ..) => one(*inner),
        What::Apply(Operator::Add, left, right) => {
            let ((a, b), (c, d)) = (one(*left), one(*right));
            (sum(a, c), sum(b, d))
        }
        What::Apply(Operator::Subtract, left, right) => {
            let ((a, b), (c, d)) = (one(*left), one(*right));
            (sum(a, d.map(|d| -d)), sum(b, c.map(|c| -c)))
        }
        What::Capped(of, _, cap) => smaller(&both(&[*of, *cap])),
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
        What::Negate(of) => turned(one(*of)),
        What::Apply(Operator::Multiply, left, right) => product(one(*left), one(*right)),
        What::Word(Word::FloorTo, ids) => {
            let (low, high) = ids.first().map_or((None, None), |id| one(*id));
            // A step takes away less than itself.
            let (_, step) = ids.get(1).map_or((None, None), |id| one(*id));
            (sum(low, step.map(|step| -step)), high)
        }
        What::Word(Word::CeilTo, ids) => {
            let (low, high) = ids.first().map_or((None, None), |id| one(*id));
            let (_, step) = ids.get(1).map_or((None, None), |id| one(*id));
            (low, sum(high, step))
        }
        What::Word(Word::MonthlyFromTna, ids) => monthly(ids, &both, RatePeriod::YearNominal),
        What::Word(Word::MonthlyFromTea, ids) => monthly(ids, &both, RatePeriod::YearEffective),
        What::Property(owner, name) => property(typed, tables, scorecards, *owner, name),
        _ => (None, None),
    }
}

fn property(
    typed: &Typed,
    tables: &BTreeMap<String, Table>,
    scorecards: &BTreeMap<String, Scorecard>,
    owner: NodeId,
    name: &str,
) -> Range {
    match &typed.node(owner).what {
        What::Table(..) => {
            let Some(values) = results(typed, tables, owner, name) else {
                return (None, None);
            };
            let numbers: Option<Vec<Decimal>> = values.iter().map(|value| value.number()).collect();
            let numbers = numbers.unwrap_or_default();
            (numbers.iter().min().copied(), numbers.iter().max().copied())
        }
        What::Scorecard(card, _) if name == "points" => {
            let Some(card) = scorecards.get(&**card) else {
                return (None, None);
            };
            let mut range = (Some(card.initial), Some(card.initial));
            for characteristic in &card.characteristics {
                let points = || characteristic.ranges.iter().map(|range| range.points);
                range = (sum(range.0, points().min()), sum(range.1, points().max()));
            }
            range
        }
        What::Scorecard(..) if name == "odds" => (Some(Decimal::ZERO), None),
        _ => (None, None),
    }
}

/// The values that a table can give as a result.
fn results<'s>(
    typed: &Typed,
    tables: &'s BTreeMap<String, Table>,
    owner: NodeId,
    name: &str,
) -> Option<Vec<&'s Value>> {
    let What::Table(table, _) = &typed.node(owner).what else {
        return None;
    };
    let table = tables.get(&**table)?;
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
pub(super) fn listed(
    typed: &Typed,
    tables: &BTreeMap<String, Table>,
    id: NodeId,
) -> Option<Values> {
    let What::Property(owner, name) = &typed.node(id).what else {
        return None;
    };
    let values = results(typed, tables, *owner, name)?;
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

fn sum(one: Option<Decimal>, other: Option<Decimal>) -> Option<Decimal> {
    one?.checked_add(other?)
}

fn turned((low, high): Range) -> Range {
    (high.map(|high| -high), low.map(|low| -low))
}

/// A product of figures, told where all ends are known, or one side is never negative.
fn product((a, b): Range, (c, d): Range) -> Range {
    let ends = |one: Option<Decimal>, other: Option<Decimal>| one?.checked_mul(other?);
    if let (Some(_), Some(_), Some(_), Some(_)) = (a, b, c, d) {
        let all: Option<Vec<Decimal>> = [ends(a, c), ends(a, d), ends(b, c), ends(b, d)]
            .into_iter()
            .collect();
        let all = all.unwrap_or_default();
        return (all.iter().min().copied(), all.iter().max().copied());
    }
    let positive = |low: Option<Decimal>| low.is_some_and(|low| !low.is_sign_negative());
    if positive(a) && positive(c) {
        return (ends(a, c), ends(b, d));
    }
    (None, None)
}

/// A month's rate rises with the year's, so that its ends are those of the year's.
fn monthly(ids: &[NodeId], both: &dyn Fn(&[NodeId]) -> Vec<Range>, period: RatePeriod) -> Range {
    let (low, high) = both(ids).first().copied().unwrap_or((None, None));
    let month = |year: Option<Decimal>| Rate::new(year?, period).monthly();
    (month(low), month(high))
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
