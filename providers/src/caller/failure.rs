//! What can go wrong with a call, and whether another attempt may help.

use std::fmt;

use bytes::Bytes;
use http::StatusCode;

use super::endpoint::{Endpoint, Repeat};
use crate::transport::TransportError;

/// A call that brought no answer. The text names provider and endpoint, nothing of the applicant.
#[derive(Debug, thiserror::Error)]
#[error("{} {} of {}, {}: {kind}", endpoint.method, endpoint.path, endpoint.provider, tries(*attempts))]
pub struct Failure {
    /// What was asked.
    pub endpoint: &'static Endpoint,
    /// How many attempts were made; zero when none was let through.
    pub attempts: u32,
    /// What happened at the last one.
    pub kind: FailureKind,
    /// What was answered instead, to be kept.
    pub body: Option<Body>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FailureKind {
    /// No connection came about.
    #[error("it could not be reached ({why})")]
    NotConnected {
        /// What stood in the way.
        why: String,
    },
    /// No answer in time.
    #[error("it did not answer in time")]
    TimedOut,
    /// The connection ended before the answer did.
    #[error("the connection ended before the answer did")]
    Interrupted,
    /// The answer was larger than answers may be.
    #[error("its answer is larger than {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: u64,
    },
    /// The request could not be made.
    #[error("the request could not be made ({why})")]
    Malformed {
        /// What is wrong with it.
        why: String,
    },
    /// An answer that says no.
    #[error("it answered HTTP {}{}", status.as_u16(), shown(code.as_deref()))]
    Refused {
        /// The status.
        status: StatusCode,
        /// The provider's own code.
        code: Option<String>,
        /// Whether to ask again.
        again: Again,
    },
    /// An answer that is none.
    #[error("it answered HTTP {}, but {why}", status.as_u16())]
    Unreadable {
        /// The status.
        status: StatusCode,
        /// What is wrong with it.
        why: &'static str,
    },
    /// It failed too often lately, and is left alone for a while.
    #[error("it failed too often lately, and was not asked")]
    CircuitOpen,
}

/// Whether to ask again, and at what price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// Yes: the request surely did nothing.
    Yes,
    /// Only where asking twice does nothing twice: the request may have been carried out.
    IfHarmless,
    /// No: the answer would be the same.
    No,
}

impl Again {
    /// What an HTTP status says.
    ///
    /// 429 and 425 say that the request was turned away. 500, 502, 503, 504 and 408 may come from
    /// something between, after the request had been carried out.
    #[must_use]
    pub fn after_status(status: StatusCode) -> Self {
        match status.as_u16() {
            425 | 429 => Self::Yes,
            408 | 500 | 502 | 503 | 504 => Self::IfHarmless,
            _ => Self::No,
        }
    }

    /// Whether an endpoint may be asked again.
    #[must_use]
    pub fn allowed_for(self, repeat: Repeat) -> bool {
        match self {
            Self::Yes => true,
            Self::IfHarmless => repeat == Repeat::Harmless,
            Self::No => false,
        }
    }
}

impl FailureKind {
    /// Whether to ask again.
    ///
    /// Nothing was sent: yes. Sent, and no whole answer: only where that is harmless. An answer too
    /// large would be too large again.
    #[must_use]
    pub fn again(&self) -> Again {
        match self {
            Self::NotConnected { .. } => Again::Yes,
            Self::TimedOut | Self::Interrupted | Self::Unreadable { .. } => Again::IfHarmless,
            Self::Refused { again, .. } => *again,
            Self::TooLarge { .. } | Self::Malformed { .. } | Self::CircuitOpen => Again::No,
        }
    }

    /// Whether the trouble may be over by itself in a while.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        match self.again() {
            Again::Yes | Again::IfHarmless => true,
            Again::No => *self == Self::CircuitOpen,
        }
    }

    /// Whether the request may have been carried out all the same.
    #[must_use]
    pub fn is_outcome_unknown(&self) -> bool {
        match self {
            Self::TimedOut
            | Self::Interrupted
            | Self::Unreadable { .. }
            | Self::TooLarge { .. } => true,
            Self::Refused { again, .. } => *again == Again::IfHarmless,
            Self::NotConnected { .. } | Self::Malformed { .. } | Self::CircuitOpen => false,
        }
    }

    /// Whether it tells of the provider's health rather than of this request.
    pub(super) fn is_providers_fault(&self) -> bool {
        match self {
            Self::NotConnected { .. }
            | Self::TimedOut
            | Self::Interrupted
            | Self::Unreadable { .. } => true,
            Self::Refused { status, .. } => status.is_server_error(),
            Self::TooLarge { .. } | Self::Malformed { .. } | Self::CircuitOpen => false,
        }
    }

    /// A word for logs and counts.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::NotConnected { .. } => "not_connected",
            Self::TimedOut => "timed_out",
            Self::Interrupted => "interrupted",
            Self::TooLarge { .. } => "too_large",
            Self::Malformed { .. } => "malformed",
            Self::Refused { .. } => "refused",
            Self::Unreadable { .. } => "unreadable",
            Self::CircuitOpen => "circuit_open",
        }
    }
}

impl From<TransportError> for FailureKind {
    fn from(error: TransportError) -> Self {
        match error {
            TransportError::NotConnected { why } => Self::NotConnected { why },
            TransportError::TimedOut { .. } => Self::TimedOut,
            TransportError::Interrupted { .. } => Self::Interrupted,
            TransportError::TooLarge { limit, .. } => Self::TooLarge { limit },
            TransportError::Malformed { why } => Self::Malformed { why },
        }
    }
}

impl Failure {
    pub(crate) fn new(
        endpoint: &'static Endpoint,
        attempts: u32,
        kind: FailureKind,
        body: Option<Body>,
    ) -> Self {
        Self {
            endpoint,
            attempts,
            kind,
            body: body.filter(|body| !body.bytes().is_empty()),
        }
    }

    /// An answer with a good status that is not what the endpoint answers with.
    pub(crate) fn unreadable(
        endpoint: &'static Endpoint,
        answer: super::Answer,
        why: &'static str,
    ) -> Self {
        let kind = FailureKind::Unreadable {
            status: answer.status,
            why,
        };
        Self::new(endpoint, answer.attempts, kind, Some(answer.body))
    }

    /// The status of the answer that was refused.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match &self.kind {
            FailureKind::Refused { status, .. } | FailureKind::Unreadable { status, .. } => {
                Some(*status)
            }
            _ => None,
        }
    }

    /// The provider's own code.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match &self.kind {
            FailureKind::Refused { code, .. } => code.as_deref(),
            _ => None,
        }
    }
}

/// A body. It prints its length only: it holds an applicant's data.
#[derive(Clone, PartialEq, Eq)]
pub struct Body(Bytes);

impl Body {
    /// A body of these bytes.
    #[must_use]
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self(bytes.into())
    }

    /// The bytes as they came.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes, shared.
    #[must_use]
    pub fn into_bytes(self) -> Bytes {
        self.0
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({} bytes)", self.0.len())
    }
}

fn tries(attempts: u32) -> String {
    match attempts {
        0 => "not asked".to_owned(),
        1 => "asked once".to_owned(),
        more => format!("asked {more} times"),
    }
}

fn shown(code: Option<&str>) -> String {
    code.map_or_else(String::new, |code| {
        format!(", code {}", crate::tolerant::shown_word(code))
    })
}
