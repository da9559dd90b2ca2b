//! How often, how long, how many: every limit of a caller in one place.

use std::num::NonZeroU32;
use std::time::Duration;

use caudal_facts::Limits;

/// The limits of one provider's caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// One attempt, from its first byte sent to the last received. Default 60 s.
    pub timeout: Duration,
    /// Bytes of one answer. Default [`Limits::payload_bytes`].
    pub body_bytes_max: u64,
    /// Attempts at the same time. Default 16; it bounds the connections to the provider too.
    pub concurrent_max: usize,
    /// Asking again.
    pub retries: Retries,
    /// The provider's rate limit; `None` where it has none.
    pub pace: Option<Pace>,
    /// The circuit breaker.
    pub circuit: Circuit,
}

/// When and how often to ask again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retries {
    /// Attempts in all, the first included. Default 4.
    pub attempts_max: u32,
    /// The first interval; each next one is twice as long. Default 250 ms. What is waited is a
    /// random part of the interval, so that many clients do not come back at once.
    pub interval_min: Duration,
    /// The longest interval. Default 10 s.
    pub interval_max: Duration,
    /// The longest `Retry-After` that is waited for. A longer one is cut to this. Default 60 s.
    pub retry_after_max: Duration,
    /// Retries for each hundred calls that the budget allows, beyond `budget_per_second`. Default 20.
    pub budget_percent: u8,
    /// Retries a second that are always allowed. Default 10.
    pub budget_per_second: u32,
}

/// A rate limit: at most `per_minute` in any sixty seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Requests in any minute.
    pub per_minute: NonZeroU32,
    /// How many of them may follow each other at once; at most `per_minute`.
    pub burst: NonZeroU32,
}

/// When to leave a failing provider alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circuit {
    /// Failures in a row that open it. Default 20: one application's calls with all their attempts do
    /// not, so that the first to meet a provider that is down is told what it answers.
    pub failures: NonZeroU32,
    /// How long it stays open the first time; twice as long each next time. Default 5 s.
    pub open_min: Duration,
    /// The longest that it stays open. Default 60 s.
    pub open_max: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            timeout: Duration::from_mins(1),
            body_bytes_max: Limits::default().payload_bytes,
            concurrent_max: 16,
            retries: Retries::default(),
            pace: None,
            circuit: Circuit::default(),
        }
    }
}

impl Default for Retries {
    fn default() -> Self {
        Self {
            attempts_max: 4,
            interval_min: Duration::from_millis(250),
            interval_max: Duration::from_secs(10),
            retry_after_max: Duration::from_mins(1),
            budget_percent: 20,
            budget_per_second: 10,
        }
    }
}

impl Default for Circuit {
    fn default() -> Self {
        Self {
            failures: NonZeroU32::MIN.saturating_add(19),
            open_min: Duration::from_secs(5),
            open_max: Duration::from_mins(1),
        }
    }
}
