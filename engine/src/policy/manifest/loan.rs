//! `[loan]`: the contract that quotes follow.

mod read;

use caudal_facts::Currency;
use rust_decimal::Decimal;

pub(super) use read::read;

/// A contract paid in monthly instalments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoanTerms {
    /// How capital is paid back. Default: the French system.
    pub system: System,
    /// The months at the beginning that pay no capital. Default: none.
    pub grace: Grace,
    /// The step that the level part of instalments is rounded to, half up: capital and interest in
    /// the French system, capital in the German. Default: the currency's smallest unit.
    pub round_installment_to: Decimal,
    /// A fee for opening. Default 0.
    pub opening_fee: Charge,
    /// How opening fee and stamp tax are paid. Default: they are financed.
    pub opening_costs: OpeningCosts,
    /// Stamp tax as a part of the capital that the contract states, whatever the term (Argentine
    /// provinces' impuesto de sellos). That capital is the amount, with the opening costs where they are
    /// financed. Default 0.
    pub stamp_tax: Decimal,
    /// Stamp tax for each month or part of one, as a part of the same capital (Chile's impuesto de
    /// timbres y estampillas, DL 3.475 arts. 1 no. 3 and 5). Default 0.
    pub stamp_tax_monthly: Decimal,
    /// The most that stamp tax may come to. Default: no cap.
    pub stamp_tax_max: Option<Decimal>,
    /// Value-added tax on interest, paid with each instalment (Argentina). Default 0.
    pub vat_on_interest: Decimal,
    /// Value-added tax on the opening fee and the monthly fee. Default 0.
    pub vat_on_fees: Decimal,
    /// A fee paid with each instalment. Default 0.
    pub monthly_fee: Charge,
    /// Insurance paid with each instalment. Default 0.
    pub insurance_monthly: Charge,
    /// How the total yearly cost is called and stated.
    pub total_cost: TotalCost,
}

/// How capital is paid back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// Equal instalments of capital and interest.
    French,
    /// Equal parts of capital, so instalments that fall.
    German,
    /// All capital with the last instalment.
    Bullet,
}

/// Months at the beginning of a loan that pay no capital; they are part of its term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grace {
    /// How many. Of a bullet loan all months but the last, whatever stands here.
    pub months: u32,
    /// What happens to their interest.
    pub interest: GraceInterest,
}

/// What happens to the interest of a month that pays no capital. Its taxes, fees and insurance are
/// paid either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GraceInterest {
    /// It is paid.
    Paid,
    /// It is added to what is owed, and bears interest itself.
    Capitalised,
}

/// How the costs of opening a loan are paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpeningCosts {
    /// They are added to what is owed: the applicant receives the whole amount.
    Financed,
    /// They are taken from the amount: the applicant receives what is left of it.
    Deducted,
}

/// What is charged: a part of the amount, a part of what is owed, a fixed sum, or their total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Charge {
    /// A part of the loan's amount.
    pub of_amount: Decimal,
    /// A part of what is owed before the instalment is paid.
    pub of_balance: Decimal,
    /// A fixed sum.
    pub fixed: Decimal,
}

/// The yearly figure that the law has a loan's total cost stated in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TotalCost {
    /// Carga anual equivalente (Chile): Ley 19.496 arts. 3 and 17 G have it told, as Ley 20.555 put it
    /// there; how it is computed stands in the regulation of consumer credit, DS 43/2012 (Economía). A
    /// nominal rate with all charges in it: twelve times the monthly internal rate of return.
    Cae(Yearly),
    /// Costo financiero total (Argentina): BCRA, "Tasas de interés en las operaciones de crédito" and
    /// "Protección de los usuarios de servicios financieros". An effective yearly rate with all charges
    /// and taxes in it: the monthly internal rate of return, compounded.
    Cft(Yearly),
    /// Neither is asked for.
    Unstated,
}

/// How a monthly internal rate of return becomes a yearly figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Yearly {
    /// Twelve times the monthly rate.
    Simple,
    /// Compounded over twelve months.
    Compound,
}

impl LoanTerms {
    /// Terms with nothing but capital and interest, in the French system.
    #[must_use]
    pub fn plain(currency: Currency) -> Self {
        Self {
            system: System::French,
            grace: Grace {
                months: 0,
                interest: GraceInterest::Paid,
            },
            round_installment_to: Decimal::new(1, currency.decimals()),
            opening_fee: Charge::default(),
            opening_costs: OpeningCosts::Financed,
            stamp_tax: Decimal::ZERO,
            stamp_tax_monthly: Decimal::ZERO,
            stamp_tax_max: None,
            vat_on_interest: Decimal::ZERO,
            vat_on_fees: Decimal::ZERO,
            monthly_fee: Charge::default(),
            insurance_monthly: Charge::default(),
            total_cost: TotalCost::Unstated,
        }
    }

    /// How many months of a term pay no capital.
    #[must_use]
    pub fn grace_months(&self, term: u32) -> u32 {
        match self.system {
            System::Bullet => term.saturating_sub(1),
            System::French | System::German => self.grace.months,
        }
    }

    /// Stamp tax of a loan over a term, as a part of the capital that the contract states.
    #[must_use]
    pub fn stamp_tax_of(&self, term: u32) -> Option<Decimal> {
        let tax = self
            .stamp_tax_monthly
            .checked_mul(term.into())?
            .checked_add(self.stamp_tax)?;
        Some(self.stamp_tax_max.map_or(tax, |max| tax.min(max)))
    }
}

impl Charge {
    /// A part of the loan's amount.
    #[must_use]
    pub fn of_amount(share: Decimal) -> Self {
        Self {
            of_amount: share,
            ..Self::default()
        }
    }

    /// A part of what is owed.
    #[must_use]
    pub fn of_balance(share: Decimal) -> Self {
        Self {
            of_balance: share,
            ..Self::default()
        }
    }

    /// A fixed sum.
    #[must_use]
    pub fn fixed(sum: Decimal) -> Self {
        Self {
            fixed: sum,
            ..Self::default()
        }
    }

    /// What it comes to, unrounded.
    pub(crate) fn on(&self, amount: Decimal, balance: Decimal) -> Option<Decimal> {
        amount
            .checked_mul(self.of_amount)?
            .checked_add(balance.checked_mul(self.of_balance)?)?
            .checked_add(self.fixed)
    }
}
