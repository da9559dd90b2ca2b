//! The payment schedule, instalment by instalment, in whole units of the currency.

use rust_decimal::{Decimal, RoundingStrategy};

use super::annuity::Powers;
use super::charges::Charges;
use super::ledger::{Ledger, Level};
use super::opening::Opening;
use super::{Contract, System, Unquotable};

/// What is paid back.
///
/// # Properties
/// The instalments' capital adds up to what is financed and the interest that was capitalised; their
/// totals to what is financed, interest, taxes on it, insurance and fees. Nothing is owed after the
/// last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// What is owed at the beginning: the amount, and the costs of opening where they are financed.
    pub financed: Decimal,
    /// What the applicant receives: the amount, less the costs of opening where they are deducted.
    pub received: Decimal,
    /// The opening fee.
    pub opening_fee: Decimal,
    /// Value-added tax on the opening fee.
    pub opening_vat: Decimal,
    /// The stamp tax.
    pub stamp_tax: Decimal,
    /// The instalments.
    pub installments: Vec<Installment>,
}

/// One instalment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installment {
    /// Capital paid back.
    pub capital: Decimal,
    /// The month's interest.
    pub interest: Decimal,
    /// The part of the interest that is added to what is owed instead of paid.
    pub capitalised: Decimal,
    /// Value-added tax on the interest and the fee.
    pub vat: Decimal,
    /// Insurance.
    pub insurance: Decimal,
    /// Fee.
    pub fee: Decimal,
    /// What is owed after it.
    pub owed: Decimal,
}

impl Installment {
    /// All that is paid.
    #[must_use]
    pub fn total(&self) -> Decimal {
        self.capital + self.interest - self.capitalised + self.vat + self.insurance + self.fee
    }
}

impl Schedule {
    /// The largest instalment.
    #[must_use]
    pub fn largest(&self) -> Decimal {
        let totals = self.installments.iter().map(Installment::total);
        totals.max().unwrap_or_default()
    }

    /// All that is paid back.
    #[must_use]
    pub fn total(&self) -> Decimal {
        self.sum(Installment::total)
    }

    /// All interest.
    #[must_use]
    pub fn interest(&self) -> Decimal {
        self.sum(|installment| installment.interest)
    }

    /// All taxes: stamp tax and value-added tax.
    #[must_use]
    pub fn taxes(&self) -> Decimal {
        self.stamp_tax + self.opening_vat + self.vat()
    }

    /// All value-added tax paid with instalments.
    #[must_use]
    pub fn vat(&self) -> Decimal {
        self.sum(|installment| installment.vat)
    }

    /// All insurance.
    #[must_use]
    pub fn insurance(&self) -> Decimal {
        self.sum(|installment| installment.insurance)
    }

    /// All fees paid with instalments, without the opening fee.
    #[must_use]
    pub fn monthly_fees(&self) -> Decimal {
        self.sum(|installment| installment.fee)
    }

    fn sum(&self, part: impl Fn(&Installment) -> Decimal) -> Decimal {
        self.installments.iter().map(part).sum()
    }
}

/// A loan up to the first month that pays capital.
pub(super) struct Begun<'c> {
    pub(super) charges: Charges<'c>,
    pub(super) opening: Opening,
    pub(super) level: Level,
    pub(super) ledger: Ledger<'c>,
    term: u32,
}

impl Contract {
    /// A loan's first day, the months without capital, and the level part of the others.
    ///
    /// The level part of the instalments is rounded half up to the contract's step; interest, taxes,
    /// insurance and fees are rounded half-even to the currency's unit each month; the last instalment
    /// pays what is left.
    pub(super) fn begin(
        &self,
        powers: &Powers,
        amount: Decimal,
        rate: Decimal,
        term: u32,
    ) -> Result<Begun<'_>, Unquotable> {
        self.admit(amount, rate, term)?;
        let opening = self.opening(amount, term)?;
        let grace = self.terms.grace_months(term);
        let charges = Charges {
            contract: self,
            amount,
            rate,
        };
        let mut ledger = Ledger::open(charges, opening.financed);
        let range = Unquotable::Range { amount, term };
        ledger.pay_no_capital(grace).ok_or(range)?;
        let level = match self.terms.system {
            System::French => ledger.level(powers, term - grace).ok_or(range)?,
            System::German | System::Bullet => ledger.even(term - grace).ok_or(range)?,
        };
        if !ledger.pays_capital(&level) && term - grace > 1 {
            let step = self.terms.round_installment_to;
            return Err(Unquotable::NoCapital { amount, term, step });
        }
        Ok(Begun {
            charges,
            opening,
            level,
            ledger,
            term,
        })
    }

    /// Rounded half-even to the currency's unit.
    pub(super) fn unit(&self, amount: Decimal) -> Decimal {
        amount.round_dp_with_strategy(
            self.currency.decimals(),
            RoundingStrategy::MidpointNearestEven,
        )
    }
}

impl Begun<'_> {
    /// The schedule of the loan.
    pub(super) fn schedule(mut self) -> Result<Schedule, Unquotable> {
        let Charges {
            contract, amount, ..
        } = self.charges;
        let paying = self.term - contract.terms.grace_months(self.term);
        let paid = self.ledger.pay_capital(&self.level, paying);
        paid.ok_or(Unquotable::Range {
            amount,
            term: self.term,
        })?;
        let opening = self.opening;
        Ok(Schedule {
            financed: opening.financed,
            received: opening.received,
            opening_fee: opening.fee,
            opening_vat: opening.vat,
            stamp_tax: opening.stamp_tax,
            installments: self.ledger.close(),
        })
    }
}
