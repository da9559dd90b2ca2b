//! A clock that stands at noon of one day, so that what is simulated is the same on every day.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use caudal_providers::{Clock, SystemClock};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta};

/// The time of day stands still; waiting takes as long as it takes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FixedDate {
    noon: DateTime<FixedOffset>,
    steady: SystemClock,
}

impl FixedDate {
    /// Noon of a day: the same day in every zone of the Americas.
    pub(crate) fn on(day: NaiveDate) -> Self {
        // Noon in UTC is the morning of the same day there, with daylight saving or without.
        let noon = day.and_time(NaiveTime::MIN) + TimeDelta::hours(12);
        Self {
            noon: noon.and_utc().fixed_offset(),
            steady: SystemClock::default(),
        }
    }
}

impl Clock for FixedDate {
    fn now(&self) -> DateTime<FixedOffset> {
        self.noon
    }

    fn elapsed(&self) -> Duration {
        self.steady.elapsed()
    }

    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        self.steady.sleep(duration)
    }
}
