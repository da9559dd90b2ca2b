//! What a loan costs on its first day, and what is received and owed after it.

use rust_decimal::Decimal;

use super::{Contract, OpeningCosts, Unquotable};

/// The first day of a loan.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opening {
    pub(super) fee: Decimal,
    pub(super) vat: Decimal,
    pub(super) stamp_tax: Decimal,
    pub(super) financed: Decimal,
    pub(super) received: Decimal,
}

impl Contract {
    /// The opening fee, its tax and the stamp tax, each rounded half-even to the currency's unit.
    ///
    /// Stamp tax is due on the capital that the contract states: costs that are financed are part of it,
    /// the tax itself included.
    pub(super) fn opening(&self, amount: Decimal, term: u32) -> Result<Opening, Unquotable> {
        let range = Unquotable::Range { amount, term };
        let opening = self.opened(amount, term).ok_or(range)?;
        if opening.received <= Decimal::ZERO {
            return Err(Unquotable::NothingPaidOut {
                amount,
                costs: opening.fee + opening.vat + opening.stamp_tax,
            });
        }
        Ok(opening)
    }

    fn opened(&self, amount: Decimal, term: u32) -> Option<Opening> {
        let terms = &self.terms;
        let fee = self.unit(terms.opening_fee.on(amount, Decimal::ZERO)?);
        let vat = self.unit(fee.checked_mul(terms.vat_on_fees)?);
        let untaxed = fee.checked_add(vat)?;
        let stated = match terms.opening_costs {
            OpeningCosts::Financed => self.with_stamp_tax(amount.checked_add(untaxed)?, term)?,
            OpeningCosts::Deducted => amount,
        };
        let stamp_tax = self.unit(stated.checked_mul(terms.stamp_tax_of(term)?)?);
        let costs = untaxed.checked_add(stamp_tax)?;
        let (financed, received) = match terms.opening_costs {
            OpeningCosts::Financed => (amount.checked_add(costs)?, amount),
            OpeningCosts::Deducted => (amount, amount.checked_sub(costs)?),
        };
        Some(Opening {
            fee,
            vat,
            stamp_tax,
            financed,
            received,
        })
    }

    /// The capital that is stated where the stamp tax on it is financed too: `capital / (1 − tax)`.
    ///
    /// `None` where the tax leaves nothing of it.
    pub(super) fn with_stamp_tax(&self, capital: Decimal, term: u32) -> Option<Decimal> {
        let left = Decimal::ONE.checked_sub(self.terms.stamp_tax_of(term)?)?;
        if left <= Decimal::ZERO {
            return None;
        }
        capital.checked_div(left)
    }
}
