//! Why a decision could not be made. Missing data is never among the reasons: it refers.

use caudal_facts::{Country, Currency, Diagnostic};

/// Why a decision could not be made. The text fits after "failed to …".
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The application is from another country than the policy decides for.
    #[error("decide an application from {given}: policy {policy} decides for {decides}")]
    Country {
        /// The policy's id.
        policy: String,
        /// Its country.
        decides: Country,
        /// The application's.
        given: Country,
    },
    /// The application asks for money in another currency than the policy's.
    #[error(
        "decide a request in {given}: policy {policy} decides in {decides}\nhint: ask for the amount in {decides}, or use a policy in {given}"
    )]
    Currency {
        /// The policy's id.
        policy: String,
        /// Its currency.
        decides: Currency,
        /// The request's.
        given: Currency,
    },
    /// The application is of two persons, and the policy knows one: it would be decided as if the other were
    /// not there.
    #[error(
        "decide an application with a co-applicant: policy {policy} reads nothing of one\nhint: a policy for both reads co.present"
    )]
    CoApplicant {
        /// The policy's id.
        policy: String,
    },
    /// There are facts or questions about a co-applicant, and the application names none.
    #[error("read what is known of a co-applicant: the application names none")]
    NoCoApplicant,
    /// The lender's inputs are not what the policy declares.
    #[error("read the application's inputs:\n{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Inputs(Vec<Diagnostic>),
    /// A case of a batch that has no id.
    #[error("decide a case: it has no id")]
    NoId,
    /// Facts that no table can hold.
    #[error("tabulate the facts: {0}")]
    Facts(String),
    /// Features that cannot be computed.
    #[error("compute features: {0}")]
    Features(String),
    /// The policy failed while it ran.
    #[error(transparent)]
    Policy(#[from] crate::policy::Fault),
}
