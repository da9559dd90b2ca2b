//! What one subject can be: its values, and whether it can be missing or none.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::interval::Numbers;

/// What a subject can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Domain {
    pub(super) values: Values,
    pub(super) missing: bool,
    pub(super) none: bool,
}

/// The values that a subject can have when it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Values {
    /// Numbers, of which only whole ones count when it is told so.
    Numbers { set: Numbers, whole: bool },
    /// Yes, no.
    Flags { yes: bool, no: bool },
    /// Texts: these, and with `others` any text but these named ones.
    Texts {
        these: BTreeSet<Arc<str>>,
        others: Option<BTreeSet<Arc<str>>>,
    },
    /// How one value stands to another: less, equal, greater.
    Order {
        less: bool,
        equal: bool,
        greater: bool,
    },
    /// Nothing is known of the values but whether there are any.
    Some(bool),
}

impl Domain {
    /// What both allow.
    pub(super) fn and(&self, other: &Self) -> Self {
        Self {
            values: self.values.and(&other.values),
            missing: self.missing && other.missing,
            none: self.none && other.none,
        }
    }

    /// Whether nothing is left.
    pub(super) fn is_empty(&self) -> bool {
        !self.missing && !self.none && self.values.is_empty()
    }

    /// The same with values only.
    pub(super) fn known(&self, values: &Values) -> Self {
        Self {
            values: self.values.and(values),
            missing: false,
            none: false,
        }
    }

    /// The same without values.
    pub(super) fn lacking(&self) -> Self {
        Self {
            values: Values::Some(false),
            missing: self.missing,
            none: self.none,
        }
    }
}

impl Values {
    pub(super) fn and(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Some(false), _) | (_, Self::Some(false)) => Self::Some(false),
            (Self::Some(true), known) | (known, Self::Some(true)) => known.clone(),
            (
                Self::Numbers { set, whole },
                Self::Numbers {
                    set: other,
                    whole: other_whole,
                },
            ) => Self::Numbers {
                set: set.and(other),
                whole: *whole || *other_whole,
            },
            (Self::Flags { yes, no }, Self::Flags { yes: y, no: n }) => Self::Flags {
                yes: *yes && *y,
                no: *no && *n,
            },
            (
                Self::Order {
                    less,
                    equal,
                    greater,
                },
                Self::Order {
                    less: l,
                    equal: e,
                    greater: g,
                },
            ) => Self::Order {
                less: *less && *l,
                equal: *equal && *e,
                greater: *greater && *g,
            },
            (Self::Texts { .. }, Self::Texts { .. }) => self.texts(other),
            // Two kinds of values meet only where the types do not fit, which is reported.
            _ => Self::Some(true),
        }
    }

    fn texts(&self, other: &Self) -> Self {
        let (
            Self::Texts { these, others },
            Self::Texts {
                these: more,
                others: more_others,
            },
        ) = (self, other)
        else {
            return Self::Some(true);
        };
        let within = |text: &Arc<str>, these: &BTreeSet<Arc<str>>, others: &Option<BTreeSet<_>>| {
            these.contains(text) || others.as_ref().is_some_and(|but| !but.contains(text))
        };
        Self::Texts {
            these: these
                .iter()
                .filter(|text| within(text, more, more_others))
                .chain(more.iter().filter(|text| within(text, these, others)))
                .cloned()
                .collect(),
            others: match (others, more_others) {
                (Some(one), Some(other)) => Some(one.union(other).cloned().collect()),
                _ => None,
            },
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Numbers { set, whole: false } => set.is_empty(),
            Self::Numbers { set, whole: true } => set.whole().is_empty(),
            Self::Flags { yes, no } => !yes && !no,
            Self::Texts { these, others } => these.is_empty() && others.is_none(),
            Self::Order {
                less,
                equal,
                greater,
            } => !less && !equal && !greater,
            Self::Some(some) => !some,
        }
    }
}
