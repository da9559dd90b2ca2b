//! Time as an argument: what hour it is, how long something took, and waiting.

use std::fmt;
use std::time::{Duration, Instant, SystemTime};

use chrono::{DateTime, FixedOffset, Utc};
use futures_util::future::BoxFuture;

/// The time of day, a steady count, and waiting. Nothing that fetches looks at a clock of its own.
pub trait Clock: Send + Sync + fmt::Debug {
    /// The date and time now; it may be set back.
    fn now(&self) -> DateTime<FixedOffset>;

    /// How long the clock has run; it never goes back.
    fn elapsed(&self) -> Duration;

    /// Ends after this long.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

/// The system's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock {
    started: Instant,
}

impl Default for SystemClock {
    fn default() -> Self {
        Self {
            started: Instant::now(),
        }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> DateTime<FixedOffset> {
        DateTime::<Utc>::from(SystemTime::now()).fixed_offset()
    }

    fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}
