//! Balances.

use super::Amount;
use crate::tolerant::{DateField, FlagField, ListField, TextField, wire};

wire! {
    /// A balance of an account.
    pub(in crate::khipu) struct Balance {
        /// The account.
        account_id: TextField = "AccountId",
        /// `Credit` or `Debit`; zero counts as credit.
        credit_debit_indicator: TextField = "CreditDebitIndicator",
        /// `ClosingBooked`, `InterimAvailable`, …; codes such as `CLBD` in v4.
        kind: TextField = "Type",
        /// What moment it is of.
        date_time: DateField = "DateTime",
        /// The amount; a list in Khipu's sample.
        amount: ListField<Amount> = "Amount",
        /// Credit lines; an object in Khipu's sample.
        credit_line: ListField<CreditLine> = "CreditLine",
        /// The amount in local currency.
        local_amount: ListField<Amount> = "LocalAmount",
    }

    /// A credit line that comes with an account.
    pub(in crate::khipu) struct CreditLine {
        /// Whether the balance includes it.
        included: FlagField = "Included",
        /// `Available`, `Credit`, `Emergency`, `Pre-Agreed`, `Temporary`.
        kind: TextField = "Type",
        /// Its amount.
        amount: ListField<Amount> = "Amount",
    }
}
