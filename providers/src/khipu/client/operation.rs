//! Khipu's answers: the envelope judged, and what a caller needs of it.

use http::StatusCode;
use serde::Deserialize as _;
use serde_json::Value;

use crate::caller::{Again, Answer, Body, Verdict, by_status};
use crate::khipu::code::Class;
use crate::khipu::standing::Standing;
use crate::khipu::wire::{Data, Envelope};
use crate::secret::Secret;
use crate::tolerant::{has_content, text};

/// An operation that was executed, or accepted to be.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Identifies the operation; its callback carries it too.
    pub operation_id: Option<String>,
    /// Whether it is over.
    pub outcome: Outcome,
    /// Whether Khipu adds a note, for instance that the data are incomplete.
    pub noted: bool,
    /// The answer as it came.
    pub answer: Answer,
}

/// Whether an operation is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The data are in the answer.
    Done,
    /// They come to the `CallbackUrl`.
    Accepted {
        /// How long Khipu goes on trying, as it writes it; the form is not documented.
        life_span: Option<String>,
    },
}

impl Operation {
    /// What an accepted answer says.
    pub(super) fn of(answer: Answer) -> Self {
        let envelope = envelope(answer.body.bytes()).unwrap_or_default();
        let life_span = text(&envelope.life_span.0).ok().flatten();
        let unanswered = life_span.is_some() && envelope.data.0.is_null();
        Self {
            operation_id: text(&envelope.operation_id.0).ok().flatten(),
            outcome: if answer.status == StatusCode::ACCEPTED || unanswered {
                Outcome::Accepted { life_span }
            } else {
                Outcome::Done
            },
            noted: has_content(&envelope.additional_information.0),
            answer,
        }
    }
}

/// Khipu's convention: the envelope decides, whatever the HTTP status; without one the status does.
///
/// A code that is known says more than the status: a refused password may come with any. So may a
/// status that is not known, which is no success.
pub(super) fn judge(status: StatusCode, body: &[u8]) -> Verdict {
    let standing = envelope(body).as_ref().and_then(Standing::of);
    let is_envelope = standing.is_some();
    match standing.and_then(Standing::refusal) {
        Some(code) => Verdict::Refused {
            again: if code.class() != Class::Other || status.is_success() {
                code.class().again()
            } else {
                Again::after_status(status)
            },
            // Anything else may be text, and name a person.
            code: code.is_plain().then(|| code.as_str().to_owned()),
        },
        None => match by_status(status, body) {
            Verdict::Accepted if !is_envelope => {
                Verdict::Unreadable("the body is not an envelope of khipu's")
            }
            verdict => verdict,
        },
    }
}

/// The link of `/token`.
pub(super) fn account_link(body: &Body) -> Option<Secret> {
    let data = Data::deserialize(envelope(body.bytes())?.data.0).ok()?;
    match data.account_link.0 {
        Value::String(link) => Secret::new(link.trim()).ok(),
        _ => None,
    }
}

fn envelope(body: &[u8]) -> Option<Envelope> {
    serde_json::from_slice(body).ok()
}
