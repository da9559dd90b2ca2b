//! The report's cards, investments and loans.
#![expect(
    dead_code,
    reason = "the vendor's whole form is written down, whether or not a field becomes a fact"
)]

use serde::Deserialize;

use crate::tolerant::{
    CountField, DateField, Extra, ListField, MoneyField, NumberField, SectionField, TextField,
};

/// Totals over the cards.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::cirenio) struct CardTotals {
    /// How many cards.
    pub(in crate::cirenio) cards: CountField,
    /// Limit in pesos.
    pub(in crate::cirenio) limit: MoneyField,
    /// Unused limit.
    pub(in crate::cirenio) available: MoneyField,
    /// Cash-advance limit.
    pub(in crate::cirenio) cash_advance: MoneyField,
    /// Unused cash-advance limit.
    pub(in crate::cirenio) available_cash_advance: MoneyField,
    #[serde(flatten)]
    pub(in crate::cirenio) extra: Extra,
}

/// A credit card.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::cirenio) struct Card {
    /// Last four digits.
    pub(in crate::cirenio) number: TextField,
    /// Closing date of the statement period.
    pub(in crate::cirenio) closing: DateField,
    /// Next due date.
    pub(in crate::cirenio) due: DateField,
    /// Purchase limit in pesos.
    pub(in crate::cirenio) limit: MoneyField,
    /// Unused purchase limit in pesos.
    pub(in crate::cirenio) available: MoneyField,
    /// Cash-advance limit in pesos.
    pub(in crate::cirenio) cash_advance: MoneyField,
    /// Unused cash-advance limit in pesos.
    pub(in crate::cirenio) available_cash_advance: MoneyField,
    /// Brand.
    pub(in crate::cirenio) brand: TextField,
    /// Purchases of the statement period.
    #[serde(alias = "Transactions")]
    pub(in crate::cirenio) transactions: ListField<CardTransaction>,
    #[serde(flatten)]
    pub(in crate::cirenio) extra: Extra,
}

/// A purchase on a card.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::cirenio) struct CardTransaction {
    /// When it was made.
    pub(in crate::cirenio) date: DateField,
    /// The statement's text.
    pub(in crate::cirenio) description: TextField,
    /// Amount.
    pub(in crate::cirenio) amount: MoneyField,
    /// Currency it was charged in.
    pub(in crate::cirenio) currency: TextField,
    /// Conversion to pesos, for another currency.
    pub(in crate::cirenio) rate: NumberField,
    /// By the holder or by an additional card.
    pub(in crate::cirenio) holder: TextField,
    /// For instalments, the one due in this period.
    pub(in crate::cirenio) next_fee_number: CountField,
    /// For instalments, how many.
    pub(in crate::cirenio) total_fee_number: CountField,
    #[serde(flatten)]
    pub(in crate::cirenio) extra: Extra,
}

/// Investments. PHP writes an empty object as `[]`, so the inside may be an empty list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::cirenio) struct Investments {
    /// Totals by currency.
    #[serde(alias = "Summary")]
    pub(in crate::cirenio) summary: ListField<DepositTotals>,
    /// Lists by kind of investment.
    #[serde(alias = "Data")]
    pub(in crate::cirenio) data: SectionField<InvestmentLists>,
    #[serde(flatten)]
    pub(in crate::cirenio) extra: Extra,
}

/// Investments by kind.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::cirenio) struct InvestmentLists {
    /// Fixed-term deposits.
    #[serde(
        rename = "fixedDeposits",
        alias = "FixedDeposits",
        alias = "fixed_deposits"
    )]
    pub(in crate::cirenio) fixed_deposits: ListField<FixedDeposit>,
    #[serde(flatten)]
    pub(in crate::cirenio) extra: Extra,
}

/// Totals over the deposits of one currency.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::cirenio) struct DepositTotals {
    /// How many active deposits.
    pub(in crate::cirenio) fixed_deposits: CountField,
    /// Capital.
    pub(in crate::cirenio) capital: MoneyField,
    /// Interest at maturity.
    pub(in crate::cirenio) interests: MoneyField,
    /// Both.
    pub(in crate::cirenio) total: MoneyField,
    /// Currency.
    pub(in crate::cirenio) currency: TextField,
    #[serde(flatten)]
    pub(in crate::cirenio) extra: Extra,
}

/// A fixed-term deposit.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::cirenio) struct FixedDeposit {
    /// The bank's number.
    pub(in crate::cirenio) number: TextField,
    /// When it began.
    pub(in crate::cirenio) constitution: DateField,
    /// When it matures.
    pub(in crate::cirenio) maturity: DateField,
    /// Days.
    pub(in crate::cirenio) term: CountField,
    /// The bank's word for its state.
    pub(in crate::cirenio) state: TextField,
    /// Capital.
    pub(in crate::cirenio) capital: MoneyField,
    /// Yearly nominal rate, `33.06%`.
    pub(in crate::cirenio) rate: TextField,
    /// Interest at maturity.
    pub(in crate::cirenio) interests: MoneyField,
    /// Capital and interest.
    pub(in crate::cirenio) total: MoneyField,
    /// Currency.
    pub(in crate::cirenio) currency: TextField,
    /// The bank's kind.
    #[serde(rename = "type")]
    pub(in crate::cirenio) kind: TextField,
    /// Cirenio's kind.
    pub(in crate::cirenio) standard_type: TextField,
    #[serde(flatten)]
    pub(in crate::cirenio) extra: Extra,
}

/// Totals over the loans of one currency.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::cirenio) struct LendingTotals {
    /// How many loans.
    pub(in crate::cirenio) lendings: CountField,
    /// Lent.
    pub(in crate::cirenio) capital: MoneyField,
    /// Owed.
    pub(in crate::cirenio) balance: MoneyField,
    /// Currency.
    pub(in crate::cirenio) currency: TextField,
    #[serde(flatten)]
    pub(in crate::cirenio) extra: Extra,
}

/// A loan.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::cirenio) struct Lending {
    /// The bank's number.
    pub(in crate::cirenio) number: TextField,
    /// Amount lent.
    pub(in crate::cirenio) capital: MoneyField,
    /// Amount still owed.
    pub(in crate::cirenio) balance: MoneyField,
    /// How many instalments.
    pub(in crate::cirenio) total_fee_number: CountField,
    /// Number of the next one.
    pub(in crate::cirenio) next_fee_number: CountField,
    /// Amount of the next one.
    pub(in crate::cirenio) next_fee_amount: MoneyField,
    /// Due date of the next one.
    pub(in crate::cirenio) next_fee_due: DateField,
    /// Currency.
    pub(in crate::cirenio) currency: TextField,
    /// The bank's kind.
    #[serde(rename = "type")]
    pub(in crate::cirenio) kind: TextField,
    /// Cirenio's kind.
    pub(in crate::cirenio) standard_type: TextField,
    #[serde(flatten)]
    pub(in crate::cirenio) extra: Extra,
}
