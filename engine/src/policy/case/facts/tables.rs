//! Which columns a case may give of each table, and what its rows are as facts.

use caudal_facts::facts::Section;
use caudal_facts::{Currency, Facts};

use super::bank::{bank, cards_and_loans};
use super::registry::{income, register};
use super::row::{Raw, Row};
use crate::frames::Table;
use crate::policy::document::Problems;
use crate::policy::names;

/// Tables that follow from the others, or from `reports`.
pub(super) const NOT_GIVEN: [Table; 4] = [
    Table::Cases,
    Table::Answers,
    Table::Sections,
    Table::Findings,
];

/// Columns that say where a row was read, or that follow from others.
const FOLLOWING: [&str; 7] = [
    "case",
    "payload",
    "row",
    "ordinal",
    "other_side",
    "thirteenth",
    "category_entry",
];

/// A column that a case may give of a table; else what to write instead.
pub(super) fn column(table: Table, name: &str) -> Result<&'static str, String> {
    let columns = table.schema().columns.iter().map(|column| column.name);
    let known: Vec<&'static str> = columns.filter(|name| !FOLLOWING.contains(name)).collect();
    let found = known.iter().find(|known| **known == name);
    found.copied().ok_or_else(|| names::hint(name, &known))
}

/// Adds a table's rows to the facts; whether all could be read.
pub(super) fn fill(
    facts: &mut Facts,
    table: Table,
    rows: &[Raw],
    (home, problems): (Currency, &Problems),
) -> bool {
    for section in sections(table) {
        facts.note(*section);
    }
    let mut sound = true;
    for (raw, number) in rows.iter().zip(0..) {
        let row = Row::new(raw, number, home, problems);
        let whole = match table {
            Table::Cases | Table::Answers | Table::Sections | Table::Findings => Some(()),
            Table::Accounts
            | Table::Holders
            | Table::Transactions
            | Table::Balances
            | Table::StatedMonths => bank(facts, table, &row),
            Table::Cards | Table::CardPurchases | Table::Loans | Table::Deposits => {
                cards_and_loans(facts, table, &row)
            }
            Table::Contributions | Table::FeeReceipts | Table::TaxCodes | Table::MedicalLeaves => {
                income(facts, table, &row)
            }
            Table::Debts
            | Table::CreditLines
            | Table::Situations
            | Table::RejectedCheques
            | Table::Protests
            | Table::Delinquencies
            | Table::Alimony
            | Table::PreApprovals => register(facts, table, &row),
        };
        sound &= whole.is_some() && row.is_sound();
    }
    sound
}

/// The sections of reports that a table is of: giving it, though without a row, says that they came.
const fn sections(table: Table) -> &'static [Section] {
    match table {
        Table::Cases | Table::Answers | Table::Sections | Table::Findings => &[],
        Table::Accounts
        | Table::Holders
        | Table::Transactions
        | Table::Balances
        | Table::StatedMonths => &[Section::Accounts],
        Table::Cards | Table::CardPurchases => &[Section::Cards],
        Table::Loans => &[Section::Loans],
        Table::Deposits => &[Section::Deposits],
        Table::Contributions => &[Section::Contributions],
        Table::FeeReceipts => &[Section::FeeReceipts],
        Table::TaxCodes => &[Section::TaxReturns],
        Table::MedicalLeaves => &[Section::MedicalLeaves],
        Table::Debts => &[Section::Debts],
        Table::CreditLines => &[Section::CreditLines],
        Table::Situations => &[Section::Situations, Section::SituationHistory],
        Table::RejectedCheques => &[Section::RejectedCheques],
        Table::Protests => &[Section::Protests],
        Table::Delinquencies => &[Section::Delinquencies],
        Table::Alimony => &[Section::Alimony],
        Table::PreApprovals => &[Section::PreApprovals],
    }
}
