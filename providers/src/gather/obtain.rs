//! One payload, from whatever is there: the journal, the cache, the provider.

use caudal_facts::Money;
use caudal_facts::evidence::{Entry, Payload, Status};
use chrono::{DateTime, FixedOffset};

use super::cache::{Cache, CacheKey, Cached};
use super::journal::JournalError;
use super::report::{Origin, Outcome, PayloadReport};
use super::run::{Got, Missed, Run};
use super::step::{Arrival, Effort, Miss, Rejected, Step, hex};
use super::unit::Unit;
use crate::caller::Body;

/// A payload that may be had from the cache.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cacheable<'g> {
    pub(super) cache: &'g dyn Cache,
    pub(super) key: CacheKey,
    pub(super) age_max: std::time::Duration,
}

/// Gets a payload. What arrived before is not asked for again, and what arrives is kept before
/// anything else is done with it.
pub(super) async fn obtain(
    run: &Run<'_>,
    cacheable: Option<Cacheable<'_>>,
    fetch: impl Future<Output = Result<Got, Missed>>,
) -> Outcome {
    if let Some(mut arrival) = run.progress().arrived {
        // A callback knows no prices.
        if !arrival.cached && arrival.cost.is_none() {
            arrival.cost = run.price().map(|price| price.to_string());
        }
        return journalled(run, &arrival, Origin::Journal).await;
    }
    if let Some(cached) = cacheable.and_then(|cacheable| fresh(run, cacheable)) {
        let obtained_at = cached.obtained_at;
        return arrived(run, cached.body, obtained_at, Origin::Cache).await;
    }
    let fetched = match run.by_deadline(fetch).await {
        Some(fetched) => fetched,
        None => Err(Missed::because("no answer by the deadline")),
    };
    match fetched {
        Ok(Got::Body(body)) => {
            let now = run.clock.now();
            let outcome = arrived(run, body, now, Origin::Provider).await;
            remember(cacheable, &outcome);
            outcome
        }
        Ok(Got::Journalled) => match run.progress().arrived {
            Some(mut arrival) => {
                arrival.effort = run.effort();
                arrival.cost = run.price().map(|price| price.to_string());
                let outcome = journalled(run, &arrival, Origin::Provider).await;
                remember(cacheable, &outcome);
                outcome
            }
            None => missed(run, Missed::because("the callback was not written down")).await,
        },
        Err(why) => missed(run, why).await,
    }
}

/// The outcome of a payload that nobody can be asked for.
pub(super) fn nobody(unit: Unit, why: String) -> Outcome {
    unavailable(
        unit,
        why,
        None,
        Effort::default(),
        Origin::Nobody,
        Vec::new(),
    )
}

/// Puts what a provider brought into the cache.
fn remember(cacheable: Option<Cacheable<'_>>, outcome: &Outcome) {
    let entry = &outcome.entry;
    if let (Some(Cacheable { cache, key, .. }), Some(payload), Some(obtained_at)) =
        (cacheable, &entry.payload, entry.obtained_at)
    {
        let body = Body::new(payload.bytes().to_vec());
        cache.put(key, Cached { body, obtained_at });
    }
}

fn fresh(run: &Run<'_>, cacheable: Cacheable<'_>) -> Option<Cached> {
    let cached = cacheable.cache.get(&cacheable.key)?;
    // A payload from the future means that a clock was set back; it is no older than now.
    let age = (run.clock.now() - cached.obtained_at)
        .to_std()
        .unwrap_or_default();
    (age <= cacheable.age_max).then_some(cached)
}

async fn arrived(
    run: &Run<'_>,
    body: Body,
    obtained_at: DateTime<FixedOffset>,
    origin: Origin,
) -> Outcome {
    let price = run.price().filter(|_| origin == Origin::Provider);
    let file = run.unit.file();
    let arrival = Arrival {
        sha256: hex(body.bytes()),
        obtained_at,
        effort: run.effort(),
        cost: price.map(|price| price.to_string()),
        cached: origin == Origin::Cache,
        file,
    };
    let kept = (arrival.file.clone(), body.clone().into_bytes());
    let written = run
        .write_with(Step::Arrived(arrival.clone()), Some(kept))
        .await;
    // A callback was quicker than the answer: what the journal has is the evidence.
    if matches!(written, Ok(false))
        && let Some(first) = run.progress().arrived
    {
        return journalled(run, &first, origin).await;
    }
    let errors = written.err().into_iter().collect();
    complete(run, &arrival, &body, origin, errors)
}

async fn journalled(run: &Run<'_>, arrival: &Arrival, origin: Origin) -> Outcome {
    match run.journal.payload(&arrival.file, &arrival.sha256).await {
        Ok(bytes) => complete(run, arrival, &Body::new(bytes), origin, Vec::new()),
        Err(error) => {
            let why = format!("failed to {error}");
            let unit = run.unit.clone();
            unavailable(unit, why, None, arrival.effort, origin, vec![error])
        }
    }
}

async fn missed(run: &Run<'_>, missed: Missed) -> Outcome {
    let effort = run.effort();
    let rejected = missed
        .body
        .as_ref()
        .map(|body| Rejected::of(&run.unit.name, body.bytes()));
    let kept = rejected
        .as_ref()
        .zip(missed.body.clone())
        .map(|(rejected, body)| (rejected.file.clone(), body.into_bytes()));
    let payload = kept
        .as_ref()
        .map(|(file, bytes)| Payload::new(file.clone(), bytes.to_vec()));
    let miss = Miss {
        why: missed.why.clone(),
        code: missed.code,
        rejected,
        effort,
    };
    let written = run.write_with(Step::Missed(miss), kept).await;
    let errors = written.err().into_iter().collect();
    tracing::warn!(
        payload = run.unit.name,
        why = missed.why,
        "a payload did not come"
    );
    let unit = run.unit.clone();
    unavailable(unit, missed.why, payload, effort, Origin::Provider, errors)
}

fn complete(
    run: &Run<'_>,
    arrival: &Arrival,
    body: &Body,
    origin: Origin,
    errors: Vec<JournalError>,
) -> Outcome {
    let Unit {
        name,
        source,
        provider,
        operation,
    } = run.unit.clone();
    Outcome {
        entry: Entry {
            source,
            provider: provider.to_owned(),
            operation: operation.to_owned(),
            status: Status::Complete,
            obtained_at: Some(arrival.obtained_at),
            payload: Some(payload(&arrival.file, body)),
        },
        report: PayloadReport {
            payload: name,
            provider,
            arrived: true,
            why: None,
            origin: if arrival.cached {
                Origin::Cache
            } else {
                origin
            },
            effort: arrival.effort,
            cost: arrival.cost.clone(),
        },
        cost: run.price().filter(|_| arrival.cost.is_some()),
        errors,
    }
}

fn unavailable(
    unit: Unit,
    why: String,
    payload: Option<Payload>,
    effort: Effort,
    origin: Origin,
    errors: Vec<JournalError>,
) -> Outcome {
    Outcome {
        report: PayloadReport {
            payload: unit.name,
            provider: unit.provider,
            arrived: false,
            why: Some(why.clone()),
            origin,
            effort,
            cost: None,
        },
        entry: Entry {
            source: unit.source,
            provider: unit.provider.to_owned(),
            operation: unit.operation.to_owned(),
            status: Status::Unavailable { why },
            obtained_at: None,
            payload,
        },
        cost: None::<Money>,
        errors,
    }
}

fn payload(file: &str, body: &Body) -> Payload {
    Payload::new(file, body.bytes())
}
