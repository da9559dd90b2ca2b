//! A quote with its schedule, as people and programs look at it outside a decision.

use caudal_facts::Currency;
use rust_decimal::Decimal;
use serde::Serialize;

use super::offer::{TotalCostView, money, rate};
use crate::policy::{Contract, Installment, Quote, TotalCost, Unquotable};

/// A loan and all that is paid for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuoteView {
    /// The loan's amount.
    pub amount: Decimal,
    /// The currency of every amount.
    pub currency: &'static str,
    /// What the applicant receives.
    pub received: Decimal,
    /// What is owed at the beginning.
    pub financed: Decimal,
    /// Number of monthly instalments.
    pub term_months: u32,
    /// Interest a month, as a fraction.
    pub monthly_rate: Decimal,
    /// Nominal yearly rate.
    pub tna: Option<Decimal>,
    /// Effective yearly rate.
    pub tea: Option<Decimal>,
    /// The total yearly cost, as the law of the country names it.
    pub total_yearly_cost: Option<TotalCostView>,
    /// The same without taxes, where the law has both stated (CFT).
    pub total_yearly_cost_untaxed: Option<Decimal>,
    /// The largest instalment.
    pub installment: Decimal,
    /// All that is paid back.
    pub total: Decimal,
    /// The interest in it.
    pub interest: Decimal,
    /// The opening fee.
    pub opening_fee: Decimal,
    /// All taxes, those of opening included.
    pub taxes: Decimal,
    /// The insurance.
    pub insurance: Decimal,
    /// The fees paid with the instalments.
    pub monthly_fees: Decimal,
    /// The instalments, in order.
    pub installments: Vec<InstallmentView>,
}

/// One instalment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InstallmentView {
    /// Its number, from 1.
    pub number: usize,
    /// All that is paid.
    pub total: Decimal,
    /// Capital paid back.
    pub capital: Decimal,
    /// The month's interest.
    pub interest: Decimal,
    /// The part of the interest that is added to what is owed instead of paid.
    pub capitalised: Decimal,
    /// Value-added tax.
    pub vat: Decimal,
    /// Insurance.
    pub insurance: Decimal,
    /// Fee.
    pub fee: Decimal,
    /// What is owed after it.
    pub owed: Decimal,
}

impl QuoteView {
    /// A loan of `amount` by a contract.
    ///
    /// # Errors
    /// The figure that makes no loan.
    pub fn of(
        contract: &Contract,
        amount: Decimal,
        monthly_rate: Decimal,
        term: u32,
    ) -> Result<Self, Unquotable> {
        let quote = contract.quote(amount, monthly_rate, term)?;
        let untaxed = match quote.total_cost {
            TotalCost::Cft(_) => contract
                .untaxed()
                .quote(amount, monthly_rate, term)?
                .total_yearly_cost(),
            TotalCost::Cae(_) | TotalCost::Unstated => None,
        };
        Ok(Self {
            total_yearly_cost_untaxed: untaxed,
            ..Self::shown(&quote, contract.currency)?
        })
    }

    fn shown(quote: &Quote, currency: Currency) -> Result<Self, Unquotable> {
        let money = |amount| money(amount, currency);
        let schedule = quote.schedule()?;
        Ok(Self {
            amount: money(quote.amount),
            currency: currency.code(),
            received: money(schedule.received),
            financed: money(schedule.financed),
            term_months: quote.term_months,
            monthly_rate: rate(quote.monthly_rate),
            tna: quote.tna().map(rate),
            tea: quote.tea().map(rate),
            total_yearly_cost: TotalCostView::of(quote),
            total_yearly_cost_untaxed: None,
            installment: money(schedule.largest()),
            total: money(schedule.total()),
            interest: money(schedule.interest()),
            opening_fee: money(schedule.opening_fee),
            taxes: money(schedule.taxes()),
            insurance: money(schedule.insurance()),
            monthly_fees: money(schedule.monthly_fees()),
            installments: schedule
                .installments
                .iter()
                .enumerate()
                .map(|(index, installment)| InstallmentView::of(index + 1, installment, currency))
                .collect(),
        })
    }
}

impl InstallmentView {
    fn of(number: usize, installment: &Installment, currency: Currency) -> Self {
        let money = |amount| money(amount, currency);
        Self {
            number,
            total: money(installment.total()),
            capital: money(installment.capital),
            interest: money(installment.interest),
            capitalised: money(installment.capitalised),
            vat: money(installment.vat),
            insurance: money(installment.insurance),
            fee: money(installment.fee),
            owed: money(installment.owed),
        }
    }
}
