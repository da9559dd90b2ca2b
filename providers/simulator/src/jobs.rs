//! Cirenio's jobs: created, polled, read.

mod state;

use std::sync::Mutex;
use std::time::Instant;

use caudal_facts::TaxId;
use caudal_facts::evidence::Sha256Digest;
use serde_json::Value;
use tokio::sync::watch;

use crate::faults::Fault;
use crate::log::held;
use crate::settings::Pace;

pub use state::JobState;

/// Jobs that are kept.
const JOBS_MAX: usize = 100_000;

/// A job as a test sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Identifies the job.
    pub hash: String,
    /// The lender's own id, as it was given: a number, a text or null.
    pub external_id: Value,
    /// How far it has come.
    pub state: JobState,
    /// Whose bank it reads.
    pub applicant: Option<TaxId>,
}

/// What a new job is about.
#[derive(Debug, Clone)]
pub(crate) struct NewJob {
    /// Cirenio's id of the bank.
    pub(crate) bank: u32,
    /// Whose bank it reads.
    pub(crate) applicant: Option<TaxId>,
    /// The lender's own id.
    pub(crate) external_id: Value,
    /// A hash that the job should have, if no other has it.
    pub(crate) hash: Option<String>,
    /// A fault that the job meets.
    pub(crate) fault: Option<Fault>,
}

/// A job as its requests see it.
#[derive(Debug, Clone)]
pub(crate) struct Running {
    /// Identifies the job.
    pub(crate) hash: String,
    /// Cirenio's own number.
    pub(crate) number: u64,
    /// What it is about.
    pub(crate) about: NewJob,
    /// How far it has come.
    pub(crate) state: JobState,
}

struct Entry {
    hash: String,
    number: u64,
    about: NewJob,
    course: &'static [JobState],
    created: Instant,
    polls: u32,
    read: bool,
}

/// All jobs, in the order they were created.
pub(crate) struct Jobs {
    entries: Mutex<Vec<Entry>>,
    polled: watch::Sender<()>,
}

impl Jobs {
    /// No jobs.
    pub(crate) fn new() -> Self {
        Self {
            entries: Mutex::new(Vec::new()),
            polled: watch::Sender::new(()),
        }
    }

    /// Creates a job; `None` when there are too many.
    pub(crate) fn create(&self, seed: u64, about: NewJob) -> Option<Running> {
        let mut entries = held(&self.entries);
        if entries.len() >= JOBS_MAX {
            return None;
        }
        let person = about
            .applicant
            .as_ref()
            .map(TaxId::reveal)
            .unwrap_or_default();
        let same = |entry: &&Entry| entry.about.applicant == about.applicant;
        let before = entries.iter().filter(same).count();
        let own = Sha256Digest::of(format!("{seed} job {person} {before}").as_bytes());
        let [high, middle, low, ..] = *own.bytes();
        let number = 30_000_000 + u64::from(u32::from_be_bytes([0, high, middle, low]));
        let own = own.to_string();
        let wanted = about.hash.clone();
        let hash = wanted
            .filter(|wanted| entries.iter().all(|entry| &entry.hash != wanted))
            .unwrap_or(own);
        let course = state::course(about.fault.as_ref());
        entries.push(Entry {
            hash,
            number,
            about,
            course,
            created: Instant::now(),
            polls: 0,
            read: false,
        });
        entries.last().map(|entry| entry.seen(JobState::Waiting))
    }

    /// A job as it stands, without moving it on.
    pub(crate) fn get(&self, hash: &str, pace: Pace) -> Option<Running> {
        let entries = held(&self.entries);
        let entry = entries.iter().find(|entry| entry.hash == hash)?;
        Some(entry.seen(entry.state(pace)))
    }

    /// A job as it stands, which then counts the poll.
    pub(crate) fn poll(&self, hash: &str, pace: Pace) -> Option<Running> {
        let mut entries = held(&self.entries);
        let entry = entries.iter_mut().find(|entry| entry.hash == hash)?;
        let state = entry.state(pace);
        entry.polls = entry.polls.saturating_add(1);
        let running = entry.seen(state);
        drop(entries);
        self.polled.send_replace(());
        Some(running)
    }

    /// Notes that the report was read.
    pub(crate) fn mark_read(&self, hash: &str) {
        if let Some(entry) = held(&self.entries)
            .iter_mut()
            .find(|entry| entry.hash == hash)
        {
            entry.read = true;
        }
    }

    /// The state a job ends in, as soon as it is there.
    pub(crate) async fn end(&self, hash: &str, pace: Pace) -> Option<JobState> {
        let mut polled = self.polled.subscribe();
        loop {
            polled.mark_unchanged();
            let (state, is_last) = self.progress(hash, pace)?;
            if is_last {
                return Some(state);
            }
            if pace.step.is_zero() {
                polled.changed().await.ok()?;
            } else {
                tokio::select! {
                    () = tokio::time::sleep(pace.step) => {}
                    changed = polled.changed() => changed.ok()?,
                }
            }
        }
    }

    /// All jobs as they stand.
    pub(crate) fn running(&self, pace: Pace) -> Vec<Running> {
        let entries = held(&self.entries);
        entries
            .iter()
            .map(|entry| entry.seen(entry.state(pace)))
            .collect()
    }

    /// All jobs as tests see them.
    pub(crate) fn all(&self, pace: Pace) -> Vec<Job> {
        let job = |running: Running| Job {
            hash: running.hash,
            external_id: running.about.external_id,
            state: running.state,
            applicant: running.about.applicant,
        };
        self.running(pace).into_iter().map(job).collect()
    }

    /// A job's state and whether it is its last; `None` when there is no such job.
    fn progress(&self, hash: &str, pace: Pace) -> Option<(JobState, bool)> {
        let entries = held(&self.entries);
        let entry = entries.iter().find(|entry| entry.hash == hash)?;
        let is_last = entry.steps(pace) + 1 >= entry.course.len();
        Some((entry.state(pace), is_last))
    }
}

impl Entry {
    fn steps(&self, pace: Pace) -> usize {
        let by_polls = self.polls.checked_div(pace.polls).unwrap_or_default();
        let elapsed = self.created.elapsed().as_nanos();
        let by_time = elapsed
            .checked_div(pace.step.as_nanos())
            .unwrap_or_default();
        let steps = u128::from(by_polls).max(by_time);
        usize::try_from(steps)
            .unwrap_or(usize::MAX)
            .min(self.course.len() - 1)
    }

    fn state(&self, pace: Pace) -> JobState {
        let state = self.course.get(self.steps(pace)).copied();
        match state.unwrap_or(JobState::Waiting) {
            JobState::Stored | JobState::Insights if self.read => JobState::Read,
            state => state,
        }
    }

    fn seen(&self, state: JobState) -> Running {
        Running {
            hash: self.hash.clone(),
            number: self.number,
            about: self.about.clone(),
            state,
        }
    }
}
