//! The transport over reqwest: rustls, a pool of connections, no redirects, no proxy from the environment.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::future::BoxFuture;
use http::{Request, Response};

use super::{ExchangeLimits, Transport, TransportError};

/// How connections are made and kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Connections {
    /// How long a connection may take to come about. Default 5 s.
    pub connect_timeout: Duration,
    /// How long an unused connection is kept. Default 30 s, less than most servers keep theirs.
    pub idle_timeout: Duration,
    /// How many unused connections are kept for each host. Default 16.
    pub idle_per_host_max: usize,
}

impl Default for Connections {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            idle_timeout: Duration::from_secs(30),
            idle_per_host_max: 16,
        }
    }
}

/// HTTP over reqwest. Cheap to clone: clones share their connections.
#[derive(Debug, Clone)]
pub struct HttpTransport {
    client: reqwest::Client,
}

impl HttpTransport {
    /// A transport with these connections.
    ///
    /// # Errors
    /// [`TransportError::Malformed`] when TLS cannot be set up on this machine.
    pub fn new(connections: Connections) -> Result<Self, TransportError> {
        let client = reqwest::Client::builder()
            .connect_timeout(connections.connect_timeout)
            .pool_idle_timeout(connections.idle_timeout)
            .pool_max_idle_per_host(connections.idle_per_host_max)
            // A redirect would carry credentials to an address that nobody configured.
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .no_proxy()
            .user_agent(concat!("caudal/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| TransportError::Malformed { why: chain(&error) })?;
        Ok(Self { client })
    }

    async fn exchange(
        &self,
        request: Request<Bytes>,
        limits: ExchangeLimits,
    ) -> Result<Response<Bytes>, TransportError> {
        let mut request =
            reqwest::Request::try_from(request).map_err(|error| TransportError::Malformed {
                why: chain(&error.without_url()),
            })?;
        *request.timeout_mut() = Some(limits.timeout);
        let mut answer = self
            .client
            .execute(request)
            .await
            .map_err(|error| before_status(error, limits))?;
        let status = answer.status();
        let too_large = TransportError::TooLarge {
            limit: limits.body_bytes_max,
            status,
        };
        if answer
            .content_length()
            .is_some_and(|length| length > limits.body_bytes_max)
        {
            return Err(too_large);
        }
        let mut body = BytesMut::new();
        loop {
            let piece = answer.chunk().await.map_err(|error| {
                if error.is_timeout() {
                    TransportError::TimedOut {
                        timeout: limits.timeout,
                    }
                } else {
                    TransportError::Interrupted {
                        why: chain(&error.without_url()),
                        status: Some(status),
                    }
                }
            })?;
            let Some(piece) = piece else { break };
            if (body.len() + piece.len()) as u64 > limits.body_bytes_max {
                return Err(too_large);
            }
            body.extend_from_slice(&piece);
        }
        let mut whole = Response::new(body.freeze());
        *whole.status_mut() = status;
        *whole.headers_mut() = std::mem::take(answer.headers_mut());
        Ok(whole)
    }
}

impl Transport for HttpTransport {
    fn send(
        &self,
        request: Request<Bytes>,
        limits: ExchangeLimits,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(self.exchange(request, limits))
    }
}

fn before_status(error: reqwest::Error, limits: ExchangeLimits) -> TransportError {
    // A connection that took too long is a time-out too, but nothing was sent on it.
    if error.is_connect() {
        return TransportError::NotConnected {
            why: chain(&error.without_url()),
        };
    }
    if error.is_timeout() {
        return TransportError::TimedOut {
            timeout: limits.timeout,
        };
    }
    if error.is_builder() {
        return TransportError::Malformed {
            why: chain(&error.without_url()),
        };
    }
    TransportError::Interrupted {
        why: chain(&error.without_url()),
        status: None,
    }
}

/// An error and its causes, outermost first.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}
