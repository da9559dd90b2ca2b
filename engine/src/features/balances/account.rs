//! What is stated and what moved, per account and day.

use super::day::{Moved, close};
use crate::features::case::{CaseRows, Span, month_of};
use crate::features::coverage::{Coverage, last_day};
use crate::features::feature::Sources;
use crate::frames::{Error, Table, TableView};

/// What is stated and what moved, of every account.
pub(super) struct Ledgers {
    accounts: Vec<Ledger>,
}

#[derive(Default)]
struct Ledger {
    currency: Option<i64>,
    /// Stated balances in order; later ones of a day hold over earlier ones.
    stated: Vec<Stated>,
    /// Movements by day since the first, in the order of the table.
    moved: Vec<(usize, Moved)>,
    /// Whether a movement states the balance after it.
    moved_states: bool,
    /// The rows of the earliest and the latest movement.
    ends: Option<(usize, usize)>,
    newest_first: bool,
}

/// A balance that a report states for the end of a day. The order of the fields is the order in
/// which balances of one day hold over each other, whatever the order of the tables' rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Stated {
    day: usize,
    by: StatedBy,
    payload: Option<i64>,
    row: Option<i64>,
    balance: i64,
}

/// Where a report states a balance, what holds over the others last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum StatedBy {
    Month,
    Account,
    Balance,
}

/// An account's balances day by day.
pub(super) struct Closings {
    /// The balance at the end of each day that is wanted.
    pub(super) balances: Vec<i128>,
    /// The days among them for which what is stated is at odds with the day before and its movements, or
    /// with itself.
    pub(super) unreconciled: Vec<usize>,
    /// How many days before them were followed and not kept.
    since: usize,
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
            ledger.stated.sort_unstable();
        }
        Ok(ledgers)
    }

    pub(super) fn currency(&self, account: usize) -> Option<i64> {
        self.accounts
            .get(account)
            .and_then(|ledger| ledger.currency)
    }

    /// The balances of an account over so many days, from the one after `since` on; `None` where none is stated.
    pub(super) fn closings(&self, account: usize, days: usize, since: usize) -> Option<Closings> {
        let ledger = self.accounts.get(account)?;
        let mut closings = Closings {
            balances: Vec::with_capacity(days.saturating_sub(since)),
            unreconciled: Vec::new(),
            since,
        };
        let mut stated = &ledger.stated[..];
        let mut to_come = &ledger.moved[..];
        // The first day whose balance is known, and the last that was.
        let mut known: Option<(usize, i128)> = None;
        loop {
            let next_stated = stated.first().map_or(days, |stated| stated.day);
            if !ledger.moved_states {
                let until = take_until(&mut to_come, next_stated);
                let balance = known.as_mut().map(|(_, balance)| balance);
                closings.lead_on(balance, until);
            }
            let next_moved = to_come.first().map_or(days, |(day, _)| *day);
            let day = next_stated.min(next_moved).min(days);
            let before = known.map(|(_, balance)| balance);
            closings.hold_until(day, before.unwrap_or_default());
            if day == days {
                break;
            }
            let today = take_while(&mut to_come, |(at, _)| *at == day);
            let said = take_while(&mut stated, |stated| stated.day == day);
            let closed = close(today, before, ledger.newest_first);
            let led_to = before.map(|before| before + sum(today));
            let all = said.iter().map(|stated| i128::from(stated.balance));
            let mut all = led_to.into_iter().chain(closed).chain(all);
            // What is stated last holds; without anything stated, what the day before leads to.
            let first = all.next();
            let last = all.clone().next_back().or(first);
            if day >= since && all.any(|balance| Some(balance) != first) {
                closings.unreconciled.push(day - since);
            }
            if let Some(last) = last {
                known = Some((known.map_or(day, |(first, _)| first), last));
            }
            closings.hold_until(day + 1, last.unwrap_or_default());
        }
        let (first, _) = known?;
        closings.fill_back(&ledger.moved, first);
        Some(closings)
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
            let stated = day.zip(balance.number(row)).map(|(day, balance)| Stated {
                day,
                by: StatedBy::Account,
                payload: None,
                row: None,
                balance,
            });
            ledger.stated.extend(stated);
        }
        Ok(())
    }

    fn read_balances(
        &mut self,
        case: &CaseRows<'_, '_>,
        first: i32,
        last: i32,
    ) -> Result<(), Error> {
        let rows = case.rows(Table::Balances);
        if rows.is_empty() {
            return Ok(());
        }
        let view = case.table(Table::Balances);
        let (date, amount) = (view.column("date")?, view.column("amount")?);
        for row in rows {
            let day = position(date.number(row), first, last);
            self.state(view, StatedBy::Balance, row, day.zip(amount.number(row)))?;
        }
        Ok(())
    }

    fn read_stated_months(
        &mut self,
        case: &CaseRows<'_, '_>,
        first: i32,
        last: i32,
    ) -> Result<(), Error> {
        let rows = case.rows(Table::StatedMonths);
        if rows.is_empty() {
            return Ok(());
        }
        let view = case.table(Table::StatedMonths);
        let (month, closing) = (view.column("month")?, view.column("closing")?);
        for row in rows {
            let day = month_of(month.number(row)).map(last_day);
            let day = position(day.map(i64::from), first, last);
            self.state(view, StatedBy::Month, row, day.zip(closing.number(row)))?;
        }
        Ok(())
    }

    /// Takes a balance of a day that counts, if it is of an account and in its currency.
    fn state(
        &mut self,
        view: &TableView<'_>,
        by: StatedBy,
        row: usize,
        said: Option<(usize, i64)>,
    ) -> Result<(), Error> {
        let currency = view.column("currency")?.number(row);
        let (payload, number) = (view.column("payload")?, view.column("row")?);
        if let Some((day, balance)) = said
            && let Some(ledger) = self.ledger(view.column("account")?.number(row))
            && (ledger.currency.is_none() || ledger.currency == currency)
        {
            ledger.stated.push(Stated {
                day,
                by,
                payload: payload.number(row),
                row: number.number(row),
                balance,
            });
        }
        Ok(())
    }

    fn read_movements(
        &mut self,
        case: &CaseRows<'_, '_>,
        first: i32,
        last: i32,
    ) -> Result<(), Error> {
        let view = case.table(Table::Transactions);
        let rows = case.rows(Table::Transactions);
        let columns = case.movements().within(rows.clone());
        // Rows are in order of their dates: those of the days that count follow each other.
        let from = columns.date.partition_point(|date| *date < first);
        let to = columns.date.partition_point(|date| *date <= last);
        let after = view.column("balance_after")?;
        let states_any = after.nulls() < case.movements().date.len();
        if let [only] = &mut self.accounts[..] {
            only.moved.reserve(to.saturating_sub(from));
        }
        for (at, row) in rows.enumerate().take(to).skip(from) {
            let account = usize::try_from(columns.account[at]).ok();
            let Some(ledger) = account.and_then(|account| self.accounts.get_mut(account)) else {
                continue;
            };
            if ledger.currency != Some(columns.currency[at].into()) {
                continue;
            }
            let Ok(day) = usize::try_from(columns.date[at] - first) else {
                continue;
            };
            let moved = Moved {
                amount: columns.amount[at],
                after: if states_any { after.number(row) } else { None },
            };
            ledger.moved_states |= moved.after.is_some();
            ledger.moved.push((day, moved));
            let (_, latest) = ledger.ends.get_or_insert((row, row));
            *latest = row;
        }
        let date = case.movements().date;
        let (payload, number) = (view.counts("payload")?, view.counts("row")?);
        for ledger in &mut self.accounts {
            ledger.newest_first = ledger.ends.is_some_and(|(earliest, latest)| {
                date[earliest] < date[latest]
                    && payload[earliest] == payload[latest]
                    && number[earliest] > number[latest]
            });
        }
        Ok(())
    }
}

impl Closings {
    /// One balance holds up to a day.
    fn hold_until(&mut self, day: usize, balance: i128) {
        let wanted = day.saturating_sub(self.since);
        if wanted > self.balances.len() {
            self.balances.resize(wanted, balance);
        }
    }

    /// Goes on with the balance, where it is known, through days on which nothing is stated: what the day
    /// before leads to holds.
    fn lead_on(&mut self, known: Option<&mut i128>, moved: &[(usize, Moved)]) {
        let Some(balance) = known else {
            return;
        };
        for (day, moved) in moved {
            self.hold_until(*day, *balance);
            *balance += i128::from(moved.amount);
        }
    }

    /// Computes the days up to the first known one backwards from it.
    fn fill_back(&mut self, moved: &[(usize, Moved)], known: usize) {
        let since = self.since;
        let Some(mut end) = known.checked_sub(since) else {
            return;
        };
        let mut balance = self.balances[end];
        let later = moved.partition_point(|(day, _)| *day <= known);
        let backwards = moved[..later].iter().rev();
        for (day, moved) in backwards.take_while(|(day, _)| *day >= since) {
            self.balances[day - since..end].fill(balance);
            (balance, end) = (balance - i128::from(moved.amount), day - since);
        }
        self.balances[..end].fill(balance);
    }
}

fn sum(moved: &[(usize, Moved)]) -> i128 {
    moved
        .iter()
        .map(|(_, moved)| i128::from(moved.amount))
        .sum()
}

/// Takes the first of some rows off, those that hold.
fn take_while<'r, T>(rest: &mut &'r [T], holds: impl Fn(&T) -> bool) -> &'r [T] {
    let length = rest.iter().take_while(|row| holds(row)).count();
    let (taken, left) = rest.split_at(length);
    *rest = left;
    taken
}

/// Takes the movements before a day off.
fn take_until<'r>(rest: &mut &'r [(usize, Moved)], day: usize) -> &'r [(usize, Moved)] {
    let (until, left) = rest.split_at(rest.partition_point(|(at, _)| *at < day));
    *rest = left;
    until
}

/// A day's position since the first, if it counts.
fn position(day: Option<i64>, first: i32, last: i32) -> Option<usize> {
    let day = day.filter(|day| *day <= i64::from(last))?;
    usize::try_from(day - i64::from(first)).ok()
}
