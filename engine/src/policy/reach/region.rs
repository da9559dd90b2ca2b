//! Conditions as regions: where they are true, false and missing, as boxes over subjects.

use std::collections::BTreeMap;

use super::domain::Domain;

/// How many boxes a region may come to before nothing is said of it.
const BOXES_MAX: usize = 128;

/// What a condition looks at: a value by its node, or how two nodes stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    /// A value.
    Value(crate::policy::typed::NodeId),
    /// The order of two values.
    Order(crate::policy::typed::NodeId, crate::policy::typed::NodeId),
}

/// Cases in which every subject lies in its domain; subjects that are not named may be anything.
pub(super) type Box = BTreeMap<Subject, Domain>;

/// Cases that lie in one of some boxes; `None` when there are too many to tell.
#[derive(Debug, Clone)]
pub(super) struct Region(Option<Vec<Box>>);

/// Where a condition is true, false, and missing.
#[derive(Debug, Clone)]
pub(super) struct Truth {
    pub(super) yes: Region,
    pub(super) no: Region,
    pub(super) lacks: Region,
}

impl Region {
    /// No case.
    pub(super) const fn none() -> Self {
        Self(Some(Vec::new()))
    }

    /// Every case.
    pub(super) fn all() -> Self {
        Self(Some(vec![Box::new()]))
    }

    /// What cannot be told.
    pub(super) const fn untold() -> Self {
        Self(None)
    }

    /// The cases in which one subject lies in its domain.
    pub(super) fn of(subject: Subject, domain: Domain) -> Self {
        if domain.is_empty() {
            return Self::none();
        }
        Self(Some(vec![Box::from([(subject, domain)])]))
    }

    /// The cases of both.
    pub(super) fn and(&self, other: &Self) -> Self {
        if self.is_none() || other.is_none() {
            return Self::none();
        }
        let (Some(one), Some(other)) = (&self.0, &other.0) else {
            return Self::untold();
        };
        if one.len().saturating_mul(other.len()) > BOXES_MAX * 64 {
            return Self::untold();
        }
        let pairs = one
            .iter()
            .flat_map(|one| other.iter().filter_map(|other| both(one, other)));
        Self::counted(pairs.collect())
    }

    /// The cases of either.
    pub(super) fn or(&self, other: &Self) -> Self {
        let (Some(one), Some(other)) = (&self.0, &other.0) else {
            return Self::untold();
        };
        let mut all = one.clone();
        all.extend(other.iter().filter(|new| !one.contains(new)).cloned());
        Self::counted(all)
    }

    /// Whether it surely holds no case.
    pub(super) fn is_none(&self) -> bool {
        self.0.as_ref().is_some_and(Vec::is_empty)
    }

    /// Whether its cases can be told.
    pub(super) const fn is_told(&self) -> bool {
        self.0.is_some()
    }

    fn counted(boxes: Vec<Box>) -> Self {
        Self((boxes.len() <= BOXES_MAX).then_some(boxes))
    }
}

fn both(one: &Box, other: &Box) -> Option<Box> {
    let mut both = one.clone();
    for (subject, domain) in other {
        let joined = match both.get(subject) {
            Some(known) => known.and(domain),
            None => domain.clone(),
        };
        if joined.is_empty() {
            return None;
        }
        both.insert(*subject, joined);
    }
    Some(both)
}

impl Truth {
    /// True, or false, in every case.
    pub(super) fn always(flag: bool) -> Self {
        let (yes, no) = if flag {
            (Region::all(), Region::none())
        } else {
            (Region::none(), Region::all())
        };
        Self {
            yes,
            no,
            lacks: Region::none(),
        }
    }

    /// What cannot be told.
    pub(super) const fn untold() -> Self {
        Self {
            yes: Region::untold(),
            no: Region::untold(),
            lacks: Region::untold(),
        }
    }

    /// `!a`
    pub(super) fn not(self) -> Self {
        Self {
            yes: self.no,
            no: self.yes,
            lacks: self.lacks,
        }
    }

    /// `a && b`: false where one is false, whatever the other.
    pub(super) fn and(&self, other: &Self) -> Self {
        let open = |one: &Self| one.yes.or(&one.lacks);
        Self {
            yes: self.yes.and(&other.yes),
            no: self.no.or(&other.no),
            lacks: self.lacks.and(&open(other)).or(&self.yes.and(&other.lacks)),
        }
    }

    /// `a || b`: true where one is true, whatever the other.
    pub(super) fn or(&self, other: &Self) -> Self {
        self.clone().not().and(&other.clone().not()).not()
    }

    /// Where it is not true.
    pub(super) fn not_true(&self) -> Region {
        self.no.or(&self.lacks)
    }
}
