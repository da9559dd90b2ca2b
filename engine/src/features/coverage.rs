//! Which days and months the bank report looked at, for all deposit accounts together.

use caudal_facts::Month;

use super::case::CaseRows;
use super::feature::Window;
use crate::frames::{Error, Table, account_kind};

/// The days from which to which every deposit account is covered.
///
/// An account is covered from the first day that the report says it looked at, else from its first
/// movement or stated month. One of which the report carries neither says nothing about its own
/// coverage and does not narrow that of the others: the report lists it, and lists no movement.
#[derive(Debug)]
pub(crate) struct Coverage {
    /// The first day that every account is covered; `None` when no account is.
    pub(crate) from: Option<i32>,
    /// The last covered day: the report's date, at most the decision's.
    pub(crate) to: i32,
    /// The last day that a movement is dated, up to the decision's.
    pub(crate) last_movement: Option<i32>,
    /// Per account of the case, whether its money counts.
    pub(crate) deposits: Vec<bool>,
    /// The months before the decision's own, nearest first, that are wholly covered.
    months: [bool; 12],
}

impl Coverage {
    pub(crate) fn of(case: &CaseRows<'_, '_>) -> Result<Self, Error> {
        let deposits = deposits(case)?;
        let span = bank_span(case);
        let starts = starts(case, &deposits, span.from)?;
        let last_movement = last_movement(case, &deposits)?;
        let to = span
            .to
            .or(last_movement)
            .unwrap_or(case.as_of)
            .min(case.as_of);
        let from = starts
            .into_iter()
            .flatten()
            .max()
            .filter(|from| *from <= to);
        let mut months = [false; 12];
        for (back, covered) in (1_i32..).zip(&mut months) {
            let month = case.month().plus(-back);
            *covered = from.is_some_and(|from| from <= first_day(month)) && last_day(month) <= to;
        }
        Ok(Self {
            from,
            to,
            last_movement,
            deposits,
            months,
        })
    }

    /// How many months before the decision's own the covered ones of a window lie, nearest first;
    /// `None` when there are too few.
    pub(crate) fn months(&self, count: u8, window: Window) -> Option<Vec<usize>> {
        let span = self.months.iter().take(count.into());
        let covered: Vec<usize> = (1..)
            .zip(span)
            .filter_map(|(back, covered)| covered.then_some(back))
            .collect();
        let enough = u32::try_from(covered.len()).is_ok_and(|has| has >= window.months_needed());
        enough.then_some(covered)
    }

    /// Whether the month so many before the decision's own is wholly covered.
    pub(crate) fn has_month(&self, back: usize) -> bool {
        back.checked_sub(1)
            .and_then(|position| self.months.get(position))
            .is_some_and(|covered| *covered)
    }

    /// The first day of a run of days that is wholly covered.
    pub(crate) fn days(&self, count: u16) -> Option<i32> {
        let first = self.to - i32::from(count) + 1;
        (self.from? <= first).then_some(first)
    }

    /// How many whole months up to the last complete one are covered without a gap.
    pub(crate) fn full_months(&self, current: Month) -> i64 {
        let Some(from) = self.from else {
            return 0;
        };
        let of = |day| Month::of(super::case::date_of(day));
        let begins = of(from);
        let first = if first_day(begins) == from {
            begins
        } else {
            begins.plus(1)
        };
        let ends = of(self.to);
        let last = if last_day(ends) == self.to && ends < current {
            ends
        } else {
            ends.plus(-1)
        };
        i64::from((last.index() - first.index() + 1).max(0))
    }
}

pub(crate) fn first_day(month: Month) -> i32 {
    month.first_day().to_epoch_days()
}

pub(crate) fn last_day(month: Month) -> i32 {
    month.last_day().to_epoch_days()
}

fn bank_span(case: &CaseRows<'_, '_>) -> super::case::Span {
    let sources = super::feature::Sources::BANK.of(case.country);
    sources
        .first()
        .map_or_else(Default::default, |source| case.span(*source))
}

fn deposits(case: &CaseRows<'_, '_>) -> Result<Vec<bool>, Error> {
    let kind = case.table(Table::Accounts).column("kind")?;
    let rows = case.rows(Table::Accounts);
    Ok(rows
        .map(|row| kind.number(row).is_some_and(account_kind::is_deposit))
        .collect())
}

/// The first covered day of each deposit account.
fn starts(
    case: &CaseRows<'_, '_>,
    deposits: &[bool],
    report_from: Option<i32>,
) -> Result<Vec<Option<i32>>, Error> {
    let mut stated = vec![None; deposits.len()];
    let mut seen = vec![None; deposits.len()];
    let accounts = case.table(Table::Accounts);
    let covers_from = accounts.column("covers_from")?;
    let currency = accounts.column("currency")?;
    let range = case.rows(Table::Accounts);
    for (row, own) in range.clone().zip(&mut stated) {
        let day = covers_from
            .number(row)
            .and_then(|day| i32::try_from(day).ok());
        *own = day.or(report_from);
    }
    first_movements(case, &mut seen)?;
    let months = case.table(Table::StatedMonths);
    let (of, month, sums_in) = (
        months.column("account")?,
        months.column("month")?,
        months.column("currency")?,
    );
    for row in case.rows(Table::StatedMonths) {
        let index = month
            .number(row)
            .and_then(|index| i32::try_from(index).ok());
        let Some(day) = index.map(|index| first_day(Month::from_index(index))) else {
            continue;
        };
        for (position, account) in range.clone().enumerate() {
            let about = match of.number(row) {
                Some(number) => usize::try_from(number) == Ok(position),
                None => sums_in.number(row) == currency.number(account),
            };
            if about {
                seen[position] = Some(seen[position].map_or(day, |first: i32| first.min(day)));
            }
        }
    }
    Ok(deposits
        .iter()
        .zip(stated.into_iter().zip(seen))
        .map(|(deposit, (stated, seen))| stated.or(seen).filter(|_| *deposit))
        .collect())
}

fn first_movements(case: &CaseRows<'_, '_>, seen: &mut [Option<i32>]) -> Result<(), Error> {
    let view = case.table(Table::Transactions);
    let (account, date) = (view.counts("account")?, view.days("date")?);
    let mut left = seen.len();
    for row in case.rows(Table::Transactions) {
        let position = usize::try_from(account[row]).ok();
        if let Some(first @ None) = position.and_then(|position| seen.get_mut(position)) {
            *first = Some(date[row]);
            left -= 1;
        }
        if left == 0 {
            break;
        }
    }
    Ok(())
}

fn last_movement(case: &CaseRows<'_, '_>, deposits: &[bool]) -> Result<Option<i32>, Error> {
    let view = case.table(Table::Transactions);
    let (account, date) = (view.counts("account")?, view.days("date")?);
    let counts = |row: &usize| {
        let position = usize::try_from(account[*row]).ok();
        date[*row] <= case.as_of
            && position.is_some_and(|position| deposits.get(position) == Some(&true))
    };
    Ok(case
        .rows(Table::Transactions)
        .rev()
        .find(counts)
        .map(|row| date[row]))
}
