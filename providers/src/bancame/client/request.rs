//! A pre-loan request as banca.me answers it.

use serde_json::Value;

use crate::bancame::step::Step;
use crate::caller::Answer;
use crate::tolerant::{View, text};

/// An applicant's pre-loan request.
#[derive(Debug, Clone)]
pub struct PreLoanRequest {
    /// How far it has come.
    pub step: Step,
    /// The answer as it came; [`convert`](crate::convert()) reads the reports that it carries.
    pub answer: Answer,
}

impl PreLoanRequest {
    pub(super) fn of(answer: Answer) -> Self {
        let body = serde_json::from_slice::<Value>(answer.body.bytes()).unwrap_or_default();
        let word = View::object(&body).and_then(|view| text(view.field(&["step"])).ok()?);
        Self {
            step: Step::parse(&word.unwrap_or_default()),
            answer,
        }
    }

    /// Whether the applicant's reports are there.
    #[must_use]
    pub const fn is_ready(&self) -> bool {
        self.step.is_ready()
    }

    /// Whether it has ended without them.
    #[must_use]
    pub const fn is_ended(&self) -> bool {
        self.step.is_ended()
    }
}
