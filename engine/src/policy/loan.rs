//! Loan arithmetic: the French, German and bullet systems with grace, fees, taxes and insurance, exact
//! to the last unit.

mod annuity;
mod charges;
mod cost;
mod fixed;
mod ledger;
mod opening;
mod quote;
mod schedule;
mod units;
mod unquotable;

use caudal_facts::Currency;
use rust_decimal::Decimal;

pub(crate) use annuity::Powers;
pub use quote::{Figures, Quote};
pub use schedule::{Installment, Schedule};
pub use unquotable::Unquotable;

pub(crate) use unquotable::{AMOUNT_MAX, TERM_MAX};

use super::manifest::{GraceInterest, LoanTerms, Manifest, OpeningCosts, System};

/// A contract to quote by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contract {
    /// Its terms.
    pub terms: LoanTerms,
    /// The currency of its amounts.
    pub currency: Currency,
    /// A fixed charge paid with each instalment, besides the fee of the terms. Default 0.
    pub monthly_fee: Decimal,
}

/// A figure of a loan as a line over its amount: `slope · amount + fixed`.
#[derive(Debug, Clone, Copy)]
struct Line {
    slope: Decimal,
    fixed: Decimal,
}

impl Contract {
    /// The contract that a policy quotes by, with a fixed monthly charge of the script's own.
    #[must_use]
    pub fn of(manifest: &Manifest, monthly_fee: Decimal) -> Self {
        Self {
            terms: manifest.loan.clone(),
            currency: manifest.currency,
            monthly_fee,
        }
    }

    /// The largest instalment of a loan of `amount`, unrounded: capital, interest, taxes, insurance
    /// and fees. With charges on the balance owed it is the first that pays capital; of a bullet
    /// loan the last.
    ///
    /// With `i` the rate, `m` the months that pay capital, and `B` what is owed when they begin (the
    /// amount and the opening costs that are financed, with the interest that a grace period
    /// capitalised), capital and interest are
    /// `B·i / (1 − (1 + i)^−m)` in the French system (`B / m` without interest) and `B / m + B·i` in
    /// the German; of a bullet loan `m` is 1.
    ///
    /// `None` when the arithmetic leaves the range of a decimal, or no month pays capital.
    ///
    /// # Example
    /// ```
    /// # use caudal_engine::policy::{Contract, LoanTerms};
    /// # let contract = Contract::plain(caudal_facts::Currency::Usd);
    /// // The DMN conformance kit's loan: 350,000 at 3.95 % a year over 30 years.
    /// let rate = "0.0395".parse::<rust_decimal::Decimal>()? / rust_decimal::Decimal::from(12);
    /// let installment = contract.installment(350_000.into(), rate, 360).unwrap();
    /// assert_eq!(installment.round_dp(9).to_string(), "1660.880325609");
    /// # Ok::<(), rust_decimal::Error>(())
    /// ```
    #[must_use]
    pub fn installment(&self, amount: Decimal, rate: Decimal, term: u32) -> Option<Decimal> {
        self.installment_by(&Powers::default(), amount, rate, term)
    }

    /// The same, with powers that may be known.
    pub(crate) fn installment_by(
        &self,
        powers: &Powers,
        amount: Decimal,
        rate: Decimal,
        term: u32,
    ) -> Option<Decimal> {
        let line = self.largest(powers, rate, term)?;
        amount.checked_mul(line.slope)?.checked_add(line.fixed)
    }

    /// The amount whose largest instalment is `installment`: the inverse of
    /// [`installment`](Self::installment), unrounded.
    #[must_use]
    pub fn principal(&self, installment: Decimal, rate: Decimal, term: u32) -> Option<Decimal> {
        self.principal_by(&Powers::default(), installment, rate, term)
    }

    /// The same, with powers that may be known.
    pub(crate) fn principal_by(
        &self,
        powers: &Powers,
        installment: Decimal,
        rate: Decimal,
        term: u32,
    ) -> Option<Decimal> {
        let line = self.largest(powers, rate, term)?;
        installment.checked_sub(line.fixed)?.checked_div(line.slope)
    }

    /// The largest instalment as a line over the amount.
    fn largest(&self, powers: &Powers, rate: Decimal, term: u32) -> Option<Line> {
        let terms = &self.terms;
        let grace = terms.grace_months(term);
        let paying = term.checked_sub(grace).filter(|paying| *paying > 0)?;
        let level = match terms.system {
            System::French => annuity::factor(powers, rate, paying)?,
            System::German | System::Bullet => annuity::even_part(rate, paying)?,
        };
        let with_vat = Decimal::ONE.checked_add(terms.vat_on_fees)?;
        let charges = rate
            .checked_mul(terms.vat_on_interest)?
            .checked_add(terms.insurance_monthly.of_balance)?
            .checked_add(terms.monthly_fee.of_balance.checked_mul(with_vat)?)?;
        let per_owed = level.checked_add(charges)?;
        let per_owed = match terms.grace.interest {
            GraceInterest::Capitalised => per_owed.checked_mul(powers.growth(rate, grace)?)?,
            GraceInterest::Paid => per_owed,
        };
        let owed = self.financed(term)?;
        let fee = terms.monthly_fee.fixed.checked_add(self.monthly_fee)?;
        Some(Line {
            slope: owed
                .slope
                .checked_mul(per_owed)?
                .checked_add(terms.monthly_fee.of_amount.checked_mul(with_vat)?)?
                .checked_add(terms.insurance_monthly.of_amount)?,
            fixed: owed
                .fixed
                .checked_mul(per_owed)?
                .checked_add(fee.checked_mul(with_vat)?)?
                .checked_add(terms.insurance_monthly.fixed)?,
        })
    }

    /// What is owed at the beginning, as a line over the amount.
    fn financed(&self, term: u32) -> Option<Line> {
        let terms = &self.terms;
        if terms.opening_costs == OpeningCosts::Deducted {
            return Some(Line {
                slope: Decimal::ONE,
                fixed: Decimal::ZERO,
            });
        }
        let with_vat = Decimal::ONE.checked_add(terms.vat_on_fees)?;
        Some(Line {
            slope: self.with_stamp_tax(
                Decimal::ONE.checked_add(terms.opening_fee.of_amount.checked_mul(with_vat)?)?,
                term,
            )?,
            fixed: self.with_stamp_tax(terms.opening_fee.fixed.checked_mul(with_vat)?, term)?,
        })
    }

    /// A quote. The amount is rounded down to the currency's unit first: nobody can be paid half a cent.
    ///
    /// # Errors
    /// The figure that makes no loan, with what would.
    pub fn quote(&self, amount: Decimal, rate: Decimal, term: u32) -> Result<Quote, Unquotable> {
        self.quote_by(&Powers::default(), amount, rate, term)
    }

    /// The same, with powers that may be known.
    pub(crate) fn quote_by(
        &self,
        powers: &Powers,
        amount: Decimal,
        rate: Decimal,
        term: u32,
    ) -> Result<Quote, Unquotable> {
        Quote::of(self, powers, self.payable(amount), rate, term)
    }

    /// An amount that can be paid out: rounded down to the currency's unit.
    pub(crate) fn payable(&self, amount: Decimal) -> Decimal {
        let down = rust_decimal::RoundingStrategy::ToNegativeInfinity;
        amount.round_dp_with_strategy(self.currency.decimals(), down)
    }

    /// The same contract in a country without taxes: what the total cost is held against when it is
    /// stated with and without them.
    #[must_use]
    pub fn untaxed(&self) -> Self {
        let mut untaxed = self.clone();
        let terms = &mut untaxed.terms;
        terms.stamp_tax = Decimal::ZERO;
        terms.stamp_tax_monthly = Decimal::ZERO;
        terms.vat_on_interest = Decimal::ZERO;
        terms.vat_on_fees = Decimal::ZERO;
        untaxed
    }

    /// A contract with nothing but capital and interest.
    #[must_use]
    pub fn plain(currency: Currency) -> Self {
        Self {
            terms: LoanTerms::plain(currency),
            currency,
            monthly_fee: Decimal::ZERO,
        }
    }
}
