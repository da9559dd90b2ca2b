//! One run of a policy over one case.

mod acts;
pub(crate) mod drive;
mod event;
mod reading;
mod ruling;
mod stages;
mod watch;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use caudal_facts::{DatedValue, Source};
use chrono::NaiveDate;
use rhai::Dynamic;
use rust_decimal::Decimal;
use sha2::{Digest as _, Sha256};

pub use drive::{Fault, Step};
pub use event::{Event, EventState, OfferRecord, PointsLost};
pub(crate) use ruling::unreached;
pub use ruling::{FiredReason, Outcome, Ruling, Severity};
pub use watch::Watched;
pub(crate) use watch::{At, Seen};

use super::load::Parts;
use super::loan::Contract;
use super::scorecard::Score;
use super::script::StopOn;
use super::value::Value;

/// Everything that a policy may know of a case.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The application's id.
    pub application_id: Arc<str>,
    /// The local date of the decision.
    pub as_of: NaiveDate,
    /// Features, inputs, the request and figures of reference, by full name. A name that is not
    /// here is missing.
    pub values: HashMap<String, Value>,
    /// What each source did. A source that is not here was never asked.
    pub sources: BTreeMap<Source, SourceState>,
    /// Dated series that the application gives.
    pub series: BTreeMap<String, Vec<DatedValue>>,
}

/// What a source did, as far as a policy is concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceState {
    /// Whether its facts can be used.
    pub answered: bool,
    /// How old its report is.
    pub age_days: Option<i64>,
    /// Why it did not answer.
    pub why: Option<String>,
}

/// Whether a run may stop to have more data gathered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// All facts are given.
    Decide,
    /// Stop at the first stage that asks a source which was never asked.
    Next,
}

/// A run in progress: what the script's words work on.
#[derive(Debug)]
pub(crate) struct Run {
    parts: Arc<Parts>,
    subject: Arc<Subject>,
    mode: Mode,
    state: Mutex<State>,
    /// What its conditions and tables came to, if somebody wants to know.
    watched: Option<Mutex<Watched>>,
}

/// What a run has come to so far.
#[derive(Debug, Default)]
struct State {
    stages: Vec<StageRecord>,
    /// Whether the current stage's rules are skipped.
    skipping: bool,
    asked: Vec<Source>,
    events: Vec<Event>,
    offers: Vec<OfferRecord>,
    /// Reasons why the offer that comes next is withheld.
    withholding: Vec<usize>,
    /// Names as the script last read them.
    names: HashMap<String, Dynamic>,
    /// Values that stood in for missing ones, by full name.
    defaults: BTreeMap<String, Value>,
    scores: BTreeMap<String, Score>,
    ended: Option<Ended>,
}

/// One stage as it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageRecord {
    /// Its name.
    pub name: String,
    /// Whether it was skipped by its condition.
    pub skipped: bool,
    /// Where it begins.
    pub line: usize,
    stop_on: StopOn,
}

/// Why a run ended before the script did.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Ended {
    /// A stage's outcome was enough.
    Stopped,
    /// These sources are wanted first.
    Gather(Vec<Source>),
}

impl Run {
    fn state(&self) -> MutexGuard<'_, State> {
        // A panic cannot leave half a change behind: every change is one push or one insert.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The contract that quotes follow, with a fixed monthly charge.
    pub(crate) fn contract(&self, monthly_fee: Decimal) -> Contract {
        Contract::of(&self.parts.manifest, monthly_fee)
    }

    /// Whether the application falls in a sample: the first eight bytes of SHA-256(salt, 0x00,
    /// application id), big-endian, over 2^64, below the share.
    pub(crate) fn sampled(&self, salt: &str, share: Decimal) -> bool {
        let mut hash = Sha256::new();
        hash.update(salt.as_bytes());
        hash.update([0]);
        hash.update(self.subject.application_id.as_bytes());
        let digest = hash.finalize();
        let mut first = [0_u8; 8];
        first.copy_from_slice(&digest[..8]);
        // 2^64 times a share below one fits a decimal's 96 bits.
        let drawn = Decimal::from(u64::from_be_bytes(first));
        let bound = Decimal::from(1_u128 << 64)
            .checked_mul(share)
            .unwrap_or(Decimal::MAX);
        drawn < bound
    }
}
