//! Rows of a bank's own report.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::Provenance;
use crate::calendar::Month;
use crate::categories::Category;
use crate::cbu::Cbu;
use crate::money::{Currency, Money};
use crate::tax_id::TaxId;

/// A bank account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Where it was read.
    pub provenance: Provenance,
    /// The provider's number or id of the account.
    pub number: String,
    /// The CBU, in Argentina.
    pub cbu: Option<Cbu>,
    /// Current account, savings, card, ….
    pub kind: AccountKind,
    /// The currency its amounts are in.
    pub currency: Currency,
    /// The balance that the report states for its own date.
    pub balance: Option<Money>,
    /// Who holds it.
    pub holders: Vec<Holder>,
    /// The first day that the report looked at, where it says so.
    pub covers_from: Option<NaiveDate>,
    /// When it was opened.
    pub opened_on: Option<NaiveDate>,
}

/// What kind of account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AccountKind {
    /// Current account, cuenta vista.
    Current,
    /// Savings account, caja de ahorro.
    Savings,
    /// Prepaid card, wallet.
    Wallet,
    /// Credit card reported as an account.
    CreditCard,
    /// Loan or mortgage reported as an account.
    Loan,
    /// Anything else.
    Other,
}

impl AccountKind {
    /// Whether its balance is the holder's own money to spend.
    #[must_use]
    pub const fn is_deposit(self) -> bool {
        matches!(
            self,
            Self::Current | Self::Savings | Self::Wallet | Self::Other
        )
    }
}

/// Who holds an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The tax id as the bank has it.
    pub tax_id: Option<TaxId>,
    /// Whether it is the applicant's; `None` when the report gives no readable id.
    pub is_applicant: Option<bool>,
}

/// The other side of a movement, as far as the bank says.
#[derive(Clone, PartialEq, Eq)]
pub struct Counterparty {
    /// Tax id.
    pub tax_id: Option<TaxId>,
    /// Name; never printed by `Debug`.
    pub name: Option<String>,
}

impl std::fmt::Debug for Counterparty {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Counterparty")
            .field("tax_id", &self.tax_id)
            .finish_non_exhaustive()
    }
}

/// A booked movement of an account. Money in is positive, money out negative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transaction {
    /// Where it was read.
    pub provenance: Provenance,
    /// Index into [`Facts::accounts`](super::Facts::accounts).
    pub account: u32,
    /// The provider's id, where it gives one.
    pub id: Option<String>,
    /// Local booking date.
    pub date: NaiveDate,
    /// Which of several rows alike in account, date, amount and description this is, from 0: two
    /// identical purchases on one day are two purchases.
    pub ordinal: u32,
    /// Signed amount.
    pub amount: Money,
    /// The bank's text.
    pub description: String,
    /// The bank's second text, where it differs from the first.
    pub detail: Option<String>,
    /// The other side, as far as the bank says.
    pub counterparty: Option<Counterparty>,
    /// The category that the categories file gives it.
    pub category: Category,
    /// The id of the entry that decided the category; `None` when none matched.
    pub category_entry: Option<String>,
    /// The account's balance after it, where stated.
    pub balance_after: Option<Money>,
}

/// A balance that a report states for a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    /// Where it was read.
    pub provenance: Provenance,
    /// Index into the accounts.
    pub account: u32,
    /// Local date.
    pub date: NaiveDate,
    /// The booked balance.
    pub amount: Money,
    /// The credit line that comes with the account, where stated.
    pub credit_line: Option<Money>,
}

/// A month that a report sums up itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedMonth {
    /// Where it was read.
    pub provenance: Provenance,
    /// The account; `None` when the sums are over all accounts of the currency.
    pub account: Option<u32>,
    /// The month.
    pub month: Month,
    /// Money in, positive.
    pub inflow: Option<Money>,
    /// Money out, positive.
    pub outflow: Option<Money>,
    /// The stated difference.
    pub net: Option<Money>,
    /// The balance at the end of the month, where stated.
    pub closing: Option<Money>,
}

/// A credit card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Where it was read.
    pub provenance: Provenance,
    /// The last digits, as stated.
    pub number: String,
    /// Brand, as stated.
    pub brand: Option<String>,
    /// Statement closing date.
    pub closing_on: Option<NaiveDate>,
    /// Payment due date.
    pub due_on: Option<NaiveDate>,
    /// Purchase limit.
    pub limit: Option<Money>,
    /// Unused part of the limit.
    pub available: Option<Money>,
    /// Cash-advance limit.
    pub cash_advance_limit: Option<Money>,
    /// Unused part of the cash-advance limit; may exceed it.
    pub cash_advance_available: Option<Money>,
}

/// A purchase on a card, in the statement period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardPurchase {
    /// Where it was read.
    pub provenance: Provenance,
    /// Index into [`Facts::cards`](super::Facts::cards).
    pub card: u32,
    /// Local date.
    pub date: NaiveDate,
    /// What is charged; a refund is negative. For instalment purchases, one instalment.
    pub amount: Money,
    /// The conversion rate that the statement states for a foreign purchase.
    pub rate: Option<Decimal>,
    /// The statement's text.
    pub description: String,
    /// For instalment purchases, the instalment charged next.
    pub next_installment: Option<u32>,
    /// For instalment purchases, how many there are.
    pub installments: Option<u32>,
}

/// A loan with the reporting bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loan {
    /// Where it was read.
    pub provenance: Provenance,
    /// The bank's number.
    pub number: String,
    /// The bank's kind, as stated.
    pub kind: Option<String>,
    /// The amount lent.
    pub principal: Option<Money>,
    /// What is still owed of it.
    pub outstanding: Option<Money>,
    /// How many instalments there are.
    pub installments: Option<u32>,
    /// The number of the next instalment.
    pub next_installment: Option<u32>,
    /// The amount of the next instalment.
    pub next_installment_amount: Option<Money>,
    /// When it is due.
    pub next_due_on: Option<NaiveDate>,
}

/// A fixed-term deposit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deposit {
    /// Where it was read.
    pub provenance: Provenance,
    /// The bank's number.
    pub number: String,
    /// When it began.
    pub begins_on: Option<NaiveDate>,
    /// When it matures.
    pub matures_on: Option<NaiveDate>,
    /// Whether the bank calls it active; `None` for words that are not known.
    pub active: Option<bool>,
    /// Capital.
    pub capital: Option<Money>,
    /// Interest at maturity.
    pub interest: Option<Money>,
    /// Yearly nominal rate as a fraction.
    pub rate_nominal: Option<Decimal>,
}
