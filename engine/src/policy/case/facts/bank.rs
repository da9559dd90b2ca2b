//! Rows of bank reports.

use caudal_facts::Facts;
use caudal_facts::categories::Category;
use caudal_facts::facts::{
    Account, AccountKind, Balance, Card, CardPurchase, Deposit, Holder, Loan, StatedMonth,
    Transaction,
};

use super::row::Row;
use crate::frames::Table;

const ACCOUNT_KINDS: [(&str, AccountKind); 6] = [
    ("current", AccountKind::Current),
    ("savings", AccountKind::Savings),
    ("wallet", AccountKind::Wallet),
    ("credit_card", AccountKind::CreditCard),
    ("loan", AccountKind::Loan),
    ("other", AccountKind::Other),
];

/// A row of accounts, their holders, movements and balances, or of months that a report sums up; `None` when it cannot be read.
pub(super) fn bank(facts: &mut Facts, table: Table, row: &Row<'_>) -> Option<()> {
    let accounts = facts.accounts.len();
    let account = || row.position("account", "account", accounts);
    let provenance = row.provenance();
    match table {
        Table::Accounts => facts.accounts.push(Account {
            provenance,
            number: accounts.to_string(),
            cbu: None,
            kind: row
                .word("kind", &ACCOUNT_KINDS)
                .unwrap_or(AccountKind::Current),
            currency: row.currency(),
            balance: row.money("balance"),
            holders: Vec::new(),
            covers_from: row.date("covers_from"),
            opened_on: row.date("opened_on"),
        }),
        Table::Holders => {
            let holder = Holder {
                tax_id: None,
                is_applicant: row.flag("is_applicant"),
            };
            let account = usize::try_from(account()).ok()?;
            facts.accounts.get_mut(account)?.holders.push(holder);
        }
        Table::Transactions => facts.transactions.push(Transaction {
            provenance,
            account: account(),
            id: None,
            date: row.must("date", row.date("date"))?,
            ordinal: 0,
            amount: row.must("amount", row.money("amount"))?,
            description: row.text("description").unwrap_or_default(),
            detail: None,
            counterparty: None,
            category: row.must("category", category(row))?,
            category_entry: None,
            balance_after: row.money("balance_after"),
        }),
        Table::Balances => facts.balances.push(Balance {
            provenance,
            account: account(),
            date: row.must("date", row.date("date"))?,
            amount: row.must("amount", row.money("amount"))?,
            credit_line: row.money("credit_line"),
        }),
        _ => facts.stated_months.push(StatedMonth {
            provenance,
            account: row.count("account").map(|_| account()),
            month: row.must("month", row.month("month"))?,
            inflow: row.money("inflow"),
            outflow: row.money("outflow"),
            net: row.money("net"),
            closing: row.money("closing"),
        }),
    }
    Some(())
}

fn category(row: &Row<'_>) -> Option<Category> {
    let words: Vec<(&str, Category)> = Category::ALL
        .iter()
        .map(|category| (category.name(), *category))
        .collect();
    row.word("category", &words)
}

/// A row of cards, purchases, loans or deposits.
pub(super) fn cards_and_loans(facts: &mut Facts, table: Table, row: &Row<'_>) -> Option<()> {
    let provenance = row.provenance();
    let cards = facts.cards.len();
    match table {
        Table::Cards => facts.cards.push(Card {
            provenance,
            number: cards.to_string(),
            brand: None,
            closing_on: row.date("closing_on"),
            due_on: row.date("due_on"),
            limit: row.money("limit"),
            available: row.money("available"),
            cash_advance_limit: row.money("cash_advance_limit"),
            cash_advance_available: row.money("cash_advance_available"),
        }),
        Table::CardPurchases => facts.card_purchases.push(CardPurchase {
            provenance,
            card: row.position("card", "card", cards),
            date: row.must("date", row.date("date"))?,
            amount: row.must("amount", row.money("amount"))?,
            rate: None,
            description: String::new(),
            next_installment: row.count("next_installment"),
            installments: row.count("installments"),
        }),
        Table::Loans => facts.loans.push(Loan {
            provenance,
            number: facts.loans.len().to_string(),
            kind: None,
            principal: row.money("principal"),
            outstanding: row.money("outstanding"),
            installments: row.count("installments"),
            next_installment: row.count("next_installment"),
            next_installment_amount: row.money("next_installment_amount"),
            next_due_on: row.date("next_due_on"),
        }),
        _ => facts.deposits.push(Deposit {
            provenance,
            number: facts.deposits.len().to_string(),
            begins_on: row.date("begins_on"),
            matures_on: row.date("matures_on"),
            active: row.flag("active"),
            capital: row.money("capital"),
            interest: row.money("interest"),
            rate_nominal: None,
        }),
    }
    Some(())
}
