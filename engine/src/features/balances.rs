//! Daily balances of all deposit accounts together, from what reports state and what moved.

mod account;
mod day;

use std::collections::BTreeMap;

use caudal_facts::Month;

use super::case::{CaseRows, date_of};
use super::coverage::{Coverage, last_day};
use super::evaluate::Evaluation;
use super::feature::Window;
use super::measure::BalanceOf;
use super::slots::Slots;
use super::tracer::{NumberOf, Tracer};
use super::value::{Cause, Value};
use crate::exact::{Fault, deviation, fit, mean};
use crate::frames::{Error, Table, number_of_currency};
use account::{Closings, Ledgers};

/// How far back balances are followed, in days: twelve whole months and the decision's own.
pub(crate) const DAYS: u16 = 400;

/// Which part of a month's income a balance is low below; the part of a unit is dropped.
const LOW_PART: i64 = 10;

/// The total at the end of each day, in the case's currency.
///
/// A day's balance of an account is what a report states for it; else what the day's last movement
/// states; else the day before's and what moved since. Before the first stated balance it is
/// computed backwards from it.
pub(crate) struct Balances {
    first: i32,
    totals: Vec<i128>,
    /// Why the totals of single days, or of all, are not known.
    causes: Causes,
    /// The days for which a stated balance is not what the day before and its movements lead to, account by
    /// account; not known where an account states no balance.
    unreconciled: Option<Vec<usize>>,
}

/// Why totals are not known.
enum Causes {
    /// None is.
    Of(Cause),
    /// Those of these days are not.
    OfDays(BTreeMap<usize, Cause>),
}

impl Balances {
    /// The totals of so many last days, at the most of all that balances are followed over.
    pub(crate) fn of(
        case: &CaseRows<'_, '_>,
        coverage: &Coverage,
        wanted: u16,
    ) -> Result<Self, Error> {
        let first = |days: u16| coverage.to.saturating_sub(i32::from(days) - 1);
        let wanted = wanted.min(DAYS);
        let ledgers = Ledgers::of(case, coverage, first(DAYS))?;
        let mut balances = Self {
            first: first(wanted),
            totals: vec![0; wanted.into()],
            causes: Causes::OfDays(BTreeMap::new()),
            unreconciled: Some(Vec::new()),
        };
        let deposits = || {
            coverage
                .deposits
                .iter()
                .enumerate()
                .filter(|(_, own)| **own)
        };
        if deposits().next().is_none() {
            balances.are_unknown();
        }
        for (account, _) in deposits() {
            let currency = ledgers.currency(account);
            match ledgers.closings(account, DAYS.into(), (DAYS - wanted).into()) {
                Some(closings) => balances.add(case, &closings, currency),
                None => balances.are_unknown(),
            }
        }
        Ok(balances)
    }

    fn are_unknown(&mut self) {
        self.unreconciled = None;
        if let Causes::OfDays(_) = self.causes {
            self.causes = Causes::Of(Cause::NotStated);
        }
    }

    /// Adds an account's balances, each at the rate of its day.
    fn add(&mut self, case: &CaseRows<'_, '_>, closings: &Closings, currency: Option<i64>) {
        if let Some(unreconciled) = &mut self.unreconciled {
            unreconciled.extend(&closings.unreconciled);
        }
        let Causes::OfDays(causes) = &mut self.causes else {
            return;
        };
        let is_home = currency == Some(number_of_currency(case.currency).into());
        let days = (self.first..).zip(self.totals.iter_mut().enumerate());
        for ((day, (at, total)), closing) in days.zip(&closings.balances) {
            let value = match fit(*closing) {
                Ok(closing) if is_home => Ok(closing),
                Ok(closing) => case.convert(closing, currency, day),
                Err(fault) => Err(fault.into()),
            };
            match value {
                Ok(value) => *total += i128::from(value),
                Err(cause) => {
                    causes.entry(at).or_insert(cause);
                }
            }
        }
    }

    /// The total at the end of a day.
    pub(crate) fn on(&self, day: i32) -> Result<i64, Cause> {
        let position = usize::try_from(day - self.first).map_err(|_| Cause::NotCovered)?;
        let total = *self.totals.get(position).ok_or(Cause::NotCovered)?;
        match &self.causes {
            Causes::Of(cause) => Err(*cause),
            Causes::OfDays(causes) => match causes.get(&position) {
                Some(cause) => Err(*cause),
                None => Ok(fit(total)?),
            },
        }
    }

    /// The days between two on which a stated balance is not what the day before leads to.
    fn unreconciled(&self, (from, to): (i32, i32)) -> Result<Vec<i32>, Cause> {
        let days = self.unreconciled.as_ref().ok_or(Cause::NotStated)?;
        let days = days.iter().filter_map(|day| i32::try_from(*day).ok());
        let days = days.map(|day| self.first + day);
        let mut days: Vec<i32> = days.filter(|day| (from..=to).contains(day)).collect();
        days.sort_unstable();
        days.dedup();
        Ok(days)
    }

    fn between(&self, from: i32, to: i32) -> Result<Vec<i64>, Cause> {
        let place = |day: i32| usize::try_from(day - self.first).ok();
        let totals = place(from)
            .zip(place(to))
            .and_then(|(from, to)| self.totals.get(from..=to));
        match (&self.causes, totals) {
            (Causes::OfDays(causes), Some(totals)) if causes.is_empty() => Ok(totals
                .iter()
                .map(|total| fit(*total))
                .collect::<Result<_, _>>()?),
            _ => (from..=to).map(|day| self.on(day)).collect(),
        }
    }
}

pub(crate) fn value<T: Tracer>(
    on: &mut Evaluation<'_, '_, T>,
    of: BalanceOf,
    window: Option<Window>,
) -> Result<Value, Error> {
    let month = on.case.month();
    let coverage = &on.coverage;
    let to = coverage.to;
    let days: Option<Vec<i32>> = match (of, window) {
        (BalanceOf::Current, _) => Some(vec![to]),
        (_, Some(window @ Window::Months(count))) => coverage
            .months(count, window)
            .map(|months| month_ends(month, months)),
        (_, Some(Window::Days(count))) => coverage.days(count).map(|first| (first..=to).collect()),
        _ => None,
    };
    let Some((first, last)) = days
        .as_ref()
        .and_then(|days| Some((*days.iter().min()?, *days.iter().max()?)))
    else {
        return Ok(Value::Missing(Cause::NotCovered));
    };
    if of == BalanceOf::Unreconciled {
        return unreconciled(on, (first, last));
    }
    if T::LISTENS {
        trace(on, (first, last), days.as_deref().unwrap_or_default())?;
    }
    let low = match of {
        BalanceOf::DaysLow => match on.named("income.verified_monthly_6m")? {
            Value::Known(income) => income / LOW_PART,
            unknown => return Ok(unknown),
        },
        _ => 0,
    };
    let balances = on.balances()?;
    let totals = if matches!(of, BalanceOf::MonthEndMin | BalanceOf::MonthEndMean) {
        days.unwrap_or_default()
            .into_iter()
            .map(|day| balances.on(day))
            .collect()
    } else {
        balances.between(first, last)
    };
    Ok(
        match totals.and_then(|totals| Ok(reduce(&totals, of, low)?)) {
            Ok(value) => Value::Known(value),
            Err(cause) => Value::Missing(cause),
        },
    )
}

/// How many days there are on which what is stated and what moved do not agree.
fn unreconciled<T: Tracer>(
    on: &mut Evaluation<'_, '_, T>,
    span: (i32, i32),
) -> Result<Value, Error> {
    let days = match on.balances()?.unreconciled(span) {
        Ok(days) => days,
        Err(cause) => return Ok(Value::Missing(cause)),
    };
    if T::LISTENS {
        trace(on, span, &[])?;
    }
    for day in &days {
        let of = NumberOf::DayThatCounts(date_of(*day));
        on.tracer.number(on.feature, of, 1);
    }
    let count = i64::try_from(days.len()).map_err(|_| Fault::Overflow);
    Ok(count.into())
}

fn month_ends(current: Month, months: Slots) -> Vec<i32> {
    months
        .iter()
        .filter_map(|back| i32::try_from(back).ok())
        .map(|back| last_day(current.plus(-back)))
        .collect()
}

fn reduce(totals: &[i64], of: BalanceOf, low: i64) -> Result<i64, Fault> {
    let days = |counts: &dyn Fn(i64) -> bool| {
        let days = totals.iter().filter(|total| counts(**total)).count();
        i64::try_from(days).map_err(|_| Fault::Overflow)
    };
    match of {
        BalanceOf::Current => totals.last().copied().ok_or(Fault::DivisionByZero),
        BalanceOf::Min | BalanceOf::MonthEndMin => {
            totals.iter().copied().min().ok_or(Fault::DivisionByZero)
        }
        BalanceOf::Max => totals.iter().copied().max().ok_or(Fault::DivisionByZero),
        BalanceOf::Mean | BalanceOf::MonthEndMean => mean(totals),
        BalanceOf::Deviation => deviation(totals),
        BalanceOf::DaysAtOrBelowZero => days(&|total| total <= 0),
        BalanceOf::DaysLow => days(&|total| total < low),
        // Counted without the totals.
        BalanceOf::Unreconciled => Err(Fault::DivisionByZero),
    }
}

/// Every row that a balance between two days may rest on, and the balances of the days that count.
fn trace<T: Tracer>(
    on: &mut Evaluation<'_, '_, T>,
    (first, last): (i32, i32),
    days: &[i32],
) -> Result<(), Error> {
    for &day in days {
        if let Ok(total) = on.balances()?.on(day) {
            on.tracer
                .number(on.feature, NumberOf::Day(date_of(day)), total);
        }
    }
    let deposits = on.coverage.deposits.clone();
    let counts = |account: Option<i64>| {
        account
            .and_then(|account| usize::try_from(account).ok())
            .is_some_and(|account| deposits.get(account) == Some(&true))
    };
    for table in [Table::Accounts, Table::Balances, Table::Transactions] {
        let account = on.case.table(table).column("account")?;
        let date = match table {
            Table::Accounts => None,
            _ => Some(on.case.table(table).column("date")?),
        };
        for row in on.case.rows(table) {
            let within = date.is_none_or(|date| {
                date.number(row)
                    .is_some_and(|day| (i64::from(first)..=i64::from(last)).contains(&day))
            });
            if within && counts(account.number(row)) {
                on.tracer.row(on.feature, table, row);
            }
        }
    }
    Ok(())
}
