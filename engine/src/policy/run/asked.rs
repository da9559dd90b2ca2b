//! The reports that a run has asked for so far, and which of them came.

use caudal_facts::{Party, Report, Source};

/// Reports in the order that they were asked for.
#[derive(Debug, Default)]
pub(super) struct AskedSources {
    in_order: Vec<Report>,
    /// A bit for each that was asked for, and for each that came: features look often.
    asked: u32,
    answered: u32,
}

impl AskedSources {
    /// Notes that a report was asked for, unless it was already.
    pub(super) fn ask(&mut self, report: Report, answered: bool) -> bool {
        if self.has(report) {
            return false;
        }
        self.in_order.push(report);
        self.asked |= bit(report);
        if answered {
            self.answered |= bit(report);
        }
        true
    }

    /// Whether a report was asked for.
    pub(super) const fn has(&self, report: Report) -> bool {
        self.asked & bit(report) != 0
    }

    /// Whether it was asked for and came.
    pub(super) const fn answered(&self, report: Report) -> bool {
        self.answered & bit(report) != 0
    }

    /// All of them, in order.
    pub(super) fn into_vec(self) -> Vec<Report> {
        self.in_order
    }
}

const fn bit(report: Report) -> u32 {
    let bit = 1 << report.source as u32;
    match report.party {
        Party::Applicant => bit,
        Party::CoApplicant => bit << PARTY,
    }
}

/// How many bits each person has.
const PARTY: u32 = 16;
const _: () = assert!(Source::ALL.len() <= PARTY as usize, "a bit for each source");
