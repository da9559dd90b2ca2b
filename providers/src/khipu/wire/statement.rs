//! Statements.
#![expect(
    dead_code,
    clippy::struct_field_names,
    reason = "the vendor's whole form and names are written down, whether or not a field becomes a fact"
)]

use serde::Deserialize;
use serde_json::Value;

use super::Amount;
use crate::tolerant::{DateField, Extra, ListField, TextField};

/// An account's statement for a period.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(in crate::khipu) struct Statement {
    /// The account.
    pub(in crate::khipu) account_id: TextField,
    /// The bank's id of the statement.
    pub(in crate::khipu) statement_id: TextField,
    /// The bank's number of the statement.
    pub(in crate::khipu) statement_reference: TextField,
    /// `RegularPeriodic`, `Annual`, `Interim`, `AccountOpening`, `AccountClosure`.
    #[serde(rename = "Type")]
    pub(in crate::khipu) kind: TextField,
    /// First moment.
    pub(in crate::khipu) start_date_time: DateField,
    /// Last moment.
    pub(in crate::khipu) end_date_time: DateField,
    /// When it was made.
    pub(in crate::khipu) creation_date_time: DateField,
    /// Texts.
    pub(in crate::khipu) statement_description: ListField<Value>,
    /// Sums and balances.
    pub(in crate::khipu) statement_amount: ListField<StatementAmount>,
    /// Benefits, such as cash back.
    pub(in crate::khipu) statement_benefit: ListField<Value>,
    /// Dates, such as when payment is due.
    pub(in crate::khipu) statement_date_time: ListField<Value>,
    /// Fees.
    pub(in crate::khipu) statement_fee: ListField<Value>,
    /// Interest.
    pub(in crate::khipu) statement_interest: ListField<Value>,
    /// Rates.
    pub(in crate::khipu) statement_rate: ListField<Value>,
    /// Points and counts.
    pub(in crate::khipu) statement_value: ListField<Value>,
    #[serde(flatten)]
    pub(in crate::khipu) extra: Extra,
}

/// A sum or balance of a statement.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(in crate::khipu) struct StatementAmount {
    /// `Credit` or `Debit`; zero counts as credit.
    pub(in crate::khipu) credit_debit_indicator: TextField,
    /// `ClosingBalance`, `TotalCredits`, `TotalDebits`, ….
    #[serde(rename = "Type")]
    pub(in crate::khipu) kind: TextField,
    /// The amount.
    pub(in crate::khipu) amount: ListField<Amount>,
    /// The amount in local currency.
    pub(in crate::khipu) local_amount: ListField<Amount>,
    #[serde(flatten)]
    pub(in crate::khipu) extra: Extra,
}
