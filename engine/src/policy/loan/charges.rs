//! What a month of a loan costs, each figure rounded half-even to the currency's unit.

use rust_decimal::Decimal;

use super::Contract;

/// The charges of a loan by a contract.
#[derive(Debug, Clone, Copy)]
pub(super) struct Charges<'c> {
    pub(super) contract: &'c Contract,
    pub(super) amount: Decimal,
    pub(super) rate: Decimal,
}

impl Charges<'_> {
    /// The interest on what is owed.
    pub(super) fn interest(&self, owed: Decimal) -> Option<Decimal> {
        Some(self.contract.unit(owed.checked_mul(self.rate)?))
    }

    /// The month's fee.
    pub(super) fn fee(&self, owed: Decimal) -> Option<Decimal> {
        let fee = self
            .contract
            .terms
            .monthly_fee
            .on(self.amount, owed)?
            .checked_add(self.contract.monthly_fee)?;
        Some(self.contract.unit(fee))
    }

    /// The month's insurance.
    pub(super) fn insurance(&self, owed: Decimal) -> Option<Decimal> {
        let insurance = &self.contract.terms.insurance_monthly;
        Some(self.contract.unit(insurance.on(self.amount, owed)?))
    }

    /// Value-added tax on the month's interest.
    pub(super) fn vat_on_interest(&self, interest: Decimal) -> Option<Decimal> {
        let vat = self.contract.terms.vat_on_interest;
        Some(self.contract.unit(interest.checked_mul(vat)?))
    }

    /// Value-added tax on the month's fee.
    pub(super) fn vat_on_fee(&self, fee: Decimal) -> Option<Decimal> {
        let vat = self.contract.terms.vat_on_fees;
        Some(self.contract.unit(fee.checked_mul(vat)?))
    }
}
