//! The payment schedule, instalment by instalment, in whole units of the currency.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Contract, annuity};

/// What is paid back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// What is financed: the amount received, the opening fee and the stamp tax.
    pub financed: Decimal,
    /// The opening fee.
    pub opening_fee: Decimal,
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
    /// Interest.
    pub interest: Decimal,
    /// Value-added tax on the interest.
    pub vat: Decimal,
    /// Insurance.
    pub insurance: Decimal,
    /// Fixed charge.
    pub fee: Decimal,
}

impl Installment {
    /// All that is paid.
    #[must_use]
    pub fn total(&self) -> Decimal {
        self.capital + self.interest + self.vat + self.insurance + self.fee
    }
}

impl Schedule {
    /// The largest instalment.
    #[must_use]
    pub fn largest(&self) -> Decimal {
        self.fold_max(Installment::total)
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
        self.stamp_tax + self.sum(|installment| installment.vat)
    }

    /// All insurance.
    #[must_use]
    pub fn insurance(&self) -> Decimal {
        self.sum(|installment| installment.insurance)
    }

    fn sum(&self, part: impl Fn(&Installment) -> Decimal) -> Decimal {
        self.installments.iter().map(part).sum()
    }

    fn fold_max(&self, part: impl Fn(&Installment) -> Decimal) -> Decimal {
        self.installments.iter().map(part).max().unwrap_or_default()
    }
}

/// The largest amount that a schedule is made for, so that no sum can leave a decimal's range.
const AMOUNT_MAX: Decimal = Decimal::from_parts(1_000_000_000, 1_000_000, 0, false, 0);

/// The longest term.
const TERM_MAX: u32 = 600;

impl Contract {
    /// The schedule of a loan.
    ///
    /// The level instalment of capital and interest is rounded half up to the contract's step;
    /// interest, taxes and insurance are rounded half-even to the currency's unit each month; the
    /// last instalment pays what is left, so that capital adds up to what was financed.
    pub(super) fn schedule(&self, amount: Decimal, rate: Decimal, term: u32) -> Option<Schedule> {
        let makes_no_loan = amount <= Decimal::ZERO || self.monthly_fee < Decimal::ZERO;
        if makes_no_loan || amount > AMOUNT_MAX || term > TERM_MAX {
            return None;
        }
        let terms = &self.terms;
        let stamp = terms.stamp_tax_monthly.checked_mul(term.into())?;
        let stamp = terms.stamp_tax_max.map_or(stamp, |max| stamp.min(max));
        let stamp_tax = self.unit(amount.checked_mul(stamp)?);
        let opening_fee = self.unit(amount.checked_mul(terms.opening_fee)?);
        let financed = amount.checked_add(opening_fee)?.checked_add(stamp_tax)?;
        let level = financed.checked_mul(annuity::factor(rate, term)?)?;
        let level = round_to_step(level, terms.round_installment_to)?;
        // Instalments that do not cover the interest would let the debt grow.
        if level <= self.unit(financed.checked_mul(rate)?) && term > 1 {
            return None;
        }
        let mut owed = financed;
        let mut installments = Vec::with_capacity(usize::try_from(term).ok()?);
        for number in 1..=term {
            let interest = self.unit(owed.checked_mul(rate)?);
            let capital = if number == term {
                owed
            } else {
                level.checked_sub(interest)?.min(owed)
            };
            installments.push(Installment {
                capital,
                interest,
                vat: self.unit(interest.checked_mul(terms.vat_on_interest)?),
                insurance: self.unit(owed.checked_mul(terms.insurance_monthly)?),
                fee: self.monthly_fee,
            });
            owed = owed.checked_sub(capital)?;
        }
        Some(Schedule {
            financed,
            opening_fee,
            stamp_tax,
            installments,
        })
    }

    fn unit(&self, amount: Decimal) -> Decimal {
        amount.round_dp_with_strategy(
            self.currency.decimals(),
            RoundingStrategy::MidpointNearestEven,
        )
    }
}

/// A multiple of `step`, half up (away from zero at the half).
pub(crate) fn round_to_step(amount: Decimal, step: Decimal) -> Option<Decimal> {
    let steps = amount.checked_div(step)?;
    steps
        .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
        .checked_mul(step)
}
