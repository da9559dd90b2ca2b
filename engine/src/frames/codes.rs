//! The numbers that stand for closed lists in the tables. They are part of the schema: none changes.

use caudal_facts::facts::{AccountKind, FindingCode, Section};
use caudal_facts::{Country, Currency, Source};

/// The sections in the order of their numbers.
pub const SECTIONS: [Section; 17] = [
    Section::Accounts,
    Section::Cards,
    Section::Loans,
    Section::Deposits,
    Section::Contributions,
    Section::FeeReceipts,
    Section::TaxReturns,
    Section::MedicalLeaves,
    Section::Debts,
    Section::CreditLines,
    Section::Situations,
    Section::SituationHistory,
    Section::RejectedCheques,
    Section::Protests,
    Section::Delinquencies,
    Section::Alimony,
    Section::PreApprovals,
];

/// The number of a section: its position in [`SECTIONS`].
pub(crate) const fn section_number(section: Section) -> u8 {
    match section {
        Section::Accounts => 0,
        Section::Cards => 1,
        Section::Loans => 2,
        Section::Deposits => 3,
        Section::Contributions => 4,
        Section::FeeReceipts => 5,
        Section::TaxReturns => 6,
        Section::MedicalLeaves => 7,
        Section::Debts => 8,
        Section::CreditLines => 9,
        Section::Situations => 10,
        Section::SituationHistory => 11,
        Section::RejectedCheques => 12,
        Section::Protests => 13,
        Section::Delinquencies => 14,
        Section::Alimony => 15,
        Section::PreApprovals => 16,
    }
}

/// The number of a source: its position in [`Source::ALL`].
pub(crate) const fn source_number(source: Source) -> u8 {
    match source {
        Source::Cirenio => 0,
        Source::Khipu => 1,
        Source::Bancame => 2,
        Source::Afc => 3,
        Source::Cmf => 4,
        Source::Sii => 5,
        Source::Suseso => 6,
        Source::Protests => 7,
        Source::Alimony => 8,
        Source::Bcra => 9,
    }
}

/// The number of a currency: its position in [`Currency::ALL`].
#[must_use]
pub const fn number_of_currency(currency: Currency) -> u8 {
    match currency {
        Currency::Clp => 0,
        Currency::Ars => 1,
        Currency::Usd => 2,
        Currency::Uf => 3,
    }
}

/// The currency with this number.
#[must_use]
pub fn currency_of(number: i64) -> Option<Currency> {
    let index = usize::try_from(number).ok()?;
    Currency::ALL.get(index).copied()
}

/// The number of a country: its position in [`Country::ALL`].
pub(super) const fn country_number(country: Country) -> u8 {
    match country {
        Country::Ar => 0,
        Country::Cl => 1,
    }
}

/// Numbers of [`AccountKind`].
pub(crate) mod account_kind {
    use super::AccountKind;

    pub(crate) const CREDIT_CARD: i64 = 3;

    /// The kind's number.
    pub(crate) const fn number(kind: AccountKind) -> u8 {
        match kind {
            AccountKind::Current => 0,
            AccountKind::Savings => 1,
            AccountKind::Wallet => 2,
            AccountKind::CreditCard => 3,
            AccountKind::Loan => 4,
            AccountKind::Other => 5,
        }
    }

    /// Whether the kind with this number holds its holder's own money to spend.
    pub(crate) const fn is_deposit(number: i64) -> bool {
        matches!(number, 0 | 1 | 2 | 5)
    }
}

/// Numbers of [`DebtKind`](caudal_facts::facts::DebtKind).
pub(crate) mod debt_kind {
    pub(crate) const CONSUMER: u8 = 0;
    pub(crate) const MORTGAGE: u8 = 1;
    pub(crate) const COMMERCIAL: u8 = 2;
    pub(crate) const OTHER: u8 = 3;
}

/// Numbers of [`FindingCode`].
pub(crate) mod finding {
    use super::FindingCode;

    pub(crate) const PAYLOAD_UNREADABLE: i64 = 0;
    pub(crate) const SECTION_UNREADABLE: i64 = 1;
    pub(crate) const VALUE_UNREADABLE: i64 = 2;
    pub(crate) const SECTION_FAILED: i64 = 3;
    pub(crate) const STATED_MONTH_DIFFERS: i64 = 6;

    /// The code's number.
    pub(crate) const fn number(code: FindingCode) -> u8 {
        match code {
            FindingCode::PayloadUnreadable => 0,
            FindingCode::SectionUnreadable => 1,
            FindingCode::ValueUnreadable => 2,
            FindingCode::SectionFailed => 3,
            FindingCode::CheckDigit => 4,
            FindingCode::HolderMismatch => 5,
            FindingCode::StatedMonthDiffers => 6,
            FindingCode::StatedMonthPartlyListed => 7,
            FindingCode::StatedSumsDiffer => 8,
            FindingCode::AmountRounded => 9,
            FindingCode::UnknownWord => 10,
            FindingCode::NotBooked => 11,
            FindingCode::ReportNotUsed => 12,
        }
    }
}
