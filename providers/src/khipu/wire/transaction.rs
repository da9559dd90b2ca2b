//! Movements.
#![expect(
    dead_code,
    clippy::struct_field_names,
    reason = "the vendor's whole form and names are written down, whether or not a field becomes a fact"
)]

use serde::Deserialize;
use serde_json::Value;

use super::Amount;
use crate::tolerant::{DateField, Extra, ListField, NumberField, TextField};

/// A movement of an account.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(in crate::khipu) struct Transaction {
    /// The account.
    pub(in crate::khipu) account_id: TextField,
    /// The bank's id.
    pub(in crate::khipu) transaction_id: TextField,
    /// A reference for people.
    pub(in crate::khipu) transaction_reference: TextField,
    /// Statements that carry it.
    pub(in crate::khipu) statement_reference: ListField<Value>,
    /// `Credit` or `Debit`; zero counts as credit.
    pub(in crate::khipu) credit_debit_indicator: TextField,
    /// `Booked`, `Pending`, `Rejected`.
    pub(in crate::khipu) status: TextField,
    /// `Mutable` or `Immutable`.
    pub(in crate::khipu) transaction_mutability: TextField,
    /// When it was booked.
    pub(in crate::khipu) booking_date_time: DateField,
    /// When it bears interest from.
    pub(in crate::khipu) value_date_time: DateField,
    /// The bank's text.
    pub(in crate::khipu) transaction_information: TextField,
    /// Where it was made.
    pub(in crate::khipu) address_line: TextField,
    /// Unsigned amount.
    pub(in crate::khipu) amount: ListField<Amount>,
    /// Charges that the amount includes.
    pub(in crate::khipu) charge_amount: ListField<Amount>,
    /// Conversion from another currency.
    pub(in crate::khipu) currency_exchange: ListField<CurrencyExchange>,
    /// The standard's code.
    pub(in crate::khipu) bank_transaction_code: ListField<Value>,
    /// The bank's own code.
    pub(in crate::khipu) proprietary_bank_transaction_code: ListField<Value>,
    /// The balance after it.
    pub(in crate::khipu) balance: ListField<BalanceAfter>,
    /// The shop.
    pub(in crate::khipu) merchant_details: ListField<Merchant>,
    /// The receiver's bank.
    pub(in crate::khipu) creditor_agent: ListField<Value>,
    /// The receiver.
    pub(in crate::khipu) creditor_account: ListField<Party>,
    /// The payer's bank.
    pub(in crate::khipu) debtor_agent: ListField<Value>,
    /// The payer.
    pub(in crate::khipu) debtor_account: ListField<Party>,
    /// The card it was made with.
    pub(in crate::khipu) card_instrument: ListField<Value>,
    /// Instalments of a card purchase; not in the UK standard.
    pub(in crate::khipu) instalment: ListField<Instalment>,
    /// Anything the bank adds.
    pub(in crate::khipu) supplementary_data: ListField<Value>,
    #[serde(flatten)]
    pub(in crate::khipu) extra: Extra,
}

/// One side of a movement, or an account's number in a payment scheme.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(in crate::khipu) struct Party {
    /// The payment scheme.
    pub(in crate::khipu) scheme_name: TextField,
    /// The account's number in it.
    pub(in crate::khipu) identification: TextField,
    /// Who holds it.
    pub(in crate::khipu) name: TextField,
    /// A further number; the holder's RUT in Chile.
    pub(in crate::khipu) secondary_identification: TextField,
    #[serde(flatten)]
    pub(in crate::khipu) extra: Extra,
}

/// The balance after a movement.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(in crate::khipu) struct BalanceAfter {
    /// `Credit` or `Debit`; zero counts as credit.
    pub(in crate::khipu) credit_debit_indicator: TextField,
    /// `InterimBooked`, ….
    #[serde(rename = "Type")]
    pub(in crate::khipu) kind: TextField,
    /// Unsigned amount.
    pub(in crate::khipu) amount: ListField<Amount>,
    #[serde(flatten)]
    pub(in crate::khipu) extra: Extra,
}

/// A shop.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(in crate::khipu) struct Merchant {
    /// Its name.
    pub(in crate::khipu) merchant_name: TextField,
    /// Its category in the card schemes.
    pub(in crate::khipu) merchant_category_code: TextField,
    #[serde(flatten)]
    pub(in crate::khipu) extra: Extra,
}

/// A conversion.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(in crate::khipu) struct CurrencyExchange {
    /// From.
    pub(in crate::khipu) source_currency: TextField,
    /// To.
    pub(in crate::khipu) target_currency: TextField,
    /// The currency that the rate is for one unit of.
    pub(in crate::khipu) unit_currency: TextField,
    /// The rate.
    pub(in crate::khipu) exchange_rate: NumberField,
    /// The contract.
    pub(in crate::khipu) contract_identification: TextField,
    /// When the rate was quoted.
    pub(in crate::khipu) quotation_date: DateField,
    /// The amount before conversion.
    pub(in crate::khipu) instructed_amount: ListField<Amount>,
    #[serde(flatten)]
    pub(in crate::khipu) extra: Extra,
}

/// Which instalment of how many.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(in crate::khipu) struct Instalment {
    /// How many.
    pub(in crate::khipu) instalments_number: TextField,
    /// Which.
    pub(in crate::khipu) current_instalment_number: TextField,
    #[serde(flatten)]
    pub(in crate::khipu) extra: Extra,
}
