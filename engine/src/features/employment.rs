//! Unemployment-fund contributions, month by month.

use std::collections::BTreeMap;

use super::evaluate::{Evaluation, mean_month};
use super::measure::{EmploymentOf, OverMonths};
use super::tracer::Tracer;
use super::value::{Cause, Value};
use crate::exact::{fit, ratio};
use crate::frames::{Error, Table};

/// Months that a contribution may be late in showing: August's are paid in September.
const LAG_MONTHS: i64 = 2;

/// How far back a month counts as recent.
const RECENT_MONTHS: i64 = 12;

pub(crate) fn value<T: Tracer>(
    on: &mut Evaluation<'_, '_, T>,
    of: EmploymentOf,
) -> Result<Value, Error> {
    match of {
        EmploymentOf::ActiveEmployers => return active_employers(on),
        EmploymentOf::Employers12 | EmploymentOf::TopShare12 | EmploymentOf::Tenure => {
            return by_employer(on, of);
        }
        _ => {}
    }
    let current = i64::from(on.case.month().index());
    let incomes = incomes(on)?;
    let recent = || {
        incomes
            .iter()
            .rev()
            .filter(|(month, _)| **month > current - RECENT_MONTHS - 1)
    };
    let amounts = || recent().map(|(_, income)| *income);
    Ok(match of {
        EmploymentOf::IncomeLast(count) => mean_of(amounts(), count),
        EmploymentOf::Variation12 => reduced(amounts(), 3, OverMonths::Variation),
        EmploymentOf::Trend6 => reduced(amounts().take(6), 6, OverMonths::Trend),
        EmploymentOf::MonthsSinceLast => incomes
            .keys()
            .next_back()
            .map_or(Value::None, |last| Value::Known(current - last)),
        EmploymentOf::Months12 => {
            let months = recent().filter(|(month, _)| **month < current).count();
            Value::Known(i64::try_from(months).unwrap_or(i64::MAX))
        }
        EmploymentOf::MonthsContinuous => {
            continuous(&incomes.keys().copied().collect::<Vec<_>>(), current)
        }
        EmploymentOf::ActiveEmployers
        | EmploymentOf::Employers12
        | EmploymentOf::TopShare12
        | EmploymentOf::Tenure => Value::Missing(Cause::NotStated),
    })
}

/// How many months, oldest first, follow each other up to the latest; none when that is long ago.
fn continuous(months: &[i64], current: i64) -> Value {
    let last = months.last().filter(|last| current - **last <= LAG_MONTHS);
    let count = last.map_or(0, |last| {
        let months = months.iter().rev().zip(0_i64..);
        months
            .take_while(|(month, back)| **month == last - back)
            .count()
    });
    Value::Known(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The taxable income of each contributed month up to the decision's, all employers together.
fn incomes<T: Tracer>(
    on: &mut Evaluation<'_, '_, T>,
) -> Result<BTreeMap<i64, Result<i128, Cause>>, Error> {
    let view = on.case.table(Table::Contributions);
    let (month, income) = (view.column("month")?, view.column("taxable_income")?);
    let currency = view.column("currency")?;
    let current = i64::from(on.case.month().index());
    let mut months: BTreeMap<i64, Result<i128, Cause>> = BTreeMap::new();
    for row in on.case.rows(Table::Contributions) {
        let Some(month) = month.number(row).filter(|month| *month <= current) else {
            continue;
        };
        on.tracer.row(on.feature, Table::Contributions, row);
        let amount = income
            .number(row)
            .ok_or(Cause::NotStated)
            .and_then(|amount| on.case.convert(amount, currency.number(row), on.case.as_of));
        let total = months.entry(month).or_insert(Ok(0));
        *total = total.and_then(|total| Ok(total + i128::from(amount?)));
    }
    Ok(months)
}

/// The mean of the latest months; zero when there is none, not known when there are too few.
fn mean_of(latest: impl Iterator<Item = Result<i128, Cause>>, count: usize) -> Value {
    let months: Result<Vec<i128>, Cause> = latest.take(count).collect();
    match months {
        Err(cause) => Value::Missing(cause),
        Ok(months) if months.is_empty() => Value::Known(0),
        Ok(months) if months.len() < count => Value::Missing(Cause::NotCovered),
        Ok(months) => mean_month(months.iter().sum(), count).into(),
    }
}

/// Months, the latest first, as one number; not known when there are fewer than it needs.
fn reduced(
    latest: impl Iterator<Item = Result<i128, Cause>>,
    needed: usize,
    over: OverMonths,
) -> Value {
    let months = latest.map(|month| Ok(fit(month?)?));
    match months.collect::<Result<Vec<i64>, Cause>>() {
        Ok(months) if months.len() < needed => Value::Missing(Cause::NotCovered),
        Ok(months) => over.reduce(&months).into(),
        Err(cause) => Value::Missing(cause),
    }
}

/// What the contributions of each employer say.
fn by_employer<T: Tracer>(
    on: &mut Evaluation<'_, '_, T>,
    of: EmploymentOf,
) -> Result<Value, Error> {
    let view = on.case.table(Table::Contributions);
    let (month, employer) = (view.column("month")?, view.column("employer")?);
    let (income, currency) = (view.column("taxable_income")?, view.column("currency")?);
    let current = i64::from(on.case.month().index());
    let since = current - RECENT_MONTHS;
    let mut rows: Vec<(&str, i64, usize)> = Vec::new();
    for row in on.case.rows(Table::Contributions) {
        let Some(month) = month.number(row).filter(|month| *month <= current) else {
            continue;
        };
        if of != EmploymentOf::Tenure && month < since {
            continue;
        }
        on.tracer.row(on.feature, Table::Contributions, row);
        let Some(employer) = employer.text(row) else {
            return Ok(Value::Missing(Cause::NotStated));
        };
        rows.push((employer, month, row));
    }
    rows.sort_unstable();
    let employers = || rows.chunk_by(|one, other| one.0 == other.0);
    if of == EmploymentOf::Employers12 {
        return Ok(Value::Known(
            i64::try_from(employers().count()).unwrap_or(i64::MAX),
        ));
    }
    if of == EmploymentOf::Tenure {
        let tenures = employers().map(|rows| {
            let mut months: Vec<i64> = rows.iter().map(|(_, month, _)| *month).collect();
            months.dedup();
            continuous(&months, current)
        });
        let longest = tenures.filter_map(|tenure| match tenure {
            Value::Known(months) => Some(months),
            Value::None | Value::Missing(_) => None,
        });
        return Ok(Value::Known(longest.max().unwrap_or(0)));
    }
    let sum = |rows: &[(&str, i64, usize)]| {
        let amounts = rows.iter().map(|(_, _, row)| {
            let amount = income.number(*row).ok_or(Cause::NotStated)?;
            on.case
                .convert(amount, currency.number(*row), on.case.as_of)
                .map(i128::from)
        });
        amounts.sum::<Result<i128, Cause>>()
    };
    let sums: Result<Vec<i128>, Cause> = employers().map(sum).collect();
    Ok(match sums {
        Ok(sums) => sums
            .iter()
            .max()
            .map_or(Value::None, |top| ratio(*top, sums.iter().sum()).into()),
        Err(cause) => Value::Missing(cause),
    })
}

/// Employers whose latest contribution says that the employment goes on.
fn active_employers<T: Tracer>(on: &mut Evaluation<'_, '_, T>) -> Result<Value, Error> {
    let view = on.case.table(Table::Contributions);
    let (month, employer) = (view.column("month")?, view.column("employer")?);
    let active = view.column("employer_active")?;
    let current = Some(i64::from(on.case.month().index()));
    let mut latest: BTreeMap<Option<&str>, (Option<i64>, Option<i64>)> = BTreeMap::new();
    for row in on.case.rows(Table::Contributions) {
        if month.number(row) > current {
            continue;
        }
        on.tracer.row(on.feature, Table::Contributions, row);
        let said = (month.number(row), active.number(row));
        let known = latest.entry(employer.text(row)).or_insert(said);
        *known = said.max(*known);
    }
    let active: Option<Vec<i64>> = latest.into_values().map(|(_, active)| active).collect();
    Ok(match active {
        Some(active) => fit(active.into_iter().map(i128::from).sum()).into(),
        None => Value::Missing(Cause::NotStated),
    })
}
