//! Statements.
#![expect(
    clippy::struct_field_names,
    reason = "the vendor's own names are kept, though some repeat their object's"
)]

mod items;

use super::Amount;
use crate::tolerant::{DateField, ListField, TextField, wire};
use items::{
    StatementBenefit, StatementDateTime, StatementFee, StatementInterest, StatementRate,
    StatementValue,
};

pub(in crate::khipu) use items::StatementAmount;

wire! {
    /// An account's statement for a period.
    pub(in crate::khipu) struct Statement {
        /// The account.
        account_id: TextField = "AccountId",
        /// The bank's id of the statement.
        statement_id: TextField = "StatementId",
        /// The bank's number of the statement.
        statement_reference: TextField = "StatementReference",
        /// `RegularPeriodic`, `Annual`, `Interim`, `AccountOpening`, `AccountClosure`.
        kind: TextField = "Type",
        /// First moment.
        start_date_time: DateField = "StartDateTime",
        /// Last moment.
        end_date_time: DateField = "EndDateTime",
        /// When it was made.
        creation_date_time: DateField = "CreationDateTime",
        /// Texts.
        statement_description: ListField<TextField> = "StatementDescription",
        /// Sums and balances.
        statement_amount: ListField<StatementAmount> = "StatementAmount",
        /// Benefits, such as cash back.
        statement_benefit: ListField<StatementBenefit> = "StatementBenefit",
        /// Dates, such as when payment is due.
        statement_date_time: ListField<StatementDateTime> = "StatementDateTime",
        /// Fees.
        statement_fee: ListField<StatementFee> = "StatementFee",
        /// Interest.
        statement_interest: ListField<StatementInterest> = "StatementInterest",
        /// Rates.
        statement_rate: ListField<StatementRate> = "StatementRate",
        /// Points and counts.
        statement_value: ListField<StatementValue> = "StatementValue",
        /// The sum of all amounts in the base currency.
        total_value: ListField<Amount> = "TotalValue",
    }
}
