//! One payload's run: what the providers' parts of gathering need at hand, and what they answer.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use caudal_facts::Money;
use futures_util::future::{Either, select};

use super::journal::{Journal, JournalError};
use super::settings::GatherSettings;
use super::step::{Effort, Progress, Record, Step};
use super::unit::Unit;
use crate::caller::{Answer, Body, Failure};
use crate::client::ClientError;
use crate::clock::Clock;

/// What is at hand while a payload is fetched.
pub(super) struct Run<'g> {
    pub(super) unit: Unit,
    pub(super) journal: &'g Journal,
    pub(super) clock: &'g dyn Clock,
    pub(super) settings: &'g GatherSettings,
    /// When to stop, on the clock's steady count.
    pub(super) deadline: Duration,
    effort: Mutex<Effort>,
    started: Duration,
}

/// How a payload came.
#[derive(Debug)]
pub(super) enum Got {
    /// As an answer, still to be kept.
    Body(Body),
    /// By a callback, which wrote it into the journal.
    Journalled,
}

/// Why a payload did not come, and what came instead.
#[derive(Debug)]
pub(super) struct Missed {
    pub(super) why: String,
    /// The provider's own code for it.
    pub(super) code: Option<String>,
    pub(super) body: Option<Body>,
}

impl Missed {
    pub(super) fn because(why: impl Into<String>) -> Self {
        Self {
            why: why.into(),
            code: None,
            body: None,
        }
    }
}

impl From<JournalError> for Missed {
    fn from(error: JournalError) -> Self {
        Self::because(format!("failed to {error}"))
    }
}

impl From<ClientError> for Missed {
    fn from(error: ClientError) -> Self {
        match error {
            ClientError::Failed(failure) => failure.into(),
            other => Self::because(format!("failed to {other}")),
        }
    }
}

impl From<Failure> for Missed {
    fn from(mut failure: Failure) -> Self {
        let body = failure.body.take();
        Self {
            why: failure.to_string(),
            code: failure.code().map(str::to_owned),
            body,
        }
    }
}

/// Why a look at something that is not ready brought nothing.
#[derive(Debug)]
pub(super) enum Trouble {
    /// It may be over by the next look.
    Passing(Missed),
    /// Looking again is of no use.
    Lasting(Missed),
}

impl From<ClientError> for Trouble {
    fn from(error: ClientError) -> Self {
        match &error {
            ClientError::Failed(failure) if failure.kind.may_pass() => Self::Passing(error.into()),
            _ => Self::Lasting(error.into()),
        }
    }
}

impl From<JournalError> for Trouble {
    fn from(error: JournalError) -> Self {
        Self::Lasting(error.into())
    }
}

impl<'g> Run<'g> {
    pub(super) fn new(
        unit: Unit,
        journal: &'g Journal,
        clock: &'g dyn Clock,
        settings: &'g GatherSettings,
        deadline: Duration,
    ) -> Self {
        Self {
            unit,
            journal,
            clock,
            settings,
            deadline,
            effort: Mutex::default(),
            started: clock.elapsed(),
        }
    }

    pub(super) fn progress(&self) -> Progress {
        self.journal.progress(&self.unit.name)
    }

    /// Writes down what is about to be created, before it is.
    pub(super) async fn intend(&self, token: &str) -> Result<(), JournalError> {
        let token = token.to_owned();
        self.write(Step::Intended { token }).await
    }

    /// Writes down what was created.
    pub(super) async fn created(&self, handle: &str) -> Result<(), JournalError> {
        let handle = handle.to_owned();
        self.write(Step::Created { handle }).await
    }

    /// Writes down how far the provider says it is, when that is news.
    pub(super) async fn progressed(&self, state: &str) -> Result<(), JournalError> {
        if self.progress().state.as_deref() == Some(state) {
            return Ok(());
        }
        let state = state.to_owned();
        self.write(Step::Progressed { state }).await
    }

    async fn write(&self, step: Step) -> Result<(), JournalError> {
        self.write_with(step, None).await.map(|_| ())
    }

    /// Writes a step down, after keeping the payload that it speaks of. False when it tells of an
    /// arrival and the payload had arrived before.
    pub(super) async fn write_with(
        &self,
        step: Step,
        payload: Option<(String, Bytes)>,
    ) -> Result<bool, JournalError> {
        let record = Record {
            at: self.clock.now(),
            unit: self.unit.name.clone(),
            step,
        };
        self.journal.write(record, payload).await
    }

    /// Counts a call, however it went.
    pub(super) fn counted<T>(
        &self,
        outcome: Result<T, ClientError>,
        answer: impl FnOnce(&T) -> &Answer,
    ) -> Result<T, ClientError> {
        let attempts = match &outcome {
            Ok(value) => answer(value).attempts,
            Err(ClientError::Failed(failure)) => failure.attempts,
            Err(_) => 0,
        };
        self.count(attempts);
        outcome
    }

    /// Counts a call of this many attempts.
    pub(super) fn count(&self, attempts: u32) {
        let mut effort = self.effort.lock().unwrap_or_else(PoisonError::into_inner);
        effort.calls += 1;
        effort.attempts += attempts;
    }

    /// What it took so far.
    pub(super) fn effort(&self) -> Effort {
        let took = self.clock.elapsed().saturating_sub(self.started);
        let effort = *self.effort.lock().unwrap_or_else(PoisonError::into_inner);
        Effort {
            took_ms: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
            ..effort
        }
    }

    /// What the payload costs, where that is set.
    pub(super) fn price(&self) -> Option<Money> {
        let key = format!("{}/{}", self.unit.provider, self.unit.operation);
        self.settings.prices.get(&key).copied()
    }

    /// How much time is left.
    pub(super) fn remaining(&self) -> Duration {
        self.deadline.saturating_sub(self.clock.elapsed())
    }

    /// Waits, and says whether there is time left to look again. Near the deadline the wait is cut
    /// short, so that the last looks are taken and not waited away.
    pub(super) async fn wait(&self, duration: Duration) -> bool {
        let remaining = self.remaining();
        if remaining < self.settings.poll_min.min(duration) {
            return false;
        }
        self.clock.sleep(duration.min(remaining / 2)).await;
        true
    }

    /// A future's output, unless the deadline comes first.
    pub(super) async fn by_deadline<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let over = self.clock.sleep(self.remaining());
        match select(std::pin::pin!(work), over).await {
            Either::Left((output, _)) => Some(output),
            Either::Right(((), _)) => None,
        }
    }
}

/// The waits between looks at something that is not ready: each half as long again, up to the longest.
pub(super) fn polls(settings: &GatherSettings) -> impl Iterator<Item = Duration> + Send + use<> {
    let max = settings.poll_max;
    std::iter::successors(Some(settings.poll_min), move |wait| {
        Some(wait.saturating_add(*wait / 2).min(max))
    })
}
