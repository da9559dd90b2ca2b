//! Loan arithmetic: the French system with fees, taxes and insurance, exact to the last unit.

mod annuity;
mod cost;
mod schedule;

use std::sync::Arc;

use caudal_facts::Currency;
use rust_decimal::Decimal;

pub use schedule::{Installment, Schedule};

use super::manifest::{LoanTerms, TotalCost};

/// A contract to quote by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contract {
    /// Its terms.
    pub terms: LoanTerms,
    /// The currency of its amounts.
    pub currency: Currency,
    /// A fixed charge paid with each instalment. Default 0.
    pub monthly_fee: Decimal,
}

/// A loan that could be offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// What the applicant receives.
    pub amount: Decimal,
    /// Number of monthly instalments.
    pub term_months: u32,
    /// Interest a month, as a fraction.
    pub monthly_rate: Decimal,
    /// What is paid back, instalment by instalment.
    pub schedule: Arc<Schedule>,
    /// How its total cost is called.
    pub total_cost: TotalCost,
}

impl Contract {
    /// The largest instalment of a loan of `amount`, unrounded: capital, interest, value-added tax
    /// on interest, insurance and fixed charge. With the French system and charges on the balance
    /// owed it is the first.
    ///
    /// With `F` financed (the amount, the opening fee and the stamp tax), `i` the rate and `n` the
    /// term: `F·i / (1 − (1 + i)^−n) + F·i·vat + F·insurance + fee`; without interest `F / n + …`.
    ///
    /// `None` when the arithmetic leaves the range of a decimal, or the term is zero.
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
        let per_unit = self.per_unit(rate, term)?;
        amount.checked_mul(per_unit)?.checked_add(self.monthly_fee)
    }

    /// The amount whose largest instalment is `installment`: the inverse of
    /// [`installment`](Self::installment), unrounded.
    #[must_use]
    pub fn principal(&self, installment: Decimal, rate: Decimal, term: u32) -> Option<Decimal> {
        installment
            .checked_sub(self.monthly_fee)?
            .checked_div(self.per_unit(rate, term)?)
    }

    /// The largest instalment of a loan of one, without the fixed charge.
    fn per_unit(&self, rate: Decimal, term: u32) -> Option<Decimal> {
        let terms = &self.terms;
        let charges = rate
            .checked_mul(terms.vat_on_interest)?
            .checked_add(terms.insurance_monthly)?;
        let per_financed = annuity::factor(rate, term)?.checked_add(charges)?;
        self.financed_per_unit(term)?.checked_mul(per_financed)
    }

    /// What is financed for each unit that the applicant receives.
    fn financed_per_unit(&self, term: u32) -> Option<Decimal> {
        let terms = &self.terms;
        let stamp = terms.stamp_tax_monthly.checked_mul(term.into())?;
        let stamp = terms.stamp_tax_max.map_or(stamp, |max| stamp.min(max));
        Decimal::ONE
            .checked_add(terms.opening_fee)?
            .checked_add(stamp)
    }

    /// A quote with its schedule; `None` when the amount is not more than zero, the term is zero,
    /// or the arithmetic leaves its range.
    ///
    /// The amount is rounded down to the currency's unit first: nobody can be paid half a cent.
    #[must_use]
    pub fn quote(&self, amount: Decimal, rate: Decimal, term: u32) -> Option<Quote> {
        let amount = self.payable(amount);
        Some(Quote {
            amount,
            term_months: term,
            monthly_rate: rate,
            schedule: Arc::new(self.schedule(amount, rate, term)?),
            total_cost: self.terms.total_cost,
        })
    }

    /// An amount that can be paid out: rounded down to the currency's unit.
    pub(crate) fn payable(&self, amount: Decimal) -> Decimal {
        let down = rust_decimal::RoundingStrategy::ToNegativeInfinity;
        amount.round_dp_with_strategy(self.currency.decimals(), down)
    }

    /// A contract with nothing but capital and interest.
    #[must_use]
    pub fn plain(currency: Currency) -> Self {
        Self {
            terms: LoanTerms {
                round_installment_to: Decimal::new(1, currency.decimals()),
                opening_fee: Decimal::ZERO,
                stamp_tax_monthly: Decimal::ZERO,
                stamp_tax_max: None,
                vat_on_interest: Decimal::ZERO,
                insurance_monthly: Decimal::ZERO,
                total_cost: TotalCost::Unstated,
            },
            currency,
            monthly_fee: Decimal::ZERO,
        }
    }
}

impl Quote {
    /// Nominal yearly rate: twelve times the monthly one (TNA).
    #[must_use]
    pub fn tna(&self) -> Option<Decimal> {
        self.monthly_rate.checked_mul(Decimal::from(12))
    }

    /// Effective yearly rate: the monthly one compounded over twelve months (TEA).
    #[must_use]
    pub fn tea(&self) -> Option<Decimal> {
        cost::compound(self.monthly_rate)
    }

    /// The total yearly cost, all charges in, to six decimals half-even: the internal rate of
    /// return of the instalments against the amount received, stated as the contract says. `None`
    /// where the contract states none.
    #[must_use]
    pub fn total_yearly_cost(&self) -> Option<Decimal> {
        cost::yearly(self)
    }
}
