//! The bank operations, by the last word of their path.

use serde_json::{Value, json};

use super::Outcome;
use super::request::{Request, Wants};
use crate::applicants::{Person, khipu};

/// An operation on a bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    /// All accounts, cards among them.
    Accounts,
    /// What is left on an account.
    Balance,
    /// An account's months that are over.
    Statements,
    /// An account's movements.
    Transactions,
    /// A credential in place of user name and password.
    Token,
    /// Loans.
    Loans,
    /// Card purchases of the running period.
    UnbilledTransactions,
    /// Card purchases of the periods before.
    BilledTransactions,
}

/// The operation that a path names: `balance`, `booked/month/LCY/statements`, `current/balances`.
pub(super) fn operation(path: &str) -> Option<Operation> {
    let word = path.rsplit('/').next()?;
    match word {
        "accounts" => Some(Operation::Accounts),
        "balance" | "balances" => Some(Operation::Balance),
        "statements" => Some(Operation::Statements),
        "transactions" => Some(Operation::Transactions),
        "token" => Some(Operation::Token),
        "loans" => Some(Operation::Loans),
        "unbilled-transactions" => Some(Operation::UnbilledTransactions),
        "billed-transactions" => Some(Operation::BilledTransactions),
        _ => None,
    }
}

impl Operation {
    /// What it wants of its request.
    pub(super) const fn wants(self) -> Wants {
        match self {
            Self::Token => Wants::Login,
            Self::Accounts
            | Self::Loans
            | Self::UnbilledTransactions
            | Self::BilledTransactions => Wants::Nothing,
            Self::Balance | Self::Statements | Self::Transactions => Wants::Account,
        }
    }

    /// Its name in an evidence folder's manifest.
    pub(super) const fn fixture(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Balance => "balance",
            Self::Statements => "statements",
            Self::Transactions => "transactions",
            Self::Token => "token",
            Self::Loans => "loans",
            Self::UnbilledTransactions => "unbilled-transactions",
            Self::BilledTransactions => "billed-transactions",
        }
    }

    /// Whether it is no report, so that no fixture answers it.
    pub(super) const fn is_always_made(self) -> bool {
        matches!(self, Self::Token)
    }

    /// Its data for a generated applicant.
    pub(super) fn data(self, person: &Person, request: &Request) -> Outcome {
        match self {
            Self::Accounts => Ok(khipu::accounts(person)),
            Self::Token => Ok(link(person)),
            Self::Loans => Ok(khipu::loans(person)),
            Self::UnbilledTransactions => Ok(khipu::card_transactions(person, true)),
            Self::BilledTransactions => Ok(khipu::card_transactions(person, false)),
            Self::Balance => of_account(person, request, khipu::balance),
            Self::Statements => of_account(person, request, khipu::statements),
            Self::Transactions => of_account(person, request, khipu::transactions),
        }
    }
}

/// No data is also the answer for an account that the person does not have.
fn of_account(
    person: &Person,
    request: &Request,
    data: fn(&Person, &str) -> Option<Value>,
) -> Outcome {
    let account = request.account.as_deref().unwrap_or_default();
    data(person, account).ok_or("E400")
}

/// A credential that the simulator knows again.
fn link(person: &Person) -> Value {
    json!({ "AccountLink": format!("simulated-{}==", person.tax_id.reveal()) })
}
