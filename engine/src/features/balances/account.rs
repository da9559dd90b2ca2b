//! What is stated and what moved, per account and day.

use super::day::{Moved, close};
use crate::features::case::{CaseRows, Span, month_of};
use crate::features::coverage::{Coverage, last_day};
use crate::features::feature::Sources;
use crate::frames::{Cells, Error, Table};

/// What is stated and what moved, of every account.
pub(super) struct Ledgers {
    accounts: Vec<Ledger>,
}

#[derive(Default)]
struct Ledger {
    currency: Option<i64>,
    /// Stated balances by day since the first; later entries of a day hold over earlier ones.
    stated: Vec<(usize, i64)>,
    /// Movements by day since the first, in the order of the table.
    moved: Vec<(usize, Moved)>,
    newest_first: bool,
}

impl Ledgers {
    pub(super) fn of(
        case: &CaseRows<'_, '_>,
        coverage: &Coverage,
        first: i32,
    ) -> Result<Self, Error> {
        let mut accounts: Vec<Ledger> = Vec::new();
        accounts.resize_with(coverage.deposits.len(), Ledger::default);
        let mut ledgers = Self { accounts };
        ledgers.read_stated_months(case, first, coverage.to)?;
        ledgers.read_accounts(case, first, coverage.to)?;
        ledgers.read_balances(case, first, coverage.to)?;
        ledgers.read_movements(case, first, coverage.to)?;
        for ledger in &mut ledgers.accounts {
            ledger.stated.sort_by_key(|(day, _)| *day);
        }
        Ok(ledgers)
    }

    pub(super) fn currency(&self, account: usize) -> Option<i64> {
        self.accounts
            .get(account)
            .and_then(|ledger| ledger.currency)
    }

    /// The balance at the end of each day.
    pub(super) fn closings(&self, account: usize, days: usize) -> Vec<Option<i128>> {
        let mut closings = vec![None; days];
        let Some(ledger) = self.accounts.get(account) else {
            return closings;
        };
        let mut moves = vec![0_i128; days];
        let mut stated = ledger.stated.iter().peekable();
        let mut to_come = &ledger.moved[..];
        let mut balance: Option<i128> = None;
        for day in 0..days {
            let length = to_come.iter().take_while(|(at, _)| *at == day).count();
            let (today, rest) = to_come.split_at(length);
            to_come = rest;
            moves[day] = today
                .iter()
                .map(|(_, moved)| i128::from(moved.amount))
                .sum();
            let mut said = None;
            while let Some((_, balance)) = stated.next_if(|(at, _)| *at == day) {
                said = Some(i128::from(*balance));
            }
            balance = said
                .or_else(|| close(today, balance, ledger.newest_first).map(i128::from))
                .or_else(|| balance.map(|balance| balance + moves[day]));
            closings[day] = balance;
        }
        let known = closings.iter().position(Option::is_some).unwrap_or(0);
        for day in (0..known).rev() {
            closings[day] = closings[day + 1].map(|after| after - moves[day + 1]);
        }
        closings
    }

    fn ledger(&mut self, account: Option<i64>) -> Option<&mut Ledger> {
        let position = account.and_then(|account| usize::try_from(account).ok())?;
        self.accounts.get_mut(position)
    }

    fn read_accounts(
        &mut self,
        case: &CaseRows<'_, '_>,
        first: i32,
        last: i32,
    ) -> Result<(), Error> {
        let view = case.table(Table::Accounts);
        let (balance, currency) = (view.column("balance")?, view.column("currency")?);
        let report: Span = Sources::BANK
            .of(case.country)
            .first()
            .map_or_else(Span::default, |source| case.span(*source));
        let day = position(report.to.map(i64::from), first, last);
        for (row, ledger) in case.rows(Table::Accounts).zip(&mut self.accounts) {
            ledger.currency = currency.number(row);
            ledger.stated.extend(day.zip(balance.number(row)));
        }
        Ok(())
    }

    fn read_balances(
        &mut self,
        case: &CaseRows<'_, '_>,
        first: i32,
        last: i32,
    ) -> Result<(), Error> {
        let view = case.table(Table::Balances);
        let (account, date) = (view.column("account")?, view.column("date")?);
        let (amount, currency) = (view.column("amount")?, view.column("currency")?);
        for row in case.rows(Table::Balances) {
            self.state(
                account.number(row),
                position(date.number(row), first, last),
                (amount, currency, row),
            );
        }
        Ok(())
    }

    fn read_stated_months(
        &mut self,
        case: &CaseRows<'_, '_>,
        first: i32,
        last: i32,
    ) -> Result<(), Error> {
        let view = case.table(Table::StatedMonths);
        let (account, month) = (view.column("account")?, view.column("month")?);
        let (closing, currency) = (view.column("closing")?, view.column("currency")?);
        for row in case.rows(Table::StatedMonths) {
            let day = month_of(month.number(row)).map(last_day);
            self.state(
                account.number(row),
                position(day.map(i64::from), first, last),
                (closing, currency, row),
            );
        }
        Ok(())
    }

    /// Takes a stated balance, if it is of an account, of a day that counts and in its currency.
    fn state(
        &mut self,
        account: Option<i64>,
        day: Option<usize>,
        (amount, currency, row): (Cells<'_>, Cells<'_>, usize),
    ) {
        if let Some(ledger) = self.ledger(account)
            && (ledger.currency.is_none() || ledger.currency == currency.number(row))
        {
            ledger.stated.extend(day.zip(amount.number(row)));
        }
    }

    fn read_movements(
        &mut self,
        case: &CaseRows<'_, '_>,
        first: i32,
        last: i32,
    ) -> Result<(), Error> {
        let view = case.table(Table::Transactions);
        let (account, date) = (view.counts("account")?, view.days("date")?);
        let (amount, currency) = (view.amounts("amount")?, view.codes("currency")?);
        let (payload, number) = (view.counts("payload")?, view.counts("row")?);
        let after = view.column("balance_after")?;
        let mut earliest = vec![None; self.accounts.len()];
        for row in case.rows(Table::Transactions) {
            let Some(day) = position(Some(date[row].into()), first, last) else {
                continue;
            };
            let Some(ledger) = self.ledger(Some(account[row].into())) else {
                continue;
            };
            if ledger.currency != Some(currency[row].into()) {
                continue;
            }
            let moved = Moved {
                amount: amount[row],
                after: after.number(row),
            };
            ledger.moved.push((day, moved));
            let at = usize::try_from(account[row]).unwrap_or(usize::MAX);
            if let Some(earliest) = earliest.get_mut(at) {
                let (since, from, number_then) =
                    *earliest.get_or_insert((date[row], payload[row], number[row]));
                ledger.newest_first =
                    since < date[row] && from == payload[row] && number_then > number[row];
            }
        }
        Ok(())
    }
}

/// A day's position since the first, if it counts.
fn position(day: Option<i64>, first: i32, last: i32) -> Option<usize> {
    let day = day.filter(|day| *day <= i64::from(last))?;
    usize::try_from(day - i64::from(first)).ok()
}
