//! Rows of bank reports.

use caudal_facts::Facts;
use caudal_facts::facts::Transaction;

use super::build::{Builder, RowCurrency, day, number};
use super::codes::{account_kind, number_of_currency};
use super::error::Error;
use super::sides::other_sides;
use super::tables::{
    AccountRow, BalanceRow, CardPurchaseRow, CardRow, DepositRow, HolderRow, LoanRow,
    StatedMonthRow, Table, TransactionRow,
};
use super::wording::names_thirteenth;

impl Builder {
    pub(super) fn bank(&mut self, case: u32, facts: &Facts) -> Result<(), Error> {
        self.accounts(case, facts)?;
        self.transactions(case, facts)?;
        for balance in &facts.balances {
            let mut currency = RowCurrency::new(Table::Balances);
            let amount = currency.take(Some(balance.amount))?.unwrap_or_default();
            let row = BalanceRow {
                account: balance.account,
                payload: balance.provenance.payload,
                row: balance.provenance.row,
                date: balance.date.to_epoch_days(),
                amount,
                currency: number_of_currency(balance.amount.currency()),
                credit_line: currency.take(balance.credit_line)?,
            };
            self.rows.balances.push(case, row);
        }
        for stated in &facts.stated_months {
            let mut currency = RowCurrency::new(Table::StatedMonths);
            let row = StatedMonthRow {
                account: stated.account,
                payload: stated.provenance.payload,
                row: stated.provenance.row,
                month: stated.month.index(),
                inflow: currency.take(stated.inflow)?,
                outflow: currency.take(stated.outflow)?,
                net: currency.take(stated.net)?,
                closing: currency.take(stated.closing)?,
                currency: currency.code(),
            };
            self.rows.stated_months.push(case, row);
        }
        Ok(())
    }

    fn accounts(&mut self, case: u32, facts: &Facts) -> Result<(), Error> {
        for (position, account) in facts.accounts.iter().enumerate() {
            let account_number = number(position, Table::Accounts)?;
            if let Some(balance) = account.balance
                && balance.currency() != account.currency
            {
                return Err(Error::MixedCurrencies {
                    table: Table::Accounts.name(),
                    first: account.currency,
                    second: balance.currency(),
                });
            }
            let row = AccountRow {
                account: account_number,
                payload: account.provenance.payload,
                row: account.provenance.row,
                kind: account_kind::number(account.kind),
                currency: number_of_currency(account.currency),
                balance: account.balance.map(caudal_facts::Money::minor),
                covers_from: day(account.covers_from),
                opened_on: day(account.opened_on),
            };
            self.rows.accounts.push(case, row);
            for holder in &account.holders {
                let row = HolderRow {
                    account: account_number,
                    is_applicant: holder.is_applicant,
                };
                self.rows.holders.push(case, row);
            }
        }
        Ok(())
    }

    fn transactions(&mut self, case: u32, facts: &Facts) -> Result<(), Error> {
        let place = |row: &Transaction| {
            let at = row.provenance;
            (row.date, row.account, at.payload, at.row)
        };
        let mut sorted: Vec<&Transaction> = facts.transactions.iter().collect();
        if !facts.transactions.is_sorted_by_key(place) {
            sorted.sort_by_key(|row| place(row));
        }
        let sides = other_sides(&sorted)?;
        let mut rows = sorted.into_iter().zip(sides);
        rows.try_for_each(|(row, side)| self.transaction(case, row, side))
    }

    fn transaction(
        &mut self,
        case: u32,
        transaction: &Transaction,
        other_side: u32,
    ) -> Result<(), Error> {
        let mut currency = RowCurrency::new(Table::Transactions);
        let amount = currency.take(Some(transaction.amount))?.unwrap_or_default();
        let row = TransactionRow {
            account: transaction.account,
            payload: transaction.provenance.payload,
            row: transaction.provenance.row,
            ordinal: transaction.ordinal,
            date: transaction.date.to_epoch_days(),
            amount,
            currency: number_of_currency(transaction.amount.currency()),
            category: transaction.category.number(),
            other_side,
            thirteenth: transaction.amount.minor() > 0
                && names_thirteenth(&transaction.description),
            category_entry: transaction.category_entry.as_deref(),
            balance_after: currency.take(transaction.balance_after)?,
            description: Some(&transaction.description),
        };
        self.rows.transactions.push(case, row);
        Ok(())
    }

    pub(super) fn cards_and_loans(&mut self, case: u32, facts: &Facts) -> Result<(), Error> {
        for (position, card) in facts.cards.iter().enumerate() {
            let mut currency = RowCurrency::new(Table::Cards);
            let row = CardRow {
                card: number(position, Table::Cards)?,
                payload: card.provenance.payload,
                row: card.provenance.row,
                limit: currency.take(card.limit)?,
                available: currency.take(card.available)?,
                cash_advance_limit: currency.take(card.cash_advance_limit)?,
                cash_advance_available: currency.take(card.cash_advance_available)?,
                currency: currency.code(),
                closing_on: day(card.closing_on),
                due_on: day(card.due_on),
            };
            self.rows.cards.push(case, row);
        }
        for purchase in &facts.card_purchases {
            let row = CardPurchaseRow {
                card: purchase.card,
                payload: purchase.provenance.payload,
                row: purchase.provenance.row,
                date: purchase.date.to_epoch_days(),
                amount: purchase.amount.minor(),
                currency: number_of_currency(purchase.amount.currency()),
                next_installment: purchase.next_installment,
                installments: purchase.installments,
            };
            self.rows.card_purchases.push(case, row);
        }
        for loan in &facts.loans {
            let mut currency = RowCurrency::new(Table::Loans);
            let row = LoanRow {
                payload: loan.provenance.payload,
                row: loan.provenance.row,
                principal: currency.take(loan.principal)?,
                outstanding: currency.take(loan.outstanding)?,
                installments: loan.installments,
                next_installment: loan.next_installment,
                next_installment_amount: currency.take(loan.next_installment_amount)?,
                currency: currency.code(),
                next_due_on: day(loan.next_due_on),
            };
            self.rows.loans.push(case, row);
        }
        for deposit in &facts.deposits {
            let mut currency = RowCurrency::new(Table::Deposits);
            let row = DepositRow {
                payload: deposit.provenance.payload,
                row: deposit.provenance.row,
                begins_on: day(deposit.begins_on),
                matures_on: day(deposit.matures_on),
                active: deposit.active,
                capital: currency.take(deposit.capital)?,
                interest: currency.take(deposit.interest)?,
                currency: currency.code(),
            };
            self.rows.deposits.push(case, row);
        }
        Ok(())
    }
}
