//! Cirenio's API over the wire: banks, jobs and reports.

use std::sync::Arc;

use http::{HeaderName, HeaderValue, Method, StatusCode};
use serde_json::{Value, json};

use super::bank::Bank;
use super::callback::is_hash;
use super::job::Job;
use crate::address::Address;
use crate::caller::{
    Answer, Caller, CircuitState, Endpoint, Failure, Repeat, Settings, Verdict, by_status,
};
use crate::client::{ClientError, Sent, ask, hold_length};
use crate::clock::Clock;
use crate::secret::Secret;
use crate::tolerant::{View, text};
use crate::transport::Transport;

/// The provider's name in logs, errors and manifests.
pub(super) const NAME: &str = "cirenio";

/// Where Cirenio's API is.
pub const BASE: &str = "https://api.cirenio.com/v1";

/// The longest id of the caller's own that is sent. Cirenio gives no limit.
const EXTERNAL_ID_MAX: usize = 128;

const fn endpoint(method: Method, path: &'static str, repeat: Repeat) -> Endpoint {
    Endpoint {
        provider: NAME,
        method,
        path,
        repeat,
    }
}

/// Every endpoint of the vendor's document.
pub static ENDPOINTS: [Endpoint; 5] = [
    endpoint(Method::GET, "/banks", Repeat::Harmless),
    endpoint(Method::POST, "/jobs", Repeat::Creates),
    endpoint(Method::GET, "/jobs", Repeat::Harmless),
    endpoint(Method::GET, "/jobs/:hash", Repeat::Harmless),
    endpoint(Method::GET, "/reports/:hash", Repeat::Harmless),
];

const BANKS: usize = 0;
const CREATE_JOB: usize = 1;
const JOBS: usize = 2;
const JOB: usize = 3;
const REPORT: usize = 4;

/// What a new job is made from.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// The bank, by Cirenio's own number.
    pub bank_id: u32,
    /// The applicant's credential, encrypted as Cirenio asks. The scheme is Cirenio's.
    pub token: Secret,
    /// The caller's own id. With it a job whose creation went unanswered can be found again.
    pub external_id: Option<String>,
}

/// A client of Cirenio's API. Cheap to clone; clones share connections and limits.
#[derive(Debug, Clone)]
pub struct Cirenio {
    caller: Caller,
    base: Address,
    api_key: Secret,
}

impl Cirenio {
    /// A client with an API key. `base` is [`BASE`], or a simulator's.
    #[must_use]
    pub fn new(
        base: Address,
        api_key: Secret,
        transport: Arc<dyn Transport>,
        clock: Arc<dyn Clock>,
        settings: Settings,
    ) -> Self {
        Self {
            caller: Caller::new(NAME, transport, clock, settings),
            base,
            api_key,
        }
    }

    /// Whether calls are let through now.
    #[must_use]
    pub fn circuit(&self) -> CircuitState {
        self.caller.circuit()
    }

    /// The banks, and which of them can be asked now (`GET /banks`).
    ///
    /// # Errors
    /// [`ClientError::Failed`].
    pub async fn banks(&self) -> Result<Vec<Bank>, ClientError> {
        let answer = self.call(BANKS, &["banks"], Sent::Nothing).await?;
        let (listed, _) = list_of(BANKS, answer)?;
        Ok(listed.iter().filter_map(Bank::read).collect())
    }

    /// Creates a job (`POST /jobs`), which makes Cirenio log in to the bank.
    ///
    /// It is never sent twice where the first may have been carried out: when
    /// [`is_outcome_unknown`](crate::caller::FailureKind::is_outcome_unknown), look for the job with
    /// [`find_job`](Self::find_job) first.
    ///
    /// # Errors
    /// [`ClientError::Failed`], [`ClientError::TooLong`] for the caller's id.
    pub async fn create_job(&self, new: &NewJob) -> Result<(Job, Answer), ClientError> {
        let mut body = json!({ "bank_id": new.bank_id, "token": new.token.expose() });
        if let Some(external_id) = &new.external_id {
            hold_length(NAME, "external_id", external_id, EXTERNAL_ID_MAX)?;
            body["external_id"] = Value::from(external_id.as_str());
        }
        let answer = self.call(CREATE_JOB, &["jobs"], Sent::Json(body)).await?;
        job_of(CREATE_JOB, answer)
    }

    /// All jobs of this key (`GET /jobs`). Whether the list comes in pages is not documented.
    ///
    /// # Errors
    /// [`ClientError::Failed`].
    pub async fn jobs(&self) -> Result<Vec<Job>, ClientError> {
        let (listed, _) = self.listed().await?;
        Ok(listed.iter().filter_map(Job::read).collect())
    }

    /// The job with this id of the caller's own; `None` when the list surely does not have it.
    ///
    /// # Errors
    /// [`ClientError::Failed`], also when the job is not found and an entry of the list could not be
    /// read: it may have been the one.
    pub async fn find_job(&self, external_id: &str) -> Result<Option<Job>, ClientError> {
        let (listed, answer) = self.listed().await?;
        let jobs: Vec<Option<Job>> = listed.iter().map(Job::read).collect();
        let unreadable = jobs.iter().any(Option::is_none);
        let found = jobs
            .into_iter()
            .flatten()
            .find(|job| job.external_id.as_deref() == Some(external_id));
        if found.is_none() && unreadable {
            let why = "an entry of the list is no job";
            return Err(Failure::unreadable(&ENDPOINTS[JOBS], answer, why).into());
        }
        Ok(found)
    }

    async fn listed(&self) -> Result<(Vec<Value>, Answer), ClientError> {
        let answer = self.call(JOBS, &["jobs"], Sent::Nothing).await?;
        list_of(JOBS, answer)
    }

    /// A job's state (`GET /jobs/:hash`).
    ///
    /// # Errors
    /// [`ClientError::Failed`]; [`ClientError::Invalid`] for a hash that cannot be one.
    pub async fn job(&self, hash: &str) -> Result<(Job, Answer), ClientError> {
        let answer = self
            .call(JOB, &["jobs", checked(hash)?], Sent::Nothing)
            .await?;
        job_of(JOB, answer)
    }

    /// A job's report (`GET /reports/:hash`), as it came. Until the job is stored there is none.
    ///
    /// # Errors
    /// [`ClientError::Failed`]; [`ClientError::Invalid`] for a hash that cannot be one.
    pub async fn report(&self, hash: &str) -> Result<Answer, ClientError> {
        self.call(REPORT, &["reports", checked(hash)?], Sent::Nothing)
            .await
    }

    async fn call(
        &self,
        endpoint: usize,
        segments: &[&str],
        sent: Sent,
    ) -> Result<Answer, ClientError> {
        let url = self.base.below(segments.iter().copied());
        let key: (HeaderName, HeaderValue) = (
            HeaderName::from_static("x-api-key"),
            self.api_key.header(""),
        );
        let ask = ask(&ENDPOINTS[endpoint], &url, Some(key), sent);
        Ok(self.caller.call(ask, judge).await?)
    }
}

/// The job that an answer names.
fn job_of(endpoint: usize, answer: Answer) -> Result<(Job, Answer), ClientError> {
    let job = serde_json::from_slice(answer.body.bytes())
        .ok()
        .and_then(|value: Value| Job::read(&value));
    match job {
        Some(job) => Ok((job, answer)),
        None => {
            let why = "the answer names no job";
            Err(Failure::unreadable(&ENDPOINTS[endpoint], answer, why).into())
        }
    }
}

/// The list that an answer is.
///
/// Taking something else for an empty list would make a second job of one that is there.
fn list_of(endpoint: usize, answer: Answer) -> Result<(Vec<Value>, Answer), ClientError> {
    match serde_json::from_slice(answer.body.bytes()) {
        Ok(listed) => Ok((listed, answer)),
        Err(_) => {
            let why = "the answer is not a list";
            Err(Failure::unreadable(&ENDPOINTS[endpoint], answer, why).into())
        }
    }
}

/// A hash that may stand in a path.
fn checked(hash: &str) -> Result<&str, ClientError> {
    if is_hash(hash) {
        return Ok(hash);
    }
    Err(ClientError::Invalid {
        provider: NAME,
        what: "the job's hash",
        why: "is not 32 to 128 hexadecimal digits",
    })
}

/// Cirenio's convention: the status decides, and an error's body is `{code, message}`. The message
/// may name a person, so only the code is kept.
fn judge(status: StatusCode, body: &[u8]) -> Verdict {
    match by_status(status, body) {
        Verdict::Refused { again, .. } => Verdict::Refused {
            code: error_code(body),
            again,
        },
        verdict => verdict,
    }
}

fn error_code(body: &[u8]) -> Option<String> {
    let body: Value = serde_json::from_slice(body).ok()?;
    text(View::object(&body)?.field(&["code"])).ok()?
}
