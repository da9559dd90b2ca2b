//! A quote: what a loan comes to. Its months and its yearly cost are worked out when somebody asks for them.

use std::fmt;
use std::sync::OnceLock;

use rust_decimal::Decimal;

use super::annuity::Powers;
use super::charges::Charges;
use super::opening::Opening;
use super::units::UnitLoan;
use super::{Contract, Schedule, Unquotable, cost};
use crate::policy::manifest::TotalCost;

/// A loan that could be offered.
#[derive(Clone)]
pub struct Quote {
    /// The loan's amount. The applicant receives it, unless opening costs are deducted from it.
    pub amount: Decimal,
    /// Number of monthly instalments, those of a grace period included.
    pub term_months: u32,
    /// Interest a month, as a fraction.
    pub monthly_rate: Decimal,
    /// How its total cost is called.
    pub total_cost: TotalCost,
    pub(super) contract: Contract,
    opening: Opening,
    /// The same loan in machine numbers, where they hold it: then its months are sure to hold, too.
    pub(super) units: Option<UnitLoan>,
    asked: Asked,
}

/// What the instalments of a loan add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    /// The largest instalment.
    pub installment: Decimal,
    /// All that is paid back.
    pub total: Decimal,
    /// All interest.
    pub interest: Decimal,
    /// All taxes: stamp tax and value-added tax.
    pub taxes: Decimal,
    /// All insurance.
    pub insurance: Decimal,
    /// All fees paid with instalments, without the opening fee.
    pub monthly_fees: Decimal,
}

/// What is worked out when it is first asked for, and no part of what a quote is.
#[derive(Clone, Default)]
struct Asked {
    schedule: OnceLock<Result<Schedule, Unquotable>>,
    figures: OnceLock<Result<Figures, Unquotable>>,
    monthly: OnceLock<Option<Decimal>>,
    yearly: OnceLock<Option<Decimal>>,
}

impl Quote {
    /// A loan of an amount that can be paid out.
    pub(super) fn of(
        contract: &Contract,
        powers: &Powers,
        amount: Decimal,
        rate: Decimal,
        term: u32,
    ) -> Result<Self, Unquotable> {
        let begun = contract.begin(powers, amount, rate, term)?;
        let opening = begun.opening;
        let units = UnitLoan::of(&begun, term);
        let asked = Asked::default();
        if units.is_none() {
            let _ = asked.schedule.set(Ok(begun.schedule()?));
        }
        Ok(Self {
            amount,
            term_months: term,
            monthly_rate: rate,
            total_cost: contract.terms.total_cost,
            contract: contract.clone(),
            opening,
            units,
            asked,
        })
    }

    /// What is paid back, instalment by instalment. Worked out when it is first asked for.
    ///
    /// # Errors
    /// None that [`Contract::quote`] would not have given.
    pub fn schedule(&self) -> Result<&Schedule, Unquotable> {
        let schedule = || {
            let begun = self.contract.begin(
                &Powers::default(),
                self.amount,
                self.monthly_rate,
                self.term_months,
            )?;
            begun.schedule()
        };
        let schedule = self.asked.schedule.get_or_init(schedule);
        schedule.as_ref().map_err(|unquotable| *unquotable)
    }

    /// What its months cost.
    pub(super) const fn charges(&self) -> Charges<'_> {
        Charges {
            contract: &self.contract,
            amount: self.amount,
            rate: self.monthly_rate,
        }
    }

    /// What its instalments add up to. Worked out when it is first asked for.
    ///
    /// # Errors
    /// None that [`Contract::quote`] would not have given.
    pub fn figures(&self) -> Result<&Figures, Unquotable> {
        let figures = || {
            let units = self.units.as_ref();
            let figures = match units.and_then(|units| units.figures(&self.charges())) {
                Some(figures) => figures,
                None => self.schedule()?.figures(),
            };
            let opening = self.opening.stamp_tax + self.opening.vat;
            Ok(Figures {
                taxes: figures.taxes + opening,
                ..figures
            })
        };
        let figures = self.asked.figures.get_or_init(figures);
        figures.as_ref().map_err(|unquotable| *unquotable)
    }

    /// What the applicant receives: the amount, less the costs of opening where they are deducted.
    #[must_use]
    pub const fn received(&self) -> Decimal {
        self.opening.received
    }

    /// What is owed at the beginning: the amount, and the costs of opening where they are financed.
    #[must_use]
    pub const fn financed(&self) -> Decimal {
        self.opening.financed
    }

    /// The opening fee.
    #[must_use]
    pub const fn opening_fee(&self) -> Decimal {
        self.opening.fee
    }

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

    /// The total monthly cost, all charges in: the internal rate of return of the instalments against
    /// what the applicant receives, unrounded.
    ///
    /// # Properties
    /// The instalments discounted by it are worth what was received, within half a unit of the
    /// currency; without charges it is the loan's own rate, as far as rounding to units lets it.
    #[must_use]
    pub fn total_monthly_cost(&self) -> Option<Decimal> {
        *self.asked.monthly.get_or_init(|| cost::monthly(self))
    }

    /// The total yearly cost, all charges in, to six decimals half-even:
    /// [`total_monthly_cost`](Self::total_monthly_cost), stated as the contract says. `None` where the
    /// contract states none.
    #[must_use]
    pub fn total_yearly_cost(&self) -> Option<Decimal> {
        *self.asked.yearly.get_or_init(|| cost::yearly(self))
    }
}

impl Schedule {
    /// Without the taxes of the first day.
    fn figures(&self) -> Figures {
        Figures {
            installment: self.largest(),
            total: self.total(),
            interest: self.interest(),
            taxes: self.vat(),
            insurance: self.insurance(),
            monthly_fees: self.monthly_fees(),
        }
    }
}

impl PartialEq for Quote {
    fn eq(&self, other: &Self) -> bool {
        // Everything else follows from these.
        (self.amount, self.term_months, self.monthly_rate)
            == (other.amount, other.term_months, other.monthly_rate)
            && self.contract == other.contract
    }
}

impl Eq for Quote {}

#[expect(
    clippy::missing_fields_in_debug,
    reason = "the fields that are not shown follow from those that are"
)]
impl fmt::Debug for Quote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Quote");
        shown
            .field("amount", &self.amount)
            .field("term_months", &self.term_months)
            .field("monthly_rate", &self.monthly_rate);
        match self.schedule() {
            Ok(schedule) => shown.field("schedule", schedule),
            Err(unquotable) => shown.field("schedule", &unquotable),
        };
        shown
            .field("total_cost", &self.total_cost)
            .field("cost", &self.asked)
            .finish()
    }
}

impl fmt::Debug for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Asked")
    }
}
