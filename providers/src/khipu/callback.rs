//! What Khipu sends to a `CallbackUrl`: the answer of an operation that was accepted before.
//!
//! The vendor calls an open address and signs nothing. So the address carries a token of our own,
//! and an event is real only when who receives it knows the token.

use std::fmt;

use caudal_facts::Limits;
use url::Url;

use super::client::callback_url;
use super::code::Code;
use super::standing::Standing;
use super::wire::Envelope;
use crate::address::secure;
use crate::caller::{Body, is_json};
use crate::client::ClientError;
use crate::tolerant::text;

/// The parameter that carries our token.
const TOKEN: &str = "token";

/// The longest query that is read; an address that Khipu takes is shorter.
const QUERY_BYTES_MAX: usize = 1024;

/// Where Khipu may call back, before the token of one operation is put in.
///
/// # Example
/// ```
/// use caudal_providers::khipu::CallbackAddress;
///
/// let address = CallbackAddress::new("https://lender.example/khipu")?;
/// let url = address.with_token("f3a1")?;
/// assert_eq!(url.as_str(), "https://lender.example/khipu?token=f3a1");
/// // Khipu takes 255 characters, so a longer address is refused before it is sent.
/// assert!(address.with_token(&"f".repeat(250)).is_err());
/// # Ok::<(), caudal_providers::ClientError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallbackAddress(Url);

/// An operation's answer, come to the `CallbackUrl`.
#[derive(Clone)]
pub struct Event {
    /// The token in the address that was called: who does not know it takes the event for forged.
    pub token: Option<String>,
    /// Identifies the operation.
    pub operation_id: Option<String>,
    /// The answer as it came, of the same form as a direct one.
    pub body: Body,
    /// Why the operation failed, when it did. What does not say in a known way that it succeeded
    /// has failed.
    pub failed: Option<Code>,
}

/// Why a call is no event of Khipu's. No text repeats what was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CallbackError {
    /// A query longer than any that Khipu was given.
    #[error(
        "read a callback of khipu: its query has {bytes} bytes, the limit is {QUERY_BYTES_MAX} bytes"
    )]
    QueryTooLong {
        /// How long it is.
        bytes: usize,
    },
    /// A body larger than a payload may be; it was not parsed.
    #[error("read a callback of khipu: {bytes} bytes, the limit is {limit} bytes")]
    TooLarge {
        /// How large it is.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// Two tokens, of which only one can be ours.
    #[error("read a callback of khipu: it has two tokens")]
    TwoTokens,
    /// Cut short, or no answer of an API.
    #[error("read a callback of khipu: the body is not JSON")]
    NotJson,
    /// JSON without the envelope's status.
    #[error("read a callback of khipu: the body is not an envelope of khipu's")]
    NoEnvelope,
}

impl CallbackAddress {
    /// An address that receives callbacks: https, or on this machine.
    ///
    /// # Errors
    /// [`ClientError::Address`]; [`ClientError::Invalid`] when the address has a `token` already.
    pub fn new(base: &str) -> Result<Self, ClientError> {
        let mut url = secure(base)?;
        url.set_fragment(None);
        if url.query_pairs().any(|(name, _)| name == TOKEN) {
            return Err(super::client::invalid(
                "the callback's address",
                "has a token already",
            ));
        }
        Ok(Self(url))
    }

    /// The address for one operation.
    ///
    /// # Errors
    /// [`ClientError::TooLong`] past the vendor's 255 characters.
    pub fn with_token(&self, token: &str) -> Result<Url, ClientError> {
        let mut url = self.0.clone();
        url.query_pairs_mut().append_pair(TOKEN, token);
        callback_url(&url)?;
        Ok(url)
    }
}

impl fmt::Debug for Event {
    /// Who has the token can send events, so it is not printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("token", &self.token.is_some())
            .field("operation_id", &self.operation_id)
            .field("body", &self.body)
            .field("failed", &self.failed)
            .finish()
    }
}

/// Reads a callback: the query of the address that was called, with or without its `?`, and the body.
///
/// # Errors
/// [`CallbackError`]. No bytes make it panic.
pub fn read(query: &str, body: &[u8], limits: &Limits) -> Result<Event, CallbackError> {
    let token = token(query)?;
    let bytes = u64::try_from(body.len()).unwrap_or(u64::MAX);
    if bytes > limits.payload_bytes {
        return Err(CallbackError::TooLarge {
            bytes,
            limit: limits.payload_bytes,
        });
    }
    let envelope: Envelope = serde_json::from_slice(body).map_err(|_| {
        if is_json(body) {
            CallbackError::NoEnvelope
        } else {
            CallbackError::NotJson
        }
    })?;
    let standing = Standing::of(&envelope).ok_or(CallbackError::NoEnvelope)?;
    Ok(Event {
        token,
        operation_id: text(&envelope.operation_id.0).ok().flatten(),
        body: Body::new(body.to_vec()),
        failed: standing.refusal(),
    })
}

fn token(query: &str) -> Result<Option<String>, CallbackError> {
    if query.len() > QUERY_BYTES_MAX {
        return Err(CallbackError::QueryTooLong { bytes: query.len() });
    }
    let query = query.strip_prefix('?').unwrap_or(query);
    let mut tokens = url::form_urlencoded::parse(query.as_bytes())
        .filter(|(name, value)| name == TOKEN && !value.is_empty())
        .map(|(_, value)| value.into_owned());
    let first = tokens.next();
    if tokens.next().is_some() {
        return Err(CallbackError::TwoTokens);
    }
    Ok(first)
}
