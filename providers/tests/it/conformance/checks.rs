//! The checks, by name: what goes wrong and how often, and what comes of it.

use std::sync::LazyLock;

use caudal_simulator::{Fault, RetryAfter, When};

/// One check.
#[derive(Debug, Clone)]
pub(super) struct Check {
    pub(super) name: &'static str,
    /// What goes wrong; `None` where nothing does.
    pub(super) fault: Option<Fault>,
    pub(super) when: When,
    pub(super) expected: Expected,
}

/// What comes of it: a word for the outcome, and how often the endpoint was asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Expected {
    /// Of an endpoint that may be asked twice.
    pub(super) harmless: &'static str,
    /// Of one that creates something each time.
    pub(super) creating: &'static str,
}

impl Expected {
    /// Whatever comes of it: what matters is that something does.
    pub(super) const ANYTHING: &'static str = "anything";
}

impl Check {
    /// Whether it is about an attempt's time, which is then short.
    pub(super) const fn is_of_time(&self) -> bool {
        matches!(
            self.fault,
            Some(Fault::SlowFirstByte { .. } | Fault::SlowBody { .. } | Fault::Hang)
        )
    }
}

/// Every check. Four attempts are allowed, of which each may bring 1 MiB.
pub(super) static CHECKS: LazyLock<Vec<Check>> = LazyLock::new(|| {
    let mut checks = vec![Check {
        name: "success",
        fault: None,
        when: When::Always,
        expected: Expected {
            harmless: "answered 1",
            creating: "answered 1",
        },
    }];
    checks.extend(passing());
    checks.extend(lasting());
    checks
});

const fn check(
    name: &'static str,
    fault: Fault,
    when: When,
    harmless: &'static str,
    creating: &'static str,
) -> Check {
    Check {
        name,
        fault: Some(fault),
        when,
        expected: Expected { harmless, creating },
    }
}

/// What goes wrong once and then well.
fn passing() -> Vec<Check> {
    let once = |name, fault, creating| check(name, fault, When::FirstN(1), "answered 2", creating);
    vec![
        once(
            "429 with seconds, then success",
            Fault::RateLimited {
                retry_after: RetryAfter::Seconds(1),
            },
            "answered 2",
        ),
        once(
            "429 with a date, then success",
            Fault::RateLimited {
                retry_after: RetryAfter::HttpDateIn(1),
            },
            "answered 2",
        ),
        once("500, then success", Fault::InternalError, "refused 1"),
        once(
            "503, then success",
            Fault::Unavailable {
                retry_after: RetryAfter::Absent,
            },
            "refused 1",
        ),
        once(
            "503 with seconds, then success",
            Fault::Unavailable {
                retry_after: RetryAfter::Seconds(1),
            },
            "refused 1",
        ),
        once(
            "a page with 502, then success",
            Fault::HtmlErrorPage { status: 502 },
            "refused 1",
        ),
        once(
            "a page with 200, then success",
            Fault::HtmlErrorPage { status: 200 },
            "unreadable 1",
        ),
        once(
            "a late first byte, then success",
            Fault::SlowFirstByte { ms: 60_000 },
            "timed_out 1",
        ),
        once(
            "a slow body, then success",
            Fault::SlowBody { ms: 1_000 },
            "timed_out 1",
        ),
        once("no answer, then success", Fault::Hang, "timed_out 1"),
        once(
            "reset before the answer, then success",
            Fault::ResetBeforeHeaders { effect: false },
            "interrupted 1",
        ),
        once(
            "reset in mid-body, then success",
            Fault::ResetMidBody,
            "interrupted 1",
        ),
        once(
            "truncated JSON, then success",
            Fault::TruncatedJson,
            "unreadable 1",
        ),
        once("no body, then success", Fault::EmptyBody, "unreadable 1"),
    ]
}

/// What goes wrong every time.
fn lasting() -> Vec<Check> {
    let always =
        |name, fault, harmless, creating| check(name, fault, When::Always, harmless, creating);
    let page = |status| Fault::HtmlErrorPage { status };
    vec![
        always("400", page(400), "refused 1", "refused 1"),
        always("401", page(401), "refused 1", "refused 1"),
        always("403", page(403), "refused 1", "refused 1"),
        always("404", page(404), "refused 1", "refused 1"),
        always("500", Fault::InternalError, "refused 4", "refused 1"),
        always("a page with 200", page(200), "unreadable 4", "unreadable 1"),
        always(
            "truncated JSON",
            Fault::TruncatedJson,
            "unreadable 4",
            "unreadable 1",
        ),
        always("no body", Fault::EmptyBody, "unreadable 4", "unreadable 1"),
        // Larger than the limit it would be again.
        always(
            "an oversized body",
            Fault::OversizedBody { bytes: 2 << 20 },
            "too_large 1",
            "too_large 1",
        ),
        always(
            "values of wrong types",
            Fault::WrongTypes,
            Expected::ANYTHING,
            Expected::ANYTHING,
        ),
        always(
            "a status that no document has",
            Fault::UnknownStatusWord,
            Expected::ANYTHING,
            Expected::ANYTHING,
        ),
    ]
}
