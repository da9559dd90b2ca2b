//! How the debts that the Argentine register lists grew.

use caudal_facts::Month;

use super::case::month_of;
use super::evaluate::Evaluation;
use super::tracer::Tracer;
use super::value::{Cause, Value};
use crate::exact::ratio;
use crate::frames::{Error, Table};

/// How many months lie between the two sums.
const MONTHS_APART: i32 = 6;

/// All debts of the register in two months.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Debts {
    /// The register's latest month.
    pub(crate) latest: Month,
    /// The month that is half a year before it.
    pub(crate) before: Month,
    /// What is owed in the latest month.
    pub(crate) now: i128,
    /// What was owed in the month before.
    pub(crate) then: i128,
}

/// All debts of the register's latest month against those of six months before, less one.
pub(crate) fn debt_growth<T: Tracer>(on: &mut Evaluation<'_, '_, T>) -> Result<Value, Error> {
    Ok(match debts(on)? {
        Ok(Some(debts)) => ratio(debts.now - debts.then, debts.then).into(),
        Ok(None) => Value::None,
        Err(cause) => Value::Missing(cause),
    })
}

/// The two sums; `None` when the register lists no debt now.
pub(crate) fn debts<T: Tracer>(
    on: &mut Evaluation<'_, '_, T>,
) -> Result<Result<Option<Debts>, Cause>, Error> {
    let view = on.case.table(Table::Situations);
    let (month, amount) = (view.column("month")?, view.column("amount")?);
    let (currency, historical) = (view.column("currency")?, view.column("historical")?);
    let rows = on.case.happened(Table::Situations)?;
    let current = rows
        .clone()
        .filter(|row| historical.number(*row) == Some(0));
    let months = current.filter_map(|row| month_of(month.number(row)));
    let Some(latest) = months.max() else {
        return Ok(Ok(None));
    };
    let before = latest.plus(-MONTHS_APART);
    let mut sums = [0_i128; 2];
    for row in rows {
        // The history repeats the latest month: it counts once, as the register gives it now.
        let is_history = historical.number(row) == Some(1);
        let sum = match month_of(month.number(row)) {
            Some(month) if month == latest && !is_history => &mut sums[0],
            Some(month) if month == before && is_history => &mut sums[1],
            _ => continue,
        };
        on.tracer.row(on.feature, Table::Situations, row);
        let value = amount.number(row).ok_or(Cause::NotStated);
        let as_of = on.case.as_of;
        match value.and_then(|value| on.case.convert(value, currency.number(row), as_of)) {
            Ok(value) => *sum += i128::from(value),
            Err(cause) => return Ok(Err(cause)),
        }
    }
    let [now, then] = sums;
    Ok(Ok(Some(Debts {
        latest,
        before,
        now,
        then,
    })))
}
