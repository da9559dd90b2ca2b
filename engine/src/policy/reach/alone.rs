//! What cannot be told of an applicant who asks alone, because it reads a co-applicant.
//!
//! Everything is computed once for an application without a co-applicant: whether there is one is known, nothing of
//! theirs is there, and everything else may be anything.

use std::collections::BTreeSet;

use caudal_facts::Party;

use super::Reach;
use crate::policy::findings;
use crate::policy::script::Verb;
use crate::policy::typed::{NodeId, Slot, SlotOf, StepOf, Typed, What, Word};
use crate::policy::value::Operator;

/// What a value is where there is no co-applicant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alone {
    /// Yes, no.
    Flag(bool),
    /// A co-applicant's, and so none.
    Nobody,
    /// Missing, because it wants something of theirs.
    Missing,
    /// Missing for some, because of the same.
    MayMiss,
    /// Whatever it is, no co-applicant is wanted for it.
    Own,
}

impl Reach<'_> {
    /// Rules, exceptions, conditions, offers and stages that are unknown for whoever asks alone.
    pub(super) fn alone(&self) {
        let told = Told::of(self.typed);
        if !self.typed.slots.iter().any(is_theirs) || told.refuses() {
            return;
        }
        let mut seen = BTreeSet::new();
        for step in &self.typed.steps {
            if told.skips(step.stage) {
                continue;
            }
            let (what, node) = match &step.of {
                StepOf::Act {
                    verb,
                    code,
                    when: Some(when),
                    ..
                } => (format!("{}({code:?})", verb.name()), *when),
                StepOf::Offer(quote) => ("this offer".to_owned(), *quote),
                StepOf::Stage(stage) => {
                    let stage = &self.typed.stages[*stage];
                    let Some(when) = stage.when else { continue };
                    (format!("whether stage {:?} is skipped", stage.name), when)
                }
                _ => continue,
            };
            let node = self.typed.node(node);
            if told.at(node.same).lacks() && seen.insert(node.span.place) {
                let message = format!("{what} cannot be told where there is no co-applicant");
                let hint = "write co.present && …, choose(co.present, …, …) or co.….if_none(…)";
                let finding = &findings::ALONE_UNKNOWN;
                self.report(finding, &node.span, message, Some(hint));
            }
        }
    }
}

/// What every node is where there is no co-applicant.
struct Told<'t> {
    typed: &'t Typed,
    nodes: Vec<Alone>,
}

impl<'t> Told<'t> {
    fn of(typed: &'t Typed) -> Self {
        let mut told = Self {
            typed,
            nodes: Vec::with_capacity(typed.nodes.len()),
        };
        for node in &typed.nodes {
            let next = told.node(&node.what);
            told.nodes.push(next);
        }
        told
    }

    fn at(&self, id: NodeId) -> Alone {
        let told = self.nodes.get(id.index()).copied();
        told.unwrap_or(Alone::Own)
    }

    /// Whether a rule turns down or refers everybody who asks alone.
    fn refuses(&self) -> bool {
        self.typed.steps.iter().any(|step| match &step.of {
            StepOf::Act {
                verb: Verb::Decline | Verb::Refer,
                when: Some(when),
                ..
            } => !self.skips(step.stage) && self.at(*when) == Alone::Flag(true),
            _ => false,
        })
    }

    /// Whether a stage is skipped for everybody who asks alone.
    fn skips(&self, stage: Option<usize>) -> bool {
        let stage = stage.and_then(|stage| self.typed.stages.get(stage));
        let when = stage.and_then(|stage| stage.when);
        when.is_some_and(|when| self.at(when) == Alone::Flag(false))
    }

    fn node(&self, what: &What) -> Alone {
        match what {
            What::Flag(flag) => Alone::Flag(*flag),
            What::Read(slot, _) => match self.typed.slot(*slot) {
                slot if matches!(slot.of, SlotOf::CoPresent) => Alone::Flag(false),
                slot if is_theirs(slot) => Alone::Nobody,
                _ => Alone::Own,
            },
            What::Property(of, name) => match &self.typed.node(*of).what {
                What::Source(report, _) if report.party == Party::CoApplicant => match &**name {
                    "offered" => Alone::Flag(false),
                    _ => Alone::Nobody,
                },
                _ => self.strict(&[*of]),
            },
            What::Apply(Operator::And, one, other) => self.logic([*one, *other], false),
            What::Apply(Operator::Or, one, other) => self.logic([*one, *other], true),
            What::Not(of) => match self.at(*of) {
                Alone::Flag(flag) => Alone::Flag(!flag),
                _ => self.strict(&[*of]),
            },
            What::If(condition, yes, no) => self.choice(*condition, *yes, *no),
            What::Word(word, of) => self.word(*word, of),
            // What a row answers to none stands in the row; an answer to missing data tells itself.
            What::Table(..) | What::Scorecard(..) | What::Answered(..) => Alone::Own,
            other => self.strict(&other.operands()),
        }
    }

    fn word(&self, word: Word, of: &[NodeId]) -> Alone {
        match (word, of) {
            (Word::Choose, [condition, yes, no]) => self.choice(*condition, *yes, *no),
            (Word::IfNone, [x, y]) => match self.at(*x) {
                Alone::Nobody => self.at(*y),
                known => known,
            },
            (Word::Or, [x, y]) => match self.at(*x) {
                Alone::Missing => self.at(*y),
                Alone::MayMiss => Self::either(Alone::Own, self.at(*y)),
                known => known,
            },
            (Word::Known, [x]) => match self.at(*x) {
                Alone::Nobody | Alone::Missing => Alone::Flag(false),
                _ => Alone::Own,
            },
            (Word::IsMissing, [x]) => match self.at(*x) {
                Alone::Missing => Alone::Flag(true),
                Alone::Nobody => Alone::Flag(false),
                _ => Alone::Own,
            },
            (Word::IsNone, [x]) => match self.at(*x) {
                Alone::Nobody => Alone::Flag(true),
                Alone::Flag(_) => Alone::Flag(false),
                known => known,
            },
            (Word::MinKnown | Word::MaxKnown, of) => {
                let all = of.iter().all(|id| self.at(*id).lacks());
                if all { Alone::MayMiss } else { Alone::Own }
            }
            _ => self.strict(of),
        }
    }

    /// Missing where something that it is computed from is.
    fn strict(&self, of: &[NodeId]) -> Alone {
        let mut all = of.iter().map(|id| self.at(*id));
        if all
            .clone()
            .any(|alone| matches!(alone, Alone::Nobody | Alone::Missing))
        {
            Alone::Missing
        } else if all.any(Alone::lacks) {
            Alone::MayMiss
        } else {
            Alone::Own
        }
    }

    /// `&&`, which `false` decides, or `||`, which `true` does.
    fn logic(&self, of: [NodeId; 2], decides: bool) -> Alone {
        let both = of.map(|id| self.at(id));
        let decided = Alone::Flag(decides);
        match both {
            [one, other] if one == decided || other == decided => decided,
            [Alone::Flag(_), other] => other.as_missing(),
            [one, Alone::Flag(_)] => one.as_missing(),
            // The other side may decide for some.
            [one, other] if one.lacks() || other.lacks() => match both.map(Alone::as_missing) {
                [Alone::Missing, Alone::Missing] => Alone::Missing,
                _ => Alone::MayMiss,
            },
            _ => Alone::Own,
        }
    }

    fn choice(&self, condition: NodeId, yes: NodeId, no: NodeId) -> Alone {
        match self.at(condition).as_missing() {
            Alone::Flag(true) => self.at(yes),
            Alone::Flag(false) => self.at(no),
            Alone::Missing => Alone::Missing,
            Alone::MayMiss => Alone::MayMiss,
            _ => Self::either(self.at(yes), self.at(no)),
        }
    }

    /// One or the other, by what is not known here.
    fn either(one: Alone, other: Alone) -> Alone {
        match (one, other) {
            _ if one == other => one,
            _ if one.lacks() || other.lacks() => Alone::MayMiss,
            _ => Alone::Own,
        }
    }
}

impl Alone {
    /// Whether it is not there, or not for some.
    const fn lacks(self) -> bool {
        matches!(self, Self::Nobody | Self::Missing | Self::MayMiss)
    }

    /// As logic takes it: none is missing.
    const fn as_missing(self) -> Self {
        match self {
            Self::Nobody => Self::Missing,
            other => other,
        }
    }
}

fn is_theirs(slot: &Slot) -> bool {
    match &slot.of {
        SlotOf::Feature(of) => of.party == Party::CoApplicant,
        SlotOf::Input(party) => *party == Party::CoApplicant,
        _ => false,
    }
}
