//! The report's cards, investments and loans.

use crate::tolerant::{
    CountField, DateField, ListField, MoneyField, NumberField, SectionField, TextField, wire,
};

wire! {
    /// Totals over the cards.
    pub(in crate::cirenio) struct CardTotals {
        /// How many cards.
        cards: CountField = "cards",
        /// Limit in pesos.
        limit: MoneyField = "limit",
        /// Unused limit.
        available: MoneyField = "available",
        /// Cash-advance limit.
        cash_advance: MoneyField = "cash_advance",
        /// Unused cash-advance limit.
        available_cash_advance: MoneyField = "available_cash_advance",
    }

    /// A credit card.
    pub(in crate::cirenio) struct Card {
        /// Last four digits.
        number: TextField = "number",
        /// Closing date of the statement period.
        closing: DateField = "closing",
        /// Next due date.
        due: DateField = "due",
        /// Purchase limit in pesos.
        limit: MoneyField = "limit",
        /// Unused purchase limit in pesos.
        available: MoneyField = "available",
        /// Cash-advance limit in pesos.
        cash_advance: MoneyField = "cash_advance",
        /// Unused cash-advance limit in pesos.
        available_cash_advance: MoneyField = "available_cash_advance",
        /// Brand.
        brand: TextField = "brand",
        /// Purchases of the statement period.
        transactions: ListField<CardTransaction> = "transactions" | "Transactions",
    }

    /// A purchase on a card.
    pub(in crate::cirenio) struct CardTransaction {
        /// When it was made.
        date: DateField = "date",
        /// The statement's text.
        description: TextField = "description",
        /// Amount.
        amount: MoneyField = "amount",
        /// Currency it was charged in.
        currency: TextField = "currency",
        /// Conversion to pesos, for another currency.
        rate: NumberField = "rate",
        /// By the holder or by an additional card.
        holder: TextField = "holder",
        /// For instalments, the one due in this period.
        next_fee_number: CountField = "next_fee_number",
        /// For instalments, how many.
        total_fee_number: CountField = "total_fee_number",
    }

    /// Investments. PHP writes an empty object as `[]`, so the inside may be an empty list.
    pub(in crate::cirenio) struct Investments {
        /// Totals by currency.
        summary: ListField<DepositTotals> = "summary" | "Summary",
        /// Lists by kind of investment.
        data: SectionField<InvestmentLists> = "data" | "Data",
    }

    /// Investments by kind.
    pub(in crate::cirenio) struct InvestmentLists {
        /// Fixed-term deposits.
        fixed_deposits: ListField<FixedDeposit>
            = "fixedDeposits" | "FixedDeposits" | "fixed_deposits",
    }

    /// Totals over the deposits of one currency.
    pub(in crate::cirenio) struct DepositTotals {
        /// How many active deposits.
        fixed_deposits: CountField = "fixed_deposits",
        /// Capital.
        capital: MoneyField = "capital",
        /// Interest at maturity.
        interests: MoneyField = "interests",
        /// Both.
        total: MoneyField = "total",
        /// Currency.
        currency: TextField = "currency",
    }

    /// A fixed-term deposit.
    pub(in crate::cirenio) struct FixedDeposit {
        /// The bank's number.
        number: TextField = "number",
        /// When it began.
        constitution: DateField = "constitution",
        /// When it matures.
        maturity: DateField = "maturity",
        /// Days.
        term: CountField = "term",
        /// The bank's word for its state.
        state: TextField = "state",
        /// Capital.
        capital: MoneyField = "capital",
        /// Yearly nominal rate, `33.06%`.
        rate: TextField = "rate",
        /// Interest at maturity.
        interests: MoneyField = "interests",
        /// Capital and interest.
        total: MoneyField = "total",
        /// Currency.
        currency: TextField = "currency",
        /// The bank's kind.
        kind: TextField = "type",
        /// Cirenio's kind.
        standard_type: TextField = "standard_type",
    }

    /// Totals over the loans of one currency.
    pub(in crate::cirenio) struct LendingTotals {
        /// How many loans.
        lendings: CountField = "lendings",
        /// Lent.
        capital: MoneyField = "capital",
        /// Owed.
        balance: MoneyField = "balance",
        /// Currency.
        currency: TextField = "currency",
    }

    /// A loan.
    pub(in crate::cirenio) struct Lending {
        /// The bank's number.
        number: TextField = "number",
        /// Amount lent.
        capital: MoneyField = "capital",
        /// Amount still owed.
        balance: MoneyField = "balance",
        /// How many instalments.
        total_fee_number: CountField = "total_fee_number",
        /// Number of the next one.
        next_fee_number: CountField = "next_fee_number",
        /// Amount of the next one.
        next_fee_amount: MoneyField = "next_fee_amount",
        /// Due date of the next one.
        next_fee_due: DateField = "next_fee_due",
        /// Currency.
        currency: TextField = "currency",
        /// The bank's kind.
        kind: TextField = "type",
        /// Cirenio's kind.
        standard_type: TextField = "standard_type",
    }
}
