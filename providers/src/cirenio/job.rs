//! A job of Cirenio's: its states as the document lists them, and what each means for who waits.

use std::fmt;

use serde_json::Value;

use crate::tolerant::{View, text};

/// A job as Cirenio's answers tell of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Job {
    /// Identifies the job.
    pub hash: String,
    /// The caller's own id, as it was given when the job was created. Cirenio's samples show it
    /// under `id`, under `external_id`, as a number and as text.
    pub external_id: Option<String>,
    /// Its state.
    pub status: JobStatus,
}

/// A job's state. The document has a table of eight, and other words elsewhere.
///
/// `WAITING → LOGGED → WORKING → STORED → INSIGHTS → READ`, and from anywhere to `FAILED`, which
/// goes on as `RECYCLED` once the trouble is mended.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum JobStatus {
    /// Created, and not yet begun (`WAITING`, also `pending`).
    Waiting,
    /// Failed before, mended, and about to run again (`RECYCLED`).
    Recycled,
    /// The bank accepted the credentials (`LOGGED`).
    Logged,
    /// Running (`WORKING`, also `on going`).
    Working,
    /// Everything is taken from the bank (`STORED`, also `done` and `ready`).
    Stored,
    /// The summaries are computed too (`INSIGHTS`).
    Insights,
    /// Somebody read the report (`READ`).
    Read,
    /// It failed, and may yet be recycled (`FAILED`, also `error`).
    Failed,
    /// A word that the document does not have. It is never taken for success.
    Other(String),
}

/// What a state means for who waits for the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Ask again later.
    Pending,
    /// The report can be fetched, though its summaries may be empty.
    Stored,
    /// The report can be fetched whole.
    Whole,
    /// It failed. It may still come: after a while, stop waiting.
    Failed,
}

impl JobStatus {
    /// Reads a state in any of the document's spellings.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word.trim().to_ascii_uppercase().as_str() {
            "WAITING" | "PENDING" => Self::Waiting,
            "RECYCLED" => Self::Recycled,
            "LOGGED" => Self::Logged,
            "WORKING" | "ON GOING" | "ONGOING" => Self::Working,
            "STORED" | "DONE" | "READY" => Self::Stored,
            "INSIGHTS" => Self::Insights,
            "READ" => Self::Read,
            "FAILED" | "ERROR" => Self::Failed,
            _ => Self::Other(word.trim().to_owned()),
        }
    }

    /// What it means for who waits. A word that is not known is waited on: it is neither success
    /// nor the end.
    #[must_use]
    pub fn phase(&self) -> Phase {
        match self {
            Self::Waiting | Self::Recycled | Self::Logged | Self::Working | Self::Other(_) => {
                Phase::Pending
            }
            Self::Stored => Phase::Stored,
            Self::Insights | Self::Read => Phase::Whole,
            Self::Failed => Phase::Failed,
        }
    }

    /// Whether the document lets a job go from this state to that one, with states in between
    /// passed unseen.
    ///
    /// # Example
    /// ```
    /// use caudal_providers::cirenio::JobStatus::{Failed, Logged, Read, Recycled, Stored, Waiting};
    ///
    /// assert!(Waiting.may_become(&Stored));
    /// assert!(Failed.may_become(&Recycled) && Recycled.may_become(&Logged));
    /// // A report that was stored is not extracted again.
    /// assert!(!Stored.may_become(&Waiting) && !Read.may_become(&Stored));
    /// ```
    #[must_use]
    pub fn may_become(&self, next: &Self) -> bool {
        match (self, next) {
            (Self::Other(_), _) | (_, Self::Other(_) | Self::Failed) => true,
            // Between two looks a failed job may have been recycled and have come anywhere.
            (Self::Failed, next) => *next != Self::Waiting,
            // A job that failed unseen starts over.
            (before, Self::Recycled) => before.rank() < Self::Stored.rank(),
            (before, next) => before.rank() <= next.rank(),
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Waiting | Self::Failed | Self::Other(_) => 0,
            Self::Recycled => 1,
            Self::Logged => 2,
            Self::Working => 3,
            Self::Stored => 4,
            Self::Insights => 5,
            Self::Read => 6,
        }
    }
}

impl fmt::Debug for Job {
    /// The hash opens the report, so it is not printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Job")
            .field("external_id", &self.external_id)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

impl Job {
    /// Reads a job from an answer; `None` when it has no hash, without which it is of no use.
    pub(super) fn read(value: &Value) -> Option<Self> {
        let view = View::object(value)?;
        let word = |names: &[&str]| text(view.field(names)).ok().flatten();
        Some(Self {
            hash: word(&["hash"])?,
            external_id: word(&["externalid"]).or_else(|| word(&["id"])),
            status: JobStatus::parse(&word(&["status"]).unwrap_or_default()),
        })
    }
}
