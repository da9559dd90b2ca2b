//! What a movement carries beside its own fields.
#![expect(
    clippy::struct_field_names,
    reason = "the vendor's own names are kept, though some repeat their object's"
)]

use crate::khipu::wire::Amount;
use crate::tolerant::{CountField, DateField, ListField, NumberField, TextField, wire};

wire! {
    /// The standard's code of a movement.
    pub(in crate::khipu) struct BankTransactionCode {
        /// Family.
        code: TextField = "Code",
        /// Member of the family.
        sub_code: TextField = "SubCode",
    }

    /// The bank's own code of a movement.
    pub(in crate::khipu) struct ProprietaryBankTransactionCode {
        /// The code.
        code: TextField = "Code",
        /// Whose code it is.
        issuer: TextField = "Issuer",
    }

    /// The balance after a movement.
    pub(in crate::khipu) struct BalanceAfter {
        /// `Credit` or `Debit`; zero counts as credit.
        credit_debit_indicator: TextField = "CreditDebitIndicator",
        /// `InterimBooked`, ….
        kind: TextField = "Type",
        /// Unsigned amount.
        amount: ListField<Amount> = "Amount",
    }

    /// A shop.
    pub(in crate::khipu) struct Merchant {
        /// Its name.
        merchant_name: TextField = "MerchantName",
        /// Its category in the card schemes.
        merchant_category_code: TextField = "MerchantCategoryCode",
    }

    /// A card.
    pub(in crate::khipu) struct CardInstrument {
        /// `VISA`, `MasterCard`, `AmericanExpress`, ….
        card_scheme_name: TextField = "CardSchemeName",
        /// `Contactless`, `PIN`, `ConsumerDevice`, `None`.
        authorisation_type: TextField = "AuthorisationType",
        /// Whose card it is.
        name: TextField = "Name",
        /// Its number, mostly masked.
        identification: TextField = "Identification",
    }

    /// A conversion.
    pub(in crate::khipu) struct CurrencyExchange {
        /// From.
        source_currency: TextField = "SourceCurrency",
        /// To.
        target_currency: TextField = "TargetCurrency",
        /// The currency that the rate is for one unit of.
        unit_currency: TextField = "UnitCurrency",
        /// The rate.
        exchange_rate: NumberField = "ExchangeRate",
        /// The contract.
        contract_identification: TextField = "ContractIdentification",
        /// When the rate was quoted.
        quotation_date: DateField = "QuotationDate",
        /// The amount before conversion.
        instructed_amount: ListField<Amount> = "InstructedAmount",
    }

    /// Which instalment of how many.
    pub(in crate::khipu) struct Instalment {
        /// How many.
        instalments_number: CountField = "InstalmentsNumber",
        /// Which.
        current_instalment_number: CountField = "CurrentInstalmentNumber",
    }
}
