//! Calling a provider: everything between "ask this" and "this is the answer", once for all of them.
//!
//! An attempt waits for its turn (concurrency, rate), is let through by the circuit breaker, has a
//! time-out and a size limit, and is judged. Another follows when [`Again`] says that it may, the
//! retry budget has something left and attempts remain: after a random part of an exponentially
//! growing interval, or as long as the provider asked for.

mod endpoint;
mod failure;
mod guard;
mod settings;
mod wait;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Request, Response, StatusCode};
use serde::de::IgnoredAny;
use tracing::Instrument as _;

use crate::clock::Clock;
use crate::transport::{ExchangeLimits, Transport, TransportError};

pub use endpoint::{Endpoint, Repeat};
pub use failure::{Again, Body, Failure, FailureKind};
pub use guard::CircuitState;
pub use settings::{Circuit, Pace, Retries, Settings};

use guard::Guard;

/// An answer that was accepted.
#[derive(Clone)]
pub struct Answer {
    /// Its status: from 200 to 299, or one that this provider gives answers with.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body, byte for byte.
    pub body: Body,
    /// How many attempts it took.
    pub attempts: u32,
    /// How long it took, waiting included.
    pub took: Duration,
}

impl fmt::Debug for Answer {
    /// Headers may carry cookies and addresses, so only their number is printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("headers", &self.headers.len())
            .field("body", &self.body)
            .field("attempts", &self.attempts)
            .field("took", &self.took)
            .finish()
    }
}

/// One thing to ask: the endpoint, for what is known of it beforehand, and the request. It cannot be
/// printed: address and body may hold tax ids and credentials.
pub(crate) struct Ask {
    pub(crate) endpoint: &'static Endpoint,
    pub(crate) request: Request<Bytes>,
    /// Instead of the settings' time-out, for calls that are known to take long.
    pub(crate) timeout: Option<Duration>,
}

/// What a provider's own conventions say of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is one.
    Accepted,
    /// It is an error in the provider's terms, whatever its status.
    Refused {
        /// The provider's code for it.
        code: Option<String>,
        /// Whether to ask again.
        again: Again,
    },
    /// It cannot be read, so it was probably cut short or came from something in between.
    Unreadable(&'static str),
}

/// A provider's convention for telling answers from errors.
pub(crate) type Judge = fn(StatusCode, &[u8]) -> Verdict;

/// Calls one provider. Cheap to clone; clones share connections, limits and the circuit breaker.
#[derive(Debug, Clone)]
pub struct Caller {
    transport: Arc<dyn Transport>,
    clock: Arc<dyn Clock>,
    settings: Settings,
    guard: Arc<Guard>,
}

impl Caller {
    /// A caller of the provider with this name, over this transport.
    #[must_use]
    pub fn new(
        provider: &'static str,
        transport: Arc<dyn Transport>,
        clock: Arc<dyn Clock>,
        settings: Settings,
    ) -> Self {
        let guard = Arc::new(Guard::new(provider, &clock, &settings));
        Self {
            transport,
            clock,
            settings,
            guard,
        }
    }

    /// Whether calls are let through now.
    #[must_use]
    pub fn circuit(&self) -> CircuitState {
        self.guard.state()
    }

    /// Asks until there is an answer or no more attempt is allowed.
    pub(crate) async fn call(&self, ask: Ask, judge: Judge) -> Result<Answer, Failure> {
        let endpoint = ask.endpoint;
        let span = tracing::info_span!(
            "provider_call",
            provider = endpoint.provider,
            endpoint = endpoint.path,
            method = endpoint.method.as_str(),
        );
        // In a box, so that the futures of everything that calls stay small.
        Box::pin(self.attempts(ask, judge).instrument(span)).await
    }

    async fn attempts(&self, ask: Ask, judge: Judge) -> Result<Answer, Failure> {
        let started = self.clock.elapsed();
        let mut intervals = wait::intervals(&self.settings.retries);
        self.guard.deposit();
        let mut attempts = 0;
        let mut before: Option<Failure> = None;
        loop {
            // A call that is refused by the breaker is no attempt: nothing was asked. What an
            // earlier attempt met says more.
            let permit = match self.guard.enter(&*self.clock).await {
                Ok(permit) => permit,
                Err(kind) => {
                    let refused = || Failure::new(ask.endpoint, attempts, kind, None);
                    return Err(before.unwrap_or_else(refused));
                }
            };
            attempts += 1;
            let (outcome, retry_after) = self.attempt(&ask, judge, attempts).await;
            drop(permit);
            let failure = match outcome {
                Ok((status, headers, body)) => {
                    return Ok(Answer {
                        status,
                        headers,
                        body,
                        attempts,
                        took: self.clock.elapsed().saturating_sub(started),
                    });
                }
                Err((kind, body)) => Failure::new(ask.endpoint, attempts, kind, body),
            };
            if !failure.kind.again().allowed_for(ask.endpoint.repeat) {
                return Err(failure);
            }
            let Some(interval) = intervals.next() else {
                return Err(failure);
            };
            if !self.guard.withdraw() {
                tracing::warn!(attempts, "the retry budget is spent: not asked again");
                return Err(failure);
            }
            let delay = wait::delay(interval, retry_after, &self.settings.retries);
            tracing::debug!(attempts, delay_ms = millis(delay), "asking again");
            self.clock.sleep(delay).await;
            before = Some(failure);
        }
    }

    async fn attempt(
        &self,
        ask: &Ask,
        judge: Judge,
        attempt: u32,
    ) -> (Attempted, Option<Duration>) {
        let before = self.clock.elapsed();
        let limits = ExchangeLimits {
            timeout: ask.timeout.unwrap_or(self.settings.timeout),
            body_bytes_max: self.settings.body_bytes_max,
        };
        let sent = self.transport.send(ask.request.clone(), limits).await;
        let duration_ms = millis(self.clock.elapsed().saturating_sub(before));
        let retry_after = sent
            .as_ref()
            .ok()
            .and_then(|answer| wait::retry_after(answer.headers(), self.clock.now()));
        let status = match &sent {
            Ok(answer) => answer.status().as_u16(),
            Err(_) => 0,
        };
        let outcome = judged(sent, judge);
        self.guard.record(&outcome);
        match &outcome {
            Ok(_) => tracing::info!(attempt, status, duration_ms, outcome = "accepted"),
            Err((kind, _)) => {
                tracing::warn!(attempt, status, duration_ms, outcome = kind.name());
            }
        }
        (outcome, retry_after)
    }
}

type Attempted = Result<(StatusCode, HeaderMap, Body), (FailureKind, Option<Body>)>;

fn judged(sent: Result<Response<Bytes>, TransportError>, judge: Judge) -> Attempted {
    let answer = sent.map_err(|error| (FailureKind::from(error), None))?;
    let (parts, body) = answer.into_parts();
    let status = parts.status;
    match judge(status, &body) {
        Verdict::Accepted => Ok((status, parts.headers, Body::new(body))),
        Verdict::Refused { code, again } => Err((
            FailureKind::Refused {
                status,
                code,
                again,
            },
            Some(Body::new(body)),
        )),
        Verdict::Unreadable(why) => Err((
            FailureKind::Unreadable { status, why },
            Some(Body::new(body)),
        )),
    }
}

/// What a status alone says, and that a success carries JSON: an error page with status 200 is not
/// an answer, and neither is half a document.
pub(crate) fn by_status(status: StatusCode, body: &[u8]) -> Verdict {
    if !status.is_success() {
        return Verdict::Refused {
            code: None,
            again: Again::after_status(status),
        };
    }
    if is_json(body) {
        Verdict::Accepted
    } else {
        Verdict::Unreadable("the body is not JSON")
    }
}

/// Whether a body is one whole JSON document.
pub(crate) fn is_json(body: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(body).is_ok()
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
