//! What makes no loan: each figure with the range that it may have.

use rust_decimal::Decimal;

use super::Contract;

/// The largest amount, fee or charge that a schedule is made for.
pub(crate) const AMOUNT_MAX: Decimal = Decimal::from_parts(0xA4C6_8000, 0x0003_8D7E, 0, false, 0); // 10^15

/// The highest monthly rate.
const RATE_MAX: Decimal = Decimal::TEN;

/// The longest term.
pub(crate) const TERM_MAX: u32 = 600;

/// Why a loan cannot be quoted. The text fits after "failed to …".
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unquotable {
    /// Nothing is lent, or too much.
    #[error("quote an amount of {given}: expected more than 0 and at most {AMOUNT_MAX}")]
    Amount {
        /// The amount, rounded down to the currency's unit.
        given: Decimal,
    },
    /// No month pays capital, or too many do.
    #[error("quote a term of {given} months: expected at least {least} and at most {TERM_MAX}")]
    Term {
        /// The term.
        given: u32,
        /// One month more than the grace period.
        least: u32,
    },
    /// Interest below zero, or beyond reason.
    #[error(
        "quote a rate of {given} a month: expected at least 0 and at most {RATE_MAX}\nhint: a rate is a fraction, 0.02 is 2 %"
    )]
    Rate {
        /// The monthly rate.
        given: Decimal,
    },
    /// A fixed charge below zero, or beyond reason.
    #[error("quote a monthly fee of {given}: expected at least 0 and at most {AMOUNT_MAX}")]
    Fee {
        /// The fee.
        given: Decimal,
    },
    /// Instalments rounded so coarsely that they leave the debt as it is, or let it grow.
    #[error(
        "quote {amount} over {term} months: instalments rounded to {step} pay back no capital\nhint: a finer round_installment_to, or a shorter term"
    )]
    NoCapital {
        /// The amount.
        amount: Decimal,
        /// The term.
        term: u32,
        /// The step that instalments are rounded to.
        step: Decimal,
    },
    /// The costs of opening take the whole amount.
    #[error("quote {amount}: opening costs of {costs} leave nothing to pay out")]
    NothingPaidOut {
        /// The amount.
        amount: Decimal,
        /// The costs.
        costs: Decimal,
    },
    /// A figure of the schedule leaves the range that sums are safe in.
    #[error(
        "quote {amount} over {term} months: a figure grows out of range\nhint: a lower rate or a shorter term"
    )]
    Range {
        /// The amount.
        amount: Decimal,
        /// The term.
        term: u32,
    },
}

impl Contract {
    /// Refuses what makes no loan whatever its schedule.
    pub(super) fn admit(
        &self,
        amount: Decimal,
        rate: Decimal,
        term: u32,
    ) -> Result<(), Unquotable> {
        if amount <= Decimal::ZERO || amount > AMOUNT_MAX {
            return Err(Unquotable::Amount { given: amount });
        }
        let grace = self.terms.grace_months(term);
        if term <= grace || term > TERM_MAX {
            let least = grace.saturating_add(1);
            return Err(Unquotable::Term { given: term, least });
        }
        if rate < Decimal::ZERO || rate > RATE_MAX {
            return Err(Unquotable::Rate { given: rate });
        }
        if self.monthly_fee < Decimal::ZERO || self.monthly_fee > AMOUNT_MAX {
            let given = self.monthly_fee;
            return Err(Unquotable::Fee { given });
        }
        Ok(())
    }
}
