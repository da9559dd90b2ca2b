//! How an operation went, as its envelope says: the same in answers, in callbacks and in evidence.

use serde::Deserialize as _;

use super::wire::{Envelope, Failure};
use crate::tolerant::{has_content, open_enum, text};

open_enum! {
    /// The envelope's word for it.
    Status {
        /// Executed, with or without data.
        Ok = "OK",
        /// Not executed.
        Error = "ERROR",
    }
}

/// How an operation went.
pub(super) enum Standing {
    /// It was executed, with or without data, or accepted to be.
    Succeeded,
    /// It was not.
    Failed {
        /// Khipu's code for why.
        code: Option<String>,
    },
    /// A word that is not known, and so no success.
    Unknown {
        /// The word.
        word: String,
    },
}

impl Standing {
    /// What an envelope says; `None` when it has no status, and so is none.
    pub(super) fn of(envelope: &Envelope) -> Option<Self> {
        let word = text(&envelope.status.0).ok()??;
        let code = Failure::deserialize(&envelope.error.0)
            .ok()
            .and_then(|error| text(&error.code.0).ok()?);
        Some(match Status::of(&word) {
            Status::Ok if !has_content(&envelope.error.0) => Self::Succeeded,
            Status::Ok | Status::Error => Self::Failed { code },
            Status::Other(word) => Self::Unknown { word },
        })
    }
}

#[cfg(feature = "fetch")]
impl Standing {
    /// Why it is no success, in the vendor's terms: its code, or the word that is not known.
    pub(super) fn refusal(self) -> Option<super::Code> {
        let text = match self {
            Self::Succeeded => return None,
            Self::Failed { code } => code.unwrap_or_default(),
            Self::Unknown { word } => word,
        };
        Some(super::Code::parse(&text))
    }
}
