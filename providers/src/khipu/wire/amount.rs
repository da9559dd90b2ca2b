//! Amounts, which stand in almost every object.
#![expect(
    clippy::struct_field_names,
    reason = "the vendor's own names are kept, though some repeat their object's"
)]

use crate::tolerant::{MoneyField, TextField, wire};

wire! {
    /// An amount and its currency. The sign stands elsewhere.
    pub(in crate::khipu) struct Amount {
        /// Decimal text, unsigned.
        amount: MoneyField = "Amount",
        /// Three letters.
        currency: TextField = "Currency",
        /// `BaseCurrency` or `LocalCurrency`; `BCUR` or `LCUR` in v4.
        sub_type: TextField = "SubType",
    }
}
