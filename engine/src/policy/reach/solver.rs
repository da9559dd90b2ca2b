//! Where the conditions of a policy are true, false and missing.
//!
//! A condition over independent subjects (features, inputs, parameters, results of tables) compared with figures
//! is told exactly. What is computed from several subjects is a subject of its own, so that less is told of it, and
//! nothing that is wrong: a region holds every case that is possible, and maybe some that are not.

mod comparison;
mod presence;
mod row;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rust_decimal::Decimal;

use super::domain::{Domain, Values};
use super::interval::{Edge, Numbers};
use super::linear::Lines;
use super::order::Bounds;
use super::range::{self, Range};
use super::region::{Region, Subject, Truth};
use crate::policy::scorecard::Scorecard;
use crate::policy::table::Table;
use crate::policy::typed::{NodeId, Of, StepOf, Typed, What, Word, Words};
use crate::policy::value::Operator;

/// Tells where conditions hold.
pub(super) struct Solver<'s> {
    pub(super) typed: &'s Typed,
    pub(super) tables: &'s BTreeMap<String, Table>,
    /// Whether tables are taken to have a row for everybody.
    pub(super) without_gaps: bool,
    lines: &'s Lines<'s>,
    ranges: Vec<Range>,
    bounds: Bounds<'s>,
    told: HashMap<NodeId, Truth>,
    absence: HashMap<NodeId, (Region, Region)>,
    presence: HashMap<NodeId, Region>,
    ways: HashMap<NodeId, Vec<Way>>,
}

/// One way in which a value comes about: the cases, and the node that then gives it; no node when
/// it is missing then.
type Way = (Region, Option<NodeId>);

impl<'s> Solver<'s> {
    pub(super) fn new(
        typed: &'s Typed,
        tables: &'s BTreeMap<String, Table>,
        scorecards: &'s BTreeMap<String, Scorecard>,
        lines: &'s Lines<'s>,
    ) -> Self {
        Self {
            typed,
            tables,
            without_gaps: false,
            lines,
            ranges: range::all(typed, lines, tables, scorecards),
            bounds: Bounds::new(typed),
            told: HashMap::new(),
            absence: HashMap::new(),
            presence: HashMap::new(),
            ways: HashMap::new(),
        }
    }

    /// Where a condition is true, false and missing.
    pub(super) fn truth(&mut self, id: NodeId) -> Truth {
        let same = self.typed.node(id).same;
        if let Some(told) = self.told.get(&same) {
            return told.clone();
        }
        self.prepare(same);
        let truth = self.tell(same);
        self.told.insert(same, truth.clone());
        truth
    }

    /// Tells what a node rests on first, operands before what uses them: however long the chain of
    /// names, nothing is told twice and no call stands deep in another.
    fn prepare(&mut self, id: NodeId) {
        let (mut open, mut all) = (vec![id], BTreeSet::new());
        while let Some(next) = open.pop() {
            for operand in self.typed.node(next).what.operands() {
                let same = self.typed.node(operand).same;
                if !self.presence.contains_key(&same) && all.insert(same) {
                    open.push(same);
                }
            }
        }
        for node in all {
            self.absent(node);
            self.present(node);
            self.ways(node);
            if self.typed.node(node).ty.of == Of::Flag && !self.told.contains_key(&node) {
                let truth = self.tell(node);
                self.told.insert(node, truth);
            }
        }
    }

    fn tell(&mut self, id: NodeId) -> Truth {
        match &self.typed.node(id).what {
            What::Flag(flag) => Truth::always(*flag),
            What::Not(of) => self.truth(*of).not(),
            What::Answered(of, ..) => self.truth(*of),
            What::Apply(Operator::And, one, other) => {
                let (one, other) = (self.truth(*one), self.truth(*other));
                one.and(&other)
            }
            What::Apply(Operator::Or, one, other) => {
                let (one, other) = (self.truth(*one), self.truth(*other));
                one.or(&other)
            }
            What::Apply(operator, one, other) => self.comparison(*operator, *one, *other),
            What::Word(word, of) => self.word(id, *word, of),
            What::If(condition, yes, no) => self.choice(*condition, *yes, *no),
            What::Fired(step) => self.fired(id, *step),
            _ => self.flag(id),
        }
    }

    fn word(&mut self, id: NodeId, word: Word, of: &[NodeId]) -> Truth {
        match (word, of) {
            (Word::Known, [of]) => {
                let (missing, none) = self.absent(*of);
                let absent = missing.or(&none);
                flagged(self.present(*of), absent)
            }
            (Word::IsMissing, [of]) => {
                let (missing, none) = self.absent(*of);
                flagged(missing, self.present(*of).or(&none))
            }
            (Word::IsNone, [of]) => {
                let (missing, none) = self.absent(*of);
                Truth {
                    yes: none,
                    no: self.present(*of),
                    lacks: missing,
                }
            }
            (Word::Choose, [condition, yes, no]) => self.choice(*condition, *yes, *no),
            (Word::Or | Word::IfNone, [first, second]) => {
                let (missing, none) = self.absent(*first);
                let (answered, left) = if word == Word::Or {
                    (missing, none)
                } else {
                    (none, missing)
                };
                let (first, second) = (self.truth(*first), self.truth(*second));
                Truth {
                    yes: first.yes.or(&answered.and(&second.yes)),
                    no: first.no.or(&answered.and(&second.no)),
                    lacks: left.or(&answered.and(&second.lacks)),
                }
            }
            (Word::Between, [of, low, high]) => {
                let above = self.comparison(Operator::GreaterOrEqual, *of, *low);
                above.and(&self.comparison(Operator::LessOrEqual, *of, *high))
            }
            (Word::OneOf, [of, items @ ..])
                if items
                    .iter()
                    .all(|item| !self.typed.node(*item).ty.may_lack()) =>
            {
                let mut any = Truth::always(false);
                for item in items {
                    any = any.or(&self.comparison(Operator::Equal, *of, *item));
                }
                any
            }
            _ => self.flag(id),
        }
    }

    fn choice(&mut self, condition: NodeId, yes: NodeId, no: NodeId) -> Truth {
        let condition = self.truth(condition);
        let (yes, no) = (self.truth(yes), self.truth(no));
        let either = |pick: fn(&Truth) -> &Region| {
            let one = condition.yes.and(pick(&yes));
            one.or(&condition.no.and(pick(&no)))
        };
        Truth {
            yes: either(|truth| &truth.yes),
            no: either(|truth| &truth.no),
            lacks: condition.lacks.or(&either(|truth| &truth.lacks)),
        }
    }

    /// A rule's kept answer is its condition's, unless its stage may be skipped.
    fn fired(&mut self, id: NodeId, step: usize) -> Truth {
        let Some(step) = self.typed.steps.get(step) else {
            return self.flag(id);
        };
        let skips = step
            .stage
            .is_some_and(|stage| self.typed.stages[stage].when.is_some());
        match &step.of {
            StepOf::Act {
                when: Some(when), ..
            } if !skips => self.truth(*when),
            _ => self.flag(id),
        }
    }

    /// A yes or no that is a subject of its own.
    fn flag(&self, id: NodeId) -> Truth {
        let (subject, base) = self.leaf(id);
        let part =
            |yes: bool, no: bool| Region::of(subject, base.known(&Values::Flags { yes, no }));
        Truth {
            yes: part(true, false),
            no: part(false, true),
            lacks: Region::of(subject, base.lacking()),
        }
    }

    /// A value that is a subject of its own, and what it can be.
    fn leaf(&self, id: NodeId) -> (Subject, Domain) {
        let node = self.typed.node(self.typed.node(id).same);
        let gap = matches!(&node.what, What::Property(of, _)
            if matches!(self.typed.node(*of).what, What::Table(..)));
        let base = Domain {
            values: self.values(id),
            missing: node.ty.missing && !(gap && self.without_gaps),
            none: node.ty.none,
        };
        (Subject::Value(node.same), base)
    }

    /// The values that a node can have.
    fn values(&self, id: NodeId) -> Values {
        let node = self.typed.node(id);
        if let Some(listed) = range::listed(self.typed, self.tables, id) {
            return listed;
        }
        match &node.ty.of {
            Of::Number(_) => {
                let (low, high) = self.ranges.get(id.index()).copied().unwrap_or((None, None));
                let edge = |number: Option<Decimal>| number.map_or(Edge::Open, Edge::With);
                Values::Numbers {
                    set: Numbers::between(edge(low), edge(high)),
                    whole: range::is_whole(self.typed, id),
                }
            }
            Of::Flag => Values::Flags {
                yes: true,
                no: true,
            },
            Of::Text(Words::Declared(_, words) | Words::Written(words)) => Values::Texts {
                these: (**words).clone(),
                others: None,
            },
            Of::Text(Words::Any) => Values::Texts {
                these: BTreeSet::new(),
                others: Some(BTreeSet::new()),
            },
            _ => Values::Some(true),
        }
    }
}

/// A flag that is never missing.
const fn flagged(yes: Region, no: Region) -> Truth {
    Truth {
        yes,
        no,
        lacks: Region::none(),
    }
}
