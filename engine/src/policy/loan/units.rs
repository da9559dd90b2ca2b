//! A loan in whole units of its currency: what its schedule comes to, without writing the months down.
//!
//! The months are those of the ledger, figure by figure; where machine numbers cannot tell one, the same decimals do.

use rust_decimal::Decimal;

use super::charges::Charges;
use super::fixed::{UNITS_MAX, UnitLine};
use super::ledger::Level;
use super::schedule::Begun;
use super::{Figures, GraceInterest};

/// A loan whose figures are whole units that machine numbers hold.
#[derive(Debug, Clone, Copy)]
pub(super) struct UnitLoan {
    decimals: u32,
    term: u32,
    grace: u32,
    capitalises: bool,
    financed: u64,
    /// What the applicant receives.
    pub(super) received: u64,
    level: UnitLevel,
    interest: Part,
    fee: Part,
    insurance: Part,
    vat_on_interest: Part,
    vat_on_fee: Part,
}

/// One month.
#[derive(Debug, Clone, Copy, Default)]
struct Month {
    capital: u64,
    interest: u64,
    capitalised: u64,
    vat: u64,
    insurance: u64,
    fee: u64,
}

#[derive(Debug, Clone, Copy)]
enum UnitLevel {
    Payment(u64),
    Capital(u64),
}

/// A figure of a month.
#[derive(Debug, Clone, Copy)]
enum Part {
    /// Always the same.
    Always(u64),
    /// A line over another figure.
    Line(UnitLine),
}

impl UnitLoan {
    /// The loan, unless its figures are no whole units or too large. Once capital is paid, what is owed only falls.
    pub(super) fn of(begun: &Begun<'_>, term: u32) -> Option<Self> {
        let Begun {
            charges, opening, ..
        } = begun;
        let terms = &charges.contract.terms;
        let decimals = charges.contract.currency.decimals();
        let whole = |figure: Decimal| units(figure, decimals);
        whole(begun.ledger.owed())?;
        let fee_of_balance = terms.monthly_fee.of_balance;
        let insurance_of_balance = terms.insurance_monthly.of_balance;
        let fee = if fee_of_balance.is_zero() {
            Part::Always(whole(charges.fee(Decimal::ZERO)?)?)
        } else {
            let charge = terms.monthly_fee.on(charges.amount, Decimal::ZERO)?;
            let fixed = charge.checked_add(charges.contract.monthly_fee)?;
            Part::line(fee_of_balance, fixed, decimals)?
        };
        let insurance = if insurance_of_balance.is_zero() {
            Part::Always(whole(charges.insurance(Decimal::ZERO)?)?)
        } else {
            let fixed = terms.insurance_monthly.on(charges.amount, Decimal::ZERO)?;
            Part::line(insurance_of_balance, fixed, decimals)?
        };
        let vat_on_fee = match fee {
            Part::Always(fee) => {
                let fee = Decimal::new(i64::try_from(fee).ok()?, decimals);
                Part::Always(whole(charges.vat_on_fee(fee)?)?)
            }
            Part::Line(_) => Part::line(terms.vat_on_fees, Decimal::ZERO, decimals)?,
        };
        Some(Self {
            decimals,
            term,
            grace: terms.grace_months(term),
            capitalises: terms.grace.interest == GraceInterest::Capitalised,
            financed: whole(opening.financed)?,
            received: whole(opening.received)?,
            level: match &begun.level {
                Level::Payment(payment) => UnitLevel::Payment(whole(*payment)?),
                Level::Capital(part) => UnitLevel::Capital(whole(*part)?),
            },
            interest: Part::line(charges.rate, Decimal::ZERO, decimals)?,
            fee,
            insurance,
            vat_on_interest: Part::line(terms.vat_on_interest, Decimal::ZERO, decimals)?,
            vat_on_fee,
        })
    }

    /// What its schedule comes to, without the taxes of the first day; nothing where machine numbers do not hold it.
    pub(super) fn figures(&self, charges: &Charges<'_>) -> Option<Figures> {
        let (mut largest, mut total) = (0, 0);
        let mut sums = Month::default();
        self.months(charges, |month| {
            let paid = month.paid();
            largest = largest.max(paid);
            total += paid;
            sums.interest += month.interest;
            sums.vat += month.vat;
            sums.insurance += month.insurance;
            sums.fee += month.fee;
        })?;
        let decimal = |units: u64| Some(Decimal::new(i64::try_from(units).ok()?, self.decimals));
        Some(Figures {
            installment: decimal(largest)?,
            total: decimal(total)?,
            interest: decimal(sums.interest)?,
            taxes: decimal(sums.vat)?,
            insurance: decimal(sums.insurance)?,
            monthly_fees: decimal(sums.fee)?,
        })
    }

    /// What is paid each month, in order; nothing where machine numbers do not hold it, or there is no room for it.
    pub(super) fn payments<'p>(
        &self,
        charges: &Charges<'_>,
        room: &'p mut [u64],
    ) -> Option<&'p [u64]> {
        let room = room.get_mut(..self.term as usize)?;
        let mut free = room.iter_mut();
        self.months(charges, |month| {
            if let Some(slot) = free.next() {
                *slot = month.paid();
            }
        })?;
        Some(room)
    }

    fn months(&self, charges: &Charges<'_>, mut each: impl FnMut(Month)) -> Option<()> {
        let mut owed = self.financed;
        for number in 1..=self.term {
            let interest = self.part(self.interest, owed, |owed| charges.interest(owed))?;
            let capital = if number <= self.grace {
                0
            } else if number == self.term {
                owed
            } else {
                match self.level {
                    UnitLevel::Payment(payment) => payment.checked_sub(interest)?.min(owed),
                    UnitLevel::Capital(part) => part.min(owed),
                }
            };
            let capitalised = if number <= self.grace && self.capitalises {
                interest
            } else {
                0
            };
            let fee = self.part(self.fee, owed, |owed| charges.fee(owed))?;
            let on_interest = self.part(self.vat_on_interest, interest, |interest| {
                charges.vat_on_interest(interest)
            })?;
            let on_fee = self.part(self.vat_on_fee, fee, |fee| charges.vat_on_fee(fee))?;
            let insurance = self.part(self.insurance, owed, |owed| charges.insurance(owed))?;
            owed = owed + capitalised - capital;
            if owed > UNITS_MAX {
                return None;
            }
            each(Month {
                capital,
                interest,
                capitalised,
                vat: on_interest + on_fee,
                insurance,
                fee,
            });
        }
        Some(())
    }

    fn part(
        &self,
        part: Part,
        x: u64,
        exact: impl FnOnce(Decimal) -> Option<Decimal>,
    ) -> Option<u64> {
        match part {
            Part::Always(units) => Some(units),
            Part::Line(line) => line.nearest(x).or_else(|| {
                let x = Decimal::new(i64::try_from(x).ok()?, self.decimals);
                units(exact(x)?, self.decimals)
            }),
        }
    }
}

impl Month {
    const fn paid(&self) -> u64 {
        self.capital + self.interest - self.capitalised + self.vat + self.insurance + self.fee
    }
}

impl Part {
    fn line(slope: Decimal, fixed: Decimal, decimals: u32) -> Option<Self> {
        if slope.is_zero() && fixed.is_zero() {
            return Some(Self::Always(0));
        }
        let fixed = fixed.checked_mul(Decimal::from(10_u32.pow(decimals)))?;
        UnitLine::new(slope, fixed).map(Self::Line)
    }
}

/// A figure in units, if it is a whole number of them that is not too large.
fn units(figure: Decimal, decimals: u32) -> Option<u64> {
    let figure = if figure.scale() > decimals {
        figure.normalize()
    } else {
        figure
    };
    let more = decimals.checked_sub(figure.scale())?;
    let mantissa = u64::try_from(figure.mantissa()).ok()?;
    let units = mantissa.checked_mul(10_u64.pow(more))?;
    (units <= UNITS_MAX).then_some(units)
}
