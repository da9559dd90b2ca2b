//! Movements.
#![expect(
    clippy::struct_field_names,
    reason = "the vendor's own names are kept, though some repeat their object's"
)]

mod parts;

use super::account::Agent;
use super::{Amount, Party};
use crate::tolerant::{DateField, ListField, OpenField, TextField, wire};
use parts::{
    BalanceAfter, BankTransactionCode, CardInstrument, CurrencyExchange, Instalment, Merchant,
    ProprietaryBankTransactionCode,
};

wire! {
    /// A movement of an account or card.
    pub(in crate::khipu) struct Transaction {
        /// The account.
        account_id: TextField = "AccountId",
        /// The bank's id.
        transaction_id: TextField = "TransactionId",
        /// A reference for people.
        transaction_reference: TextField = "TransactionReference",
        /// Statements that carry it.
        statement_reference: ListField<TextField> = "StatementReference",
        /// `Credit` or `Debit`; zero counts as credit.
        credit_debit_indicator: TextField = "CreditDebitIndicator",
        /// `Booked`, `Pending`, `Rejected`.
        status: TextField = "Status",
        /// `Mutable` or `Immutable`.
        transaction_mutability: TextField = "TransactionMutability",
        /// When it was booked.
        booking_date_time: DateField = "BookingDateTime",
        /// When it bears interest from.
        value_date_time: DateField = "ValueDateTime",
        /// The bank's text.
        transaction_information: TextField = "TransactionInformation",
        /// Where it was made.
        address_line: TextField = "AddressLine",
        /// Unsigned amount.
        amount: ListField<Amount> = "Amount",
        /// Charges that the amount includes.
        charge_amount: ListField<Amount> = "ChargeAmount",
        /// Conversion from another currency.
        currency_exchange: ListField<CurrencyExchange> = "CurrencyExchange",
        /// The standard's code.
        bank_transaction_code: ListField<BankTransactionCode> = "BankTransactionCode",
        /// The bank's own code.
        proprietary_bank_transaction_code: ListField<ProprietaryBankTransactionCode>
            = "ProprietaryBankTransactionCode",
        /// The balance after it.
        balance: ListField<BalanceAfter> = "Balance",
        /// The shop.
        merchant_details: ListField<Merchant> = "MerchantDetails",
        /// The receiver's bank.
        creditor_agent: ListField<Agent> = "CreditorAgent",
        /// The receiver.
        creditor_account: ListField<Party> = "CreditorAccount",
        /// The payer's bank.
        debtor_agent: ListField<Agent> = "DebtorAgent",
        /// The payer.
        debtor_account: ListField<Party> = "DebtorAccount",
        /// The card it was made with.
        card_instrument: ListField<CardInstrument> = "CardInstrument",
        /// Instalments of a card purchase; not in the UK standard.
        instalment: ListField<Instalment> = "Instalment",
        /// Anything the bank adds.
        supplementary_data: OpenField = "SupplementaryData",
    }
}
