//! The states of a job, in Cirenio's words, and the courses that jobs take through them.

use serde::Serialize;

use crate::faults::Fault;

/// How far a job has come, in Cirenio's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum JobState {
    /// Created.
    Waiting,
    /// The applicant's credentials were good.
    Logged,
    /// Being worked on.
    Working,
    /// Everything is extracted.
    Stored,
    /// The sums are computed.
    Insights,
    /// The report was read.
    Read,
    /// Something went wrong.
    Failed,
    /// What went wrong is repaired.
    Recycled,
}

impl JobState {
    /// Cirenio's word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "WAITING",
            Self::Logged => "LOGGED",
            Self::Working => "WORKING",
            Self::Stored => "STORED",
            Self::Insights => "INSIGHTS",
            Self::Read => "READ",
            Self::Failed => "FAILED",
            Self::Recycled => "RECYCLED",
        }
    }

    /// Whether there is a report to read.
    #[must_use]
    pub const fn has_report(self) -> bool {
        matches!(self, Self::Stored | Self::Insights | Self::Read)
    }
}

/// The states that a job with this fault goes through, in order.
pub(super) const fn course(fault: Option<&Fault>) -> &'static [JobState] {
    match fault {
        Some(Fault::JobFails { recycles: true }) => RECYCLED,
        Some(Fault::JobFails { recycles: false }) => BADLY,
        _ => WELL,
    }
}

const WELL: &[JobState] = &[
    JobState::Waiting,
    JobState::Logged,
    JobState::Working,
    JobState::Stored,
    JobState::Insights,
];

const BADLY: &[JobState] = &[
    JobState::Waiting,
    JobState::Logged,
    JobState::Working,
    JobState::Failed,
];

const RECYCLED: &[JobState] = &[
    JobState::Waiting,
    JobState::Logged,
    JobState::Failed,
    JobState::Recycled,
    JobState::Working,
    JobState::Stored,
    JobState::Insights,
];
