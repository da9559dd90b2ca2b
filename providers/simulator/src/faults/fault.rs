//! What can go wrong with a request, its answer or its callback.

use serde::{Deserialize, Serialize};

use crate::endpoints::{Endpoint, Vendor};

/// A way to fail. "Without effect" means that what was asked for was not done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Fault {
    /// 429, without effect.
    RateLimited {
        /// What `Retry-After` says.
        retry_after: RetryAfter,
    },
    /// 500, without effect.
    InternalError,
    /// 503, without effect.
    Unavailable {
        /// What `Retry-After` says.
        retry_after: RetryAfter,
    },
    /// The whole answer, late.
    SlowFirstByte {
        /// How late.
        ms: u64,
    },
    /// The whole answer in eight pieces.
    SlowBody {
        /// Time between two pieces.
        ms: u64,
    },
    /// The connection is reset after half of the body.
    ResetMidBody,
    /// The connection is reset before the answer begins.
    ResetBeforeHeaders {
        /// Whether what was asked for was done all the same.
        effect: bool,
    },
    /// Half of the JSON, in an answer that is whole as far as HTTP can tell.
    TruncatedJson,
    /// The right JSON with numbers, texts, objects and lists of the wrong kind here and there.
    WrongTypes,
    /// A page for people, without effect.
    HtmlErrorPage {
        /// The status it comes with: 502 from a proxy, 200 from a firewall.
        status: u16,
    },
    /// Khipu's 200 with `Status` = `ERROR`, without effect.
    StatusErrorInOk {
        /// The error's code, such as `E200` or `T000`.
        code: String,
    },
    /// The right status and no body.
    EmptyBody,
    /// A body of JSON that begins well and does not end.
    OversizedBody {
        /// How many bytes are sent.
        bytes: u64,
    },
    /// Nothing is ever answered, without effect.
    Hang,
    /// The job that is created fails on its way.
    JobFails {
        /// Whether it is taken up again and ends well.
        recycles: bool,
    },
    /// The callback that is asked for comes twice.
    DuplicateCallback,
    /// The callback that is asked for comes late.
    LateCallback {
        /// How late, beside the pace's own time.
        ms: u64,
    },
    /// The callback that is asked for never comes.
    LostCallback,
    /// The answer's status is a word that no document has.
    UnknownStatusWord,
}

/// What a `Retry-After` header says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RetryAfter {
    /// There is none.
    Absent,
    /// A number of seconds.
    Seconds(u32),
    /// An HTTP date so many seconds from now.
    HttpDateIn(u32),
}

impl Fault {
    /// One of each, with ordinary figures; what [`Faults::random`](crate::Faults::random) mixes.
    #[must_use]
    pub fn each() -> Vec<Self> {
        vec![
            Self::RateLimited {
                retry_after: RetryAfter::Seconds(1),
            },
            Self::RateLimited {
                retry_after: RetryAfter::HttpDateIn(1),
            },
            Self::InternalError,
            Self::Unavailable {
                retry_after: RetryAfter::Absent,
            },
            Self::Unavailable {
                retry_after: RetryAfter::Seconds(1),
            },
            Self::SlowFirstByte { ms: 50 },
            Self::SlowBody { ms: 5 },
            Self::ResetMidBody,
            Self::ResetBeforeHeaders { effect: false },
            Self::ResetBeforeHeaders { effect: true },
            Self::TruncatedJson,
            Self::WrongTypes,
            Self::HtmlErrorPage { status: 502 },
            Self::HtmlErrorPage { status: 200 },
            Self::StatusErrorInOk {
                code: "E200".to_owned(),
            },
            Self::EmptyBody,
            Self::OversizedBody { bytes: 20 << 20 },
            Self::Hang,
            Self::JobFails { recycles: true },
            Self::JobFails { recycles: false },
            Self::DuplicateCallback,
            Self::LateCallback { ms: 50 },
            Self::LostCallback,
            Self::UnknownStatusWord,
        ]
    }

    /// Whether it can happen to a request: a job's failure only where a job is created, a callback's
    /// only where one is asked for. A rule passes over what it cannot happen to.
    pub(crate) fn concerns(&self, endpoint: &Endpoint, awaits_callback: bool) -> bool {
        match self {
            Self::StatusErrorInOk { .. } => endpoint.vendor() == Vendor::Khipu,
            Self::JobFails { .. } => {
                endpoint.vendor() == Vendor::CirenioApp || endpoint.template() == "POST /jobs"
            }
            Self::DuplicateCallback | Self::LateCallback { .. } | Self::LostCallback => {
                awaits_callback
            }
            Self::UnknownStatusWord => status_word(endpoint).is_some(),
            _ => true,
        }
    }

    /// Whether what was asked for is not done.
    pub(crate) const fn prevents_effect(&self) -> bool {
        matches!(
            self,
            Self::RateLimited { .. }
                | Self::InternalError
                | Self::Unavailable { .. }
                | Self::ResetBeforeHeaders { effect: false }
                | Self::HtmlErrorPage { .. }
                | Self::StatusErrorInOk { .. }
                | Self::Hang
        )
    }
}

/// The field of an endpoint's answer that says how things stand, and a word that it never has.
pub(crate) fn status_word(endpoint: &Endpoint) -> Option<(&'static str, &'static str)> {
    match (endpoint.vendor(), endpoint.template()) {
        (Vendor::Cirenio, "POST /jobs" | "GET /jobs/:hash" | "GET /reports/:hash") => {
            Some(("status", "SUSPENDED"))
        }
        (Vendor::Khipu, _) => Some(("Status", "DEFERRED")),
        (Vendor::Bancame, "POST /partner/pre-loan-request") => Some(("step", "WAITING_REVIEW")),
        _ => None,
    }
}
