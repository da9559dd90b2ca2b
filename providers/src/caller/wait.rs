//! How long to wait before asking again.

use std::time::Duration;

use backon::{BackoffBuilder as _, ExponentialBuilder};
use chrono::{DateTime, FixedOffset};
use http::HeaderMap;
use http::header::RETRY_AFTER;

use super::settings::Retries;

/// The intervals between attempts: doubling, capped, one fewer than there are attempts.
pub(super) fn intervals(retries: &Retries) -> impl Iterator<Item = Duration> + Send + use<> {
    ExponentialBuilder::new()
        .with_factor(2.0)
        .with_min_delay(retries.interval_min)
        .with_max_delay(retries.interval_max)
        .with_max_times(usize::try_from(retries.attempts_max.saturating_sub(1)).unwrap_or(0))
        .build()
}

/// A random part of the interval ("full jitter"), and never less than the provider asked for.
pub(super) fn delay(
    interval: Duration,
    retry_after: Option<Duration>,
    retries: &Retries,
) -> Duration {
    let micros = u64::try_from(interval.as_micros()).unwrap_or(u64::MAX);
    let part = Duration::from_micros(fastrand::u64(0..=micros));
    match retry_after {
        Some(asked) => part.max(asked.min(retries.retry_after_max)),
        None => part,
    }
}

/// How long the provider asks to be left alone: seconds, or a date.
///
/// A date that has passed asks for nothing; anything else is not understood and asks for nothing.
pub(super) fn retry_after(headers: &HeaderMap, now: DateTime<FixedOffset>) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let date: DateTime<chrono::Utc> = httpdate::parse_http_date(text).ok()?.into();
    (date.fixed_offset() - now).to_std().ok()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn a_delay_is_within_its_interval_and_no_less_than_asked() {
        let retries = Retries {
            retry_after_max: Duration::from_secs(3),
            ..Retries::default()
        };
        let interval = Duration::from_millis(800);
        for _ in 0..1_000 {
            assert!(delay(interval, None, &retries) <= interval);
        }
        let cases = [(0, 0), (2, 2), (3, 3), (4, 3), (86_400, 3)];
        for (asked, least) in cases {
            let waited = delay(interval, Some(Duration::from_secs(asked)), &retries);
            let least = Duration::from_secs(least);
            assert!(
                waited >= least && waited <= least.max(interval),
                "asked for {asked} s, waited {waited:?}"
            );
        }
    }

    #[test]
    fn intervals_double_up_to_their_cap_and_end_with_the_attempts() {
        let retries = Retries {
            attempts_max: 6,
            interval_min: Duration::from_millis(100),
            interval_max: Duration::from_millis(500),
            ..Retries::default()
        };
        let millis: Vec<u128> = intervals(&retries).map(|each| each.as_millis()).collect();
        assert_eq!(millis, [100, 200, 400, 500, 500]);
        let once = Retries {
            attempts_max: 1,
            ..retries
        };
        assert_eq!(intervals(&once).count(), 0);
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = DateTime::parse_from_rfc3339("2026-10-21T07:27:30+00:00").ok();
        let cases = [
            ("0", Some(0)),
            (" 120 ", Some(120)),
            ("Wed, 21 Oct 2026 07:28:00 GMT", Some(30)),
            ("Wed, 21 Oct 2026 07:27:30 GMT", Some(0)),
            ("Wed, 21 Oct 2026 07:27:00 GMT", None),
            ("-5", None),
            ("1.5", None),
            ("soon", None),
            ("", None),
        ];
        for (text, seconds) in cases {
            let mut headers = HeaderMap::new();
            headers.extend([(RETRY_AFTER, HeaderValue::from_static(text))]);
            let read = now.and_then(|now| retry_after(&headers, now));
            assert_eq!(read, seconds.map(Duration::from_secs), "{text:?}");
        }
    }
}
