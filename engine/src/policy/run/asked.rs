//! The sources that a run has asked so far, and which of them answered.

use caudal_facts::Source;

/// Sources in the order that they were asked.
#[derive(Debug, Default)]
pub(super) struct AskedSources {
    in_order: Vec<Source>,
    /// A bit for each source that was asked, and for each that answered: features look often.
    asked: u16,
    answered: u16,
}

impl AskedSources {
    /// Notes that a source was asked, unless it was already.
    pub(super) fn ask(&mut self, source: Source, answered: bool) -> bool {
        if self.has(source) {
            return false;
        }
        self.in_order.push(source);
        self.asked |= bit(source);
        if answered {
            self.answered |= bit(source);
        }
        true
    }

    /// Whether a source was asked.
    pub(super) const fn has(&self, source: Source) -> bool {
        self.asked & bit(source) != 0
    }

    /// Whether it was asked and answered.
    pub(super) const fn answered(&self, source: Source) -> bool {
        self.answered & bit(source) != 0
    }

    /// All of them, in order.
    pub(super) fn into_vec(self) -> Vec<Source> {
        self.in_order
    }
}

const fn bit(source: Source) -> u16 {
    1 << source as u16
}

const _: () = assert!(Source::ALL.len() <= 16, "a bit for each source");
