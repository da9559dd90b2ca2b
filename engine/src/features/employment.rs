//! Unemployment-fund contributions, month by month.

use std::collections::BTreeMap;

use super::evaluate::{Evaluation, mean_month};
use super::measure::EmploymentOf;
use super::tracer::Tracer;
use super::value::{Cause, Value};
use crate::exact::fit;
use crate::frames::{Error, Table};

/// Months that a contribution may be late in showing: August's are paid in September.
const LAG_MONTHS: i64 = 2;

/// How far back a month counts as recent.
const RECENT_MONTHS: i64 = 12;

pub(crate) fn value<T: Tracer>(
    on: &mut Evaluation<'_, '_, T>,
    of: EmploymentOf,
) -> Result<Value, Error> {
    if of == EmploymentOf::ActiveEmployers {
        return active_employers(on);
    }
    let current = i64::from(on.case.month().index());
    let incomes = incomes(on)?;
    let recent = || {
        incomes
            .iter()
            .rev()
            .filter(|(month, _)| **month > current - RECENT_MONTHS - 1)
    };
    Ok(match of {
        EmploymentOf::IncomeLast3 => mean_of(recent().map(|(_, income)| *income), 3),
        EmploymentOf::IncomeLast => mean_of(recent().map(|(_, income)| *income), 1),
        EmploymentOf::Months12 => {
            let months = recent().filter(|(month, _)| **month < current).count();
            Value::Known(i64::try_from(months).unwrap_or(i64::MAX))
        }
        EmploymentOf::MonthsContinuous => {
            let last = incomes.keys().next_back().copied();
            let begun = last.filter(|last| current - last <= LAG_MONTHS);
            let months = begun.map_or(0, |last| {
                let months = incomes.keys().rev();
                months
                    .zip(0_i64..)
                    .take_while(|(month, back)| **month == last - back)
                    .count()
            });
            Value::Known(i64::try_from(months).unwrap_or(i64::MAX))
        }
        EmploymentOf::ActiveEmployers => Value::Missing(Cause::NotStated),
    })
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
