//! Whether a changed policy answers every application as it did before: what no case could ever notice.
//!
//! Both typed forms are walked side by side. What was changed differs; what rests on it differs too, unless nothing that
//! the rest can be tells the two apart. It is told of outcomes, reasons' codes, named results and offers; a text that
//! shows a parameter may still show another figure. What cannot be told is taken to differ.

mod compare;
mod lookup;
mod offers;
mod tables;

use rust_decimal::Decimal;

use super::values::Values;
use crate::policy::check::Subject;
use crate::policy::check::rows::given::Reader;
use crate::policy::load::Parts;
use crate::policy::own::OwnFeatures;
use crate::policy::typed::{NodeId, Step, StepOf, What, Word};

/// What became of a node.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fate {
    /// It is what it was.
    Same,
    /// It is what it was, or was one of these numbers and is the other.
    Either(Vec<(Decimal, Decimal)>),
    /// The same row of a table answers, and some row's results were changed.
    Row,
    /// Nothing can be told.
    Differs,
}

/// Whether a policy and one that differs from it in one place answer alike.
pub(super) fn alike(before: &Parts, after: &Parts) -> bool {
    let subject = Subject {
        root: "",
        script: "",
        manifest: &before.manifest,
        catalogue: &before.catalogue,
        // No mutation touches what a policy declares.
        own: &OwnFeatures::default(),
        law: &before.law,
        reasons: &before.reasons,
        tables: &before.tables,
        scorecards: &before.scorecards,
        form: &before.form,
    };
    let mut pair = Pair {
        before,
        after,
        reader: Reader::new(&subject, &before.typed),
        fates: Vec::new(),
    };
    pair.is_alike()
}

struct Pair<'p> {
    before: &'p Parts,
    after: &'p Parts,
    reader: Reader<'p>,
    /// By node.
    fates: Vec<Fate>,
}

impl Pair<'_> {
    fn is_alike(&mut self) -> bool {
        let (one, other) = (&self.before.typed, &self.after.typed);
        let told = one.open.is_empty() && other.open.is_empty();
        let built_alike = one.nodes.len() == other.nodes.len()
            && one.steps.len() == other.steps.len()
            && one.stages.len() == other.stages.len();
        if !told || !built_alike {
            return false;
        }
        for index in 0..one.nodes.len() {
            let fate = self.judged(NodeId::new(index));
            self.fates.push(fate);
        }
        let stages = one.stages.iter().zip(&other.stages);
        let steps = one.steps.iter().zip(&other.steps);
        stages
            .map(|(one, other)| {
                one.when == other.when && one.when.is_none_or(|when| self.same(when))
            })
            .chain(steps.map(|(one, other)| self.step(one, other)))
            .all(|same| same)
            && self.limits()
            && self.law()
    }

    fn fate(&self, id: NodeId) -> &Fate {
        self.fates.get(id.index()).unwrap_or(&Fate::Differs)
    }

    fn same(&self, id: NodeId) -> bool {
        *self.fate(id) == Fate::Same
    }

    fn all_same(&self, ids: &[NodeId]) -> bool {
        ids.iter().all(|id| self.same(*id))
    }

    fn values(&self, id: NodeId) -> Values {
        Values::of(self.before, &self.reader, id)
    }

    fn step(&self, one: &Step, other: &Step) -> bool {
        match (&one.of, &other.of) {
            (StepOf::Stage(one), StepOf::Stage(other)) => one == other,
            (StepOf::Let(name, value), StepOf::Let(other, _)) => name == other && self.same(*value),
            (
                StepOf::Act {
                    code,
                    when,
                    details,
                    ..
                },
                StepOf::Act {
                    code: other,
                    when: other_when,
                    ..
                },
            ) => {
                code == other
                    && when == other_when
                    && when.is_none_or(|when| self.same(when))
                    && details.iter().all(|(_, value)| self.same(*value))
            }
            (StepOf::Rules(name, columns), StepOf::Rules(other, _)) => {
                name == other && self.table(name, columns) == Fate::Same
            }
            (StepOf::Offer(quote), StepOf::Offer(_)) => self.same(*quote),
            _ => false,
        }
    }

    /// What became of a node whose operands were judged before.
    fn judged(&self, id: NodeId) -> Fate {
        let (one, other) = (
            &self.before.typed.node(id).what,
            &self.after.typed.node(id).what,
        );
        match (one, other) {
            (What::Number(one), What::Number(other)) => either(*one, *other),
            (What::Read(..), What::Read(..)) => self.read(id),
            (What::Apply(operator, left, right), What::Apply(instead, ..))
                if one.operands() == other.operands() && operator.compares() =>
            {
                self.compared(*operator, *instead, *left, *right)
            }
            (one, other) if one != other => Fate::Differs,
            (What::Table(name, columns), _) => self.table(name, columns),
            (What::Scorecard(name, columns), _) => self.scorecard(name, columns),
            (What::Property(owner, name), _) => self.property(*owner, name),
            (What::Answered(of, ..), _) => self.fate(*of).clone(),
            (What::If(condition, yes, no), _) => self.chosen(*condition, *yes, *no),
            (What::Word(word, arguments), _) => self.word(*word, arguments),
            (What::Fired(step), _) => match self.before.typed.steps.get(*step).map(|step| &step.of)
            {
                Some(StepOf::Act { when, .. }) if when.is_none_or(|when| self.same(when)) => {
                    Fate::Same
                }
                _ => Fate::Differs,
            },
            (what, _) => self.strict(&what.operands()),
        }
    }

    /// What is the same only if all that it is computed from is.
    fn strict(&self, operands: &[NodeId]) -> Fate {
        if self.all_same(operands) {
            Fate::Same
        } else {
            Fate::Differs
        }
    }

    fn read(&self, id: NodeId) -> Fate {
        let slot = |parts: &Parts| match &parts.typed.node(id).what {
            What::Read(slot, asked) => Some((parts.typed.slot(*slot).clone(), *asked)),
            _ => None,
        };
        let (Some((one, asked)), Some((other, other_asked))) =
            (slot(self.before), slot(self.after))
        else {
            return Fate::Differs;
        };
        if one.name != other.name || asked != other_asked {
            return Fate::Differs;
        }
        let param = |parts: &Parts| {
            let name = one.name.strip_prefix("params.")?;
            parts.manifest.params.get(name).cloned()
        };
        if param(self.before) == param(self.after) {
            return Fate::Same;
        }
        // A figure in UF has no value of its own, and no bounds.
        match (one.low.zip(one.high), other.low.zip(other.high)) {
            (Some((low, high)), Some((other_low, other_high)))
                if low == high && other_low == other_high =>
            {
                either(low, other_low)
            }
            _ => Fate::Differs,
        }
    }

    fn chosen(&self, condition: NodeId, yes: NodeId, no: NodeId) -> Fate {
        if self.same(condition) {
            self.fate(yes).clone().or(self.fate(no).clone())
        } else {
            Fate::Differs
        }
    }

    fn word(&self, word: Word, arguments: &[NodeId]) -> Fate {
        match (word, arguments) {
            (Word::Choose, [condition, yes, no]) => self.chosen(*condition, *yes, *no),
            (Word::Or | Word::IfNone, [of, instead]) => {
                self.fate(*of).clone().or(self.fate(*instead).clone())
            }
            (Word::Min | Word::Max, [one, other]) => match (self.fate(*one), self.fate(*other)) {
                (Fate::Same, Fate::Either(pairs)) => self.bounded(word, *one, pairs),
                (Fate::Either(pairs), Fate::Same) => self.bounded(word, *other, pairs),
                _ => self.strict(arguments),
            },
            _ => self.strict(arguments),
        }
    }
}

impl Fate {
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Same, other) => other,
            (one, Self::Same) => one,
            (Self::Either(mut one), Self::Either(other)) => {
                one.extend(other);
                Self::Either(one)
            }
            _ => Self::Differs,
        }
    }
}

fn either(one: Decimal, other: Decimal) -> Fate {
    if one == other {
        Fate::Same
    } else {
        Fate::Either(vec![(one, other)])
    }
}
