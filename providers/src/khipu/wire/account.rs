//! Accounts, and how accounts and banks are named.
#![expect(
    clippy::struct_field_names,
    reason = "the vendor's own names are kept, though some repeat their object's"
)]

use crate::tolerant::{DateField, ListField, TextField, wire};

wire! {
    /// An account, card or loan.
    pub(in crate::khipu) struct Account {
        /// Identifies the account in the other operations.
        account_id: TextField = "AccountId",
        /// `Enabled`, `Disabled`, `Deleted`, `Pending`, `ProForma`.
        status: TextField = "Status",
        /// When the status last changed.
        status_update_date_time: DateField = "StatusUpdateDateTime",
        /// Three letters.
        currency: TextField = "Currency",
        /// `Personal` or `Business`.
        account_type: TextField = "AccountType",
        /// `CurrentAccount`, `Savings`, `CreditCard`, ….
        account_sub_type: TextField = "AccountSubType",
        /// The bank's text.
        description: TextField = "Description",
        /// The holder's own name for it.
        nickname: TextField = "Nickname",
        /// When it was opened.
        opening_date: DateField = "OpeningDate",
        /// When it matures.
        maturity_date: DateField = "MaturityDate",
        /// Whether it was moved to another bank.
        switch_status: TextField = "SwitchStatus",
        /// Its numbers in payment schemes, with the holder.
        account: ListField<Party> = "Account",
        /// The bank that runs it.
        servicer: ListField<Agent> = "Servicer",
    }

    /// One side of a movement, or an account's number in a payment scheme.
    pub(in crate::khipu) struct Party {
        /// The payment scheme.
        scheme_name: TextField = "SchemeName",
        /// The account's number in it.
        identification: TextField = "Identification",
        /// Who holds it.
        name: TextField = "Name",
        /// A further number; the holder's RUT in Chile.
        secondary_identification: TextField = "SecondaryIdentification",
    }

    /// A bank.
    pub(in crate::khipu) struct Agent {
        /// The list that its number is from.
        scheme_name: TextField = "SchemeName",
        /// Its number there, such as a BIC.
        identification: TextField = "Identification",
        /// Its name.
        name: TextField = "Name",
        /// Where it is.
        postal_address: ListField<PostalAddress> = "PostalAddress",
    }

    /// An address.
    pub(in crate::khipu) struct PostalAddress {
        /// `Business`, `Residential`, `POBox`, ….
        address_type: TextField = "AddressType",
        /// Department.
        department: TextField = "Department",
        /// Department within it.
        sub_department: TextField = "SubDepartment",
        /// Street.
        street_name: TextField = "StreetName",
        /// Number in the street.
        building_number: TextField = "BuildingNumber",
        /// Post code.
        post_code: TextField = "PostCode",
        /// Town.
        town_name: TextField = "TownName",
        /// Region.
        country_sub_division: TextField = "CountrySubDivision",
        /// Two letters.
        country: TextField = "Country",
        /// Up to seven lines of free text.
        address_line: ListField<TextField> = "AddressLine",
    }
}
