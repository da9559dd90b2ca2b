//! A loan's account, month by month: what is owed, and the instalments that were paid.

use rust_decimal::{Decimal, RoundingStrategy};

use super::annuity::Powers;
use super::charges::Charges;
use super::schedule::Installment;
use super::{GraceInterest, LoanTerms};

/// What a figure of a schedule may grow to: no sum of figures below it leaves a decimal's range.
const FIGURE_MAX: Decimal = Decimal::from_parts(0xDEA0_0000, 0x35C9_ADC5, 0x36, false, 0); // 10^21

/// The part of the instalments that stays the same.
#[derive(Debug, Clone, Copy)]
pub(super) enum Level {
    /// Capital and interest (French system).
    Payment(Decimal),
    /// Capital (German system).
    Capital(Decimal),
}

/// An account that instalments are paid into.
#[derive(Debug)]
pub(super) struct Ledger<'c> {
    charges: Charges<'c>,
    owed: Decimal,
    installments: Vec<Installment>,
}

impl<'c> Ledger<'c> {
    pub(super) const fn open(charges: Charges<'c>, owed: Decimal) -> Self {
        Self {
            charges,
            owed,
            installments: Vec::new(),
        }
    }

    /// The instalments.
    pub(super) fn close(self) -> Vec<Installment> {
        self.installments
    }

    /// The level instalment of the French system that pays what is owed.
    pub(super) fn level(&self, powers: &Powers, months: u32) -> Option<Level> {
        let factor = super::annuity::factor(powers, self.charges.rate, months)?;
        let level = self.owed.checked_mul(factor)?;
        round_to_step(level, self.terms().round_installment_to).map(Level::Payment)
    }

    /// The even part of capital of the German system.
    pub(super) fn even(&self, months: u32) -> Option<Level> {
        let part = self.owed.checked_div(months.into())?;
        round_to_step(part, self.terms().round_installment_to).map(Level::Capital)
    }

    /// Whether instalments of this level make the debt smaller.
    pub(super) fn pays_capital(&self, level: &Level) -> bool {
        match level {
            Level::Payment(payment) => {
                let interest = self.charges.interest(self.owed);
                interest.is_some_and(|interest| *payment > interest)
            }
            Level::Capital(part) => *part > Decimal::ZERO,
        }
    }

    /// What is owed.
    pub(super) const fn owed(&self) -> Decimal {
        self.owed
    }

    /// Months that pay no capital.
    pub(super) fn pay_no_capital(&mut self, months: u32) -> Option<()> {
        for _ in 0..months {
            let interest = self.charges.interest(self.owed)?;
            let capitalised = match self.terms().grace.interest {
                GraceInterest::Paid => Decimal::ZERO,
                GraceInterest::Capitalised => interest,
            };
            self.pay(interest, Decimal::ZERO, capitalised)?;
        }
        Some(())
    }

    /// Months that pay capital; the last pays what is left.
    pub(super) fn pay_capital(&mut self, level: &Level, months: u32) -> Option<()> {
        for number in 1..=months {
            let interest = self.charges.interest(self.owed)?;
            let capital = match level {
                _ if number == months => self.owed,
                Level::Payment(payment) => payment.checked_sub(interest)?.min(self.owed),
                Level::Capital(part) => (*part).min(self.owed),
            };
            self.pay(interest, capital, Decimal::ZERO)?;
        }
        Some(())
    }

    const fn terms(&self) -> &'c LoanTerms {
        &self.charges.contract.terms
    }

    fn pay(&mut self, interest: Decimal, capital: Decimal, capitalised: Decimal) -> Option<()> {
        let fee = self.charges.fee(self.owed)?;
        let insurance = self.charges.insurance(self.owed)?;
        let on_interest = self.charges.vat_on_interest(interest)?;
        let on_fee = self.charges.vat_on_fee(fee)?;
        self.owed = self.owed.checked_add(capitalised)?.checked_sub(capital)?;
        let installment = Installment {
            capital,
            interest,
            capitalised,
            vat: on_interest.checked_add(on_fee)?,
            insurance,
            fee,
            owed: self.owed,
        };
        let figures = [
            self.owed,
            capital,
            interest,
            installment.vat,
            installment.insurance,
            fee,
        ];
        if figures.iter().any(|figure| *figure > FIGURE_MAX) {
            return None;
        }
        self.installments.push(installment);
        Some(())
    }
}

/// A multiple of `step`, half up (away from zero at the half).
fn round_to_step(amount: Decimal, step: Decimal) -> Option<Decimal> {
    let steps = amount.checked_div(step)?;
    steps
        .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
        .checked_mul(step)
}
