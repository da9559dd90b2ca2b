//! What stands between a call and the wire: turns, pace, circuit breaker and retry budget.

use std::fmt;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use failsafe::failure_policy::{self, ConsecutiveFailures};
use failsafe::{Instrument, StateMachine};
use governor::clock::Clock as _;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use tokio::sync::{Semaphore, SemaphorePermit};
use tower::retry::budget::{Budget as _, TpsBudget};

use super::failure::FailureKind;
use super::settings::{Pace, Settings};
use crate::clock::Clock;

/// The longest that a circuit can stay open: far beyond it, adding to the time of day panics.
const OPEN_MAX: Duration = Duration::from_hours(24);

/// The most retries a second that the budget can count.
const BUDGET_MAX: u32 = 1_000_000_000;

/// A minute.
const MINUTE_NANOS: u64 = 60_000_000_000;

/// Whether calls are let through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CircuitState {
    /// They are.
    Closed,
    /// They are, to see whether the provider has come back.
    HalfOpen,
    /// They are not.
    Open,
}

type Limiter = RateLimiter<NotKeyed, InMemoryState, Ticks, NoOpMiddleware<Nanos>>;

/// One provider's gate.
pub(super) struct Guard {
    turns: Semaphore,
    limiter: Option<(Limiter, Ticks)>,
    circuit: StateMachine<ConsecutiveFailures<Doubling>, Watched>,
    watched: Watched,
    budget: TpsBudget,
}

impl Guard {
    pub(super) fn new(provider: &'static str, clock: &Arc<dyn Clock>, settings: &Settings) -> Self {
        let watched = Watched {
            provider,
            state: Arc::new(AtomicU8::new(CLOSED)),
        };
        let circuit = &settings.circuit;
        let open = Doubling::new(circuit.open_min, circuit.open_max);
        let policy = failure_policy::consecutive_failures(circuit.failures.get(), open);
        let ticks = Ticks(Arc::clone(clock));
        let retries = &settings.retries;
        Self {
            turns: Semaphore::new(settings.concurrent_max.clamp(1, Semaphore::MAX_PERMITS)),
            limiter: settings.pace.map(|pace| {
                let limiter = RateLimiter::direct_with_clock(quota(pace), ticks.clone());
                (limiter, ticks)
            }),
            circuit: StateMachine::new(policy, watched.clone()),
            watched,
            budget: TpsBudget::new(
                Duration::from_secs(10),
                retries.budget_per_second.min(BUDGET_MAX),
                share(retries.budget_percent),
            ),
        }
    }

    /// Waits for a turn and the pace, unless the circuit is open.
    pub(super) async fn enter(
        &self,
        clock: &dyn Clock,
    ) -> Result<Option<SemaphorePermit<'_>>, FailureKind> {
        self.let_through()?;
        // Nobody closes the semaphore, so there is always a permit in the end.
        let permit = self.turns.acquire().await.ok();
        if let Some((limiter, ticks)) = &self.limiter {
            while let Err(early) = limiter.check() {
                clock.sleep(early.wait_time_from(ticks.now())).await;
            }
        }
        // It may have opened while this call waited.
        self.let_through()?;
        Ok(permit)
    }

    fn let_through(&self) -> Result<(), FailureKind> {
        if self.circuit.is_call_permitted() {
            Ok(())
        } else {
            Err(FailureKind::CircuitOpen)
        }
    }

    /// Learns from an attempt.
    pub(super) fn record<T, B>(&self, outcome: &Result<T, (FailureKind, B)>) {
        match outcome {
            Err((kind, _)) if kind.is_providers_fault() => self.circuit.on_error(),
            // A refusal of this request is an answer: the provider is well.
            Ok(_) | Err(_) => self.circuit.on_success(),
        }
    }

    /// A call adds to the budget of retries.
    pub(super) fn deposit(&self) {
        self.budget.deposit();
    }

    /// Takes one retry from the budget; false when there is none.
    pub(super) fn withdraw(&self) -> bool {
        self.budget.withdraw()
    }

    pub(super) fn state(&self) -> CircuitState {
        match self.watched.state.load(Ordering::Relaxed) {
            OPEN => CircuitState::Open,
            HALF_OPEN => CircuitState::HalfOpen,
            _ => CircuitState::Closed,
        }
    }
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guard")
            .field("circuit", &self.state())
            .field("turns", &self.turns.available_permits())
            .finish_non_exhaustive()
    }
}

/// How long the circuit stays open, each time twice as long. failsafe's own takes whole seconds only,
/// and panics on others.
#[derive(Debug, Clone)]
struct Doubling {
    next: Duration,
    max: Duration,
}

impl Doubling {
    fn new(min: Duration, max: Duration) -> Self {
        let max = max.min(OPEN_MAX);
        Self {
            next: min.min(max),
            max,
        }
    }
}

impl Iterator for Doubling {
    type Item = Duration;

    fn next(&mut self) -> Option<Duration> {
        let open = self.next;
        self.next = open.saturating_mul(2).min(self.max);
        Some(open)
    }
}

/// A percentage as the budget takes it.
#[expect(
    clippy::float_arithmetic,
    reason = "the budget's own type; no amount is near it"
)]
fn share(percent: u8) -> f32 {
    f32::from(percent.min(100)) / 100.0
}

/// A quota that holds in *any* minute, not only in calendar minutes: what may come at once and what
/// is refilled within the minute come to the limit together.
fn quota(pace: Pace) -> Quota {
    let burst = pace.burst.min(pace.per_minute);
    let refill = NonZeroU32::MIN.saturating_add(pace.per_minute.get() - burst.get());
    // Rounded up: a minute of intervals that are cut short would be less than a minute.
    let interval = MINUTE_NANOS.div_ceil(u64::from(refill.get()));
    Quota::with_period(Duration::from_nanos(interval))
        .unwrap_or_else(|| Quota::per_minute(refill))
        .allow_burst(burst)
}

/// The clock as the rate limiter reads it.
#[derive(Debug, Clone)]
struct Ticks(Arc<dyn Clock>);

impl governor::clock::Clock for Ticks {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        Nanos::from(self.0.elapsed())
    }
}

const CLOSED: u8 = 0;
const HALF_OPEN: u8 = 1;
const OPEN: u8 = 2;

/// Tells of the circuit's changes, once each.
#[derive(Debug, Clone)]
struct Watched {
    provider: &'static str,
    state: Arc<AtomicU8>,
}

impl Instrument for Watched {
    fn on_call_rejected(&self) {}

    fn on_open(&self) {
        self.state.store(OPEN, Ordering::Relaxed);
        tracing::warn!(
            provider = self.provider,
            "circuit opened: calls are held back"
        );
    }

    fn on_half_open(&self) {
        self.state.store(HALF_OPEN, Ordering::Relaxed);
        tracing::info!(provider = self.provider, "circuit half open: trying again");
    }

    fn on_closed(&self) {
        let before = self.state.swap(CLOSED, Ordering::Relaxed);
        if before != CLOSED {
            tracing::info!(provider = self.provider, "circuit closed: calls go through");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_circuit_stays_open_twice_as_long_each_time_up_to_its_limit() {
        let day = 86_400_000;
        // The first time and the limit, and how long it is each time, in milliseconds.
        let cases = [
            (5, 60, [5, 10, 20, 40, 60]),
            (100, 100, [100; 5]),
            (100, 30, [30; 5]),
            (0, 60, [0; 5]),
            (day, u64::MAX, [day; 5]),
        ];
        for (min, max, expected) in cases {
            let (min, max) = (Duration::from_millis(min), Duration::from_millis(max));
            let times: Vec<Duration> = Doubling::new(min, max).take(5).collect();
            assert_eq!(times, expected.map(Duration::from_millis), "{min:?}");
        }
    }

    #[test]
    fn a_minute_of_refills_is_no_less_than_a_minute() {
        for per_minute in 1..=1_000 {
            let per_minute = NonZeroU32::MIN.saturating_add(per_minute - 1);
            let burst = NonZeroU32::MIN;
            let quota = quota(Pace { per_minute, burst });
            let minute = quota.replenish_interval() * per_minute.get();
            assert!(minute >= Duration::from_mins(1), "{per_minute} a minute");
        }
    }
}
