//! Khipu's answers: the envelope, accounts and balances.
//!
//! Field names are the UK Open Banking standard's v3.1.11; where a published sample differs
//! (`Balance.Amount` a list, `CreditLine` an object) both are taken.
#![expect(
    dead_code,
    clippy::struct_field_names,
    reason = "the vendor's whole form and names are written down, whether or not a field becomes a fact"
)]

mod statement;
mod transaction;

use serde::Deserialize;

use crate::tolerant::{
    DateField, Extra, FlagField, ListField, MoneyField, SectionField, TextField,
};

pub(super) use statement::{Statement, StatementAmount};
pub(super) use transaction::{Party, Transaction};

/// What every operation answers with.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(super) struct Envelope {
    /// Identifies the operation; callbacks carry it too.
    pub(super) operation_id: TextField,
    /// `OK`, even without data, or `ERROR`.
    pub(super) status: TextField,
    /// The container that the operation documents.
    pub(super) data: SectionField<Data>,
    /// Free text, for instance that the data are incomplete.
    pub(super) additional_information: TextField,
    /// Null when the status is `OK`.
    pub(super) error: SectionField<Failure>,
    /// Set when an asynchronous operation was accepted.
    pub(super) life_span: TextField,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

/// The details of an error.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(super) struct Failure {
    /// A letter and three digits.
    pub(super) code: TextField,
    /// How to treat the code; its words are undocumented.
    #[serde(rename = "Type")]
    pub(super) kind: TextField,
    /// Text for people.
    pub(super) description: TextField,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

/// The containers of the bank operations; a service's container is in `extra`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(super) struct Data {
    /// `/accounts`.
    pub(super) account: ListField<Account>,
    /// `/balance`.
    pub(super) balance: ListField<Balance>,
    /// `/statements`.
    pub(super) statement: ListField<Statement>,
    /// `/transactions`.
    pub(super) transaction: ListField<Transaction>,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

/// An amount and its currency. The sign stands elsewhere.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(super) struct Amount {
    /// Decimal text, unsigned.
    pub(super) amount: MoneyField,
    /// Three letters.
    pub(super) currency: TextField,
    /// `BaseCurrency` or `LocalCurrency`.
    pub(super) sub_type: TextField,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

/// An account, card or loan.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(super) struct Account {
    /// Identifies the account in the other operations.
    pub(super) account_id: TextField,
    /// `Enabled`, `Disabled`, `Deleted`, `Pending`, `ProForma`.
    pub(super) status: TextField,
    /// When the status last changed.
    pub(super) status_update_date_time: DateField,
    /// Three letters.
    pub(super) currency: TextField,
    /// `Personal` or `Business`.
    pub(super) account_type: TextField,
    /// `CurrentAccount`, `Savings`, `CreditCard`, ….
    pub(super) account_sub_type: TextField,
    /// The bank's text.
    pub(super) description: TextField,
    /// The holder's own name for it.
    pub(super) nickname: TextField,
    /// When it was opened.
    pub(super) opening_date: DateField,
    /// When it matures.
    pub(super) maturity_date: DateField,
    /// Whether it was moved to another bank.
    pub(super) switch_status: TextField,
    /// Its numbers in payment schemes, with the holder.
    pub(super) account: ListField<Party>,
    /// Who runs it.
    pub(super) servicer: ListField<Party>,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

/// A balance of an account.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(super) struct Balance {
    /// The account.
    pub(super) account_id: TextField,
    /// `Credit` or `Debit`; zero counts as credit.
    pub(super) credit_debit_indicator: TextField,
    /// `ClosingBooked`, `InterimAvailable`, ….
    #[serde(rename = "Type")]
    pub(super) kind: TextField,
    /// What moment it is of.
    pub(super) date_time: DateField,
    /// The amount; a list in Khipu's sample.
    pub(super) amount: ListField<Amount>,
    /// Credit lines; an object in Khipu's sample.
    pub(super) credit_line: ListField<CreditLine>,
    /// The amount in local currency.
    pub(super) local_amount: ListField<Amount>,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

/// A credit line that comes with an account.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(super) struct CreditLine {
    /// Whether the balance includes it.
    pub(super) included: FlagField,
    /// `Available`, `Credit`, `Emergency`, `Pre-Agreed`, `Temporary`.
    #[serde(rename = "Type")]
    pub(super) kind: TextField,
    /// Its amount.
    pub(super) amount: ListField<Amount>,
    #[serde(flatten)]
    pub(super) extra: Extra,
}
