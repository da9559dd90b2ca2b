//! What each reason of a run has come to, exceptions made.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::{FiredReason, Severity};
use crate::policy::reasons::Reasons;

/// What one reason code has come to.
pub(super) struct Weighed {
    pub(super) severity: Severity,
    pub(super) event: Option<usize>,
    pub(super) softened: Option<String>,
    /// Where the reason stands in the reasons file, as far as is known.
    pub(super) rank: usize,
}

/// Reasons by code, the heaviest event of each. They are few.
#[derive(Default)]
pub(super) struct Weights<'p>(Vec<(Cow<'p, str>, Weighed)>);

impl Weighed {
    /// What an event gives, for a reason that no rule has.
    pub(super) fn by(severity: Severity, event: usize) -> Self {
        Self {
            event: Some(event),
            ..Self::alone(severity)
        }
    }

    /// A reason that no event gives.
    pub(super) const fn alone(severity: Severity) -> Self {
        Self {
            severity,
            event: None,
            softened: None,
            rank: usize::MAX,
        }
    }
}

impl<'p> Weights<'p> {
    /// Adds what an event gives, unless the reason weighs as much already.
    pub(super) fn add(&mut self, code: Cow<'p, str>, weighed: Weighed) {
        match self.0.iter_mut().find(|(known, _)| *known == code) {
            Some((_, known)) if known.severity < weighed.severity => *known = weighed,
            Some(_) => {}
            None => self.0.push((code, weighed)),
        }
    }

    /// Adds a reason, unless it is there already.
    pub(super) fn add_new(&mut self, code: Cow<'p, str>, weighed: Weighed) {
        if !self.has(&code) {
            self.0.push((code, weighed));
        }
    }

    /// Whether a reason is there.
    pub(super) fn has(&self, code: &str) -> bool {
        self.0.iter().any(|(known, _)| known == code)
    }

    /// Whether there are none.
    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The worst that any reason comes to.
    pub(super) fn worst(&self) -> Option<Severity> {
        self.0.iter().map(|(_, weighed)| weighed.severity).max()
    }

    /// Most severe first, then in the order of the reasons file, then by code.
    pub(super) fn ranked(mut self, reasons: &Reasons) -> Vec<FiredReason> {
        for (code, weighed) in &mut self.0 {
            if weighed.rank == usize::MAX {
                weighed.rank = reasons.get(code).map_or(usize::MAX, |(rank, _)| rank);
            }
        }
        self.0.sort_unstable_by(|(code, one), (other_code, other)| {
            let key = |weighed: &Weighed| (Reverse(weighed.severity), weighed.rank);
            key(one).cmp(&key(other)).then_with(|| code.cmp(other_code))
        });
        let reasons = self.0.into_iter();
        let reasons = reasons.map(|(code, weighed)| FiredReason {
            code: code.into_owned(),
            severity: weighed.severity,
            event: weighed.event,
            softened: weighed.softened,
        });
        reasons.collect()
    }
}
