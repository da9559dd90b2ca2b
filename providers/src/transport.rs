//! One HTTP exchange: a request out, an answer in. Everything above it can be run over another one.

mod over_reqwest;

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use http::{Request, Response, StatusCode};

pub use over_reqwest::{Connections, HttpTransport};

/// How long and how large one exchange may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExchangeLimits {
    /// From the first byte sent to the last received.
    pub timeout: Duration,
    /// Bytes of the answer's body, after decompression. It is held to while the body comes in.
    pub body_bytes_max: u64,
}

/// Sends one request and reads the whole answer.
///
/// An implementation neither retries nor follows redirects: both would repeat a request behind the
/// back of the code that knows whether it may be repeated.
pub trait Transport: Send + Sync + fmt::Debug {
    /// One exchange.
    fn send(
        &self,
        request: Request<Bytes>,
        limits: ExchangeLimits,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>>;
}

/// Why an exchange brought no answer. No text names the address: it may hold a tax id.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TransportError {
    /// No connection: the request never left.
    #[error("connect: {why}")]
    NotConnected {
        /// What stood in the way.
        why: String,
    },
    /// The time was over. The request may or may not have been carried out.
    #[error("answer within {} ms", timeout.as_millis())]
    TimedOut {
        /// The time that there was.
        timeout: Duration,
    },
    /// The connection ended before the answer did. The request may or may not have been carried out.
    #[error("finish the answer: {why}")]
    Interrupted {
        /// What ended it.
        why: String,
        /// The status, when it had come.
        status: Option<StatusCode>,
    },
    /// The body went past its limit and was not read on.
    #[error("keep the answer: more than {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: u64,
        /// The status.
        status: StatusCode,
    },
    /// The request itself makes no sense; it never left.
    #[error("make the request: {why}")]
    Malformed {
        /// What is wrong with it.
        why: String,
    },
}
