//! One run of a policy over one case.

mod acts;
mod asked;
pub(crate) mod drive;
mod event;
mod happen;
mod log;
mod reading;
mod rule;
mod ruling;
mod scripted;
mod stages;
mod watch;

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use caudal_facts::{DatedValue, Party, Report, Source};
use chrono::NaiveDate;
use rhai::Dynamic;
use rust_decimal::Decimal;

use asked::AskedSources;
pub use drive::{Evaluator, Fault, Step};
pub use event::{Event, EventState, OfferRecord, PointsLost};
pub(crate) use happen::Sight;
pub(crate) use log::{Log, Setting};
pub(crate) use rule::{Rule, RuleMaker, Rules};
pub use ruling::{FiredReason, Outcome, Ruling, Severity, StageRecord};
pub(crate) use ruling::{Results, unreached};
pub use watch::Watched;
pub(crate) use watch::{At, Seen};

use super::load::Parts;
use super::loan::{Contract, Powers};
use super::scorecard::Score;
use super::value::Value;
use super::values::Values;

/// Everything that a policy may know of a case.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The application's id.
    pub application_id: Arc<str>,
    /// The local date of the decision.
    pub as_of: NaiveDate,
    /// Features, inputs, the request and figures of reference, by full name. A name that is not
    /// here is missing.
    pub values: Values,
    /// What each source did. A source that is not here was never asked.
    pub sources: BTreeMap<Source, SourceState>,
    /// The same about the co-applicant; `None` when there is none. Their features and inputs stand among
    /// the values, as `co.…`.
    pub co_applicant: Option<BTreeMap<Source, SourceState>>,
    /// Dated series that the application gives.
    pub series: Arc<BTreeMap<String, Vec<DatedValue>>>,
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

/// How a run goes, besides what it is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Manner {
    pub(crate) mode: Mode,
    /// Whether rules that did not fire are written down, too.
    pub(crate) traced: bool,
}

/// What a run may read: the policy and the case.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known<'r> {
    pub(crate) parts: &'r Arc<Parts>,
    pub(crate) subject: &'r Subject,
    pub(crate) manner: Manner,
    /// Months of loans that were quoted so far.
    pub(crate) quoted_months: &'r AtomicU64,
    /// Powers that the run has worked out, where it keeps any.
    pub(crate) powers: Option<&'r Powers>,
}

/// A script in progress: what its words work on.
#[derive(Debug)]
pub(crate) struct Run {
    parts: Arc<Parts>,
    subject: Arc<Subject>,
    manner: Manner,
    state: Mutex<State>,
    quoted_months: AtomicU64,
    /// Names as the script last read them.
    names: Mutex<HashMap<String, Dynamic>>,
    /// What its conditions and tables came to, if somebody wants to know.
    watched: Option<Mutex<Watched>>,
}

/// What a run has come to so far.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// The stages that were begun: whether each was skipped.
    skipped: Vec<bool>,
    /// Whether the current stage's rules are skipped.
    skipping: bool,
    /// Where the current stage begins in the log.
    stage_from: usize,
    asked: AskedSources,
    pub(crate) log: Log,
    offers: Vec<OfferRecord>,
    /// Reasons why the offer that comes next is withheld.
    withholding: Vec<usize>,
    /// Values that stood in for missing ones, by full name.
    defaults: BTreeMap<String, Value>,
    /// The last answer of each scorecard, by its name.
    scores: Vec<(Arc<str>, Arc<Score>)>,
    pub(crate) ended: Option<Ended>,
}

/// Why a run ended before the script did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ended {
    /// A stage's outcome was enough.
    Stopped,
    /// These sources are wanted first.
    Gather(Vec<Report>),
}

impl Subject {
    /// What the sources did about a person; `None` when there is no such person.
    #[must_use]
    pub const fn sources_of(&self, party: Party) -> Option<&BTreeMap<Source, SourceState>> {
        match party {
            Party::Applicant => Some(&self.sources),
            Party::CoApplicant => self.co_applicant.as_ref(),
        }
    }

    /// What the source of a report did, if it was asked.
    #[must_use]
    pub fn source(&self, report: Report) -> Option<&SourceState> {
        self.sources_of(report.party)?.get(&report.source)
    }
}

impl Run {
    fn state(&self) -> MutexGuard<'_, State> {
        // A panic cannot leave half a change behind: every change is one push or one insert.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn names(&self) -> MutexGuard<'_, HashMap<String, Dynamic>> {
        self.names.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What it may read.
    pub(crate) fn known(&self) -> Known<'_> {
        Known {
            parts: &self.parts,
            subject: &self.subject,
            manner: self.manner,
            quoted_months: &self.quoted_months,
            powers: None,
        }
    }
}

impl State {
    /// Whether values stood in for missing ones.
    pub(crate) fn has_stand_ins(&self) -> bool {
        !self.defaults.is_empty()
    }
}

impl Known<'_> {
    /// The contract that quotes follow, with a fixed monthly charge.
    pub(crate) fn contract(&self, monthly_fee: Decimal) -> Contract {
        Contract::of(&self.parts.manifest, monthly_fee)
    }

    /// A run that has asked these sources.
    pub(crate) fn having_asked(&self, reports: &[Report]) -> State {
        let mut state = State::default();
        for report in reports {
            let source = self.subject.source(*report);
            let answered = source.is_some_and(|source| source.answered);
            state.asked.ask(*report, answered);
        }
        state
    }

    /// Does what needs powers.
    pub(crate) fn with_powers<T>(&self, then: impl FnOnce(&Powers) -> T) -> T {
        match self.powers {
            Some(powers) => then(powers),
            None => then(&Powers::default()),
        }
    }
}
