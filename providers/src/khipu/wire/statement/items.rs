//! What a statement lists: sums, benefits, fees, interest, dates, rates and points.

use crate::khipu::wire::Amount;
use crate::tolerant::{DateField, ListField, NumberField, TextField, wire};

wire! {
    /// A sum or balance.
    pub(in crate::khipu) struct StatementAmount {
        /// `Credit` or `Debit`; zero counts as credit.
        credit_debit_indicator: TextField = "CreditDebitIndicator",
        /// `ClosingBalance`, `TotalCredits`, `TotalDebits`, ….
        kind: TextField = "Type",
        /// The amount.
        amount: ListField<Amount> = "Amount",
        /// The amount in local currency.
        local_amount: ListField<Amount> = "LocalAmount",
    }

    /// A benefit.
    pub(in crate::khipu) struct StatementBenefit {
        /// `Cashback`, `Insurance`, `TravelDiscount`, `TravelInsurance`.
        kind: TextField = "Type",
        /// What it is worth.
        amount: ListField<Amount> = "Amount",
    }

    /// A fee.
    pub(in crate::khipu) struct StatementFee {
        /// The bank's text.
        description: TextField = "Description",
        /// `Credit` or `Debit`; zero counts as credit.
        credit_debit_indicator: TextField = "CreditDebitIndicator",
        /// `Annual`, `LatePayment`, `Monthly`, ….
        kind: TextField = "Type",
        /// A number, for fees charged as a rate.
        rate: NumberField = "Rate",
        /// `AER` or `EAR`.
        rate_type: TextField = "RateType",
        /// How often: `StatementMonthly`, `PerTransactionAmount`, ….
        frequency: TextField = "Frequency",
        /// The amount.
        amount: ListField<Amount> = "Amount",
    }

    /// Interest.
    pub(in crate::khipu) struct StatementInterest {
        /// The bank's text.
        description: TextField = "Description",
        /// `Credit` or `Debit`; zero counts as credit.
        credit_debit_indicator: TextField = "CreditDebitIndicator",
        /// `BalanceTransfer`, `Cash`, `EstimatedNext`, `Purchase`, `Total`.
        kind: TextField = "Type",
        /// A number as a fraction: 0.05 is 5 %.
        rate: NumberField = "Rate",
        /// `FixedRate`, `Gross`, `Net`, ….
        rate_type: TextField = "RateType",
        /// How often: `Daily`, `Monthly`, `PerStatementDate`, ….
        frequency: TextField = "Frequency",
        /// The amount.
        amount: ListField<Amount> = "Amount",
    }

    /// A date.
    pub(in crate::khipu) struct StatementDateTime {
        /// The date.
        date_time: DateField = "DateTime",
        /// `PaymentDue`, `NextStatement`, ….
        kind: TextField = "Type",
    }

    /// A rate.
    pub(in crate::khipu) struct StatementRate {
        /// Decimal text, unlike the rates of fees and interest.
        rate: NumberField = "Rate",
        /// `AnnualPurchase`, `MonthlyCash`, ….
        kind: TextField = "Type",
    }

    /// Points or a count.
    pub(in crate::khipu) struct StatementValue {
        /// Text.
        value: TextField = "Value",
        /// `AirMilesPoints`, `Credits`, ….
        kind: TextField = "Type",
    }
}
