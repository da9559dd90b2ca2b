//! Where values are there, missing and none, and the ways in which they come about.

use super::{Solver, Way};
use crate::policy::reach::domain::Values;
use crate::policy::reach::region::Region;
use crate::policy::typed::{NodeId, Of, What, Word};

/// How many ways a compared value may come about before it is taken as one.
const WAYS_MAX: usize = 12;

impl Solver<'_> {
    /// Where a value is missing, and where it is none.
    pub(super) fn absent(&mut self, id: NodeId) -> (Region, Region) {
        let same = self.typed.node(id).same;
        if let Some(told) = self.absence.get(&same) {
            return told.clone();
        }
        let told = self.tell_absent(same);
        self.absence.insert(same, told.clone());
        told
    }

    fn tell_absent(&mut self, id: NodeId) -> (Region, Region) {
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
    pub(super) fn present(&mut self, id: NodeId) -> Region {
        let same = self.typed.node(id).same;
        if let Some(told) = self.presence.get(&same) {
            return told.clone();
        }
        let told = self.tell_present(same);
        self.presence.insert(same, told.clone());
        told
    }

    fn tell_present(&mut self, id: NodeId) -> Region {
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
    pub(super) fn ways(&mut self, id: NodeId) -> Vec<Way> {
        let same = self.typed.node(id).same;
        if let Some(told) = self.ways.get(&same) {
            return told.clone();
        }
        let told = self.tell_ways(same);
        self.ways.insert(same, told.clone());
        told
    }

    fn tell_ways(&mut self, id: NodeId) -> Vec<Way> {
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
}

/// The ways that lie within some cases.
fn within(cases: &Region, ways: Vec<Way>) -> Vec<Way> {
    ways.into_iter()
        .map(|(region, node)| (cases.and(&region), node))
        .filter(|(region, _)| !region.is_none())
        .collect()
}
