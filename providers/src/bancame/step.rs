//! How far a pre-loan request has come.

/// A request's step. The document lists those of one product only, so any other word may come.
///
/// # Example
/// ```
/// use caudal_providers::bancame::Step;
///
/// assert!(Step::parse("READY_FOR_LOAN").is_ready());
/// // A word that is not documented is neither success nor the end.
/// let waiting = Step::parse("WAITING_CLAVE_UNICA");
/// assert!(!waiting.is_ready() && !waiting.is_ended());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Step {
    /// None yet: missing, or the document's `-`.
    None,
    /// `READY_FOR_LOAN`: the reports are there to be evaluated.
    ReadyForLoan,
    /// `PAYMENT_SUBSCRIPTION`: automatic payment is being set up.
    PaymentSubscription,
    /// `AUTHORIZATION`: contract and identity are being confirmed.
    Authorization,
    /// `ARCHIVED_FAIL`: refused, invalid, broken or timed out.
    ArchivedFail,
    /// A word that the document does not have.
    Other(String),
}

impl Step {
    /// Reads a step, in any case.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word.trim().to_ascii_uppercase().as_str() {
            "" | "-" => Self::None,
            "READY_FOR_LOAN" => Self::ReadyForLoan,
            "PAYMENT_SUBSCRIPTION" => Self::PaymentSubscription,
            "AUTHORIZATION" => Self::Authorization,
            "ARCHIVED_FAIL" => Self::ArchivedFail,
            _ => Self::Other(word.trim().to_owned()),
        }
    }

    /// The document's word; `-` for none, and any other as it came.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::None => "-",
            Self::ReadyForLoan => "READY_FOR_LOAN",
            Self::PaymentSubscription => "PAYMENT_SUBSCRIPTION",
            Self::Authorization => "AUTHORIZATION",
            Self::ArchivedFail => "ARCHIVED_FAIL",
            Self::Other(word) => word,
        }
    }

    /// Whether the applicant's reports are there.
    #[must_use]
    pub const fn is_ready(&self) -> bool {
        match self {
            Self::ReadyForLoan | Self::PaymentSubscription | Self::Authorization => true,
            Self::None | Self::ArchivedFail | Self::Other(_) => false,
        }
    }

    /// Whether the request has ended without them, so that waiting is of no use.
    #[must_use]
    pub const fn is_ended(&self) -> bool {
        matches!(self, Self::ArchivedFail)
    }
}
