//! What a reader noticed in a report: recorded, reported, and left for a policy to weigh.

use super::Provenance;

/// One thing noticed. Its text carries no tax id in full and no name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind of thing.
    pub code: FindingCode,
    /// Where, if it has a place in a payload.
    pub provenance: Option<Provenance>,
    /// What was found, with the figures, as a sentence without a full stop.
    pub message: String,
}

/// The kinds of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FindingCode {
    /// A payload is not JSON, or not of the shape that its operation answers with.
    PayloadUnreadable,
    /// A part of a payload could not be read; the rest was.
    SectionUnreadable,
    /// A value could not be read; its row is left out or the value missing, as the text says.
    ValueUnreadable,
    /// A section is an error object, or the provider says that it failed.
    SectionFailed,
    /// A tax id or account number has a wrong check digit.
    CheckDigit,
    /// An account's holder is not the applicant.
    HolderMismatch,
    /// A month's stated sums differ from the sums of its movements.
    StatedMonthDiffers,
    /// The report states a month with movements that the list does not carry, or only in part.
    StatedMonthPartlyListed,
    /// The vendor's own figures do not add up.
    StatedSumsDiffer,
    /// An amount had more decimals than its currency and was rounded half-even.
    AmountRounded,
    /// A status or word that Caudal does not know was taken as not a success.
    UnknownWord,
    /// A movement that is not booked was left out.
    NotBooked,
    /// A report is known, and nothing in it is made a fact: it says neither something nor "none".
    ReportNotUsed,
}

impl FindingCode {
    /// The code as decisions and logs write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PayloadUnreadable => "PAYLOAD_UNREADABLE",
            Self::SectionUnreadable => "SECTION_UNREADABLE",
            Self::ValueUnreadable => "VALUE_UNREADABLE",
            Self::SectionFailed => "SECTION_FAILED",
            Self::CheckDigit => "CHECK_DIGIT",
            Self::HolderMismatch => "HOLDER_MISMATCH",
            Self::StatedMonthDiffers => "STATED_MONTH_DIFFERS",
            Self::StatedMonthPartlyListed => "STATED_MONTH_PARTLY_LISTED",
            Self::StatedSumsDiffer => "STATED_SUMS_DIFFER",
            Self::AmountRounded => "AMOUNT_ROUNDED",
            Self::UnknownWord => "UNKNOWN_WORD",
            Self::NotBooked => "NOT_BOOKED",
            Self::ReportNotUsed => "REPORT_NOT_USED",
        }
    }
}
