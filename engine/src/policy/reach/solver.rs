//! Where the conditions of a policy are true, false and missing.
//!
//! A condition over independent subjects (features, inputs, parameters, results of tables) compared with figures
//! is told exactly. What is computed from several subjects is a subject of its own, so that less is told of it, and
//! nothing that is wrong: a region holds every case that is possible, and maybe some that are not.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::domain::{Domain, Values};
use super::interval::{Edge, Numbers};
use super::range;
use super::region::{Region, Subject, Truth};
use crate::policy::scorecard::Scorecard;
use crate::policy::table::Table;
use crate::policy::typed::{NodeId, Of, StepOf, Typed, What, Word, Words};
use crate::policy::value::{Operator, Value};

/// How many ways a compared value may come about before it is taken as one.
const WAYS_MAX: usize = 12;

/// Tells where conditions hold.
pub(super) struct Solver<'s> {
    pub(super) typed: &'s Typed,
    pub(super) tables: &'s BTreeMap<String, Table>,
    pub(super) scorecards: &'s BTreeMap<String, Scorecard>,
    /// Whether tables are taken to have a row for everybody.
    pub(super) without_gaps: bool,
    told: HashMap<NodeId, Truth>,
}

/// One way in which a value comes about: the cases, and the node that then gives it; no node when
/// it is missing then.
type Way = (Region, Option<NodeId>);

impl<'s> Solver<'s> {
    pub(super) fn new(
        typed: &'s Typed,
        tables: &'s BTreeMap<String, Table>,
        scorecards: &'s BTreeMap<String, Scorecard>,
    ) -> Self {
        Self {
            typed,
            tables,
            scorecards,
            without_gaps: false,
            told: HashMap::new(),
        }
    }

    /// Where a condition is true, false and missing.
    pub(super) fn truth(&mut self, id: NodeId) -> Truth {
        let same = self.typed.node(id).same;
        if let Some(told) = self.told.get(&same) {
            return told.clone();
        }
        let truth = self.tell(same);
        self.told.insert(same, truth.clone());
        truth
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
        if let Some(listed) = range::listed(self, id) {
            return listed;
        }
        match &node.ty.of {
            Of::Number(_) => {
                let (low, high) = range::of(self, id);
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

    /// Where a value is missing, and where it is none.
    pub(super) fn absent(&mut self, id: NodeId) -> (Region, Region) {
        let node = self.typed.node(id);
        if !node.ty.may_lack() {
            return (Region::none(), Region::none());
        }
        match &node.what {
            What::Answered(of, ..) => self.absent(*of),
            What::Apply(..) | What::Not(_) if node.ty.of == Of::Flag => {
                (self.truth(id).lacks, Region::none())
            }
            What::Word(Word::Or, of) => {
                let [first, second] = of[..] else {
                    return self.absent_leaf(id);
                };
                let (missing, none) = self.absent(first);
                let (still, instead) = self.absent(second);
                (missing.and(&still), none.or(&missing.and(&instead)))
            }
            What::Word(Word::IfNone, of) => {
                let [first, second] = of[..] else {
                    return self.absent_leaf(id);
                };
                let (missing, none) = self.absent(first);
                let (instead, still) = self.absent(second);
                (missing.or(&none.and(&instead)), none.and(&still))
            }
            _ => self.absent_leaf(id),
        }
    }

    fn absent_leaf(&self, id: NodeId) -> (Region, Region) {
        let (subject, base) = self.leaf(id);
        let part = |missing: bool| {
            let mut lacking = base.lacking();
            lacking.missing &= missing;
            lacking.none &= !missing;
            Region::of(subject, lacking)
        };
        (part(true), part(false))
    }

    /// Where a value is known.
    fn present(&mut self, id: NodeId) -> Region {
        let node = self.typed.node(id);
        if !node.ty.may_lack() {
            return Region::all();
        }
        match &node.what {
            What::Answered(of, ..) => self.present(*of),
            What::Apply(..) | What::Not(_) if node.ty.of == Of::Flag => {
                let truth = self.truth(id);
                truth.yes.or(&truth.no)
            }
            What::Word(word @ (Word::Or | Word::IfNone), of) if of.len() == 2 => {
                let (first, second) = (of[0], of[1]);
                let (missing, none) = self.absent(first);
                let answered = if *word == Word::Or { missing } else { none };
                let instead = answered.and(&self.present(second));
                self.present(first).or(&instead)
            }
            _ => {
                let (subject, base) = self.leaf(id);
                Region::of(subject, base.known(&Values::Some(true)))
            }
        }
    }

    /// The ways in which a value comes about.
    fn ways(&mut self, id: NodeId) -> Vec<Way> {
        let ways = match &self.typed.node(id).what {
            What::Answered(of, ..) => self.ways(*of),
            What::Word(Word::Choose, of) if of.len() == 3 => self.either(of[0], of[1], of[2]),
            What::If(condition, yes, no) => self.either(*condition, *yes, *no),
            What::Word(word @ (Word::Or | Word::IfNone), of) if of.len() == 2 => {
                let (first, second) = (of[0], of[1]);
                let (missing, none) = self.absent(first);
                let (answered, left) = match word {
                    Word::Or => (missing, none),
                    _ => (none, missing),
                };
                let known = self.present(first);
                let mut ways = within(&known, self.ways(first));
                ways.extend(within(&answered, self.ways(second)));
                ways.push((left, None));
                ways
            }
            _ => vec![(Region::all(), Some(id))],
        };
        if ways.len() > WAYS_MAX {
            return vec![(Region::all(), Some(id))];
        }
        ways
    }

    fn either(&mut self, condition: NodeId, yes: NodeId, no: NodeId) -> Vec<Way> {
        let condition = self.truth(condition);
        let mut ways = within(&condition.yes, self.ways(yes));
        ways.extend(within(&condition.no, self.ways(no)));
        ways.push((condition.lacks, None));
        ways
    }

    /// One value against another.
    pub(super) fn comparison(&mut self, operator: Operator, one: NodeId, other: NodeId) -> Truth {
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
        let mut all = Truth {
            yes: Region::none(),
            no: Region::none(),
            lacks: Region::none(),
        };
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
                all.yes = all.yes.or(&cases.and(&truth.yes));
                all.no = all.no.or(&cases.and(&truth.no));
                all.lacks = all.lacks.or(&cases.and(&truth.lacks));
            }
        }
        all
    }

    /// The same of values that come about in one way.
    fn plain(&self, operator: Operator, one: NodeId, other: NodeId) -> Truth {
        if let Some(flag) = self.constants(operator, one, other) {
            return Truth::always(flag);
        }
        if let Some((subject, operator, bound)) = range::isolated(self.typed, operator, one, other)
        {
            return self.against(subject, operator, bound);
        }
        if matches!(operator, Operator::Equal | Operator::NotEqual)
            && let Some((subject, text)) = self.against_text(one, other)
        {
            let (subject, base) = self.leaf(subject);
            let these = Values::Texts {
                these: BTreeSet::from([Arc::clone(&text)]),
                others: None,
            };
            let rest = Values::Texts {
                these: BTreeSet::new(),
                others: Some(BTreeSet::from([text])),
            };
            let equal = Truth {
                yes: Region::of(subject, base.known(&these)),
                no: Region::of(subject, base.known(&rest)),
                lacks: Region::of(subject, base.lacking()),
            };
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
        range::constant(self.typed, id).map(Value::Number)
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
        let possible = range::order(self, one, other);
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

/// A flag that is never missing.
const fn flagged(yes: Region, no: Region) -> Truth {
    Truth {
        yes,
        no,
        lacks: Region::none(),
    }
}

/// The ways that lie within some cases.
fn within(cases: &Region, ways: Vec<Way>) -> Vec<Way> {
    ways.into_iter()
        .map(|(region, node)| (cases.and(&region), node))
        .filter(|(region, _)| !region.is_none())
        .collect()
}
