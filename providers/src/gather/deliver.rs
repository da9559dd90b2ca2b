//! What a provider brings by calling back, handed to the journal that waits for it.

use crate::clock::Clock;
use crate::khipu::callback::Event;

use super::journal::{Journal, JournalError};
use super::step::{Arrival, Effort, Miss, Record, Rejected, Step, hex};

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
    if progress.arrived.is_some() {
        return Ok(Delivery::Duplicate);
    }
    // A token is told to Khipu alone, but an operation that was acknowledged must be the same one.
    let acknowledged = progress.created.as_ref().map(|(id, _)| id.as_str());
    if let (Some(acknowledged), Some(id)) = (acknowledged, event.operation_id.as_deref())
        && acknowledged != id
    {
        return Ok(Delivery::Unknown);
    }
    let sha256 = hex(event.body.bytes());
    let at = clock.now();
    let (file, step) = match &event.failed {
        None => {
            let file = format!("{unit}.json");
            let arrival = Arrival {
                file: file.clone(),
                sha256,
                obtained_at: at,
                effort: Effort::default(),
                cost: None,
                cached: false,
            };
            (file, Step::Arrived(arrival))
        }
        Some(code) => {
            let file = format!("{unit}.rejected");
            let refused = Miss {
                why: format!("khipu called back with code {code}"),
                rejected: Some(Rejected {
                    file: file.clone(),
                    sha256,
                }),
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
