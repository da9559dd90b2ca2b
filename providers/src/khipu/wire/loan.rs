//! Loans. Khipu's pages name these fields; each bank's answers have more, which are kept.
#![expect(
    clippy::struct_field_names,
    reason = "the vendor's own names are kept, though some repeat their object's"
)]

use serde::Deserialize;
use serde_json::Value;

use super::Amount;
use crate::tolerant::{Known, ListField, TextField, Walk, wire};

wire! {
    /// A loan with the bank.
    pub(in crate::khipu) struct Loan {
        /// The bank's number of it.
        loan_number: TextField = "LoanNumber",
        /// What is still owed.
        balance: ListField<LoanBalance> = "Balance",
    }

    /// What is owed of a loan.
    pub(in crate::khipu) struct LoanBalance {
        /// The amount.
        amount: NestedAmount = "Amount",
        /// Three letters, where the amount is not an object of its own.
        currency: TextField = "Currency",
    }
}

/// A number beside its currency, or an object with both: no published sample shows which.
#[derive(Clone, Default, Deserialize)]
#[serde(transparent)]
pub(in crate::khipu) struct NestedAmount(pub(in crate::khipu) Value);

impl std::fmt::Debug for NestedAmount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NestedAmount")
    }
}

impl Known for NestedAmount {
    fn measure(value: &Value, walk: &mut Walk) {
        match value {
            Value::Object(_) => Amount::measure(value, walk),
            number => walk.know(number),
        }
    }
}
