//! What stands between a call and the wire: when it asks again, how long it waits, and what it holds to.
//!
//! The register of debtors stands for endpoints that may be asked twice, the creation of a job for
//! those that may not. Time passes only by waiting.

mod guard;
mod hidden;
mod repeat;
mod wire;

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use caudal_facts::TaxId;
use caudal_providers::bcra::{self, Bcra};
use caudal_providers::caller::{Circuit, Pace, Retries, Settings};
use caudal_providers::cirenio::{self, Cirenio, NewJob};
use caudal_providers::transport::{ExchangeLimits, Transport, TransportError};
use caudal_providers::{ClientError, Clock};
use futures_util::future::BoxFuture;
use http::{Request, Response};

use crate::fake_transport::{FakeClock, at};
use crate::lender::secret;

/// What comes of an exchange.
struct Exchanged(Result<Response<Bytes>, TransportError>);

/// A transport that answers by its number of attempts, and notes when each was made.
pub(crate) struct Answering {
    clock: Arc<FakeClock>,
    answer: Box<dyn Fn(usize) -> Exchanged + Send + Sync>,
    times: Mutex<Vec<Duration>>,
    in_flight: AtomicUsize,
    most_in_flight: AtomicUsize,
}

impl fmt::Debug for Answering {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answering")
    }
}

impl Answering {
    /// When each attempt was made.
    fn times(&self) -> Vec<Duration> {
        self.times.lock().unwrap().clone()
    }

    /// How many attempts were made.
    fn attempts(&self) -> usize {
        self.times.lock().unwrap().len()
    }

    /// The most exchanges that there were at the same time.
    fn most_in_flight(&self) -> usize {
        self.most_in_flight.load(Ordering::Relaxed)
    }
}

impl Transport for Answering {
    fn send(
        &self,
        _: Request<Bytes>,
        _: ExchangeLimits,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let attempt = {
            let mut times = self.times.lock().unwrap();
            times.push(self.clock.elapsed());
            times.len()
        };
        Box::pin(async move {
            let now = self.in_flight.fetch_add(1, Ordering::Relaxed) + 1;
            self.most_in_flight.fetch_max(now, Ordering::Relaxed);
            for _ in 0..3 {
                tokio::task::yield_now().await;
            }
            self.in_flight.fetch_sub(1, Ordering::Relaxed);
            (self.answer)(attempt).0
        })
    }
}

/// Two clients over such a transport.
struct Desk {
    transport: Arc<Answering>,
    clock: Arc<FakeClock>,
    bcra: Bcra,
    cirenio: Cirenio,
}

impl Desk {
    fn new(
        settings: Settings,
        answer: impl Fn(usize) -> Exchanged + Send + Sync + 'static,
    ) -> Self {
        let clock = FakeClock::new();
        let transport = Arc::new(Answering {
            clock: Arc::clone(&clock),
            answer: Box::new(answer),
            times: Mutex::default(),
            in_flight: AtomicUsize::new(0),
            most_in_flight: AtomicUsize::new(0),
        });
        let over = Arc::clone(&transport) as Arc<dyn Transport>;
        let timed = Arc::clone(&clock) as Arc<dyn Clock>;
        let cirenio = Cirenio::new(
            at(cirenio::BASE),
            secret("key"),
            Arc::clone(&over),
            Arc::clone(&timed),
            settings.clone(),
        );
        Self {
            transport,
            clock,
            bcra: Bcra::new(at(bcra::BASE), over, timed, settings),
            cirenio,
        }
    }

    /// A call that may be asked twice.
    async fn reads(&self) -> Result<u32, ClientError> {
        let cuit = TaxId::parse_cuit("20-26756539-3").unwrap();
        self.bcra.debts(&cuit).await.map(|answer| answer.attempts)
    }

    /// A call that creates something.
    async fn creates(&self) -> Result<u32, ClientError> {
        let job = NewJob {
            bank_id: 1,
            token: secret("token"),
            external_id: None,
        };
        let created = self.cirenio.create_job(&job).await;
        created.map(|(_, answer)| answer.attempts)
    }
}

/// Limits without any wait but those that a test sets, and without a breaker that opens.
fn patient() -> Settings {
    Settings {
        retries: Retries {
            interval_min: Duration::ZERO,
            interval_max: Duration::ZERO,
            budget_percent: 100,
            budget_per_second: 1_000_000,
            ..Retries::default()
        },
        circuit: Circuit {
            failures: u32::MAX.try_into().unwrap(),
            ..Circuit::default()
        },
        ..Settings::default()
    }
}

/// A rate limit.
fn pace(per_minute: u32, burst: u32) -> Pace {
    Pace {
        per_minute: per_minute.try_into().unwrap(),
        burst: burst.try_into().unwrap(),
    }
}

/// An answer that either client takes.
fn well() -> Exchanged {
    let hash = "63617e35f81fee114e9daec420a69f9a612f594bf82277e44c699d722130b55d";
    let body = format!(r#"{{"status": 200, "results": {{}}, "hash": "{hash}"}}"#);
    Exchanged(Ok(Response::new(Bytes::from(body))))
}

/// An answer with this status and header, and nothing in it.
fn refused(status: u16, header: Option<(&str, &str)>) -> Exchanged {
    let mut response = Response::builder().status(status);
    if let Some((name, value)) = header {
        response = response.header(name, value);
    }
    Exchanged(Ok(response.body(Bytes::from("{}")).unwrap()))
}

/// What became of a call: `answered` or the failure's word, and the attempts.
fn told(outcome: &Result<u32, ClientError>) -> (&'static str, u32) {
    match outcome {
        Ok(attempts) => ("answered", *attempts),
        Err(ClientError::Failed(failure)) => (failure.kind.name(), failure.attempts),
        Err(_) => ("not asked", 0),
    }
}
