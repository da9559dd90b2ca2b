//! What has happened so far in getting one payload: small, serialisable, appended one by one.

use std::fmt;

use caudal_facts::evidence::Sha256Digest;
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::unit::rejected_file;

/// One line of a journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// When it was written.
    pub at: DateTime<FixedOffset>,
    /// What it is about: the name of a payload to get, such as `cirenio-report`.
    pub unit: String,
    /// What happened.
    pub step: Step,
}

/// What happened.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Step {
    /// Something is about to be created under this token. Until a later step says so it is unknown
    /// whether it was.
    Intended {
        /// Our own id of it: a job's external id, the secret of a callback's address.
        token: String,
    },
    /// It was created.
    Created {
        /// The provider's id of it: a job's hash, an operation's id.
        handle: String,
    },
    /// The provider told how far it is.
    Progressed {
        /// Its word for it.
        state: String,
    },
    /// The payload arrived and is kept. Nothing is asked for it again.
    Arrived(Arrival),
    /// It did not come this time. A later run goes on from the steps before.
    Missed(Miss),
    /// What was created will not bring it: the provider called back to say so. A later run may
    /// intend it anew.
    Refused(Miss),
}

/// A payload that arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arrival {
    /// The file it is kept as.
    pub file: String,
    /// The digest of its bytes, 64 hexadecimal digits.
    pub sha256: String,
    /// When it was obtained from the provider.
    pub obtained_at: DateTime<FixedOffset>,
    /// What it took.
    pub effort: Effort,
    /// What it cost, as an amount and a currency, where prices are set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<String>,
    /// Whether it came from the cache, and nobody was asked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cached: bool,
}

/// A payload that did not come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Miss {
    /// Why not.
    pub why: String,
    /// The provider's own code for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What was answered instead, kept as it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rejected: Option<Rejected>,
    /// What it took all the same.
    pub effort: Effort,
}

/// An answer that is no payload, kept all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rejected {
    /// The file it is kept as.
    pub file: String,
    /// The digest of its bytes.
    pub sha256: String,
}

/// What getting a payload took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effort {
    /// Calls that were made: of a job also its creation and each look at its state.
    pub calls: u32,
    /// Attempts in all, retries included.
    pub attempts: u32,
    /// From the first call to the end, waiting included.
    pub took_ms: u64,
}

impl Rejected {
    /// How a body of this payload's is kept.
    pub(super) fn of(unit: &str, bytes: &[u8]) -> Self {
        let sha256 = hex(bytes);
        Self {
            file: rejected_file(unit, &sha256),
            sha256,
        }
    }
}

impl Effort {
    /// Both together; times add up, as of one thing after the other.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            calls: self.calls.saturating_add(other.calls),
            attempts: self.attempts.saturating_add(other.attempts),
            took_ms: self.took_ms.saturating_add(other.took_ms),
        }
    }
}

/// How far one payload has come: its steps folded together.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// The last intent, and when it was written down.
    pub intended: Option<(String, DateTime<FixedOffset>)>,
    /// The tokens of intents before it: what was begun under them may still come.
    pub earlier: Vec<String>,
    /// What was created for it, and when that was written down.
    pub created: Option<(String, DateTime<FixedOffset>)>,
    /// The provider's last word on it.
    pub state: Option<String>,
    /// The payload.
    pub arrived: Option<Arrival>,
    /// The last time that it did not come.
    pub missed: Option<Miss>,
    /// What the provider called back to say instead of bringing it.
    pub refused: Option<Miss>,
}

impl fmt::Debug for Step {
    /// Tokens and handles open reports and callbacks, so they are not printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Intended { .. } => f.write_str("Intended"),
            Self::Created { .. } => f.write_str("Created"),
            Self::Progressed { state } => f.debug_tuple("Progressed").field(state).finish(),
            Self::Arrived(arrival) => f.debug_tuple("Arrived").field(arrival).finish(),
            Self::Missed(miss) => f.debug_tuple("Missed").field(miss).finish(),
            Self::Refused(miss) => f.debug_tuple("Refused").field(miss).finish(),
        }
    }
}

impl fmt::Debug for Progress {
    /// As of a [`Step`], tokens and handles are not printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Progress")
            .field("intended", &self.intended.is_some())
            .field("earlier", &self.earlier.len())
            .field("created", &self.created.is_some())
            .field("state", &self.state)
            .field("arrived", &self.arrived)
            .field("missed", &self.missed)
            .field("refused", &self.refused)
            .finish()
    }
}

impl Progress {
    /// The progress after one more step.
    pub(super) fn take(&mut self, at: DateTime<FixedOffset>, step: Step) {
        match step {
            Step::Intended { token } => {
                let before = self.intended.replace((token, at));
                self.earlier.extend(before.map(|(token, _)| token));
                // What was created under an earlier token is given up.
                self.created = None;
                self.state = None;
                self.refused = None;
            }
            Step::Created { handle } => self.created = Some((handle, at)),
            Step::Progressed { state } => self.state = Some(state),
            // The first payload stays: a late second one is a duplicate.
            Step::Arrived(arrival) => {
                self.arrived.get_or_insert(arrival);
            }
            Step::Missed(miss) => self.missed = Some(miss),
            Step::Refused(miss) => self.refused = Some(miss),
        }
    }
}

/// A digest as journals write it.
pub(super) fn hex(bytes: &[u8]) -> String {
    Sha256Digest::of(bytes).to_string()
}
