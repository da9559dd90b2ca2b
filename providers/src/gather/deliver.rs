//! What a provider brings by calling back, handed to the journal that waits for it.

use crate::cirenio::JobEvent;
use crate::clock::Clock;
use crate::khipu::callback::Event;

use super::journal::{Journal, JournalError};
use super::step::{Arrival, Effort, Miss, Progress, Record, Rejected, Step, hex};
use super::unit::payload_file;

/// What became of a callback.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Delivery {
    /// It was waited for, and is kept.
    Taken,
    /// Its payload had arrived before; this one is dropped.
    Duplicate,
    /// Nothing here waits for it: another application's, an operation given up, or a forgery.
    Unknown,
}

/// Hands a callback of Khipu's to the journal of the application that its address names.
///
/// It is kept before this ends, so a web server answers 200 after it, and an error status when it
/// fails. Running or not, gathering finds it there. A callback is known by the token in its address,
/// which nobody but Khipu was told; one with an unknown token is unknown even when it names a known
/// operation.
///
/// # Errors
/// [`JournalError`] when it could not be kept.
pub async fn deliver(
    journal: &Journal,
    clock: &dyn Clock,
    event: &Event,
) -> Result<Delivery, JournalError> {
    let known = event
        .token
        .as_deref()
        .and_then(|token| journal.unit_of(token));
    let Some(unit) = known else {
        return Ok(Delivery::Unknown);
    };
    let progress = journal.progress(&unit);
    if progress.arrived.is_some() || is_refusal_again(&progress, event) {
        return Ok(Delivery::Duplicate);
    }
    // A token is told to Khipu alone, but an operation that was acknowledged must be the same one.
    // Of an operation that was given up, only its data are of use.
    if !is_of_current(&progress, event) && event.failed.is_some() {
        return Ok(Delivery::Duplicate);
    }
    let acknowledged = progress.created.as_ref().map(|(id, _)| id.as_str());
    if is_of_current(&progress, event)
        && let (Some(acknowledged), Some(id)) = (acknowledged, event.operation_id.as_deref())
        && acknowledged != id
    {
        return Ok(Delivery::Unknown);
    }
    let at = clock.now();
    let (file, step) = match &event.failed {
        None => {
            let file = payload_file(&unit);
            let arrival = Arrival {
                file: file.clone(),
                sha256: hex(event.body.bytes()),
                obtained_at: at,
                effort: Effort::default(),
                cost: None,
                cached: false,
            };
            (file, Step::Arrived(arrival))
        }
        Some(code) => {
            let rejected = Rejected::of(&unit, event.body.bytes());
            let file = rejected.file.clone();
            let refused = Miss {
                why: format!("khipu called back with code {code}"),
                code: Some(code.as_str().to_owned()).filter(|_| code.is_plain()),
                rejected: Some(rejected),
                effort: Effort::default(),
            };
            (file, Step::Refused(refused))
        }
    };
    let kept = (file, event.body.clone().into_bytes());
    let is_first = journal.write(Record { at, unit, step }, Some(kept)).await?;
    Ok(if is_first {
        Delivery::Taken
    } else {
        Delivery::Duplicate
    })
}

/// Whether an event belongs to the operation that is waited for, and not to one that was given up.
fn is_of_current(progress: &Progress, event: &Event) -> bool {
    progress.intended.as_ref().map(|(token, _)| token) == event.token.as_ref()
}

/// Whether an event refuses what it refused before, byte for byte.
fn is_refusal_again(progress: &Progress, event: &Event) -> bool {
    let before = progress
        .refused
        .as_ref()
        .and_then(|miss| miss.rejected.as_ref());
    event.failed.is_some() && before.is_some_and(|before| before.sha256 == hex(event.body.bytes()))
}

/// Tells a journal of a callback or webhook of Cirenio's.
///
/// It brings no payload, so a job is looked at all the same; but one whose creation went unanswered
/// is known from then on. `Unknown` is a hash and id that nothing here waits for, or a hash that is
/// not that of the job: a forgery, or another application's. Without a signature no more can be told.
///
/// # Errors
/// [`JournalError`] when it could not be written down.
pub async fn deliver_job(
    journal: &Journal,
    clock: &dyn Clock,
    event: &JobEvent,
) -> Result<Delivery, JournalError> {
    let by_id = event
        .external_id
        .as_deref()
        .and_then(|id| journal.unit_of(id));
    let Some(unit) = journal.unit_created_as(&event.hash).or(by_id) else {
        return Ok(Delivery::Unknown);
    };
    let progress = journal.progress(&unit);
    let told = match event.succeeded {
        Some(true) => "called back: success",
        Some(false) => "called back: failure",
        None => "called back",
    };
    match &progress.created {
        Some((hash, _)) if *hash != event.hash => return Ok(Delivery::Unknown),
        _ if progress.arrived.is_some() || progress.state.as_deref() == Some(told) => {
            return Ok(Delivery::Duplicate);
        }
        Some(_) => {}
        None => {
            let handle = event.hash.clone();
            let step = Step::Created { handle };
            let (at, unit) = (clock.now(), unit.clone());
            journal.write(Record { at, unit, step }, None).await?;
        }
    }
    let step = Step::Progressed {
        state: told.to_owned(),
    };
    let at = clock.now();
    journal.write(Record { at, unit, step }, None).await?;
    Ok(Delivery::Taken)
}
