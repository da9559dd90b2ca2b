//! banca.me's webhook: news of a loan, which may come more than once and may not come from banca.me.

use std::collections::{BTreeSet, VecDeque};
use std::num::NonZeroUsize;

use caudal_facts::Limits;
use caudal_facts::evidence::Sha256Digest;
use serde_json::Value;

use super::loan::Loan;
use crate::caller::Body;
use crate::secret::Secret;
use crate::tolerant::{View, text};

/// The parameter of the webhook's own address that carries the shared secret.
const SECRET: &str = "secret";

/// The longest query that is read.
const QUERY_BYTES_MAX: usize = 8 * 1024;

/// The longest id of an event. banca.me gives no limit.
const EVENT_ID_MAX: usize = 256;

/// News of a loan.
#[derive(Debug, Clone)]
pub struct LoanEvent {
    /// Identifies the event; a repeated delivery carries it again.
    pub event_id: String,
    /// The loan as it stands now.
    pub loan: Loan,
    /// The event as it came.
    pub body: Body,
}

/// A delivered event.
#[derive(Debug, Clone)]
pub enum Delivery {
    /// It has not come before, as far as is remembered.
    New(Box<LoanEvent>),
    /// It has come before, and is answered with success and nothing else.
    Duplicate,
}

/// Why a call is no event of banca.me's. No text repeats what was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CallbackError {
    /// The address does not carry the shared secret: somebody else may have called.
    #[error("read a webhook of bancame: it does not carry the shared secret")]
    Forged,
    /// A query longer than any that banca.me was given.
    #[error(
        "read a webhook of bancame: its query has {bytes} bytes, the limit is {QUERY_BYTES_MAX} bytes"
    )]
    QueryTooLong {
        /// How long it is.
        bytes: usize,
    },
    /// A body larger than a payload may be; it was not parsed.
    #[error("read a webhook of bancame: {bytes} bytes, the limit is {limit} bytes")]
    TooLarge {
        /// How large it is.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// Cut short, or no event of an API.
    #[error("read a webhook of bancame: the body is not JSON")]
    NotJson,
    /// Without an id a repeated delivery cannot be told.
    #[error("read a webhook of bancame: it has no eventId")]
    NoEventId,
    /// An id longer than an id can be.
    #[error(
        "read a webhook of bancame: its eventId has {length} characters, the limit is {EVENT_ID_MAX}"
    )]
    EventIdTooLong {
        /// How long it is.
        length: usize,
    },
    /// No loan in it.
    #[error("read a webhook of bancame: it has no data")]
    NoData,
}

/// Reads a webhook: the query of the address that was called, with or without its `?`, and the body.
///
/// banca.me signs its webhooks, but does not document how. So the address that it is given carries
/// a secret (`https://lender.example/bancame?secret=…`), and a call without it is forged.
///
/// # Errors
/// [`CallbackError`]. No bytes make it panic, and nothing of a forged call is parsed.
///
/// # Example
/// ```
/// use caudal_facts::Limits;
/// use caudal_providers::Secret;
/// use caudal_providers::bancame::callback::{self, CallbackError};
///
/// let secret = Secret::new("b6f1")?;
/// let body = br#"{"eventId": "e-1", "data": {"loanAmount": 150000, "state": "ACTIVE"}}"#;
/// let event = callback::read("secret=b6f1", body, &secret, &Limits::default())?;
/// assert_eq!(event.loan.amount.map(|amount| amount.minor()), Some(150_000));
///
/// let forged = callback::read("secret=guess", body, &secret, &Limits::default());
/// assert_eq!(forged.err(), Some(CallbackError::Forged));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read(
    query: &str,
    body: &[u8],
    secret: &Secret,
    limits: &Limits,
) -> Result<LoanEvent, CallbackError> {
    verify(query, secret)?;
    let bytes = u64::try_from(body.len()).unwrap_or(u64::MAX);
    if bytes > limits.payload_bytes {
        return Err(CallbackError::TooLarge {
            bytes,
            limit: limits.payload_bytes,
        });
    }
    let value: Value = serde_json::from_slice(body).map_err(|_| CallbackError::NotJson)?;
    let view = View::object(&value).ok_or(CallbackError::NoEventId)?;
    let event_id = text(view.field(&["eventid"])).ok().flatten();
    let event_id = event_id.ok_or(CallbackError::NoEventId)?;
    let length = event_id.chars().count();
    if length > EVENT_ID_MAX {
        return Err(CallbackError::EventIdTooLong { length });
    }
    let data = view.get(&["data"]).ok_or(CallbackError::NoData)?;
    Ok(LoanEvent {
        event_id,
        loan: Loan::read(data).ok_or(CallbackError::NoData)?,
        body: Body::new(body.to_vec()),
    })
}

fn verify(query: &str, secret: &Secret) -> Result<(), CallbackError> {
    if query.len() > QUERY_BYTES_MAX {
        return Err(CallbackError::QueryTooLong { bytes: query.len() });
    }
    let query = query.strip_prefix('?').unwrap_or(query);
    // How long comparing digests takes says nothing of the secret.
    let expected = Sha256Digest::of(secret.expose().as_bytes());
    let mut given = url::form_urlencoded::parse(query.as_bytes())
        .filter(|(name, _)| name == SECRET)
        .map(|(_, value)| Sha256Digest::of(value.as_bytes()));
    match (given.next(), given.next()) {
        (Some(given), None) if given == expected => Ok(()),
        _ => Err(CallbackError::Forged),
    }
}

/// Remembers which events have come: the last so many, and no more.
///
/// # Example
/// ```
/// use std::num::NonZeroUsize;
///
/// use caudal_facts::Limits;
/// use caudal_providers::Secret;
/// use caudal_providers::bancame::callback::{self, Delivery, Seen};
///
/// let secret = Secret::new("b6f1")?;
/// let event = callback::read(
///     "secret=b6f1", br#"{"eventId": "e-1", "data": {}}"#, &secret, &Limits::default(),
/// )?;
/// let mut seen = Seen::new(NonZeroUsize::new(10_000).ok_or("zero")?);
/// assert!(matches!(seen.admit(event.clone()), Delivery::New(_)));
/// assert!(matches!(seen.admit(event.clone()), Delivery::Duplicate));
/// // What could not be acted on is let in again when banca.me repeats it.
/// seen.forget(&event.event_id);
/// assert!(matches!(seen.admit(event), Delivery::New(_)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Seen {
    limit: NonZeroUsize,
    order: VecDeque<Sha256Digest>,
    known: BTreeSet<Sha256Digest>,
}

impl Seen {
    /// Remembers the last `limit` events.
    #[must_use]
    pub const fn new(limit: NonZeroUsize) -> Self {
        Self {
            limit,
            order: VecDeque::new(),
            known: BTreeSet::new(),
        }
    }

    /// Takes an event in, unless it has come before.
    pub fn admit(&mut self, event: LoanEvent) -> Delivery {
        let id = Sha256Digest::of(event.event_id.as_bytes());
        if !self.known.insert(id) {
            return Delivery::Duplicate;
        }
        self.order.push_back(id);
        if self.order.len() > self.limit.get()
            && let Some(oldest) = self.order.pop_front()
        {
            self.known.remove(&oldest);
        }
        Delivery::New(Box::new(event))
    }

    /// Forgets an event that could not be acted on, so that its next delivery is new.
    pub fn forget(&mut self, event_id: &str) {
        let id = Sha256Digest::of(event_id.as_bytes());
        if self.known.remove(&id) {
            self.order.retain(|known| *known != id);
        }
    }
}
