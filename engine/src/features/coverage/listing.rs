//! Months that a report sums up to more than the movements it lists.

use std::collections::BTreeSet;

use caudal_facts::Month;

use crate::features::case::{CaseRows, date_of, month_of};
use crate::frames::{Error, Table};

/// How far stated and listed sums may lie apart, in minor units: vendors round each on its own.
const TOLERANCE: i128 = 1;

/// Money in and out, both positive.
#[derive(Clone, Copy, Default)]
struct Sums {
    inflow: i128,
    outflow: i128,
}

impl Sums {
    fn add(&mut self, other: Self) {
        self.inflow += other.inflow;
        self.outflow += other.outflow;
    }
}

/// The months of which the report states more money in or out, of a deposit account or of all in
/// one currency, than the listed movements come to.
pub(super) fn partly_listed(
    case: &CaseRows<'_, '_>,
    deposits: &[bool],
) -> Result<BTreeSet<Month>, Error> {
    let mut months = BTreeSet::new();
    let rows = case.rows(Table::StatedMonths);
    if rows.is_empty() {
        return Ok(months);
    }
    let currencies = case.table(Table::Accounts).column("currency")?;
    let accounts: Vec<Option<i64>> = case
        .rows(Table::Accounts)
        .map(|row| currencies.number(row))
        .collect();
    let listed = listed(case, accounts.len())?;
    let view = case.table(Table::StatedMonths);
    let (account, month) = (view.column("account")?, view.column("month")?);
    let (inflow, outflow) = (view.column("inflow")?, view.column("outflow")?);
    let currency = view.column("currency")?;
    for row in rows {
        let Some(of) = month_of(month.number(row)) else {
            continue;
        };
        let number = account.number(row);
        let about = |position: usize| match number {
            Some(number) => usize::try_from(number) == Ok(position),
            None => accounts.get(position) == Some(&currency.number(row)),
        };
        let counts = match number {
            Some(number) => usize::try_from(number)
                .ok()
                .and_then(|position| deposits.get(position))
                .is_some_and(|deposit| *deposit),
            None => true,
        };
        let mut sums = Sums::default();
        for position in (0..accounts.len()).filter(|position| about(*position)) {
            sums.add(
                listed
                    .get(position)
                    .map_or_else(Sums::default, |months| sums_of(months, of)),
            );
        }
        let more = |stated: Option<i64>, listed: i128| {
            stated.is_some_and(|stated| i128::from(stated) > listed + TOLERANCE)
        };
        if counts
            && (more(inflow.number(row), sums.inflow) || more(outflow.number(row), sums.outflow))
        {
            months.insert(of);
        }
    }
    Ok(months)
}

/// What one month's listed movements come to.
fn sums_of(months: &[(Month, Sums)], month: Month) -> Sums {
    months
        .binary_search_by_key(&month, |(of, _)| *of)
        .ok()
        .and_then(|position| months.get(position))
        .map_or_else(Sums::default, |(_, sums)| *sums)
}

/// What the listed movements of each account come to, month by month. Movements are in order of
/// their dates, so a month's are one run.
fn listed(case: &CaseRows<'_, '_>, accounts: usize) -> Result<Vec<Vec<(Month, Sums)>>, Error> {
    let view = case.table(Table::Transactions);
    let (account, date) = (view.counts("account")?, view.days("date")?);
    let amount = view.column("amount")?;
    let mut listed: Vec<Vec<(Month, Sums)>> = vec![Vec::new(); accounts];
    for row in case.rows(Table::Transactions) {
        let position = usize::try_from(account[row]).ok();
        let months = position.and_then(|position| listed.get_mut(position));
        let (Some(months), Some(amount)) = (months, amount.number(row)) else {
            continue;
        };
        let amount = i128::from(amount);
        let month = Month::of(date_of(date[row]));
        if months.last().is_none_or(|(last, _)| *last != month) {
            months.push((month, Sums::default()));
        }
        if let Some((_, sums)) = months.last_mut() {
            sums.add(Sums {
                inflow: amount.max(0),
                outflow: (-amount).max(0),
            });
        }
    }
    Ok(listed)
}
