//! Rows of a register, filtered and reduced to one number.

use super::evaluate::Evaluation;
use super::measure::{Empty, Filter, Reduce, Snapshot};
use super::program::Columns;
use super::tracer::{NumberOf, RowRef, Tracer};
use super::value::{Cause, Value};
use crate::exact::{Fault, fit};
use crate::frames::{Cells, Dtype, Error, TableView};

pub(crate) fn value<T: Tracer>(
    on: &mut Evaluation<'_, '_, T>,
    snapshot: &Snapshot,
    columns: &Columns,
) -> Result<Value, Error> {
    let view = on.case.table(snapshot.table);
    let filters = columns
        .filters
        .iter()
        .map(|position| view.at(*position))
        .collect::<Result<Vec<_>, _>>()?;
    let reduced = columns
        .reduced
        .map(|position| view.at(position))
        .transpose()?;
    let mut rows = Vec::new();
    let mut unsure = false;
    for row in on.case.happened(snapshot.table)? {
        match all_hold(on, snapshot.filters, &filters, row) {
            Some(true) => rows.push(row),
            Some(false) => continue,
            None => unsure = true,
        }
        on.tracer.row(on.feature, snapshot.table, row);
    }
    if T::LISTENS {
        tell(on, snapshot, columns, reduced, &rows)?;
    }
    if matches!(snapshot.reduce, Reduce::Any) && !rows.is_empty() {
        return Ok(Value::flag(true));
    }
    if unsure {
        return Ok(Value::Missing(Cause::NotStated));
    }
    if rows.is_empty() {
        return Ok(match snapshot.empty {
            Empty::Zero => Value::Known(0),
            Empty::None => Value::None,
        });
    }
    let Some(cells) = reduced else {
        return Ok(count(rows.len()));
    };
    if let Reduce::Distinct(_) = snapshot.reduce {
        return Ok(distinct(cells, &rows));
    }
    numbers(on, view, columns, cells, &rows).map(|numbers| match (numbers, snapshot.reduce) {
        (Err(cause), _) => Value::Missing(cause),
        (Ok(numbers), Reduce::Largest(_)) => numbers
            .into_iter()
            .max()
            .map_or(Value::Missing(Cause::NotStated), Value::Known),
        (Ok(numbers), _) => fit(numbers.into_iter().map(i128::from).sum()).into(),
    })
}

/// Tells what each row counts as: one where rows are counted, or different values and it is the
/// first of its own; else its number.
fn tell<T: Tracer>(
    on: &mut Evaluation<'_, '_, T>,
    snapshot: &Snapshot,
    columns: &Columns,
    reduced: Option<Cells<'_>>,
    rows: &[usize],
) -> Result<(), Error> {
    let view = on.case.table(snapshot.table);
    let counts = match (snapshot.reduce, reduced) {
        (Reduce::Distinct(_), Some(cells)) => {
            let keys: Vec<_> = rows.iter().map(|&row| key(cells, row)).collect();
            let is_first = |(at, key)| !keys.iter().take(at).any(|earlier| earlier == key);
            keys.iter()
                .enumerate()
                .map(is_first)
                .map(i64::from)
                .collect()
        }
        (_, Some(cells)) => numbers(on, view, columns, cells, rows)?.unwrap_or_default(),
        (_, None) => vec![1; rows.len()],
    };
    for (&row, number) in rows.iter().zip(counts) {
        let at = RowRef {
            table: snapshot.table,
            row,
        };
        on.tracer.number(on.feature, NumberOf::Row(at), number);
    }
    Ok(())
}

/// Whether every filter holds for a row; `None` when a null cell leaves it open.
fn all_hold<T: Tracer>(
    on: &Evaluation<'_, '_, T>,
    filters: &[Filter],
    cells: &[Cells<'_>],
    row: usize,
) -> Option<bool> {
    let mut sure = true;
    for (filter, cells) in filters.iter().zip(cells) {
        match holds(on, *filter, cells.number(row)) {
            Some(true) => {}
            Some(false) => return Some(false),
            None => sure = false,
        }
    }
    sure.then_some(true)
}

fn holds<T: Tracer>(on: &Evaluation<'_, '_, T>, filter: Filter, cell: Option<i64>) -> Option<bool> {
    let last = |cell: i64, count: i32, end: i32| {
        let end = i64::from(end);
        cell <= end && cell > end - i64::from(count)
    };
    match filter {
        Filter::Null(_) => Some(cell.is_none()),
        Filter::IsNot(_, number) => Some(cell != Some(number)),
        Filter::Is(_, number) => Some(cell? == number),
        Filter::AtLeast(_, number) => Some(cell? >= number),
        Filter::LastMonths(_, count) => Some(last(cell?, count, on.case.month().index())),
        Filter::LastDays(_, count) => Some(last(cell?, count, on.case.as_of)),
        Filter::NextDays(_, count) => {
            let first = i64::from(on.case.as_of);
            Some((first..first + i64::from(count)).contains(&cell?))
        }
    }
}

fn count(rows: usize) -> Value {
    i64::try_from(rows).map_err(|_| Fault::Overflow).into()
}

fn distinct(cells: Cells<'_>, rows: &[usize]) -> Value {
    let count_of = |mut keys: Vec<_>| {
        keys.sort_unstable();
        keys.dedup();
        count(keys.len())
    };
    let keys: Option<Vec<_>> = rows.iter().map(|&row| key(cells, row)).collect();
    keys.map_or(Value::Missing(Cause::NotStated), count_of)
}

/// What tells the values of a column apart; `None` for null.
fn key(cells: Cells<'_>, row: usize) -> Option<(&str, i64)> {
    match cells {
        Cells::Text(_) => Some((cells.text(row)?, 0)),
        _ => Some(("", cells.number(row)?)),
    }
}

/// A column's numbers, money in the case's currency at the rate of the decision's date.
fn numbers<T: Tracer>(
    on: &Evaluation<'_, '_, T>,
    view: &TableView<'_>,
    columns: &Columns,
    cells: Cells<'_>,
    rows: &[usize],
) -> Result<Result<Vec<i64>, Cause>, Error> {
    let currency = columns
        .currency
        .map(|position| view.at(position))
        .transpose()?;
    let is_money = columns
        .reduced
        .and_then(|position| view.schema().columns.get(position))
        .is_some_and(|column| column.dtype == Dtype::Amount);
    Ok(rows
        .iter()
        .map(|&row| {
            let number = cells.number(row).ok_or(Cause::NotStated)?;
            if is_money {
                let code = currency.and_then(|currency| currency.number(row));
                on.case.convert(number, code, on.case.as_of)
            } else {
                Ok(number)
            }
        })
        .collect())
}
