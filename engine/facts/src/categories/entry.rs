//! One entry of a categories file, and whether it holds for a movement.

use super::category::Category;
use super::matching::Movement;

/// An entry of a categories file: what it looks for, and the category that it gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub(super) id: String,
    pub(super) category: Category,
    pub(super) line: usize,
    pub(super) sign: Option<Sign>,
    /// Patterns that speak for it, the regex included. With none, the other conditions decide.
    pub(super) patterns: usize,
    /// Patterns that speak against it.
    pub(super) exceptions: usize,
    /// Bounds on the absolute amount, in minor units of the country's currency.
    pub(super) min_minor: Option<i64>,
    pub(super) max_minor: Option<i64>,
    pub(super) counterparty_is_applicant: bool,
}

/// The direction that an entry wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    In,
    Out,
}

impl Entry {
    /// Its id, which is kept with every movement that it decides.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The category that it gives.
    #[must_use]
    pub const fn category(&self) -> Category {
        self.category
    }

    /// The line of the file on which it begins, from 1.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }

    /// `"in"` or `"out"` when it holds for money received or paid alone.
    #[must_use]
    pub const fn sign(&self) -> Option<&'static str> {
        match self.sign {
            None => None,
            Some(Sign::In) => Some("in"),
            Some(Sign::Out) => Some("out"),
        }
    }

    /// How many patterns speak for it, its regex included.
    #[must_use]
    pub const fn patterns(&self) -> usize {
        self.patterns
    }

    /// Whether all that is asked beside the text holds.
    pub(super) fn admits(&self, movement: &Movement<'_>) -> bool {
        let minor = movement.amount.minor();
        let size = minor.unsigned_abs();
        let sign = match self.sign {
            None => true,
            Some(Sign::In) => minor > 0,
            Some(Sign::Out) => minor < 0,
        };
        let at_least = self.min_minor.is_none_or(|min| size >= min.unsigned_abs());
        let at_most = self.max_minor.is_none_or(|max| size <= max.unsigned_abs());
        let own = movement.counterparty_is_applicant || !self.counterparty_is_applicant;
        sign && at_least && at_most && own
    }

    /// Whether this entry takes every movement of a text that another could take.
    pub(super) fn covers(&self, other: &Self) -> bool {
        let sign = self.sign.is_none() || self.sign == other.sign;
        let at_least = self
            .min_minor
            .is_none_or(|min| other.min_minor.is_some_and(|theirs| theirs >= min));
        let at_most = self
            .max_minor
            .is_none_or(|max| other.max_minor.is_some_and(|theirs| theirs <= max));
        let own = !self.counterparty_is_applicant || other.counterparty_is_applicant;
        self.exceptions == 0 && sign && at_least && at_most && own
    }
}
