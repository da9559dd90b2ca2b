//! What the columns of tables and scorecards are given, over all places where they are looked up.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::policy::check::Subject;
use crate::policy::kind::Kind;
use crate::policy::manifest::HitPolicy;
use crate::policy::scorecard::Scorecard;
use crate::policy::table::{Domain, Shape};
use crate::policy::typed::{NodeId, Of, Slot, SlotOf, StepOf, Typed, What, Word, Words};
use crate::policy::value::{Operator, Value};

/// What columns are given, by table or scorecard. One of which a column cannot be told is left out.
#[derive(Default)]
pub(crate) struct Given<'t> {
    pub(crate) tables: BTreeMap<&'t str, Vec<Domain>>,
    pub(crate) scorecards: BTreeMap<&'t str, Vec<Domain>>,
}

/// Tells what nodes can be.
pub(in crate::policy) struct Reader<'t> {
    subject: &'t Subject<'t>,
    typed: &'t Typed,
    /// What nodes were found to be: one is used at many places.
    known: RefCell<HashMap<NodeId, Shape>>,
}

/// Reads every look-up of a script.
pub(crate) fn given<'t>(subject: &'t Subject<'t>, typed: &'t Typed) -> Given<'t> {
    let reader = Reader::new(subject, typed);
    let (mut tables, mut scorecards) = (BTreeMap::new(), BTreeMap::new());
    for node in &typed.nodes {
        match &node.what {
            What::Table(name, values) => reader.add(&mut tables, name, values),
            What::Scorecard(name, values) => reader.add(&mut scorecards, name, values),
            _ => {}
        }
    }
    for step in &typed.steps {
        if let StepOf::Rules(name, values) = &step.of {
            reader.add(&mut tables, name, values);
        }
    }
    let told = |all: BTreeMap<&'t str, Option<Vec<Domain>>>| {
        let told = all.into_iter();
        told.filter_map(|(name, domains)| Some((name, domains?)))
            .collect()
    };
    let mut tables: BTreeMap<&str, Vec<Domain>> = told(tables);
    for (name, domains) in &mut tables {
        narrow(subject, name, domains);
    }
    Given {
        tables,
        scorecards: told(scorecards),
    }
}

/// Takes the ranges that are declared for a table's columns into account.
fn narrow(subject: &Subject<'_>, name: &str, domains: &mut [Domain]) {
    let (Some(table), Some(declared)) =
        (subject.tables.get(name), subject.manifest.tables.get(name))
    else {
        return;
    };
    for (column, domain) in table.conditions.iter().zip(domains) {
        if let (Some((least, most)), Shape::Numbers { low, high, .. }) =
            (declared.ranges.get(column), &mut domain.shape)
        {
            *low = Some(low.map_or(*least, |low| low.max(*least)));
            *high = Some(high.map_or(*most, |high| high.min(*most)));
        }
    }
}

impl<'t> Reader<'t> {
    /// Of a policy's parts and its typed form.
    pub(in crate::policy) fn new(subject: &'t Subject<'t>, typed: &'t Typed) -> Self {
        Self {
            subject,
            typed,
            known: RefCell::default(),
        }
    }

    /// What a node can be; `None` where it is no single value.
    pub(in crate::policy) fn domain(&self, id: NodeId) -> Option<Domain> {
        let ty = &self.typed.node(id).ty;
        Some(Domain {
            shape: self.shape(id)?,
            none: ty.none,
            missing: ty.missing,
        })
    }

    fn add(
        &self,
        all: &mut BTreeMap<&'t str, Option<Vec<Domain>>>,
        name: &'t str,
        values: &[NodeId],
    ) {
        let here: Option<Vec<Domain>> = values.iter().map(|node| self.domain(*node)).collect();
        let known = all.remove(name);
        let both = match (known, here) {
            (None, here) => here,
            (Some(Some(known)), Some(here)) => {
                let pairs = known.iter().zip(&here);
                pairs.map(|(one, other)| one.or(other)).collect()
            }
            _ => None,
        };
        all.insert(name, both);
    }

    fn shape(&self, id: NodeId) -> Option<Shape> {
        match &self.typed.node(id).ty.of {
            Of::Flag => Some(Shape::Flags),
            Of::Date => Some(Shape::Dates {
                low: None,
                high: None,
            }),
            Of::Text(words) => Some(match (self.results(id), words) {
                (Some(texts), _) => Shape::Words(texts.into_iter().filter_map(text).collect()),
                (None, Words::Any) => Shape::Texts,
                (None, Words::Declared(_, words) | Words::Written(words)) => {
                    Shape::Words(BTreeSet::clone(words))
                }
            }),
            Of::Number(_) => Some(self.numbers(id)),
            _ => None,
        }
    }

    /// The numbers that a node can be; rather too many than too few.
    fn numbers(&self, id: NodeId) -> Shape {
        if let Some(known) = self.known.borrow().get(&id) {
            return known.clone();
        }
        let shape = self.computed(id);
        self.known.borrow_mut().insert(id, shape.clone());
        shape
    }

    fn computed(&self, id: NodeId) -> Shape {
        let either = |one: NodeId, other: NodeId| {
            let shapes = (self.numbers(one), self.numbers(other));
            shapes.0.or(&shapes.1).unwrap_or(Shape::NUMBERS)
        };
        match &self.typed.node(id).what {
            What::Number(number) => Shape::Points(BTreeSet::from([*number])),
            What::Read(slot, _) => read(self.typed.slot(*slot)),
            What::Property(owner, name) => match (&self.typed.node(*owner).ty.of, &**name) {
                (Of::Score(card), "points") => {
                    let card = self.subject.scorecards.get(&**card);
                    card.map_or(Shape::NUMBERS, points)
                }
                _ => self.results(id).map_or(Shape::NUMBERS, |results| {
                    Shape::Points(results.into_iter().filter_map(Value::number).collect())
                }),
            },
            What::Answered(of, ..) => self.numbers(*of),
            What::If(_, yes, no) => either(*yes, *no),
            What::Apply(Operator::Add | Operator::Subtract | Operator::Multiply, one, other)
            | What::Capped(one, _, other) => any(self.whole(*one) && self.whole(*other)),
            What::Negate(of) => any(self.whole(*of)),
            What::Word(word, of) => match (word, of.as_slice()) {
                (Word::YearsBetween | Word::MonthsBetween | Word::DaysBetween, _) => any(true),
                (Word::Choose, [_, one, other])
                | (
                    Word::Or
                    | Word::IfNone
                    | Word::Min
                    | Word::Max
                    | Word::MinKnown
                    | Word::MaxKnown,
                    [one, other],
                ) => either(*one, *other),
                (Word::FloorTo | Word::CeilTo | Word::RoundTo, [_, step]) => any(self.whole(*step)),
                _ => Shape::NUMBERS,
            },
            _ => Shape::NUMBERS,
        }
    }

    fn whole(&self, id: NodeId) -> bool {
        match self.numbers(id) {
            Shape::Numbers { whole, .. } => whole,
            Shape::Points(points) => points.iter().all(Decimal::is_integer),
            _ => false,
        }
    }

    /// The results that a column of a table can give, where each is that of one row.
    fn results(&self, id: NodeId) -> Option<Vec<&'t Value>> {
        let What::Property(owner, name) = &self.typed.node(id).what else {
            return None;
        };
        let Of::Row(table) = &self.typed.node(*owner).ty.of else {
            return None;
        };
        let table = self.subject.tables.get(&**table)?;
        let column = table.results.iter().position(|(known, _)| known == name)?;
        if table.hit == HitPolicy::Sum {
            return None;
        }
        table
            .rows
            .iter()
            .map(|row| row.results.get(column))
            .collect()
    }
}

fn any(whole: bool) -> Shape {
    Shape::Numbers {
        low: None,
        high: None,
        whole,
    }
}

fn read(slot: &Slot) -> Shape {
    // What the catalogue counts in days and months is never below zero.
    let counted =
        matches!(slot.of, SlotOf::Feature(_)) && matches!(slot.kind, Kind::Days | Kind::Months);
    let low = slot.low.or(counted.then_some(Decimal::ZERO));
    match (low, slot.high) {
        (Some(low), Some(high)) if low == high => Shape::Points(BTreeSet::from([low])),
        (low, high) => Shape::Numbers {
            low,
            high,
            whole: slot.whole,
        },
    }
}

/// The points that a scorecard can come to.
fn points(card: &Scorecard) -> Shape {
    let mut bounds = Some((card.initial, card.initial));
    let mut whole = card.initial.is_integer();
    for characteristic in &card.characteristics {
        let points = || characteristic.ranges.iter().map(|range| range.points);
        whole = whole && points().all(|points| points.is_integer());
        bounds = bounds.and_then(|(low, high)| {
            let low = low.checked_add(points().min()?)?;
            Some((low, high.checked_add(points().max()?)?))
        });
    }
    Shape::Numbers {
        low: bounds.map(|(low, _)| low),
        high: bounds.map(|(_, high)| high),
        whole,
    }
}

fn text(value: &Value) -> Option<Arc<str>> {
    match value {
        Value::Text(text) => Some(Arc::clone(text)),
        _ => None,
    }
}
