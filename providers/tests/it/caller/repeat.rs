//! What is asked again, and after how long.

use std::time::Duration;

use caudal_providers::Clock as _;
use caudal_providers::caller::{Retries, Settings};
use caudal_providers::transport::TransportError;
use http::{Response, StatusCode};

use super::{Desk, Exchanged, patient, refused, told, well};

/// An exchange that comes to this: a failure's word, or a status.
fn exchanged(what: &str) -> Exchanged {
    let why = "the script says so".to_owned();
    let error = match what {
        "not connected" => TransportError::NotConnected { why },
        "timed out" => TransportError::TimedOut {
            timeout: Duration::from_secs(1),
        },
        "interrupted" => TransportError::Interrupted { why, status: None },
        "too large" => TransportError::TooLarge {
            limit: 9,
            status: StatusCode::OK,
        },
        "malformed" => TransportError::Malformed { why },
        "cut short" => return Exchanged(Ok(Response::new("{\"status\": 2".into()))),
        status => return refused(status.parse().unwrap(), None),
    };
    Exchanged(Err(error))
}

#[tokio::test]
async fn what_is_asked_again_depends_on_what_it_may_have_done() {
    // What happens each time, what it is told as, attempts when reading, attempts when creating.
    let cases = [
        ("not connected", "not_connected", 4, 4),
        ("timed out", "timed_out", 4, 1),
        ("interrupted", "interrupted", 4, 1),
        ("too large", "too_large", 1, 1),
        ("malformed", "malformed", 1, 1),
        ("cut short", "unreadable", 4, 1),
        ("302", "refused", 1, 1),
        ("400", "refused", 1, 1),
        ("401", "refused", 1, 1),
        ("403", "refused", 1, 1),
        ("404", "refused", 1, 1),
        ("408", "refused", 4, 1),
        ("409", "refused", 1, 1),
        ("422", "refused", 1, 1),
        ("425", "refused", 4, 4),
        ("429", "refused", 4, 4),
        ("500", "refused", 4, 1),
        ("501", "refused", 1, 1),
        ("502", "refused", 4, 1),
        ("503", "refused", 4, 1),
        ("504", "refused", 4, 1),
    ];
    for (what, word, reading, creating) in cases {
        let desk = Desk::new(patient(), move |_| exchanged(what));
        assert_eq!(told(&desk.reads().await), (word, reading), "{what}");
        let desk = Desk::new(patient(), move |_| exchanged(what));
        assert_eq!(told(&desk.creates().await), (word, creating), "{what}");
    }
}

#[tokio::test]
async fn as_often_as_is_allowed_and_no_more() {
    for attempts_max in [1, 2, 5] {
        let mut settings = patient();
        settings.retries.attempts_max = attempts_max;
        let fails = Desk::new(settings.clone(), |_| refused(500, None));
        assert_eq!(told(&fails.reads().await), ("refused", attempts_max));
        let comes_back = move |attempt| match attempt {
            attempt if attempt < attempts_max as usize => refused(500, None),
            _ => well(),
        };
        let desk = Desk::new(settings, comes_back);
        assert_eq!(told(&desk.reads().await), ("answered", attempts_max));
    }
}

#[tokio::test]
async fn a_provider_that_asks_for_time_is_given_it() {
    // What `Retry-After` says, and the seconds that are waited. The clock stands at 13:00 UTC.
    let cases = [
        ("0", 0),
        ("1", 1),
        (" 7 ", 7),
        ("60", 60),
        ("61", 60),
        ("86400", 60),
        ("18446744073709551615", 60),
        ("18446744073709551616", 0),
        ("-5", 0),
        ("1.5", 0),
        ("soon", 0),
        ("", 0),
        ("Fri, 20 Nov 2026 13:00:09 GMT", 9),
        ("Fri, 20 Nov 2026 13:00:00 GMT", 0),
        ("Fri, 20 Nov 2026 12:59:59 GMT", 0),
        ("Fri, 20 Nov 2026 13:01:01 GMT", 60),
        ("Fri, 20 Nov 2026 13:00:60 GMT", 0),
        ("Sat, 20 Nov 2027 13:00:00 GMT", 60),
    ];
    for (value, seconds) in cases {
        for status in [429, 503] {
            let desk = Desk::new(patient(), move |attempt| match attempt {
                1 => refused(status, Some(("retry-after", value))),
                _ => well(),
            });
            assert_eq!(told(&desk.reads().await), ("answered", 2), "{value:?}");
            let waited = desk.clock.elapsed();
            assert_eq!(waited, Duration::from_secs(seconds), "{value:?}");
        }
    }
}

#[tokio::test]
async fn without_being_asked_it_waits_for_a_random_part_of_a_doubling_interval() {
    let settings = Settings {
        retries: Retries {
            interval_min: Duration::from_millis(100),
            interval_max: Duration::from_millis(300),
            attempts_max: 4,
            ..patient().retries
        },
        ..patient()
    };
    let mut waits: [Vec<Duration>; 3] = Default::default();
    for _ in 0..200 {
        let desk = Desk::new(settings.clone(), |_| refused(500, None));
        desk.reads().await.unwrap_err();
        let times = desk.transport.times();
        for (index, waits) in waits.iter_mut().enumerate() {
            waits.push(times[index + 1].saturating_sub(times[index]));
        }
    }
    for (waits, interval) in waits.iter().zip([100, 200, 300]) {
        let interval = Duration::from_millis(interval);
        assert!(waits.iter().all(|wait| *wait <= interval), "{waits:?}");
        // Of 200 random parts one is below a tenth, and one above nine, for all practical purposes.
        assert!(waits.iter().any(|wait| *wait < interval / 10));
        assert!(waits.iter().any(|wait| *wait > interval / 10 * 9));
    }
}

#[tokio::test]
async fn a_spent_budget_asks_only_once() {
    // Percentage, always allowed a second, calls, and retries there may be at least and at most.
    let cases = [(0, 0, 20, 0, 0), (20, 0, 50, 9, 10), (0, 1, 50, 10, 10)];
    for (percent, per_second, calls, least, most) in cases {
        let mut settings = patient();
        settings.retries.budget_percent = percent;
        settings.retries.budget_per_second = per_second;
        let desk = Desk::new(settings, |_| refused(500, None));
        for _ in 0..calls {
            desk.reads().await.unwrap_err();
        }
        let retries = desk.transport.attempts() - calls;
        let allowed = least..=most;
        assert!(allowed.contains(&retries), "{percent} %: {retries} retries");
    }
}
