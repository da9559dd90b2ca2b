//! What an applicant is told: the notice of a decision and, in Chile, the solvency report.
//!
//! Everything comes from the decision's own JSON, so that a letter can be written, and written again, long after
//! the decision was made. Only what is told to the applicant is read: reasons that a policy keeps to itself never
//! reach this module.

mod decision;
mod law;
mod notice;
mod publication;
mod solvency;

pub(crate) use decision::LetterDecision;
pub(crate) use publication::publication;

use crate::print::Document;
use law::Jurisdiction;

/// The letter of a decision, in the name of a lender.
pub(crate) fn letter(decision: &LetterDecision, lender: &str) -> Document {
    let mut document = notice::write(decision, lender);
    if decision.jurisdiction() == Some(Jurisdiction::Chile) {
        solvency::write(&mut document, decision, lender);
    }
    document
}
