//! Turns, pace and circuit breaker.

use std::time::Duration;

use caudal_providers::Clock as _;
use caudal_providers::caller::{Circuit, CircuitState, Settings};
use futures_util::future::join_all;
use proptest::prelude::*;

use super::{Desk, pace, patient, refused, told, well};

fn breaker(failures: u32, open: Duration) -> Settings {
    let mut settings = patient();
    settings.retries.attempts_max = 1;
    settings.circuit = Circuit {
        failures: failures.try_into().unwrap(),
        open_min: open,
        open_max: open,
    };
    settings
}

#[tokio::test]
async fn so_many_failures_in_a_row_open_the_circuit() {
    let desk = Desk::new(breaker(3, Duration::from_hours(1)), |_| refused(500, None));
    for _ in 0..3 {
        assert_eq!(desk.bcra.circuit(), CircuitState::Closed);
        assert_eq!(told(&desk.reads().await), ("refused", 1));
    }
    assert_eq!(desk.bcra.circuit(), CircuitState::Open);
    let outcome = desk.reads().await;
    assert_eq!(told(&outcome), ("circuit_open", 0));
    assert_eq!(desk.transport.attempts(), 3, "nobody was asked");
    assert_eq!(
        outcome.unwrap_err().to_string(),
        "GET /centraldedeudores/v1.0/Deudas/:id of bcra, not asked: it failed too often lately, and was \
         not asked"
    );
    // Each provider has a circuit of its own.
    assert_eq!(desk.cirenio.circuit(), CircuitState::Closed);
}

#[tokio::test]
async fn whoever_is_well_in_between_is_not_left_alone() {
    // An answer, and a refusal of one request, both say that the provider is there.
    for between in [200, 400, 429] {
        let desk = Desk::new(breaker(3, Duration::from_hours(1)), move |attempt| {
            match (attempt % 3, between) {
                (0, 200) => well(),
                (0, status) => refused(status, None),
                _ => refused(503, None),
            }
        });
        for _ in 0..12 {
            let _ = desk.reads().await;
        }
        assert_eq!(desk.bcra.circuit(), CircuitState::Closed, "{between}");
        assert_eq!(desk.transport.attempts(), 12, "{between}");
    }
}

#[tokio::test]
async fn once_its_time_is_over_an_answer_closes_it_and_a_failure_opens_it_again() {
    for comes_back in [true, false] {
        let desk = Desk::new(breaker(2, Duration::ZERO), move |attempt| match attempt {
            3 if comes_back => well(),
            _ => refused(500, None),
        });
        for _ in 0..2 {
            desk.reads().await.unwrap_err();
        }
        assert_eq!(desk.bcra.circuit(), CircuitState::Open);
        while desk.transport.attempts() < 3 {
            let _ = desk.reads().await;
        }
        let expected = if comes_back {
            CircuitState::Closed
        } else {
            CircuitState::Open
        };
        assert_eq!(desk.bcra.circuit(), expected);
    }
}

#[tokio::test]
async fn a_circuit_that_opens_between_two_attempts_leaves_the_first_ones_failure() {
    let mut settings = breaker(2, Duration::from_hours(1));
    settings.retries.attempts_max = 4;
    let desk = Desk::new(settings, |_| refused(500, None));
    assert_eq!(told(&desk.reads().await), ("refused", 2));
    assert_eq!(told(&desk.reads().await), ("circuit_open", 0));
}

#[tokio::test]
async fn no_setting_makes_it_panic() {
    let odd = [Duration::ZERO, Duration::from_millis(1), Duration::MAX];
    for open_min in odd {
        for open_max in odd {
            for number in [0, 1, u32::MAX] {
                let mut settings = breaker(1, open_min);
                settings.circuit.open_max = open_max;
                settings.concurrent_max = if number == 0 { 0 } else { usize::MAX };
                settings.retries.attempts_max = number.min(3);
                settings.retries.budget_per_second = number;
                settings.retries.budget_percent = u8::MAX;
                let desk = Desk::new(settings, |_| refused(500, None));
                for _ in 0..3 {
                    desk.reads().await.unwrap_err();
                }
            }
        }
    }
}

#[tokio::test]
async fn no_more_at_a_time_than_turns() {
    for turns in [1, 3, 10] {
        let settings = Settings {
            concurrent_max: turns,
            ..patient()
        };
        let desk = Desk::new(settings, |_| well());
        let outcomes = join_all((0..20).map(|_| desk.reads())).await;
        assert!(outcomes.iter().all(Result::is_ok));
        assert_eq!(desk.transport.most_in_flight(), turns);
    }
}

#[tokio::test]
async fn retries_keep_the_pace_too() {
    let settings = Settings {
        pace: Some(pace(2, 1)),
        ..patient()
    };
    let desk = Desk::new(settings, |attempt| match attempt {
        1..4 => refused(500, None),
        _ => well(),
    });
    assert_eq!(told(&desk.reads().await), ("answered", 4));
    let times = desk.transport.times();
    let apart = times.windows(2).map(|pair| pair[1].saturating_sub(pair[0]));
    assert_eq!(apart.collect::<Vec<_>>(), [Duration::from_secs(30); 3]);
}

/// The most attempts in any minute, which begins with one of them.
fn most_in_a_minute(times: &[Duration]) -> usize {
    let minute = Duration::from_mins(1);
    let from = |start: &Duration| {
        let within = times
            .iter()
            .filter(|time| *time >= start && **time < *start + minute);
        within.count()
    };
    times.iter().map(from).max().unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// However the calls come, no minute has more than the limit; and the limit is used.
    #[test]
    fn no_minute_has_more_than_the_limit(
        per_minute in 1_u32..40,
        burst in 1_u32..40,
        pauses in proptest::collection::vec((0_u64..40_000, 1_usize..30), 1..12),
    ) {
        let settings = Settings { pace: Some(pace(per_minute, burst)), ..patient() };
        let desk = Desk::new(settings, |_| well());
        let mut asked = Vec::new();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            for (millis, calls) in pauses {
                desk.clock.sleep(Duration::from_millis(millis)).await;
                for _ in 0..calls {
                    asked.push(desk.clock.elapsed());
                    desk.reads().await.unwrap();
                }
            }
        });
        let times = desk.transport.times();
        let most = most_in_a_minute(&times);
        let limit = usize::try_from(per_minute).unwrap();
        prop_assert!(most <= limit, "{most} in a minute, {limit} are allowed: {times:?}");
        // The first burst is not held back.
        let burst = usize::try_from(burst.min(per_minute)).unwrap();
        let mut first = times.iter().take(burst).zip(&asked);
        prop_assert!(first.all(|(time, asked)| time == asked));
    }
}

#[tokio::test]
async fn a_burst_comes_at_once() {
    let settings = Settings {
        pace: Some(pace(10, 4)),
        ..patient()
    };
    let desk = Desk::new(settings, |_| well());
    for _ in 0..5 {
        desk.reads().await.unwrap();
    }
    let times = desk.transport.times();
    assert_eq!(times[3], times[0]);
    // Seven are refilled in a minute: ten less four, and the one that falls into the next minute.
    let waited = times[4].saturating_sub(times[0]);
    assert!(waited >= Duration::from_mins(1) / 7 && waited < Duration::from_secs(9));
}
