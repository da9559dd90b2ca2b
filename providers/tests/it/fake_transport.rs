//! A transport that answers from a script and keeps what it was sent, and a clock that does not wait.

use std::collections::VecDeque;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use caudal_providers::transport::{ExchangeLimits, Transport, TransportError};
use caudal_providers::{Address, Clock};
use chrono::{DateTime, FixedOffset};
use futures_util::future::BoxFuture;
use http::{Request, Response, StatusCode};

/// What happens to one attempt.
#[derive(Debug)]
pub(crate) enum Scripted {
    /// An answer with this status and body.
    Answer(u16, String),
    /// No connection.
    NotConnected,
    /// No answer in time.
    TimedOut,
    /// A connection that ended early.
    Interrupted,
}

/// An answer with this status and body.
#[expect(
    clippy::needless_pass_by_value,
    reason = "a script's rows read better without a borrow in each"
)]
pub(crate) fn answer(status: u16, body: impl ToString) -> Scripted {
    Scripted::Answer(status, body.to_string())
}

/// Answers from a script, whose last entry is repeated; without one it is not connected.
#[derive(Default)]
pub(crate) struct FakeTransport {
    script: Mutex<VecDeque<Scripted>>,
    requests: Mutex<Vec<Request<Bytes>>>,
}

impl FakeTransport {
    /// A transport with this script.
    pub(crate) fn new(script: impl IntoIterator<Item = Scripted>) -> Arc<Self> {
        Arc::new(Self {
            script: Mutex::new(script.into_iter().collect()),
            requests: Mutex::default(),
        })
    }

    /// The transport as a client takes it.
    pub(crate) fn shared(self: &Arc<Self>) -> Arc<dyn Transport> {
        Arc::<Self>::clone(self)
    }

    /// How many attempts were made.
    pub(crate) fn attempts(&self) -> usize {
        self.requests.lock().unwrap().len()
    }

    /// How many attempts were made since this was last asked.
    pub(crate) fn drain(&self) -> usize {
        self.requests.lock().unwrap().drain(..).len()
    }

    /// The requests that were sent, as [`wire`] writes them.
    pub(crate) fn sent(&self) -> Vec<String> {
        self.requests.lock().unwrap().iter().map(wire).collect()
    }

    /// The only request that was sent.
    pub(crate) fn only(&self) -> String {
        let sent = self.sent();
        assert_eq!(sent.len(), 1, "{sent:#?}");
        sent.into_iter().next().unwrap()
    }
}

impl fmt::Debug for FakeTransport {
    /// Clients print their transport, and are tested to print nothing of a person.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FakeTransport")
    }
}

/// A request as it goes over the wire, headers sorted.
fn wire(request: &Request<Bytes>) -> String {
    let mut lines: Vec<String> = request
        .headers()
        .iter()
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    lines.sort();
    lines.insert(0, format!("{} {}", request.method(), request.uri()));
    if !request.body().is_empty() {
        lines.push(String::new());
        lines.push(String::from_utf8(request.body().to_vec()).unwrap());
    }
    lines.join("\n")
}

impl Transport for FakeTransport {
    fn send(
        &self,
        request: Request<Bytes>,
        limits: ExchangeLimits,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        self.requests.lock().unwrap().push(request);
        let mut script = self.script.lock().unwrap();
        let next = match script.len() {
            0 | 1 => script.front().map(|last| outcome(last, limits)),
            _ => script.pop_front().map(|next| outcome(&next, limits)),
        };
        let outcome = next.unwrap_or_else(|| outcome(&Scripted::NotConnected, limits));
        Box::pin(std::future::ready(outcome))
    }
}

fn outcome(scripted: &Scripted, limits: ExchangeLimits) -> Result<Response<Bytes>, TransportError> {
    let why = "the script says so".to_owned();
    match scripted {
        Scripted::Answer(status, body) => Ok(response(*status, body)),
        Scripted::NotConnected => Err(TransportError::NotConnected { why }),
        Scripted::TimedOut => Err(TransportError::TimedOut {
            timeout: limits.timeout,
        }),
        Scripted::Interrupted => Err(TransportError::Interrupted {
            why,
            status: Some(StatusCode::OK),
        }),
    }
}

fn response(status: u16, body: &str) -> Response<Bytes> {
    let response = Response::builder().status(status);
    response.body(Bytes::from(body.to_owned())).unwrap()
}

/// A clock whose time passes only by waiting, and at once.
#[derive(Debug, Default)]
pub(crate) struct FakeClock(AtomicU64);

impl FakeClock {
    /// A clock at its beginning.
    pub(crate) fn new() -> Arc<Self> {
        Arc::default()
    }
}

impl Clock for FakeClock {
    fn now(&self) -> DateTime<FixedOffset> {
        let began: DateTime<FixedOffset> = "2026-11-20T10:00:00-03:00".parse().unwrap();
        began + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        Duration::from_nanos(self.0.load(Ordering::Relaxed))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let nanos = u64::try_from(duration.as_nanos()).unwrap();
        self.0.fetch_add(nanos, Ordering::Relaxed);
        Box::pin(std::future::ready(()))
    }
}

/// What became of a call: what it brought, or the error's text.
pub(crate) fn told<T: fmt::Debug, E: fmt::Display>(outcome: &Result<T, E>) -> String {
    match outcome {
        Ok(brought) => format!("{brought:?}"),
        Err(error) => error.to_string(),
    }
}

/// A vendor's own address.
pub(crate) fn at(base: &str) -> Address {
    Address::new(base).unwrap()
}
