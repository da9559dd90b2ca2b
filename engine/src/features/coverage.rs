//! Which days and months the bank report looked at, for all deposit accounts together.

mod listing;

use std::collections::{BTreeMap, BTreeSet};

use caudal_facts::Month;

use super::case::{CaseRows, date_of, month_of};
use super::feature::Window;
use super::slots::Slots;
use crate::frames::{Error, Table, account_kind};

/// The days from which to which every deposit account is covered.
///
/// A month of which the report states more money in or out than the movements it lists come to is
/// listed in part: its movements are no whole month, so it is not covered.
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
    /// The months before the decision's own that are wholly covered.
    months: Slots,
    /// The months whose movements the report lists only in part, by its own sums.
    partly_listed: BTreeSet<Month>,
}

impl Coverage {
    pub(crate) fn of(case: &CaseRows<'_, '_>) -> Result<Self, Error> {
        let deposits = deposits(case);
        let span = bank_span(case);
        let starts = starts(case, &deposits, span.from)?;
        let last_movement = last_movement(case, &deposits);
        let to = span
            .to
            .or(last_movement)
            .unwrap_or(case.as_of)
            .min(case.as_of);
        let from = starts
            .into_iter()
            .flatten()
            .max()
            .filter(|from| *from <= to && whole_report(case));
        let partly_listed = listing::partly_listed(case, &deposits)?;
        let mut months = Slots::default();
        // From the month before the decision's own backwards: each ends where the next begins.
        let starts = case.month_starts().windows(2).rev().skip(1);
        for ((back, slot), bounds) in (1..=12).zip(1..).zip(starts) {
            if from.is_some_and(|from| from <= bounds[0])
                && bounds[1] <= to.saturating_add(1)
                && !partly_listed.contains(&case.month().plus(-back))
            {
                months = months.with(Slots::month(slot));
            }
        }
        Ok(Self {
            from,
            to,
            last_movement,
            deposits,
            months,
            partly_listed,
        })
    }

    /// The covered months of a window; `None` when there are too few.
    pub(crate) fn months(&self, count: u8, window: Window) -> Option<Slots> {
        let covered = self.months.and(Slots::months_before(count));
        (covered.len() >= window.months_needed()).then_some(covered)
    }

    /// Whether the month so many before the decision's own is wholly covered.
    pub(crate) const fn has_month(&self, back: usize) -> bool {
        self.months.meets(Slots::month(back))
    }

    /// The first day of a run of days that is wholly covered.
    pub(crate) fn days(&self, count: u16) -> Option<i32> {
        let first = self.to - i32::from(count) + 1;
        let of = |day| Month::of(date_of(day));
        let mut cut = self.partly_listed.range(of(first)..=of(self.to));
        (self.from? <= first && cut.next().is_none()).then_some(first)
    }

    /// How many whole months up to the last complete one are covered without a gap.
    pub(crate) fn full_months(&self, current: Month) -> i64 {
        let Some(from) = self.from else {
            return 0;
        };
        let of = |day| Month::of(date_of(day));
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
        let cut = self.partly_listed.range(..=last).next_back();
        let first = cut.map_or(first, |cut| first.max(cut.plus(1)));
        i64::from((last.index() - first.index() + 1).max(0))
    }
}

pub(crate) fn first_day(month: Month) -> i32 {
    month.first_day().to_epoch_days()
}

pub(crate) fn last_day(month: Month) -> i32 {
    month.last_day().to_epoch_days()
}

/// Whether the bank report lacks nothing. What it lacks may be an account's movements, so without it
/// no day is known to be covered.
fn whole_report(case: &CaseRows<'_, '_>) -> bool {
    let sources = super::feature::Sources::BANK.of(case.country);
    sources
        .first()
        .is_some_and(|source| case.is_complete(*source))
}

fn bank_span(case: &CaseRows<'_, '_>) -> super::case::Span {
    let sources = super::feature::Sources::BANK.of(case.country);
    sources
        .first()
        .map_or_else(Default::default, |source| case.span(*source))
}

fn deposits(case: &CaseRows<'_, '_>) -> Vec<bool> {
    let kind = case.view.reports.account_kind;
    case.rows(Table::Accounts)
        .map(|row| kind.number(row).is_some_and(account_kind::is_deposit))
        .collect()
}

/// The first covered day of each deposit account.
fn starts(
    case: &CaseRows<'_, '_>,
    deposits: &[bool],
    report_from: Option<i32>,
) -> Result<Vec<Option<i32>>, Error> {
    let mut stated = vec![None; deposits.len()];
    let mut seen: Vec<Option<i32>> = vec![None; deposits.len()];
    let covers_from = case.view.reports.account_covers_from;
    for (row, own) in case.rows(Table::Accounts).zip(&mut stated) {
        let day = covers_from
            .number(row)
            .and_then(|day| i32::try_from(day).ok());
        *own = day.or(report_from);
    }
    first_movements(case, &mut seen);
    first_stated_months(case, &mut seen)?;
    Ok(deposits
        .iter()
        .zip(stated.into_iter().zip(seen))
        .map(|(deposit, (stated, seen))| stated.or(seen).filter(|_| *deposit))
        .collect())
}

/// Moves each account's first day back to the first month that the report sums up of it, or of all
/// accounts in its currency.
fn first_stated_months(case: &CaseRows<'_, '_>, seen: &mut [Option<i32>]) -> Result<(), Error> {
    let rows = case.rows(Table::StatedMonths);
    if rows.is_empty() {
        return Ok(());
    }
    let months = case.table(Table::StatedMonths);
    let (of, month) = (months.column("account")?, months.column("month")?);
    let sums_in = months.column("currency")?;
    let mut of_currency: BTreeMap<Option<i64>, i32> = BTreeMap::new();
    for row in rows {
        let day = month_of(month.number(row)).map(first_day);
        let Some(day) = day.filter(|day| *day <= case.as_of) else {
            continue;
        };
        if let Some(number) = of.number(row) {
            let position = usize::try_from(number).ok();
            if let Some(first) = position.and_then(|position| seen.get_mut(position)) {
                *first = Some(first.map_or(day, |first| earlier_month(day, first)));
            }
        } else {
            let first = of_currency.entry(sums_in.number(row)).or_insert(day);
            *first = day.min(*first);
        }
    }
    let currency = case.table(Table::Accounts).column("currency")?;
    for (row, first) in case.rows(Table::Accounts).zip(seen) {
        if let Some(&day) = of_currency.get(&currency.number(row)) {
            *first = Some(first.map_or(day, |first| earlier_month(day, first)));
        }
    }
    Ok(())
}

/// The first day of a stated month if the month ends before the day that is known; else that day,
/// because a month in which the movements begin may be cut off by how far back the bank lists.
fn earlier_month(stated: i32, known: i32) -> i32 {
    if last_day(Month::of(date_of(stated))) < known {
        stated
    } else {
        known
    }
}

fn first_movements(case: &CaseRows<'_, '_>, seen: &mut [Option<i32>]) {
    let (account, date) = (case.movements().account, case.movements().date);
    let mut left = seen.len();
    for row in case.rows(Table::Transactions) {
        if date[row] > case.as_of {
            break;
        }
        let position = usize::try_from(account[row]).ok();
        if let Some(first @ None) = position.and_then(|position| seen.get_mut(position)) {
            *first = Some(date[row]);
            left -= 1;
        }
        if left == 0 {
            break;
        }
    }
}

fn last_movement(case: &CaseRows<'_, '_>, deposits: &[bool]) -> Option<i32> {
    let (account, date) = (case.movements().account, case.movements().date);
    let counts = |row: &usize| {
        let position = usize::try_from(account[*row]).ok();
        date[*row] <= case.as_of
            && position.is_some_and(|position| deposits.get(position) == Some(&true))
    };
    case.rows(Table::Transactions)
        .rev()
        .find(counts)
        .map(|row| date[row])
}
