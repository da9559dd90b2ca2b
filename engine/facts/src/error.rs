//! What can be wrong with a value that should become a fact.

use crate::money::Currency;

/// Why a value was refused. The text fits after "failed to …".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A currency code that Caudal does not know.
    #[error("read currency {value:?}: known are CLP, ARS, USD and UF (also CLF)")]
    UnknownCurrency {
        /// The code as given.
        value: String,
    },
    /// Text that is no decimal number.
    #[error("read amount {value:?}: expected a plain decimal such as -1350.69")]
    AmountUnreadable {
        /// The text as given.
        value: String,
    },
    /// More decimals than the currency has.
    #[error("read amount {value}: {currency} has {} decimals", currency.decimals())]
    TooManyDecimals {
        /// The amount as given.
        value: String,
        /// Its currency.
        currency: Currency,
    },
    /// An amount outside the range of 64-bit minor units.
    #[error("hold amount {value} in {currency}: it leaves the range of 64-bit minor units")]
    AmountOutOfRange {
        /// The amount, or the sum that was tried.
        value: String,
        /// Its currency.
        currency: Currency,
    },
    /// Two currencies in one sum.
    #[error("add {right} to {left}: convert one of them first")]
    CurrencyMismatch {
        /// The first amount's currency.
        left: Currency,
        /// The second amount's currency.
        right: Currency,
    },
    /// A tax id that cannot be one. The text shows the masked id only.
    #[error("read {kind} {masked}: {why}")]
    TaxId {
        /// RUT or CUIT.
        kind: &'static str,
        /// The id, masked.
        masked: String,
        /// What is wrong.
        why: &'static str,
    },
    /// A bank account number (CBU) that cannot be one. The text shows it masked.
    #[error("read CBU {masked}: {why}")]
    Cbu {
        /// The number, masked.
        masked: String,
        /// What is wrong.
        why: &'static str,
    },
    /// An input beyond its limit.
    #[error("read {what}: {value} {unit}, the limit is {limit} {unit}")]
    OverLimit {
        /// What was read.
        what: String,
        /// How large it is.
        value: u64,
        /// How large it may be.
        limit: u64,
        /// Bytes, rows, ….
        unit: &'static str,
    },
    /// A document (application, manifest, categories) with everything that is wrong in it.
    #[error("{}", crate::diagnostic::join(.0))]
    Invalid(Vec<crate::diagnostic::Diagnostic>),
}
