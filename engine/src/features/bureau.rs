//! How the debts that the Argentine register lists grew.

use super::evaluate::Evaluation;
use super::tracer::Tracer;
use super::value::{Cause, Value};
use crate::exact::ratio;
use crate::frames::{Error, Table};

/// How many months lie between the two sums.
const MONTHS_APART: i64 = 6;

/// All debts of the register's latest month against those of six months before, less one.
pub(crate) fn debt_growth<T: Tracer>(on: &mut Evaluation<'_, '_, T>) -> Result<Value, Error> {
    let view = on.case.table(Table::Situations);
    let (month, amount) = (view.column("month")?, view.column("amount")?);
    let (currency, historical) = (view.column("currency")?, view.column("historical")?);
    let rows = on.case.happened(Table::Situations)?;
    let current = rows
        .clone()
        .filter(|row| historical.number(*row) == Some(0));
    let Some(latest) = current.filter_map(|row| month.number(row)).max() else {
        return Ok(Value::None);
    };
    let mut sums = [0_i128; 2];
    for row in rows {
        // The history repeats the latest month: it counts once, as the register gives it now.
        let is_history = historical.number(row) == Some(1);
        let sum = match latest - month.number(row).unwrap_or(i64::MIN / 2) {
            0 if !is_history => &mut sums[0],
            MONTHS_APART if is_history => &mut sums[1],
            _ => continue,
        };
        on.tracer.row(on.feature, Table::Situations, row);
        let value = amount.number(row).ok_or(Cause::NotStated);
        let as_of = on.case.as_of;
        match value.and_then(|value| on.case.convert(value, currency.number(row), as_of)) {
            Ok(value) => *sum += i128::from(value),
            Err(cause) => return Ok(Value::Missing(cause)),
        }
    }
    let [now, then] = sums;
    Ok(ratio(now - then, then).into())
}
